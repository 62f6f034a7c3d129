"""A sentence as a row of atoms: names of indicators, numbers, times, references and plain words."""

from collections.abc import Container, Iterator, Sequence
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.narrative import lexicon
from kumareport.narrative.occurrences import full_names, loose_names
from kumareport.narrative.quantities import Quantity, quantities
from kumareport.narrative.subjects import Names
from kumareport.narrative.windows import YEAR, Time, TimeKind, times
from kumareport.patterns import regex
from kumareport.prose.words import Word, words


class AtomKind(Enum):
    """What an atom is."""

    WORD = "word"
    MENTION = "indicator"
    QUANTITY = "number"
    TIME = "time"
    REFERENCE = "reference"
    QUOTE = "quoted words"
    NOTHING = "no atom: the sentence has ended, or not begun"


class Level(Enum):
    """What a value is compared with."""

    TARGET = "検証値"
    BASE = "基準値"
    PREVIOUS = "前年度"
    FOREIGN = "somebody else's"


class Atom(Struct, frozen=True):
    """One atom.

    Attributes:
        kind: what it is.
        text: as in the flattened sentence.
        start, end: where it stands.
        lemma, normal: the dictionary form, and the one that all spellings share (WORD).
        pos: the part of speech, coarse to fine, and the form (WORD).
        rows: whom it names (MENTION).
        quantity, time, level: QUANTITY, TIME, REFERENCE.
    """

    kind: AtomKind
    text: str
    start: int
    end: int
    lemma: str = ""
    normal: str = ""
    pos: tuple[str, ...] = ("",) * 6
    rows: tuple[Indicator, ...] = ()
    quantity: Quantity | None = None
    time: Time | None = None
    level: Level | None = None

    @property
    def form(self) -> str:
        """The form of a conjugated word: 連用形, 終止形 …"""
        return self.pos[5].partition("-")[0]

    @property
    def time_kind(self) -> TimeKind | None:
        """How it places a claim in time (TIME)."""
        return self.time.kind if self.time is not None else None

    @property
    def year(self) -> int | None:
        """The year that it is (TIME)."""
        return self.time.year if self.time is not None else None

    def is_particle(self, *texts: str) -> bool:
        """Whether it is one of these particles (any, without texts)."""
        return self.pos[0] == "助詞" and (not texts or self.text in texts)

    def is_word(self, *lemmas: str) -> bool:
        """Whether its dictionary form is one of these."""
        return self.lemma in lemmas or self.normal in lemmas

    def is_among(self, lemmas: Container[str]) -> bool:
        """Whether its dictionary form is in a table of them."""
        return self.lemma in lemmas or self.normal in lemmas


_NOTHING = Atom(AtomKind.NOTHING, "", -1, -1)


def atom_at(atoms: Sequence[Atom], index: int) -> Atom:
    """The atom at an index; one that is nothing before the first and behind the last."""
    return atoms[index] if 0 <= index < len(atoms) else _NOTHING


def is_joined_to_a_noun(atoms: Sequence[Atom], index: int) -> bool:
    """「隠れ待機児童」, but not 「目標に対しリサイクル率は」: a verb that makes another thing of it."""
    atom = atom_at(atoms, index)
    if atom.pos[0] != "動詞" or atom.form != "連用形":
        return False
    before, behind = atom_at(atoms, index - 1), atom_at(atoms, index + 1)
    noun = bool(behind.rows) or behind.pos[0] == "名詞"
    return noun and (before.text in "、。" or before.text == "の")


_ASIDE = regex(r"\(([^()]+)\)")
_QUOTED = regex("[「『“]([^「」『』“”]*)[」』”]")
_REFERENCES = (
    (regex(lexicon.FOREIGN_LEVELS), Level.FOREIGN),
    (regex(lexicon.TARGET_WORDS), Level.TARGET),
    (regex(lexicon.BASE_WORDS), Level.BASE),
    (regex(lexicon.PREVIOUS_WORDS), Level.PREVIOUS),
)
_LONE_NUMBER = regex(r"(?:は|:)?(?:約|およそ)?[-▲△+]?[\d.,]+[^\d\s、。:から→増減]{0,6}")
_REFERRING = regex(
    rf"(?:{YEAR}|{lexicon.TARGET_WORDS}|前年度?|昨年度?|基準値|当初値?|策定時|計画値?|実績値?|結果)(?:の?実績|の?目標値?|実績値?)?$"
)


class SentenceLine(Struct, frozen=True):
    """A sentence in atoms.

    Attributes:
        text: flattened, with what is in brackets taken out.
        atoms: in order.
        asides: what stood in brackets, by the position behind which it stood.
    """

    text: str
    atoms: tuple[Atom, ...]
    asides: tuple[tuple[int, str], ...]


def line_of(plain: str, names: Names) -> SentenceLine:
    """The atoms of a flattened sentence in a section with these indicators."""
    text, asides = _without_asides(plain, names)
    spans = _spans(text, names)
    return SentenceLine(text, tuple(_overlay(text, spans)), asides)


def _without_asides(plain: str, names: Names) -> tuple[str, tuple[tuple[int, str], ...]]:
    """「前年度（79.3％）を」 is read as 「前年度の79.3％を」; other brackets are set aside."""
    bare, asides = "", list[tuple[int, str]]()
    at = 0
    for match in _ASIDE.finditer(plain):
        bare += plain[at : match.start()]
        at = match.end()
        if _LONE_NUMBER.fullmatch(match[1]) and _REFERRING.search(bare):
            bare += "の" + match[1].lstrip("は:")
        elif bare.endswith(_heads(match[0], names)):
            # 「健康寿命（男性）」: the indicator's own name.
            bare += match[0]
        else:
            asides.append((len(bare), match[1]))
    return bare + plain[at:], tuple(asides)


def _heads(aside: str, names: Names) -> tuple[str, ...]:
    """What stands before a bracket in the indicators' own names."""
    return tuple(name.removesuffix(aside) for name in names.flat if name.endswith(aside))


def _spans(text: str, names: Names) -> list[Atom]:
    found: list[Atom] = []
    taken = [False] * len(text)

    def add(atom: Atom) -> None:
        if not any(taken[atom.start : atom.end]):
            taken[atom.start : atom.end] = [True] * (atom.end - atom.start)
            found.append(atom)

    for start, end, rows in full_names(text, names):
        add(Atom(AtomKind.MENTION, text[start:end], start, end, rows=rows))
    for start, end, rows in loose_names(text, names, taken):
        add(Atom(AtomKind.MENTION, text[start:end], start, end, rows=rows))
    for match in _QUOTED.finditer(text):
        start, end = match.span()
        named = next((a for a in found if (a.start, a.end) == match.span(1)), None)
        if named is None:
            add(Atom(AtomKind.QUOTE, match[1], start, end))
        else:
            found[found.index(named)] = replace(named, start=start, end=end)
            taken[start:end] = [True] * (end - start)
    foreign = [m.span() for m in _REFERENCES[0][0].finditer(text)]
    for start, end in foreign:
        add(Atom(AtomKind.REFERENCE, text[start:end], start, end, level=Level.FOREIGN))
    ranks = "位" in names.units
    for time in times(text):
        if ranks and time.kind is TimeKind.RANK and time.words.endswith("位"):
            # The value of an indicator that is a place in an order.
            continue
        add(Atom(AtomKind.TIME, time.words, time.start, time.end, time=time))
    for pattern, level in _REFERENCES[1:]:
        for match in pattern.finditer(text):
            add(Atom(AtomKind.REFERENCE, match[0], *match.span(), level=level))
    counts = "台" in names.units
    for quantity in quantities(text):
        if counts and not quantity.unit and text.startswith("台", quantity.end):
            # 「28台で」 counts machines; 「80％台で」 is a band.
            words, end = f"{quantity.words}台", quantity.end + 1
            quantity = replace(quantity, words=words, unit="台", end=end)
        add(
            Atom(AtomKind.QUANTITY, quantity.words, quantity.start, quantity.end, quantity=quantity)
        )
    return sorted(found, key=lambda atom: atom.start)


def _overlay(text: str, spans: Sequence[Atom]) -> Iterator[Atom]:
    """The spans, and between them the words as the morphemes of the whole sentence cut them."""
    at = covered = 0
    waiting = list(spans)
    for word in words(text):
        start = covered if covered > at else at
        at += len(word.surface)
        while waiting and waiting[0].start < at:
            span = waiting.pop(0)
            if span.start > start:
                yield _word(word, text, start, span.start)
            yield span
            start = covered = span.end
        if start < at:
            yield _word(word, text, start, at)
    yield from waiting


def _word(word: Word, text: str, start: int, end: int) -> Atom:
    surface = text[start:end]
    if surface != word.surface:
        # Cut in two by a span: what is left is looked at again.
        again = words(surface)
        if len(again) == 1:
            word = again[0]
    return Atom(AtomKind.WORD, surface, start, end, word.lemma, word.normalized, word.pos)


def year_asides(text: str) -> tuple[Time, ...]:
    """The years, where a bracket holds nothing but them."""
    found = times(text)
    rest = regex(r"[の年度実績値、・時点末]").sub("", "".join(_between(text, found)))
    return tuple(t for t in found if t.kind is TimeKind.YEAR) if found and not rest else ()


def _between(text: str, found: Sequence[Time]) -> Iterator[str]:
    at = 0
    for time in found:
        yield text[at : time.start]
        at = time.end
    yield text[at:]
