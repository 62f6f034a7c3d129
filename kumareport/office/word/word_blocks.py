"""A Word document as a reader meets it: paragraphs and tables in order, text boxes at their place.

For files that this program did not make: headings by style or outline level, lists, merged cells.
Recorded changes are taken as accepted. Texts themselves are read by :mod:`word_paragraph`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import Package, XmlElement
from kumareport.office.word.run_looks import read_looks
from kumareport.office.word.word_document import body_of
from kumareport.office.word.word_names import ALTERNATE, SKIPPED, attribute, branch, local
from kumareport.office.word.word_paragraph import ParagraphReader, Reading
from kumareport.patterns import regex

_GONE = ("del", "moveFrom")
_HEADING = regex(r"(?:heading|見出し)\s*([1-9])", re.IGNORECASE)
"""Word's own styles for headings have their level whatever the file says of them."""
_MOST_SPAN = 1_000
_DEEPEST = 9
"""Outline levels of Word (17.3.1.20)."""


class WordParagraph(Struct, frozen=True):
    """A paragraph.

    Attributes:
        text: as it reads with all changes accepted.
        style: the name of its style.
        level: of a heading, from 1; 0 for none.
        is_listed: whether Word puts a bullet or a number before it.
        number: which paragraph of the file it is, from 1.
        boxes: the content of the text boxes anchored in it.
    """

    text: str
    style: str = ""
    level: int = 0
    is_listed: bool = False
    number: int = 0
    boxes: tuple[tuple["WordBlock", ...], ...] = ()


class WordCell(Struct, frozen=True):
    """A cell of a table with the rows and columns that it covers, from 1 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int
    blocks: tuple["WordBlock", ...]
    is_shaded: bool = False


class WordTable(Struct, frozen=True):
    """A table.

    Attributes:
        number: which table of the file it is, from 1.
        header_rows: how many of its rows Word repeats on each page.
    """

    number: int
    cells: tuple[WordCell, ...]
    header_rows: int = 0


WordBlock = WordParagraph | WordTable


def read_blocks(path: Path) -> list[WordBlock]:
    """The blocks of a document's body.

    Raises:
        InputFileError: it cannot be opened, is damaged, or is no Word document.
    """
    with Package(path, "Word 文書") as package:
        main, body = body_of(package)
        found = (n for k, n in package.relationships(main).values() if k.endswith("/styles"))
        name = next(found, "")
        styles = package.xml(name) if name in package else None
        return list(_BlockReader(Reading(read_looks(styles)), _styles(styles)).blocks(body))


class _Style(Struct, frozen=True):
    name: str
    level: int
    is_listed: bool


def _styles(root: XmlElement | None) -> dict[str, _Style]:
    """What each paragraph style says, those that it is based on included."""
    elements = [] if root is None else list(root.iterchildren(w("style")))
    by_id = {attribute(e, "styleId"): e for e in elements}

    def chain(element: XmlElement) -> Iterator[XmlElement]:
        for _ in range(20):
            yield element
            based = element.find(w("basedOn"))
            parent = None if based is None else by_id.get(attribute(based, "val"))
            if parent is None:
                return
            element = parent

    found: dict[str, _Style] = {}
    for key, element in by_id.items():
        named = element.find(w("name"))
        name = key if named is None else attribute(named, "val")
        properties = [p for e in chain(element) if (p := e.find(w("pPr"))) is not None]
        built_in = _HEADING.fullmatch(name)
        usual = int(built_in[1]) if built_in else 0
        level = next((n for p in properties if (n := _outline(p)) is not None), usual)
        is_listed = next((on for p in properties if (on := _numbering(p)) is not None), False)
        found[key] = _Style(name, level, is_listed)
    return found


def _outline(properties: XmlElement) -> int | None:
    element = properties.find(w("outlineLvl"))
    if element is None:
        return None
    value = attribute(element, "val")
    # 9 is body text.
    return int(value) + 1 if value.isdecimal() and int(value) < _DEEPEST else 0


def _numbering(properties: XmlElement) -> bool | None:
    element = properties.find(w("numPr"))
    if element is None:
        return None
    number = element.find(w("numId"))
    return number is not None and attribute(number, "val") not in ("", "0")


class _Open(Struct):
    """A cell while the rows below may still belong to it."""

    top: int
    left: int
    bottom: int
    right: int
    blocks: list[WordBlock]
    is_shaded: bool


class _BlockReader(Struct):
    reading: Reading
    styles: Mapping[str, _Style]
    paragraphs: int = 0
    tables: int = 0
    _waiting: str = field(default="")
    """The text of paragraphs whose mark is deleted: it goes on in the next one."""

    def blocks(self, parent: Iterable[XmlElement]) -> Iterator[WordBlock]:
        for child in parent:
            name = local(child)
            if name in ("p", "r"):
                paragraph = self._paragraph(child)
                if paragraph is not None:
                    yield paragraph
            elif name == "tbl":
                yield self._table(child)
            elif child.tag == ALTERNATE:
                yield from self.blocks(branch(child))
            elif name and name not in SKIPPED and name not in _GONE:
                yield from self.blocks(child)

    def _paragraph(self, element: XmlElement) -> WordParagraph | None:
        properties = element.find(w("pPr"))
        styled = None if properties is None else properties.find(w("pStyle"))
        key = "" if styled is None else attribute(styled, "val")
        reader = ParagraphReader([], self.reading, key)
        reader.inline(element if local(element) == "p" else [element], ())
        text = self._waiting + "".join(p.text for p in reader.pieces if p.is_now)
        mark = None if properties is None else properties.find(w("rPr"))
        if mark is not None and any(local(e) in _GONE for e in mark):
            self._waiting = text
            return None
        self._waiting = ""
        self.paragraphs += 1
        number = self.paragraphs
        style = self.styles.get(key, _Style(key, 0, False))
        level = None if properties is None else _outline(properties)
        listed = None if properties is None else _numbering(properties)
        boxes = tuple(tuple(self.blocks(box)) for box, _ in reader.boxes)
        return WordParagraph(
            text,
            style.name,
            style.level if level is None else level,
            style.is_listed if listed is None else listed,
            number,
            tuple(box for box in boxes if box),
        )

    def _table(self, table: XmlElement) -> WordTable:
        self.tables += 1
        number = self.tables
        done: list[_Open] = []
        above: dict[int, _Open] = {}
        header, is_header, row = 0, True, 0
        for element in _rows(table):
            properties = element.find(w("trPr"))
            if properties is not None and any(local(e) in _GONE for e in properties):
                continue
            row += 1
            is_header = is_header and _is_on(properties, "tblHeader")
            header += is_header
            above = self._row(element, properties, row, above, done)
        cells = (
            WordCell(c.top, c.left, c.bottom, c.right, tuple(c.blocks), c.is_shaded) for c in done
        )
        return WordTable(number, tuple(cells), header)

    def _row(
        self,
        element: XmlElement,
        properties: XmlElement | None,
        row: int,
        above: dict[int, _Open],
        done: list[_Open],
    ) -> dict[int, _Open]:
        """Read a row; the cells by their first column."""
        here: dict[int, _Open] = {}
        column = 1 + _count(properties, "gridBefore", 0)
        for cell in _cells(element):
            own = cell.find(w("tcPr"))
            right = column + _count(own, "gridSpan", 1) - 1
            merge = None if own is None else own.find(w("vMerge"))
            blocks = list(self.blocks(cell))
            goes_on = merge is not None and attribute(merge, "val") in ("", "continue")
            opened = above.get(column) if goes_on else None
            if opened is not None:
                opened.bottom = row
                opened.blocks += [b for b in blocks if isinstance(b, WordTable) or b.text.strip()]
            else:
                opened = _Open(row, column, row, right, blocks, _is_shaded(own))
                done.append(opened)
            if merge is not None:
                here[column] = opened
            column = right + 1
        return here


def _rows(table: XmlElement) -> Iterator[XmlElement]:
    for child in table:
        name = local(child)
        if name == "tr":
            yield child
        elif name and name not in SKIPPED and name not in _GONE:
            yield from _rows(child)


def _cells(row: XmlElement) -> Iterator[XmlElement]:
    for child in row:
        name = local(child)
        if name == "tc":
            own = child.find(w("tcPr"))
            if own is None or own.find(w("cellDel")) is None:
                yield child
        elif name and name not in SKIPPED and name not in _GONE:
            yield from _cells(child)


def _is_on(properties: XmlElement | None, name: str) -> bool:
    element = None if properties is None else properties.find(w(name))
    return element is not None and attribute(element, "val") not in ("0", "false", "off")


def _count(properties: XmlElement | None, name: str, usual: int) -> int:
    element = None if properties is None else properties.find(w(name))
    value = "" if element is None else attribute(element, "val")
    return min(int(value), _MOST_SPAN) if value.isdecimal() and len(value) < 6 else usual


def _is_shaded(properties: XmlElement | None) -> bool:
    element = None if properties is None else properties.find(w("shd"))
    fill = "" if element is None else attribute(element, "fill").lower()
    return fill not in ("", "auto", "ffffff")
