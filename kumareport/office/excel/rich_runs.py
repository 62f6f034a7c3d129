"""The properties of a run in a cell's text (``rPr``, ECMA-376 Part 1, 18.4.7)."""

from lxml import etree

from kumareport.model.lettering import SHIFTED, LetterLook
from kumareport.office.excel.spreadsheet_parts import MAIN
from kumareport.office.package.package import XmlElement

_LOOKS = {LetterLook.BOLD: "b", LetterLook.ITALIC: "i", LetterLook.UNDERLINE: "u"}
_SHIFTS = {LetterLook.RAISED: "superscript", LetterLook.LOWERED: "subscript"}
# The order of CT_RPrElt; a font has ``name`` where a run has ``rFont``.
_ORDER = (
    "rFont", "charset", "family", "b", "i", "strike", "outline", "shadow", "condense", "extend",
    "color", "sz", "u", "vertAlign", "scheme",
)  # fmt: skip


def run_properties(parent: XmlElement, look: LetterLook, font: XmlElement | None) -> XmlElement:
    """The properties of letters that stand out: those of the cell's font, and their own.

    Args:
        parent: where they are to stand.
        look: how the letters stand.
        font: the cell's font.
    """
    found: dict[str, dict[str, str]] = {}
    for element in () if font is None else font:
        name = etree.QName(element).localname
        found["rFont" if name == "name" else name] = {str(k): str(v) for k, v in element.items()}
    for own in look:
        if own in _LOOKS:
            found.setdefault(_LOOKS[own], {}).pop("val", None)
        elif own & SHIFTED:
            found["vertAlign"] = {"val": _SHIFTS[own]}
    properties = parent.makeelement(f"{MAIN}rPr")
    for name in _ORDER:
        if name in found:
            etree.SubElement(properties, f"{MAIN}{name}", found[name])
    return properties
