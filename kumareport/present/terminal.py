"""A terminal, and text cut and wrapped to its columns."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kumareport.text_width import char_width, text_width


@dataclass(frozen=True, slots=True)
class Screen:
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
    """The text in lines that fit. Japanese breaks anywhere; 、 and 。 stay off a line's start."""
    line = ""
    for char in text:
        full = text_width(line) + char_width(char) > room
        if full and char in "、。」）":
            # The last letter moves down with it.
            yield line[:-1]
            line = line[-1:]
        elif full:
            yield line
            line = ""
        line += char
    if line:
        yield line
