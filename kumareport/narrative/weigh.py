"""Claims that are no number held against an indicator: movements, records, levels, marks, counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from kumareport.model.location import Location
from kumareport.model.mark import Attainment, Direction, Mark
from kumareport.model.report import Indicator
from kumareport.narrative.claims import Claim, ClaimKind, Start
from kumareport.narrative.derive import FIGURES, derive
from kumareport.narrative.lexicon import MULTIPLES, Movement, Side
from kumareport.narrative.series import (
    FITS,
    UNKNOWN,
    Evidence,
    IndicatorSeries,
    Point,
    Verdict,
    movement,
)
from kumareport.narrative.spans import Pair, ends, pairs

_HALF, _TWICE = Decimal("0.65"), Decimal("1.6")
_FLAT = Decimal("0.05")
_FEW = 4


@dataclass(frozen=True, slots=True)
class Printed:
    """The marks beside an indicator.

    Attributes:
        marks: its own and its group's; either will do.
        shown: the one that is printed.
    """

    marks: tuple[Mark, ...] = ()
    shown: Mark | None = None


Marks = Mapping[str, Printed]


def weigh(claim: Claim, row: Indicator, marks: Marks) -> Evidence:
    """Whether a claim fits a row."""
    if claim.kind in FIGURES:
        return derive(claim, row)
    if claim.kind is ClaimKind.ATTAINMENT:
        return _attainment(claim, IndicatorSeries(row), marks.get(row.id, Printed()))
    if claim.kind is ClaimKind.SYMBOL:
        return _symbol(claim, marks.get(row.id, Printed()))
    judge = _JUDGES[claim.kind]
    found = judge(claim, IndicatorSeries(row))
    # A year in a text is that of the value; where no value belongs to it, that of a column.
    return (
        found
        if found.verdict is not Verdict.UNKNOWN
        else judge(claim, IndicatorSeries(row, by_column=True))
    )


def count_of(claim: Claim, rows: Sequence[Indicator], marks: Marks) -> int | None:
    """Of how many rows a claim holds; None where that cannot be said of some."""
    verdicts = [weigh(claim, row, marks).verdict for row in rows]
    return None if Verdict.UNKNOWN in verdicts else verdicts.count(Verdict.FITS)


def _movement(claim: Claim, series: IndicatorSeries) -> Evidence:
    claimed = series.plain(claim.movement)
    window = claim.window
    if claimed is None or len(series.points) < 2:
        return UNKNOWN
    if claimed is Movement.MIXED:
        return _mixed(series)
    if window.first_since:
        return _first_since(claim, claimed, series)
    found = pairs(series, window, trend=claim.trend)
    if not found:
        return UNKNOWN
    if claimed in (Movement.FLAT, Movement.SAME):
        return _flat(claimed, found, claim.negated)
    if claim.words in MULTIPLES:
        return _multiple(claimed, found)
    if claim.to_level:
        return _back_at(claimed, found)
    if claim.negated:
        denied = all(movement(a.number, b.number) is claimed for a, b in found)
        return _contradiction(found[0]) if denied else FITS
    if claim.turning and not window.onwards:
        return _turning(claimed, series, found)
    if window.steady and not claim.trend:
        return _steady(claim, claimed, series, found)
    if window.peak:
        return _peak(claim, claimed, series)
    for first, last in found:
        if movement(first.number, last.number) is claimed:
            return Evidence(Verdict.FITS, (first, last))
    first, last = found[0]
    between = tuple(p for p in series.points if first.year <= p.year <= last.year)
    return _contradiction(between)


def _contradiction(points: Sequence[Point]) -> Evidence:
    return Evidence(Verdict.CONTRADICTS, tuple(points))


def _back_at(claimed: Movement, found: Sequence[Pair]) -> Evidence:
    """回復した: back at a level, give or take a fifth of it."""
    for first, last in found:
        missing = (
            first.number - last.number if claimed is Movement.UP else last.number - first.number
        )
        if missing <= abs(first.number) / 5:
            return FITS
    return _contradiction(found[0])


def _turning(claimed: Movement, series: IndicatorSeries, found: Sequence[Pair]) -> Evidence:
    """増加に転じた: the last step is one, and the step before it was none."""
    first, last = found[0]
    if movement(first.number, last.number) is not claimed:
        return _contradiction((first, last))
    before = series.before(first)
    if (
        before is not None
        and movement(before.number, first.number) is claimed
        and series.before(last) is first
    ):
        return _contradiction((before, first, last))
    return FITS


def _flat(claimed: Movement, found: Sequence[Pair], negated: bool) -> Evidence:
    if negated:
        return UNKNOWN
    for first, last in found:
        change = abs(last.number - first.number)
        size = max(abs(first.number), abs(last.number))
        if not change or (claimed is Movement.FLAT and change <= size * _FLAT):
            return FITS
    return _contradiction(found[0])


def _multiple(claimed: Movement, found: Sequence[Pair]) -> Evidence:
    positive = [(a, b) for a, b in found if a.number > 0 and b.number > 0]
    if not positive:
        return UNKNOWN
    for first, last in positive:
        ratio = last.number / first.number
        if ratio <= _HALF if claimed is Movement.DOWN else ratio >= _TWICE:
            return FITS
    return _contradiction(positive[0])


def _steady(
    claim: Claim, claimed: Movement, series: IndicatorSeries, found: Sequence[Pair]
) -> Evidence:
    """毎年, 年々, 一貫して: every step; 続いている: at least the last two."""
    end = found[0][1]
    window = claim.window
    points = [p for p in series.actuals if p.year <= end.year]
    if window.onwards and window.since is not None:
        points = [p for p in series.points if window.since <= p.year <= end.year]
    elif window.start in (Start.BASE, Start.YEAR):
        points = [p for p in series.points if found[0][0].year <= p.year <= end.year]
    elif window.years or window.recent:
        points = points[-(window.years or 3) - (1 if not window.recent else 0) :]
    elif not claim.every_step:
        points = points[-3:]
    for first, last in pairwise(points):
        if movement(first.number, last.number) is not claimed:
            return _contradiction((first, last))
    return FITS if len(points) > 1 else UNKNOWN


def _peak(claim: Claim, claimed: Movement, series: IndicatorSeries) -> Evidence:
    """「令和４年度をピークに減少」: that year's value is the highest, and less came after it."""
    at = series.at(claim.window.since)
    if at is None or claimed is not Movement.DOWN or series.newest is None:
        return UNKNOWN
    highest = max(series.points, key=lambda point: point.number)
    if highest.number > at.number:
        return _contradiction((highest, at))
    if series.newest.number >= at.number and series.newest is not at:
        return _contradiction((at, series.newest))
    return FITS


def _mixed(series: IndicatorSeries) -> Evidence:
    steps = {movement(a.number, b.number) for a, b in series.steps()}
    if len(series.points) >= _FEW and len(steps - {Movement.FLAT}) == 1:
        return _contradiction(series.points)
    return FITS


def _first_since(claim: Claim, claimed: Movement, series: IndicatorSeries) -> Evidence:
    """「３年ぶりに増加」: the newest step is one, the two before it were none, the third was."""
    years = claim.window.first_since
    steps = list(series.steps())
    if claimed not in (Movement.UP, Movement.DOWN) or claim.negated or len(steps) < 2:
        return UNKNOWN
    if movement(steps[-1][0].number, steps[-1][1].number) is not claimed:
        return _contradiction(steps[-1])
    newest = steps[-1][1].year
    for first, last in reversed(steps[:-1]):
        if last.year - first.year != 1:
            return FITS
        if movement(first.number, last.number) is claimed:
            ago = newest - last.year
            if ago == years:
                return FITS
            derived = f"{_moved(claimed)}は {first.entry.data_year}→{last.entry.data_year} 以来 {ago} 年ぶりです"
            return Evidence(Verdict.CONTRADICTS, (first, last, steps[-1][1]), derived)
    return FITS


def _moved(claimed: Movement) -> str:
    return "増加" if claimed is Movement.UP else "減少"


def _streak(claim: Claim, series: IndicatorSeries) -> Evidence:
    """「３年連続で減少」: as many steps as it says, and not one more."""
    claimed = series.plain(claim.movement)
    end = ends(series, claim.window)
    if claimed not in (Movement.UP, Movement.DOWN, Movement.FLAT) or not end or claim.negated:
        return UNKNOWN
    points = [p for p in series.points if p.year <= end[0].year]
    run, whole = 0, True
    for number in range(len(points) - 1, 0, -1):
        first, last = points[number - 1], points[number]
        if movement(first.number, last.number) is not claimed:
            whole = False
            break
        if last.year - first.year != 1:
            break
        run += 1
    if run == claim.window.years or (whole and run < claim.window.years and _is_cut(points, run)):
        return FITS
    shown = tuple(points[-max(run, 1) - (2 if not whole else 1) :])
    last_run = f"{_moved(claimed)}は {run} 年連続です" if run else ""
    return Evidence(Verdict.CONTRADICTS, shown, last_run)


def _is_cut(points: Sequence[Point], run: int) -> bool:
    """Whether the table begins, or has a gap, before a run could be counted on."""
    first = points[len(points) - 1 - run]
    at = points.index(first)
    return at == 0 or first.year - points[at - 1].year != 1


def _record(claim: Claim, series: IndicatorSeries) -> Evidence:
    claimed = series.plain(claim.movement)
    end = ends(series, claim.window)
    if claimed not in (Movement.UP, Movement.DOWN) or not end:
        return UNKNOWN
    points = _within(claim, series, end[0])
    if len(points) < 2:
        return UNKNOWN
    better = sorted({p.number for p in points}, reverse=claimed is Movement.UP)
    rank = better.index(end[0].number) + 1 if end[0].number in better else 0
    told = claim.rank or 1
    tied = [p for p in points if p.number == end[0].number and p.year < end[0].year]
    if claim.strict and tied and rank == 1:
        return Evidence(
            Verdict.CONTRADICTS,
            (tied[-1], end[0]),
            f"{tied[-1].shown}（{tied[-1].entry.data_year}）と同じ値で、更新していません",
        )
    if any(e.number in better and better.index(e.number) + 1 == told for e in end):
        return FITS
    record = next(p for p in points if p.number == better[min(told, len(better)) - 1])
    derived = (
        f"{'高い' if claimed is Movement.UP else '低い'}ほうから {rank} 番目です"
        if claim.rank and rank
        else ""
    )
    return Evidence(Verdict.CONTRADICTS, (record, end[0]), derived)


def _within(claim: Claim, series: IndicatorSeries, end: Point) -> tuple[Point, ...]:
    window = claim.window
    points = series.points
    if window.onwards and window.since is not None:
        points = series.since(window.since)
    elif window.years:
        points = tuple(p for p in points if p.year > end.year - window.years)
        return points if len(points) == window.years else ()
    # 過去 looks back only from the year that is spoken of.
    return (
        points
        if window.year is None
        else tuple(p for p in points if p.year <= end.year or not window.plan)
    )


def _level(claim: Claim, series: IndicatorSeries) -> Evidence:
    candidates = ends(series, claim.window)
    if not candidates or claim.side is None:
        return UNKNOWN
    end = candidates[0]
    level = _level_point(claim, series, end)
    if level is None or level.number == end.number:
        return UNKNOWN
    above = claim.side in (Side.ABOVE, Side.AT_LEAST)
    stands = (end.number > level.number) is above
    if stands is not claim.negated:
        return FITS
    return _contradiction((level, end))


def _level_point(claim: Claim, series: IndicatorSeries, end: Point) -> Point | None:
    if claim.start is Start.TARGET:
        known = series.targets(claim.window.target_year)
        entry = known[0] if known else None
        return (
            Point(entry.period.year.ad, entry.number, entry)
            if entry and entry.number is not None
            else None
        )
    if claim.start is Start.BASE:
        return series.base
    if claim.start is Start.PREVIOUS:
        return series.before(end)
    return series.at(claim.window.since)


def reached(series: IndicatorSeries, end: Point, year: int | None = None) -> bool | None:
    """Whether a target is reached, by the numbers alone."""
    known = series.targets(year)
    if not known or series.direction is None or known[0].number is None:
        return None
    if series.direction is Direction.HIGHER:
        return end.number >= known[0].number
    return end.number <= known[0].number


def _attainment(claim: Claim, series: IndicatorSeries, printed: Printed) -> Evidence:
    window = claim.window
    if window.years or window.first_since:
        return UNKNOWN
    candidates = ends(series, window)
    newest = series.newest
    end = candidates[0] if candidates else None
    past = end is not None and newest is not None and end.year < newest.year
    if past or (end is None and window.year is not None):
        return _earlier(claim, series, end)
    by_number = reached(series, end, window.target_year) if end is not None else None
    told: set[Attainment] = {mark.attainment for mark in printed.marks if mark.attainment}
    other_target = (
        window.target_year is not None
        and series.row.target is not None
        and window.target_year != series.row.target.period.year.ad
    )
    if other_target:
        told = set[Attainment]()
    achieved = Attainment.ACHIEVED in claim.attainments
    # 「順調」 may be the best mark before a target is reached; it does not say 達成.
    says = [
        mark
        for mark in printed.marks
        if not achieved or "達成" in mark.meaning or by_number is None
    ]
    if {mark.attainment for mark in says} & set(claim.attainments) and not (
        other_target or (by_number is False and not says)
    ):
        return FITS
    if by_number is achieved and claim.attainments != (Attainment.NEARLY,):
        return FITS
    if claim.attainments == (Attainment.NEARLY,):
        wrong = bool(told)
    elif achieved:
        wrong = by_number is False or (by_number is None and bool(told))
    else:
        wrong = by_number is True or (by_number is None and told == {Attainment.ACHIEVED})
    if not wrong:
        return FITS if by_number is not None else UNKNOWN
    target = series.targets(window.target_year)
    points = (
        (Point(target[0].period.year.ad, target[0].number, target[0]),)
        if target and target[0].number is not None
        else ()
    )
    return Evidence(Verdict.CONTRADICTS, (*points, *((end,) if end else ())), _marked(printed))


def _earlier(claim: Claim, series: IndicatorSeries, end: Point | None) -> Evidence:
    """「令和４年度は達成した」: by that year's own target, where it has one."""
    if end is None:
        return UNKNOWN
    known = series.targets(end.year) or series.targets()
    if not known:
        return UNKNOWN
    by_number = reached(series, end, known[0].period.year.ad)
    if by_number is None or claim.attainments == (Attainment.NEARLY,):
        return UNKNOWN
    if by_number is (Attainment.ACHIEVED in claim.attainments):
        return FITS
    entry = known[0]
    assert entry.number is not None
    return _contradiction((Point(entry.period.year.ad, entry.number, entry), end))


def _symbol(claim: Claim, printed: Printed) -> Evidence:
    symbols = {mark.symbol for mark in printed.marks}
    if not symbols:
        return UNKNOWN
    if bool(symbols & set(claim.symbols)) is not claim.negated:
        return FITS
    return Evidence(Verdict.CONTRADICTS, (), _marked(printed))


def _marked(printed: Printed) -> str:
    mark = printed.shown
    if mark is None:
        return ""
    return (
        f"進捗は {mark.symbol}（{mark.meaning}）です"
        if mark.meaning
        else f"進捗は {mark.symbol} です"
    )


_JUDGES: dict[ClaimKind, Callable[[Claim, IndicatorSeries], Evidence]] = {
    ClaimKind.MOVEMENT: _movement, ClaimKind.STREAK: _streak, ClaimKind.RECORD: _record, ClaimKind.RANK: _record, ClaimKind.LEVEL: _level,
}  # fmt: skip


def turned_back(claim: Claim, row: Indicator) -> Evidence:
    """Whether, after a movement claimed 以降 some year, the last two steps both went back."""
    window, claimed = claim.window, claim.movement
    if (
        not window.onwards
        or window.since is None
        or claimed not in (Movement.UP, Movement.DOWN)
        or claim.negated
    ):
        return UNKNOWN
    later = IndicatorSeries(row).since(window.since)
    if len(later) < 3 or window.year is not None:
        return UNKNOWN
    steps = [movement(a.number, b.number) for a, b in pairwise(later)]
    if all(step not in (claimed, Movement.FLAT) for step in steps[-2:]):
        return _contradiction(later[-3:])
    return FITS


def locations(points: Sequence[Point]) -> tuple[Location, ...]:
    """The cells of points."""
    return tuple(point.entry.location for point in points)


def in_words(points: Sequence[Point]) -> str:
    """Points as a reader checks them: 「R3：150 → R4：139 → R5：118」."""
    return " → ".join(f"{point.entry.data_year}：{point.shown}" for point in points)


def without_count(claim: Claim) -> Claim:
    """The claim as it would be said of one indicator."""
    return replace(claim, count=None, total=None)
