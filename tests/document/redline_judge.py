"""Accepts or rejects every tracked change, with nothing but the standard XML parser.

Made from ECMA-376 Part 1, 17.13.5, without a look at the code under test: two documents are equal
when their paragraphs, tables, rows, cells, merges and pictures are.
"""

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
Block = tuple[str, object]


class Judge:
    """A document with its changes accepted (``accept``) or rejected."""

    def __init__(self, path: Path, *, accept: bool) -> None:
        self._zip = zipfile.ZipFile(path)
        self._gone = {"del", "moveFrom"} if accept else {"ins", "moveTo"}

    def story(self, part: str = "word/document.xml") -> list[Block]:
        """What a part says: ("p", pieces) and ("tbl", rows of (span, merge, blocks))."""
        root = ET.fromstring(self._zip.read(part))
        self._targets = self._relationships(part)
        holder = root.find(f"{W}body")
        return list(self._blocks(root if holder is None else holder))

    def stories(self) -> dict[str, list[Block]]:
        """The body, headers, footers and notes."""
        kinds = ("document", "header", "footer", "footnotes", "endnotes")
        names = sorted(self._zip.namelist())
        return {n: self.story(n) for n in names if n.startswith(tuple(f"word/{k}" for k in kinds))}

    def _relationships(self, part: str) -> dict[str, bytes]:
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self._zip.namelist():
            return {}
        found: dict[str, bytes] = {}
        for rel in ET.fromstring(self._zip.read(rels)):
            target = (rel.get("Target") or "").removeprefix("/word/")
            if f"word/{target}" in self._zip.namelist():
                found[rel.get("Id", "")] = self._zip.read(f"word/{target}")
        return found

    def _is_gone(self, properties: ET.Element | None) -> bool:
        return properties is not None and any(
            properties.find(f"{W}{name}") is not None for name in self._gone
        )

    def _blocks(self, holder: ET.Element) -> Iterator[Block]:
        children = [c for c in holder if c.tag in (f"{W}p", f"{W}tbl")]
        if holder.tag in (f"{W}footnotes", f"{W}endnotes"):
            children = [p for note in holder for p in note]
        kept = [(c, rows) for c in children if (rows := self._rows(c)) or c.tag == f"{W}p"]
        carried: list[Any] = []
        for place, (child, rows) in enumerate(kept):
            if child.tag == f"{W}tbl":
                yield "tbl", rows
                continue
            carried += self._pieces(child)
            is_last = place + 1 == len(kept)
            mark_is_gone = self._is_gone(child.find(f"{W}pPr/{W}rPr"))
            joins = mark_is_gone and not is_last and kept[place + 1][0].tag == f"{W}p"
            vanishes = mark_is_gone and not is_last and not joins and not carried
            if not joins and not vanishes:
                yield "p", joined(carried)
            if not joins:
                carried = []

    def _rows(self, table: ET.Element) -> list[Any]:
        if table.tag != f"{W}tbl":
            return []
        return [
            [self._cell(cell) for cell in row.findall(f"{W}tc")]
            for row in table.findall(f"{W}tr")
            if not self._is_gone(row.find(f"{W}trPr"))
        ]

    def _cell(self, cell: ET.Element) -> tuple[str, str, list[Block]]:
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        assert cell[-1].tag == f"{W}p", "a cell must end with a paragraph"
        return (
            "1" if span is None else span.get(f"{W}val", "1"),
            "" if merge is None else merge.get(f"{W}val", "continue"),
            list(self._blocks(cell)),
        )

    def _pieces(self, element: ET.Element) -> list[Any]:
        found: list[Any] = []
        for child in element:
            name = child.tag.rpartition("}")[2]
            if name in self._gone or name in ("pPr", "rPr"):
                continue
            if child.tag in PICTURES or child.tag == ALTERNATE:
                found.append(self._picture(child))
            elif name in ("t", "delText"):
                found.append(child.text or "")
            elif name in ("instrText", "delInstrText"):
                found.append(("instruction", child.text))
            elif name in ("tab", "br", "cr"):
                found.append("\t" if name == "tab" else "\n")
            elif name == "footnoteReference":
                found.append(("note", child.get(f"{W}id")))
            else:
                found += self._pieces(child)
        return [piece for piece in found if piece != ""]

    def _picture(self, element: ET.Element) -> tuple[str, ...]:
        properties = element.find(f".//{DRAWING}docPr")
        words = "".join(node.text or "" for node in element.iter(f"{W}t"))
        parts = [
            content_of(self._targets[value])
            for node in element.iter()
            for key, value in sorted(node.attrib.items())
            if key.startswith(R)
        ]
        return ("picture", "" if properties is None else properties.get("descr", ""), words, *parts)


def content_of(part: bytes) -> str:
    """What a chart or picture shows: a chart's texts and values, whatever its markup is like."""
    if part.lstrip().startswith(b"<"):
        texts = [text.strip() for text in ET.fromstring(part).itertext()]
        return "|".join(text for text in texts if text)
    return hashlib.sha256(part).hexdigest()


def joined(pieces: list[Any]) -> list[Any]:
    """Pieces with neighbouring texts as one."""
    made: list[Any] = []
    for piece in pieces:
        if made and isinstance(piece, str) and isinstance(made[-1], str):
            made[-1] += piece
        else:
            made.append(piece)
    return made


def stories(path: Path, *, accept: bool = True) -> dict[str, list[Block]]:
    """What a document says with every change accepted or rejected."""
    return Judge(path, accept=accept).stories()
