"""Where two texts differ."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

_MOST_PAIRS = 200_000
"""Pairs of equal letters; two texts of 3,000 letters as people write them have some 100,000."""


def differing(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher[str]:
    """difflib's matcher of two texts, letters or words, in bounded time.

    Where one phrase is repeated for thousands of letters, what stands everywhere begins no match
    any more: trying each of them with each other takes minutes.
    """
    counts = Counter(old)
    pairs = sum(counts[part] * times for part, times in Counter(new).items())
    return SequenceMatcher(None, old, new, autojunk=pairs > _MOST_PAIRS)
