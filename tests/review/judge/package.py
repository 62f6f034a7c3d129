"""A returned file as a bag of parts, changed without knowing how anybody reads it."""

import random
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
DC = "http://purl.org/dc/elements/1.1/"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
# A picture of one dot.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63646060f8"
    "0f00010401005fe5c34b0000000049454e44ae426082"
)
Element = etree._Element  # pyright: ignore[reportPrivateUsage]


@dataclass(frozen=True, slots=True)
class Trace:
    """What an edit left to be told.

    Attributes:
        edit: its name.
        added: a word that was typed; empty for none.
        removed: words of the issued file that are gone; empty for none.
        is_object: whether something without words was put in, changed or taken out.
    """

    edit: str
    added: str = ""
    removed: str = ""
    is_object: bool = False


class Returned:
    """A package being edited, with the source of chance and the places that were used."""

    def __init__(self, source: Path, seed: int) -> None:
        with zipfile.ZipFile(source) as file:
            self._parts = {info.filename: file.read(info) for info in file.infolist()}
        self._trees: dict[str, Element] = {}
        self._count = 0
        self.random = random.Random(seed)
        self.used: set[int] = set()
        self._kept: list[Element] = []

    def word(self) -> str:
        """A word that stands nowhere else."""
        self._count += 1
        digits = "〇一二三四五六七八九"
        return "ヰ" + "".join(digits[int(d)] for d in str(self._count)) + "ヱ"

    def take(self, elements: list[Element]) -> Element | None:
        """One of the elements that no edit used; None where there is none."""
        left = [element for element in elements if id(element) not in self.used]
        if not left:
            return None
        chosen = self.random.choice(left)
        self.use(chosen)
        return chosen

    def use(self, element: Element) -> None:
        """Keep an element, and what stands in it, from other edits."""
        self._kept.append(element)
        for own in element.iter():
            self._kept.append(own)
            self.used.add(id(own))

    def names(self, start: str = "", end: str = "") -> list[str]:
        """The parts' names."""
        return [name for name in self._parts if name.startswith(start) and name.endswith(end)]

    def xml(self, name: str) -> Element:
        """A part as a tree; what is changed in it is saved."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self._parts[name])
        return self._trees[name]

    def as_issued(self, name: str) -> Element:
        """A part as it was before all edits."""
        return etree.fromstring(self._parts[name])

    def add(self, name: str, data: bytes | str, content_type: str = "") -> None:
        """Put a part in."""
        self._parts[name] = data.encode() if isinstance(data, str) else data
        if content_type:
            types = self.xml("[Content_Types].xml")
            entry = etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{name}")
            entry.set("ContentType", content_type)

    def add_type(self, extension: str, content_type: str) -> None:
        """Say what parts with an ending are."""
        types = self.xml("[Content_Types].xml")
        if not any(one.get("Extension") == extension for one in types):
            types.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=extension))
            types[0].set("ContentType", content_type)

    def relate(self, part: str, kind: str, target: str, mode: str = "") -> str:
        """A relationship from a part; its id."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        if rels not in self._parts:
            self._parts[rels] = f'<Relationships xmlns="{RELS}"/>'.encode()
        root = self.xml(rels)
        own = f"rIdJudge{len(root) + 1}"
        one = etree.SubElement(root, f"{{{RELS}}}Relationship", Id=own, Target=target)
        one.set("Type", kind if "/" in kind else f"{OFFICE}/{kind}")
        if mode:
            one.set("TargetMode", mode)
        return own

    def picture(self, part: str) -> str:
        """A picture for a part; the relationship's id."""
        folder = part.partition("/")[0]
        name = f"media/judge{len(self.names(f'{folder}/media/judge'))}.png"
        self.add(f"{folder}/{name}", PNG)
        self.add_type("png", "image/png")
        up = "../" * (part.count("/") - 1)
        return self.relate(part, "image", f"{up}{name}")

    def describe(self) -> Trace:
        """Type a word into one of the file's properties (ファイル → 情報)."""
        core = self.xml("docProps/core.xml")
        name = self.random.choice(("subject", "description", "keywords", "category"))
        space = DC if name in ("subject", "description") else CORE
        element = core.find(f"{{{space}}}{name}")
        if element is None:
            element = etree.SubElement(core, f"{{{space}}}{name}")
        word = self.word()
        element.text = (element.text or "") + word
        return Trace("プロパティに打つ", added=word)

    def save(self, target: Path) -> Path:
        """Write it."""
        for name, root in self._trees.items():
            self._parts[name] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in self._parts.items():
                file.writestr(name, data)
        return target
