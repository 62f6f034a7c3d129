"""The tags of a template in the runs of a paragraph: Word and others spread one over many."""

import re

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.patterns import regex

TAG = regex(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""A tag: a value, a command or a note."""
BLOCK = regex(r"\{[%#{]-?\s*(p|tr|tc)\s+(\w*)")
"""A tag that stands for its whole paragraph, row or cell."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNSEEN = regex("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens, zero-width spaces and the like, which come along when a tag is copied."""
_OPENS = ("{{", "{%", "{#")


def holds_tag(text: str) -> bool:
    """Whether a text has the beginning of a tag."""
    return any(start in text for start in _OPENS)


def own_texts(paragraph: XmlElement, name: str = "t") -> list[XmlElement]:
    """The text nodes of a paragraph, without those of text boxes in it."""
    return [t for t in paragraph.iter(w(name)) if next(t.iterancestors(w("p"))) is paragraph]


def paragraph_text(paragraph: XmlElement) -> str:
    """A paragraph's text without that of text boxes in it."""
    return "".join(node.text or "" for node in own_texts(paragraph))


def join_tags(root: XmlElement) -> None:
    """Put each tag below an element into the text node or field code where it begins, without the
    characters in it that nobody sees."""
    for paragraph in root.iter(w("p")):
        for name in ("t", "instrText"):
            _join(own_texts(paragraph, name))


def _join(nodes: list[XmlElement]) -> None:
    whole = "".join(node.text or "" for node in nodes)
    if not holds_tag(whole):
        return
    owners = [number for number, node in enumerate(nodes) for _ in node.text or ""]
    letters = list(whole)
    for tag in TAG.finditer(whole):
        owners[tag.start() : tag.end()] = [owners[tag.start()]] * len(tag[0])
        letters[tag.start() : tag.end()] = [_UNSEEN.sub("", letter) for letter in tag[0]]
    texts = [""] * len(nodes)
    for owner, letter in zip(owners, letters, strict=True):
        texts[owner] += letter
    for node, text in zip(nodes, texts, strict=True):
        if text != (node.text or ""):
            node.text = text
            node.set(_SPACE, "preserve")
            if not text:
                _drop(node)


def _drop(node: XmlElement) -> None:
    """Remove an empty text node, and its run where nothing else is in it."""
    run = node.getparent()
    assert run is not None
    run.remove(node)
    holder = run.getparent()
    if holder is not None and all(child.tag == w("rPr") for child in run):
        holder.remove(run)
