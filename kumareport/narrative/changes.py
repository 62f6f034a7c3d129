"""Differences told in a sentence (「前年度から1,200人増加」「約３割減少」) held against the table."""

import re
from decimal import Decimal

from kumareport.model.report import Indicator
from kumareport.narrative.quantities import Quantity, scale_for
from kumareport.narrative.sentences import flatten
from kumareport.narrative.series import Movement, Point, points_of
from kumareport.narrative.windows import Window, WindowKind

_UP = re.compile(r"(?:の|も|を|ほど|程度)?(?:増|上昇|上が|伸び|高く|多く|長く)")
_DOWN = re.compile(r"(?:の|も|を|ほど|程度)?(?:減|低下|下が|低く|少なく|短く|縮)")
_OFF = Decimal("0.1")
_MULTIPLE_OFF = Decimal("0.2")
_SHARE_OFF = Decimal("0.06")


def wrong_change(
    row: Indicator, quantity: Quantity, after: str, window: Window
) -> tuple[Point, Point] | None:
    """The two values between which a told difference does not lie; None where it may."""
    ends = _ends(points_of(row), window)
    if ends is not None and quantity.unit.startswith("倍"):
        return _wrong_multiple(ends, quantity)
    side = Movement.UP if _UP.match(after) else Movement.DOWN if _DOWN.match(after) else None
    if ends is None or side is None:
        return None
    first, last = ends
    actual = last.number - first.number
    told = quantity.number if side is Movement.UP else -quantity.number
    percent = flatten(row.unit) == "%"
    if quantity.unit.startswith("割") or (quantity.unit.startswith("%") and not percent):
        if not first.number:
            return None
        share = told / (10 if quantity.unit.startswith("割") else 100)
        return None if abs(actual / first.number - share) <= _SHARE_OFF else ends
    if percent and quantity.unit.startswith("ポイント"):
        scale: Decimal | None = Decimal(1)
    else:
        scale = None if percent else scale_for(quantity, row.unit, row.name)
    if scale is None:
        return None
    tolerance = max(quantity.precision, _OFF * abs(actual * scale))
    return None if abs(actual * scale - told) <= tolerance else ends


def _wrong_multiple(ends: tuple[Point, Point], quantity: Quantity) -> tuple[Point, Point] | None:
    first, last = ends
    if first.number <= 0:
        return None
    off = abs(last.number / first.number - quantity.number)
    return None if off <= _MULTIPLE_OFF * quantity.number else ends


def _ends(points: tuple[Point, ...], window: Window) -> tuple[Point, Point] | None:
    if len(points) < 2:
        return None
    if window.kind is WindowKind.PREVIOUS:
        return points[-2], points[-1]
    if window.kind is WindowKind.BASE:
        return points[0], points[-1]
    if window.kind in (WindowKind.SINCE, WindowKind.AGAINST):
        since = next((point for point in points[:-1] if point.year == window.year), None)
        return None if since is None else (since, points[-1])
    return None
