"""The measures that the layout needs, read from the template: the code itself knows none.

Lengths are in points. The template's paragraph styles decide size, pitch and spacing.
"""

import copy
from functools import cached_property
from typing import Protocol

from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length
from docx.styles.style import ParagraphStyle
from msgspec import Struct

from kumareport.document import names
from kumareport.document.anchors import MARKS, around_marks
from kumareport.document.elements import body_of
from kumareport.document.names import DENSE

_EMU_PER_POINT = 12700
# A proportional Japanese UD face: advance widths in em, rounded up. Measured on BIZ UDPゴシック,
# whose digits are wider than those of most faces; a narrower face only leaves more room.
_NARROW = {
    ",": 0.32,
    ".": 0.32,
    "、": 0.62,
    "。": 0.62,
    "（": 0.52,
    "）": 0.52,
    "・": 0.5,
    " ": 0.35,
}
_HALF_WIDTH = 0.77
_FULL = 0.9
"""From this share of the text's width on, a table or graph is taken to fill it."""
_NEAR = 6.0
"""Points by which widths that are meant to be one may differ."""


class _Widths(dict[str, float]):
    """The width of each letter in em, worked out when it is first met."""

    def __missing__(self, char: str) -> float:
        width = self[char] = _NARROW.get(char) or (_HALF_WIDTH if char < "\u2000" else 1.0)
        return width


_width_of = _Widths().__getitem__


def text_width(text: str) -> float:
    """The width of a line of text in em."""
    return sum(map(_width_of, text))


class StyleMetrics(Struct, frozen=True):
    """How a paragraph style sets text: size, scale of the characters' width, pitch, spacing."""

    size: float
    scale: float
    pitch: float
    before: float
    after: float
    indent: float

    def lines(self, text: str, width: float) -> int:
        """How many lines a text takes in a width, with 2 % for the breaking rules (禁則)."""
        per_line = max(1.0, (width - self.indent) / (self.size * self.scale) * 0.98)
        count = 0
        for line in text.split("\n"):
            count += max(1, -int(-text_width(line) // per_line))
        return count

    def height(self, texts: list[str], width: float) -> float:
        """The height of paragraphs in this style."""
        return sum(self.lines(t, width) * self.pitch + self.before + self.after for t in texts)


def points(length: Length | None) -> float:
    """A python-docx length in points; 0 for none."""
    return 0.0 if length is None else length / _EMU_PER_POINT


class _Format(Protocol):
    """What is read of python-docx's ParagraphFormat, which leaves its types open."""

    @property
    def line_spacing(self) -> float | None: ...
    @property
    def line_spacing_rule(self) -> WD_LINE_SPACING | None: ...
    @property
    def space_before(self) -> Length | None: ...
    @property
    def space_after(self) -> Length | None: ...
    @property
    def left_indent(self) -> Length | None: ...


class Metrics:
    """The measures of one template."""

    def __init__(self, document: Document) -> None:
        self._styles = {s.name: s for s in document.styles if isinstance(s, ParagraphStyle)}
        self._cache: dict[str, StyleMetrics] = {}
        self._measure_page(self._body_section(document))
        self.around_bullet = self._around_bullet(document)

    def _around_bullet(self, document: Document) -> tuple[str, str]:
        """What the template itself says in each bullet, before and behind the text of the data."""
        style = self.style_id(names.BULLET)
        for paragraph in body_of(document).iter(qn("w:p")):
            found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            if found is None or found.get(qn("w:val")) != style:
                continue
            nodes = paragraph.iter(qn("w:t"), qn("w:br"))
            words = "".join("\n" if n.tag == qn("w:br") else n.text or "" for n in nodes)
            if any(mark in words for mark in MARKS):
                return around_marks(words)
        return "", ""

    def _body_section(self, document: Document) -> Section:
        """The section that holds the report's body: a cover may have one of its own."""
        wanted = self.style_id(names.SECTION)
        body, number = body_of(document), 0
        for element in body.iter(qn("w:pStyle"), qn("w:sectPr")):
            if element.tag == qn("w:sectPr"):
                number += 1
            elif element.get(qn("w:val")) == wanted:
                break
        return document.sections[min(number, len(document.sections) - 1)]

    def _measure_page(self, section: Section) -> None:
        width, height = points(section.page_width), points(section.page_height)
        beside = points(section.left_margin) + points(section.right_margin) + points(section.gutter)
        columns = int(section._sectPr.xpath("string(./w:cols/@w:num)") or "1")  # pyright: ignore[reportPrivateUsage]
        above = points(section.top_margin) + points(section.bottom_margin)
        self.text_width = (width - beside) / max(1, columns)
        self._turned_width = height - beside
        self.page_height = height - above

    def within(self, section: Section) -> "Metrics":
        """The same measures on the pages of another section."""
        other = copy.copy(self)
        other._measure_page(section)
        return other

    def followed(self, width: float) -> float:
        """The width of a table or graph that was as wide as the text when it was drawn: as wide as
        the text is now, after the margins were moved or the page was turned. One that was made
        narrower stays so.

        Args:
            width: in points; 0 where none is stated.
        """
        is_full = width > self.text_width * _FULL or abs(width - self._turned_width) < _NEAR
        return self.text_width if not width or is_full else width

    def has(self, name: str) -> bool:
        """Whether the template has a paragraph style of this name."""
        return name in self._styles

    def dense(self, name: str) -> str:
        """The dense variant of a style, or the style itself where the template has none."""
        return name + DENSE if self.has(name + DENSE) else name

    def style_id(self, name: str) -> str:
        """The style's id for ``w:pStyle``."""
        found = self._styles.get(name)
        return name if found is None else found.style_id

    @cached_property
    def names_by_id(self) -> dict[str, str]:
        """Style id → name."""
        return {style.style_id: name for name, style in self._styles.items() if name}

    def style(self, name: str) -> StyleMetrics:
        """A style's measures; those of the default paragraph style where it is missing."""
        if name not in self._cache:
            self._cache[name] = self._measure(self._styles.get(name))
        return self._cache[name]

    def _measure(self, style: ParagraphStyle | None) -> StyleMetrics:
        chain: list[ParagraphStyle] = []
        current = style or self._styles.get("Normal")
        while isinstance(current, ParagraphStyle) and len(chain) < 10:
            chain.append(current)
            current = current.base_style
        size = next((points(s.font.size) for s in chain if s.font.size), 10.5)
        scales = (s.element.xpath("./w:rPr/w:w/@w:val") for s in chain)
        scale = next((int(found[0]) / 100 for found in scales if found), 1.0)
        formats: list[_Format] = [s.paragraph_format for s in chain]
        spacing = next((f for f in formats if f.line_spacing is not None), None)
        if spacing is None:
            pitch = size * 1.4
        elif spacing.line_spacing_rule in (WD_LINE_SPACING.EXACTLY, WD_LINE_SPACING.AT_LEAST):
            pitch = points(Length(int(spacing.line_spacing or 0)))
        else:
            pitch = size * 1.4 * float(spacing.line_spacing or 1)
        return StyleMetrics(
            size=size,
            scale=scale,
            pitch=pitch,
            before=next((points(f.space_before) for f in formats if f.space_before is not None), 0),
            after=next((points(f.space_after) for f in formats if f.space_after is not None), 0),
            indent=next((points(f.left_indent) for f in formats if f.left_indent is not None), 0),
        )
