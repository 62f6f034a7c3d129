"""The same thing in full and half width within one document."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Generic, TypeVar

from msgspec import Struct, field

from kumareport.patterns import regex

Place = TypeVar("Place")

_ABBREVIATION = regex("[A-Z]{2}")
_YEAR = regex(r"(?:令和|平成|昭和)([0-9０-９]+)年")
_MIXED_NUMBER = regex(r"[0-9０-９][0-9０-９,，.．]*[0-9０-９]")
# Years and dates are one matter of their own (year_widths).
_DIGIT_WORD = regex(
    r"(?<![0-9０-９令平昭和成.．,，])第?[0-9０-９]{1,2}(?![年月日])[一-龠]|[0-9０-９]{1,2}つ"
)
_LATIN_WORD = regex(
    r"[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ0-9０-９]*|[0-9０-９][ＲR](?![A-Za-zＡ-Ｚａ-ｚ])"
)
_SYMBOLS = {
    "%": "％",
    "(": "（",
    "~": "～",
    "?": "？",
    "!": "！",
    "/": "／",
    "&": "＆",
    "+": "＋",
}
_SYMBOL = regex("[" + re.escape("".join((*_SYMBOLS, *_SYMBOLS.values()))) + "]")


class Forms(Struct, Generic[Place]):
    """The forms of one thing: where each stands, in the order of the document.

    Attributes:
        name: the thing, in half width.
        kin: how often others of its kind are written in full width (True) and in half width (False).
    """

    name: str
    places: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    kin: Counter[bool] = field(default_factory=Counter[bool])

    def widths(self) -> Counter[bool]:
        """How often its own forms are written in full width (True) and in half width (False)."""
        found: Counter[bool] = Counter()
        for form, places in self.places.items():
            if not _is_torn(form):
                found[_is_wide(form)] += len(places)
        return found

    @property
    def kept(self) -> str:
        """The form to keep: the commonest that does not mix widths in itself; of several that are as
        common, the one in the width of its kin. Empty where nothing decides.
        """
        whole = [form for form in self.places if not _is_torn(form)] or list(self.places)
        most = max(len(self.places[form]) for form in whole)
        tied = [form for form in whole if len(self.places[form]) == most]
        if len(tied) > 1 and self.kin[True] != self.kin[False]:
            common = self.kin[True] > self.kin[False]
            tied = [form for form in tied if _is_wide(form) is common]
        return tied[0] if len(tied) == 1 else ""

    @property
    def why(self) -> str:
        """Why that one, in Japanese; empty where it is the commonest."""
        others = [len(places) for form, places in self.places.items() if form != self.kept]
        if self.kept and max(others) >= len(self.places[self.kept]):
            return f"ほかの言葉の幅に合わせて「{self.kept}」にそろえます"
        return ""


def _is_torn(form: str) -> bool:
    """Whether a word's own letters and digits mix widths."""
    return len({_is_wide(char) for char in form if not _is_japanese(char)}) > 1


def _is_japanese(char: str) -> bool:
    return "一" <= char <= "龠" or char == "つ"


def _is_wide(form: str) -> bool:
    return any(ord(char) > 0xFF00 for char in form)


def _among_kin(
    found: Collection[Forms[Place]], kind: Callable[[str], object]
) -> Collection[Forms[Place]]:
    """The same, each with the widths of the others of its kind."""
    every: dict[object, Counter[bool]] = defaultdict(Counter[bool])
    for forms in found:
        every[kind(forms.name)] += forms.widths()
    for forms in found:
        forms.kin = every[kind(forms.name)] - forms.widths()
    return found


def is_full(text: str) -> bool:
    """Whether every letter or digit of a text is full-width."""
    return all(ord(char) > 0xFF00 for char in text)


def year_widths(texts: Iterable[tuple[Place, str]]) -> Forms[Place]:
    """The digits of 令和６年 and 令和6年. A year in mixed digits counts by its first.

    One digit in full and two in half width (令和６年, 平成30年) is one style of its own.
    """
    single: Forms[Place] = Forms("和暦の数字")
    every: Forms[Place] = Forms("和暦の数字")
    double = set[str]()
    for place, text in texts:
        for match in _YEAR.finditer(text):
            width = "全角" if is_full(match[1][0]) else "半角"
            every.places[width].append(place)
            if len(match[1]) == 1:
                single.places[width].append(place)
            else:
                double.add(width)
    by_digits = set(single.places) == {"全角"} and double == {"半角"}
    return single if by_digits else every


def digit_words(texts: Iterable[tuple[Place, str]]) -> list[Forms[Place]]:
    """The words with a digit that are written in both widths: ５類 and 5類, 第２次 and 第2次."""
    found: dict[str, Forms[Place]] = {}
    for place, text in texts:
        for match in _DIGIT_WORD.finditer(text):
            name = unicodedata.normalize("NFKC", match[0])
            found.setdefault(name, Forms(name)).places[match[0]].append(place)
    return [
        forms
        for forms in _among_kin(found.values(), lambda name: regex("[0-9]").sub("0", name))
        if len(forms.places) > 1
    ]


def mixed_numbers(text: str) -> Iterator[str]:
    """Numbers whose own characters mix widths (２兆７,２６０億円)."""
    for match in _MIXED_NUMBER.finditer(text):
        if len({ord(char) > 0xFF00 for char in match[0]}) > 1:
            yield match[0]


def latin_words(texts: Iterable[tuple[Place, str]]) -> list[Forms[Place]]:
    """The words in Latin letters that are written in more than one width."""
    found: dict[str, Forms[Place]] = {}
    for place, text in texts:
        for match in _LATIN_WORD.finditer(text):
            name = unicodedata.normalize("NFKC", match[0])
            forms = found.setdefault(name.casefold(), Forms(name))
            forms.places[match[0]].append(place)
    every = _among_kin(found.values(), lambda name: bool(_ABBREVIATION.search(name)))
    return [forms for forms in every if _is_mixed(forms)]


def _is_mixed(forms: Forms[Place]) -> bool:
    """Several widths of one word, or one form that mixes widths in itself."""
    by_width = {unicodedata.normalize("NFKC", form) for form in forms.places}
    several = len(forms.places) > len(by_width)
    torn = any(len({ord(c) > 0xFF00 for c in form}) > 1 for form in forms.places)
    return several or torn


def symbol_widths(texts: Iterable[tuple[Place, str]]) -> list[Forms[Place]]:
    """The symbols (％, brackets …) that a document writes in both widths.

    Symbols among Latin letters and digits (60km/h, G7(2016)) have half-width neighbours by right.
    """
    found: dict[str, Forms[Place]] = {}
    for place, text in texts:
        for match in _SYMBOL.finditer(text):
            position, char = match.start(), match[0]
            full = _SYMBOLS.get(char, char)
            if char != full and char != "%" and _is_among_latin(text, position):
                continue
            found.setdefault(full, Forms(full)).places[char].append(place)
    return [forms for forms in found.values() if len(forms.places) > 1]


def _is_among_latin(text: str, position: int) -> bool:
    before, after = text[:position][-1:], text[position + 1 :][:1]
    return (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
