"""The elements of WordprocessingML that carry text, wrap it, or are looked through."""

from functools import lru_cache

from kumareport.office.package.namespaces import WORD_SPACE, w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.revisions import Revision, RevisionKind, SpotKind

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

ALTERNATE = f"{_COMPATIBILITY}AlternateContent"
TEXT_BOX = f"{WORD_SPACE}txbxContent"
SPOTS = {str(kind): kind for kind in SpotKind}
WRAPPERS = {
    "ins": RevisionKind.INSERTION,
    "del": RevisionKind.DELETION,
    "moveFrom": RevisionKind.MOVE_FROM,
    "moveTo": RevisionKind.MOVE_TO,
}
# Properties: what is below them is no text. Old properties would otherwise count as content.
SKIPPED = {
    "pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr",
    "smartTagPr", "customXmlPr", "proofErr", "rt", "rubyPr", "fldData", "ctrlPr",
}  # fmt: skip
_CHARACTERS = {
    "tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad",
}  # fmt: skip
# Their results are Word's to fill in, and differ from one printer or program to the next.
FILLED_IN = frozenset({
    "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "DATE", "TIME", "SAVEDATE",
    "PRINTDATE", "CREATEDATE", "EDITTIME", "FILENAME", "FILESIZE", "TOC", "NUMCHARS", "NUMWORDS",
})  # fmt: skip


@lru_cache(1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: XmlElement) -> str:
    """An element's local name; empty for comments and processing instructions."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def attribute(element: XmlElement, name: str) -> str:
    """An attribute of WordprocessingML; empty where there is none."""
    return element.get(f"{WORD_SPACE}{name}", "")


def identity(element: XmlElement) -> tuple[str, str]:
    """The id and the name of the start or end of a range."""
    return attribute(element, "id"), attribute(element, "name")


def revision(element: XmlElement, kind: RevisionKind) -> Revision:
    """A tracked change without its text."""
    return Revision(kind, attribute(element, "author"), attribute(element, "date"))


def branch(alternate: XmlElement) -> XmlElement:
    """The one branch of alternate content (ECMA-376 Part 3, 10.2.1) that is read.

    The first choice, which is what the newest Word shows; another where that one has no text.
    """
    branches = [child for child in alternate if local(child) in ("Choice", "Fallback")]
    with_text = (b for b in branches if next(b.iter(w("t"), w("delText")), None) is not None)
    return next(with_text, branches[0] if branches else alternate.makeelement("none"))


def character(element: XmlElement) -> str | None:
    """What an element inside a run prints; None where it prints nothing by itself."""
    name = local(element)
    if name in ("t", "delText"):
        text = element.text or ""
        # Word shows a line break in the file as a space, and trims what is not to be preserved.
        text = text.replace("\r", " ").replace("\n", " ")
        bare = text.strip(" \t")
        return text if bare == text or _keeps_space(element) else bare
    if name in _CHARACTERS:
        return _CHARACTERS[name]
    if name == "br":
        return "\n" if attribute(element, "type") in ("", "textWrapping") else ""
    if name == "sym":
        return "\ufffd"  # A character; which one, its font tells.
    return None


def bare_symbol(element: XmlElement) -> str:
    """The character of a ``w:sym`` as its font numbers it; empty for any other element."""
    if local(element) != "sym":
        return ""
    try:
        number = int(attribute(element, "char"), 16)
    except ValueError:
        return "\ufffd"
    return chr(number) if 0 < number < 0xD800 or 0xDFFF < number < 0x110000 else "\ufffd"


def _keeps_space(element: XmlElement) -> bool:
    space = element.get(_XML_SPACE)
    if space is None:
        space = next(
            (a.get(_XML_SPACE) for a in element.iterancestors() if _XML_SPACE in a.attrib), None
        )
    return space == "preserve"


def field_name(code: str) -> str:
    """What kind of field a code is, such as ``PAGE``."""
    words = code.split()
    return words[0].upper() if words else ""
