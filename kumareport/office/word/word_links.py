"""Links of a Word file whose address is not what their words say (ECMA-376 Part 1, 17.16.22, 17.16.5.25)."""

import re
from collections.abc import Iterator, Mapping

from kumareport.model.holding import Holding
from kumareport.office.package.link_address import LINK, unsaid_of
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.field_results import fields
from kumareport.patterns import regex

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CODE = regex(r'^\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_TIP = regex(r'\\o\s+"([^"]+)"', re.IGNORECASE)
_GONE = (w("del"), w("moveFrom"))


def links_in(root: XmlElement, rels: XmlElement | None) -> Iterator[tuple[XmlElement, Holding]]:
    """The links below an element that say more than their words, each with where it stands.

    Args:
        root: a story.
        rels: the relationships of its part.
    """
    targets: Mapping[str, str] = {
        rel.get("Id", ""): rel.get("Target", "")
        for rel in (() if rels is None else rels)
        if rel.get("TargetMode") == "External"
    }
    found = [
        (e, targets.get(e.get(_ID, ""), ""), e.get(w("tooltip"), ""), _words(e))
        for e in root.iter(w("hyperlink"))
    ]
    found += [(e, *_in_code(e.get(w("instr"), "")), _words(e)) for e in root.iter(w("fldSimple"))]
    found += [(f.begin, *_in_code(f.code), "".join(t.text or "" for t in f.result)) for f in fields(root)]  # fmt: skip
    for element, address, tip, words in found:
        said = unsaid_of(address, words, tip)
        if said and next(element.iterancestors(*_GONE), None) is None:
            yield element, Holding(LINK, "", said)


def _in_code(code: str) -> tuple[str, str]:
    """The address and the tip of a field; empty where it is no link."""
    found = _CODE.match(code)
    tip = _TIP.search(code) if found else None
    return found[1] if found else "", tip[1] if tip else ""


def _words(element: XmlElement) -> str:
    return "".join(t.text or "" for t in element.iter(w("t")))
