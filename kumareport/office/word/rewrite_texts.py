"""Changing certain characters wherever they stand in a part: in texts and in attributes."""

from collections.abc import Callable
from typing import cast

from lxml import etree

from kumareport.office.package.package import XmlElement, parse_xml, xml_bytes


def rewrite_texts(root: XmlElement, characters: str, change: Callable[[str], str]) -> None:
    """Replace every text and attribute below an element that holds one of the characters.

    Args:
        root: the element; not the text behind it.
        characters: none of them is a quote.
        change: what becomes of a text.
    """
    # Most parts hold none: XPath would ask each of their texts for each character.
    words = etree.tostring(root, encoding="unicode")
    if not any(character in words for character in characters):
        return
    holds = " or ".join(f"contains(., '{character}')" for character in characters)
    for found in _strings(root, f"descendant-or-self::*/@*[{holds}]"):
        parent = found.getparent()
        assert parent is not None
        parent.set(str(found.attrname), change(str(found)))
    for found in _strings(root, f"descendant::text()[{holds}]"):
        parent = found.getparent()
        assert parent is not None
        if found.is_tail:
            parent.tail = change(str(found))
        else:
            parent.text = change(str(found))


def _strings(root: XmlElement, path: str) -> list[etree._ElementUnicodeResult]:  # pyright: ignore[reportPrivateUsage]
    # A new XPath for each call: python-docx's elements have an ``xpath`` of their own.
    found = cast("list[object]", etree.XPath(path, smart_strings=True)(root))
    return [one for one in found if isinstance(one, etree._ElementUnicodeResult)]  # pyright: ignore[reportPrivateUsage]


def rewrite_part(data: bytes, name: str, characters: str, change: Callable[[str], str]) -> bytes:
    """The same for the bytes of a part that is not open as a tree."""
    root = parse_xml(data, name)
    rewrite_texts(root, characters, change)
    return xml_bytes(root)
