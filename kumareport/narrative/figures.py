"""The numbers of a sentence held against the table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from kumareport.model.period import Role
from kumareport.model.report import Indicator
from kumareport.model.value import Entry
from kumareport.narrative.changes import wrong_change
from kumareport.narrative.claims import phrase_before, topics
from kumareport.narrative.passages import Passage, first_named
from kumareport.narrative.quantities import Bound, Quantity, quantities, scale_for
from kumareport.narrative.series import points_of
from kumareport.narrative.subjects import Naming, named, namings
from kumareport.narrative.weigh import value_of_year
from kumareport.narrative.windows import NO_WINDOW, Window, WindowKind, find_window

_NEAR = Decimal("0.1")
_ABOUT = Decimal("0.05")
_STATED = re.compile(
    r"^(?:と?なっ|となり|であ|で、|でし|だっ|に(?:増加|減少|上昇|低下|達)|まで(?:増加|減少|上昇|低下))"
)
_LEVEL = re.compile(r"(?P<what>検証値|基準値)(?:である|の|は|であった)?、?(?:約|およそ)?$")
_FROM_BASE = re.compile(r"基準値(?:である|の)[^、。]{1,12}(?:から|より|に比べ|と比べ)[^、。]{0,6}$")
_DATED = (WindowKind.AT, WindowKind.SINCE, WindowKind.UNTIL)


class FigureFault(Enum):
    """How a number in the text disagrees with the table."""

    DIFFERS = "differs"
    CHANGE = "another difference"
    OTHER_YEAR = "another year"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the text that the table does not have so.

    Attributes:
        entry: the cell that it should agree with, or whose number it is (OTHER_YEAR).
        expected: for OTHER_YEAR, the cell of the year that the text states; for CHANGE, the cell
            from which the change is told.
    """

    fault: FigureFault
    quantity: Quantity
    row: Indicator
    entry: Entry
    window: Window
    expected: Entry | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """A number as it stands in its sentence: what is before it in its clause and after it."""

    quantity: Quantity
    row: Indicator
    scale: Decimal
    window: Window
    clause: str
    after: str
    by_name: bool

    def agrees(self, entry: Entry | None) -> bool:
        """Whether the number is that of a cell, rounded or cut off as its last digit says."""
        if entry is None or entry.number is None:
            return False
        actual = entry.number * self.scale
        tolerance = self.quantity.precision
        if self.quantity.about:
            tolerance = max(tolerance, _ABOUT * abs(actual))
        return abs(self.quantity.number - actual) < tolerance

    def differs(self, entry: Entry) -> Figure:
        """The finding that it is not."""
        return Figure(FigureFault.DIFFERS, self.quantity, self.row, entry, self.window)


def figures(passage: Passage) -> Iterator[Figure]:
    """The numbers of a sentence that are said of an indicator and differ from its values."""
    text = passage.sentence.bare
    if passage.is_too_long:
        return
    names = namings(passage.section)
    yield from _changes(passage, names)
    said = [
        found for quantity in quantities(text) if (found := _said(quantity, text, names, passage))
    ]
    # Where one number of a sentence is that of the table, the others with a year speak of the same.
    anchored = any(
        number.window.kind in _DATED and number.agrees(value_of_year(number.row, number.window))
        for number in said
    )
    for number in said:
        if number.by_name or anchored or _LEVEL.search(number.clause):
            found = _weigh(number)
            if found is not None:
                yield found


def _changes(passage: Passage, names: tuple[Naming, ...]) -> Iterator[Figure]:
    text = passage.sentence.bare
    for quantity in quantities(text):
        before = text[: quantity.start]
        row = _subject(before, names, passage)
        multiple = quantity.unit.startswith("倍")
        if row is None or (quantity.bound is not Bound.CHANGE and not multiple):
            continue
        window = find_window(before[before.rfind("、") + 1 :])
        # 「基準値の7.4件から」 names the base without a comparing word.
        base_multiple = multiple and re.search(r"基準値の?約?$", before)
        if window is NO_WINDOW and (_FROM_BASE.search(before) or base_multiple):
            window = Window(WindowKind.BASE, label="基準値")
        ends = wrong_change(row, quantity, text[quantity.end :], window)
        if ends is not None:
            first, last = ends
            yield Figure(FigureFault.CHANGE, quantity, row, last.entry, window, first.entry)


def _said(
    quantity: Quantity, text: str, names: tuple[Naming, ...], passage: Passage
) -> _Said | None:
    before = text[: quantity.start]
    row = _subject(before, names, passage)
    by_name = row is not None
    if row is None and len(names) == 1:
        row = names[0].row
    scale = None if row is None else scale_for(quantity, row.unit, row.name)
    if row is None or scale is None or quantity.bound is Bound.CHANGE:
        return None
    clause = before[before.rfind("、") + 1 :]
    window = find_window(re.split(r"\d[^、]{0,6}?から", clause)[-1])
    if window is NO_WINDOW:
        window = find_window(clause)
    return _Said(quantity, row, scale, window, clause, text[quantity.end :], by_name)


def _subject(before: str, names: tuple[Naming, ...], passage: Passage) -> Indicator | None:
    """The one indicator that a number is said of: its clause's subject, else the topic."""
    phrase = phrase_before(before)
    if phrase.endswith(("が", "は", "も", "を")):
        rows = named(phrase[:-1], names)
    else:
        own = topics(before + "数")
        rows = first_named(reversed(own), names) if own else passage.topic
    return rows[0] if len(rows) == 1 else None


def _weigh(said: _Said) -> Figure | None:
    level = _LEVEL.search(said.clause)
    if level or "目標" in said.clause:
        return _against_level(said, level["what"] if level else "検証値")
    if said.quantity.bound is not Bound.EQUAL:
        return _against_bound(said)
    if said.window.kind in _DATED:
        return _against_year(said)
    return _against_all(said) if said.by_name else None


def _against_level(said: _Said, what: str) -> Figure | None:
    role = Role.BASE if what == "基準値" else Role.TARGET
    levels = [entry for entry in said.row.of_role(role) if entry.number is not None]
    if not levels or any(said.agrees(entry) for entry in levels):
        return None
    return said.differs(levels[-1])


def _against_bound(said: _Said) -> Figure | None:
    """「80％を超えた」: of the year stated, else of the newest."""
    points = points_of(said.row)
    entry = points[-1].entry if points else None
    if said.window.kind is WindowKind.AT:
        entry = value_of_year(said.row, said.window)
    if (
        entry is None
        or entry.number is None
        or said.window.kind in (WindowKind.SINCE, WindowKind.UNTIL)
    ):
        return None
    actual = entry.number * said.scale
    at_least = said.quantity.bound is Bound.AT_LEAST
    holds = actual >= said.quantity.number if at_least else actual <= said.quantity.number
    return None if holds else said.differs(entry)


def _against_year(said: _Said) -> Figure | None:
    by_data = {point.year: point.entry for point in points_of(said.row)}
    by_column = {point.year: point.entry for point in points_of(said.row, by_column=True)}
    year = said.window.year or 0
    stated = by_data.get(year)
    if stated is None or said.agrees(stated) or said.agrees(by_column.get(year)):
        return None
    for other in said.window.others:
        aside = by_data.get(other)
        if aside is not None and said.agrees(aside):
            return Figure(
                FigureFault.OTHER_YEAR, said.quantity, said.row, aside, said.window, stated
            )
    return said.differs(stated)


def _against_all(said: _Said) -> Figure | None:
    """Without a year any value of the row will do; a plain statement must be one of them, of
    anything else only a near miss of the newest is told."""
    points = points_of(said.row)
    if not points or any(said.agrees(entry) for entry in said.row.entries):
        return None
    newest = points[-1]
    actual = newest.number * said.scale
    near = bool(actual) and abs(said.quantity.number - actual) <= _NEAR * abs(actual)
    return said.differs(newest.entry) if near or _STATED.match(said.after) else None
