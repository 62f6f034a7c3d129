"""Claims that are no number held against an indicator: movements, records, levels, marks, counts."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.mark import Direction
from kumareport.narrative.attained import Marks, Printed, weigh_attainment, weigh_symbol
from kumareport.narrative.claims import Claim, ClaimKind, Start
from kumareport.narrative.derive import FIGURES, derive
from kumareport.narrative.lexicon import Movement, Side
from kumareport.narrative.series import (
    FITS,
    UNKNOWN,
    Evidence,
    IndicatorSeries,
    Point,
    Verdict,
    movement,
)
from kumareport.narrative.spans import ends
from kumareport.narrative.steps import contradiction, weigh_movement, weigh_streak
from kumareport.narrative.weigh_limits import weigh_limited


def weigh(claim: Claim, row: Indicator, marks: Marks) -> Evidence:
    """Whether a claim fits a row."""
    if claim.limit is not None:
        return weigh_limited(claim, row, lambda one, of: weigh(one, of, marks))
    if claim.kind in FIGURES:
        return derive(claim, row)
    if claim.kind is ClaimKind.ATTAINMENT:
        return weigh_attainment(claim, IndicatorSeries(row), marks.get(row.id, Printed()))
    if claim.kind is ClaimKind.SYMBOL:
        return weigh_symbol(claim, marks.get(row.id, Printed()))
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
        # 「この５年で最も小さかったのは令和３年」 looks at the last five.
        last = series.newest or end
        points = tuple(p for p in points if last.year - window.years < p.year <= last.year)
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
    if level is None:
        return UNKNOWN
    earlier = series.at(end.year - 1)
    years = claim.window.years if claim.window.in_a_row and claim.start is Start.BASE else 0
    if years > 1 and earlier is not None:
        # 「３年続けて基準値を超えた」
        window = replace(claim.window, year=earlier.year, years=years - 1)
        before = _level(replace(claim, window=window), series)
        if before.verdict is not Verdict.FITS:
            return before
    if claim.side is Side.AT_LEAST and series.direction is Direction.LOWER:
        # 「基準値に達した」 of what should fall may mean either side.
        return UNKNOWN
    stands = {
        Side.ABOVE: end.number > level.number,
        Side.AT_LEAST: end.number >= level.number,
    }.get(claim.side, end.number < level.number)
    if stands is not claim.negated:
        return FITS
    return contradiction((level, end))


def _level_point(claim: Claim, series: IndicatorSeries, end: Point) -> Point | None:
    if claim.start is Start.TARGET:
        return series.target(claim.window.target_year)
    if claim.start is Start.BASE:
        return series.base
    if claim.start is Start.PREVIOUS:
        return series.before(end)
    return series.at(claim.window.since)


_JUDGES: dict[ClaimKind, Callable[[Claim, IndicatorSeries], Evidence]] = {
    ClaimKind.MOVEMENT: weigh_movement, ClaimKind.STREAK: weigh_streak, ClaimKind.RECORD: _record, ClaimKind.RANK: _record, ClaimKind.LEVEL: _level,
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
        return contradiction(later[-3:])
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
