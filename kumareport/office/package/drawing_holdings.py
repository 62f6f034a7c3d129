"""What stands in the drawings of a sheet, listed without understanding it.

Drawings: ECMA-376 Part 1, 20.5; ink is a content part (ISO/IEC 29500-4 and [MS-ODRAWXML]); SmartArt
keeps its text in a part of its own (21.4). VML (Part 4, 19) holds notes, controls and pictures in
headers; Excel writes VML that is no well-formed XML, so it is searched, not parsed.
"""

import hashlib
import html
import re
from collections.abc import Iterator, Mapping

from kumareport.errors import InputFileError
from kumareport.model.holding import Holding
from kumareport.model.location import Location
from kumareport.office.package.package import Package, XmlElement
from kumareport.patterns import regex

_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_SHAPES = {
    "sp": "図形",
    "cxnSp": "線",
    "pic": "画像",
    "graphicFrame": "図表",
    "contentPart": "手書き（インク）",
}
_FRAMES = {
    "chart": "グラフ",
    "diagram": "SmartArt",
    "slicer": "スライサー",
    "ink": "手書き（インク）",
}
_LINES = ("br", "tab")
_CONTROLS = {
    "Pict": "埋め込みオブジェクト", "Note": "", "Shape": "図形", "Rect": "図形", "Group": "図形",
}  # fmt: skip
_VML_SHAPE = regex(r"<v:(?:shape|rect|oval|line|roundrect|image)\b(?!type).*?</v:(?:shape|rect|oval|line|roundrect|image)\s*>", re.DOTALL)  # fmt: skip
_VML_KIND = regex(r'ObjectType\s*=\s*["\'](\w+)')
_VML_PLACE = regex(r"<x:(Row|Column)>\s*(\d{1,7})\s*<")
_VML_ANCHOR = regex(r"<x:Anchor>\s*([\d\s,]+)<")
_VML_TEXT = regex(r"<v:textbox\b.*?</v:textbox\s*>", re.DOTALL)
_VML_IMAGE = regex(r'\bo:relid\s*=\s*["\']([^"\']+)')
_MOST_VML = 20_000_000


def held(kind: str, at: Location, text: str = "", digest: str = "") -> Holding:
    """A thing that stands at a cell, or in a sheet as a whole."""
    return Holding(kind, str(at), text, digest, at)


def drawing_holdings(package: Package, part: str, sheet: str) -> Iterator[Holding]:
    """Every shape, picture and frame of a drawing part with its text and the cell that it is at."""
    relationships = package.relationships(part)
    for anchor in package.xml(part):
        if _name(anchor) not in _ANCHORS:
            continue
        place = _place(anchor, sheet)
        for shape in _shapes(anchor):
            yield from _shape(package, shape, place, relationships)


def vml_holdings(package: Package, part: str, sheet: str) -> Iterator[Holding]:
    """The controls, embedded objects and pictures of a VML part. Notes are comments, not shapes."""
    if package.size(part) > _MOST_VML:
        yield held("古い形式の図形", Location(sheet), part)
        return
    relationships = package.relationships(part)
    for match in _VML_SHAPE.finditer(package.read(part).decode("utf-8", "replace")):
        source = match[0]
        found = _VML_KIND.search(source)
        kind = _CONTROLS.get(found[1], f"フォームの部品（{found[1]}）") if found else "図形"
        place = _vml_place(source, sheet)
        text = "\n".join(_plain(box) for box in _VML_TEXT.findall(source)).strip()
        if kind:
            yield held(kind, place, text)
        for rel in _VML_IMAGE.findall(source):
            target = relationships.get(rel, ("", ""))[1]
            if target in package:
                where = "コメントの中の画像" if found and not kind else "画像"
                yield held(where, place, digest=digest_of(package, target))


def digest_of(package: Package, part: str) -> str:
    """A part's digest: two parts with one digest hold the same."""
    return hashlib.sha256(package.read(part)).hexdigest()


def texts_of(element: XmlElement) -> str:
    """All text of DrawingML below an element: a line for each paragraph."""
    lines: list[str] = []
    for node in element.iter():
        name = _name(node)
        if name == "p" or not lines:
            lines.append("")
        if name == "t":
            lines[-1] += node.text or ""
        elif name in _LINES:
            lines[-1] += "\n" if name == "br" else "\t"
    return "\n".join(lines).strip()


def _shapes(element: XmlElement) -> Iterator[XmlElement]:
    """The shapes below an element, those of groups one by one; of alternatives only the first."""
    for child in element:
        name = _name(child)
        if name in _SHAPES:
            yield child
        elif name == "AlternateContent":
            # Another program shows the fallback: the same thing once more.
            for choice in child:
                found = list(_shapes(choice))
                yield from found
                if found:
                    break
        elif name == "grpSp":
            yield from _shapes(child)


def _shape(
    package: Package,
    shape: XmlElement,
    place: Location,
    relationships: Mapping[str, tuple[str, str]],
) -> Iterator[Holding]:
    name = _name(shape)
    kind = _SHAPES[name]
    targets = [relationships[rel] for rel in _references(shape) if rel in relationships]
    parts = [part for _, part in targets if part in package]
    if name == "sp" and any(node.get("txBox") in ("1", "true") for node in shape.iter()):
        kind = "テキスト ボックス"
    if name == "graphicFrame":
        words = " ".join(rel.rsplit("/", 1)[-1].lower() for rel, _ in targets)
        kind = next((label for word, label in _FRAMES.items() if word in words), kind)
        parts += [p for part in parts for p in _drawn_on(package, part)]
        texts = [texts_of(package.xml(part)) for part in parts if _holds_text(part)]
        texts = [texts_of(shape), *texts, _alternative(shape)]
        yield held(kind, place, "\n".join(filter(None, texts)))
        return
    text = "\n".join(filter(None, (texts_of(shape), _alternative(shape))))
    if name == "sp" or (text and name == "cxnSp"):
        yield held(kind, place, text)
    if parts or name not in ("sp", "cxnSp"):
        of_parts = ",".join(digest_of(package, part) for part in parts)
        label = kind if name != "sp" else "図形の中の画像"
        yield held(label, place, "" if name == "sp" else text, of_parts)
    elif name == "cxnSp" and not text:
        yield held(kind, place)


def _references(element: XmlElement) -> Iterator[str]:
    """The ids of relationships that an element and those below it name."""
    for node in element.iter():
        for key, value in node.attrib.items():
            if "/relationships}" in str(key):
                yield str(value)


def _holds_text(part: str) -> bool:
    """Whether a frame's part has its words: a chart, or the data of SmartArt. Its layout, colours
    and drawing repeat them."""
    return any(f"/{name}" in part for name in ("charts/chart", "diagrams/data", "drawings/"))


def _drawn_on(package: Package, part: str) -> list[str]:
    """The parts with the text boxes that were drawn inside a chart (21.3)."""
    related = package.relationships(part).values() if "/charts/" in part else ()
    return [p for kind, p in related if kind.endswith("/chartUserShapes") and p in package]


def _alternative(shape: XmlElement) -> str:
    """The alternative text of a shape, as people know it."""
    text = next((str(n.get("descr")) for n in shape.iter() if n.get("descr")), "")
    return f"（代替テキスト：{text}）" if text else ""


def _place(anchor: XmlElement, sheet: str) -> Location:
    start = next((child for child in anchor if _name(child) == "from"), None)
    if start is None:
        return Location(sheet)
    numbers = {_name(child): (child.text or "").strip() for child in start}
    row, column = numbers.get("row", ""), numbers.get("col", "")
    if not (row.isdecimal() and column.isdecimal()):
        return Location(sheet)
    return Location(sheet, int(row) + 1, int(column) + 1)


def _vml_place(source: str, sheet: str) -> Location:
    numbers = {name: int(number) for name, number in _VML_PLACE.findall(source)}
    if len(numbers) == 2:
        return Location(sheet, numbers["Row"] + 1, numbers["Column"] + 1)
    anchor = _VML_ANCHOR.search(source)
    edges = regex(r"\d{1,7}").findall(anchor[1]) if anchor else []
    return (
        Location(sheet, int(edges[2]) + 1, int(edges[0]) + 1)
        if len(edges) == 8
        else Location(sheet)
    )


def _plain(source: str) -> str:
    broken = regex(r"<(?:br|/div|/p)\b[^>]*>").sub("\n", source)
    return html.unescape(regex(r"<[^>]*>").sub("", broken)).strip()


def _name(element: XmlElement) -> str:
    return str(element.tag).rpartition("}")[2]


def unreadable(error: InputFileError, part: str, sheet: str) -> Holding:
    """A part that is damaged: that it is there is said all the same."""
    return held("読めない部品", Location(sheet), f"{part}：{error.message}")
