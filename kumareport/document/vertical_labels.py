"""Labels that stand upright beside a box: the row is as high as its label, whatever a form calls it.

Word lets no row grow for upright text: what does not fit starts a second column, which is cut off.
"""

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl

from kumareport.document.metrics import Metrics, text_width
from kumareport.office.package.package import XmlElement

_PADDING = 4.0
_UPRIGHT = ("tbRlV", "tbRl", "tbLrV", "btLr")
_TWIPS = 20


def label_height(label: str, size: float) -> float:
    """The height of an upright label in points; ``size`` is that of its letters."""
    return text_width(label) * size + _PADDING


def make_room(table: CT_Tbl, metrics: Metrics) -> None:
    """Let each row be at least as high as the upright labels in it."""
    if next(table.iter(qn("w:textDirection")), None) is None:
        return
    for row in table.iter(qn("w:tr")):
        height = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
        labels = [cell for cell in row.iter(qn("w:tc")) if _is_upright(cell)]
        wanted = max((_needs(cell, metrics) for cell in labels), default=0.0) * _TWIPS
        if height is not None and wanted > float(height.get(qn("w:val"), "0")):
            height.set(qn("w:val"), str(round(wanted)))


def _is_upright(cell: XmlElement) -> bool:
    direction = cell.find(f"{qn('w:tcPr')}/{qn('w:textDirection')}")
    return direction is not None and direction.get(qn("w:val")) in _UPRIGHT


def _needs(cell: XmlElement, metrics: Metrics) -> float:
    """The height of the longest line of a cell, in points."""
    found = 0.0
    for paragraph in cell.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = "" if style is None else style.get(qn("w:val"), "")
        size = metrics.style(metrics.names_by_id.get(name, name)).size
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        found = max(found, label_height(text, size))
    return found
