"""What the loops of a template have repeated gets an identity of its own: ids, notes, links, lists."""

import copy
from collections.abc import Iterator
from urllib.parse import quote

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from kumareport.document.anchors import AnchoredTexts, text_anchor
from kumareport.document.elements import body_of
from kumareport.document.story_parts import notes_of, parts_of, root_of, set_blob
from kumareport.model.form import WRITTEN
from kumareport.model.report import Report
from kumareport.office.package.package import XmlElement, parse_xml, xml_bytes
from kumareport.office.word.list_restarts import ListRestarts
from kumareport.office.word.normal_form import ADDRESS

_FOLLOWED = ("https://", "http://", "mailto:", "#")
_ADDRESS_CHARACTERS = "%/:?#[]@!$&'()*+,;=~"


def tidy_ids(document: Document) -> None:
    """Make the ids of drawings and content controls unique over the document."""
    drawings: set[int] = set()
    controls: set[str] = set()
    for root in _roots(document):
        for properties in root.iter(qn("wp:docPr")):
            number = _number(properties.get("id", ""))
            while number in drawings:
                number += 1
            drawings.add(number)
            properties.set("id", str(number))
        for key in list(root.iter(qn("w:id"))):
            parent = key.getparent()
            if parent is None or parent.tag != qn("w:sdtPr"):
                continue
            if key.get(qn("w:val"), "") in controls:
                parent.remove(key)  # Word gives a control without an id one of its own.
            controls.add(key.get(qn("w:val"), ""))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 1


def _roots(document: Document) -> Iterator[XmlElement]:
    for part in parts_of(document):
        root = root_of(part)
        if root is not None:
            yield root


def part_notes(document: Document) -> None:
    """Give each copy of a reference to a foot- or endnote a copy of the note."""
    for part in notes_of(document):
        root = parse_xml(part.blob, str(part.partname))
        notes = {note.get(qn("w:id"), ""): note for note in root}
        kind = "footnote" if "footnotes" in part.content_type else "endnote"
        seen: set[str] = set()
        for reference in body_of(document).iter(qn(f"w:{kind}Reference")):
            key = reference.get(qn("w:id"), "")
            if key in seen and key in notes:
                fresh = copy.deepcopy(notes[key])
                key = str(max(map(int, notes)) + 1)
                fresh.set(qn("w:id"), key)
                root.append(fresh)
                notes[key] = fresh
                reference.set(qn("w:id"), key)
            seen.add(key)
        if len(seen - {""}) and len(notes) == len(root):
            set_blob(part, xml_bytes(root))


def link_addresses(document: Document) -> None:
    """Turn the filled-in addresses of hyperlinks into relationships. One that leads nowhere that a
    reader of a published report could follow becomes plain text."""
    for part in parts_of(document):
        root = root_of(part)
        if root is None:
            continue
        for link in list(root.iter(qn("w:hyperlink"))):
            address = link.attrib.pop(ADDRESS, None)
            if address is None:
                continue
            target = str(address).strip()
            if target.startswith(_FOLLOWED):
                target = quote(target, safe=_ADDRESS_CHARACTERS)
                link.set(qn("r:id"), part.relate_to(target, RT.HYPERLINK, is_external=True))
            else:
                for child in list(link):
                    link.addprevious(child)
                parent = link.getparent()
                assert parent is not None
                parent.remove(link)


def restart_lists(document: Document, texts: AnchoredTexts, report: Report) -> None:
    """Let a numbered list begin with 1 in each box and under each table."""
    numbering = next((r for r in document.part.rels.values() if r.reltype == RT.NUMBERING), None)
    root = None if numbering is None else root_of(numbering.target_part)
    if root is None:
        return
    lists = ListRestarts(root, document.styles.element)
    for _, section in report.parts():
        for kind in report.settings.form.of_shape(*WRITTEN):
            anchors = map(text_anchor, section.of_kind(kind))
            lists.restart([p for anchor in anchors for p in texts.paragraphs(anchor)])
