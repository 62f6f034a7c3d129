"""An Office package with single parts changed; every other part keeps its bytes and its place."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from kumareport.office.package.package import (
    Package,
    XmlElement,
    internal_targets,
    parse_xml,
    relationships_part,
)

_TYPES_PART = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELS = f"{{{_RELS_SPACE}}}"


def serialize(root: XmlElement) -> bytes:
    """A tree as a part's bytes."""
    return etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )


def canonical(root: XmlElement) -> str:
    """An element in canonical XML: equal for equal content, however it was written."""
    return etree.tostring(root, method="c14n").decode()


class EditablePackage:
    """Changes over a read-only package.

    Args:
        source: the package; stays open as long as parts are read.
    """

    def __init__(self, source: Package) -> None:
        self._source = source
        # A zip may hold a name twice; readers take the last, which Package.read gives.
        self._names = list(dict.fromkeys(source.names()))
        self._trees: dict[str, XmlElement] = {}
        self._changed: set[str] = set()
        self._bytes: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def names(self) -> list[str]:
        """The parts' names in the order of the file, new ones last."""
        return list(self._names)

    def read(self, name: str) -> bytes:
        """A part's bytes as they would be written now."""
        if name in self._changed:
            return serialize(self._trees[name])
        return self._bytes[name] if name in self._bytes else self._source.read(name)

    def look(self, name: str) -> XmlElement:
        """A part's tree, to read only."""
        if name not in self._trees:
            self._trees[name] = parse_xml(self.read(name), name)
        return self._trees[name]

    def edit(self, name: str) -> XmlElement:
        """A part's tree, to change."""
        root = self.look(name)
        self._changed.add(name)
        return root

    def put(self, name: str, data: bytes) -> None:
        """Replace a part's bytes, or add a part."""
        self._trees.pop(name, None)
        self._changed.discard(name)
        self._bytes[name] = data
        if name not in self._names:
            self._names.append(name)

    def remove(self, name: str) -> None:
        """Take a part and its content type out. Relationships to it are the caller's."""
        self._names.remove(name)
        self._trees.pop(name, None)
        self._changed.discard(name)
        for element in list(self.look(_TYPES_PART)):
            if element.get("PartName") == f"/{name}":
                self.edit(_TYPES_PART).remove(element)

    def free_name(self, pattern: str) -> str:
        """A part name that is not taken: ``xl/comments{}.xml`` → ``xl/comments2.xml``."""
        # Part names do not differ by case alone. ECMA-376 Part 2, 6.2.2.3.
        taken = {name.lower() for name in self._names}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Every part as it is to be written."""
        for name in self._names:
            yield name, self.read(name)

    # --- relationships and content types -----------------------------------------------------

    def relationships(self, name: str) -> dict[str, tuple[str, str]]:
        """A part's relationships as they stand now: id → (type, target part's name)."""
        rels = relationships_part(name)
        return internal_targets(self.look(rels), name) if rels in self else {}

    def relate(self, name: str, kind: str, target: str) -> str:
        """Add a relationship between two parts.

        Returns:
            Its id.
        """
        rels = relationships_part(name)
        if rels not in self:
            self.put(
                rels, serialize(etree.Element(f"{_RELS}Relationships", nsmap={None: _RELS_SPACE}))
            )
        root = self.edit(rels)
        taken = {rel.get("Id") for rel in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        path = posixpath.relpath(target, posixpath.dirname(name))
        attributes = {"Id": f"rId{number}", "Type": kind, "Target": path}
        etree.SubElement(root, f"{_RELS}Relationship", attributes)
        return f"rId{number}"

    def unrelate(self, name: str, rel_id: str) -> None:
        """Take a relationship away."""
        root = self.edit(relationships_part(name))
        for rel in list(root):
            if rel.get("Id") == rel_id:
                root.remove(rel)

    def declare(self, name: str, content_type: str) -> None:
        """State a part's content type by its name."""
        root = self.edit(_TYPES_PART)
        for element in root:
            if element.get("PartName") == f"/{name}":
                element.set("ContentType", content_type)
                return
        attributes = {"PartName": f"/{name}", "ContentType": content_type}
        etree.SubElement(root, f"{_TYPES}Override", attributes)

    def declare_extension(self, name: str, content_type: str) -> None:
        """State a part's content type by its extension, or by name where that means another."""
        extension = name.rpartition(".")[2]
        for element in self.look(_TYPES_PART):
            if (element.get("Extension") or "").lower() == extension:
                if element.get("ContentType") != content_type:
                    self.declare(name, content_type)
                return
        attributes = {"Extension": extension, "ContentType": content_type}
        root = self.edit(_TYPES_PART)
        root.insert(0, root.makeelement(f"{_TYPES}Default", attributes))
