"""Whether one bullet restates another, as a leftover draft does."""

from functools import lru_cache

from kumareport.language.differing import differing
from kumareport.narrative.sentences import flatten

_LEAST = 12
_SHARE = 0.8
_RUN = 4
"""Shorter runs in common are particles and everyday words."""


def restates(first: str, second: str) -> bool:
    """Whether nearly all of the shorter text stands, in runs and in order, in the longer one."""
    short, long = sorted((_bare(first), _bare(second)), key=len)
    if len(short) < _LEAST:
        return short == long and bool(short)
    # Most pairs have next to nothing in common; their runs need not be matched.
    runs = frozenset(_runs(long))
    common = sum([run in runs for run in _runs(short)])
    if common < _SHARE * len(short) / 2:
        return False
    blocks = differing(short, long).get_matching_blocks()
    shared = sum(block.size for block in blocks if block.size >= _RUN)
    return shared >= _SHARE * len(short)


# A bullet is compared with each of its neighbours.
@lru_cache(maxsize=64)
def _runs(text: str) -> list[str]:
    return [text[start : start + _RUN] for start in range(len(text) - _RUN + 1)]


@lru_cache(maxsize=64)
def _bare(text: str) -> str:
    return flatten(text).lstrip("○●・⚫◯◎-").rstrip("。")
