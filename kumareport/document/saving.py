"""A document's parts, as python-docx writes them, without packing a zip that is packed again at once."""

from collections.abc import Iterator

from docx.opc.packuri import PACKAGE_URI
from docx.opc.pkgwriter import _ContentTypesItem  # pyright: ignore[reportPrivateUsage]
from docx.opc.rel import Relationships
from docx.parts.document import DocumentPart

from kumareport.document.open_parts import every_part
from kumareport.document.shapes import Shapes
from kumareport.errors import TemplateError
from kumareport.office.package.package import TYPES
from kumareport.office.package.text import quoted

_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def parts_of(main: DocumentPart, shapes: Shapes | None = None) -> Iterator[tuple[str, bytes]]:
    """The parts of a document's package, in the order in which python-docx writes them, each made when it
    is asked for.

    Args:
        main: its main part.
        shapes: the tables that are no trees, which are put in their places. The document is not needed
            any more then: its tree is let go.

    Raises:
        TemplateError: two have one name, as of a template that was made of a report: no program opens
            that.
    """
    package = main.package
    assert package is not None
    parts = list(every_part(package))
    if len({str(part.partname).lower() for part in parts}) < len(parts):
        raise TemplateError(
            "テンプレートに、同じ名前の部品が２つあります",
            "Word で開き、「名前を付けて保存」で保存し直してください。",
        )
    for part in parts:
        part.before_marshal()
    yield TYPES, _ContentTypesItem.from_parts(parts).blob  # pyright: ignore[reportUnknownMemberType]
    yield str(PACKAGE_URI.rels_uri)[1:], _relationships_xml(package.rels)
    for part in parts:
        data = part.blob
        if shapes is not None and part is main:
            # python-docx has no public way. Of a long report, the tree and the text do not stand together.
            main._element = None  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]
            data = shapes.unfolded(data)
        yield str(part.partname)[1:], data
        if part.rels:
            yield str(part.partname.rels_uri)[1:], _relationships_xml(part.rels)


def _relationships_xml(relationships: Relationships) -> bytes:
    """A part of relationships, letter by letter as python-docx writes it, which makes a tree for each."""
    lines: list[str] = []
    for rel in relationships.values():
        names = (
            f'Id="{quoted(rel.rId)}" Type="{quoted(rel.reltype)}" Target="{quoted(rel.target_ref)}"'
        )
        mode = ' TargetMode="External"' if rel.is_external else ""
        lines.append(f"<Relationship {names}{mode}/>")
    return (
        f'{_HEAD}<Relationships xmlns="{_RELATIONSHIPS}">{"".join(lines)}</Relationships>'.encode()
    )
