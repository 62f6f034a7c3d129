"""Labels that stand upright beside a box: the row is as high as its label, whatever a form calls it.

Word lets no row grow for upright text: what does not fit starts a second column, which is cut off.
"""

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl

from kumareport.document.metrics import Metrics, text_width
from kumareport.office.package.package import XmlElement, child_of

_PADDING = 4.0
_UPRIGHT = ("tbRlV", "tbRl", "tbLrV", "btLr")
_TWIPS = 20
_DIRECTION, _ROW, _CELL, _PARAGRAPH, _TEXT, _VAL = (
    qn(f"w:{name}") for name in ("textDirection", "tr", "tc", "p", "t", "val")
)
_HEIGHT = f"{qn('w:trPr')}/{qn('w:trHeight')}"
_STYLE = f"{qn('w:pPr')}/{qn('w:pStyle')}"
_CELL_PROPERTIES = qn("w:tcPr")


def label_height(label: str, size: float) -> float:
    """The height of an upright label in points; ``size`` is that of its letters."""
    return text_width(label) * size + _PADDING


def make_room(table: CT_Tbl, metrics: Metrics) -> None:
    """Let each row be at least as high as the upright labels in it."""
    if next(table.iter(_DIRECTION), None) is None:
        return
    for row in table.iter(_ROW):
        height = row.find(_HEIGHT)
        labels = [cell for cell in row.iter(_CELL) if _is_upright(cell)]
        wanted = max((_needs(cell, metrics) for cell in labels), default=0.0) * _TWIPS
        if height is not None and wanted > float(height.get(_VAL, "0")):
            height.set(_VAL, str(round(wanted)))


def _is_upright(cell: XmlElement) -> bool:
    properties = child_of(cell, _CELL_PROPERTIES)
    direction = None if properties is None else child_of(properties, _DIRECTION)
    return direction is not None and direction.get(_VAL) in _UPRIGHT


def _needs(cell: XmlElement, metrics: Metrics) -> float:
    """The height of the longest line of a cell, in points."""
    found = 0.0
    for paragraph in cell.iter(_PARAGRAPH):
        style = paragraph.find(_STYLE)
        name = "" if style is None else style.get(_VAL, "")
        size = metrics.style(metrics.names_by_id.get(name, name)).size
        text = "".join(node.text or "" for node in paragraph.iter(_TEXT))
        found = max(found, label_height(text, size))
    return found
