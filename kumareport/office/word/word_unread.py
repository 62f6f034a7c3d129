"""The paragraphs of a Word file that say more than the first reader took of them."""

from collections.abc import Collection, Iterator

from kumareport.model.holding import Holding
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.word_holdings import place_of
from kumareport.office.word.word_names import bare_symbol, character, local

_CHARACTERS = (
    *map(w, ("t", "delText", "sym", "noBreakHyphen", "softHyphen")),
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
)


def unread_texts(root: XmlElement, story: str, known: Collection[str]) -> Iterator[Holding]:
    """The paragraphs that say more than was read of them.

    Args:
        root: a story.
        story: its name.
        known: the bare characters of each paragraph as the first reader has them, spaces left out.
    """
    left: dict[str, int] = {}
    for text in known:
        left[text] = left.get(text, 0) + 1
    own: dict[XmlElement, list[str]] = {}
    for node in root.iter(*_CHARACTERS):
        paragraph = _paragraph_of(node)
        if paragraph is not None:
            own.setdefault(paragraph, []).append(bare_symbol(node) or character(node) or "")
    for paragraph, nodes in own.items():
        text = "".join("".join(nodes).split())
        if left.get(text, 0):
            left[text] -= 1
        elif text and not _has_fields(paragraph):
            yield Holding("文字", place_of(paragraph, story), text)


def _paragraph_of(node: XmlElement) -> XmlElement | None:
    """The paragraph that a text node belongs to; None for what is told otherwise."""
    for above in node.iterancestors():
        if above.tag == w("p"):
            return None if _is_repeated(above) else above
        if above.tag == w("rt"):
            return None
    return None


def _is_repeated(paragraph: XmlElement) -> bool:
    return any(
        local(above) == "Fallback" and next(above.itersiblings(w("t"), preceding=True), None) is None
        and any(True for choice in above.itersiblings(preceding=True) for _ in choice.iter(w("t")))
        for above in paragraph.iterancestors()
    )  # fmt: skip


def _has_fields(paragraph: XmlElement) -> bool:
    """Results of fields may be the program's to fill in: the first reader decides which."""
    return next(paragraph.iter(w("fldChar"), w("fldSimple")), None) is not None
