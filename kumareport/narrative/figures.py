"""The numbers of a sentence held against the table."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from kumareport.model.period import Role
from kumareport.model.report import Indicator
from kumareport.model.value import Entry
from kumareport.narrative.claims import phrase_before, topics
from kumareport.narrative.passages import Passage, first_named
from kumareport.narrative.quantities import Bound, Quantity, quantities, scale_for
from kumareport.narrative.series import Point, points_of
from kumareport.narrative.subjects import Naming, named, namings
from kumareport.narrative.windows import Window, WindowKind, find_window

_NEAR = Decimal("0.1")
_ABOUT = Decimal("0.05")


class FigureFault(Enum):
    """How a number in the text disagrees with the table."""

    DIFFERS = "differs"
    OTHER_YEAR = "another year"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the text that the table does not have so.

    Attributes:
        entry: the cell that it should agree with, or whose number it is (OTHER_YEAR).
        expected: for OTHER_YEAR, the cell of the year that the text states.
    """

    fault: FigureFault
    quantity: Quantity
    row: Indicator
    entry: Entry
    window: Window
    expected: Entry | None = None


def figures(passage: Passage) -> Iterator[Figure]:
    """The numbers of a sentence that are said of an indicator and differ from its values."""
    text = passage.sentence.bare
    names = namings(passage.section)
    for quantity in quantities(text):
        row = _subject(text[: quantity.start], names, passage)
        scale = None if row is None else scale_for(quantity, row.unit, row.name)
        if row is None or scale is None or quantity.bound is Bound.CHANGE:
            continue
        clause_start = text.rfind("、", 0, quantity.start) + 1
        window = find_window(text[clause_start : quantity.start])
        found = _weigh(quantity, row, scale, window, text[clause_start : quantity.start])
        if found is not None:
            yield found


def _subject(before: str, names: tuple[Naming, ...], passage: Passage) -> Indicator | None:
    """The one indicator that a number is said of: its clause's subject, else the topic."""
    phrase = phrase_before(before)
    if phrase.endswith(("が", "は", "も", "を")):
        rows = named(phrase[:-1], names)
    else:
        own = topics(before + "数")
        rows = first_named(reversed(own), names) if own else passage.topic
    return rows[0] if len(rows) == 1 else None


def _weigh(
    quantity: Quantity, row: Indicator, scale: Decimal, window: Window, clause: str
) -> Figure | None:
    if "検証値" in clause or "目標" in clause:
        return _against_targets(quantity, row, scale, window)
    points = points_of(row)
    if not points:
        return None
    if quantity.bound is not Bound.EQUAL:
        newest = points[-1]
        wrong = window.year is None and not _holds(quantity, newest.number * scale)
        return Figure(FigureFault.DIFFERS, quantity, row, newest.entry, window) if wrong else None
    if window.kind in (WindowKind.AT, WindowKind.SINCE, WindowKind.UNTIL):
        return _against_year(quantity, row, scale, window)
    return _against_all(quantity, row, scale, window)


def _against_year(
    quantity: Quantity, row: Indicator, scale: Decimal, window: Window
) -> Figure | None:
    by_data = {point.year: point for point in points_of(row)}
    by_column = {point.year: point for point in points_of(row, by_column=True)}
    stated = by_data.get(window.year or 0)
    if stated is None:
        return None
    readings = [stated, by_column.get(window.year or 0, stated)]
    if any(_agrees(quantity, point.number * scale) for point in readings):
        return None
    for year in window.others:
        aside = by_data.get(year)
        if aside is not None and _agrees(quantity, aside.number * scale):
            return Figure(FigureFault.OTHER_YEAR, quantity, row, aside.entry, window, stated.entry)
    return Figure(FigureFault.DIFFERS, quantity, row, stated.entry, window)


def _against_all(
    quantity: Quantity, row: Indicator, scale: Decimal, window: Window
) -> Figure | None:
    """Without a year any value of the row will do; only a near miss of the newest is told."""
    values = [entry for entry in row.entries if entry.number is not None]
    if any(_agrees(quantity, entry.number * scale) for entry in values if entry.number is not None):
        return None
    newest: Point = points_of(row)[-1]
    actual = newest.number * scale
    if actual and abs(quantity.number - actual) <= _NEAR * abs(actual):
        return Figure(FigureFault.DIFFERS, quantity, row, newest.entry, window)
    return None


def _against_targets(
    quantity: Quantity, row: Indicator, scale: Decimal, window: Window
) -> Figure | None:
    targets = [entry for entry in row.of_role(Role.TARGET) if entry.number is not None]
    numbers = [entry.number for entry in targets if entry.number is not None]
    if not targets or any(_agrees(quantity, number * scale) for number in numbers):
        return None
    return Figure(FigureFault.DIFFERS, quantity, row, targets[-1], window)


def _agrees(quantity: Quantity, actual: Decimal) -> bool:
    """Whether the text's number is the actual one, rounded or cut off as its last digit says."""
    difference = abs(quantity.number - actual)
    tolerance = quantity.precision
    if quantity.about:
        tolerance = max(tolerance, _ABOUT * abs(actual))
    return difference < tolerance


def _holds(quantity: Quantity, actual: Decimal) -> bool:
    if quantity.bound is Bound.AT_LEAST:
        return actual >= quantity.number
    return actual <= quantity.number
