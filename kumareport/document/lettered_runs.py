"""Runs of their own for letters that are bold, raised … in the workbook."""

from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.text.font import Font

from kumareport.document.anchors import LOOK_MARK
from kumareport.model.lettering import LetterLook, bases
from kumareport.office.package.package import XmlElement
from kumareport.office.word.bookmarks import split_run

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def letter_runs(root: XmlElement) -> None:
    """Turn the marks of looks below ``root`` into runs; the template's own looks stay."""
    for node in list(root.iter(qn("w:t"))):
        left: XmlElement | None = node
        while left is not None:
            left = _letter_first(left)


def _letter_first(node: XmlElement) -> XmlElement | None:
    """Set the first marked letters of a text node in a run of their own; the node of what follows."""
    text = node.text or ""
    mark = LOOK_MARK.search(text)
    run = node.getparent()
    if mark is None or not isinstance(run, CT_R):
        return None
    look = LetterLook(int(mark[1]))
    letters, start = bases(mark[2], look), mark.start()
    node.text = text[:start] + letters + text[mark.end() :]
    node.set(_XML_SPACE, "preserve")
    own = split_run(node, start)
    assert isinstance(own, CT_R)
    own_node = node if own is run else next(own.iterchildren(qn("w:t")))
    rest = split_run(own_node, len(letters))
    _dress(own, look)
    return None if rest is None else next(rest.iterchildren(qn("w:t")), None)


def _dress(run: CT_R, look: LetterLook) -> None:
    font = Font(run)
    font.bold = True if LetterLook.BOLD in look else font.bold
    font.italic = True if LetterLook.ITALIC in look else font.italic
    font.underline = True if LetterLook.UNDERLINE in look else font.underline
    font.superscript = True if LetterLook.RAISED in look else font.superscript
    font.subscript = True if LetterLook.LOWERED in look else font.subscript
