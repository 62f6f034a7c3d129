"""What Word makes of a template when it saves it: the shapes, not the program.

Rows of a loop are evened out with ``gridAfter`` and ``wAfter``; the grid is cut at the edges of all
cells, which then span its pieces; runs are parted, with marks of revision, spelling and pages; the
ids of styles are made anew from the Latin letters of their names; settings, charts and their
colours get what Word adds.
"""

import re
from collections.abc import Mapping
from itertools import pairwise

from lxml import etree

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement, parse_xml, xml_bytes

SPELLING = ("spellStart", "spellEnd")
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
STYLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|numbering|styles)\.xml")
CHARTS = re.compile(r"word/charts/chart\d+\.xml")
STYLE_USES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink")
SETTINGS = (
    '<w:rsids><w:rsidRoot w:val="00AB12CD"/><w:rsid w:val="00AB12CD"/></w:rsids>',
    '<w:proofState w:spelling="clean" w:grammar="dirty"/>',
)
CHART_STYLE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="c14" xmlns:c14="http://schemas.microsoft.com/office/drawing/2007/8/2/chart">'
    '<c14:style val="102"/></mc:Choice><mc:Fallback><c:style val="2"/></mc:Fallback></mc:AlternateContent>'
)
SERIES_ID = (
    '<c:extLst><c:ext uri="{{C3380CC4-5D6E-409C-BE32-E72D297353CC}}" xmlns:c16="http://schemas.microsoft.'
    'com/office/drawing/2014/chart"><c16:uniqueId val="{{0000000{}-1A2B-4C3D-9E8F-001122334455}}"/></c:ext>'
    "</c:extLst></c:ser>"
)


def as_word_saves(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a template as Word would write them."""
    new = dict(parts)
    names = _style_ids(parse_xml(parts["word/styles.xml"]))
    for name, data in parts.items():
        if STYLED.fullmatch(name):
            root = parse_xml(data, name)
            if STORIES.fullmatch(name):
                _rewrite(root)
            _rename_styles(root, names)
            new[name] = xml_bytes(root)
        elif CHARTS.fullmatch(name):
            new[name] = _chart(data.decode()).encode()
    settings = new["word/settings.xml"].decode()
    settings = settings.replace("<m:mathPr>", f"{SETTINGS[0]}<m:mathPr>")
    new["word/settings.xml"] = settings.replace(
        "<w:defaultTabStop", f"{SETTINGS[1]}<w:defaultTabStop"
    ).encode()
    return new


def _style_ids(styles: XmlElement) -> dict[str, str]:
    """Old ids and new: Word takes the Latin letters and digits of a name, or else counts."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for style in styles.iter(w("style")):
        name = style.find(w("name"))
        assert name is not None
        stem = (
            re.sub(r"[^0-9A-Za-z]", "", re.sub("^(heading|Normal$)", "", name.get(w("val"), "")))
            or "a"
        )
        new = next(c for c in (stem, *(f"{stem}{n}" for n in range(1, 999))) if c not in taken)
        taken.add(new)
        found[style.get(w("styleId"), "")] = new
    return found


def _rename_styles(root: XmlElement, names: Mapping[str, str]) -> None:
    for style in root.iter(w("style")):
        style.set(w("styleId"), names[style.get(w("styleId"), "")])
    for use in root.iter(*(w(name) for name in STYLE_USES)):
        use.set(w("val"), names.get(use.get(w("val"), ""), use.get(w("val"), "")))


def _chart(xml: str) -> str:
    """A chart whose data were once open for editing."""
    numbers = iter(range(1, 9))
    xml = re.sub("</c:ser>", lambda _: SERIES_ID.format(next(numbers)), xml)
    return xml.replace("<c:chart>", f"{CHART_STYLE}<c:chart>", 1)


def _rewrite(root: XmlElement) -> None:
    for table in root.iter(w("tbl")):
        _refit(table)
    for number, paragraph in enumerate(root.iter(w("p"), w("tr"))):
        paragraph.set(w("rsidR"), "00AB12CD")
        paragraph.set(w("rsidRPr" if paragraph.tag == w("p") else "rsidTr"), "00EF3456")
        paragraph.set(f"{{{W14}}}paraId", f"{number + 16:08X}")
        paragraph.set(f"{{{W14}}}textId", "77777777")
    for number, run in enumerate(list(root.iter(w("r")))):
        _split(run, number)
    _mark_the_place(root)


def _mark_the_place(root: XmlElement) -> None:
    """Where the cursor stood at the last saving: inside of a tag."""
    tags = [t for t in root.iter(w("t")) if (t.text or "").startswith("{")]
    for text in tags[3:4]:
        run = text.getparent()
        assert run is not None
        start = etree.Element(w("bookmarkStart"))
        start.set(w("id"), "0")
        start.set(w("name"), "_GoBack")
        end = etree.Element(w("bookmarkEnd"))
        end.set(w("id"), "0")
        run.addnext(start)
        start.addnext(end)


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


def _split(run: XmlElement, number: int) -> None:
    """One run for each three characters: what an input method, the spelling check and the fonts of two
    scripts leave; the page that it began when it was last laid out."""
    node = run.find(w("t"))
    text = "" if node is None else node.text or ""
    if len(text) < 4:
        return
    assert node is not None
    node.text = text[:3]
    if number % 5 == 0:
        node.addprevious(etree.Element(w("lastRenderedPageBreak")))
    last = run
    for at in range(3, len(text), 3):
        mark = etree.Element(w("proofErr"))
        mark.set(w("type"), SPELLING[at % 2])
        fresh = etree.Element(w("r"))
        fresh.set(w("rsidRPr"), "00EF3456")
        looks = etree.SubElement(fresh, w("rPr"))
        etree.SubElement(looks, w("rFonts")).set(w("hint"), "eastAsia")
        if at % 2:
            etree.SubElement(looks, w("lang")).set(w("eastAsia"), "ja-JP")
        piece = etree.SubElement(fresh, w("t"))
        piece.text = text[at : at + 3]
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        last.addnext(mark)
        mark.addnext(fresh)
        last = fresh
