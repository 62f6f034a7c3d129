"""The clauses of a sentence."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, AtomKind, atom_at, is_joined_to_a_noun
from kumareport.narrative.endings import Ending, read_ending
from kumareport.narrative.joins import Close
from kumareport.patterns import regex


class Clause(Struct, frozen=True):
    """A stretch of a sentence with one predicate.

    Attributes:
        start, head, end: the indices of its first atom, of its predicate, and behind its last.
        ending: what the predicate's ending makes of it.
    """

    start: int
    head: int
    end: int
    ending: Ending


def clauses(atoms: Sequence[Atom]) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order; plans reach back over clauses that are joined to them."""
    found = list(_clauses(atoms))
    for number in range(len(found) - 2, -1, -1):
        ending, later = found[number].ending, found[number + 1].ending
        states = atoms[found[number].head].is_word("だ", "です")
        # 「35％であり、見直す必要がある」
        if ending.close is Close.COORDINATE and later.plan and not states:
            found[number] = replace(found[number], ending=replace(ending, fact=False, plan=True))
    for number, clause in enumerate(found[:-1]):
        joined = "".join(atom.text for atom in atoms[clause.head : clause.end])
        later = found[number + 1]
        told = any(atom.is_word("た") for atom in atoms[later.head : later.ending.stop])
        # 「増えれば、検証値に届く」
        if (
            clause.ending.close is Close.OPEN
            and not atoms[clause.head].is_word("除く")
            and _is_condition(atoms, clause, joined.rstrip("、"))
            and not told
        ):
            found[number + 1] = replace(later, ending=replace(later.ending, fact=False, plan=True))
    for number, clause in enumerate(found[:-1]):
        later = found[number + 1]
        # 「目標値を上回るまでに増加した」「上回る水準までは増えていない」
        if atoms[clause.head].is_among(lexicon.LEVELS) and _reaches(atoms, clause):
            ending = replace(
                later.ending, end=clause.end, stop=clause.ending.stop, close=Close.COORDINATE
            )
            found[number] = replace(clause, ending=ending)
            if later.ending.negated:
                found[number + 1] = replace(later, ending=replace(later.ending, fact=False))
    for number, clause in enumerate(found[:-1]):
        later = found[number + 1]
        # 「回復するまでには至っていない」
        if _ends_in(atoms, clause, "まで") and atoms[later.head].is_word("至る"):
            found[number] = replace(clause, ending=replace(later.ending, end=clause.end))
        # 「基準値を下回る水準には至っていない」
        if (
            clause.ending.close is Close.ADNOMINAL
            and later.ending.negated
            and atoms[later.head].is_word("至る", "ある", "達する", "届く", "なる", "ない", "及ぶ")
            and not any(a.text == "、" for a in atoms[clause.end : later.head])
        ):
            found[number] = replace(clause, ending=replace(clause.ending, fact=False))
    return tuple(found)


def _ends_in(atoms: Sequence[Atom], clause: Clause, text: str) -> bool:
    return atoms[clause.end - 1].text == text


def _is_condition(atoms: Sequence[Atom], clause: Clause, joined: str) -> bool:
    """「増えれば」「上昇すると」; 「達成率をみると」 is none."""
    moves = atoms[clause.head].lemma in lexicon.MOVEMENTS
    return joined.endswith(("ば", "たら", "なら")) or (moves and joined.endswith("と"))


def _reaches(atoms: Sequence[Atom], clause: Clause) -> bool:
    if _ends_in(atoms, clause, "まで"):
        return True
    behind = "".join(a.text for a in atoms[clause.end : clause.end + 2])
    return regex("(?:水準|値|数値|程度)まで").match(behind) is not None


def _clauses(atoms: Sequence[Atom]) -> Iterator[Clause]:
    start = index = 0
    while index < len(atoms):
        if is_predicate(atoms, index):
            ending = read_ending(atoms, index)
            if any(atom.is_particle("しか") for atom in atoms[start:index]):
                # 「９割しか回復していない」
                ending = replace(ending, negated=not ending.negated)
            yield Clause(start, index, ending.end, ending)
            start = index = max(ending.end, index + 1)
        elif atoms[index].text in "。！？":
            if index > start:
                yield _verbless(start, index)
            start = index = index + 1
        elif _ends_without_verb(atoms, index, start):
            end = index + 1
            ending = Ending(False, True, Close.COORDINATE, False, end, stop=index)
            yield Clause(start, index - 1, end, ending)
            start = index = end
        else:
            index += 1
    if index > start:
        yield _verbless(start, index)


def _ends_without_verb(atoms: Sequence[Atom], index: int, start: int) -> bool:
    """「24.9％増、」「２倍超、」: a noun of a number that ends a statement."""
    if atoms[index].text != "、" or index - 2 < start:
        return False
    noun, number = atoms[index - 1], atoms[index - 2]
    told = noun.text in ("増", "減", "超", "超え") or noun.lemma in lexicon.MOVEMENTS
    return told and number.kind is AtomKind.QUANTITY


def _verbless(start: int, end: int) -> Clause:
    """「2.2ポイントの増。」: a noun that ends the sentence."""
    return Clause(start, end - 1, end, Ending(False, True, Close.FINAL, False, end))


_PREDICATIVE = ("動詞", "形容詞", "助動詞")


def is_predicate(atoms: Sequence[Atom], index: int) -> bool:
    """Whether a clause's verb, adjective or copula begins here."""
    atom = atoms[index]
    if atom.pos[0] not in _PREDICATIVE and not _is_verbal_noun(atom):
        return False
    before, behind = atom_at(atoms, index - 1), atom_at(atoms, index + 1)
    if atom.is_among(lexicon.DOES) and _is_verbal_noun(before):
        return False
    if atom.pos[0] == "形容詞" and (behind.text == "さ" or _is_adverb(atom, behind)):
        return False
    if _is_called_target(atoms, index):
        return False
    if (
        atom.is_word("合わせる")
        and behind.text == "て"
        and not before.is_particle("を", "と", "に")
    ):
        # 「３年間で合わせて3.8千㎡の縮減」
        return False
    if behind.text in ("方", "幅") or is_joined_to_a_noun(atoms, index):
        # 「増え方は」
        return False
    if atom.pos[0] in ("動詞", "形容詞"):
        # 「に伴い」「により」「について」「として」「に向け」 are particles in effect.
        if (
            atom.form != "仮定形"
            and atom.lemma
            in (
                "よる",
                "伴う",
                "つく",
                "おく",
                "関する",
                "対する",
                "比べる",
                "比する",
                "とる",
                "向ける",
                "比較",
                "除く",
                "応じる",
                "基づく",
                "次ぐ",
                "かける",
            )
            and before.is_particle("に", "と", "を", "は")
        ):
            return False
        if atom.lemma in ("比べる", "みる", "見る") and before.is_particle("と", "に", "て"):
            return False
        return not (
            atom.lemma == "する" and before.is_particle("と", "に") and _is_as(atoms, index)
        )
    if _is_verbal_noun(atom):
        return behind.is_among(lexicon.DOES) and not _is_compare(atoms, index)
    if before.kind is AtomKind.REFERENCE and _names_number(atoms, index):
        return False
    return atom.is_word("だ", "です") and not _is_de(atoms, index)


def _is_adverb(atom: Atom, behind: Atom) -> bool:
    """「目標を大きく超えた」."""
    if not atom.text.endswith("く") or behind.kind is not AtomKind.WORD:
        return False
    verb = behind.pos[0] == "動詞" and not behind.is_word("なる", "する", "ある", "いる", "できる")
    return verb or _is_verbal_noun(behind)


def _is_called_target(atoms: Sequence[Atom], index: int) -> bool:
    """「目標とする5.0日以内」「目標である5.0日以内」."""
    joined = (atom_at(atoms, index - 1).text, atoms[index].lemma)
    return (
        joined in (("と", "する"), ("で", "ある"))
        and atom_at(atoms, index + 1).kind is AtomKind.QUANTITY
    )


def _names_number(atoms: Sequence[Atom], index: int) -> bool:
    """「目標値である85,000kW」."""
    ahead = atoms[index + 1 : index + 3]
    return any(a.kind is AtomKind.QUANTITY for a in ahead) and atoms[index].text == "で"


def _is_verbal_noun(atom: Atom) -> bool:
    return atom.pos[0] == "名詞" and "サ変" in atom.pos[2]


def _is_as(atoms: Sequence[Atom], index: int) -> bool:
    """「として」「としては」, but not 「としている」."""
    after, last = atom_at(atoms, index + 1), atom_at(atoms, index + 2)
    return after.is_particle("て") and not last.is_word("いる", "おる")


def _is_compare(atoms: Sequence[Atom], index: int) -> bool:
    """「と比較して」."""
    return atoms[index].lemma in ("比較", "対比")


def _is_de(atoms: Sequence[Atom], index: int) -> bool:
    """で that is only a particle (３年間で, 前年度比で)."""
    atom = atoms[index]
    after = atom_at(atoms, index + 1)
    if atom.text in ("に", "な"):
        return True
    if atom.text != "で":
        return False
    if after.text == "は":
        # 「集合住宅の入居者では」 is a place; 「増加ではない」 denies.
        return not atom_at(atoms, index + 2).is_word("ない", "ある", "ござる", "いる")
    return after.text not in ("、", "あ") and not after.is_word("ある", "ござる")
