"""A terminal, and text cut and wrapped to its columns."""

import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from kumareport.language.text_width import char_width, text_width


class Screen(Struct, frozen=True):
    """The terminal that is written to.

    Attributes:
        lines: how many lines may be used.
        columns: its width in half-width characters.
        color: whether it shows colours.
    """

    lines: int
    columns: int
    color: bool = False


def printable(text: str) -> str:
    """The text on one line, without control characters, which could steer the terminal."""
    joined = " ".join(text.split())
    return "".join(char for char in joined if not unicodedata.category(char).startswith("C"))


def cut(text: str, room: int) -> str:
    """The text, or as much of it as fits with an … at its end."""
    if text_width(text) <= room:
        return text
    kept = ""
    for char in text:
        if text_width(kept) + char_width(char) > room - char_width("…"):
            break
        kept += char
    return kept + "…"


def wrap(text: str, room: int) -> Iterator[str]:
    """The text in lines that fit. Japanese breaks anywhere; 、 and 。 stay off a line's start.

    A word of half-width letters stays whole where it fits on a line.
    """
    line = ""
    for char in text:
        if text_width(line) + char_width(char) > room:
            cut_at = _break(line, char)
            yield line[:cut_at].rstrip()
            line = line[cut_at:].lstrip(" ")
        line += char
    if line:
        yield line


def _break(line: str, char: str) -> int:
    """Where a full line is cut before the next letter."""
    if char in "、。」）":
        # The last letter moves down with it.
        return len(line) - 1
    at = len(line)
    if char.isascii() and not char.isspace():
        while at and line[at - 1].isascii() and not line[at - 1].isspace():
            at -= 1
    return at or len(line)
