"""Writing bookmarks (ECMA-376 Part 1, 17.13.6) around stretches of a paragraph's text."""

import copy
from collections import Counter

from lxml import etree

from kumareport.ooxml.package import XmlElement
from kumareport.ooxml.word_names import character, local, w

_START, _END = w("bookmarkStart"), w("bookmarkEnd")


def drop_doubled_bookmarks(root: XmlElement) -> None:
    """Remove the bookmarks that stand in the file more than once, by name or by id.

    One that the office left inside a loop of its template (such as Word's own ``_GoBack``) comes
    out once for each record.
    """
    starts = list(root.iter(_START))
    names = Counter(start.get(w("name")) for start in starts)
    ids = Counter(start.get(w("id")) for start in starts)
    doubled = {
        start.get(w("id"))
        for start in starts
        if names[start.get(w("name"))] > 1 or ids[start.get(w("id"))] > 1
    }
    for element in list(root.iter(_START, _END)):
        parent = element.getparent()
        if parent is not None and element.get(w("id")) in doubled:
            parent.remove(element)


class BookmarkWriter:
    """Bookmarks with unique names and ids.

    Args:
        root: the document.
    """

    def __init__(self, root: XmlElement) -> None:
        self._names = {start.get(w("name"), "") for start in root.iter(_START)}
        self._ids = {start.get(w("id"), "") for start in root.iter(_START)}

    def free_name(self, wanted: str) -> str:
        """A name that no bookmark has yet: the second place of a text gets ``…_2``."""
        name, count = wanted, 1
        while name in self._names:
            count += 1
            name = f"{wanted}_{count}"
        self._names.add(name)
        return name

    def put(self, name: str, first: XmlElement, last: XmlElement) -> None:
        """A bookmark from before ``first`` to behind ``last``."""
        number = self._free_id(name)
        start, end = first.makeelement(_START), last.makeelement(_END)
        start.set(w("id"), number)
        start.set(w("name"), name)
        end.set(w("id"), number)
        # lxml moves what stands behind an element's end along with it: there is no such text here.
        first.addprevious(start)
        last.addnext(end)

    def put_before(self, name: str, following: XmlElement) -> None:
        """A bookmark that holds nothing, before an element."""
        number = self._free_id(name)
        for tag in (_START, _END):
            mark = following.makeelement(tag)
            mark.set(w("id"), number)
            if tag == _START:
                mark.set(w("name"), name)
            following.addprevious(mark)

    def put_inside(self, name: str, first: XmlElement, last: XmlElement) -> None:
        """A bookmark over the whole content of paragraphs, from ``first`` to ``last``."""
        number = self._free_id(name)
        start = etree.Element(_START)
        start.set(w("id"), number)
        start.set(w("name"), name)
        first.insert(1 if len(first) and first[0].tag == w("pPr") else 0, start)
        end = etree.SubElement(last, _END)
        end.set(w("id"), number)

    def _free_id(self, name: str) -> str:
        # ST_DecimalNumber is 32 bits wide. The name decides: no count over the document.
        number = int(name.removeprefix("_k")[:7], 16) if name.startswith("_k") else 1
        while str(number) in self._ids:
            number += 1
        self._ids.add(str(number))
        return str(number)


def split_run(node: XmlElement, offset: int) -> XmlElement | None:
    """Split a run before a character.

    Args:
        node: the text node (``w:t``) of a run.
        offset: how many of its characters stay in front.

    Returns:
        The run that begins with the character; None where nothing is left for it.
    """
    run = node.getparent()
    assert run is not None
    text = node.text or ""
    content = [child for child in run if local(child) != "rPr"]
    if offset == 0 and content[0] is node:
        return run
    moved = content[content.index(node) + 1 :]
    if offset == len(text) and not any(character(child) for child in moved):
        return None
    right = run.makeelement(run.tag, dict(run.attrib))
    properties = run.find(w("rPr"))
    if properties is not None:
        right.append(copy.deepcopy(properties))
    tail = copy.deepcopy(node)
    node.text, tail.text = text[:offset], text[offset:]
    right.append(tail)
    for child in moved:
        right.append(child)
    run.addnext(right)
    return right
