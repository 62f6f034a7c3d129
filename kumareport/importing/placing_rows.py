"""The rows of a found table → indicators, texts and fields of the draft."""

from collections.abc import Mapping, Sequence

from kumareport.importing.draft import DraftIndicator, DraftText
from kumareport.importing.found import FoundColumn, FoundTable, Spanned
from kumareport.importing.placing import Placing
from kumareport.importing.placing_columns import named_above, note_layout
from kumareport.importing.placing_headings import RowHeadings
from kumareport.importing.placing_indicators import indicator_of_row
from kumareport.importing.placing_lines import TOTALS, RowCell, RowLines
from kumareport.importing.placing_values import place_number, place_on_indicator, place_values
from kumareport.importing.targets import LEVELS, ROLES, Choice, Goes
from kumareport.importing.values import stored_value
from kumareport.importing.words import (
    bare,
    field_name,
    is_money,
    period_choice,
    role_of,
    unit_in,
    year_of,
)
from kumareport.model.field_columns import YEARLY
from kumareport.model.form import FieldType
from kumareport.model.period import Role
from kumareport.patterns import regex

_OF_INDICATOR = (
    Goes.GROUP, Goes.UNIT, Goes.MARK, Goes.SCHEME, Goes.REASON, Goes.DEPARTMENT, Goes.MEMO,
    Goes.WAY, Goes.CHART, Goes.CHART_TITLE,
)  # fmt: skip
_SUBTOTAL = regex(r"(?:小計|合計|総計)[(（]")


def place_table(placing: Placing, table: FoundTable) -> None:
    """Every row of a table."""
    choices = [_of_column(placing, column) for column in table.columns]
    for column, choice in zip(table.columns, choices, strict=True):
        for head in column.heads:
            if choice.target is Goes.LEAVE:
                placing.left(head, choice.why or "取り込まない列です")
            else:
                placing.placed(head, "列の見出し")
    has_indicators = any(c.target is Goes.INDICATOR for c in choices)
    for row in table.rows:
        _Row(placing, table, choices, has_indicators=has_indicators).place(row)
    note_layout(placing, choices)


def _of_column(placing: Placing, column: FoundColumn) -> Choice:
    """What a column is: as people say of its header, or as the mapping does."""
    told = placing.told.get(column.heads[-1]) if column.heads else None
    return told or placing.choice(column.key)


class _Row:
    """One row while it is placed."""

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
        self._lines = RowLines(placing, table, choices, has_indicators=has_indicators)
        self._headings = RowHeadings(placing, table, choices)
        self._line: DraftText | None = None

    def place(self, row: Sequence[Spanned]) -> None:
        is_told = any(placed.quote in self._placing.told for placed in row)
        if not is_told and any(
            bare(placed.quote.text) in TOTALS or _SUBTOTAL.match(bare(placed.quote.text))
            for placed in row[:3]
        ):
            self._lines.take_total(row, self._choice)
            return
        cells = [RowCell(placed, self._choice(placed)) for placed in row]
        self._headings.take(cells)
        self._line = self._lines.begin(cells)
        indicator = indicator_of_row(self._placing, self._choices, cells)
        role = self._role(cells)
        years = self._years(cells)
        for cell in cells:
            self._cell(cell, indicator, role, years)

    def _years(self, cells: Sequence[RowCell]) -> dict[str, str]:
        """The year that a row says, for each role that it says it of; of all for an empty one."""
        found: dict[str, str] = {}
        for cell in cells:
            if cell.choice.target is Goes.YEAR:
                period = period_choice(cell.text)
                year = period.year if period else year_of(cell.text) or cell.text
                found.setdefault(cell.choice.name, year)
        return found

    def _choice(self, placed: Spanned) -> Choice:
        """The choice that counts for a cell that may reach over several columns."""
        told = self._placing.told.get(placed.quote)
        if told is not None:
            return told
        own = self._choices[placed.first : placed.last + 1]
        named = (c for c in own if c.target is Goes.INDICATOR)
        return next(named, own[0])

    def _role(self, cells: Sequence[RowCell]) -> Role | None:
        """Whether a row holds 目標 or 実績, where a cell of it says so."""
        said = [c for c in cells if c.choice.target in (Goes.ROLE, Goes.INDICATOR, Goes.YEAR)]
        for cell in said:
            period = period_choice(cell.text) if cell.choice.target is Goes.YEAR else None
            target = period.target if period else role_of(cell.text)
            if target is not None:
                return ROLES[target]
        return None

    def _cell(
        self,
        cell: RowCell,
        indicator: DraftIndicator | None,
        role: Role | None,
        years: Mapping[str, str],
    ) -> None:
        placing, target = self._placing, cell.choice.target
        if target in (*LEVELS, Goes.CODE, Goes.INDICATOR, Goes.LIST) or cell.quote.text == "":
            return
        if self._line is not None and self._lines.take(self._line, cell):
            return
        if (
            cell.placed.goes_on
            and cell.quote in placing.ledger.placed
            and target not in (Goes.GROUP, Goes.UNIT, Goes.DEPARTMENT)
        ):
            return
        if target in (Goes.YEAR, Goes.ROLE):
            placing.placed(cell.quote, str(target))
        elif target is Goes.LEAVE:
            placing.left(cell.quote, cell.choice.why or "取り込まない列です")
        elif target is Goes.VALUE or target in ROLES:
            own = ROLES.get(target) or role
            self._value(cell, indicator, role, years.get(str(own)) or years.get("", ""))
        elif target is Goes.OF_COLUMN:
            self._of_column(cell, role, years.get("", ""))
        elif target in (Goes.TEXT, Goes.NOTE):
            placing.text(cell.choice.name or "注記", cell.quote)
        elif target is Goes.FIELD:
            self._field(cell, indicator, years.get("", ""))
        elif target in _OF_INDICATOR and indicator is not None:
            place_on_indicator(placing, indicator, cell.choice, cell.quote)
        else:
            place_values(placing, cell.choice, (cell.quote,))

    def _of_column(self, cell: RowCell, role: Role | None, year: str) -> None:
        """A number of a year, whose column is an indicator."""
        indicator = named_above(self._placing, self._table.columns[cell.placed.first].text)
        place_number(self._placing, indicator, role or Role.ACTUAL, year, "", cell.quote)

    def _above(self, cell: RowCell) -> DraftIndicator | None:
        """The indicator named over a column of 目標 or 実績, in a table with a row for each year."""
        heads = self._table.columns[cell.placed.first].heads
        has_years = any(c.target is Goes.YEAR for c in self._choices)
        if self._has_indicators or not has_years or len(heads) < 2 or not role_of(heads[-1].text):
            return None
        return named_above(self._placing, " ".join(head.text for head in heads[:-1]))

    def _field(self, cell: RowCell, indicator: DraftIndicator | None, row_year: str) -> None:
        stored, unit = stored_value(cell.quote, self._placing.draft.units.get(cell.choice.name, ""))
        is_own = self._has_indicators and indicator is not None
        year = cell.choice.year or row_year
        if cell.choice.type in YEARLY and year:
            unit = unit or unit_in(self._table.columns[cell.placed.first].text)
            holder = indicator.fields if is_own and indicator else None
            holder = holder if self._line is None else self._line.fields
            self._placing.yearly(cell.choice.name, year, stored, unit, holder)
            self._placing.placed(cell.quote, f"項目：{cell.choice.name} {year}")
            return
        if unit:
            stored = self._placing.with_unit(cell.choice, stored, unit, cell.quote)
        elif cell.choice.type in (FieldType.NUMBER, FieldType.MONEY):
            said = unit_in(self._table.columns[cell.placed.first].text)
            if said:
                self._placing.draft.units.setdefault(cell.choice.name, said)
        if self._line is not None:
            self._placing.field(self._line.fields, cell.choice, stored, cell.quote)
        elif is_own and indicator:
            self._placing.field(indicator.fields, cell.choice, stored, cell.quote)
        elif self._is_nameless() and cell.choice.name in self._placing.part().fields:
            self._placing.left(cell.quote, "どの指標・見出しのものか分かりません")
        else:
            self._placing.field_of_part(cell.choice, stored, cell.quote)

    def _is_nameless(self) -> bool:
        """Whether no column tells what each of several rows speaks of."""
        named = (Goes.INDICATOR, Goes.LIST, *LEVELS)
        return len(self._table.rows) > 1 and all(c.target not in named for c in self._choices)

    def _value(
        self, cell: RowCell, indicator: DraftIndicator | None, role: Role | None, year: str
    ) -> None:
        placing, choice = self._placing, cell.choice
        indicator = self._above(cell) or indicator
        row_name = self._row_name(cell)
        if row_name and choice.year and indicator is None and is_money(row_name):
            self._yearly(row_name, cell)
            return
        if indicator is None:
            placing.left(cell.quote, "どの指標の値か分かりません")
            return
        own = ROLES.get(choice.target) or role
        if choice.target is Goes.VALUE and own is None and self._says_otherwise(cell):
            placing.left(cell.quote, "目標と実績のどちらでもない行です（達成率などは計算されます）")
            return
        own = own or Role.ACTUAL
        heading = choice.name if choice.target in ROLES else ""
        column = place_number(placing, indicator, own, choice.year or year, heading, cell.quote)
        reach = self._choices[cell.placed.first : cell.placed.last + 1]
        last = reach[-1]
        if column is not None and len(reach) > 1 and last.target in ROLES:
            end = next(
                (
                    c
                    for c, h in placing.draft.columns.items()
                    if c[0] is ROLES[last.target] and h.year == last.year
                ),
                None,
            )
            indicator.merged = (column, end) if end else None

    def _row_name(self, cell: RowCell) -> str:
        """What heads the row of a cell, in the column of names."""
        for row in self._table.rows:
            if any(placed is cell.placed for placed in row):
                named = (p for p in row if self._choice(p).target is Goes.INDICATOR)
                found = next(named, None)
                return found.quote.text.strip() if found else ""
        return ""

    def _says_otherwise(self, cell: RowCell) -> bool:
        """Whether the row has a word beside its name that is neither 目標 nor 実績."""
        for row in self._table.rows:
            if any(placed is cell.placed for placed in row):
                return any(self._choice(p).target is Goes.ROLE for p in row)
        return False

    def _yearly(self, name: str, cell: RowCell) -> None:
        """A sum of money of a year, of the open part."""
        stored, _ = stored_value(cell.quote)
        year, field = cell.choice.year, field_name(name)
        self._placing.yearly(field, year, stored, unit_in(name))
        self._placing.placed(cell.quote, f"項目：{field} {year}")
