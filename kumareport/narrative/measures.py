"""What is computed from indicators and told as if it were one: how much a value grew in each year, how
far its target was, by how much one is above another, what several come to together.

Each becomes a row of its own whose values stand in the cells that they are computed from. So all that
can be claimed of an indicator (that it rose, was the highest, came to so much) can be claimed of its
growth, too, and is weighed and explained in the same way.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.model.mark import Direction
from kumareport.model.value import Entry, Value, ValueKind
from kumareport.narrative.aspects import Aspect, Subject
from kumareport.narrative.sentences import flatten
from kumareport.narrative.series import IndicatorSeries, Point
from kumareport.patterns import regex

_HUNDRED = Decimal(100)
_FINEST = Decimal("0.01")
"""The last digit of a computed value that is shown."""
_SHRINKS = regex("減|低下|下降|下落|縮|落|下げ|下が")
_EITHER_WAY = regex("増減|変化|変動")
_HEALS = regex("改善|向上|回復")
_HARMS = regex("悪化")


def measured(subject: Subject) -> Subject:
    """The subject as a row of its own, where it is the growth or the distance of one indicator."""
    if len(subject.rows) != 1 or subject.aspect not in _MEASURES:
        return subject
    row = _MEASURES[subject.aspect](subject.rows[0], subject.noun)
    return replace(subject, rows=(row,), aspect=Aspect.VALUE, measure=subject.noun)


def growth_of(row: Indicator, noun: str = "伸び") -> Indicator:
    """A row of what came to an indicator in each year, counted the way that a noun tells it."""
    series = IndicatorSeries(row)
    steps = [(a, b) for a, b in series.steps() if b.year - a.year == 1]
    told = ((b, (b.number - a.number) * _sign(noun, series)) for a, b in steps)
    if _EITHER_WAY.search(noun):
        told = ((b, abs(number)) for b, number in told)
    return _row(row, noun, told, _points(row.unit))


def _rates_of(row: Indicator, noun: str) -> Indicator:
    series = IndicatorSeries(row)
    sign = _sign(noun, series)
    steps = [(a, b) for a, b in series.steps() if b.year - a.year == 1 and a.number]
    told = ((b, (b.number - a.number) * sign / abs(a.number) * _HUNDRED) for a, b in steps)
    return _row(row, noun, told, "％")


def _distance_of(row: Indicator, noun: str) -> Indicator:
    """How far a value was from the target that counts; nothing of years that had reached it, nor of a
    row that has: then a distance is told of what lies beyond."""
    series = IndicatorSeries(row)
    target = series.target()
    if target is None or series.direction is None:
        return _row(row, noun, (), row.unit)
    sign = 1 if series.direction is Direction.HIGHER else -1
    told = [(p, (target.number - p.number) * sign) for p in series.points]
    is_reached = bool(told) and told[-1][1] < 0
    left = () if is_reached else ((p, n) for p, n in told if n >= 0)
    return _row(row, noun, left, _points(row.unit))


def difference_of(first: Indicator, second: Indicator, name: str = "差") -> Indicator:
    """A row of how far two indicators of one unit lie apart."""
    others = {point.year: point.number for point in IndicatorSeries(second).points}
    points = (p for p in IndicatorSeries(first).points if p.year in others)
    told = ((p, abs(p.number - others[p.year])) for p in points)
    return replace(_row(first, name, told, _points(first.unit)), name=name)


def sum_of(rows: Sequence[Indicator]) -> Indicator:
    """A row of what indicators of one unit come to together, in the years that all of them have."""
    series = [IndicatorSeries(row) for row in rows]
    known = [{point.year: point.number for point in one.points} for one in series]
    points = (p for p in series[0].points if all(p.year in one for one in known))
    told = ((p, sum((one[p.year] for one in known), Decimal(0))) for p in points)
    name = f"{'と'.join(row.name for row in rows)}の合計"
    return replace(_row(rows[0], name, told, rows[0].unit), name=name)


_APART = regex(r"の?(?:男女|両者|両指標|地域)?(?:の|間の?)?(?:差|格差|開き)$")
_SEXES = ("男", "女")


_ADDED = regex(
    r"の?(?:新規の?)?(?:増設|新設|純増|新規(?:登録|設置|認定|指定|整備)?|追加)(?:台|件|人|か?所|箇所|地区|団体|戸|基)?(?:数|分)"
)
_RUNNING = regex("累計|累積|通算")


def added_to(words: str, rows: Sequence[Indicator]) -> Subject | None:
    """「防犯カメラの増設台数」 of a running total: what each year added, as a row."""
    if _ADDED.fullmatch(words) is None or len(rows) != 1 or not _RUNNING.search(rows[0].name):
        return None
    return Subject((growth_of(rows[0], "年度ごとの分"),), measure="年度ごとの分")


_OF_SEXES = regex(r"(?P<of>.{2,})(?P<apart>の男女(?:の|間の?)?(?:差|格差|開き))")


def between_sexes(text: str, rows: Sequence[Indicator]) -> Subject | None:
    """「育休取得率の男女差」: the two rows that are told apart by nothing but the sex."""
    match = _OF_SEXES.fullmatch(text)
    if match is None:
        return None
    pairs = [
        (one, other)
        for one in rows
        for other in rows
        if "男" in one.name and one.name.replace("男", "女") == other.name
    ]
    letters = set(match["of"]) - {"の"}
    found = [pair for pair in pairs if _holds_most(letters, pair[0].name)]
    return apart(match["apart"], found[0]) if len(found) == 1 else None


def _holds_most(letters: set[str], name: str) -> bool:
    return letters <= set(flatten(name))


def apart(words: str, rows: Sequence[Indicator]) -> Subject | None:
    """「健康寿命の男女差」「ＡとＢの差」: two indicators and the words behind them, as one row."""
    if _APART.fullmatch(words) is None:
        return None
    if "男女" in words:
        parts = [[r for r in rows if sex in r.name] for sex in _SEXES]
        rows = [part[0] for part in parts if len(part) == 1]
    if len(rows) != 2 or flatten(rows[0].unit) != flatten(rows[1].unit):
        return None
    name = f"{rows[0].name}と{rows[1].name}の差"
    return Subject((difference_of(rows[0], rows[1], name),), measure="差")


def _sign(noun: str, series: IndicatorSeries) -> int:
    if _HEALS.search(noun) or _HARMS.search(noun):
        better = 1 if series.direction is Direction.HIGHER else -1
        return better if _HEALS.search(noun) else -better
    return -1 if _SHRINKS.search(noun) else 1


def _points(unit: str) -> str:
    return "ポイント" if flatten(unit) in ("%", "パーセント") else unit


def _row(
    row: Indicator,
    noun: str,
    told: Iterable[tuple[Point, Decimal]],
    unit: str,
) -> Indicator:
    entries = tuple(_entry(point, number) for point, number in told)
    return replace(
        row,
        name=f"{row.name}の{noun.removeprefix('の')}",
        unit=unit,
        entries=entries,
        direction=None,
    )


def _entry(point: Point, number: Decimal) -> Entry:
    """A computed value, in the cell of the later value that it is computed from."""
    number = number or Decimal(0)  # never −0
    shown = number if number == number.to_integral_value() else number.quantize(_FINEST)
    raw = f"{shown.normalize():,f}"
    entry = point.entry
    return replace(entry, value=Value(ValueKind.NUMBER, raw, number, year=entry.value.year))


_MEASURES = {Aspect.CHANGE: growth_of, Aspect.RATE: _rates_of, Aspect.GAP: _distance_of}


MEASURED = frozenset(_MEASURES)
"""The aspects that make a row of their own."""
