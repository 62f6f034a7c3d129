"""The tags of a template in the runs of a paragraph: Word and others spread one over many."""

import re

from kumareport.ooxml.package import XmlElement
from kumareport.ooxml.word_names import w

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""A tag: a value, a command or a note."""
BLOCK = re.compile(r"\{[%#{]-?\s*(p|tr|tc)\s+(\w*)")
"""A tag that stands for its whole paragraph, row or cell."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OPENS = ("{{", "{%", "{#")


def holds_tag(text: str) -> bool:
    """Whether a text has the beginning of a tag."""
    return any(start in text for start in _OPENS)


def own_texts(paragraph: XmlElement) -> list[XmlElement]:
    """The text nodes of a paragraph, without those of text boxes in it."""
    return [t for t in paragraph.iter(w("t")) if next(t.iterancestors(w("p"))) is paragraph]


def paragraph_text(paragraph: XmlElement) -> str:
    """A paragraph's text without that of text boxes in it."""
    return "".join(node.text or "" for node in own_texts(paragraph))


def join_tags(root: XmlElement) -> None:
    """Put each tag below an element into the text node where it begins."""
    for paragraph in root.iter(w("p")):
        nodes = own_texts(paragraph)
        whole = "".join(node.text or "" for node in nodes)
        if len(nodes) < 2 or not holds_tag(whole):
            continue
        owners = [number for number, node in enumerate(nodes) for _ in node.text or ""]
        for tag in TAG.finditer(whole):
            owners[tag.start() : tag.end()] = [owners[tag.start()]] * len(tag[0])
        texts = [""] * len(nodes)
        for owner, character in zip(owners, whole, strict=True):
            texts[owner] += character
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
