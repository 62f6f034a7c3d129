"""What Word makes of a template when it saves it: the shapes, not the program.

Rows of a loop are evened out with ``gridAfter`` and ``wAfter``; the grid is cut at the edges of all
cells, which then span its pieces; runs are parted, with marks of revision, spelling and pages.
"""

from itertools import pairwise

from lxml import etree

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement, parse_xml, xml_bytes

SPELLING = ("spellStart", "spellEnd")


def as_word_saves(document: bytes) -> bytes:
    """The main part of a template as Word would write it."""
    root = parse_xml(document, "word/document.xml")
    for table in root.iter(w("tbl")):
        _refit(table)
    for number, paragraph in enumerate(root.iter(w("p"))):
        paragraph.set(w("rsidR"), "00AB12CD")
        paragraph.set(
            "{http://schemas.microsoft.com/office/word/2010/wordml}paraId", f"{number + 16:08X}"
        )
    for run in list(root.iter(w("r"))):
        _split(run)
    return xml_bytes(root)


def _width(cell: XmlElement) -> int:
    found = cell.find(f"{w('tcPr')}/{w('tcW')}")
    return 0 if found is None else int(found.get(w("w"), "0"))


def _refit(table: XmlElement) -> None:
    rows = [row.findall(w("tc")) for row in table.findall(w("tr"))]
    edges = {0}
    for row in rows:
        at = 0
        for cell in row:
            at += _width(cell)
            edges.add(at)
    ordered = sorted(edges)
    grid = table.find(w("tblGrid"))
    assert grid is not None
    for column in list(grid):
        grid.remove(column)
    for left, right in pairwise(ordered):
        etree.SubElement(grid, w("gridCol")).set(w("w"), str(right - left))
    for element, row in zip(table.findall(w("tr")), rows, strict=True):
        at = 0
        for cell in row:
            end = at + _width(cell)
            span = ordered.index(end) - ordered.index(at)
            properties = cell.find(w("tcPr"))
            assert properties is not None
            for old in properties.findall(w("gridSpan")):
                properties.remove(old)
            if span > 1:
                new = etree.Element(w("gridSpan"))
                new.set(w("val"), str(span))
                properties.insert(1, new)
            at = end
        missing = len(ordered) - 1 - ordered.index(at)
        properties = element.find(w("trPr"))
        if missing and properties is not None:
            width = etree.Element(w("wAfter"))
            width.set(w("w"), str(ordered[-1] - at))
            width.set(w("type"), "dxa")
            properties.insert(0, width)
            after = etree.Element(w("gridAfter"))
            after.set(w("val"), str(missing))
            properties.insert(0, after)


def _split(run: XmlElement) -> None:
    """One run for each three characters, with a spelling mark before it."""
    node = run.find(w("t"))
    text = "" if node is None else node.text or ""
    if len(text) < 4:
        return
    assert node is not None
    node.text = text[:3]
    last = run
    for at in range(3, len(text), 3):
        mark = etree.Element(w("proofErr"))
        mark.set(w("type"), SPELLING[at % 2])
        fresh = etree.Element(w("r"))
        fresh.set(w("rsidRPr"), "00EF3456")
        looks = etree.SubElement(fresh, w("rPr"))
        etree.SubElement(looks, w("rFonts")).set(w("hint"), "eastAsia")
        piece = etree.SubElement(fresh, w("t"))
        piece.text = text[at : at + 3]
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        last.addnext(mark)
        mark.addnext(fresh)
        last = fresh
