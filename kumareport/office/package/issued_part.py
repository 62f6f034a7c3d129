"""The custom XML part that says what a Word file held when it was issued.

Custom XML data storage: ECMA-376 Part 1, 15.2.5 and 15.2.6. It names neither a path nor a person.
"""

import uuid
from collections.abc import Iterable

from lxml import etree

from kumareport.errors import InputFileError
from kumareport.model.anchor import Anchor
from kumareport.model.holding import Holding
from kumareport.model.issued import (
    SCHEMA_VERSION,
    CellPlace,
    IssuedDraft,
    IssuedParagraph,
    IssuedPart,
)
from kumareport.model.lettering import looks_text, with_looks
from kumareport.office.package.package import XmlElement, parse_xml
from kumareport.office.package.text import printable

NAMESPACE = "urn:kumareport:issued"
ITEM_TYPE = "application/xml"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_N = f"{{{NAMESPACE}}}"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def issued_xml(issued: IssuedDraft) -> bytes:
    """The part's bytes."""
    root = etree.Element(f"{_N}issued", nsmap={None: NAMESPACE})
    root.set("version", str(issued.version))
    root.set("workbook", issued.workbook)
    # A program that lays the XML out anew must leave the texts alone.
    root.set(_XML_SPACE, "preserve")
    for name, fact in issued.facts.items():
        element = etree.SubElement(root, f"{_N}fact")
        element.set("name", name)
        element.text = printable(fact)
    for bookmark, anchor in issued.boxes.items():
        _name(etree.SubElement(root, f"{_N}box"), bookmark, anchor)
    for paragraph in issued.paragraphs:
        element = etree.SubElement(root, f"{_N}p")
        element.set("story", paragraph.cell.story)
        if paragraph.cell.path:
            element.set("cell", ".".join(map(str, paragraph.cell.path)))
        if paragraph.box:
            element.set("box", paragraph.box)
        for part in paragraph.parts:
            piece = etree.SubElement(element, f"{_N}t")
            if part.anchor is not None:
                _name(piece, part.bookmark, part.anchor)
            piece.text = printable(part.text)
            if looks := looks_text(part.text):
                piece.set("looks", looks)
    for text in issued.comments:
        etree.SubElement(root, f"{_N}comment").text = printable(text)
    if issued.fields is not None:
        _weigh(etree.SubElement(root, f"{_N}held"), issued)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _weigh(element: XmlElement, issued: IssuedDraft) -> None:
    for story, name in sorted(issued.fields or ()):
        found = etree.SubElement(element, f"{_N}field")
        found.set("story", story)
        found.set("name", name)
    for holding in issued.holdings:
        found = etree.SubElement(element, f"{_N}thing")
        found.set("kind", holding.kind)
        found.set("place", printable(holding.place))
        if holding.digest:
            found.set("digest", holding.digest)
        found.text = printable(holding.text)


def _name(element: XmlElement, bookmark: str, anchor: Anchor) -> None:
    element.set("name", bookmark)
    element.set("kind", printable(anchor.label))
    element.set("record", printable(anchor.record))
    if anchor.detail:
        element.set("detail", printable(anchor.detail))


def properties_xml(issued: IssuedDraft) -> bytes:
    """The part with the item's own identity, which the content alone decides."""
    root = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    made = uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}:{issued.workbook}")
    root.set(f"{{{_STORE}}}itemID", f"{{{str(made).upper()}}}")
    schemas = etree.SubElement(root, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", NAMESPACE)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def find_issued(parts: Iterable[bytes]) -> IssuedDraft | None:
    """What one of the custom XML parts says; None where none is the tool's.

    Raises:
        InputFileError: the part is the tool's, but damaged or of a newer version.
    """
    for data in parts:
        if NAMESPACE.encode() not in data[:1000]:
            continue
        root = parse_xml(data, "customXml")
        if root.tag == f"{_N}issued":
            return _read(root)
    return None


def _read(root: XmlElement) -> IssuedDraft:
    if root.get("version") != str(SCHEMA_VERSION):
        raise InputFileError(
            "発出時の記録の形式が、このツールの扱えるものと違います。",
            "この文書を作ったものと同じ版の kumareport を使ってください。",
        )
    try:
        return IssuedDraft(
            root.get("workbook", ""),
            tuple(_paragraph(element) for element in root.iter(f"{_N}p")),
            {e.get("name", ""): _anchor(e) for e in root.iter(f"{_N}box")},
            tuple(element.text or "" for element in root.iter(f"{_N}comment")),
            {e.get("name", ""): e.text or "" for e in root.iter(f"{_N}fact")},
            _fields(root),
            tuple(_holding(element) for element in root.iter(f"{_N}thing")),
        )
    except ValueError as error:
        raise InputFileError(
            "発出時の記録が壊れています。", "配られた文書から、もう一度作り直してください。"
        ) from error


def _fields(root: XmlElement) -> frozenset[tuple[str, str]] | None:
    held = root.find(f"{_N}held")
    if held is None:
        return None
    return frozenset((e.get("story", ""), e.get("name", "")) for e in held.iter(f"{_N}field"))


def _holding(element: XmlElement) -> Holding:
    kind, place, digest = (element.get(name, "") for name in ("kind", "place", "digest"))
    return Holding(kind, place, element.text or "", digest)


def _paragraph(element: XmlElement) -> IssuedParagraph:
    path = element.get("cell", "")
    cell = CellPlace(element.get("story", ""), tuple(map(int, path.split("."))) if path else ())
    parts = tuple(
        IssuedPart(
            with_looks(piece.text or "", piece.get("looks", "")),
            _anchor(piece) if "kind" in piece.attrib else None,
            piece.get("name", ""),
        )
        for piece in element.iter(f"{_N}t")
    )
    return IssuedParagraph(cell, parts, element.get("box", ""))


def _anchor(element: XmlElement) -> Anchor:
    label, record, detail = (element.get(name, "") for name in ("kind", "record", "detail"))
    return Anchor.named(label, record, detail)
