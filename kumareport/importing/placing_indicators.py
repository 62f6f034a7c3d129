"""The indicator that a row of a table speaks of."""

import re
from collections.abc import Sequence

from kumareport.importing.draft import DraftIndicator
from kumareport.importing.placing import Placing
from kumareport.importing.placing_lines import RowCell
from kumareport.importing.targets import Choice, Goes
from kumareport.importing.units import name_and_unit
from kumareport.importing.words import meaning, role_of
from kumareport.model.form import FieldType
from kumareport.patterns import regex

_SAID = regex(r"[【\[［〔](?P<what>[^】\]］〕]{1,12})[】\]］〕]\s*(?P<name>\S.*)", re.DOTALL)


def indicator_of_row(
    placing: Placing, choices: Sequence[Choice], cells: Sequence[RowCell]
) -> DraftIndicator | None:
    """The indicator of a row, its unit taken out of its name where no column has it.

    Args:
        choices: what the columns of the table are.
        cells: those of the row.
    """
    row = _Row(placing, choices, cells)
    indicator = row.indicator()
    if indicator is not None and not indicator.unit:
        row.take_unit(indicator)
    return indicator


class _Row:
    def __init__(
        self, placing: Placing, choices: Sequence[Choice], cells: Sequence[RowCell]
    ) -> None:
        self._placing = placing
        self._choices = choices
        self._cells = cells

    def take_unit(self, indicator: DraftIndicator) -> None:
        """Take the unit out of a name, where no column has it: 受診率（％）."""
        name, unit = name_and_unit(indicator.name)
        if not unit or any(c.target is Goes.UNIT for c in self._choices):
            return
        if indicator.name_quote is not None:
            self._placing.draft.readings.append((indicator.name_quote, f"{name}（単位：{unit}）"))
        indicator.name, indicator.unit = " ".join(name.split()), unit

    def indicator(self) -> DraftIndicator | None:
        """The indicator that a row speaks of: its own, or the one above."""
        cell = next((c for c in self._cells if c.choice.target is Goes.INDICATOR), None)
        now = self._placing.indicator
        if cell is None:
            # A table without a column of names goes on with the indicator named above it.
            return now
        self._placing.placed(cell.quote, "指標")
        if role_of(cell.text) is not None:
            return now
        known = meaning(cell.text)
        if known is not None and known.type is FieldType.MONEY:
            return None
        if known is not None and known.target is Goes.LEAVE:
            self._placing.ledger.placed.pop(cell.quote, None)
            self._placing.left(cell.quote, known.why)
            return None
        rows = self._placing.part().indicators
        if now is not None and now in rows and cell.placed.goes_on:
            return now
        if self._is_long() and (again := self._again(cell)):
            self._placing.indicator = again
            return again
        return self._placing.new_indicator(self._name(cell), cell.quote)

    def _is_long(self) -> bool:
        """Whether an indicator has a row for each year, or for 目標 and 実績."""
        return any(
            c.target is Goes.ROLE or (c.target is Goes.YEAR and not c.name) for c in self._choices
        )

    def _again(self, cell: RowCell) -> DraftIndicator | None:
        """The indicator of a former row of the same name and unit, each row being one of its years."""
        unit = next((c.text.strip() for c in self._cells if c.choice.target is Goes.UNIT), "")
        name = self._name(cell)
        names = (name, " ".join(name_and_unit(name)[0].split()))
        same = (i for i in self._placing.part().indicators if i.name in names)
        return next((i for i in same if not unit or i.unit in ("", unit)), None)

    def _name(self, cell: RowCell) -> str:
        """The name of an indicator without what it is said to be: 【数値目標】."""
        match = _SAID.fullmatch(cell.text)
        known = meaning(match["what"]) if match else None
        if match is None or known is None or known.target is not Goes.INDICATOR:
            return cell.text
        self._placing.draft.readings.append((cell.quote, match["name"]))
        return match["name"]
