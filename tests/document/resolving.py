"""What a document with tracked changes says when all of them are accepted, or all rejected.

Written from ECMA-376 Part 1, 17.13.5, with the standard library alone: a judge of its own.
"""

import copy
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

Cell = list["Paragraph | Table"]
Paragraph = str
Table = list[list[Cell]]


def body(file: Path, part: str = "word/document.xml") -> ET.Element:
    with zipfile.ZipFile(file) as package:
        root = ET.fromstring(package.read(part))
    found = root.find(f"{W}body")
    return root if found is None else found


def accepted(file: Path) -> Cell:
    """The document with all changes accepted: paragraphs, tables of rows of cells."""
    return story(resolved(body(file), stays="ins", goes="del"))


def rejected(file: Path) -> Cell:
    """The document with all changes rejected."""
    return story(resolved(body(file), stays="del", goes="ins"))


def resolved(root: ET.Element, stays: str, goes: str) -> ET.Element:
    root = copy.deepcopy(root)
    _resolve(root, stays, goes)
    return root


def _resolve(parent: ET.Element, stays: str, goes: str) -> None:
    carried: list[ET.Element] = []
    for child in list(parent):
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}{goes}") is not None:
            parent.remove(child)
            continue
        if child.tag == f"{W}{goes}" and parent.tag in (f"{W}p", f"{W}{stays}"):
            parent.remove(child)
            continue
        _resolve(child, stays, goes)
        if child.tag == f"{W}tbl" and child.find(f"{W}tr") is None:
            parent.remove(child)
            continue
        if child.tag != f"{W}p":
            continue
        if child.find(f"{W}pPr/{W}rPr/{W}{goes}") is not None:
            following = list(parent)[list(parent).index(child) + 1 :]
            content = [e for e in child if e.tag != f"{W}pPr"]
            if any(_says(e) for e in content):
                assert following, "nothing to join a paragraph to"
                assert following[0].tag == f"{W}p", "a table cannot be joined to a paragraph"
                carried += content
            else:
                # Word leaves the last paragraph of a cell, and one that nothing follows.
                assert following, "the last paragraph of a story was marked"
            parent.remove(child)
        elif carried:
            properties = child.find(f"{W}pPr")
            place = 0 if properties is None else 1
            for element in reversed(carried):
                child.insert(place, element)
            carried = []


def _says(element: ET.Element) -> bool:
    names = (f"{W}t", f"{W}delText", f"{W}br", f"{W}tab", DOC_PR)
    return any(e.tag in names and (e.text or e.tag not in names[:2]) for e in element.iter())


def story(parent: ET.Element) -> Cell:
    """What a story holds."""
    found: Cell = []
    for child in parent:
        if child.tag == f"{W}p":
            found.append(_text(child))
        elif child.tag == f"{W}tbl":
            rows = child.findall(f"{W}tr")
            found.append([[story(cell) for cell in row.findall(f"{W}tc")] for row in rows])
    return found


def _text(paragraph: ET.Element) -> str:
    said: list[str] = []
    for element in paragraph.iter():
        if element.tag in (f"{W}t", f"{W}delText"):
            said.append(element.text or "")
        elif element.tag == f"{W}br":
            said.append("\n")
        elif element.tag == DOC_PR:
            said.append(f"［{element.get('descr')}］")
    return "".join(said)
