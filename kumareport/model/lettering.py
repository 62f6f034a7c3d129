"""How the letters of a text stand: bold, italic, underlined, raised, lowered.

The text says what it means without them: a raised 2 is ``²`` wherever Unicode has such a letter, so that
10³ never turns into 103 where only letters count (lists, CSV, the checks). The looks stand beside it.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from enum import Flag, auto
from itertools import groupby

from msgspec import Struct

from kumareport.language.signs import DASHES, FULL_WIDTH_DASH
from kumareport.patterns import regex


class LetterLook(Flag):
    """How a letter stands."""

    BOLD = auto()
    ITALIC = auto()
    UNDERLINE = auto()
    RAISED = auto()
    LOWERED = auto()


PLAIN = LetterLook(0)
SHIFTED = LetterLook.RAISED | LetterLook.LOWERED
_SIGNS = {
    LetterLook.BOLD: "b", LetterLook.ITALIC: "i", LetterLook.UNDERLINE: "u", LetterLook.RAISED: "^", LetterLook.LOWERED: "_",
}  # fmt: skip
_NAMES = {
    LetterLook.BOLD: "太字", LetterLook.ITALIC: "斜体", LetterLook.UNDERLINE: "下線",
    LetterLook.RAISED: "上付き", LetterLook.LOWERED: "下付き",
}  # fmt: skip
_STRETCH = regex(r"(\d{1,9})-(\d{1,9})([biu^_]+)")


def _letters() -> dict[LetterLook, dict[str, str]]:
    """The raised and lowered digits, signs and letters of Unicode, by what they are raised from."""
    found: dict[LetterLook, dict[str, str]] = {LetterLook.RAISED: {}, LetterLook.LOWERED: {}}
    looks = {"<super>": LetterLook.RAISED, "<sub>": LetterLook.LOWERED}
    # ª and º stand before ², ³ and ¹; the block Superscripts and Subscripts follows at U+2070.
    for code in (0xB2, 0xB3, 0xB9, *range(0x2070, 0x209D)):
        form, _, base = unicodedata.decomposition(chr(code)).partition(" ")
        if form in looks:
            found[looks[form]][chr(int(base, 16))] = chr(code)
    return found


_LETTERS = _letters()
_BASES = {look: {raised: base for base, raised in of.items()} for look, of in _LETTERS.items()}


def shifted(text: str, look: LetterLook) -> str | None:
    """A raised or lowered text in Unicode's own letters; None where one of them is missing."""
    # U+2212 is what Unicode raises; offices type several others.
    bare = (
        "−" if c in DASHES + FULL_WIDTH_DASH else unicodedata.normalize("NFKC", c) for c in text
    )
    letters = [_LETTERS[look].get(letter, "") for letter in bare]
    return "".join(letters) if all(letters) else None


def bases(text: str, look: LetterLook) -> str:
    """The way back: the letters that a raised or lowered text is made of."""
    table = _BASES.get(look & SHIFTED, {})
    return "".join(table.get(letter, letter) for letter in text)


class Stretch(Struct, frozen=True):
    """Letters of a text that stand alike: from, to, and how."""

    start: int
    end: int
    look: LetterLook


class Lettered(str):
    """A text that knows how its letters stand. Equal to the same text without looks.

    Attributes:
        stretches: the letters that are not plain, in order.
    """

    __slots__ = ("stretches",)
    stretches: tuple[Stretch, ...]

    def __new__(cls, text: str, stretches: tuple[Stretch, ...]) -> "Lettered":
        made = super().__new__(cls, text)
        made.stretches = stretches
        return made

    def __getnewargs__(self) -> tuple[str, tuple[Stretch, ...]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        """For copies, in this process and in others."""
        return str(self), self.stretches


def stretches_of(text: str) -> tuple[Stretch, ...]:
    """The letters that are not plain; none in a text that knows nothing of looks."""
    return text.stretches if isinstance(text, Lettered) else ()


def lettered(pieces: Iterable[tuple[str, LetterLook]]) -> str:
    """The text of pieces, each with its look."""
    known = list(pieces)
    if all(look is PLAIN for _, look in known):
        return "".join(text for text, _ in known)
    texts: list[str] = []
    stretches: list[Stretch] = []
    at = 0
    for look, group in groupby((p for p in known if p[0]), key=lambda piece: piece[1]):
        text = "".join(piece[0] for piece in group)
        texts.append(text)
        if look:
            stretches.append(Stretch(at, at + len(text), look))
        at += len(text)
    whole = "".join(texts)
    return Lettered(whole, tuple(stretches)) if stretches else whole


def standing_out(pieces: Iterable[tuple[str, LetterLook]]) -> str:
    """The text of pieces without the looks that all of its letters share: those say nothing."""
    known = list(pieces)
    if all(look is PLAIN for _, look in known):
        return "".join(text for text, _ in known)
    shared = ~PLAIN
    for text, look in known:
        if text.strip():
            shared &= look
    return lettered((text, look & ~shared) for text, look in known)


def pieces_of(text: str) -> Iterator[tuple[str, LetterLook]]:
    """A text in pieces of one look each; nothing for an empty one."""
    at = 0
    for stretch in stretches_of(text):
        if stretch.start > at:
            yield str(text[at : stretch.start]), PLAIN
        yield str(text[stretch.start : stretch.end]), stretch.look
        at = stretch.end
    if at < len(text):
        yield str(text[at:]), PLAIN


def cut(text: str, start: int, end: int) -> str:
    """The letters from ``start`` to ``end`` with their looks."""
    own = [Stretch(max(s.start, start), min(s.end, end), s.look) for s in stretches_of(text)]
    kept = tuple(Stretch(s.start - start, s.end - start, s.look) for s in own if s.start < s.end)
    piece = str(text[start:end])
    return Lettered(piece, kept) if kept else piece


def stripped(text: str) -> str:
    """``text.strip()`` with its looks."""
    if not stretches_of(text):
        return text.strip()
    start = len(text) - len(text.lstrip())
    return cut(text, start, max(start, len(text.rstrip())))


def joined(separator: str, texts: Iterable[str]) -> str:
    """``separator.join(texts)`` with their looks."""
    pieces: list[tuple[str, LetterLook]] = []
    for number, text in enumerate(texts):
        if number:
            pieces.append((separator, PLAIN))
        pieces += pieces_of(text)
    return lettered(pieces)


def split_lines(text: str) -> list[str]:
    """``text.splitlines()`` with their looks."""
    found: list[str] = []
    at = 0
    for line in text.splitlines(keepends=True):
        found.append(cut(text, at, at + len(line.splitlines()[0])))
        at += len(line)
    return found


def looks_alike(one: str, other: str) -> bool:
    """Whether the letters of two equal texts stand alike. A raised ² is the letter ²; how a blank
    stands is not to be seen."""
    return _told(one) == _told(other)


def _told(text: str) -> list[LetterLook]:
    found: list[LetterLook] = []
    for piece, look in pieces_of(text):
        table = _BASES.get(look & SHIFTED, {})
        found += [look & ~SHIFTED if c in table else look for c in piece if not c.isspace()]
    return found


def carried_over(known: str, issued: str, current: str) -> str:
    """A text that somebody edited, with how its letters stand now.

    Letters that look as they were issued stand as they were known to; the others as they look.

    Args:
        known: the text as issued, with its looks.
        issued: the same text as it looked in the file, where a template may add looks and hide some.
        current: the text as it looks in the file now.
    """
    if not any(map(stretches_of, (known, issued, current))):
        return current
    was, looked, looks = (_look_by_letter(text) for text in (known, issued, current))
    if str(known) == str(issued):
        blocks = SequenceMatcher(None, str(issued), str(current), autojunk=False)
        for block in blocks.get_matching_blocks():
            for n in range(block.size):
                if looked[block.a + n] == looks[block.b + n]:
                    looks[block.b + n] = was[block.a + n]
    return lettered(zip(str(current), looks, strict=True))


def _look_by_letter(text: str) -> list[LetterLook]:
    return [look for piece, look in pieces_of(text) for _ in piece]


def looks_text(text: str) -> str:
    """The looks as a text, such as ``3-5b 7-8^``; empty where there are none."""
    if not isinstance(text, Lettered):
        return ""
    return " ".join(
        f"{s.start}-{s.end}{''.join(_SIGNS[look] for look in s.look)}" for s in stretches_of(text)
    )


def with_looks(text: str, looks: str) -> str:
    """The way back. What is not understood, or does not fit the text, is left out."""
    signs = {sign: look for look, sign in _SIGNS.items()}
    found: list[Stretch] = []
    at = 0
    for match in _STRETCH.finditer(looks):
        start, end, look = int(match[1]), int(match[2]), PLAIN
        for sign in match[3]:
            look |= signs[sign]
        if at <= start < end <= len(text):
            found.append(Stretch(start, end, look))
            at = end
    return Lettered(text, tuple(found)) if found else text


def said_of_looks(text: str) -> str:
    """The looks in words: 太字「重要」、上付き「２」; empty where there are none."""
    said: dict[str, None] = {}
    for stretch in stretches_of(text):
        names = "・".join(_NAMES[look] for look in stretch.look)
        said[f"{names}「{text[stretch.start : stretch.end].strip()[:20]}」"] = None
    return "、".join(said)
