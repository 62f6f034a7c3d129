"""The custom XML part that says what a Word file held when it was issued.

Custom XML data storage: ECMA-376 Part 1, 15.2.5 and 15.2.6. It names neither a path nor a person.
"""

import io
import uuid
from collections.abc import Iterable, Iterator, Mapping

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
from kumareport.office.package.text import quoted, shown

NAMESPACE = "urn:kumareport:issued"
ITEM_TYPE = "application/xml"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_N = f"{{{NAMESPACE}}}"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def issued_xml(issued: IssuedDraft, paragraphs: Iterable[str]) -> bytes:
    """The part's bytes.

    Args:
        issued: what was issued; its paragraphs do not count.
        paragraphs: as :func:`paragraph_xml` writes them. There are thousands: none is kept in between.
    """
    head = f'xmlns="{NAMESPACE}" version="{issued.version}" workbook="{quoted(issued.workbook)}"'
    out = io.BytesIO()
    # Piece by piece: of a long report, the whole as a text and as bytes would be the most it holds.
    for piece in (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n",
        # A program that lays the XML out anew must leave the texts alone.
        f'<issued {head} xml:space="preserve">',
        *(_element("fact", fact, name=name) for name, fact in issued.facts.items()),
        *(_raw("box", "", **_named(b, anchor)) for b, anchor in issued.boxes.items()),
    ):
        out.write(piece.encode())
    for paragraph in paragraphs:
        out.write(paragraph.encode())
    for text in issued.comments:
        out.write(_element("comment", text).encode())
    if issued.fields is not None:
        out.write(_raw("held", "".join(_weighed(issued))).encode())
    out.write(b"</issued>")
    return out.getvalue()


# There are thousands of paragraphs: no attributes are gathered for them.
def paragraph_xml(story: str, path: str, box: str, texts: str) -> str:
    """A paragraph.

    Args:
        story: where it stands.
        path: the numbers of its cell, with dots between; empty outside of tables.
        box: the bookmark of the box that it belongs to; empty for none.
        texts: its parts, each as :func:`text_xml` writes it.
    """
    cell = f' cell="{path}"' if path else ""
    of_box = f' box="{quoted(box)}"' if box else ""
    head = f'<p story="{quoted(story)}"{cell}{of_box}'
    return f"{head}>{texts}</p>" if texts else f"{head}/>"


def path_of(cell: CellPlace) -> str:
    """The numbers of a cell with dots between."""
    return ".".join(map(str, cell.path))


def text_xml(part: IssuedPart) -> str:
    """A stretch of a paragraph."""
    anchor = part.anchor
    looks = f' looks="{said}"' if (said := looks_text(part.text)) else ""
    if anchor is None:
        return f"<t{looks}>{shown(part.text)}</t>"
    kind, record = quoted(anchor.of or anchor.kind), quoted(anchor.record)
    detail = f' detail="{quoted(anchor.detail)}"' if anchor.detail else ""
    head = f'<t name="{part.bookmark}" kind="{kind}" record="{record}"{detail}{looks}'
    return f"{head}>{shown(part.text)}</t>"


def _weighed(issued: IssuedDraft) -> Iterator[str]:
    for story, name in sorted(issued.fields or ()):
        yield _raw("field", "", story=story, name=name)
    for holding in issued.holdings:
        said = {"kind": holding.kind, "place": holding.place}
        if holding.digest:
            said["digest"] = holding.digest
        yield _element("thing", holding.text, **said)


def _named(bookmark: str, anchor: Anchor) -> dict[str, str]:
    said = {"name": bookmark, "kind": anchor.label, "record": anchor.record}
    if anchor.detail:
        said["detail"] = anchor.detail
    return said


def _element(tag: str, text: str, **attributes: str) -> str:
    """An element that holds a text."""
    return f"<{tag}{_said(attributes)}>{shown(text)}</{tag}>"


def _raw(tag: str, content: str, **attributes: str) -> str:
    said = _said(attributes)
    return f"<{tag}{said}>{content}</{tag}>" if content else f"<{tag}{said}/>"


def _said(attributes: Mapping[str, str]) -> str:
    return "".join([f' {key}="{quoted(value)}"' for key, value in attributes.items()])


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
