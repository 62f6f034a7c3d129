"""Words of a text, by SudachiPy and its small dictionary (Apache-2.0, offline)."""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kumareport.errors import KumareportError

if TYPE_CHECKING:
    from sudachipy import SplitMode

_LONGEST = 10_000
"""Characters at a time: SudachiPy refuses texts beyond 49,149 bytes."""


class Word(NamedTuple):
    """One word.

    Attributes:
        surface: as it stands.
        lemma: the dictionary form, in the spelling of the surface.
        normalized: the spelling that all variants of the word share.
        pos: the part of speech, coarse to fine (名詞, 普通名詞, …).
    """

    surface: str
    lemma: str
    normalized: str
    pos: tuple[str, ...]


class _Morpheme(Protocol):
    """What we use of a SudachiPy morpheme."""

    def word_id(self) -> int: ...
    def surface(self) -> str: ...
    def dictionary_form(self) -> str: ...
    def normalized_form(self) -> str: ...
    def part_of_speech(self) -> tuple[str, ...]: ...
    def reading_form(self) -> str: ...


@cache
def _tokenizer():
    from sudachipy import dictionary
    from sudachipy.errors import SudachiError

    try:
        return dictionary.Dictionary(dict="small").tokenizer()
    except SudachiError as error:
        raise KumareportError(
            "言葉の辞書を読み込めません。",
            "メモリーが足りないことが考えられます。ほかのソフトを閉じて、もう一度実行してください。"
            "それでも出るときは、このソフトを入れ直してください。",
        ) from error


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in long units (mode C). The text is taken in NFKC."""
    return _words(_plain(text))


# Known by the text in NFKC: a bullet of one sentence and the sentence are the same text.
@lru_cache(maxsize=4096)
def _words(plain: str) -> tuple[Word, ...]:
    return tuple([_word(m.word_id(), m.surface(), m) for m in _morphemes(plain)])


_KNOWN: dict[tuple[int, str], Word] = {}
"""The words met so far: nearly every one comes again, and each thing that is asked of it costs."""
_MOST_KNOWN = 50_000


def _word(number: int, surface: str, morpheme: _Morpheme) -> Word:
    """The word with a number in the dictionary, or of a sort that is not in it, as it stands."""
    known = _KNOWN.get((number, surface))
    if known is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        known = _KNOWN[number, surface] = Word(
            surface,
            morpheme.dictionary_form(),
            morpheme.normalized_form(),
            morpheme.part_of_speech(),
        )
    return known


def surfaces(text: str) -> tuple[str, ...]:
    """A text cut into its words in short units (mode A); joined, they are the text as it stands."""
    from sudachipy import SplitMode

    try:
        found = [m.surface() for m in _pieces(text, SplitMode.A)]
    except UnicodeEncodeError:  # lone surrogates
        return tuple(text)
    return tuple(found) if "".join(found) == text else tuple(text)


@cache
def reading_of(text: str) -> str:
    """How a word on its own is read, in katakana."""
    return "".join(morpheme.reading_form() for morpheme in _morphemes(_plain(text)))


def _plain(text: str) -> str:
    """A text as it is looked up. Lone surrogates cannot be handed over; they are no words."""
    return unicodedata.normalize("NFKC", text).encode("utf-8", "ignore").decode()


def _morphemes(plain: str) -> Iterator[_Morpheme]:
    from sudachipy import SplitMode

    return _pieces(plain, SplitMode.C)


def _pieces(text: str, mode: "SplitMode") -> Iterator[_Morpheme]:
    for start in range(0, len(text), _LONGEST):
        yield from _tokenizer().tokenize(text[start : start + _LONGEST], mode)


def put_away() -> None:
    """Give back the memory of the dictionary, about 75 MB; the next text loads it again in 0.02 s."""
    _tokenizer.cache_clear()
