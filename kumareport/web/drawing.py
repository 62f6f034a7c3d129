"""Pieces of inline SVG. Looks are classes of the style sheet; every text of the data is escaped."""

from collections.abc import Iterable

from markupsafe import Markup

WIDTH, HEIGHT = 340.0, 200.0
"""The size of a graph in its own units; a letter of its texts is some 9 high."""


def text(x: float, y: float, words: str, look: str = "", anchor: str = "middle") -> Markup:
    """A text on one line."""
    return Markup('<text x="{}" y="{}" class="{}" text-anchor="{}">{}</text>').format(
        _n(x), _n(y), look, anchor, words
    )


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> Markup:
    """A straight line."""
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>').format(
        _n(x1), _n(y1), _n(x2), _n(y2), look
    )


def path(points: Iterable[tuple[float, float]], look: str) -> Markup:
    """A line through some points."""
    shown = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return Markup('<polyline points="{}" class="{}"/>').format(shown, look)


def box(x: float, y: float, width: float, height: float, look: str) -> Markup:
    """A rectangle."""
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>').format(
        _n(x), _n(y), _n(width), _n(height), look
    )


def dot(x: float, y: float, look: str) -> Markup:
    """A point of the first series."""
    return Markup('<circle cx="{}" cy="{}" r="3" class="{}"/>').format(_n(x), _n(y), look)


def diamond(x: float, y: float, look: str) -> Markup:
    """A point of another series, which is told apart without colour."""
    shape = ((x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y))
    shown = " ".join(f"{_n(a)},{_n(b)}" for a, b in shape)
    return Markup('<polygon points="{}" class="{}"/>').format(shown, look)


def picture(mark: str, title: str, words: str, parts: Iterable[Markup], height: float) -> Markup:
    """A whole graph with its title and what it shows in words.

    Args:
        mark: unique on its page.
        title: what it is called.
        words: the trend, for those who cannot see it.
        parts: what is drawn.
        height: its height.
    """
    return Markup(
        '<svg viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>'
    ).format(
        _n(WIDTH), _n(height), mark, mark, mark, title, mark, words, Markup("").join(parts)
    )  # fmt: skip


def _n(number: float) -> str:
    """A coordinate; equal graphs give equal texts."""
    return f"{number:.1f}".removesuffix(".0")
