"""Whether a text speaks of a group of indicators at all. Loose on purpose."""

import math

from kumareport.model.report import Group
from kumareport.narrative.fitting import LEAST, squeeze
from kumareport.narrative.subjects import Names
from kumareport.patterns import regex

_GENERIC = regex(r"検証指標|本指標|当該指標|指標(?:の|における|は|が|に)")
_ENOUGH_OF_A_NAME = 0.6


def names_of(names: Names, group: Group) -> frozenset[str]:
    """The names of a group's indicators, in the form in which :func:`is_mentioned` compares them."""
    found = (naming for naming in names if naming.row in group.rows)
    return frozenset(squeeze(name) for naming in found for name in naming.names)


def is_mentioned(text: str, names: frozenset[str]) -> bool:
    """Whether a flattened text speaks of a group at all, by a good part of one of its names.

    Loose on purpose: it decides only that nothing is missing.
    """
    if _GENERIC.search(text):
        return True
    squeezed = squeeze(text)
    return any(_shares(name, squeezed) for name in names)


def _shares(name: str, text: str) -> bool:
    """Whether a stretch of a name, long enough to stand for it, is in a text."""
    size = max(LEAST, math.ceil(_ENOUGH_OF_A_NAME * len(name)))
    return any(name[start : start + size] in text for start in range(len(name) - size + 1))
