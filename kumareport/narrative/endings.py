"""What follows a verb's stem makes of it: denied, wished, told as a fact, and how the clause goes on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, AtomKind


class Close(Enum):
    """How a clause goes on."""

    FINAL = "ends the sentence"
    COORDINATE = "another statement follows"
    CONTRAST = "が, ものの, 一方: a statement that is closed"
    CLEFT = "what follows says of whom: 減少したのは…である"
    CAUSE = "a reason of what follows"
    ADNOMINAL = "tells of the noun that follows"
    OPEN = "a condition, a purpose, a plan"


@dataclass(frozen=True, slots=True)
class Ending:
    """What follows a verb's stem.

    Attributes:
        negated: whether it is denied.
        fact: whether it is told as something that is so.
        close: how the clause goes on.
        plan: whether it is a plan, a wish or a forecast, which clauses joined to it share.
        transitive: whether somebody makes it so (増加させる).
        end: the index of the first atom behind it.
        stop: the index behind its inflection, before what joins it to the next clause.
    """

    negated: bool
    fact: bool
    close: Close
    plan: bool
    end: int
    transitive: bool = False
    stop: int = 0


_SOFT = ("は", "も", "が", "の")


def read_ending(atoms: Sequence[Atom], index: int) -> Ending:
    """Read on from a predicate's stem to where its clause ends."""
    # 「変化はない」: the adjective itself denies.
    negations = int(atoms[index].is_word("ない") and atoms[index].pos[:1] == ("形容詞",))
    past = state = wish = condition = transitive = False
    at = index + 1
    last = atoms[index]
    while at < len(atoms):
        atom = atoms[at]
        if atom.kind is not AtomKind.WORD or not atom.text:
            break
        if atom.pos[0] == "助動詞" or (atom.pos[0] == "接尾辞" and atom.lemma in ("ない",)):
            negations += atom.is_word(*lexicon.NEGATORS)
            past |= atom.lemma == "た" and atom.form != "仮定形"
            condition |= atom.form == "仮定形"
            wish |= (
                atom.lemma in ("たい", "べし", "まい", "らしい", "う", "よう")
                or atom.form == "意志推量形"
            )
            transitive |= atom.lemma in ("せる", "させる")
        elif atom.is_word("ない") and atom.pos[0] == "形容詞":
            negations += 1
        elif atom.is_particle("て", "で", "ば") and atom.pos[1] == "接続助詞":
            condition |= atom.text == "ば"
        elif atom.pos[0] == "動詞" and _is_auxiliary(last, atom):
            state |= atom.lemma in ("いる", "おる", "くる", "ある", "続ける", "いく", "続く")
            wish |= atom.form == "意志推量形"
        elif atom.is_word("なる") and last.pos[0] == "形容詞" and last.form == "連用形":
            pass
        elif atom.pos[0] == "動詞" and atom.lemma in ("する", "できる") and at == index + 1:
            wish |= atom.form == "意志推量形"
        elif (atom.is_particle(*_SOFT) and _goes_on(atoms, at)) or (
            atom.text == "こと" and _can(atoms, at)
        ):
            pass
        elif (skip := _came_to(atoms, at)) > 0:
            at += skip
            atom = atoms[at]
        else:
            break
        last = atom
        at += 1
    if at < len(atoms) and atoms[at].is_word("なる") and last.pos[0] == "動詞":
        # 「達成できなった」: a slip that may mean either.
        wish = True
    told = past or state or negations % 2 == 1
    ending = _close(atoms, at, last, negations, told, wish, condition, transitive, index)
    return replace(ending, stop=at)


def _is_auxiliary(last: Atom, atom: Atom) -> bool:
    joined = (
        last.is_particle("て", "で", "は", "も", "が")
        or last.form == "連用形"
        or last.is_word("だ", "です", "こと")
    )
    return atom.lemma in lexicon.AUXILIARY and joined


def _goes_on(atoms: Sequence[Atom], at: int) -> bool:
    """は or も inside a verb: 増えてはいない, 高くはない."""
    after = atoms[at + 1] if at + 1 < len(atoms) else None
    before = atoms[at - 1]
    if after is None or atoms[at].text in ("が", "の"):
        return before.text == "こと" and after is not None and after.is_word("できる", "ない")
    inside = before.is_particle("て", "で") or before.form == "連用形" or before.text == "こと"
    return inside and (after.is_word("いる", "おる", "ない", "する", "できる", "ある"))


def _came_to(atoms: Sequence[Atom], at: int) -> int:
    """「達成するに至った」「下回るようになった」「超えるまでになった」: how many atoms to the verb."""
    texts = [atom.text for atom in atoms[at : at + 3]]
    if texts[:1] == ["に"] and at + 1 < len(atoms) and atoms[at + 1].is_word("至る"):
        return 1
    if (
        texts[:2] in (["よう", "に"], ["まで", "に"])
        and at + 2 < len(atoms)
        and atoms[at + 2].is_word("なる")
    ):
        return 2
    return 0


def _can(atoms: Sequence[Atom], at: int) -> bool:
    """「達成することができた」「達成するまで」."""
    ahead = atoms[at + 1 : at + 3]
    return len(ahead) == 2 and ahead[0].is_particle("が", "は", "も") and ahead[1].is_word("できる")


def _close(
    atoms: Sequence[Atom],
    at: int,
    last: Atom,
    negations: int,
    told: bool,
    wish: bool,
    condition: bool,
    transitive: bool,
    index: int,
) -> Ending:
    head = atoms[index]
    stative = head.is_word(*lexicon.STATIVE) or (
        head.kind is AtomKind.WORD and head.pos[0] in ("形容詞", "助動詞")
    )
    close, end, plan = _what_follows(atoms, at, last)
    conjunctive = last.form == "連用形" or last.is_particle("て", "で")
    fact = told or stative or (conjunctive and close in (Close.COORDINATE, Close.FINAL))
    if close is Close.ADNOMINAL and not fact:
        plan = True
    # 「減少する結果となった」「増加する中」 tell of what is so.
    behind = atoms[at] if at < len(atoms) else None
    if (
        not fact
        and behind is not None
        and (
            behind.is_word(
                "結果", "傾向", "状況", "一方", "中", "なか", "とも", "など", "等", "反面"
            )
            or (
                behind.text in ("が", "と")
                and at + 1 < len(atoms)
                and atoms[at + 1].is_word("とも", "共")
            )
        )
    ):
        fact, plan = True, False
    # V-る + ため is a purpose, V-た + ため a reason.
    if behind is not None and behind.is_word("ため", "為") and not fact:
        close, plan = Close.OPEN, True
    if wish or condition or plan:
        return Ending(
            negations % 2 == 1, False, Close.OPEN if condition else close, True, end, transitive
        )
    if negations > 1:
        fact = False
    return Ending(
        negations % 2 == 1, fact, close, not fact and close is Close.OPEN, end, transitive
    )


def _what_follows(atoms: Sequence[Atom], at: int, last: Atom) -> tuple[Close, int, bool]:
    """How a clause goes on behind its predicate, where it ends, and whether that makes it a plan."""
    if at >= len(atoms):
        return Close.FINAL, at, False
    atom = atoms[at]
    if atom.text in "。！？":
        return Close.FINAL, at + 1, False
    if atom.text in ("、", "・"):
        return Close.COORDINATE, at + 1, False
    if atom.kind is AtomKind.WORD and atom.pos[0] == "助詞":
        return _particle_follows(atoms, at, last)
    if atom.is_word("ため", "為"):
        return Close.CAUSE, _skip(atoms, at + 1), False
    if atom.is_word("よう") or atom.is_word(*lexicon.PLANS):
        return Close.OPEN, _skip(atoms, at + 1), True
    if (
        atom.text
        in (
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
        )
        and atom.kind is AtomKind.WORD
    ):
        return _formal_follows(atoms, at)
    conjunctive = last.form == "連用形" or last.is_particle("て", "で")
    if conjunctive and not (atom.kind is AtomKind.WORD and atom.pos[0] == "接尾辞"):
        return Close.COORDINATE, at, False
    plan = atom.kind is AtomKind.WORD and atom.is_word(*lexicon.PLANS)
    return Close.ADNOMINAL, at, plan


def _particle_follows(atoms: Sequence[Atom], at: int, last: Atom) -> tuple[Close, int, bool]:
    atom = atoms[at]
    behind = atoms[at + 1] if at + 1 < len(atoms) else None
    if atom.text in ("が", "けれど", "けれども", "けど", "し"):
        return Close.CONTRAST, _skip(atoms, at + 1), False
    if atom.text in ("ので", "から"):
        return Close.CAUSE, _skip(atoms, at + 1), False
    if atom.text == "と":
        if behind is not None and behind.is_word("とも", "共"):
            return Close.COORDINATE, _skip(atoms, at + 2), False
        # 「減少したと考えられる」 tells it; 「減少すると見込む」 and 「増えると」 do not.
        plan = behind is not None and behind.is_word(*lexicon.PLAN_VERBS)
        told = behind is not None and behind.is_word(
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
        return (Close.FINAL if told else Close.OPEN), at + 1, plan or not told
    if atom.text in ("ながら", "つつ", "ば"):
        return Close.COORDINATE, at + 1, atom.text == "ば"
    if atom.text == "か":
        return Close.OPEN, at + 1, True
    if atom.text in ("まで", "より", "に"):
        return Close.OPEN, at + 1, True
    if (
        atom.text == "の"
        and behind is not None
        and behind.is_particle("に", "で", "は", "が", "も")
    ):
        close = (
            Close.CAUSE
            if behind.text == "で"
            else Close.CLEFT
            if behind.text == "は"
            else Close.CONTRAST
        )
        return close, at + 2, False
    return Close.COORDINATE, at + 1, False


def _formal_follows(atoms: Sequence[Atom], at: int) -> tuple[Close, int, bool]:
    """A noun without a meaning of its own: ものの, 一方で, ことから, ところ."""
    atom = atoms[at]
    behind = atoms[at + 1] if at + 1 < len(atoms) else None
    if atom.text == "もの" and behind is not None and behind.is_particle("の"):
        return Close.CONTRAST, _skip(atoms, at + 2), False
    if atom.text in ("一方", "反面", "半面", "ところ", "なか", "中", "うえ", "上", "ほか", "他"):
        return Close.CONTRAST, _skip(atoms, at + 1), False
    if atom.text == "こと" and behind is not None:
        if behind.text in ("から", "で", "に", "や", "も"):
            return Close.CAUSE, _skip(atoms, at + 2), False
        return Close.CAUSE, at + 2, False
    if atom.text == "もの" and behind is not None and behind.is_particle("と"):
        return Close.FINAL, at + 2, False
    if atom.text == "結果":
        return Close.CAUSE, at + 1, False
    return Close.COORDINATE, at + 1, False


def _skip(atoms: Sequence[Atom], at: int) -> int:
    """Behind particles, the verb of によって, and the comma that belong to a clause's end."""
    while at < len(atoms) and (
        atoms[at].text in ("、", "で", "に", "は", "も", "から", "の")
        or (atoms[at].is_word("よる", "加える", "伴う") and at and atoms[at - 1].text in ("に",))
        or (atoms[at].text == "て" and atoms[at - 1].is_word("よる", "加える"))
    ):
        if atoms[at].text == "、":
            return at + 1
        at += 1
    return at
