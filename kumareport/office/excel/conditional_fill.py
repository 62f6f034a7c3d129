"""A fill that shows although a conditional format has another.

A conditional format covers a cell's own fill. Over such a cell the fill is a conditional format
too, always true and before all others; the others keep their order among themselves.
"""

from functools import cached_property

from lxml import etree

from kumareport.office.excel.cell_styles import CellStyles
from kumareport.office.excel.references import Merge, parse_range
from kumareport.office.excel.sheet_xml import index_of
from kumareport.office.excel.spreadsheet_parts import MAIN
from kumareport.office.package.element_order import WORKSHEET, child, insert_child
from kumareport.office.package.package import XmlElement


class ConditionalFill:
    """The conditional formats of one sheet.

    Args:
        root: the ``worksheet`` element; changed in place.
        styles: where the formats stand.
    """

    def __init__(self, root: XmlElement, styles: CellStyles) -> None:
        self._root = root
        self._styles = styles
        self._colors: dict[str, str] = {}

    def covers(self, row: int, column: int) -> bool:
        """Whether the sheet's own conditional formats reach this cell."""
        return any(
            # A reference of another kind (a whole column) may reach anything.
            area is None or (area.top <= row <= area.bottom and area.left <= column <= area.right)
            for area in self._areas
        )

    def add(self, reference: str, rgb: str) -> None:
        """Fill a cell above all other conditional formats; a later fill replaces ours."""
        self._colors[reference] = rgb

    def finish(self) -> None:
        """Write the rules; to call once, when all fills are known."""
        cells: dict[str, list[str]] = {}
        for reference, rgb in self._colors.items():
            cells.setdefault(rgb, []).append(reference)
        for rgb, references in cells.items():
            self._insert(rgb, references)

    @cached_property
    def _areas(self) -> list[Merge | None]:
        references: list[str] = []
        for group in self._root.iter("{*}conditionalFormatting"):
            # The extension for newer formats (x14) has the cells in an element.
            texts = (inner.text or "" for inner in group.iterchildren("{*}sqref"))
            references += " ".join([group.get("sqref", ""), *texts]).split()
        return [parse_range(r if ":" in r else f"{r}:{r}") for r in references]

    def _insert(self, rgb: str, references: list[str]) -> None:
        for rule in self._root.iter("{*}cfRule"):
            if rule.get("priority") is not None:
                rule.set("priority", str(index_of(rule, "priority") + 1))
        first = child(self._root, "conditionalFormatting")
        group = insert_child(self._root, "conditionalFormatting", WORKSHEET)
        if first is not None:
            # LibreOffice goes by the order in the file, not by priority across ranges (7.4.7).
            first.addprevious(group)
        attributes = {
            "type": "expression",
            "dxfId": str(self._styles.conditional_fill(rgb)),
            "priority": "1",
        }
        rule = etree.SubElement(group, f"{MAIN}cfRule", attributes)
        etree.SubElement(rule, f"{MAIN}formula").text = "TRUE"
        group.set("sqref", " ".join(references))
