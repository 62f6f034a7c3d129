"""What a number in a sentence is, by the words around it: a value, a difference, a target, a gap."""

from collections.abc import Sequence

from msgspec.structs import replace

from kumareport.narrative.atoms import Atom, AtomKind, Level, atom_at
from kumareport.narrative.behind import NumberReading, NumberRole, by_right, right_of
from kumareport.narrative.windows import How, TimeKind

_FILLERS = (
    "約",
    "およそ",
    "わずか",
    "さらに",
    "合計",
    "計",
    "実績",
    "実績値",
    "値",
    "「",
)


_TOPICS = (
    "",
    "の",
    "は",
    "が",
    "で",
    "に",
    "には",
    "では",
    "も",
    ":",
    "である",
    "との",
    "と",
    "においては",
    "において",
    "時点で",
)


KINDS = ("館", "地区", "施設", "種", "校種", "会場", "圏域", "区")
"""What indicators of one section may be told apart by."""


def is_of_all(atoms: Sequence[Atom], index: int) -> bool:
    """「３種とも」: the number says of how many indicators."""
    quantity, behind = atoms[index].quantity, atom_at(atoms, index + 1)
    assert quantity is not None
    return quantity.unit in KINDS and behind.text in ("とも", "ともに", "すべて", "全て", "いずれ")


def reading_of(atoms: Sequence[Atom], index: int) -> NumberReading:
    """The role of the number at an index."""
    quantity = atoms[index].quantity
    assert quantity is not None
    if atom_at(atoms, index + 1).text.startswith("満点") or quantity.unit.endswith("中"):
        # 「５点満点中3.3点」「12校中８校」
        return NumberReading(NumberRole.UNKNOWN)
    if quantity.unit.startswith(("指標", "項目", "つの指標", "つ")) or is_of_all(atoms, index):
        return NumberReading(NumberRole.COUNT)
    left, particle, at = _left(atoms, index)
    glue, right = right_of(atoms, index)
    found = by_right(atoms, index, glue, right)
    if _is_left_over(atoms, index):
        return NumberReading(NumberRole.GAP, level=_target_before(atoms, index))
    if quantity.unit.startswith("倍") and found.role in (
        NumberRole.VALUE,
        NumberRole.UNKNOWN,
        NumberRole.BOUND,
        NumberRole.CHANGE,
    ):
        return NumberReading(NumberRole.MULTIPLE, side=found.side, word=found.word)
    if left is None:
        return found
    if left.kind is AtomKind.QUANTITY and particle == "の" and quantity.unit == "%":
        # 「25.0％の９割」
        return NumberReading(NumberRole.UNKNOWN)
    if particle == "まで" and _is_of_target(atoms, at):
        # 「目標の10.0％まで0.6ポイント」
        return NumberReading(NumberRole.GAP, level=Level.TARGET)
    if left.kind is AtomKind.REFERENCE:
        return _beside_reference(atoms, found, left, particle, at)
    if left.time is not None and particle in _TOPICS:
        own = left.time.how is How.AT and left.time.kind in (
            TimeKind.YEAR,
            TimeKind.CURRENT,
            TimeKind.EARLIER,
            TimeKind.AGO,
        )
        if own and found.role in (
            NumberRole.VALUE,
            NumberRole.START,
            NumberRole.UNKNOWN,
            NumberRole.BOUND,
            NumberRole.BAND,
        ):
            role = (
                NumberRole.VALUE
                if found.role is NumberRole.UNKNOWN and _is_open(glue)
                else found.role
            )
            return replace(found, role=role, time=at)
    if (
        left.kind is AtomKind.MENTION
        and particle in ("", "は", "が", "も", ":")
        and found.role is NumberRole.UNKNOWN
        # 「参加者数は、20人の定員を見直し」
        and glue not in ("の", "を")
        and _is_open(glue)
    ):
        return NumberReading(NumberRole.VALUE)
    return found


def _is_of_target(atoms: Sequence[Atom], at: int) -> bool:
    return atom_at(atoms, at - 2).level is Level.TARGET


def _is_left_over(atoms: Sequence[Atom], index: int) -> bool:
    """「あと５件」「残り５件」."""
    return atom_at(atoms, index - 1).text in ("あと", "残り", "残る", "残")


def _target_before(atoms: Sequence[Atom], index: int) -> Level | None:
    near = atoms[max(0, index - 8) : index]
    return Level.TARGET if any(a.level is Level.TARGET for a in near) else Level.FOREIGN


def _is_open(glue: str) -> bool:
    return glue in ("", "は", "が", "も", "を", "の")


def _beside_reference(
    atoms: Sequence[Atom], found: NumberReading, left: Atom, particle: str, at: int
) -> NumberReading:
    if left.level is Level.FOREIGN:
        # A distance from it is read where the sentence has its number.
        apart = found.role in (NumberRole.GAP, NumberRole.CHANGE)
        return found if apart else NumberReading(NumberRole.UNKNOWN)
    if found.role is NumberRole.CHANGE:
        if left.level is Level.TARGET and particle in (
            "を",
            "に",
            "より",
            "まで",
            "には",
            "との",
            "比",
            "比で",
        ):
            return NumberReading(
                NumberRole.GAP, found.movement, level=Level.TARGET, word=found.word
            )
        return found
    if found.role is NumberRole.GAP or particle in (
        "まで",
        "との差は",
        "まであと",
        "に対し",
        "に対して",
        "との差が",
    ):
        if particle.startswith("に対し") and found.role is not NumberRole.GAP:
            return NumberReading(found.role, found.movement, found.side, level=left.level)
        return NumberReading(
            NumberRole.GAP, found.movement, found.side, level=left.level, word=found.word
        )
    if left.level is Level.PREVIOUS and particle.startswith("比"):
        return NumberReading(NumberRole.RATIO)
    if particle not in _TOPICS:
        return found
    if left.level is Level.TARGET:
        share = atom_at(atoms, at + 2).quantity
        if particle == "の" and share is not None and share.is_part:
            # 「目標の８割に達した」
            told = found.role in (NumberRole.VALUE, NumberRole.BOUND)
            return replace(found, role=NumberRole.SHARE_OF_TARGET if told else NumberRole.UNKNOWN)
        return replace(found, role=NumberRole.TARGET)
    if left.level is Level.BASE:
        return replace(found, role=NumberRole.BASE)
    role = found.role if found.role is not NumberRole.UNKNOWN else NumberRole.VALUE
    return replace(found, role=role, time=at)


def _left(atoms: Sequence[Atom], index: int) -> tuple[Atom | None, str, int]:
    """The atom that stands before a number, with the particles between."""
    particle = ""
    at = index - 1
    while at >= 0:
        atom = atoms[at]
        if atom.kind is AtomKind.WORD and (
            atom.pos[0] == "助詞"
            or atom.text in (":", "差", "比", "だ", "で", "ある", "値", "末", "時点")
            or atom.is_word("対する", "だ", "ある")
        ):
            particle = atom.text + particle
        elif atom.text not in _FILLERS and (atom.text != "、" or particle):
            return atom, particle, at
        at -= 1
    return None, particle, at
