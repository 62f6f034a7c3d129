"""What a Word file holds besides text, listed by a reader that understands as little as possible:
pictures, graphs and their alternative texts, shapes, ink, embedded files, pasted documents, parts that
nobody knows. Whatever stands in a deletion that was recorded is not held any more."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from msgspec.structs import replace

from kumareport.model.holding import Holding
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement, relationships_part
from kumareport.office.word.pasted_text import pasted_text
from kumareport.office.word.word_links import links_in
from kumareport.office.word.word_names import ALTERNATE, TEXT_BOX, local
from kumareport.patterns import regex

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
GRAPH = "グラフ"
ALTERNATIVE = "代替テキスト"
_INK = "{http://schemas.microsoft.com/office/word/2010/wordml}contentPart"
_OBJECTS = (
    w("drawing"), w("pict"), w("object"), w("altChunk"), w("subDoc"), w("contentPart"), _INK,
)  # fmt: skip
_GONE = (w("del"), w("moveFrom"))
_HOLDERS = (*_OBJECTS, TEXT_BOX)
STORIES = {
    "header": "ヘッダー",
    "footer": "フッター",
    "footnotes": "脚注",
    "endnotes": "文末脚注",
}
# What programs keep for themselves, by the kind of relationship that leads to it. Pictures, charts
# and the like are listed where they stand in the text.
_OF_PROGRAMS = {
    "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "numbering", "theme",
    "themeOverride", "customXml", "customXmlProps", "people", "commentsExtended", "commentsIds",
    "commentsExtensible", "documenttasks", "core-properties", "extended-properties",
    "custom-properties", "thumbnail", "officeDocument", "font", "printerSettings", "hyperlink",
    "attachedTemplate", "vbaProject", "wordVbaData", "keyMapCustomizations", "classificationlabels",
    "attachedToolbars", "origin", "signature", "certificate", "package", "image", "chart",
    "chartEx", "chartUserShapes", "chartStyle", "chartColorStyle", "diagramData", "diagramLayout",
    "diagramQuickStyle", "diagramColors", "diagramDrawing", "oleObject", "aFChunk", "control",
    "activeXControlBinary", "ink", "subDocument", "svg", "hdphoto", "media", "video", "audio",
    "glossaryDocument", "recipientData", "mailMergeSource", "mailMergeHeaderSource", "downRev",
    "transform", "externalLinkPath", "frame", "comments", *STORIES,
}  # fmt: skip
_QUOTED = 20
_TAGS = regex(r"<(script|style|title)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


class Parts(Protocol):
    """The parts of a Word file, from wherever."""

    def __contains__(self, name: str, /) -> bool: ...

    def read(self, name: str, /) -> bytes:
        """A part's bytes."""
        ...

    def xml(self, name: str, /) -> XmlElement:
        """A part as a tree."""
        ...

    def relationships(self, name: str, /) -> Mapping[str, tuple[str, str]]:
        """A part's relationships: id → (type, target part's name)."""
        ...


def holdings_of(parts: Parts, main: str, root: XmlElement) -> list[Holding]:
    """Everything that a Word file holds besides the text of its paragraphs, in the file's order.

    Args:
        parts: the file.
        main: the name of its main part.
        root: the tree of that.
    """
    found = list(objects_in(root, parts, main, "本文"))
    related = sorted(parts.relationships(main).values(), key=lambda item: item[1])
    for kind, name in related:
        story = STORIES.get(_last(kind))
        if story is not None and name in parts:
            found += objects_in(parts.xml(name), parts, name, story)
        elif _last(kind) == "glossaryDocument" and name in parts:
            found += _of_glossary(parts.xml(name))
    found += _unknown_parts(parts, main)
    return found


def _last(kind: str) -> str:
    return kind.rpartition("/")[2]


def objects_in(root: XmlElement, parts: Parts, name: str, story: str) -> Iterator[Holding]:
    """The drawings, pictures and embedded things below an element.

    Args:
        root: a story, or a part of one.
        parts: the file.
        name: the name of the part that the element stands in.
        story: what people call it.
    """
    relations = parts.relationships(name)
    for element in root.iter(*_OBJECTS):
        if _is_elsewhere(element):
            continue
        own = _Object(element, parts, relations)
        kind, text, digest = own.weighed()
        described, label = _called(element)
        place = place_of(element, story) + (
            f"（{described or label}）" if described or label else ""
        )
        if kind:
            yield Holding(kind, place, text, digest)
        if described:
            yield Holding(ALTERNATIVE, place, described)
        drawn = own.drawn_on_graph()
        if drawn:
            yield Holding("グラフに描き足したもの", place, drawn)
    rels = relationships_part(name)
    for element, link in links_in(root, parts.xml(rels) if rels in parts else None):
        yield replace(link, place=place_of(element, story))


def _called(element: XmlElement) -> tuple[str, str]:
    """The alternative text of an object and its name."""
    named = next(element.iter("{*}docPr"), None)
    return ("", "") if named is None else (named.get("descr", ""), named.get("name", ""))


def _is_elsewhere(element: XmlElement) -> bool:
    """Whether it is gone, is part of another object, or repeats one for older programs."""
    is_inside = False
    for above in element.iterancestors():
        if above.tag in _GONE:
            return True
        if local(above) == "Fallback":
            choice = above.getprevious()
            if choice is not None and next(choice.iter(*_OBJECTS, w("t")), None) is not None:
                return True
        if above.tag == w("tr") and above.find(f"{w('trPr')}/{w('del')}") is not None:
            return True
        if not is_inside and above.tag in _HOLDERS:
            if above.tag != TEXT_BOX:
                return True
            is_inside = True
    return False


def place_of(element: XmlElement, story: str) -> str:
    """Where an object stands: its paragraph, or what text is next before it."""
    near = _words(next(element.iterancestors(w("p")), element))
    where = "の段落"
    for at in () if near else (element, *element.iterancestors()):
        where = "の後"
        before = next((e for e in at.itersiblings(preceding=True) if _words(e)), None)
        if before is not None:
            texts = [_words(paragraph) for paragraph in before.iter(w("p"))]
            near = next((text for text in reversed(texts) if text), "")
            break
    name = "" if story == "本文" else f"{story}　"
    quoted = near[:_QUOTED] + ("…" if len(near) > _QUOTED else "")
    return f"{name}「{quoted}」{where}" if near else name.strip() or "文書の先頭"


def _words(element: XmlElement) -> str:
    return "".join(node.text or "" for node in element.iter(w("t"))).strip()


class _Object:
    """One drawing, picture, embedded or pasted thing."""

    def __init__(
        self, element: XmlElement, parts: Parts, relations: Mapping[str, tuple[str, str]]
    ) -> None:
        self._element = element
        self._parts = parts
        self._relations = relations
        self._own = list(_without_boxes(element))

    def weighed(self) -> tuple[str, str, str]:
        """Its kind, text and digest; an empty kind for a text box, whose text is read as text."""
        tag = local(self._element)
        if tag == "altChunk":
            return "貼り付けられた文書", self._pasted(), ""
        if tag == "subDoc":
            return "取り込まれた文書", "", self._digest(self._element.get(f"{_R}id", ""))
        ink = self._first("contentPart") if tag != "contentPart" else self._element
        if ink is not None:
            return "手書き", "", self._digest(ink.get(f"{_R}id", ""))
        chart = self._first("chart")
        if chart is not None:
            return GRAPH, graph_says(self._xml(chart.get(f"{_R}id", ""))), ""
        diagram = self._first("relIds")
        if diagram is not None:
            return "SmartArt", _all_text(self._xml(diagram.get(f"{_R}dm", ""))), ""
        embedded = self._first("OLEObject")
        if embedded is not None or tag == "object":
            key = "" if embedded is None else embedded.get(f"{_R}id", "")
            return "埋め込まれたファイル", self._texts(), self._digest(key)
        pictures = [e for e in self._own if local(e) in ("blip", "imagedata")]
        if pictures:
            keys = [e.get(f"{_R}embed") or e.get(f"{_R}link") or e.get(f"{_R}id") or "" for e in pictures]  # fmt: skip
            return "図", self._texts(), "・".join(self._digest(key) for key in keys)
        art = "".join(e.get("string", "") for e in self._own if local(e) == "textpath")
        if art:
            return "ワードアート", art + self._texts(), ""
        has_text = any(_words(box) for box in self._element.iter(TEXT_BOX))
        own = self._texts()
        return ("", "", "") if has_text and not own else ("図形", own, "")

    def drawn_on_graph(self) -> str:
        """The words of text boxes that were drawn inside a graph (21.3)."""
        chart = self._first("chart")
        name = "" if chart is None else self._target(chart.get(f"{_R}id", ""))
        related = self._parts.relationships(name).values() if name else ()
        drawn = [part for kind, part in related if _last(kind) == "chartUserShapes"]
        return "\n".join(_all_text(self._parts.xml(part)) for part in drawn if part in self._parts)

    def _first(self, name: str) -> XmlElement | None:
        return next((e for e in self._own if local(e) == name), None)

    def _texts(self) -> str:
        return "".join(e.text or "" for e in self._own if local(e) == "t")

    def _target(self, key: str) -> str:
        name = self._relations.get(key, ("", ""))[1]
        return name if name in self._parts else ""

    def _xml(self, key: str) -> XmlElement | None:
        name = self._target(key)
        return self._parts.xml(name) if name else None

    def _digest(self, key: str) -> str:
        name = self._target(key)
        return digest_of(self._parts.read(name)) if name else ""

    def _pasted(self) -> str:
        name = self._target(self._element.get(f"{_R}id", ""))
        return pasted_text(self._parts.read(name)) if name else ""


def _without_boxes(element: XmlElement) -> Iterator[XmlElement]:
    """What is below an element, without the text boxes in it and what repeats it for old programs."""
    for child in element:
        if child.tag == TEXT_BOX or not local(child):
            continue
        if child.tag == ALTERNATE and len(child):
            yield from _without_boxes(child[0])
            continue
        yield child
        yield from _without_boxes(child)


def digest_of(data: bytes) -> str:
    """A short digest of a part."""
    return hashlib.sha256(data).hexdigest()[:16]


def graph_says(chart: XmlElement | None) -> str:
    """What a graph says: its numbers and labels, sorted, and nothing of how it looks.

    Programs that save a graph write it anew, in an order of their own; what it says stays.
    """
    if chart is None:
        return ""
    texts = ("".join((e.text or "").split()) for e in chart.iter("{*}v", "{*}t"))
    return " ".join(sorted(filter(None, texts)))


def _all_text(root: XmlElement | None) -> str:
    if root is None:
        return ""
    return "\n".join(filter(None, ((e.text or "").strip() for e in root.iter("{*}t"))))


def _of_glossary(root: XmlElement) -> Iterator[Holding]:
    """Building blocks: words kept in the file that stand nowhere in it."""
    for part in root.iter(w("docPart")):
        text = _words(part)
        if text:
            yield Holding("文書パーツ", "文書パーツの一覧", text)


def _unknown_parts(parts: Parts, main: str) -> Iterator[Holding]:
    """Parts that a relationship of the file or of its text leads to, of a kind that nobody knows."""
    seen: set[str] = set()
    for source in ("", main):
        for kind, name in sorted(parts.relationships(source).values(), key=lambda item: item[1]):
            if _last(kind) not in _OF_PROGRAMS and name in parts and name not in seen:
                seen.add(name)
                data = parts.read(name)
                yield Holding("このツールの知らない部品", name, _readable(data), digest_of(data))


def _readable(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    return "\n".join(filter(None, map(str.strip, _TAGS.sub("\n", text).splitlines())))
