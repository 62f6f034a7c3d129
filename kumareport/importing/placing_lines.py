"""The rows of a table that are lines of a list, or texts with fields of their own → the draft."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.importing.draft import DraftText
from kumareport.importing.draft_form import field_name_of
from kumareport.importing.found import FoundTable, Spanned
from kumareport.importing.placing import Placing
from kumareport.importing.quote import Quote
from kumareport.importing.targets import Choice, Goes
from kumareport.importing.values import stored_value
from kumareport.importing.words import bare, field_name
from kumareport.model.field_columns import YEARLY
from kumareport.model.form import FieldType

TOTALS = ("計", "合計", "小計", "総計", "総合計", "平均")
_CLOSE = 0.001
_SUMMED = "一覧の合計（ブックが計算します）"
_WORDS = (FieldType.TEXT, FieldType.CHOICE)


class RowCell(Struct, frozen=True):
    """A cell of a row with the choice that counts for it."""

    placed: Spanned
    choice: Choice

    @property
    def quote(self) -> Quote:
        return self.placed.quote

    @property
    def text(self) -> str:
        return self.placed.quote.text.strip()


class RowLines:
    """The lines of a table."""

    def __init__(
        self,
        placing: Placing,
        table: FoundTable,
        choices: Sequence[Choice],
        *,
        has_indicators: bool,
    ) -> None:
        self._placing = placing
        self._table = table
        self._choices = choices
        self._has_indicators = has_indicators

    def take_total(self, row: Sequence[Spanned], choice: Callable[[Spanned], Choice]) -> None:
        """A row of totals: of a list, the workbook computes those that are the sums of its lines."""
        summed = {placed.quote for placed in row if self._sums_up(placed, choice(placed))}
        for placed in row:
            quote = placed.quote
            if quote in summed or (summed and bare(quote.text) in TOTALS):
                self._placing.placed(quote, _SUMMED)
                if quote in summed:
                    self._placing.draft.readings.append((quote, _SUMMED))
            else:
                self._placing.left(
                    quote, "合計の行です（要るときは、項目の計や備考に書いてください）"
                )

    def _sums_up(self, placed: Spanned, choice: Choice) -> bool:
        """Whether a total is the sum of a list's lines above it."""
        if not any(c.target is Goes.LIST for c in self._choices) or choice.target is not Goes.FIELD:
            return False
        name = f"{choice.name} {choice.year}" if choice.year else choice.name
        kinds = {c.name for c in self._choices if c.target is Goes.LIST}
        lines = [t.fields.get(name) for t in self._placing.part().texts if t.kind in kinds]
        numbers = [v[0] for v in lines if v is not None and isinstance(v[0], int | float)]
        total = stored_value(placed.quote)[0][0]
        if not numbers or not isinstance(total, int | float) or abs(sum(numbers) - total) > _CLOSE:
            return False
        self._placing.draft.summed.add(choice.name)
        return True

    def begin(self, cells: Sequence[RowCell]) -> DraftText | None:
        """The line of a list that a row is, or the text that its other cells speak of."""
        lead = next((c for c in cells if c.choice.target is Goes.LIST), None)
        if lead is not None:
            return self._placing.line(lead.choice.name, lead.quote, is_list=True)
        targets = [c.target for c in self._choices]
        is_text_with_fields = (
            not self._has_indicators
            and targets[:1] == [Goes.TEXT]
            and len(targets) > 1
            and all(c.target is Goes.FIELD and c.type not in YEARLY for c in self._choices[1:])
        )
        first = cells[0] if cells and is_text_with_fields else None
        if first is None or first.choice.target is not Goes.TEXT or first.placed.goes_on:
            return None
        return self._placing.line(first.choice.name, first.quote, is_list=False)

    def take(self, line: DraftText, cell: RowCell) -> bool:
        """Take a cell as what a line of a list says besides its name."""
        target, name = cell.choice.target, cell.choice.name
        # A cell merged over several lines says the same of each of them.
        if cell.quote in self._placing.ledger.placed and not cell.placed.goes_on:
            return target is Goes.TEXT
        if target is Goes.DEPARTMENT:
            line.department = " ".join(cell.text.split())
            self._placing.placed(cell.quote, "所管課")
        elif target in (Goes.TEXT, Goes.MARK, Goes.REASON) or (
            cell.placed.goes_on and target is Goes.FIELD and cell.choice.type in _WORDS
        ):
            field = replace(
                cell.choice, target=Goes.FIELD, name=field_name_of(name or self._head(cell))
            )
            self._placing.field(line.fields, field, stored_value(cell.quote)[0], cell.quote)
        else:
            return False
        return True

    def _head(self, cell: RowCell) -> str:
        return field_name(self._table.columns[cell.placed.first].text)
