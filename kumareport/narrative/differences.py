"""Differences, rates and multiples of a text derived from the table."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.narrative.claims import Claim, ClaimKind, Start, Window
from kumareport.narrative.derived_words import HUNDRED, is_on, rounded, shown_amount, shown_step
from kumareport.narrative.lexicon import Movement
from kumareport.narrative.quantities import Quantity, scale_for
from kumareport.narrative.sentences import flatten
from kumareport.narrative.series import FITS, UNKNOWN, Evidence, IndicatorSeries, Verdict
from kumareport.narrative.spans import Pair, pairs
from kumareport.patterns import regex


def derive_change(claim: Claim, series: IndicatorSeries) -> Evidence:
    found = _measured(claim, series)
    if claim.negated or not found:
        return UNKNOWN
    ways = ways_of(claim, series.row)
    if not ways:
        return _not_points(claim, series.row, found[0])
    if claim.window.steady:
        return _every_year(claim, series, ways[0])
    if claim.per_year:
        return _per_year(claim, series, ways[0])
    moved = series.plain(claim.movement)
    if claim.movement is not None and moved not in (Movement.UP, Movement.DOWN):
        return UNKNOWN
    for pair in found:
        for way in ways:
            actual = way(pair)
            if actual is not None and _fits_change(claim, moved, actual):
                return FITS
    if _since_the_base(claim, series, ways, moved):
        return FITS
    first, last = found[0]
    actual = ways[0](found[0])
    if actual is None:
        return UNKNOWN
    derived = f"{shown_step(first, last)}で {shown_amount(actual, claim)}です"
    return Evidence(Verdict.CONTRADICTS, (first, last), derived)


def _since_the_base(
    claim: Claim, series: IndicatorSeries, ways: Sequence["Way"], moved: Movement | None
) -> bool:
    """「0.4㎡の増加となった」 without a year may sum up the plan, where it is just that much."""
    base, newest = series.base, series.newest
    if claim.window != Window(label=claim.window.label) or base is None or newest is None:
        return False
    found = (way((base, newest)) for way in ways)
    return any(actual is not None and _fits_change(claim, moved, actual) for actual in found)


def _measured(claim: Claim, series: IndicatorSeries) -> tuple[Pair, ...]:
    """「令和２年度から４ポイント」 is measured from that year's value, not from the one before it."""
    window = claim.window
    since = window.onwards and window.start is Start.YEAR
    return pairs(series, replace(window, onwards=False) if since else window)


def _every_year(claim: Claim, series: IndicatorSeries, way: "Way") -> Evidence:
    """「毎年２ポイント以上の伸び」: each step that the words speak of."""
    moved = series.plain(claim.movement)
    span = pairs(series, claim.window)
    is_since = claim.window.start is not Start.UNSAID or claim.window.onwards
    steps = [s for s in series.steps() if not is_since or s[0].year >= span[0][0].year]
    wrong = [
        (s, change)
        for s in steps
        if (change := way(s)) is not None and not _fits_change(claim, moved, change)
    ]
    # A rounded size of every year may be an average.
    enough = len(steps) / 2 if claim.per_year else len(steps)
    if not wrong or (claim.side is None and len(wrong) < enough):
        return FITS
    step, change = wrong[-1]
    derived = f"{shown_step(*step)}で {shown_amount(change, claim)}です"
    return Evidence(Verdict.CONTRADICTS, step, derived)


def _per_year(claim: Claim, series: IndicatorSeries, way: "Way") -> Evidence:
    """「年平均で約20人ずつ減少」, over the years told, else since the base or the first actual."""
    quantity, window = claim.quantity, claim.window
    assert quantity is not None
    told = window.start is not Start.UNSAID or window.years
    found = pairs(series, window if told else replace(window, plan=True))
    if not told:
        found += tuple((series.actuals[0], last) for _, last in found if last != series.actuals[0])
    moved = series.plain(claim.movement)
    shown: list[tuple[Pair, Decimal]] = []
    for pair in found:
        change = way(pair)
        if change is None:
            continue
        yearly = change / (pair[1].year - pair[0].year)
        if _fits_change(claim, moved, yearly):
            return FITS
        shown.append((pair, yearly))
    if not shown:
        return UNKNOWN
    pair, yearly = shown[0]
    side = "増" if yearly > 0 else "減"
    derived = f"{shown_step(*pair)}で、１年に平均 {abs(yearly).quantize(Decimal('0.1'), ROUND_HALF_UP):,f}{quantity.unit.replace('%', '％')}の{side}です"
    return Evidence(Verdict.CONTRADICTS, pair, derived)


def _not_points(claim: Claim, row: Indicator, pair: Pair) -> Evidence:
    """「7.5ポイント増加」 of a number of cases: points are differences of shares."""
    quantity = claim.quantity
    assert quantity is not None
    first, last = pair
    if not quantity.unit.startswith("ポイント") or first.number <= 0:
        return UNKNOWN
    change = (last.number - first.number) / first.number * HUNDRED
    side = "増" if change > 0 else "減"
    derived = f"{shown_step(first, last)}で {abs(change).quantize(Decimal('0.1'), ROUND_HALF_UP)}％の{side}です（ポイントは割合どうしの差に使います）"
    return Evidence(Verdict.CONTRADICTS, (first, last), derived)


def _fits_change(claim: Claim, moved: Movement | None, actual: Decimal) -> bool:
    quantity = claim.quantity
    assert quantity is not None
    if moved is None:
        return quantity.is_rounded(actual) or quantity.is_rounded(abs(actual))
    if moved is Movement.DOWN:
        actual = -actual
    if actual < 0:
        return False
    if claim.side is not None:
        return is_on(claim.side, actual, quantity.number)
    return is_near(quantity, actual)


def is_near(quantity: Quantity, actual: Decimal) -> bool:
    """Rounded, or one off in the last of several digits: the office may compute from finer numbers."""
    if quantity.is_rounded(actual):
        return True
    return (
        quantity.unit.startswith("%")
        and quantity.precision < 1
        and abs(quantity.number - actual) <= quantity.precision
    )


Way = Callable[[Pair], Decimal | None]


def _has_points(row: Indicator) -> bool:
    """Whether differences are told in points though the unit is not ％: indices and rates without one."""
    unit = flatten(row.unit)
    return regex(r"[-－ー]?|.*(?:ポイント|点|指数|指標|位|率|歳|度|倍)").fullmatch(unit) is not None


def ways_of(claim: Claim, row: Indicator) -> list[Way]:
    """How a difference may be counted: in the row's unit, in points, in per cent of the first value."""
    quantity = claim.quantity
    assert quantity is not None
    percent = flatten(row.unit) in ("%", "パーセント")
    found: list[Way] = []

    def relative(pair: Pair) -> Decimal | None:
        first, last = pair
        if first.number <= 0:
            return None
        return (last.number - first.number) / first.number * HUNDRED

    if quantity.unit.startswith("ポイント"):
        if percent or _has_points(row):
            found.append(lambda pair: pair[1].number - pair[0].number)
        return found
    if not quantity.unit and claim.movement is not None and not percent:
        # 「前年度から19の減」
        return [lambda pair: pair[1].number - pair[0].number]
    scale = scale_for(quantity, row.unit, row.name)
    # Of a share in per cent a difference is in points; 「1.5％上昇」 is a rate.
    if scale is not None and claim.kind is not ClaimKind.RATE and not percent:
        found.append(lambda pair: (pair[1].number - pair[0].number) * scale)
    if quantity.unit.startswith("%"):
        found.append(relative)
    return found


def derive_rate(claim: Claim, series: IndicatorSeries) -> Evidence:
    return derive_change(claim, series)


def derive_ratio(claim: Claim, series: IndicatorSeries) -> Evidence:
    quantity = claim.quantity
    assert quantity is not None
    if quantity.unit.startswith(("%", "倍")) is False:
        return derive_change(replace(claim, kind=ClaimKind.CHANGE), series)
    found = [pair for pair in _measured(claim, series) if pair[0].number > 0]
    if (
        (claim.negated and claim.side is None)
        or not found
        or (claim.window.start is Start.UNSAID and not claim.window.years)
    ):
        return UNKNOWN
    times = Decimal(1) if quantity.unit.startswith("倍") else HUNDRED
    for first, last in found:
        ratio = last.number / first.number * times
        if claim.side is not None and (
            is_on(claim.side, ratio, quantity.number) is not claim.negated
        ):
            return FITS
        if claim.negated:
            continue
        # 「３倍近くに達した」
        if ((claim.side is None or quantity.about) and quantity.is_rounded(ratio)) or (
            times == HUNDRED and quantity.is_rounded(ratio - times)
        ):
            return FITS
    first, last = found[0]
    ratio = last.number / first.number * times
    unit = "倍" if times == 1 else "％"
    derived = f"{shown_step(first, last)}で {_shown_ratio(ratio, quantity, unit)}です"
    return Evidence(Verdict.CONTRADICTS, (first, last), derived)


def _shown_ratio(ratio: Decimal, quantity: Quantity, unit: str) -> str:
    """「1.5倍」, with a decimal also where the text has none; per cent as the text has them."""
    if unit == "％":
        return f"{rounded(ratio, quantity)}％"
    digits = min(quantity.precision, Decimal("0.1"))
    return f"{ratio.quantize(digits, ROUND_HALF_UP):,f}倍"
