"""A template's parts as lines of plain text, in which the check looks for tags and names places."""

from collections.abc import Iterator, Mapping

from docx.oxml.ns import qn
from msgspec import Struct

from kumareport.office.package.package import TYPES, XmlElement
from kumareport.office.word.tag_text import TAG, holds_tag
from kumareport.office.word.template_parts import PartKind, Use, part_kinds

_LONGEST = 60
_PARAGRAPH = qn("w:p")
_SAID = (qn("w:t"), qn("w:instrText"))
_SPACES = (qn("w:tab"), qn("w:br"), qn("w:cr"))


class TemplateLine(Struct, frozen=True):
    """A paragraph, or a text that stands outside of paragraphs.

    Attributes:
        place: the part's name in Japanese.
        text: with the tags of its fields, alternative texts and the like where they stand.
        paragraph: the element; None for a text outside.
    """

    place: str
    text: str
    paragraph: XmlElement | None = None

    @property
    def shown(self) -> str:
        """The place with its words, for messages."""
        words = self.text.strip()
        words = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
        return f"{self.place}「{words}」"


class TemplatePart(Struct, frozen=True):
    """An XML part of a template."""

    name: str
    kind: PartKind
    root: XmlElement


def parts_of_template(trees: Mapping[str, XmlElement]) -> list[TemplatePart]:
    """The XML parts of a template; the body first."""
    kinds = part_kinds(trees, trees[TYPES])
    found = [TemplatePart(name, kind, trees[name]) for name, kind in kinds.items()]
    return sorted(found, key=lambda part: part.kind.name != "本文")


def source_of(part: TemplatePart) -> list[TemplateLine]:
    """The lines of a part in which tags are filled in; none for other parts."""
    if part.kind.use is Use.STORY:
        return _story(part)
    if part.kind.use is Use.VALUES:
        return [TemplateLine(part.kind.name, text) for text in _texts(part.root) if "{" in text]
    return []


def misplaced(part: TemplatePart) -> Iterator[TemplateLine]:
    """The texts with tags of a part in which none may stand."""
    if part.kind.use is Use.REFUSED:
        for text in _texts(part.root):
            if TAG.search(text):
                yield TemplateLine(part.kind.name, text)


def _texts(root: XmlElement) -> Iterator[str]:
    for element in root.iter():
        yield from (text for text in (element.text, *map(str, element.attrib.values())) if text)


def _story(part: TemplatePart) -> list[TemplateLine]:
    paragraphs: dict[XmlElement, int] = {}
    found: list[tuple[XmlElement | None, list[str]]] = []
    for element in part.root.iter():
        if element.tag == _PARAGRAPH:
            paragraphs[element] = len(found)
            found.append((element, []))
        words = _words(element)
        if not words:
            continue
        owner = element
        if element.tag != _PARAGRAPH:
            owner = next(element.iterancestors(_PARAGRAPH), None)
        if owner is None:
            found.append((None, [words]))
        else:
            found[paragraphs[owner]][1].append(words)
    return [TemplateLine(part.kind.name, "".join(t).replace("\n", " "), p) for p, t in found]


def _words(element: XmlElement) -> str:
    hidden = "".join(f" {v} " for v in map(str, element.attrib.values()) if holds_tag(v))
    if element.tag in _SAID:
        return (element.text or "") + hidden
    return " " if element.tag in _SPACES else hidden
