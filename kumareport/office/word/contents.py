"""A table of contents (field TOC, ECMA-376 Part 1, 17.16.5.68): filled with the headings of the report.

Word numbers the pages when it opens the file. LibreOffice keeps what stands in a table of contents,
but works out a reference to a page (PAGEREF) anywhere else: for the PDF the entries stand free.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kumareport.office.package.element_order import PARAGRAPH, ensure_child
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.bookmarks import BookmarkWriter
from kumareport.office.word.field_results import CONTENTS, WordField, fields

_LEVELS = re.compile(r'\\o\s+"(\d)\s*-\s*(\d)"')
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_INDENT = 220
"""Twips by which each level is set in, where the template has no style for it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the report: its paragraph, level and text."""

    paragraph: XmlElement
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class ContentsLook:
    """How entries look: the style ids of the levels, and where page numbers end, in twips."""

    styles: dict[int, str]
    right: int


def fill_contents(body: XmlElement, headings: Sequence[Heading], look: ContentsLook) -> bool:
    """Fill the tables of contents; whether there is one."""
    tables = [one for one in fields(body) if one.name == CONTENTS and one.separate is not None]
    if not tables:
        return False
    writer = BookmarkWriter(body)
    names: dict[XmlElement, str] = {}
    for number, heading in enumerate(headings, 1):
        names[heading.paragraph] = name = writer.free_name(f"_Toc{900000000 + number}")
        writer.put_inside(name, heading.paragraph, heading.paragraph)
    for table in tables:
        levels = _LEVELS.search(table.code)
        low, high = (int(levels[1]), int(levels[2])) if levels else (1, 3)
        chosen = [heading for heading in headings if low <= heading.level <= high]
        _fill(table, chosen, names, look)
    return True


def _fill(
    table: WordField, headings: list[Heading], names: dict[XmlElement, str], look: ContentsLook
) -> None:
    separate = table.separate.getparent() if table.separate is not None else None
    end = table.end.getparent() if table.end is not None else None
    if separate is None or end is None or not headings:
        return
    first = next(separate.iterancestors(w("p")))
    if next(end.iterancestors(w("p"))) is not first:
        return  # A shape that nobody has shown us stays as it is.
    between = separate.getnext()
    while between is not None and between is not end:
        following = between.getnext()
        first.remove(between)
        between = following
    paragraph = first
    for number, heading in enumerate(headings):
        if number:
            fresh = paragraph.makeelement(w("p"))
            paragraph.addnext(fresh)
            paragraph = fresh
        _set_look(paragraph, first, heading.level, look)
        at = list(paragraph).index(separate) + 1 if paragraph is first else len(paragraph)
        paragraph.insert(at, _entry(paragraph, heading, names[heading.paragraph]))
    paragraph.append(end)


def _set_look(paragraph: XmlElement, first: XmlElement, level: int, look: ContentsLook) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = paragraph.makeelement(w("pPr"))
        paragraph.insert(0, properties)
    if level in look.styles:
        for old in properties.findall(w("pStyle")):
            properties.remove(old)
        style = properties.makeelement(w("pStyle"))
        style.set(w("val"), look.styles[level])
        properties.insert(0, style)
        return
    if properties.find(w("tabs")) is None:
        tabs = ensure_child(properties, "tabs", PARAGRAPH)
        tab = tabs.makeelement(w("tab"))
        for name, value in (("val", "right"), ("leader", "dot"), ("pos", str(look.right))):
            tab.set(w(name), value)
        tabs.append(tab)
    if paragraph is not first or level > 1:
        indent = ensure_child(properties, "ind", PARAGRAPH)
        indent.attrib.clear()
        indent.set(w("left"), str(_INDENT * (level - 1)))


def _entry(paragraph: XmlElement, heading: Heading, name: str) -> XmlElement:
    link = paragraph.makeelement(w("hyperlink"))
    link.set(w("anchor"), name)
    link.set(w("history"), "1")
    link.append(_run(link, "t", heading.text))
    link.append(_run(link, "tab"))
    for kind in ("begin", "", "separate", "", "end"):
        if kind:
            run = _run(link, "fldChar")
            run[0].set(w("fldCharType"), kind)
        elif link[-1][0].get(w("fldCharType")) == "begin":
            run = _run(link, "instrText", f" PAGEREF {name} \\h ")
        else:
            run = _run(link, "t", "")
        link.append(run)
    return link


def _run(parent: XmlElement, name: str, text: str = "") -> XmlElement:
    run = parent.makeelement(w("r"))
    child = run.makeelement(w(name))
    if name in ("t", "instrText"):
        child.text = text
        child.set(_SPACE, "preserve")
    run.append(child)
    return run


def free_contents(body: XmlElement) -> bool:
    """Let the entries of tables of contents stand free of their field; whether there was one."""
    found = False
    for table in list(fields(body)):
        if table.name != CONTENTS:
            continue
        found = True
        start = table.begin.getparent()
        while start is not None:
            following = start.getnext()
            parent = start.getparent()
            is_last = table.separate is None or table.separate.getparent() is start
            if parent is not None:
                parent.remove(start)
            start = None if is_last else following
        for mark in (table.end,):
            run = None if mark is None else mark.getparent()
            if run is not None and run.getparent() is not None:
                run.getparent().remove(run)  # pyright: ignore[reportOptionalMemberAccess]
    return found
