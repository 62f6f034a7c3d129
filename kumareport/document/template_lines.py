"""A template's parts as lines of plain text, in which the check looks for tags and names places."""

import io
import zipfile
from collections.abc import Iterator, Mapping

from docx.oxml.ns import qn
from msgspec import Struct

from kumareport.office.package.package import XmlElement, parse_xml
from kumareport.office.word.tag_text import TAG, holds_tag
from kumareport.office.word.template_parts import PartKind, Use, part_kinds

_LONGEST = 60


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


def parts_of_template(template: bytes) -> list[TemplatePart]:
    """The XML parts of a template; the body first."""
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        data: Mapping[str, bytes] = {name: package.read(name) for name in package.namelist()}
    kinds = part_kinds(data)
    found = [TemplatePart(name, kind, parse_xml(data[name], name)) for name, kind in kinds.items()]
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
        if element.tag == qn("w:p"):
            paragraphs[element] = len(found)
            found.append((element, []))
        owner = (
            element if element.tag == qn("w:p") else next(element.iterancestors(qn("w:p")), None)
        )
        words = _words(element)
        if words and owner is None:
            found.append((None, [words]))
        elif words and owner is not None:
            found[paragraphs[owner]][1].append(words)
    return [TemplateLine(part.kind.name, "".join(t).replace("\n", " "), p) for p, t in found]


def _words(element: XmlElement) -> str:
    hidden = "".join(f" {v} " for v in map(str, element.attrib.values()) if holds_tag(v))
    if element.tag in (qn("w:t"), qn("w:instrText")):
        return (element.text or "") + hidden
    return " " if element.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")) else hidden
