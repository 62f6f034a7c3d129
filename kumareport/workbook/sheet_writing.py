"""Writing what openpyxl made: its parts as bytes, and the cells of a sheet as text in one go.

openpyxl makes an element of every cell, a file of every sheet and a zip of them all: half of the time of
a round of forms. What is written here is letter for letter what it writes (``tests/workbook``); a sheet
with content of another kind (formulas, dates, comments) is left to it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.compat import safe_string
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter  # pyright: ignore[reportPrivateUsage]
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from kumareport.office.excel.cell_content import looks_like_formula
from kumareport.workbook.cell_text import storable

_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"


class TextSheet(Worksheet):
    """A sheet of plain texts without looks: what stands in it is never made into cells.

    Attributes:
        texts: the rows; an empty text makes no cell.
    """

    texts: Sequence[Sequence[str]] = ()

    def calculate_dimension(self) -> str:
        """The range that the texts take, as openpyxl tells it."""
        places = [(r, c) for r, row in enumerate(self.texts, 1) for c, t in enumerate(row, 1) if t]
        if not places:
            return "A1:A1"
        rows, columns = zip(*places, strict=True)
        first, last = (get_column_letter(edge(columns)) for edge in (min, max))
        return f"{first}{min(rows)}:{last}{max(rows)}"


def add_text_sheet(book: Workbook, name: str, texts: Sequence[Sequence[str]]) -> TextSheet:
    """Append a sheet of plain texts."""
    sheet = TextSheet(book, name)
    sheet.texts = texts
    book._add_sheet(sheet)  # pyright: ignore
    return sheet


def parts_of(book: Workbook) -> list[tuple[str, bytes]]:
    """The parts of a workbook's package, in the order in which openpyxl writes them."""
    parts = _Parts()
    zipped: Any = parts
    _BookWriter(book, zipped).write_data()
    return parts.written


class _Parts:
    """What openpyxl takes for a zip."""

    def __init__(self) -> None:
        self.written: list[tuple[str, bytes]] = []

    def writestr(self, name: str, data: str | bytes) -> None:
        self.written.append((name, data.encode() if isinstance(data, str) else data))

    def namelist(self) -> list[str]:
        return [name for name, _ in self.written]


class _BookWriter(ExcelWriter):
    def write_worksheet(self, ws: Any) -> None:
        """Write a sheet without a file between."""
        writer: Any = _SheetWriter(ws, BytesIO())
        own: Any = self
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer.write()
        ws._rels = writer._rels
        own._archive.writestr(ws.path[1:], writer.whole())
        own.manifest.append(ws)


class _SheetWriter(WorksheetWriter):
    """openpyxl's way through a sheet, with the cells put in at the end."""

    _cells: bytes | None = None

    def write_rows(self) -> None:
        """Write the cells, or leave them to openpyxl where some are of another kind."""
        sheet: Any = self.ws
        texts = isinstance(sheet, TextSheet)
        lines = _text_lines(sheet) if texts else _lines(sheet) if _is_plain(sheet) else None
        if lines is None:
            super().write_rows()
            return
        self._cells = "".join(lines).encode("ascii", "xmlcharrefreplace")
        xml: Any = self.xf.send(True)
        with xml.element("sheetData"):
            pass
        self.xf.send(None)

    def whole(self) -> bytes:
        """The part."""
        data = cast(BytesIO, self.out).getvalue()
        if self._cells is None:
            return data
        return data.replace(_OPEN + _CLOSE, _OPEN + self._cells + _CLOSE, 1)


def _text_lines(sheet: TextSheet) -> Iterator[str]:
    book: Any = sheet.parent
    # The same names stand in hundreds of lines.
    known: dict[str, str] = {}
    letters = [get_column_letter(n) for n in range(1, max(map(len, sheet.texts), default=0) + 1)]
    for number, row in enumerate(sheet.texts, 1):
        cells: list[str] = []
        for letter, text in zip(letters, row, strict=False):
            if not text:
                continue
            if text not in known:
                style = ""
                if looks_like_formula(text):
                    quoted = StyleArray()
                    quoted.quotePrefix = 1
                    style = f' s="{book._cell_styles.add(quoted)}"'
                known[text] = f'{style} t="inlineStr">{_inline(storable(text))}</c>'
            cells.append(f'<c r="{letter}{number}"{known[text]}')
        if cells:
            yield f'<row r="{number}">{"".join(cells)}</row>'


def _is_plain(sheet: Any) -> bool:
    """Whether it holds texts and numbers only."""
    return all(
        cell.data_type in ("s", "n", "b") and not getattr(cell, "_comment", None)
        for cell in sheet._cells.values()
    )


def _lines(sheet: Any) -> Iterator[str]:
    rows: defaultdict[int, list[tuple[int, Cell | MergedCell]]] = defaultdict(list)
    for (row, column), cell in sorted(sheet._cells.items()):
        rows[row].append((column, cell))
    looks: dict[bytes, str] = {}
    fonts: dict[int, str] = {}
    heights = sheet.row_dimensions
    for row in sorted(rows.keys() | heights.keys()):
        known = dict(heights[row]) if row in heights else {}
        attributes = "".join(f' {k}="{escape(str(v))}"' for k, v in ({"r": row} | known).items())
        cells = (
            _cell(sheet, row, column, cell, looks, fonts) for column, cell in rows.get(row, ())
        )
        yield f"<row{attributes}>{''.join(cells)}</row>"


def _cell(
    sheet: Any, row: int, column: int, cell: Any, looks: dict[bytes, str], fonts: dict[int, str]
) -> str:
    value, look = cell._value, ""
    if cell.has_style:
        key = cell._style.tobytes()
        if key not in looks:
            looks[key] = f' s="{cell.style_id}"'
        look = looks[key]
    elif value is None:
        return ""
    if cell.hyperlink:
        sheet._hyperlinks.append(cell.hyperlink)
    kind = "inlineStr" if cell.data_type == "s" else cell.data_type
    head = f'<c r="{get_column_letter(column)}{row}"{look} t="{kind}">'
    if value is None or value == "":
        return f"{head}</c>"
    if cell.data_type != "s":
        return f"{head}<v>{safe_string(value)}</v></c>"
    return f"{head}{_rich(value, fonts) if isinstance(value, CellRichText) else _inline(value)}</c>"


def _rich(text: CellRichText, fonts: dict[int, str]) -> str:
    """Text in pieces; the look of those that share a font is made once."""
    return f"<is>{''.join(_run(piece, fonts) for piece in text)}</is>"


def _run(piece: TextBlock | str, fonts: dict[int, str]) -> str:
    text = piece.text if isinstance(piece, TextBlock) else piece
    # openpyxl keeps the blanks around the letters of a piece, and none where there are no letters.
    said = _text(text, keeps_blanks=text.strip() not in ("", text))
    if not isinstance(piece, TextBlock):
        return f"<r>{said}</r>"
    key = id(piece.font)
    if key not in fonts:
        look: Any = piece.font
        fonts[key] = cast(bytes, tostring(look.to_tree(tagname="rPr"))).decode()
    return f"<r>{fonts[key]}{said}</r>"


def _inline(text: str) -> str:
    return f"<is>{_text(text, keeps_blanks=text != text.strip())}</is>"


def _text(text: str, *, keeps_blanks: bool) -> str:
    space = ' xml:space="preserve"' if keeps_blanks else ""
    return f"<t{space}>{escape(text, quote=False)}</t>".replace("\r", "&#13;")
