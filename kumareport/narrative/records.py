"""Claims that a value is the highest or lowest, of the years or of the indicators."""

from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, AtomKind, atom_at
from kumareport.narrative.claims import Claim, ClaimKind, Window
from kumareport.narrative.clause_state import (
    ReadingState,
    cleft_year,
    polarity_of,
    quote_of,
    window_in,
)
from kumareport.narrative.found_words import find_word, meaning, word_of
from kumareport.narrative.joins import Close
from kumareport.narrative.lexicon import Movement
from kumareport.narrative.measures import MEASURED, measured
from kumareport.narrative.paces import growth_told
from kumareport.narrative.resolver import Aspect, Subject
from kumareport.narrative.whom import subject_of
from kumareport.narrative.windows import TimeKind
from kumareport.patterns import regex


def read_record(state: ReadingState, index: int) -> tuple[Claim | None, int]:
    """「過去最高」「これまでで最も多い」「過去２番目に高い」."""
    atoms, clause = state.line.atoms, state.clause
    high = clause.end
    size = find_word(atoms, index, high, lexicon.EXTREMES)
    rank, noun = 0, ""
    if size:
        movement = lexicon.EXTREMES[word_of(atoms, index, size)]
    else:
        most = atoms[index].is_among(lexicon.MOST)
        second = atoms[index].is_word("次ぐ")
        time = atoms[index].time
        ranked = time is not None and time.kind is TimeKind.RANK
        if not (most or ranked or second):
            return None, 0
        ahead = index + 1
        if most:
            ahead = _past_noun(atoms, ahead)
        while second and _is_between(atoms[ahead : ahead + 1]):
            # 「令和６年度に次いで令和３年度が多い」
            ahead += 1
        while atom_at(atoms, ahead).text in ("に", "の"):
            ahead += 1
        found = meaning(atoms, ahead, high, lexicon.COMPARATIVES)
        grown = meaning(atoms, ahead, high, lexicon.MOVEMENTS)
        behind = atom_at(atoms, ahead)
        # 「最も落ち込んだ」 may be the lowest value as well.
        grows = grown in _GROWING and behind.is_among(lexicon.GROWING)
        if grows:
            # 「最も伸びたのは令和５年度」
            found, noun = Movement.UP, behind.text
        if behind.text in ("水準", "値", "多さ", "高さ", "規模", "記録"):
            found = Movement.UP
        if not isinstance(found, Movement):
            return None, 0
        if atom_at(atoms, ahead + 1).text == "さ":
            ahead += 1
        movement, size = found, ahead - index + 1
        rank = time.count if time is not None else 0
        if second:
            # 「令和４年度、５年度に次ぐ」
            rank = 1 + max(1, _listed_years(atoms[clause.start : index - 1]))
    held = _held_as_record(state, index, size, movement)
    if held is not None:
        return held, size
    fact, negated = polarity_of(state, index, size)
    of = atom_at(atoms, index + size).text == "の"
    if atom_at(atoms, index + size + of).kind is AtomKind.QUANTITY:
        # 「過去最高の38.3％」
        fact, negated = True, False
    subject = _grown(state, index, noun)
    window = window_in(state, index)
    if _OF_GAP.search(state.line.text[: atoms[index].start]):
        # 「ＡとＢの差が最も小さかった」 is of neither.
        return None, size
    if (
        not fact
        or negated
        or subject is None
        or window.foreign
        or subject.count is not None
        or subject.aspect in MEASURED
        or (not subject.by_name and len(subject.rows) > 1)
    ):
        return None, size
    words = state.line.text[atoms[index].start : atoms[index + size - 1].end]
    # 「伸びが最も大きいのは西部である」 is said among the indicators, of a year over the years.
    own = subject.measure and clause.ending.close is not Close.CLEFT
    alone = len(state.resolver.everything) == 1 or own
    if not alone and not _looks_back(state, index):
        found_among = _among(state, index, size, movement, rank, words, window)
        return found_among, size
    kind = ClaimKind.RANK if rank > 1 else ClaimKind.RECORD
    claim = Claim(kind, subject.rows, state.line.text[atoms[index].start : atoms[index + size - 1].end], quote_of(state, index, size), window,
                  subject.each, subject.by_name, negated, movement, rank=rank, measure=subject.measure, strict=atoms[clause.head].is_word("更新", "塗り替える"), position=atoms[index].start)  # fmt: skip
    return claim, size


def _past_noun(atoms: Sequence[Atom], at: int) -> int:
    """「最も受診率が低い」: behind what is compared; a growth stands before 最も."""
    end = next((n for n in range(at, at + 5) if atom_at(atoms, n).text == "が"), at - 1)
    noun = atoms[at:end]
    named = all(a.rows or a.pos[0] in ("名詞", "接尾辞") for a in noun)
    grown = _NO_VALUE.search("".join(a.text for a in noun)) is not None
    return end + 1 if named and not grown else at


def _listed_years(before: Sequence[Atom]) -> int:
    """How many years stand in a list that ends before 次ぐ."""
    joints = ("、", "と", "や", "・", "及び")
    listed = takewhile(lambda a: a.year is not None or a.text in joints, reversed(before))
    return sum(atom.year is not None for atom in listed)


def _is_between(ahead: Sequence[Atom]) -> bool:
    """Whether 次いで may have this behind it, before what it is second in."""
    return any(
        a.text in ("で", "、", "過去", "は", "が", "も") or a.year is not None for a in ahead
    )


def _held_as_record(state: ReadingState, index: int, size: int, movement: Movement) -> Claim | None:
    """「平成30年の226万人を最高として」: whatever follows, that year's value is the highest."""
    atoms, at = state.line.atoms, index - 2
    if atom_at(atoms, index - 1).text != "を" or not _is_held(
        state.line.text[atoms[index + size - 1].end :]
    ):
        return None
    if atom_at(atoms, at).quantity is not None and atom_at(atoms, at - 1).text == "の":
        at -= 2
    subject, year = subject_of(state, index), atom_at(atoms, at).year
    if subject is None or year is None or len(subject.rows) != 1:
        return None
    window = Window(year=year, label=atoms[at].text)
    words = state.line.text[atoms[index].start : atoms[index + size - 1].end]
    quote = state.line.text[atoms[at].start : atoms[index + size - 1].end]
    return Claim(ClaimKind.RECORD, subject.rows, words, quote, window, by_name=subject.by_name, movement=movement, measure=subject.measure,
                 position=atoms[index].start)  # fmt: skip


def _is_held(behind: str) -> bool:
    """Whether what follows a superlative makes it a record to which the rest is compared (最高として)."""
    return behind.startswith(("として", "とし、", "に、", "に減", "に増", "に低", "に上"))


_GROWING = (Movement.UP, Movement.DOWN, Movement.BETTER, Movement.WORSE)


def _grown(state: ReadingState, index: int, noun: str) -> Subject | None:
    """Whom a superlative is told of: a value, or how much it grew (「伸びが最も大きかった」)."""
    grown = growth_told(state, index)
    if grown is not None:
        return measured(grown)
    subject = subject_of(state, index)
    if subject is None or not noun or subject.aspect is not Aspect.VALUE:
        return subject
    return measured(replace(subject, aspect=Aspect.CHANGE, noun=noun))


_OF_GAP = regex(r"(?:差|開き)[がは]、?$")
_BACK = regex(
    r"過去|これまで|計画期間|以来|以降|観測史上|年間(?:で|の)|近年|初めて|最高値|最低値|次い|次ぐ|中で最"
)


_COMPARED = regex(
    r"(?:指標|地区|施設|館|校|種|検診)(?:の)?(?:うち|中)|比べると|別では|別にみると|の中で(?:は)?最も|\d(?:地区|施設|指標)中|達成率|伸び"
)


def _looks_back(state: ReadingState, index: int) -> bool:
    """Whether a superlative is meant over the years, not among the indicators."""
    atoms, clause = state.line.atoms, state.clause
    text = state.line.text[atoms[clause.start].start : atoms[clause.end - 1].end]
    if _BACK.search(text) is not None:
        return True
    if clause.ending.close is Close.CLEFT and cleft_year(state) is not None:
        # 「満足度が最も低かったのは令和２年度の3.38点です」
        return True
    is_named = atom_at(atoms, clause.end).kind is AtomKind.MENTION
    if clause.ending.close is Close.CLEFT or (clause.ending.close is Close.ADNOMINAL and is_named):
        return False
    return _COMPARED.search(state.line.text[: atoms[index].start]) is None


_RATE = regex("達成率|達成度|進捗率")
_GROWN = regex("伸び(?!率)|増加幅|上昇幅|増加数")
_NO_VALUE = regex("伸び|増加率|増加幅|上昇幅|増加数|改善幅|減少幅|増減|率にして|割合の")
"""What is compared is no value as it stands in the table."""


def _among(
    state: ReadingState,
    index: int,
    size: int,
    movement: Movement,
    rank: int,
    words: str,
    window: Window,
) -> Claim | None:
    """「達成率が最も低いのは…」「地区別では…が最も高く」."""
    subject = (
        state.scope.local
        if state.clause.ending.close not in (Close.CLEFT, Close.ADNOMINAL)
        else subject_of(state, index)
    )
    if subject is None or len(subject.rows) != 1 or not subject.by_name:
        return None
    atoms = state.line.atoms
    before = state.line.text[: atoms[index].start] + words
    measure = "達成率" if _RATE.search(before) else "増減" if _GROWN.search(before) else "値"
    if measure == "値" and _NO_VALUE.search(before):
        return None
    return Claim(ClaimKind.AMONG, subject.rows, words, quote_of(state, index, size), window, movement=movement, rank=rank, measure=measure,
                 position=atoms[index].start)  # fmt: skip
