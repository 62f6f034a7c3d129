"""Columns of codes: 施策コード, 指標番号."""

import re
from collections.abc import Iterable

from kumareport.importing.numbers import counted_form
from kumareport.importing.targets import LEVELS, Goes
from kumareport.importing.words import meaning, plainest
from kumareport.patterns import regex

_CODE = regex(r"(?P<what>.+?)(?:コード|CODE|番号|No\.?|NO|№|ID)", re.IGNORECASE)

_PATH = regex(r"(?:^|[-－―‐ー.．・])[^-－―‐ー.．・]*$")
"""The last number of a code, with what parts it from those above: -2 of 1-2."""


def coded(text: str) -> Goes | None:
    """What a column of codes numbers: 施策コード, 指標番号; None for no such header."""
    match = _CODE.fullmatch(plainest(text))
    known = meaning(match["what"]) if match else None
    is_one = known is not None and known.target in (*LEVELS[:3], Goes.INDICATOR)
    return known.target if known is not None and is_one else None


def count_on(texts: Iterable[str]) -> bool:
    """Whether codes number the headings of each heading above from one on: 1-1, 1-2, 2-1."""
    families: dict[str, list[str]] = {}
    for text in dict.fromkeys(" ".join(text.split()) for text in texts):
        families.setdefault(_PATH.sub("", text), []).append(text)
    above = list(families) if all(families) else []
    return bool(counted_form(list(families.values()), above))
