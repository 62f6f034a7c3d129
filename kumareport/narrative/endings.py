"""What follows a verb's stem makes of it: denied, wished, told as a fact, and how the clause goes on."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, AtomKind, atom_at
from kumareport.narrative.joins import Close, what_follows


class Ending(Struct, frozen=True):
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
    negations = int(atoms[index].is_word("ない"))
    past = state = wish = condition = transitive = False
    at = index + 1
    last = atoms[index]
    while at < len(atoms):
        atom = atoms[at]
        if atom.kind is not AtomKind.WORD:
            break
        if atom.pos[0] == "助動詞":
            negations += atom.is_among(lexicon.NEGATORS)
            past |= atom.is_word("た")
            condition |= atom.form == "仮定形"
            wish |= atom.lemma in ("たい", "べし", "まい", "らしい", "う", "よう")
            transitive |= atom.lemma in ("せる", "させる")
        elif atom.is_word("ない"):
            negations += 1
        elif atom.is_particle("て", "で", "ば"):
            condition |= atom.text == "ば"
        elif atom.pos[0] == "動詞" and _is_auxiliary(last, atom):
            state |= atom.lemma in ("いる", "おる", "くる", "ある", "続ける", "いく", "続く")
            wish |= atom.form == "意志推量形"
        elif atom.is_word("なる") and last.pos[0] == "形容詞":
            pass
        elif atom.is_among(lexicon.DOES):
            wish |= atom.form == "意志推量形"
        elif (atom.is_particle(*_SOFT) and _goes_on(atoms, at)) or (
            atom.text == "こと" and (_can(atoms, at) or _without(atoms, at))
        ):
            pass
        elif (skip := _came_to(atoms, at)) > 0:
            at += skip
            atom = atoms[at]
        else:
            break
        last = atom
        at += 1
    if atom_at(atoms, at).is_word("なる") and last.pos[0] == "動詞":
        # 「達成できなった」 of the published report: a slip that may mean either.
        wish = True
    told = past or state or negations % 2 == 1
    ending = _close(atoms, at, last, negations, told, wish, condition, transitive, index)
    return replace(ending, stop=at)


def _is_auxiliary(last: Atom, atom: Atom) -> bool:
    joined = last.is_particle("て", "で", "は", "も", "が") or last.form == "連用形"
    return atom.lemma in lexicon.AUXILIARY and joined


def _goes_on(atoms: Sequence[Atom], at: int) -> bool:
    """は or も inside a verb: 増えてはいない, 高くはない."""
    after, before = atom_at(atoms, at + 1), atoms[at - 1]
    if atoms[at].text in ("が", "の"):
        return before.text == "こと"
    inside = before.is_particle("て", "で") or before.form == "連用形" or before.text == "こと"
    return inside and after.is_word("いる", "おる", "ない", "する", "できる", "ある")


def _came_to(atoms: Sequence[Atom], at: int) -> int:
    """「達成するに至った」「下回るようになった」「超えるまでになった」: how many atoms to the verb."""
    texts = [atom.text for atom in atoms[at : at + 2]]
    if texts[:1] == ["に"] and atom_at(atoms, at + 1).is_word("至る"):
        return 1
    to = texts in (["よう", "に"], ["まで", "に"]) and atom_at(atoms, at + 2).is_word("なる")
    return 2 if to else 0


def _can(atoms: Sequence[Atom], at: int) -> bool:
    """「達成することができた」「達成するまで」."""
    after, verb = atom_at(atoms, at + 1), atom_at(atoms, at + 2)
    return after.is_particle("が", "は", "も") and verb.is_word("できる")


def _without(atoms: Sequence[Atom], at: int) -> bool:
    """「前年度を下回ることなく」."""
    return atom_at(atoms, at + 1).text == "なく"


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
    stative = head.is_among(lexicon.STATIVE) or (head.pos[0] in ("形容詞", "助動詞"))
    close, end, plan = what_follows(atoms, at, last)
    conjunctive = last.form == "連用形" or last.is_particle("て", "で")
    fact = told or stative or (conjunctive and close in (Close.COORDINATE, Close.FINAL))
    if close is Close.ADNOMINAL and not fact:
        plan = True
    # 「減少する結果となった」「増加する中」 tell of what is so.
    behind = atom_at(atoms, at)
    tells = behind.is_word(
        "結果", "傾向", "状況", "一方", "中", "なか", "とも", "など", "等", "反面"
    )
    together = atom_at(atoms, at + 1).is_word("とも", "共")
    if not fact and (tells or together):
        fact, plan = True, False
    # V-る + ため is a purpose, V-た + ため a reason.
    if behind.is_word("ため", "為") and not fact:
        close = Close.OPEN
    if wish or condition or plan:
        return Ending(
            negations % 2 == 1, False, Close.OPEN if condition else close, True, end, transitive
        )
    return Ending(
        negations % 2 == 1, fact, close, not fact and close is Close.OPEN, end, transitive
    )
