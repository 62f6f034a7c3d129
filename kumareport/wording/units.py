"""A number with the unit that was typed behind it → the same in the row's own unit."""

from decimal import Decimal

from kumareport.patterns import regex

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}
_SCALED = regex(r"(?P<scale>[十百千]?[万億兆]?)(?P<base>.*)")
_COUNTER = regex("[かカヶケヵ箇個个](?=所|国|村|月|年)")
_NAMES = {"パーセント": "%", "名": "人", "pt": "ポイント"}
_TENTH = "割"
_SPANS = (
    {"秒": 1, "分": 60, "分間": 60, "時間": 3600, "日": 86400},
    {"か月": 1, "年": 12},
)
_SPAN = regex(r"(\d{1,16}(?:\.\d{1,12})?)([^\d.]+)")
_DECIMALS = Decimal("1E-12")


def plain_unit(unit: str) -> str:
    """A unit in one spelling: 箇所 and カ所 as か所, 名 as 人."""
    one = _COUNTER.sub("か", unit)
    return _NAMES.get(one, one)


def in_own_unit(high: str, number: Decimal | None, typed: str, own: str) -> Decimal | None:
    """An amount in the row's unit; None where its unit is another one, or it is not certain which.

    Args:
        high: the parts before the last one, with their scale: ``2億`` of 2億3,456万円.
        number: the last part; None where it has a scale as well (3.5万人 is all ``high``).
        typed: the unit behind it; empty for none.
        own: the row's unit.
    """
    typed, own = plain_unit(typed), plain_unit(own)
    if not high and typed in ("", own):
        return number
    if not high and typed == _TENTH and own == "%" and number is not None:
        return number * 10
    scale, base = _split(typed)
    own_scale, own_base = _split(own)
    parts = _SPAN.findall(high)
    total = sum((Decimal(digits) * _scale(words) for digits, words in parts), Decimal(0))
    total += (number or 0) * scale
    if base == own_base:
        return _shortest(total / own_scale)
    # 3.5万 says nothing of 円 or 千円; beside 人 or 万人 there is no doubt.
    is_bare = not typed and (
        own_scale == 1 or (number is None and own_scale == _scale(parts[0][1]))
    )
    return _shortest(total / own_scale) if is_bare else None


def _shortest(number: Decimal) -> Decimal:
    """Without zeros behind the point."""
    is_whole = number == number.to_integral_value()
    return number.quantize(Decimal(1)) if is_whole else number.normalize()


def _split(unit: str) -> tuple[int, str]:
    """A unit's scale and what it scales: 千円 is 1000 円. A scale alone (千) is a unit itself."""
    match = _SCALED.fullmatch(unit)
    assert match is not None
    return (_scale(match["scale"]), match["base"]) if match["base"] else (1, unit)


def _scale(words: str) -> int:
    product = 1
    for word in words:
        product *= _SCALES[word]
    return product


def span_of_time(text: str, own: str) -> Decimal | None:
    """8分30秒 in 分, 1年6か月 in 年; None where the row's unit is no such unit.

    What has no end in decimals (20分 in 時間) has twelve.
    """
    parts = [(digits, _COUNTER.sub("か", unit)) for digits, unit in _SPAN.findall(text)]
    if not parts or "".join(map("".join, parts)) != _COUNTER.sub("か", text):
        return None
    for units in _SPANS:
        sizes = [units.get(unit, 0) for _, unit in parts]
        # From the larger unit to the smaller one, each once.
        if plain_unit(own) in units and all(sizes) and sizes == sorted(set(sizes), reverse=True):
            pairs = zip(parts, sizes, strict=True)
            whole = sum((Decimal(n) * size for (n, _), size in pairs), Decimal(0))
            return _shortest((whole / units[plain_unit(own)]).quantize(_DECIMALS))
    return None
