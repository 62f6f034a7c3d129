"""A claim held against an indicator's own numbers."""

from collections.abc import Iterable
from dataclasses import replace

from kumareport.marks import direction_of
from kumareport.model.location import Location
from kumareport.model.mark import Direction
from kumareport.model.report import Indicator
from kumareport.model.value import Entry, ValueWord
from kumareport.narrative.claims import Claim
from kumareport.narrative.series import (
    Evidence,
    Movement,
    Point,
    Verdict,
    judge_denied,
    judge_mixed,
    judge_movement,
    judge_multiple,
    judge_steady,
    points_of,
    turned_back,
)
from kumareport.narrative.windows import Window

_BEFORE_PANDEMIC = 2019


def weigh_movement(row: Indicator, claim: Claim) -> Evidence:
    """Whether a claimed rise or fall fits a row, under every reading of its years.

    A year in a text is the year that a value belongs to; where no value belongs to it, that of a
    column. A year in brackets beside it (「令和2年度（令和元年実績）」) is a second reading.
    """
    claimed = _plain_movement(row, claim)
    if claimed is None:
        return Evidence(Verdict.UNKNOWN)
    contradicted: Evidence | None = None
    for points in _series(row):
        for year in (claim.window.year, *claim.window.others):
            evidence = _judge(points, claimed, claim, replace(claim.window, year=year))
            if evidence.verdict is Verdict.FITS:
                return evidence
            if evidence.verdict is Verdict.CONTRADICTS and contradicted is None:
                contradicted = evidence
        if contradicted is not None:
            break
    return contradicted or Evidence(Verdict.UNKNOWN)


def _judge(points: tuple[Point, ...], claimed: Movement, claim: Claim, window: Window) -> Evidence:
    if claimed is Movement.MIXED:
        return judge_mixed(points)
    if claim.negated:
        return judge_denied(points, claimed, window)
    if claim.steady and claimed is not Movement.FLAT:
        return judge_steady(points, claimed, window, claim.years)
    if claim.words.startswith(("半減", "倍増")):
        return judge_multiple(points, claimed, window)
    return judge_movement(points, claimed, window)


def _plain_movement(row: Indicator, claim: Claim) -> Movement | None:
    """Up or down; 改善 and 悪化 by the side on which the indicator is better."""
    if claim.movement not in (Movement.BETTER, Movement.WORSE):
        return claim.movement
    target = row.target
    word = target.value.word if target else None
    direction = (
        {ValueWord.RISE: Direction.HIGHER, ValueWord.FALL: Direction.LOWER}.get(word)
        if word
        else (direction_of(row, target) if target else None)
    )
    if direction not in (Direction.HIGHER, Direction.LOWER):
        return None
    rises = (direction is Direction.HIGHER) is (claim.movement is Movement.BETTER)
    return Movement.UP if rises else Movement.DOWN


def weigh_recovery(row: Indicator) -> Evidence:
    """Whether a value is back at its level of 令和元年度, give or take a fifth."""
    points = points_of(row)
    before = next((point for point in points if point.year == _BEFORE_PANDEMIC), None)
    if before is None or points[-1].year <= _BEFORE_PANDEMIC or before.number <= 0:
        return Evidence(Verdict.UNKNOWN)
    if abs(points[-1].number - before.number) > before.number / 5 and (
        points[-1].number < before.number
    ):
        return Evidence(Verdict.CONTRADICTS, (before, points[-1]))
    return Evidence(Verdict.FITS)


def value_of_year(row: Indicator, window: Window) -> Entry | None:
    """The value of the year that a text states: by its own year, else by its column's."""
    for points in _series(row):
        found = {point.year: point.entry for point in points}
        for year in (window.year, *window.others):
            if year in found:
                return found[year]
    return None


def weigh_turn(row: Indicator, claim: Claim) -> Evidence:
    """Whether the numbers went back for two years after a movement that a text tells 以降 a year."""
    if claim.movement not in (Movement.UP, Movement.DOWN) or claim.negated:
        return Evidence(Verdict.UNKNOWN)
    return turned_back(points_of(row), claim.movement, claim.window)


def weigh_record(row: Indicator, claim: Claim) -> Evidence:
    """Whether the newest value is the highest (or lowest) that the table holds."""
    points = points_of(row)
    if len(points) < 2:
        return Evidence(Verdict.UNKNOWN)
    extreme = max if claim.movement is Movement.UP else min
    record = extreme(points, key=lambda point: point.number)
    newest = points[-1]
    if record.number == newest.number:
        return Evidence(Verdict.FITS, (newest,))
    return Evidence(Verdict.CONTRADICTS, (record, newest))


def locations(points: Iterable[Point]) -> tuple[Location, ...]:
    """The cells of points."""
    return tuple(point.entry.location for point in points)


def in_words(points: Iterable[Point]) -> str:
    """Points as a reader checks them: 「R3：150 → R4：139 → R5：118」."""
    return " → ".join(
        f"{point.entry.data_year}：{point.entry.value.raw.splitlines()[0]}" for point in points
    )


def _series(row: Indicator) -> list[tuple[Point, ...]]:
    by_data, by_column = points_of(row), points_of(row, by_column=True)
    same = [point.year for point in by_data] == [point.year for point in by_column]
    return [by_data] if same else [by_data, by_column]
