"""How a clause goes on behind its predicate."""

from collections.abc import Sequence
from enum import Enum

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, AtomKind, atom_at


class Close(Enum):
    """How a clause goes on."""

    FINAL = "ends the sentence"
    COORDINATE = "another statement follows"
    CONTRAST = "が, ものの, 一方: a statement that is closed"
    CLEFT = "what follows says of whom: 減少したのは…である"
    CAUSE = "a reason of what follows"
    ADNOMINAL = "tells of the noun that follows"
    OPEN = "a condition, a purpose, a plan"


def what_follows(atoms: Sequence[Atom], at: int, last: Atom) -> tuple[Close, int, bool]:
    """How a clause goes on behind its predicate, where it ends, and whether that makes it a plan."""
    if at >= len(atoms):
        return Close.FINAL, at, False
    atom = atoms[at]
    if atom.text in "。！？":
        return Close.FINAL, at + 1, False
    if atom.text in ("、", "・"):
        return Close.COORDINATE, at + 1, False
    if atom.pos[0] == "助詞":
        return _particle_follows(atoms, at, last)
    if atom.is_word("ため", "為"):
        return Close.CAUSE, _skip(atoms, at + 1), False
    if atom.is_word("よう") or atom.is_among(lexicon.PLANS):
        return Close.OPEN, _skip(atoms, at + 1), True
    if atom.text in (
        "もの",
        "一方",
        "反面",
        "半面",
        "ところ",
        "こと",
        "中",
        "なか",
        "うえ",
        "上",
        "ほか",
        "他",
        "結果",
        "わけ",
        "とおり",
        "など",
        "等",
    ):
        return _formal_follows(atoms, at)
    conjunctive = last.form == "連用形" or last.is_particle("て", "で")
    if conjunctive and atom.pos[0] != "接尾辞":
        return Close.COORDINATE, at, False
    return Close.ADNOMINAL, at, False


def _particle_follows(atoms: Sequence[Atom], at: int, last: Atom) -> tuple[Close, int, bool]:
    atom, end = atoms[at], at + 1
    behind = atom_at(atoms, end)
    if atom.text in ("が", "けれど", "けれども", "けど", "し"):
        return Close.CONTRAST, _skip(atoms, end), False
    if atom.text in ("ので", "から"):
        return Close.CAUSE, _skip(atoms, end), False
    if atom.text == "と":
        if behind.is_word("とも", "共"):
            return Close.COORDINATE, _skip(atoms, end + 1), False
        # 「減少したと考えられる」 tells it; 「減少すると見込む」 and 「増えると」 do not.
        told = behind.is_word(
            "考える",
            "思う",
            "見る",
            "みる",
            "推察",
            "評価",
            "分析",
            "言う",
            "いう",
            "なる",
            "捉える",
            "認識",
            "判断",
        )
        return (Close.FINAL if told else Close.OPEN), end, not told
    if atom.text in ("ながら", "つつ", "ば"):
        return Close.COORDINATE, end, atom.text == "ば"
    if atom.text in ("か", "まで", "より", "に"):
        return Close.OPEN, end, True
    if atom.text == "の" and behind.is_particle("に", "で", "は", "が", "も"):
        close = (
            Close.CLEFT
            # 「悪化したのも２つ」
            if behind.text == "は" or atom_at(atoms, end + 1).kind is AtomKind.QUANTITY
            else Close.CONTRAST
        )
        return close, end + 1, False
    return Close.COORDINATE, end, False


def _formal_follows(atoms: Sequence[Atom], at: int) -> tuple[Close, int, bool]:
    """A noun without a meaning of its own: ものの, 一方で, ことから, ところ."""
    atom, end = atoms[at], at + 1
    behind = atom_at(atoms, end)
    if atom.text == "もの" and behind.is_particle("の"):
        return Close.CONTRAST, _skip(atoms, end), False
    if atom.text in ("一方", "反面", "半面", "ところ", "なか", "中", "うえ", "上", "ほか", "他"):
        return Close.CONTRAST, _skip(atoms, end), False
    if atom.text == "こと":
        # The particle behind it may be any.
        return Close.CAUSE, _skip(atoms, min(end + 1, len(atoms))), False
    if atom.text == "もの" and behind.is_particle("と"):
        return Close.FINAL, end, False
    if atom.text == "結果":
        return Close.CAUSE, end, False
    if atom.text == "わけ":
        # 「増えたわけではない」
        return Close.OPEN, end, True
    return Close.COORDINATE, end, False


def _skip(atoms: Sequence[Atom], at: int) -> int:
    """Behind particles, the verb of によって, and the comma that belong to a clause's end."""
    while at < len(atoms) and (
        atoms[at].text in ("、", "で", "に", "は", "も", "から", "の")
        or atoms[at].is_word("よる", "加える", "伴う")
        or atoms[at].text == "て"
    ):
        if atoms[at].text == "、":
            return at + 1
        at += 1
    return at
