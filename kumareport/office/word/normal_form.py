"""A template as its tags are to be read, whatever program saved it last.

Only for the report: the office's own file is never changed.
"""

from collections.abc import Mapping
from urllib.parse import unquote

from kumareport.office.package.element_order import PARAGRAPH, ensure_child
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import (
    TYPES,
    XmlElement,
    parse_xml,
    relationships_part,
    resolve,
    xml_bytes,
)
from kumareport.office.word.accepted import accept_revisions
from kumareport.office.word.field_results import forget_results
from kumareport.office.word.loop_tables import check_spans, undo_refits
from kumareport.office.word.tag_text import BLOCK, TAG, holds_tag, join_tags, paragraph_text
from kumareport.office.word.template_parts import Use, part_kinds
from kumareport.patterns import regex

ADDRESS = "{urn:kumareport:template}address"
"""The address of a hyperlink (``w:hyperlink``) that holds tags, until the report is made."""
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_PARAGRAPH_IDS = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}"
    for name in ("paraId", "textId")
)
_LAST_AUTHOR = (
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
)
_COMMAND = regex(r"\{%-?\s*(?:p|tr|tc|r)?\s*(for|if|endfor|endif)\b\s*(\w*)")
_OWN = (
    "trackRevisions", "revisionView", "rsids", "documentProtection", "writeProtection", "mailMerge",
)  # fmt: skip
"""What a template's settings say about work on it, and not about its reports: a draft that nobody may
write in would be no draft."""
_BINDINGS = (w("dataBinding"), "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding")
"""By these Word would put a property of the file in place of what a content control says."""
_PEOPLE = "people"
_PROGRAM = "docProps/app.xml"


def normal_form(parts: Mapping[str, bytes], graph: str) -> dict[str, bytes]:
    """The parts of a template with revisions accepted, tags whole, tables as they were made, and
    without what programs keep in them about those who wrote it.

    Args:
        parts: the package's parts by name; each XML part is well-formed.
        graph: the loop variable whose charts are samples.
    """
    new = dict(parts)
    is_libreoffice = b"<Application>LibreOffice" in parts.get(_PROGRAM, b"")
    for name, kind in part_kinds(parts, parse_xml(parts[TYPES], TYPES)).items():
        if kind.use is Use.STORY:
            root, rels = parse_xml(parts[name], name), relationships_part(name)
            _normalise(root, graph)
            if is_libreoffice:
                _free_page_breaks(root)
            if rels in new:
                links = parse_xml(new[rels], rels)
                if _take_addresses(root, links):
                    new[rels] = xml_bytes(links)
            new[name] = xml_bytes(root)
        elif name.endswith(("/settings.xml", "/styles.xml", "core.xml")):
            root = parse_xml(parts[name], name)
            accept_revisions(root)
            _forget_writers(root)
            new[name] = xml_bytes(root)
    return _without_people(new)


def _normalise(root: XmlElement, graph: str) -> None:
    accept_revisions(root)
    forget_results(root)
    join_tags(root)
    check_spans(root)
    undo_refits(root)
    _free_bookmarks(root)
    _know_samples(root, graph)
    for element in root.iter(w("p"), w("tr")):
        for name in _PARAGRAPH_IDS:
            element.attrib.pop(name, None)
    for element in list(root.iter(w("proofErr"), w("lastRenderedPageBreak"), *_BINDINGS)):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)


def _free_bookmarks(root: XmlElement) -> None:
    """Move the ends of bookmarks out of the paragraphs that vanish with their tag."""
    for paragraph in list(root.iter(w("p"))):
        block = BLOCK.search(paragraph_text(paragraph))
        if block is None or block[1] != "p":
            continue
        for mark in list(paragraph.iter(w("bookmarkStart"))):
            paragraph.addprevious(mark)
        for mark in list(paragraph.iter(w("bookmarkEnd"))):
            paragraph.addnext(mark)


def _free_page_breaks(root: XmlElement) -> None:
    """Give page breaks back to the paragraphs that begin on a new page: LibreOffice writes them at the
    end of the paragraph before, which may vanish with its tag."""
    for paragraph in root.iter(w("p")):
        block = BLOCK.search(paragraph_text(paragraph))
        following = paragraph.getnext()
        if block is None or block[1] != "p" or following is None or following.tag != w("p"):
            continue
        run = paragraph[-1]
        page = run.find(w("br"))
        alone = page is not None and page.get(w("type")) == "page" and run.find(w("t")) is None
        if alone and not BLOCK.search(paragraph_text(following)):
            paragraph.remove(run)
            properties = following.find(w("pPr"))
            if properties is None:
                properties = following.makeelement(w("pPr"))
                following.insert(0, properties)
            ensure_child(properties, "pageBreakBefore", PARAGRAPH)


def _know_samples(root: XmlElement, graph: str) -> None:
    """Give the charts inside the loop over graphs the alternative text by which they are samples:
    some programs drop it, and people write words around it."""
    inside = 0
    for element in root.iter(w("t"), _DRAWING):
        if element.tag == _DRAWING:
            drawing = element.getparent()
            if inside and drawing is not None and _holds_chart(drawing):
                element.set("descr", f"{{{{ {graph} }}}}")
            continue
        for tag in TAG.findall(element.text or ""):
            command = _COMMAND.match(tag)
            if command is None:
                continue
            opens = not command[1].startswith("end")
            if inside or (command[1] == "for" and command[2] == graph):
                inside += 1 if opens else -1


def _holds_chart(drawing: XmlElement) -> bool:
    return any("chart" in data.get("uri", "") for data in drawing.iter(_DATA))


def _take_addresses(root: XmlElement, links: XmlElement) -> bool:
    """Move the addresses with tags from the relationships to the hyperlinks themselves, where loops
    reach them. Whether there was one."""
    taken = {
        link.get("Id", ""): (link, unquote(link.get("Target", "")))
        for link in links
        if link.get("Type", "").endswith("/hyperlink")
        and holds_tag(unquote(link.get("Target", "")))
    }
    for hyperlink in root.iter(w("hyperlink")):
        found = taken.get(hyperlink.get(_REL_ID, ""))
        if found is not None:
            hyperlink.set(ADDRESS, found[1])
            del hyperlink.attrib[_REL_ID]
    for link, _ in taken.values():
        links.remove(link)
    return bool(taken)


def _forget_writers(root: XmlElement) -> None:
    for element in list(root):
        if element.tag in [w(name) for name in _OWN]:
            root.remove(element)
        elif element.tag == _LAST_AUTHOR:
            element.text = ""


def _without_people(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Without the list of those who have changed or commented on it."""
    rels = relationships_part("word/document.xml")
    if rels not in parts:
        return parts
    links = parse_xml(parts[rels], rels)
    gone = [link for link in links if link.get("Type", "").rpartition("/")[2] == _PEOPLE]
    for link in gone:
        links.remove(link)
        parts.pop(resolve("word", link.get("Target", "")), None)
    if gone:
        parts[rels] = xml_bytes(links)
        types = parse_xml(parts[TYPES], TYPES)
        for override in list(types):
            name = override.get("PartName", "").lstrip("/")
            if name and name not in parts:
                types.remove(override)
        parts[TYPES] = xml_bytes(types)
    return parts
