"""Writing bookmarks (ECMA-376 Part 1, 17.13.6) around stretches of a paragraph's text."""

import copy

from lxml import etree

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.word_names import character, local
from kumareport.patterns import regex

_START, _END = w("bookmarkStart"), w("bookmarkEnd")
_ID, _NAME, _PROPERTIES = w("id"), w("name"), w("pPr")

_REFERENCE = regex(
    r"(?i)^(\s*(?:REF|PAGEREF|NOTEREF)\s+|\s*HYPERLINK\s+\\l\s+)(\"?)([^\s\"]+)(\"?)"
)
_WORDS_OWN = ("_GoBack",)


def part_doubled_bookmarks(root: XmlElement) -> None:
    """Give the bookmarks that a loop of the template has repeated names of their own, and lead each
    reference to the copy of its own record.

    That is the nearest one before the reference, or behind it where the template has it so.
    """
    if next(root.iter(_START, _END), None) is None:
        return
    kinds = (_START, w("instrText"), w("fldSimple"), w("hyperlink"))
    places = {element: number for number, element in enumerate(root.iter(*kinds))}
    copies: dict[str, list[XmlElement]] = {}
    for start in list(root.iter(_START)):
        copies.setdefault(start.get(w("name"), ""), []).append(start)
    ends: dict[str, list[XmlElement]] = {}
    for end in root.iter(_END):
        ends.setdefault(end.get(w("id"), ""), []).append(end)
    for name, starts in copies.items():
        if name in _WORDS_OWN or any(not ends.get(s.get(w("id"), "")) for s in starts):
            for start in starts:
                _remove(start, *ends.pop(start.get(w("id"), ""), []))
    kept = {name: found for name, found in copies.items() if found[0].getparent() is not None}
    taken = set(kept)
    for name, starts in kept.items():
        for start in starts[1:]:
            fresh = _free(name, taken)
            start.set(w("name"), fresh)
    _number(root)
    _lead(root, {name: found for name, found in kept.items() if len(found) > 1}, places)


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    taken.add(f"{name}_{number}")
    return f"{name}_{number}"


def _number(root: XmlElement) -> None:
    """Ids of their own for the bookmarks: a start and the first end behind it that has its id."""
    open_ids: dict[str, list[str]] = {}
    count = 0
    for element in list(root.iter(_START, _END)):
        key = element.get(w("id"), "")
        if element.tag == _START:
            count += 1
            open_ids.setdefault(key, []).append(str(count))
            element.set(w("id"), str(count))
        elif open_ids.get(key):
            element.set(w("id"), open_ids[key].pop(0))
        else:
            _remove(element)


def _lead(
    root: XmlElement, doubled: dict[str, list[XmlElement]], places: dict[XmlElement, int]
) -> None:
    looks_back: dict[str, bool] = {}
    for element in root.iter(w("instrText"), w("fldSimple"), w("hyperlink")):
        name = _target(element)
        if name not in doubled:
            continue
        starts, at = doubled[name], places[element]
        back = looks_back.setdefault(name, places[starts[0]] < at)
        before = [s for s in starts if places[s] < at]
        after = [s for s in starts if places[s] > at]
        near = (before[-1:] or after[:1]) if back else (after[:1] or before[-1:])
        if near:
            _aim(element, near[0].get(w("name"), name))


def _target(element: XmlElement) -> str:
    if element.tag == w("hyperlink"):
        return element.get(w("anchor"), "")
    found = _REFERENCE.match(_code(element))
    return found[3] if found else ""


def _code(element: XmlElement) -> str:
    return (element.text or "") if element.tag == w("instrText") else element.get(w("instr"), "")


def _aim(element: XmlElement, name: str) -> None:
    if element.tag == w("hyperlink"):
        element.set(w("anchor"), name)
        return
    code = _REFERENCE.sub(lambda found: f"{found[1]}{found[2]}{name}{found[4]}", _code(element))
    if element.tag == w("instrText"):
        element.text = code
    else:
        element.set(w("instr"), code)


def _remove(*elements: XmlElement) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


class BookmarkWriter:
    """Bookmarks with unique names and ids.

    Args:
        root: the document.
    """

    def __init__(self, root: XmlElement) -> None:
        starts = [(start.get(_NAME, ""), start.get(_ID, "")) for start in root.iter(_START)]
        self._names = {name for name, _ in starts}
        self._ids = {key for _, key in starts}

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
        start, end = self._pair(name)
        # lxml moves what stands behind an element's end along with it: there is no such text here.
        first.addprevious(start)
        last.addnext(end)

    def put_before(self, name: str, following: XmlElement) -> None:
        """A bookmark that holds nothing, before an element."""
        for mark in self._pair(name):
            following.addprevious(mark)

    def put_inside(self, name: str, first: XmlElement, last: XmlElement) -> None:
        """A bookmark over the whole content of paragraphs, from ``first`` to ``last``."""
        put_around(first, self.free_id(name), name, last)

    def _pair(self, name: str) -> tuple[XmlElement, XmlElement]:
        key = self.free_id(name)
        start, end = etree.Element(_START), etree.Element(_END)
        start.set(_ID, key)
        start.set(_NAME, name)
        end.set(_ID, key)
        return start, end

    def free_id(self, name: str) -> str:
        """An id that no bookmark has yet."""
        # ST_DecimalNumber is 32 bits wide. The name decides: no count over the document.
        number = int(name[2:9], 16) if name.startswith("_k") else 1
        while (key := str(number)) in self._ids:
            number += 1
        self._ids.add(key)
        return key


def put_around(first: XmlElement, key: str, name: str, last: XmlElement | None = None) -> None:
    """A bookmark over the whole content of a paragraph, or of all from ``first`` to ``last``."""
    # An element that is made where it stands costs a third less than one that is moved there.
    start = etree.SubElement(first, _START)
    start.set(_ID, key)
    start.set(_NAME, name)
    first.insert(1 if first[0].tag == _PROPERTIES else 0, start)
    etree.SubElement(first if last is None else last, _END).set(_ID, key)


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
