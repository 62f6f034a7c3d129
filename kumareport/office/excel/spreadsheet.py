"""Cells of a workbook, streamed from SpreadsheetML.

Why not openpyxl for reading: in one pass it gives either a formula or its stored result, walks
every row up to row 1,048,576 when stray formats stand there (19 s and 1.2 GB, against 8 s and 20 MB
here: ``docs/performance.md``), and keeps ``_x000D_`` escapes as text. The way back into a workbook
(patching single cells) needs these elements anyway. openpyxl writes the workbooks that we make.
"""

from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from kumareport.errors import InputFileError, import_advice
from kumareport.model.holding import Holding
from kumareport.model.lettering import SHIFTED, shifted
from kumareport.office.excel.iso_day import day_number
from kumareport.office.excel.references import (
    MAX_COLUMN,
    MAX_ROW,
    REFERENCE,
    Merge,
    column_number,
    parse_range,
)
from kumareport.office.excel.spreadsheet_parts import (
    MAIN,
    PLAIN_FONT,
    STRICT,
    Font,
    StoredText,
    Style,
    cell_styles,
    shared_strings,
    stored_text,
    stream,
    unescape,
)
from kumareport.office.package.package import Package, XmlElement
from kumareport.office.package.symbol_fonts import in_font
from kumareport.patterns import regex

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
_NUMBER = regex(r"[+-]?(?:[0-9]{1,400}\.?[0-9]{0,400}|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,3})?")
_DATE = regex(r"[ydh]")
_FEW_DIGITS = 300
_LARGEST = 9.99999999999999e307
"""Source: Excel specifications and limits."""
_MOST_CELLS = 3_000_000
"""A filled workbook has some 3,000; three million take about 1 GB."""


class CellKind(StrEnum):
    """How Excel holds a cell's content."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    ERROR = "error"
    NO_RESULT = "formula without result"


class Run(Struct, frozen=True):
    """A piece of a cell's text in one font; a raised 2 is ``²`` where other letters are not raised."""

    text: str
    font: Font = PLAIN_FONT


class Cell(Struct, frozen=True):
    """A cell with content.

    Attributes:
        row, column: 1-based.
        kind: how Excel holds it.
        text: the text, or the number as stored. Furigana is not part of it.
        number_format: the format code.
        is_formula: whether the content is a formula's stored result.
        formula: the formula, where the cell itself has it; empty for none.
        runs: the text's pieces; a single one for plain text, and for a number or an error.
        furigana: how it is read, where Excel shows that above the text.
        is_filled: whether its ground is coloured.
        is_1904: whether its workbook counts days from 1904 (as Excel for Mac did), not from 1900.
    """

    row: int
    column: int
    kind: CellKind
    text: str
    number_format: str = "General"
    is_formula: bool = False
    runs: tuple[Run, ...] = ()
    furigana: str = ""
    is_1904: bool = False
    formula: str = ""
    is_filled: bool = False

    @property
    def kept(self) -> str:
        """The content without what is struck through: that is deleted (見え消し)."""
        if len(self.runs) == 1:
            return "" if self.runs[0].font.struck else self.runs[0].text
        return "".join(run.text for run in self.runs if not run.font.struck)

    @property
    def struck(self) -> str:
        """What is struck through."""
        if len(self.runs) == 1:
            return self.runs[0].text if self.runs[0].font.struck else ""
        return "".join(run.text for run in self.runs if run.font.struck)


class Sheet(Struct):
    """A worksheet: its cells that have content, what hides or joins them, and what stands beside."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict[tuple[int, int], Cell])
    merges: list[Merge] = field(default_factory=list[Merge])
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])
    beside: list[Holding] = field(default_factory=list[Holding])


class _Shared(Struct):
    """What the cells of a workbook share. A 控え says the same few texts in a thousand cells: a plain
    text is taken apart once."""

    strings: list[StoredText]
    styles: list[Style]
    plain: dict[tuple[str, int], tuple[Run, ...]] = field(
        default_factory=dict[tuple[str, int], tuple[Run, ...]]
    )

    def plain_runs(self, inline: XmlElement, index: int, font: Font) -> tuple[Run, ...]:
        """The piece of an ``is`` element that holds a plain text, in a cell of a format and its font;
        none where it holds anything else."""
        if len(inline) != 1 or not str((text := inline[0]).tag).endswith("}t"):
            return ()
        key = text.text or "", index
        known = self.plain.get(key)
        if known is None:
            known = self.plain[key] = (_run(unescape(key[0]), font),)
        return known


_CELLS, _VALUES, _FORMULAS, _INLINE = (
    (f"{MAIN}{name}", f"{STRICT}{name}") for name in ("c", "v", "f", "is")
)
_KINDS = {"b": CellKind.BOOLEAN, "e": CellKind.ERROR}
_NO_STYLE, _NO_TEXT = Style("General"), StoredText()


def read_workbook(path: Path) -> list[Sheet]:
    """The cells of all worksheets of a workbook, in order.

    Raises:
        InputFileError: the file is no workbook that can be read; the message says what it is.
    """
    with Package(path, "Excel ブック") as package:
        return read_sheets(package)


def read_sheets(package: Package, most: int = _MOST_CELLS) -> list[Sheet]:
    """All worksheets of an open workbook in order.

    Args:
        package: the workbook.
        most: how many cells with content it may have.

    Raises:
        InputFileError: no workbook that can be read, or one with more cells.
    """
    if "xl/workbook.xml" not in package:
        raise no_workbook(package)
    try:
        return _read_sheets(package, most)
    except ValueError as error:
        # Numbers of rows, columns and indexes that there are none of: no program writes them.
        raise InputFileError(
            f"ブックの中身が壊れています：{package.path}", "Excel で開いて保存し直してください。"
        ) from error


def _read_sheets(package: Package, most: int) -> list[Sheet]:
    root = package.xml("xl/workbook.xml")
    main = MAIN if str(root.tag).startswith(MAIN) else STRICT
    relationships = package.relationships("xl/workbook.xml")
    parts = {kind.rsplit("/", 1)[-1]: name for kind, name in relationships.values()}
    shared = _Shared(
        shared_strings(package, parts.get("sharedStrings", ""), most),
        cell_styles(package, parts.get("styles", "")),
    )
    sheets: list[Sheet] = []
    for element in root.iter(f"{main}sheet"):
        sheet = Sheet(element.get("name", ""), element.get("state", "visible") != "visible")
        rel_id = element.get(f"{_REL}id") or element.get(f"{_STRICT_REL}id") or ""
        kind, part = relationships.get(rel_id, ("", ""))
        if kind.endswith("/worksheet"):
            _read_sheet(package, part, sheet, shared, most)
            most -= len(sheet.cells)
        sheets.append(sheet)
    if any(p.get("date1904") in ("1", "true") for p in root.iter(f"{main}workbookPr")):
        for sheet in sheets:
            sheet.cells = {at: replace(cell, is_1904=True) for at, cell in sheet.cells.items()}
    return sheets


def no_workbook(package: Package) -> InputFileError:
    """The error for an Office file without a workbook."""
    if "word/document.xml" in package:
        return InputFileError(f"Word 文書です：{package.path}", import_advice(package.path.name))
    return InputFileError(
        f"Excel ブックではないファイルです：{package.path}",
        "Excel で開き、「名前を付けて保存」で .xlsx にしてください。",
    )


def _read_sheet(package: Package, part: str, sheet: Sheet, shared: _Shared, most: int) -> None:
    row_number, columns = 0, dict[str, int]()
    for tag, element in stream(package, part, ("col", "row", "mergeCell")):
        if tag == "col":
            if element.get("hidden") in ("1", "true"):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                sheet.hidden_columns.update(range(first, min(last, MAX_COLUMN) + 1))
            continue
        if tag == "mergeCell":
            merge = parse_range(element.get("ref", ""))
            if merge is not None:
                sheet.merges.append(merge)
            continue
        row_number = int(element.get("r") or row_number + 1)
        if not 1 <= row_number <= MAX_ROW:
            raise ValueError(f"no row: {row_number}")
        if element.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(row_number)
        column, is_read = 0, element.get("ph") in ("1", "true")
        own = str(row_number)
        for child in element.iterchildren(*_CELLS):
            typed = child.get("r", "")
            letters = typed.removesuffix(own)
            if (known := columns.get(letters)) and len(letters) < len(typed):
                column = known
            elif reference := REFERENCE.fullmatch(typed):
                column = columns[reference[1]] = column_number(reference[1])
            else:
                column += 1
            if column > MAX_COLUMN:
                raise ValueError(f"no column: {column}")
            if not len(child):
                continue
            cell = _cell(child, row_number, column, shared, shows_furigana=is_read)
            if cell is not None:
                sheet.cells[row_number, column] = cell
        if len(sheet.cells) > most:
            raise InputFileError(
                f"「{sheet.name}」シートのセルが多すぎるため、安全のため開きません：{package.path}",
                "評価・検証の様式のブックか確かめてください。",
            )


def _told_by_letters(runs: list[Run]) -> tuple[Run, ...]:
    """The runs with Unicode's raised and lowered letters: 10³ is not 103 to whoever sees letters only.

    Where all letters are raised, that says nothing.
    """
    if len(runs) < 2:
        return tuple(runs)
    read = [run for run in runs if run.text.strip() and not run.font.struck]
    if len({run.font.look & SHIFTED for run in read}) < 2:
        return tuple(runs)
    told: list[Run] = []
    for run in runs:
        shift = run.font.look & SHIFTED
        text = shifted(run.text, shift) if shift else None
        told.append(replace(run, text=text or run.text))
    return tuple(told)


def _run(text: str, font: Font) -> Run:
    return Run(in_font(text, font.symbols) if font.symbols else text, font)


def _is_number(stored: str) -> bool:
    """Whether it is a number that Excel can hold."""
    if len(stored) < _FEW_DIGITS and stored.isascii() and stored.isdecimal():
        return True
    return _NUMBER.fullmatch(stored) is not None and abs(float(stored)) <= _LARGEST


def _cell(
    element: XmlElement,
    row: int,
    column: int,
    shared: _Shared,
    *,
    shows_furigana: bool,
) -> Cell | None:
    kind = element.get("t", "n")
    index = int(element.get("s", "0"))
    style = shared.styles[index] if index < len(shared.styles) else _NO_STYLE
    if kind == "inlineStr" and len(element) == 1:
        # As a 控え and all that we write has it: looked at first, for there are tens of thousands.
        runs = shared.plain_runs(element[0], index, style.font)
        if runs and (text := runs[0].text):
            return Cell(
                row, column, CellKind.TEXT, text, style.number_format, runs=runs,
                is_filled=style.is_filled,
            )  # fmt: skip
    value = typed = inline = None
    for child in element:
        tag = child.tag
        if tag in _VALUES:
            value = child
        elif tag in _FORMULAS:
            typed = child
        elif tag in _INLINE:
            inline = child
    stored = "" if value is None else (value.text or "")
    is_formula = typed is not None
    formula = "" if typed is None else typed.text or ""
    code = style.number_format
    held = _NO_TEXT
    if kind == "d" and (day := day_number(stored)) is not None:
        kind, stored = "n", day
        code = code if _DATE.search(code) else "yyyy/m/d h:mm" if "." in day else "yyyy/m/d"
    if kind == "s" and stored.isdigit() and int(stored) < len(shared.strings):
        held = shared.strings[int(stored)]
    elif kind == "inlineStr":
        held = held if inline is None else stored_text(inline)
    elif kind in ("str", "d"):
        held = StoredText(((unescape(stored), None),))
    elif not stored:
        if not is_formula:
            return None
        return Cell(
            row, column, CellKind.NO_RESULT, "", code, is_formula, formula=formula,
            is_filled=style.is_filled,
        )  # fmt: skip
    else:
        known = _KINDS.get(kind)
        if known is None:
            known = CellKind.NUMBER if _is_number(stored) else CellKind.ERROR
        whole = (Run(stored, style.font),)
        return Cell(
            row, column, known, stored, code, is_formula, whole, formula=formula,
            is_filled=style.is_filled,
        )  # fmt: skip
    runs = _told_by_letters([_run(text, font or style.font) for text, font in held.runs])
    text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
    if not text:
        return None
    furigana = held.furigana if shows_furigana or element.get("ph") in ("1", "true") else ""
    return Cell(
        row, column, CellKind.TEXT, text, code, is_formula, runs, furigana, formula=formula,
        is_filled=style.is_filled,
    )  # fmt: skip
