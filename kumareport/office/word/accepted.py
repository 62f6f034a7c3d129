"""A story of a Word document with all its revisions accepted (ECMA-376 Part 1, 17.13.5).

For templates: what was deleted with the tracking of changes on is gone, and nobody's name is left.
"""

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement

_GONE = {w(name) for name in ("del", "moveFrom", "cellDel", "delText", "delInstrText")}
_KEPT = {w(name) for name in ("ins", "moveTo")}
_NOTES = {
    w(name)
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange",
        "tcPrChange", "tblGridChange", "numberingChange", "cellIns", "cellMerge",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
        "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
        "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
    )
}  # fmt: skip
_PROPERTIES = {w("rPr"), w("trPr"), w("numPr")}


def accept_revisions(root: XmlElement) -> None:
    """Accept all revisions below an element, in place."""
    for row in list(root.iter(w("tr"))):
        if _marked(row.find(w("trPr")), "del", "moveFrom"):
            _remove(row)
    for cell in list(root.iter(w("tc"))):
        if _marked(cell.find(w("tcPr")), "cellDel"):
            _remove(cell)
    for part in (w("tr"), w("tbl")):
        for element in list(root.iter(part)):
            if next(element.iter(w("tc")), None) is None:
                _remove(element)
    joined = [
        p for p in root.iter(w("p")) if _marked(p.find(f"{w('pPr')}/{w('rPr')}"), "del", "moveFrom")
    ]
    for element in list(root.iter(*_GONE, *_NOTES)):
        _remove(element)
    for element in list(root.iter(*_KEPT)):
        _unwrap(element)
    for paragraph in joined:
        _join(paragraph)


def _marked(properties: XmlElement | None, *names: str) -> bool:
    return properties is not None and any(properties.find(w(n)) is not None for n in names)


def _remove(element: XmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: XmlElement) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if parent.tag not in _PROPERTIES:
        for child in list(element):
            element.addprevious(child)
    parent.remove(element)


def _join(paragraph: XmlElement) -> None:
    """A paragraph whose mark is deleted runs on in the next, which keeps its own look."""
    following = paragraph.getnext()
    content = [child for child in paragraph if child.tag != w("pPr")]
    if following is None or following.tag != w("p"):
        if not content and following is not None:
            _remove(paragraph)
        return
    at = 1 if len(following) and following[0].tag == w("pPr") else 0
    for child in reversed(content):
        following.insert(at, child)
    _remove(paragraph)
