"""Indicators and schemes for tests, without a workbook."""

from collections.abc import Sequence

from kumareport.mark_condition import parse_condition
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.mark import Attainment, Direction, Mark, Scheme
from kumareport.model.period import parse_period
from kumareport.model.report import Chapter, Group, Part, Report
from kumareport.model.settings import Settings
from kumareport.model.value import Entry
from kumareport.notation import parse

AT = Location("第１章", 5, 5)
HEADERS = ("基準値 H27", "実績 R4", "実績 R5", "検証値 R5")


def row(
    base: str,
    actual: str | tuple[str, str],
    target: str,
    direction: Direction | None = None,
    *,
    headers: Sequence[str] = HEADERS,
    name: str = "1",
    typed: str = "",
    scheme: str = "",
) -> Indicator:
    """An indicator as its cells were typed; of one actual given, the year before had 1."""
    actuals = actual if isinstance(actual, tuple) else ("1", actual)
    entries: list[Entry] = []
    for column, (header, text) in enumerate(zip(headers, (base, *actuals, target), strict=True), 6):
        period = parse_period(header, column)
        assert period is not None
        entries.append(Entry(period, parse(text, "件"), AT))
    return Indicator(
        name, name, (), "件", tuple(entries), typed, "", direction, True, name, "", AT, AT, scheme
    )


def scheme(*lines: str, name: str = "") -> Scheme:
    """A scheme of lines ``記号：条件`` or ``記号：条件：扱い``."""
    marks: list[Mark] = []
    for line in lines:
        symbol, written, attainment = (*line.split("："), "")[:3]
        condition = parse_condition(written)
        assert condition is not None
        marks.append(
            Mark(symbol, symbol, condition, Attainment(attainment) if attainment else None)
        )
    return Scheme(name, tuple(marks))


def report(*groups: Sequence[Indicator], settings: Settings | None = None) -> Report:
    """A report of one chapter with one section."""
    found = tuple(Group("群" if len(rows) > 1 else "", tuple(rows)) for rows in groups)
    section = Part("節", 1, "題", "", found, (), AT)
    chapter = Chapter("第１章", "題", "第１章", (), (section,), AT)
    return Report(settings or Settings(), (chapter,), (), ())
