"""Cells of a workbook, streamed from SpreadsheetML.

Why not openpyxl for reading: in one pass it gives either a formula or its stored result, walks
every row up to row 1,048,576 when a stray format stands there (44 s and 2 GB, measured), and keeps
``_x000D_`` escapes as text. The way back into a workbook (patching single cells) needs these
elements anyway. openpyxl writes the workbooks that we make.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from lxml import etree

from kumareport.errors import InputFileError
from kumareport.ooxml.package import Package

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RED = re.compile(r"[0-9A-Fa-f]{2}(?:FF0000|C00000|E60012)", re.IGNORECASE)

# The formats that have a number but no code in the file. ECMA-376 Part 1, 18.8.30; 27-36 and 50-58
# are the East Asian dates.
BUILTIN_FORMATS = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
} | dict.fromkeys((*range(27, 37), *range(50, 59)), "ge.m.d")  # fmt: skip


class CellKind(StrEnum):
    """How Excel holds a cell's content."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    ERROR = "error"
    NO_RESULT = "formula without result"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a cell's text in one format."""

    text: str
    struck: bool = False
    red: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with content.

    Attributes:
        row, column: 1-based.
        kind: how Excel holds it.
        text: the text, or the number as stored. Furigana is not part of it.
        number_format: the format code.
        is_formula: whether the content is a formula's stored result.
        runs: the text's pieces; a single one for plain text.
    """

    row: int
    column: int
    kind: CellKind
    text: str
    number_format: str = "General"
    is_formula: bool = False
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A worksheet: its cells that have content, and what hides or joins them."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict[tuple[int, int], Cell])
    merges: list[Merge] = field(default_factory=list[Merge])
    hidden_rows: set[int] = field(default_factory=set[int])


# A run of a shared string: its text, and its own font or None where it has the cell's.
_RawRun = tuple[str, tuple[bool, bool] | None]


@dataclass(frozen=True, slots=True)
class _Style:
    number_format: str
    struck: bool
    red: bool


def read_workbook(path: Path) -> list[Sheet]:
    """All worksheets of a workbook in order.

    Raises:
        InputFileError: the file is no workbook that can be read; the message says what it is.
    """
    with Package(path, "Excel ブック") as package:
        if "xl/workbook.xml" not in package:
            raise no_workbook(package)
        root = package.xml("xl/workbook.xml")
        main = MAIN if root.tag.startswith(MAIN) else _STRICT
        relationships = package.relationships("xl/workbook.xml")
        parts = {kind.rsplit("/", 1)[-1]: name for kind, name in relationships.values()}
        strings = _shared_strings(package, parts.get("sharedStrings", ""))
        styles = _styles(package, parts.get("styles", ""))
        sheets: list[Sheet] = []
        for element in root.iter(f"{main}sheet"):
            sheet = Sheet(element.get("name", ""), element.get("state", "visible") != "visible")
            rel_id = element.get(f"{_REL}id") or element.get(f"{_STRICT_REL}id") or ""
            kind, part = relationships.get(rel_id, ("", ""))
            if kind.endswith("/worksheet"):
                _read_sheet(package, part, sheet, strings, styles)
            sheets.append(sheet)
        return sheets


def no_workbook(package: Package) -> InputFileError:
    """The error for a package without a workbook: it says what the file is instead."""
    names = package.names()
    if "xl/workbook.bin" in names:
        kind = "Excel バイナリ ブック（.xlsb）です"
    elif "word/document.xml" in names:
        kind = "Word 文書です"
    elif "mimetype" in names:
        kind = "OpenDocument 形式（.ods など）です"
    else:
        kind = "Excel ブックではない zip ファイルです"
    return InputFileError(
        f"{kind}：{package.path}", "Excel で開き、「名前を付けて保存」で .xlsx にしてください。"
    )


def unescape(text: str) -> str:
    """Resolve ``_x000D_`` escapes (ECMA-376 Part 1, 22.9.2.19) and unify line breaks.

    Excel writes control characters so; ``_x005F_`` stands for an underscore that is no escape.
    """
    if "_x" in text:
        text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _stream(
    package: Package, name: str, tags: tuple[str, ...]
) -> Iterator[tuple[str, etree._Element]]:
    """The elements with one of the local names, each dropped after use: memory stays flat."""
    wanted = [f"{space}{tag}" for space in (MAIN, _STRICT) for tag in tags]
    try:
        with package.open(name) as file:
            events = etree.iterparse(
                file,
                events=("end",),
                tag=wanted,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            )
            for _, element in events:
                yield etree.QName(element).localname, element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        raise InputFileError(
            f"ブックの中身（{name}）が壊れています：{package.path}",
            "Excel で開いて保存し直してください。",
        ) from error
    except (EOFError, OSError) as error:
        raise InputFileError(f"ブックの中身（{name}）を読めません：{package.path}") from error


def _local(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in element:
        if isinstance(child.tag, str) and child.tag.endswith("}" + name):
            yield child


def _first(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else next(_local(element, name), None)


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false", "none")


def _font(properties: etree._Element | None) -> tuple[bool, bool]:
    """Whether a font strikes through and whether it is red."""
    color = _first(properties, "color")
    if color is None:
        return _is_on(_first(properties, "strike")), False
    # Indexed colours 2 and 10 are the palette's red. ECMA-376 Part 1, 18.8.27.
    red = bool(_RED.fullmatch(color.get("rgb", ""))) or color.get("indexed") in ("2", "10")
    return _is_on(_first(properties, "strike")), red


def _text_runs(element: etree._Element) -> tuple[_RawRun, ...]:
    """The runs of an ``si`` or ``is`` element, without furigana (``rPh``)."""
    plain = _first(element, "t")
    if plain is not None:
        return ((unescape(plain.text or ""), None),)
    runs: list[_RawRun] = []
    for run in _local(element, "r"):
        text = _first(run, "t")
        properties = _first(run, "rPr")
        font = None if properties is None else _font(properties)
        runs.append(("" if text is None else unescape(text.text or ""), font))
    return tuple(runs)


def _shared_strings(package: Package, name: str) -> list[tuple[_RawRun, ...]]:
    if name not in package:
        return []
    return [_text_runs(element) for _, element in _stream(package, name, ("si",))]


def _styles(package: Package, name: str) -> list[_Style]:
    if name not in package:
        return []
    root = package.xml(name)
    codes = dict(BUILTIN_FORMATS)
    for fmt in (f for group in _local(root, "numFmts") for f in _local(group, "numFmt")):
        codes[int(fmt.get("numFmtId", "0"))] = fmt.get("formatCode", "General")
    fonts = [_font(font) for group in _local(root, "fonts") for font in _local(group, "font")]
    styles: list[_Style] = []
    for xf in (x for group in _local(root, "cellXfs") for x in _local(group, "xf")):
        font = int(xf.get("fontId", "0"))
        struck, red = fonts[font] if font < len(fonts) else (False, False)
        styles.append(_Style(codes.get(int(xf.get("numFmtId", "0")), "General"), struck, red))
    return styles


def _read_sheet(
    package: Package,
    part: str,
    sheet: Sheet,
    strings: list[tuple[_RawRun, ...]],
    styles: list[_Style],
) -> None:
    row_number = 0
    for tag, element in _stream(package, part, ("row", "mergeCell")):
        if tag == "mergeCell":
            merge = parse_range(element.get("ref", ""))
            if merge is not None:
                sheet.merges.append(merge)
            continue
        row_number = int(element.get("r") or row_number + 1)
        if element.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(row_number)
        column = 0
        for child in _local(element, "c"):
            reference = REFERENCE.fullmatch(child.get("r", ""))
            column = column_number(reference[1]) if reference else column + 1
            cell = _cell(child, row_number, column, strings, styles) if len(child) else None
            if cell is not None:
                sheet.cells[row_number, column] = cell


def column_number(letters: str) -> int:
    """``A`` → 1, ``AA`` → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def parse_range(reference: str) -> Merge | None:
    """``B2:C4`` → the range; None where it is none."""
    ends = [REFERENCE.fullmatch(end) for end in reference.replace("$", "").split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    (left, top), (right, bottom) = ((end[1], end[2]) for end in ends if end)
    return Merge(int(top), column_number(left), int(bottom), column_number(right))


def _cell(
    element: etree._Element,
    row: int,
    column: int,
    strings: list[tuple[_RawRun, ...]],
    styles: list[_Style],
) -> Cell | None:
    kind = element.get("t", "n")
    index = int(element.get("s", "0"))
    style = styles[index] if index < len(styles) else _Style("General", False, False)
    value = _first(element, "v")
    stored = "" if value is None else (value.text or "")
    is_formula = _first(element, "f") is not None
    raw_runs: tuple[_RawRun, ...] = ()
    if kind == "s" and stored.isdigit() and int(stored) < len(strings):
        raw_runs = strings[int(stored)]
    elif kind == "inlineStr":
        inline = _first(element, "is")
        raw_runs = () if inline is None else _text_runs(inline)
    elif kind in ("str", "d"):
        raw_runs = ((unescape(stored), None),)
    elif not stored:
        if not is_formula:
            return None
        return Cell(row, column, CellKind.NO_RESULT, "", style.number_format, is_formula)
    else:
        kinds = {"b": CellKind.BOOLEAN, "e": CellKind.ERROR}
        return Cell(
            row, column, kinds.get(kind, CellKind.NUMBER), stored, style.number_format, is_formula
        )
    runs = tuple(Run(text, *(font or (style.struck, style.red))) for text, font in raw_runs)
    text = "".join(run.text for run in runs)
    if not text:
        return None
    return Cell(row, column, CellKind.TEXT, text, style.number_format, is_formula, runs)
