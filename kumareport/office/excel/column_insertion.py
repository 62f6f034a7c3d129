"""A blank column put into a worksheet part."""

import copy

from lxml import etree

from kumareport.model.location import column_letters
from kumareport.office.excel.line_map import ColumnMap
from kumareport.office.excel.references import REFERENCE, column_number, parse_range
from kumareport.office.excel.sheet_xml import SheetXml, index_of
from kumareport.office.excel.spreadsheet_parts import MAIN
from kumareport.office.package.element_order import child
from kumareport.office.package.package import XmlElement

_XM_SQREF = "{http://schemas.microsoft.com/office/excel/2006/main}sqref"
_LOOKS = ("conditionalFormatting", "dataValidation")


def insert_column(cells: SheetXml, columns: ColumnMap, like: int) -> None:
    """Move the cells and the widths on; the new column has the formats and the width of another.

    Args:
        cells: the sheet.
        columns: the insertion.
        like: the column whose looks it takes, as numbered before; 0 for none.
    """
    cells.number_cells()
    for row in cells.root.iter(f"{MAIN}row"):
        # A hint about the used columns, which Excel makes anew.
        row.attrib.pop("spans", None)
        _insert_cell(row, columns, like)
    cells.forget()
    _insert_width(cells.root, columns, like)


def _insert_cell(row: XmlElement, columns: ColumnMap, like: int) -> None:
    number = row.get("r", "")
    fresh = following = None
    for cell in row.iterchildren(f"{MAIN}c"):
        reference = REFERENCE.fullmatch(cell.get("r", ""))
        if reference is None:
            continue
        column = column_number(reference[1])
        if column == like and cell.get("s"):
            fresh = row.makeelement(f"{MAIN}c", r=f"{column_letters(columns.put)}{number}")
            fresh.set("s", cell.get("s", ""))
        if column >= columns.put:
            following = cell if following is None else following
            cell.set("r", f"{column_letters(columns.line(column))}{number}")
    if fresh is None:
        return
    if following is not None:
        following.addprevious(fresh)
    else:
        row.insert(len(row.findall(f"{MAIN}c")), fresh)  # before extLst


def _insert_width(root: XmlElement, columns: ColumnMap, like: int) -> None:
    """The ``col`` elements (18.3.1.13), which must neither overlap nor be out of order."""
    group = child(root, "cols")
    if group is None:
        return
    fresh: XmlElement | None = None
    parts: list[tuple[int, int, XmlElement]] = []
    for element in list(group):
        first, last = index_of(element, "min"), index_of(element, "max")
        if first <= like <= last:
            fresh = copy.deepcopy(element)
        if first < columns.put <= last:
            parts.append((first, columns.put - 1, element))
            parts.append((columns.put + 1, last + 1, copy.deepcopy(element)))
        elif first < columns.put:
            parts.append((first, last, element))
        else:
            parts.append((first + 1, last + 1, element))
        group.remove(element)
    if fresh is not None:
        fresh.attrib.pop("hidden", None)
        parts.append((columns.put, columns.put, fresh))
    for first, last, element in sorted(parts, key=lambda part: part[:2]):
        element.set("min", str(first))
        element.set("max", str(min(last, columns.LAST)))
        group.append(element)


def spread_looks(root: XmlElement, like: int, column: int) -> None:
    """Let the conditional formats and validations of a column hold for another one too.

    Args:
        root: the worksheet.
        like: the column that has them.
        column: the column that gets them.
    """
    for element in root.iter(*(f"{MAIN}{name}" for name in _LOOKS)):
        element.set("sqref", _spread(element.get("sqref", ""), like, column))
    for element in root.iter(_XM_SQREF):
        owner = element.getparent()
        if owner is not None and etree.QName(owner).localname != "sparkline":
            element.text = _spread(element.text or "", like, column)


def _spread(references: str, like: int, column: int) -> str:
    found = references.split()
    areas = [parse_range(r if ":" in r else f"{r}:{r}") for r in found]
    known = [area for area in areas if area is not None]
    letters = column_letters(column)
    for area in known:
        covered = any(
            other.left <= column <= other.right
            and other.top <= area.top
            and area.bottom <= other.bottom
            for other in known
        )
        if area.left <= like <= area.right and not covered:
            found.append(f"{letters}{area.top}:{letters}{area.bottom}")
    return " ".join(found)
