"""Whether a contradicted claim holds in another reading that its words do not rule out.

Nothing is read so because it fits; it is only not called wrong.
"""

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.model.period import Role
from kumareport.model.value import ValueKind
from kumareport.narrative.attained import Marks
from kumareport.narrative.claims import Claim, ClaimKind, Start, Window
from kumareport.narrative.derive import RUNNING
from kumareport.narrative.doubts import Doubt
from kumareport.narrative.quantities import Quantity, scale_for
from kumareport.narrative.series import IndicatorSeries, Verdict
from kumareport.narrative.spans import end_of
from kumareport.narrative.weigh import weigh
from kumareport.patterns import regex

_WINDOWED = frozenset(ClaimKind) - {
    ClaimKind.RECORD, ClaimKind.RANK, ClaimKind.AMONG, ClaimKind.TOTAL, ClaimKind.SYMBOL, ClaimKind.TARGET_VALUE, ClaimKind.BASE_VALUE,
}  # fmt: skip
_TO_BE_FILLED = (ValueKind.BLANK, ValueKind.UNREADABLE)
_OF_PARTS = (ClaimKind.VALUE, ClaimKind.CHANGE, ClaimKind.GAP)
_DISTANCES = (ClaimKind.CHANGE, ClaimKind.GAP, ClaimKind.RATIO)


def doubt_beside(claim: Claim, row: Indicator, marks: Marks) -> Doubt | None:
    """Why a claim that a row contradicts is not certainly wrong of it."""
    if claim.window.year is None and _lacks_its_year(row):
        return Doubt.NO_VALUE_YET
    if _lacks_the_year_before(claim, row):
        return Doubt.NO_VALUE_YET
    if claim.window.previous and _fits_the_newest(claim, row, marks):
        return Doubt.NO_VALUE_YET
    if claim.kind in _WINDOWED and any(
        weigh(other, row, marks).verdict is Verdict.FITS for other in _elsewhen(claim)
    ):
        return Doubt.OPEN_WINDOW
    is_other = (
        _is_another_figure(claim, row)
        or _is_from_the_year_named(claim, row)
        or _is_of_years_parts(claim, row)
    )
    return Doubt.OTHER_FIGURE if is_other else None


def _lacks_its_year(row: Indicator) -> bool:
    """「前年度の55人から62人に」 of R6, whose cell is blank or cannot be read: it does not mean R4.

    Where the cell says that there is no value yet (－, 未公表), texts speak of the newest one.
    """
    year = None if row.year is None else row.year.ad
    return any(
        entry.period.year.ad == year and entry.value.kind in _TO_BE_FILLED
        for entry in row.of_role(Role.ACTUAL)
    )


_YEAR_BEFORE = regex("[前昨々]年")


def _lacks_the_year_before(claim: Claim, row: Indicator) -> bool:
    """「前年度を上回った」 where the table has no number of that year; 前回 is the one before."""
    window, series = claim.window, IndicatorSeries(row)
    starts = (window.start, claim.start)
    told = window.previous or Start.PREVIOUS in starts or Start.EARLIER in starts
    if not told or not _YEAR_BEFORE.search(claim.quote + window.label):
        return False
    end = series.newest if window.previous else end_of(series, window)
    back = (1, 2) if Start.EARLIER in starts else (1,)
    return end is not None and any(series.at(end.year - years) is None for years in back)


def _fits_the_newest(claim: Claim, row: Indicator, marks: Marks) -> bool:
    """「前年度の55人」 of R6, whose value is 未集計: it may be that of R5, the newest there is."""
    newest = IndicatorSeries(row).newest
    if newest is None or row.year is None or newest.entry.period.year.ad >= row.year.ad:
        return False
    of_newest = replace(claim, window=replace(claim.window, previous=False, year=newest.year))
    return weigh(of_newest, row, marks).verdict is Verdict.FITS


def _elsewhen(claim: Claim) -> Iterator[Claim]:
    """The claim in each window that the words leave open; how many years it spans stays."""
    own = claim.window
    windows = claim.open_windows
    if own.start is Start.YEAR and own.since is not None and claim.kind is ClaimKind.RATE:
        # 「増加率は、令和４年度の45.7％に対し」 is that year's own.
        windows = (*windows, Window(year=own.since, start=Start.PREVIOUS))
    for window in windows:
        kept = replace(
            window, years=own.years or window.years, in_a_row=own.in_a_row, steady=own.steady
        )
        yield replace(claim, window=kept)


def _is_from_the_year_named(claim: Claim, row: Indicator) -> bool:
    """「令和元年度の1,560人には145人届かない」: between the newest value and that of the year named."""
    quantity, series = claim.quantity, IndicatorSeries(row)
    named, newest = end_of(series, claim.window), series.newest
    if claim.kind is not ClaimKind.GAP or quantity is None or named is None or newest is None:
        return False
    scale = scale_for(quantity, row.unit, row.name)
    return scale is not None and quantity.is_rounded(abs(newest.number - named.number) * scale)


def _is_of_years_parts(claim: Claim, row: Indicator) -> bool:
    """「令和４年度は29件で、前年度から４件増加した」 of a running total: of what the years added."""
    quantity = claim.quantity
    if quantity is None or not RUNNING.search(row.name) or claim.kind not in _OF_PARTS:
        return False
    if claim.window.onwards or Start.TARGET in (claim.start, claim.window.start):
        return False
    steps = list(IndicatorSeries(row).steps())
    parts = {last.year: last.number - first.number for first, last in steps}
    if claim.kind is not ClaimKind.VALUE:
        parts = {b: abs(parts[b] - parts[a]) for a, b in pairwise(parts)}
    scale, year = scale_for(quantity, row.unit, row.name), claim.window.year
    return scale is not None and any(
        quantity.is_rounded(part * scale) for of, part in parts.items() if year in (None, of)
    )


def _is_another_figure(claim: Claim, row: Indicator) -> bool:
    """「65件、2.6％の増」 read as a value is the row's difference; 「1.22倍と」 read as a ratio its value."""
    quantity, series = claim.quantity, IndicatorSeries(row)
    newest = end_of(series, claim.window)
    if claim.of_target and quantity is not None and quantity.is_part:
        # 「目標の８割に達した」 of a share may name the target itself.
        return any(e.number == quantity.number for e in series.targets())
    if quantity is None or newest is None or claim.side is not None:
        return False
    if claim.kind is ClaimKind.TARGET_VALUE and quantity.unit == "%":
        # 「目標の92.6％の水準」「目標の約99％」
        share = replace(claim, kind=ClaimKind.ATTAINMENT_RATE)
        return weigh(share, row, {}).verdict is Verdict.FITS
    if not _is_exact(quantity):
        return False
    scale = scale_for(quantity, row.unit, row.name)
    if claim.kind is ClaimKind.BASE_VALUE and quantity.unit == "%":
        # 「基準値の125.6％となった」
        return weigh(replace(claim, kind=ClaimKind.RATIO), row, {}).verdict is Verdict.FITS
    if scale is None:
        return False
    levels = [p.number for p in (series.before(newest), series.base) if p is not None]
    levels += [p.number for p in series.targets()]
    if claim.kind is ClaimKind.VALUE and claim.start is None and not claim.is_firm:
        others = [abs(newest.number - level) for level in levels]
        if RUNNING.search(row.name):
            others += [later.number - first.number for first, later in series.steps()]
    elif claim.kind in _DISTANCES:
        others = [newest.number, *levels]
        if any(p.number < 0 for p in series.points):
            # 「340人の減」 may be the value -340.
            others += [abs(p.number) for p in series.points]
    else:
        return False
    return any(other * scale == quantity.number for other in others)


def _is_exact(quantity: Quantity) -> bool:
    """Two digits or more, or a decimal, and not about."""
    digits = quantity.number.normalize().as_tuple().digits
    return not quantity.about and (len(digits) > 1 or quantity.precision < 1)
