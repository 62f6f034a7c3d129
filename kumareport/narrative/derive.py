"""Numbers of a text derived from the table: what follows is silent, what does not says what would."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from kumareport.model.report import Indicator
from kumareport.narrative.claims import Claim, ClaimKind, Start
from kumareport.narrative.lexicon import Movement, Side
from kumareport.narrative.quantities import Quantity, scale_for
from kumareport.narrative.sentences import flatten
from kumareport.narrative.series import FITS, UNKNOWN, Evidence, IndicatorSeries, Point, Verdict
from kumareport.narrative.spans import Pair, ends, pairs

_HUNDRED = Decimal(100)


def derive(claim: Claim, row: Indicator) -> Evidence:
    """Whether a claim's number follows from a row."""
    found = _DERIVATIONS[claim.kind](claim, IndicatorSeries(row))
    if found.verdict is Verdict.CONTRADICTS:
        other = IndicatorSeries(row, by_column=True)
        if (
            other.points != IndicatorSeries(row).points
            and _DERIVATIONS[claim.kind](claim, other).verdict is Verdict.FITS
        ):
            return FITS
    return found


def _value(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, scale = _scaled(claim, series.row)
    if scale is None:
        return UNKNOWN
    candidates = ends(series, claim.window)
    if claim.start is Start.UNSAID and claim.window.year is None and not claim.window.previous:
        return _started(claim, series, scale)
    if not candidates or claim.negated:
        return UNKNOWN
    fitting = [p for p in candidates if _says(claim, quantity, p.number * scale)]
    if fitting:
        # Only the year in the bracket has it: N06 tells that.
        aside = (
            claim.window.year is not None
            and fitting[0].year != claim.window.year
            and candidates[0].year == claim.window.year
        )
        return Evidence(Verdict.FITS, (fitting[0], candidates[0])) if aside else FITS
    if any(quantity.is_rounded(e.number * scale) for e in series.targets() if e.number is not None):
        return UNKNOWN
    if (
        claim.window.since is not None
        or claim.window.recent
        or claim.window.years
        or claim.window.plan
    ):
        return UNKNOWN
    expected = candidates[0]
    likely = next((p for p in series.points if quantity.is_rounded(p.number * scale)), None)
    derived = f"{_where(expected)}は {_number(expected.number, series.row, expected)} です"
    if likely is not None:
        derived += f"（{quantity.words}は{_where(likely)}の値です）"
    return Evidence(Verdict.CONTRADICTS, (expected,), derived, likely)


def _says(claim: Claim, quantity: Quantity, actual: Decimal) -> bool:
    if claim.kind is not ClaimKind.BAND:
        return quantity.is_rounded(actual)
    width = quantity.precision * (10 if quantity.number % 10 == 0 and quantity.number >= 10 else 1)
    return quantity.number <= actual < quantity.number + width


def _started(claim: Claim, series: IndicatorSeries, scale: Decimal) -> Evidence:
    """「79.3％から」 without a year: any earlier value, else the one before the newest is expected."""
    quantity = claim.quantity
    newest = series.newest
    assert quantity is not None
    if newest is None or claim.window.foreign:
        return UNKNOWN
    if any(quantity.is_rounded(p.number * scale) for p in series.points):
        return FITS
    if any(quantity.is_rounded(e.number * scale) for e in series.targets() if e.number is not None):
        return UNKNOWN
    before = series.before(newest)
    if before is None or claim.window.start is not Start.UNSAID or claim.window.others:
        return UNKNOWN
    derived = f"{_where(before)}は {_number(before.number, series.row, before)} です"
    return Evidence(Verdict.CONTRADICTS, (before,), derived)


def _increment(claim: Claim, series: IndicatorSeries) -> Evidence:
    """What came to a running total in a year: its value less the one before."""
    quantity, scale = _scaled(claim, series.row)
    found = [
        (before, end)
        for end in ends(series, claim.window)
        if (before := series.before(end)) is not None
    ]
    if scale is None or not found:
        return UNKNOWN
    if any(quantity.is_rounded((end.number - before.number) * scale) for before, end in found):
        return FITS
    first, last = found[0]
    if last.year - first.year != 1:
        return UNKNOWN
    derived = f"{_step(first, last)}で、その年度の分は {_amount((last.number - first.number) * scale, claim, series.row, plain=True)}です"
    return Evidence(Verdict.CONTRADICTS, (first, last), derived)


def _for_the_first_time(claim: Claim, series: IndicatorSeries) -> Evidence:
    """「初めて３割を超えた」: no earlier value did."""
    quantity, scale = _scaled(claim, series.row)
    candidates = ends(series, claim.window)
    if scale is None or not candidates or claim.side is None or claim.negated:
        return UNKNOWN
    for point in series.points:
        if (
            point.year < candidates[0].year
            and _is_on(claim.side, point.number * scale, quantity.number)
            and point.number * scale != quantity.number
        ):
            derived = f"{_where(point)}が {_number(point.number, series.row, point)} で、初めてではありません"
            return Evidence(Verdict.CONTRADICTS, (point, candidates[0]), derived)
    return FITS


def _bound(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, scale = _scaled(claim, series.row)
    candidates = ends(series, claim.window)
    if scale is None or not candidates or claim.side is None:
        return UNKNOWN
    if any(
        _is_on(claim.side, p.number * scale, quantity.number) is not claim.negated
        for p in candidates
    ):
        return FITS
    expected = candidates[0]
    derived = f"{_where(expected)}は {_number(expected.number, series.row, expected)} です"
    return Evidence(Verdict.CONTRADICTS, (expected,), derived)


def _is_on(side: Side, actual: Decimal, level: Decimal) -> bool:
    """Equal will do for both sides, but for 未満 and 満たない."""
    if side in (Side.ABOVE, Side.AT_LEAST):
        return actual >= level
    return actual <= level


def _change(claim: Claim, series: IndicatorSeries) -> Evidence:
    found = pairs(series, claim.window)
    if claim.window.start is Start.TARGET or claim.negated or not found:
        return UNKNOWN
    ways = _ways(claim, series.row)
    if not ways:
        return _not_points(claim, series.row, found[0])
    moved = series.plain(claim.movement)
    if claim.movement is not None and moved not in (Movement.UP, Movement.DOWN):
        return UNKNOWN
    for pair in found:
        for way in ways:
            actual = way(pair)
            if actual is not None and _fits_change(claim, moved, actual):
                return FITS
    first, last = found[0]
    actual = ways[0](found[0])
    if actual is None:
        return UNKNOWN
    derived = f"{_step(first, last)}で {_amount(actual, claim, series.row)}です"
    return Evidence(Verdict.CONTRADICTS, (first, last), derived)


def _not_points(claim: Claim, row: Indicator, pair: Pair) -> Evidence:
    """「7.5ポイント増加」 of a number of cases: points are differences of shares."""
    quantity = claim.quantity
    assert quantity is not None
    first, last = pair
    if (
        not quantity.unit.startswith("ポイント")
        or claim.movement is None
        or not first.number
        or re.search("指数|指標|点|位|率|歳|度", flatten(row.unit))
    ):
        return UNKNOWN
    change = (last.number - first.number) / abs(first.number) * _HUNDRED
    side = "増" if change > 0 else "減"
    derived = f"{_step(first, last)}で {abs(change).quantize(Decimal('0.1'), ROUND_HALF_UP)}％の{side}です（ポイントは割合どうしの差に使います）"
    return Evidence(Verdict.CONTRADICTS, (first, last), derived)


def _fits_change(claim: Claim, moved: Movement | None, actual: Decimal) -> bool:
    quantity = claim.quantity
    assert quantity is not None
    if moved is None:
        return quantity.is_rounded(actual) or quantity.is_rounded(abs(actual))
    if moved is Movement.DOWN:
        actual = -actual
    if actual < 0 and quantity.number > 0:
        return False
    return _near(quantity, actual)


def _near(quantity: Quantity, actual: Decimal) -> bool:
    """Rounded, or one off in the last of several digits: the office may compute from finer numbers."""
    if quantity.is_rounded(actual):
        return True
    return (
        quantity.unit.startswith("%")
        and quantity.precision < 1
        and abs(quantity.number - actual) <= quantity.precision
    )


Way = Callable[[Pair], Decimal | None]


def _ways(claim: Claim, row: Indicator) -> list[Way]:
    """How a difference may be counted: in the row's unit, in points, in per cent of the first value."""
    quantity = claim.quantity
    assert quantity is not None
    percent = flatten(row.unit) in ("%", "パーセント")
    found: list[Way] = []

    def relative(pair: Pair) -> Decimal | None:
        first, last = pair
        return (last.number - first.number) / abs(first.number) * _HUNDRED if first.number else None

    if quantity.unit.startswith("ポイント"):
        if percent or flatten(row.unit) in ("ポイント", "点"):
            found.append(lambda pair: pair[1].number - pair[0].number)
        return found
    scale = scale_for(quantity, row.unit, row.name)
    # Of a share in per cent a difference is in points; 「1.5％上昇」 is a rate.
    if scale is not None and claim.kind is not ClaimKind.RATE and not percent:
        found.append(lambda pair: (pair[1].number - pair[0].number) * scale)
    if quantity.unit.startswith("%"):
        found.append(relative)
    return found


def _rate(claim: Claim, series: IndicatorSeries) -> Evidence:
    return _change(claim, series)


def _ratio(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity = claim.quantity
    assert quantity is not None
    if quantity.unit.startswith(("%", "倍")) is False:
        return _change(replace(claim, kind=ClaimKind.CHANGE), series)
    found = [pair for pair in pairs(series, claim.window) if pair[0].number > 0]
    if not found or (
        claim.window.start is Start.UNSAID
        and not (claim.window.years or claim.window.onwards or claim.window.plan)
    ):
        return UNKNOWN
    times = Decimal(1) if quantity.unit.startswith("倍") else _HUNDRED
    for first, last in found:
        ratio = last.number / first.number * times
        if claim.side is not None:
            if _is_on(claim.side, ratio, quantity.number):
                return FITS
        elif _near_ratio(quantity, ratio) or (
            times == _HUNDRED and quantity.is_rounded(ratio - times)
        ):
            return FITS
    first, last = found[0]
    ratio = last.number / first.number * times
    unit = "倍" if times == 1 else "％"
    derived = f"{_step(first, last)}で {_round(ratio, quantity)}{unit}です"
    return Evidence(Verdict.CONTRADICTS, (first, last), derived)


def _near_ratio(quantity: Quantity, ratio: Decimal) -> bool:
    slack = quantity.precision / 2 if quantity.about else Decimal(0)
    return quantity.is_rounded(ratio) or abs(quantity.number - ratio) <= slack


def _target_value(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, scale = _scaled(claim, series.row)
    year = claim.window.target_year
    known = series.targets(year)
    if scale is None or not known:
        return UNKNOWN
    if any(quantity.is_rounded(e.number * scale) for e in known if e.number is not None):
        return FITS
    entry = known[0]
    assert entry.number is not None
    point = Point(entry.period.year.ad, entry.number, entry)
    derived = f"{entry.period.heading}（{entry.period.year}）は {_number(entry.number, series.row, point)} です"
    return Evidence(Verdict.CONTRADICTS, (point,), derived)


def _base_value(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, scale = _scaled(claim, series.row)
    base = series.base
    if scale is None or base is None:
        return UNKNOWN
    if quantity.is_rounded(base.number * scale):
        return FITS
    derived = f"{base.entry.period.heading}（{base.entry.data_year}）は {_number(base.number, series.row, base)} です"
    return Evidence(Verdict.CONTRADICTS, (base,), derived)


def _gap(claim: Claim, series: IndicatorSeries) -> Evidence:
    found = _levels(claim, series)
    candidates = ends(series, claim.window)
    if not found or not candidates or (claim.negated and claim.side is not Side.BELOW):
        return UNKNOWN
    end = candidates[0]
    ways = _ways(claim, series.row)
    shown: list[tuple[Point, Decimal]] = []
    for level in found:
        for way in ways:
            actual = way((level, end))
            if actual is None:
                continue
            shown.append((level, actual))
            if _fits_gap(claim, actual):
                return FITS
    if not shown:
        return UNKNOWN
    level, actual = shown[0]
    derived = f"{_named(level)} {level.shown} と {_where(end)}の {end.shown} の差は {_amount(actual, claim, series.row, plain=True)}です"
    return Evidence(Verdict.CONTRADICTS, (level, end), derived)


def _fits_gap(claim: Claim, actual: Decimal) -> bool:
    quantity = claim.quantity
    assert quantity is not None
    if claim.side is Side.ABOVE:
        return actual > 0 and _near(quantity, actual)
    if claim.side is Side.BELOW and claim.words_are_numeric:
        return actual < 0 and _near(quantity, -actual)
    if claim.movement in (Movement.UP, Movement.DOWN):
        side = actual if claim.movement is Movement.UP else -actual
        return side > 0 and _near(quantity, side)
    return _near(quantity, abs(actual))


def _levels(claim: Claim, series: IndicatorSeries) -> list[Point]:
    start = claim.start
    if start is Start.TARGET:
        return [
            Point(e.period.year.ad, e.number, e)
            for e in series.targets(claim.window.target_year)
            if e.number is not None
        ]
    newest = ends(series, claim.window)
    if not newest:
        return []
    if start is Start.PREVIOUS:
        before = series.before(newest[0])
        return [before] if before else []
    if start is Start.BASE:
        return [series.base] if series.base else []
    if start in (Start.YEAR, Start.YEARS):
        at = series.at(
            claim.window.since if start is Start.YEAR else newest[0].year - claim.window.ago
        )
        return [at] if at else []
    return []


def _attainment_rate(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity = claim.quantity
    assert quantity is not None
    candidates = ends(series, claim.window)
    if not quantity.unit.startswith("%") or not candidates:
        return UNKNOWN
    end = candidates[0]
    rates: list[tuple[Point, Decimal]] = []
    for entry in series.targets(claim.window.target_year):
        target = entry.number
        assert target is not None
        point = Point(entry.period.year.ad, target, entry)
        if target:
            rates.append((point, end.number / target * _HUNDRED))
        if end.number and target:
            rates.append((point, target / end.number * _HUNDRED))
        base = series.base
        if base is not None and target != base.number:
            rates.append((point, (end.number - base.number) / (target - base.number) * _HUNDRED))
    if not rates:
        return UNKNOWN
    for _, rate in rates:
        holds = _is_on(claim.side, rate, quantity.number) if claim.side else _near(quantity, rate)
        if holds:
            return FITS
    target, rate = rates[0]
    derived = f"{_where(end)}の {end.shown} は{_named(target)} {target.shown} の {_round(rate, quantity)}％です"
    return Evidence(Verdict.CONTRADICTS, (target, end), derived)


def _aggregate(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity, scale = _scaled(claim, series.row)
    found = _range(claim, series)
    if scale is None or len(found) < 2:
        return UNKNOWN
    total = sum((p.number for p in found), Decimal(0)) * scale
    actual = total / len(found) if claim.kind is ClaimKind.AVERAGE else total
    if _near(quantity, actual):
        return FITS
    what = "平均" if claim.kind is ClaimKind.AVERAGE else "合計"
    values = "、".join(f"{p.shown}（{p.entry.data_year}）" for p in found)
    derived = f"{values}の{what}は {_round(actual, quantity)} です"
    return Evidence(Verdict.CONTRADICTS, found, derived)


def _range(claim: Claim, series: IndicatorSeries) -> tuple[Point, ...]:
    window = claim.window
    end = ends(series, window)
    if not end:
        return ()
    if window.since is not None and not window.years:
        return tuple(p for p in series.points if window.since <= p.year <= end[0].year)
    if window.years:
        found = tuple(
            p for p in series.points if end[0].year - window.years < p.year <= end[0].year
        )
        return found if len(found) == window.years else ()
    return series.actuals if window.plan else ()


def _scaled(claim: Claim, row: Indicator) -> tuple[Quantity, Decimal | None]:
    assert claim.quantity is not None
    return claim.quantity, scale_for(claim.quantity, row.unit, row.name)


def _where(point: Point) -> str:
    return (
        f"{point.entry.data_year} の{point.entry.period.heading}"
        if point.entry.period.heading
        else str(point.entry.data_year)
    )


def _named(point: Point) -> str:
    return f"{point.entry.period.heading}（{point.entry.data_year}）"


def _step(first: Point, last: Point) -> str:
    return f"{first.shown}（{first.entry.data_year}）→{last.shown}（{last.entry.data_year}）"


def _number(number: Decimal, row: Indicator, point: Point) -> str:
    return f"{point.shown}{row.unit}"


def _round(number: Decimal, quantity: Quantity) -> str:
    unit = min(quantity.precision, Decimal(1))
    return f"{number.quantize(unit, ROUND_HALF_UP):,f}"


def _amount(actual: Decimal, claim: Claim, row: Indicator, *, plain: bool = False) -> str:
    """「0.3ポイントの減」, or the size alone."""
    quantity = claim.quantity
    assert quantity is not None
    size = abs(actual)
    exponent = min(int(size.normalize().as_tuple().exponent), 0)
    told = (
        _round(size, quantity)
        if exponent < -3 or quantity.unit.startswith("%")
        else f"{size.normalize():,f}"
    )
    unit = quantity.unit
    if plain:
        return f"{told}{unit}"
    side = "増" if actual > 0 else "減"
    return "増減なし" if not actual else f"{told}{unit}の{side}"


_DERIVATIONS: dict[ClaimKind, Callable[[Claim, IndicatorSeries], Evidence]] = {
    ClaimKind.VALUE: _value, ClaimKind.BAND: _value, ClaimKind.BOUND: _bound, ClaimKind.CHANGE: _change, ClaimKind.RATE: _rate, ClaimKind.RATIO: _ratio,
    ClaimKind.INCREMENT: _increment, ClaimKind.FIRST: _for_the_first_time, ClaimKind.TARGET_VALUE: _target_value, ClaimKind.BASE_VALUE: _base_value, ClaimKind.GAP: _gap, ClaimKind.ATTAINMENT_RATE: _attainment_rate,
    ClaimKind.AVERAGE: _aggregate, ClaimKind.SUM: _aggregate,
}  # fmt: skip
FIGURES = frozenset(_DERIVATIONS)
"""The kinds of claim that are a number."""
