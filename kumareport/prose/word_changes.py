"""What changed between two texts, at the level of words that a Japanese reader would mark."""

import itertools
import re
from functools import lru_cache
from typing import NamedTuple

from kumareport.language.differing import differing
from kumareport.language.signs import TYPED_MINUS_SIGNS
from kumareport.patterns import regex
from kumareport.prose.words import surfaces

_NUMBER = regex(
    rf"[{re.escape(TYPED_MINUS_SIGNS)}+＋]?[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％]?|[A-Za-zＡ-Ｚａ-ｚ]+[0-9０-９]*"
)
_SHORTEST_KEPT = 2
"""Fewer letters in common between two changes are marked with them: a particle left standing makes
a change harder to read, not easier."""


class WordChange(NamedTuple):
    """A stretch of both texts: equal where ``old == new``."""

    old: str
    new: str

    @property
    def is_change(self) -> bool:
        """Whether the two differ."""
        return self.old != self.new


@lru_cache(maxsize=1024)
def word_changes(old: str, new: str) -> tuple[WordChange, ...]:
    """Two texts side by side in stretches that are equal or changed, in turn.

    Joined, the ``old`` of all stretches is the old text, and the ``new`` of all the new one. A
    change begins and ends between words; a number with its sign, its commas and its ％ is one word.
    """
    one, other = units(old), units(new)
    codes = differing(one, other).get_opcodes()
    stretches: list[tuple[bool, str, str]] = []
    for number, (tag, from_old, to_old, from_new, to_new) in enumerate(codes):
        before, after = "".join(one[from_old:to_old]), "".join(other[from_new:to_new])
        is_between = 0 < number < len(codes) - 1
        is_kept = tag == "equal" and not (is_between and len(after) < _SHORTEST_KEPT)
        stretches.append((is_kept, before, after))
    found: list[WordChange] = []
    for is_kept, group in itertools.groupby(stretches, key=lambda stretch: stretch[0]):
        texts = list(group)
        change = WordChange("".join(old for _, old, _ in texts), "".join(new for *_, new in texts))
        found.append(change if not is_kept else WordChange(change.old, change.old))
    return tuple(found)


@lru_cache(maxsize=4096)
def units(text: str) -> tuple[str, ...]:
    """A text in words, numbers and signs; joined, they are the text."""
    found: list[str] = []
    at = 0
    for number in _NUMBER.finditer(text):
        found += surfaces(text[at : number.start()])
        found.append(number[0])
        at = number.end()
    return (*found, *surfaces(text[at:]))
