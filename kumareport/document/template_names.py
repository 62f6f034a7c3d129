"""Which tags of the report a template names: what it has a place for."""

import io
import re
import zipfile
from functools import lru_cache

from kumareport.model.form import WHOLE, WHOLE_END
from kumareport.office.package.package import parse_xml

_MAIN = "word/document.xml"
OVERVIEW_TAG = "概要版"
RATE_TAG, MARK_BEFORE_TAG = "達成率", "前年度の進捗"
COSTLY_TAGS = (RATE_TAG, MARK_BEFORE_TAG)
"""What costs much to work out, and is only where it is asked for."""
SHEET_TAGS = {WHOLE: "巻頭", WHOLE_END: "巻末"}
"""The tag of each sheet of the whole report."""


def names_tag(template: bytes, tag: str) -> bool:
    """Whether a template's body names a tag of the report."""
    return re.search(rf"報告書\s*\.\s*{tag}", _words(template)) is not None


@lru_cache(4)
def _words(template: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        return "".join(map(str, parse_xml(package.read(_MAIN), _MAIN).itertext()))


@lru_cache(8)
def mentioned(template: bytes, words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some words that stand anywhere in an opened template, whose tags are in one piece, its
    headers and notes included."""
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    return tuple(word for word in words if any(word.encode() in part for part in parts))
