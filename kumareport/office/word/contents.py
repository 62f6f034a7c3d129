"""A table of contents (field TOC, ECMA-376 Part 1, 17.16.5.68): filled with the headings of the report.

Word numbers the pages when it opens the file. LibreOffice keeps what stands in a table of contents,
but works out a reference to a page (PAGEREF) anywhere else: for the PDF the entries stand free.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from kumareport.office.package.element_order import PARAGRAPH, ensure_child
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.bookmarks import BookmarkWriter
from kumareport.office.word.computed_fields import field_words
from kumareport.office.word.field_results import CONTENTS, WordField, fields
from kumareport.patterns import regex

_LEVELS = regex(r"(\d)\s*-\s*(\d)")
_USUAL = (1, 3)
_SEPARATOR = regex("[,;、，；]")
_LOCAL_NAME = regex(r"(?:見出し|heading) ?(\d)", re.IGNORECASE)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_INDENT = 220
"""Twips by which each level is set in, where the template has no style for it."""


class Listable(Struct, frozen=True):
    """A paragraph that a table of contents may name.

    Attributes:
        paragraph: the element.
        level: of a heading; 0 for none.
        style: its style's name.
        text: its words.
        captions: the sequences (SEQ) that it is numbered in.
    """

    paragraph: XmlElement
    level: int
    style: str
    text: str
    captions: frozenset[str]


class ContentsLook(Struct, frozen=True):
    """How entries look: the style ids of the levels, and where page numbers end, in twips."""

    styles: dict[int, str]
    right: int


def has_contents(body: XmlElement) -> bool:
    """Whether there is a table of contents."""
    return any(one.name == CONTENTS and one.separate is not None for one in fields(body))


def fill_contents(body: XmlElement, paragraphs: Sequence[Listable], look: ContentsLook) -> None:
    """Fill the tables of contents: of headings, of the styles that a table names, or of captions."""
    tables = [one for one in fields(body) if one.name == CONTENTS and one.separate is not None]
    writer = BookmarkWriter(body)
    names: dict[XmlElement, str] = {}
    for table in tables:
        chosen = list(_chosen(table.code, paragraphs))
        for one, _ in chosen:
            if one.paragraph not in names:
                name = writer.free_name(f"_Toc{900000001 + len(names)}")
                writer.put_inside(name, one.paragraph, one.paragraph)
                names[one.paragraph] = name
        _fill(table, chosen, names, look)


def _chosen(code: str, paragraphs: Sequence[Listable]) -> Iterator[tuple[Listable, int]]:
    """What a table names, each with its level."""
    words = field_words(code)
    after = {switch: argument for switch, argument in pairwise(words) if switch.startswith("\\")}
    label = after.get("\\c", after.get("\\a", ""))
    if label:
        yield from ((one, 1) for one in paragraphs if label in one.captions)
        return
    named = _SEPARATOR.split(after.get("\\t", ""))
    styles = {
        _common(n.strip()): int(m)
        for n, m in zip(named[::2], named[1::2], strict=False)
        if m.strip().isdecimal()
    }
    levels = _LEVELS.search(after.get("\\o", ""))
    low, high = (int(levels[1]), int(levels[2])) if levels else _USUAL
    if styles and "\\o" not in words and "\\u" not in words:
        high = 0
    for one in paragraphs:
        level = styles.get(_common(one.style), one.level if low <= one.level <= high else 0)
        if level:
            yield one, level


def _common(style: str) -> str:
    """A style's name, one of Word's own in English."""
    found = _LOCAL_NAME.fullmatch(style)
    return f"Heading {found[1]}" if found else style


def _fill(
    table: WordField,
    chosen: list[tuple[Listable, int]],
    names: dict[XmlElement, str],
    look: ContentsLook,
) -> None:
    separate = table.separate.getparent() if table.separate is not None else None
    end = table.end.getparent() if table.end is not None else None
    if separate is None or end is None or not chosen:
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
    for number, (one, level) in enumerate(chosen):
        if number:
            fresh = paragraph.makeelement(w("p"))
            paragraph.addnext(fresh)
            paragraph = fresh
        _set_look(paragraph, first, level, look)
        at = list(paragraph).index(separate) + 1 if paragraph is first else len(paragraph)
        paragraph.insert(at, _entry(paragraph, one.text, names[one.paragraph]))
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


def _entry(paragraph: XmlElement, text: str, name: str) -> XmlElement:
    link = paragraph.makeelement(w("hyperlink"))
    link.set(w("anchor"), name)
    link.set(w("history"), "1")
    link.append(_run(link, "t", text))
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
