"""A clause as it is read: its years, its quote, and whether a word in it is told and denied."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, AtomKind, Level, SentenceLine, atom_at, year_asides
from kumareport.narrative.claims import Window
from kumareport.narrative.clauses import Clause
from kumareport.narrative.frames import Carried, window_of
from kumareport.narrative.joins import Close
from kumareport.narrative.resolver import Resolver, Subject
from kumareport.narrative.scope import Scope
from kumareport.narrative.windows import TimeKind
from kumareport.patterns import regex

NEARLY = ("概ね", "おおむね", "ほぼ", "おおよそ")


_BETWEEN = (
    "傾向",
    "基調",
    "状況",
    "局面",
    "水準",
    "気味",
    "方向",
    "一途",
    "歯止め",
    "状態",
    "結果",
    "もの",
    "形",
    "程度",
    "実績",
    "更新",
    "数値",
    "値",
)


_TAKING = (
    "続ける", "示す", "記録", "更新", "たどる", "辿る", "維持", "見せる", "遂げる", "繰り返す", "保つ",
)  # fmt: skip
"""Verbs that carry a noun with を."""


class ReadingState(Struct):
    """What the sentence has said so far."""

    line: SentenceLine
    resolver: Resolver
    scope: Scope
    carried: Carried
    clause: Clause
    skip: frozenset[int]
    before: Clause | None = None


def window_in(state: ReadingState, index: int) -> Window:
    clause, atoms = state.clause, state.line.atoms
    # 「令和３年度に88.7％まで下がった」: the year of the number is that of the movement, too.
    window = window_of(atoms, clause.start, max(index, clause.head), state.carried)
    own = [
        a
        for a in atoms[clause.start : clause.head]
        if a.time is not None and a.time.year is not None and a.time.year == window.year
    ]
    others = tuple(year for atom in own for year in aside_years(state, atom.end))
    window = replace(window, others=(*window.others, *others)) if others else window
    if clause.ending.close is Close.CLEFT and (told := cleft_year(state)) is not None:
        return replace(window, year=told, plan=False)
    if clause.ending.close is not Close.ADNOMINAL:
        return window
    # 「落ち込んだ令和４年度」「最も高かった前年度」
    after = atom_at(atoms, clause.end)
    if after.level is Level.PREVIOUS:
        return replace(window, previous=True)
    return window if after.year is None else replace(window, year=after.year)


def cleft_year(state: ReadingState) -> int | None:
    """「下回ったのは、計画期間中では令和２年度のみ」: the only year behind a cleft clause."""
    behind = state.line.atoms[state.clause.end :]
    years = {a.year for a in behind if a.year is not None}
    return years.pop() if len(years) == 1 else None


def quote_of(state: ReadingState, index: int, length: int) -> str:
    atoms = state.line.atoms
    first = atoms[state.clause.start]
    end = index + length
    if end > state.clause.head:
        end = max(state.clause.ending.stop, end)
    last = atoms[end - 1]
    return state.line.text[first.start : last.end].strip("、。")


def polarity_of(state: ReadingState, index: int, length: int) -> tuple[bool, bool]:
    """Whether a word at an index is told as a fact, and whether it is denied."""
    clause, atoms = state.clause, state.line.atoms
    ending = clause.ending
    end = index + length
    told = ending.fact and not ending.plan
    if end > clause.head:
        return told, ending.negated
    # A noun before a verb that only carries it.
    if all(_is_between(atom) for atom in atoms[end : clause.head]):
        is_told, is_denied = _carried(atoms[clause.head], atoms[end : clause.head], ending.negated)
        if is_denied is not None:
            return told and is_told, is_denied
    behind = atom_at(atoms, end).text
    # 「83件の減」「83件減で」「３年連続の減で」
    number = atom_at(atoms, index - (2 if atom_at(atoms, index - 1).text in ("の", "も") else 1))
    counted = number.kind is AtomKind.QUANTITY or number.time_kind is TimeKind.STREAK
    return counted and behind in ("の", "で", "と", "、", "。", "し", "に", "となる", "だ"), False


def _is_between(atom: Atom) -> bool:
    """Whether it may stand between a noun and the verb that carries it."""
    return (
        atom.text in (*_BETWEEN, "、")
        or atom.kind is AtomKind.QUANTITY
        or atom.time_kind is TimeKind.STREAK
        or atom.pos[0] in ("助詞", "副詞", "助動詞")
    )


def _carried(head: Atom, middle: Sequence[Atom], negated: bool) -> tuple[bool, bool | None]:
    """Whether a verb tells the noun before it as a fact, and whether it denies it; None where it does
    not carry it."""
    if head.is_among(lexicon.STOPS) and middle and middle[-1].is_particle("は", "が", "も"):
        # 「増加が鈍化した」 goes on, but more slowly; 「増加傾向は収まらず」 goes on.
        slower = not negated and head.is_word("鈍化", "緩和", "落ち着く", "一服", "頭打ち")
        return not slower, not negated and not slower
    if head.is_word(*lexicon.LIGHT, "だ", "です") and (
        head.is_among(_TAKING) or all(atom.text != "を" for atom in middle)
    ):
        return True, negated is not any(atom.text == "歯止め" for atom in middle)
    if head.is_word("止まる", "とまる", "繰り返す"):
        return True, not negated
    return True, True if head.is_word("難しい") else None


def is_compound(atoms: Sequence[Atom], at: int) -> bool:
    """「達成率」「増加幅」「改善策」: the word is only part of a noun."""
    atom = atom_at(atoms, at)
    return (
        atom.pos[0] in ("名詞", "接尾辞")
        and atom.text not in (*_BETWEEN, "とも")
        and "サ変" not in atom.pos[2]
    )


def is_share(atoms: Sequence[Atom], at: int) -> bool:
    """「目標の９割を超えた」: a part of it, not itself."""
    share = atom_at(atoms, at + 2)
    if (
        atoms[at].kind not in (AtomKind.REFERENCE, AtomKind.TIME)
        or atom_at(atoms, at + 1).text != "の"
        or share.quantity is None
    ):
        return False
    # 「コロナ前の96％まで回復」
    percent = share.quantity.unit == "%" and atom_at(atoms, at + 3).text == "まで"
    return percent or regex("割|分の|倍|半").search(share.text) is not None


def is_vague(subject: Subject) -> bool:
    """Whether no words say which of several indicators moved."""
    return not subject.by_name and len(subject.rows) > 1


def named_besides(state: ReadingState) -> tuple[Indicator, ...]:
    return state.scope.seen if len(state.scope.seen) > 1 else ()


def has_time(state: ReadingState, kind: TimeKind) -> bool:
    atoms = state.line.atoms[state.clause.start : state.clause.end]
    return any(atom.time_kind is kind for atom in atoms)


def compared_level(state: ReadingState, index: int) -> Level | None:
    atoms = state.line.atoms
    levels = [a.level for a in atoms[state.clause.start : index] if a.kind is AtomKind.REFERENCE]
    return levels[-1] if levels else None


def is_foreign_comparison(state: ReadingState, index: int) -> bool:
    atoms = state.line.atoms
    return any(a.level is Level.FOREIGN for a in atoms[state.clause.start : index])


def aside_years(state: ReadingState, position: int) -> tuple[int, ...]:
    """The years in a bracket that stands right behind a position."""
    return tuple(
        time.year
        for at, text in state.line.asides
        if at == position
        for time in year_asides(text)
        if time.year is not None
    )
