"""How wide a sheet may be so that its letters stay legible on paper."""

SMALLEST = 8
"""Points of the smallest letter in print."""
A4_SHORT, A4_LONG, A3_LONG = 210, 297, 420
"""Millimetres."""
MARGIN = 0.3
"""Inches on the left and right; nearer to the edge, printers cut."""
_INCH = 25.4
_PIXELS = 96


def pixels(width: float) -> int:
    """A column's width on the screen (ECMA-376, 18.3.1.13: letters of 7 pixels and 5 around them)."""
    return int(width * 7 + 5)


def room(paper: float, size: float) -> float:
    """The pixels that fit on a page when letters of a size, in points, are printed at the smallest."""
    inches = paper / _INCH - 2 * MARGIN
    return inches * _PIXELS * size / SMALLEST
