"""Pictures and charts of two documents: which are equal, and the old ones in the new document."""

import copy
import hashlib

from kumareport.office.package.editable_package import EditablePackage, canonical
from kumareport.office.package.package import XmlElement
from kumareport.office.word.word_names import local

_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "[Content_Types].xml"
# What the layout decides, and what only names the object.
_PASSING = ("extent", "effectExtent")


class Pictures:
    """The pictures of one part of either document.

    Args:
        old, new: the packages.
        old_part, new_part: the names of the parts that show them.
    """

    def __init__(
        self, old: EditablePackage, new: EditablePackage, old_part: str, new_part: str
    ) -> None:
        self._old, self._new = old, new
        self._new_part = new_part
        self._targets_old = old.relationships(old_part)
        self._targets_new = new.relationships(new_part)
        self._adopted: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self._ids = {e.get("id", "") for e in new.look(new_part).iter() if local(e) == "docPr"}

    def name_old(self, thing: XmlElement) -> str:
        """What a thing of the old document shows."""
        return _name(thing, self._old, self._targets_old)

    def name_new(self, thing: XmlElement) -> str:
        """What a thing of the new document shows."""
        return _name(thing, self._new, self._targets_new)

    def adopt(self, thing: XmlElement) -> None:
        """Make a copy of an old thing fit into the new document: its parts and ids."""
        for element in thing.iter():
            if local(element) == "docPr":
                element.set("id", self._free_id(element.get("id", "")))
            for name, rel_id in list(element.attrib.items()):
                if str(name).startswith(_RELATIONSHIP) and str(rel_id) in self._targets_old:
                    element.set(name, self._relate(str(rel_id)))

    def _free_id(self, wanted: str) -> str:
        # An unsigned 32-bit number; most programs take the lower half only.
        number = int(wanted) if wanted.isdecimal() else 1
        while str(number) in self._ids:
            number = number % (2**31 - 1) + 1
        self._ids.add(str(number))
        return str(number)

    def _relate(self, rel_id: str) -> str:
        if rel_id not in self._adopted:
            kind, target = self._targets_old[rel_id]
            self._adopted[rel_id] = self._new.relate(self._new_part, kind, self._copy(target))
        return self._adopted[rel_id]

    def _copy(self, name: str) -> str:
        """Copy a part with all that it refers to; its name in the new document."""
        if name in self._parts:
            return self._parts[name]
        stem, dot, extension = name.rpartition(".")
        free = self._new.free_name(f"{stem}_old{{}}{dot}{extension}")
        self._parts[name] = free
        self._new.put(free, self._old.read(name))
        self._declare(name, free)
        for rel_id, (kind, target) in self._old.relationships(name).items():
            made = self._new.relate(free, kind, self._copy(target))
            if made != rel_id:
                self._rename(free, rel_id, made)
        return free

    def _rename(self, part: str, old_id: str, new_id: str) -> None:
        for element in self._new.edit(part).iter():
            for name, value in list(element.attrib.items()):
                if str(name).startswith(_RELATIONSHIP) and value == old_id:
                    element.set(name, new_id)

    def _declare(self, name: str, free: str) -> None:
        extension = name.rpartition(".")[2].lower()
        for element in self._old.look(_TYPES):
            kind = element.get("ContentType", "")
            if element.get("PartName") == f"/{name}":
                self._new.declare(free, kind)
                return
            if (element.get("Extension") or "").lower() == extension:
                self._new.declare_extension(free, kind)


def _name(thing: XmlElement, package: EditablePackage, targets: dict[str, tuple[str, str]]) -> str:
    bare = copy.deepcopy(thing)
    bare.tail = None
    for element in bare.iter():
        if local(element) in _PASSING:
            element.attrib.clear()
        if local(element) == "docPr":
            element.attrib.pop("id", None)
            element.attrib.pop("name", None)
        for name, rel_id in list(element.attrib.items()):
            if str(name).startswith(_RELATIONSHIP) and str(rel_id) in targets:
                data = package.read(targets[str(rel_id)][1])
                element.set(name, hashlib.sha256(data).hexdigest())
    return canonical(bare)
