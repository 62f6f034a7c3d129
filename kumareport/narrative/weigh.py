"""A claim held against an indicator's own numbers."""

from collections.abc import Iterable
from dataclasses import replace

from kumareport.model.location import Location
from kumareport.model.report import Indicator
from kumareport.narrative.claims import Claim
from kumareport.narrative.series import (
    Evidence,
    Movement,
    Point,
    Verdict,
    judge_movement,
    points_of,
    turned_back,
)


def weigh_movement(row: Indicator, claim: Claim) -> Evidence:
    """Whether a claimed rise or fall fits a row, under every reading of its years.

    A year in a text is the year that a value belongs to; where no value belongs to it, that of a
    column. A year in brackets beside it (「令和2年度（令和元年実績）」) is a second reading.
    """
    assert claim.movement is not None
    contradicted: Evidence | None = None
    for points in _series(row):
        for year in (claim.window.year, *claim.window.others):
            window = replace(claim.window, year=year)
            evidence = judge_movement(points, claim.movement, window)
            if evidence.verdict is Verdict.FITS:
                return evidence
            if evidence.verdict is Verdict.CONTRADICTS and contradicted is None:
                contradicted = evidence
        if contradicted is not None:
            break
    return contradicted or Evidence(Verdict.UNKNOWN)


def weigh_turn(row: Indicator, claim: Claim) -> Evidence:
    """Whether the numbers went back for two years after a movement that a text tells 以降 a year."""
    assert claim.movement is not None
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
