"""The looks that all sheets share."""

from collections.abc import Iterable, Sequence
from functools import cache

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.lettering import LetterLook, bases, pieces_of, stretches_of
from kumareport.office.excel.cell_content import looks_like_formula
from kumareport.workbook.cell_text import storable
from kumareport.workbook.new_workbook import CellValue
from kumareport.workbook.paper import MARGIN

FONT = "BIZ UDPゴシック"

HAIR = Side(style="thin", color="BFBFBF")

BOX = Border(left=HAIR, right=HAIR, top=HAIR, bottom=HAIR)


@cache
def letters(
    size: float, color: str | None = None, *, bold: bool = False, underlined: bool = False
) -> Font:
    """A font, the same object every time: openpyxl takes one that it has not met apart."""
    return Font(FONT, size=size, bold=bold, color=color, underline="single" if underlined else None)


HEAD_FONT = letters(10, "FFFFFF", bold=True)

HEAD_ALIGNMENT = Alignment(horizontal="center", vertical="center", wrap_text=True)

UNLOCKED = Protection(locked=False)

HEAD_FILL = PatternFill("solid", fgColor="1F3864")

OPEN_COLOR = "FFFFCC"
"""The colour of Excel's own style for notes: what a department fills in."""
OPEN_FILL = PatternFill("solid", fgColor=OPEN_COLOR)

DEPARTMENTS_NAME = "所管課名"

_LONGEST_LIST = 255


def put(sheet: Worksheet, row: int, column: int, value: CellValue) -> Cell:
    """Store a value, the one way into a workbook that we make.

    Text stays text, whatever it begins with: now, and when somebody edits the cell (quotePrefix).
    What a cell cannot hold is left out. How the letters stand goes with them.
    """
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return store(cell, value)


def store(cell: Cell, value: CellValue) -> Cell:
    """The same for a cell that is at hand."""
    if not isinstance(value, str):
        cell.value = value
        return cell
    cell.value = _rich(value) if stretches_of(value) else storable(value)
    cell.data_type = "s"
    if looks_like_formula(value):
        cell.quotePrefix = True
    return cell


def _rich(text: str) -> CellRichText:
    return CellRichText(
        *(
            TextBlock(_inline(look), storable(bases(piece, look))) if look else storable(piece)
            for piece, look in pieces_of(text)
        )
    )


def _inline(look: LetterLook) -> InlineFont:
    raised, lowered = (shift in look for shift in (LetterLook.RAISED, LetterLook.LOWERED))
    return InlineFont(
        b=LetterLook.BOLD in look or None,
        i=LetterLook.ITALIC in look or None,
        u="single" if LetterLook.UNDERLINE in look else None,
        vertAlign="superscript" if raised else "subscript" if lowered else None,
    )


def set_font(cell: Cell | MergedCell, font: Font) -> None:
    """Give a cell its font, and letters that stand out all of it that they have not of their own.

    A cell with such letters is not bold as a whole: bold ones would not stand out any more.
    """
    if not isinstance(cell.value, CellRichText):
        cell.font = font
        return
    cell.font = Font(font.name, size=font.sz, color=font.color)
    for block in cell.value:
        if isinstance(block, TextBlock):
            block.font.rFont, block.font.sz, block.font.color = font.name, font.sz, font.color


def write_title(sheet: Worksheet, title: str, lead: str) -> None:
    """The title and the line of guidance below it."""
    put(sheet, 1, 1, title).font = letters(14, "1F3864", bold=True)
    put(sheet, 2, 1, lead).font = letters(10, "595959")
    sheet.row_dimensions[1].height = 26


def write_header(sheet: Worksheet, row: int, names: Sequence[str]) -> None:
    """A header row, white on navy."""
    for column, name in enumerate(names, 1):
        cell = put(sheet, row, column, name)
        cell.font = HEAD_FONT
        cell.fill = HEAD_FILL
        cell.alignment = HEAD_ALIGNMENT
        cell.border = BOX


def list_formula(choices: Iterable[str]) -> str:
    """A drop-down's list in quotation marks; empty where Excel could not hold it: it knows no comma
    or quotation mark in a choice, and no more than 255 letters."""
    names = list(dict.fromkeys(choice for choice in choices if choice))
    joined = ",".join(names)
    bad = any("," in name or '"' in name for name in names)
    return "" if bad or not joined or len(joined) > _LONGEST_LIST else f'"{joined}"'


def add_dropdown(
    sheet: Worksheet,
    formula: str,
    reference: str,
    error: str = "",
    prompt: str = "",
    *,
    may_differ: bool = False,
) -> None:
    """A drop-down list; typing something else is refused where an error text is given, or asked back
    where it may differ. An empty formula makes none."""
    if not formula:
        return
    choice = DataValidation(type="list", formula1=formula, allow_blank=True, sqref=reference)
    choice.showErrorMessage = bool(error)
    choice.error = error or None
    choice.errorStyle = "warning" if may_differ else None
    choice.errorTitle = "入力できない値です" if error else None
    choice.showInputMessage = bool(prompt)
    choice.prompt = prompt or None
    sheet.add_data_validation(choice)


def set_up_print(sheet: Worksheet, *, landscape: bool, paper: str, repeat: str) -> None:
    """Paper, fit to its width, title rows on every page, page number at the foot."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = int(paper)
    fit_to_width(sheet)
    sheet.print_title_rows = repeat
    sheet.page_margins.left = sheet.page_margins.right = MARGIN
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.7
    # Nearer to the edge than this, printers cut the page number.
    sheet.page_margins.footer = 0.3
    sheet.sheet_view.zoomScale = 90


def fit_to_width(sheet: Worksheet) -> None:
    """As wide as the paper and as many pages long as it takes, numbered at the foot."""
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = sheet.oddFooter
    assert footer is not None
    assert footer.center is not None
    footer.center.text = "&A　&P／&N"
