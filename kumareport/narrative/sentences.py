"""Sentences of a text, in the form in which they are compared."""

import unicodedata

from msgspec import Struct

from kumareport.patterns import regex

_END = regex(r"(?<=[。！？!?])|\n+")
_QUOTED = regex(r"「[^」]*」|『[^』]*』")
# Brackets that hold a year say when, and stay: 「令和2年度（令和元年実績）」.
_BRACKETS = regex(r"\((?![^()]*(?:令和|平成|昭和|20\d\d)[^()]*\))[^()]*\)")


class Sentence(Struct, frozen=True):
    """One sentence.

    Attributes:
        shown: as typed, for quoting.
        plain: NFKC, without white space.
        bare: ``plain`` without what stands in brackets, unless it is a year.
    """

    shown: str
    plain: str
    bare: str


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text. A 。 inside quotes or brackets ends none."""
    found: list[Sentence] = []
    held = ""
    for piece in _END.split(text):
        held += piece
        if _is_open(held):
            continue
        if held.strip():
            found.append(sentence(held.strip()))
        held = ""
    if held.strip():
        found.append(sentence(held.strip()))
    return tuple(found)


def sentence(text: str) -> Sentence:
    """A sentence in its forms."""
    plain = flatten(text)
    return Sentence(text, plain, _BRACKETS.sub("", plain))


def flatten(text: str) -> str:
    """NFKC without white space: widths and line breaks do not matter when words are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def without_quotes(text: str) -> str:
    """The text without quoted names and mottoes, whose words claim nothing."""
    return _QUOTED.sub("", text)


def _is_open(text: str) -> bool:
    count = text.count
    return count("「") > count("」") or count("『") > count("』") or count("（") > count("）")
