"""A table of the rendered body: its cells are known, tidied and laid out."""

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc

from kumareport.document.anchors import Anchor, Kind
from kumareport.document.field_layout import is_field_table, lay_out_fields
from kumareport.document.layout import SectionPlan
from kumareport.document.metrics import Metrics
from kumareport.document.table_grid import end_cells, fit_columns, match_grid, rows_of
from kumareport.document.table_layout import CellKinds, lay_out
from kumareport.document.vertical_labels import make_room
from kumareport.office.package.package import XmlElement

_CELL, _TABLE = qn("w:tc"), qn("w:tbl")


def remember(kinds: CellKinds, anchor: Anchor, paragraph: XmlElement) -> None:
    """Note what the cell of a paragraph is by the text that it prints."""
    if anchor.kind not in (Kind.VALUE, Kind.NAME, Kind.HEAD, Kind.FIELD):
        return
    cell = paragraph.getparent()
    if cell is None or cell.tag != _CELL:
        cell = next(paragraph.iterancestors(_CELL), None)
    if not isinstance(cell, CT_Tc):
        return
    if anchor.kind is Kind.VALUE:
        kinds.values.add(cell)
    elif anchor.kind is Kind.NAME:
        kinds.names.add(cell)
    elif anchor.kind is Kind.FIELD:
        kinds.fields.add(cell)
    else:
        kinds.heads.add(cell)


def finish_table(table: CT_Tbl, kinds: CellKinds, metrics: Metrics) -> None:
    """Tidy a table of the body and set its widths."""
    end_cells(table)
    make_room(table, metrics)
    for inner in table.iter(_TABLE):
        assert isinstance(inner, CT_Tbl)
        rows = rows_of(inner)
        fit_columns(inner, rows)
        if inner is not table:
            match_grid(inner, rows, None)
        elif kinds.values:
            lay_out(table, rows, kinds, metrics)
        elif is_field_table(table, rows, kinds.fields):
            lay_out_fields(table, rows, metrics)
        else:
            match_grid(table, rows, metrics)


def apply_plan(block: XmlElement, plan: SectionPlan, metrics: Metrics) -> None:
    """Set a block as densely as its section is planned, and let a long table break."""
    if plan.dense:
        for style in block.iter(qn("w:pStyle")):
            name = metrics.names_by_id.get(style.get(qn("w:val"), ""), "")
            dense = metrics.dense(name)
            # Tables choose their own variant by width, not by the page.
            if name and dense != name and not name.startswith("表の"):
                style.set(qn("w:val"), metrics.style_id(dense))
    if not plan.together and isinstance(block, CT_Tbl):
        # Longer than a page: keeping it whole would push it about or cut it off.
        for tag in ("w:cantSplit", "w:keepNext"):
            for element in list(block.iter(qn(tag))):
                if tag == "w:keepNext" or _is_tall(element):
                    parent = element.getparent()
                    assert parent is not None
                    parent.remove(element)


def _is_tall(row_property: XmlElement) -> bool:
    row = next(row_property.iterancestors(qn("w:tr")))
    return sum(len(node.text or "") for node in row.iter(qn("w:t"))) > 800
