"""The places of the boxes: an empty one is found by where its loop stands, whatever its label says.

A cell that loops over the texts of a kind gets a bookmark of the box's own name before rendering; it is
taken out again afterwards, and the cell remembered. A loop within one paragraph gets the mark of an
anchored text, which says nothing.
"""

import re
from collections.abc import Iterable

from docx.oxml.ns import qn

from kumareport.document.anchors import Anchored
from kumareport.model.anchor import Anchor
from kumareport.office.package.package import XmlElement
from kumareport.patterns import regex

_FIRST_IN_CELL = r"(?P<before></w:tcPr>|<w:tc(?: [^>]*)?>|</w:p>)(?P<loop>"
_LOOP = r"\{%-?\s*for\s+\S+\s+in\s+"
_TEXT = regex(r"<w:t(?: [^>]*)?>[^<]*")
_ID = "0"


class BoxTexts(tuple[str, ...]):
    """The texts of a box, which know its place."""

    anchor: Anchor

    @classmethod
    def of(cls, texts: Iterable[str], anchor: Anchor) -> "BoxTexts":
        """The texts of the box with an anchor."""
        made = cls(texts)
        made.anchor = anchor
        return made

    @property
    def bookmark(self) -> str:
        """The name of the box's bookmark."""
        return self.anchor.bookmark

    @property
    def spot(self) -> str:
        """Where the texts would stand in a paragraph, if there are none."""
        return "" if self else Anchored("", self.anchor)


def with_places(xml: str, names: Iterable[str]) -> str:
    """A template's body with a bookmark before each loop over texts that makes paragraphs, and a mark
    before each within a paragraph.

    Args:
        xml: the body, its tags already freed from the paragraphs that hold nothing else.
        names: the tags that hold the texts of a box.
    """
    tags = "|".join(map(re.escape, names))
    if not tags:
        return xml
    texts = rf"{_LOOP}(?P<texts>\w+\.(?:{tags}))\s*-?%\}}"
    loop = re.compile(rf"{_FIRST_IN_CELL}{texts})")
    inline = re.compile(texts)
    mark = (
        rf'\g<before><w:bookmarkStart w:id="{_ID}" w:name="{{{{ \g<texts>.bookmark }}}}"/>'
        rf'<w:bookmarkEnd w:id="{_ID}"/>\g<loop>'
    )
    return _TEXT.sub(
        lambda found: inline.sub(r"{{ \g<texts>.spot }}\g<0>", found[0]), loop.sub(mark, xml)
    )


def take_places(body: XmlElement, names: Iterable[str]) -> dict[str, XmlElement]:
    """Take those bookmarks out again; the table cell that each stood in, where it stood in one."""
    wanted = set(names)
    found: dict[str, XmlElement] = {}
    for start in list(body.iter(qn("w:bookmarkStart"))):
        name, holder = start.get(qn("w:name"), ""), start.getparent()
        if name not in wanted or holder is None:
            continue
        if holder.tag == qn("w:tc"):
            found.setdefault(name, holder)
        end = start.getnext()
        if end is not None and end.tag == qn("w:bookmarkEnd"):
            holder.remove(end)
        holder.remove(start)
    return found
