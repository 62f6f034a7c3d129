"""What an Office file says about itself: who saved it when, and what it carries besides text."""

from msgspec import Struct

from kumareport.office.package.outside import external_targets, has_macros
from kumareport.office.package.package import TYPES, Package
from kumareport.patterns import regex

_CORE = "docProps/core.xml"
_LINKED_PARTS = ("xl/externalLinks/", "xl/connections", "xl/queryTables/")
_TIME = regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z?")


class FileFacts(Struct, frozen=True):
    """The facts.

    Attributes:
        saved_by: who saved it last, as the program knew them; may be empty.
        saved_at: when, as ISO 8601 in UTC; empty where it is not stated.
        has_macros: whether it carries macros. They are never run.
        has_links: whether it refers to other files or servers. They are never opened.
        is_template: whether it was saved as a template (.xltx, .dotx).
    """

    saved_by: str = ""
    saved_at: str = ""
    has_macros: bool = False
    has_links: bool = False
    is_template: bool = False


def read_facts(package: Package) -> FileFacts:
    """The facts of a file.

    Raises:
        InputFileError: the part with its properties is damaged.
    """
    names = package.names()
    saved_by = saved_at = ""
    if _CORE in package:
        for element in package.xml(_CORE):
            name = str(element.tag).rpartition("}")[2]
            text = (element.text or "").strip()
            if name == "lastModifiedBy":
                saved_by = text
            if name == "modified" and _TIME.fullmatch(text):
                saved_at = text
    return FileFacts(
        saved_by,
        saved_at,
        has_macros=has_macros(names),
        has_links=any(name.startswith(_LINKED_PARTS) for name in names)
        or any(
            next(external_targets(package.xml(name)), None)
            for name in names
            if name.endswith(".rels") and name.startswith(("word/", "xl/"))
        ),
        is_template=b"template." in (package.read(TYPES) if TYPES in package else b""),
    )
