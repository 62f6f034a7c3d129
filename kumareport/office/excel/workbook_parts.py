"""What belongs to a workbook as a whole: its sheets, styles, calculation."""

import re
from functools import cached_property

from kumareport.errors import InputFileError
from kumareport.office.excel.cell_styles import EMPTY_STYLES, CellStyles
from kumareport.office.excel.note_drawing import ShapeIds
from kumareport.office.excel.sheet_xml import index_of
from kumareport.office.excel.spreadsheet import no_workbook
from kumareport.office.excel.spreadsheet_parts import MAIN
from kumareport.office.package.editable_package import EditablePackage
from kumareport.office.package.element_order import WORKBOOK, ensure_child
from kumareport.office.package.package import Package

_BOOK = "xl/workbook.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_FORMULA = re.compile(rb"<(?!xm:)(?:\w+:)?f[\s/>]")  # xm:f is a sparkline's range


class WorkbookParts:
    """The parts around the sheets.

    Args:
        source: the package.

    Raises:
        InputFileError: no workbook, or one in the strict form.
    """

    def __init__(self, source: Package) -> None:
        self.package = EditablePackage(source)
        if _BOOK not in self.package:
            raise no_workbook(source)
        root = self.package.look(_BOOK)
        if root.tag != f"{MAIN}workbook":
            raise InputFileError(
                f"「Strict Open XML」形式のブックには書き込めません：{source.path}",
                "Excel の「名前を付けて保存」で、種類を「Excel ブック（.xlsx）」にしてください。",
            )
        relationships = self.package.relationships(_BOOK)
        self.worksheets: dict[str, str] = {}
        """Names of the worksheets in order, and their parts."""
        for element in root.iter(f"{MAIN}sheet"):
            kind, part = relationships.get(element.get(f"{{{_OFFICE}}}id", ""), ("", ""))
            if kind == f"{_OFFICE}/worksheet" and part in self.package:
                self.worksheets[element.get("name", "")] = part

    @cached_property
    def styles(self) -> CellStyles:
        """The cell formats, to add to."""
        for kind, part in self.package.relationships(_BOOK).values():
            if kind == f"{_OFFICE}/styles" and part in self.package:
                return CellStyles(self.package.edit(part))
        part = "xl/styles.xml"
        if part in self.package:
            part = self.package.free_name("xl/styles{}.xml")
        self.package.put(part, EMPTY_STYLES)
        self.package.declare(part, _STYLES_TYPE)
        self.package.relate(_BOOK, f"{_OFFICE}/styles", part)
        return CellStyles(self.package.edit(part))

    @cached_property
    def shape_ids(self) -> ShapeIds:
        """Ids for shapes in VML drawings."""
        names = [name for name in self.package.names() if name.lower().endswith(".vml")]
        return ShapeIds([self.package.read(name) for name in names])

    def add_worksheet(self, name: str, data: bytes) -> None:
        """Append a worksheet; ``data`` is its part."""
        part = self.package.free_name("xl/worksheets/sheet{}.xml")
        self.package.put(part, data)
        self.package.declare(part, _SHEET_TYPE)
        rel_id = self.package.relate(_BOOK, f"{_OFFICE}/worksheet", part)
        sheets = ensure_child(self.package.edit(_BOOK), "sheets", WORKBOOK)
        taken = {index_of(sheet, "sheetId") for sheet in sheets}
        sheet = sheets.makeelement(
            f"{MAIN}sheet", name=name, sheetId=str(max(taken, default=0) + 1)
        )
        sheet.set(f"{{{_OFFICE}}}id", rel_id)
        sheets.append(sheet)
        self.worksheets[name] = part

    def drop_calculation_chain(self) -> None:
        """Excel refuses a chain with a cell that has no formula, and makes a missing one anew."""
        for rel_id, (kind, part) in self.package.relationships(_BOOK).items():
            if kind == f"{_OFFICE}/calcChain":
                self.package.unrelate(_BOOK, rel_id)
                if part in self.package:
                    self.package.remove(part)

    @property
    def has_formulas(self) -> bool:
        """Whether any worksheet has a formula."""
        parts = self.worksheets.values()
        return any(_FORMULA.search(self.package.read(part)) for part in parts)

    def compute_when_opened(self) -> None:
        """Have Excel compute every formula again when it opens the file, if there is any."""
        if self.has_formulas:
            calculation = ensure_child(self.package.edit(_BOOK), "calcPr", WORKBOOK)
            calculation.set("fullCalcOnLoad", "1")
