"""A Word file's comments, read with nothing but zipfile and the standard XML parser."""

import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY_LEVEL = (W + "body", W + "tc", W + "txbxContent", W + "sdtContent")


@dataclass(frozen=True)
class Read:
    """One comment.

    Attributes:
        words: its paragraphs.
        place: the text of the paragraph that it stands in.
        attributes: of the comment element, without the namespace.
        path: where its paragraph stands, from the body down.
    """

    words: tuple[str, ...]
    place: str
    attributes: dict[str, str]
    path: tuple[str, ...]


def text_of(element: ET.Element) -> str:
    """The text of an element, line breaks included."""
    return "".join(
        (node.text or "") if node.tag == W + "t" else "\n" if node.tag == W + "br" else ""
        for node in element.iter()
    )


def part(path: Path, name: str) -> ET.Element:
    """A part of the package."""
    with zipfile.ZipFile(path) as package:
        return ET.fromstring(package.read(name))


def comments(path: Path, *, ranges: bool = True) -> list[Read]:
    """The comments in the order of their ids.

    Each must have exactly one start, end and reference, in this order and in one paragraph. Without
    ``ranges`` a reference alone will do: LibreOffice writes a range over an empty paragraph (a mark
    that is undecided) as a point.
    """
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
    body = part(path, "word/document.xml")
    parents = {child: parent for parent in body.iter() for child in parent}
    anchors: Counter[tuple[str, str]] = Counter()
    places: dict[str, ET.Element] = {}
    for paragraph in body.iter(W + "p"):
        open_ranges: list[str] = []
        closed: list[str] = []
        for node in paragraph.iter():
            if parents.get(node) is not paragraph and node.tag != W + "commentReference":
                assert node.tag not in (W + "commentRangeStart", W + "commentRangeEnd")
                continue
            number = node.get(W + "id", "")
            if node.tag == W + "commentRangeStart":
                open_ranges.append(number)
            elif node.tag == W + "commentRangeEnd":
                open_ranges.remove(number)
                closed.append(number)
            elif node.tag == W + "commentReference":
                assert number in closed or not ranges
                places[number] = paragraph
            else:
                continue
            anchors[node.tag, number] += 1
        assert not open_ranges
    if "word/comments.xml" not in names:
        assert not anchors
        return []
    found: list[Read] = []
    for comment in part(path, "word/comments.xml"):
        number = comment.get(W + "id", "")
        assert anchors.pop((W + "commentReference", number)) == 1
        for tag in ("commentRangeStart", "commentRangeEnd"):
            found_here = anchors.pop((W + tag, number), 0)
            assert found_here == 1 or (found_here == 0 and not ranges)
        words = tuple(text_of(paragraph) for paragraph in comment.findall(W + "p"))
        attributes = {name.removeprefix(W): value for name, value in comment.attrib.items()}
        found.append(
            Read(words, text_of(places[number]), attributes, _path(places[number], parents))
        )
    assert not anchors
    return found


def _path(element: ET.Element, parents: dict[ET.Element, ET.Element]) -> tuple[str, ...]:
    path: list[str] = []
    while element in parents:
        element = parents[element]
        if element.tag in _BODY_LEVEL:
            path.append(element.tag.removeprefix(W))
    return tuple(reversed(path))
