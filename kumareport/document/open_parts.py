"""The parts of a document that is still open in python-docx."""

from collections.abc import Iterator

from docx.document import Document
from docx.opc.package import OpcPackage
from docx.opc.part import Part

from kumareport.office.package.package import XmlElement, parse_xml


def every_part(package: OpcPackage) -> Iterator[Part]:
    """Each part of a package once, in the order of ``package.iter_parts()``, which compares each with
    all before it: a second for every walk over five thousand graphs."""
    seen: set[Part] = set()

    def walk(source: OpcPackage | Part) -> Iterator[Part]:
        for relationship in source.rels.values():
            if relationship.is_external or relationship.target_part in seen:
                continue
            part = relationship.target_part
            seen.add(part)
            yield part
            yield from walk(part)

    return walk(package)


class OpenParts:
    """Lists them as a file's parts are listed.

    Args:
        document: the document.
    """

    def __init__(self, document: Document) -> None:
        package = document.part.package
        assert package is not None
        self._parts: dict[str, Part] = {str(p.partname)[1:]: p for p in every_part(package)}
        self._of_package = package.rels

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """A part's bytes."""
        return self._parts[name].blob

    def xml(self, name: str) -> XmlElement:
        """A part as a tree."""
        element = getattr(self._parts[name], "element", None)
        return parse_xml(self._parts[name].blob, name) if element is None else element

    def relationships(self, name: str) -> dict[str, tuple[str, str]]:
        """A part's relationships: id → (type, target part's name); external targets left out."""
        rels = self._parts[name].rels if name else self._of_package
        return {
            key: (rel.reltype, str(rel.target_part.partname)[1:])
            for key, rel in rels.items()
            if not rel.is_external
        }
