"""A section of indicators and sentences, without a workbook."""

from collections.abc import Sequence
from itertools import count

from kumareport.marks import Judged
from kumareport.model.finding import Finding
from kumareport.model.form import STANDARD
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.mark import Direction
from kumareport.model.period import parse_period
from kumareport.model.record_kind import TextRole
from kumareport.model.report import Chapter, Group, Part, Report, Text
from kumareport.model.settings import Settings
from kumareport.model.value import Entry, Value
from kumareport.notation import from_number, parse
from kumareport.rules.catalog import ALL_RULES
from kumareport.rules.rule import Checked

AT = Location("第１章", 5, 5)
YEARS = ("R1", "R2", "R3", "R4", "R5")
RULES = {"N01", "N02", "N03", "N04", "N05", "N06", "N08", "N12", "N14", "N15"}
_numbers = count(1)

Cell = int | float | str | None

(_KIND,) = STANDARD.required(TextRole.VERIFICATION)


def _value(cell: Cell, unit: str) -> Value:
    if cell is None or isinstance(cell, str):
        return parse(cell or "", unit)
    return from_number(repr(cell), "General", unit)


def indicator(
    actuals: Sequence[Cell],
    *,
    base: Cell = 50,
    target: Cell = 60,
    name: str = "市民の満足度",
    unit: str = "％",
    years: Sequence[str] = YEARS,
    direction: Direction | None = None,
) -> Indicator:
    """An indicator of a base of H27, actuals and a target of R5."""
    headers = ("基準値 H27", *(f"実績 {year}" for year in years), "検証値 R5")
    entries: list[Entry] = []
    for column, (header, cell) in enumerate(zip(headers, (base, *actuals, target), strict=True), 7):
        period = parse_period(header, column)
        assert period is not None
        entries.append(Entry(period, _value(cell, unit), Location("第１章", 5, column)))
    key = f"指{next(_numbers)}"
    return Indicator(key, name, (), unit, tuple(entries), "", "", direction, True, name, "", AT, AT)


def findings(sentence: str, *rows: Indicator) -> list[Finding]:
    """What the rules for claims say of a bullet in a section of these indicators."""
    groups = tuple(Group("", (row,)) for row in rows)
    bullet = Text("検1", sentence, Location("第１章", 9, 5), _KIND)
    section = Part("節1", 1, "題", "", groups, (bullet,), AT)
    chapter = Chapter("第１章", "題", "第１章", (), (section,), AT)
    report = Report(Settings(), (chapter,), (), ("第１章",))
    checked = Checked(report, Judged(report, {}))
    return [f for rule in ALL_RULES if rule.code in RULES for f in rule.run(checked)]


def codes(sentence: str, *rows: Indicator) -> list[str]:
    """The codes of these findings."""
    return [finding.code for finding in findings(sentence, *rows)]
