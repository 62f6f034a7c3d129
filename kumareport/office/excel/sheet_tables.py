"""Excel tables (ListObjects; ECMA-376 Part 1, 18.5) that follow the rows and columns of their sheet.

A table names its columns, by the texts of its header: a column that comes in gets a name of its own,
and a header that is written again is named again; otherwise Excel finds the workbook damaged.
"""

from kumareport.model.location import column_letters
from kumareport.office.excel.cell_content import escape_text
from kumareport.office.excel.line_map import LineMap, remap_formula
from kumareport.office.excel.references import Merge, parse_range
from kumareport.office.excel.sheet_xml import index_of
from kumareport.office.excel.spreadsheet_parts import MAIN, unescape
from kumareport.office.package.editable_package import EditablePackage
from kumareport.office.package.package import XmlElement

_FORMULAS = tuple(f"{MAIN}{name}" for name in ("calculatedColumnFormula", "totalsRowFormula"))
_LOOKS = ("headerRowDxfId", "dataDxfId", "totalsRowDxfId")


class SheetTables:
    """The tables of one sheet.

    Args:
        package: the workbook.
        sheet: the sheet's part.
        name: the sheet's name, for formulas.
    """

    def __init__(self, package: EditablePackage, sheet: str, name: str) -> None:
        self._package = package
        self._name = name
        self._parts = [
            part
            for kind, part in package.relationships(sheet).values()
            if kind.endswith("/table") and part in package
        ]

    def follow(self, lines: LineMap, like: int) -> list[tuple[int, int, str]]:
        """Take the tables along. A line put in behind the last one, which looks like one of the
        table's, belongs to it as well, so that sorting takes it along.

        Args:
            lines: where the rows or columns go.
            like: the line whose looks a new one has, as numbered before; 0 for none.

        Returns:
            The header cells of columns that came in (row, column, text), which are to be written.
        """
        found: list[tuple[int, int, str]] = []
        for part in self._parts:
            area = parse_range(self._package.look(part).get("ref", ""))
            if area is not None:
                found += self._follow(self._package.edit(part), area, lines, like)
        return found

    def rename(self, row: int, column: int, text: str) -> None:
        """A cell was written: where it is a header, its column has that name now."""
        for part in self._parts:
            root = self._package.look(part)
            area = parse_range(root.get("ref", ""))
            if area is None or not _has_header(root) or row != area.top:
                continue
            if area.left <= column <= area.right and text:
                columns = list(self._package.edit(part).iter(f"{MAIN}tableColumn"))
                if column - area.left < len(columns):
                    columns[column - area.left].set(
                        "name", escape_text(text).replace("\n", "_x000a_")
                    )

    def _follow(
        self, root: XmlElement, area: Merge, lines: LineMap, like: int
    ) -> list[tuple[int, int, str]]:
        first, last = (area.left, area.right) if lines.LETTERS else (area.top, area.bottom)
        joins = (
            not lines.taken and lines.put == last + 1 and first <= like <= last
            and (lines.LETTERS or not index_of(root, "totalsRowCount"))
        )  # fmt: skip
        for element in root.iter():
            if isinstance(element.tag, str) and element.get("ref"):
                _follow_reference(element, lines, last if joins else 0)
        for formula in root.iter(*_FORMULAS):
            formula.text = remap_formula(formula.text or "", lines, self._name, is_own=True)
        comes_in = not lines.taken and (first < lines.put <= last or joins)
        if not lines.LETTERS or not comes_in:
            return []
        name = _put_column(root, lines.put - first, like - first)
        return [(area.top, lines.put, name)] if _has_header(root) else []


def follow_filters(auto_filter: XmlElement, reference: str, lines: LineMap) -> None:
    """The columns that a filter sifts, which count from its first column.

    Args:
        auto_filter: an ``autoFilter``.
        reference: its range before the change.
        lines: where the columns go.
    """
    area = parse_range(reference)
    if area is None or not lines.LETTERS:
        return
    start = lines.line(area.left)
    for column in auto_filter.iterchildren(f"{MAIN}filterColumn"):
        new = lines.line(area.left + index_of(column, "colId"))
        column.set("colId", str(new - start))


def _has_header(root: XmlElement) -> bool:
    return root.get("headerRowCount", "1") != "0"


def _follow_reference(element: XmlElement, lines: LineMap, joined: int) -> None:
    """A table's range, or that of its filter or sorting; up to the joined line where it ends there."""
    old = element.get("ref", "")
    if element.tag == f"{MAIN}autoFilter":
        follow_filters(element, old, lines)
    area = parse_range(old)
    ends = area is not None and joined == (area.right if lines.LETTERS else area.bottom)
    if area is None or not ends or element.tag == f"{MAIN}sortCondition":
        element.set("ref", lines.area(old))
        return
    right, bottom = area.right + lines.LETTERS, area.bottom + (not lines.LETTERS)
    element.set("ref", f"{column_letters(area.left)}{area.top}:{column_letters(right)}{bottom}")


def _put_column(root: XmlElement, place: int, like: int) -> str:
    """A column among the table's, with the looks of another; the name that it got."""
    group = root.find(f"{MAIN}tableColumns")
    if group is None:
        return ""
    columns = list(group)
    taken = {unescape(column.get("name", "")).casefold() for column in columns}
    name = next(name for n in range(1, len(taken) + 2) if (name := f"列{n}") not in taken)
    number = max((index_of(column, "id") for column in columns), default=0) + 1
    fresh = group.makeelement(f"{MAIN}tableColumn", id=str(number), name=name)
    if 0 <= like < len(columns):
        for key in _LOOKS:
            if columns[like].get(key):
                fresh.set(key, columns[like].get(key, ""))
    group.insert(place, fresh)
    group.set("count", str(len(group)))
    return name
