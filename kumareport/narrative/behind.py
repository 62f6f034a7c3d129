"""What the words behind a number make of it."""

from collections.abc import Sequence
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, AtomKind, Level, atom_at
from kumareport.narrative.found_words import meaning
from kumareport.narrative.lexicon import Movement, Side
from kumareport.narrative.quantities import Quantity
from kumareport.patterns import regex


class NumberRole(Enum):
    """What a number is."""

    VALUE = "a value"
    START = "a value from which something moves"
    CHANGE = "a difference"
    BOUND = "a bound of the value"
    BAND = "a band of values (80％台)"
    GAP = "a distance from a level"
    TARGET = "the target"
    BASE = "the base"
    RATIO = "a share of what it was"
    MULTIPLE = "so many times what it was"
    SHARE_OF_TARGET = "so much of the target"
    COUNT = "a number of indicators"
    UNKNOWN = "none of these"


class NumberReading(Struct, frozen=True):
    """A number with its role.

    Attributes:
        movement: the side of a difference; None where only its size is told.
        side: of a bound or a gap.
        level: what a gap is measured from.
        time: the index of the atom that says its own year; -1 where there is none.
        word: the index of the word that makes it so (増加, 上回る); -1 where there is none.
    """

    role: NumberRole
    movement: Movement | None = None
    side: Side | None = None
    level: Level | None = None
    time: int = -1
    word: int = -1


_SOFT = ("ほど", "程度", "余り", "前後", "弱", "強", "近く", "以上も", "あまり", "分")


VALUE_PARTICLES = {"に", "へ", "まで", "と", "で", "へと", "にまで", "までに", "にも", "には"}


def right_of(atoms: Sequence[Atom], index: int) -> tuple[str, int]:
    """The particles behind a number, and the index of what follows them."""
    glue = ""
    at = index + 1
    while at < len(atoms):
        atom = atoms[at]
        if atom.text in _SOFT:
            pass
        elif atom.pos[0] == "助詞" or (
            atom.text == "で" and not atom_at(atoms, at + 1).is_word("ある")
        ):
            glue += atom.text
        else:
            break
        at += 1
    return glue, at


def by_right(atoms: Sequence[Atom], index: int, glue: str, at: int) -> NumberReading:
    quantity = atoms[index].quantity
    assert quantity is not None
    glue = glue.removesuffix("しか")
    at = _past_degree(atoms, glue, at)
    atom = atom_at(atoms, at)
    if atom.text == "、":
        again = (
            _same_told_twice(atoms, at)
            or _told_at_the_end(atoms, index, at)
            or _both_of_a_change(atoms, index, at)
        )
        if again is not None:
            return again
    if atom.text in "。、）)":
        return NumberReading(
            NumberRole.UNKNOWN
            if glue in ("が", "は", "を", "も")
            else (NumberRole.START if glue in ("から", "より") else NumberRole.VALUE)
        )
    if atom.text in ("→", "⇒"):
        return NumberReading(NumberRole.START)
    changed = _change(atoms, glue, at)
    if changed is not None:
        return changed
    if glue == "" and atom.text in ("以上", "以下", "未満", "超", "超え"):
        sides = {"以上": Side.AT_LEAST, "以下": Side.AT_MOST, "未満": Side.BELOW}
        side = sides.get(atom.text, Side.ABOVE)
        # 「４割以上減少した」 bounds the difference.
        again, behind = right_of(atoms, at)
        changed = _change(atoms, again.removeprefix("も"), behind)
        if changed is not None:
            return replace(changed, side=side)
        return NumberReading(NumberRole.BOUND, side=side, word=at)
    if glue in ("", "の") and atom.text == "達成" and quantity.unit == "%":
        return NumberReading(NumberRole.SHARE_OF_TARGET)
    if atom.text == "台":
        if meaning(atoms, at + 2, len(atoms), lexicon.LEVELS) is Side.BELOW:
            # 「1.3台を割り込んだ」
            return NumberReading(NumberRole.BOUND, side=Side.BELOW, word=at + 2)
        return NumberReading(NumberRole.BAND, word=at)
    side = meaning(atoms, at, len(atoms), lexicon.LEVELS)
    if isinstance(side, Side) and glue in ("を", "をも"):
        # 「毎年60人を超える増加」「１ポイントを超えて上昇」 bound the difference.
        behind = at + 1 + atom_at(atoms, at + 1).is_particle("て")
        changed = _change(atoms, "", behind)
        if changed is not None and (behind > at + 1 or atoms[at].form == "連体形"):
            return replace(changed, side=side)
        return NumberReading(NumberRole.BOUND, side=side, word=at)
    if glue in ("", "も", "ほども", "の") and isinstance(side, Side):
        return NumberReading(NumberRole.GAP, side=side, word=at)
    if glue in ("", "も") and atom.is_word(*lexicon.SHORT, "届く", "達する", "到達", "及ぶ"):
        return NumberReading(NumberRole.GAP, side=Side.BELOW, word=at)
    if atom.is_word("迫る", "近い", "近づく", "肉薄"):
        # 「90％に迫る水準」
        return NumberReading(NumberRole.UNKNOWN)
    if atom.is_word("満つ", "満ちる", "達する", "届く", "及ぶ", "到達", "満たない", "至る"):
        if atom.is_word("達する", "及ぶ", "至る") and (quantity.about or _is_exact(quantity)):
            return NumberReading(NumberRole.VALUE)
        return NumberReading(NumberRole.BOUND, side=Side.AT_LEAST, word=at)
    if atom.is_word("残す"):
        return NumberReading(NumberRole.GAP, word=at)
    if glue.startswith(("から", "より")):
        return NumberReading(NumberRole.START)
    if glue == "の" and atom.text in ("差", "開き", "乖離", "不足", "隔たり", "遅れ"):
        return NumberReading(NumberRole.GAP, word=at)
    if glue == "の" and atom.level is Level.TARGET:
        return NumberReading(NumberRole.TARGET)
    return _plain(quantity, glue, atom, at)


_DEGREES = ("初めて", "大きい", "大幅", "僅か", "若干", "やや", "優に", "遥か", "更に", "再び")


def _past_degree(atoms: Sequence[Atom], glue: str, at: int) -> int:
    """「1,000gを初めて下回った」「50％を大きく超えた」: where the verb that sets a side stands."""
    end = at
    while glue in ("を", "をも") and (
        atom_at(atoms, end).is_among(_DEGREES) or (end > at and atom_at(atoms, end).text == "に")
    ):
        end += 1
    return end if isinstance(meaning(atoms, end, len(atoms), lexicon.LEVELS), Side) else at


def _is_exact(quantity: Quantity) -> bool:
    """Whether a number is told to its last digit (81.3％, 1,832人), not as a round one (1,500人)."""
    digits = regex(r"\D").sub("", quantity.words)
    return len(digits) > 2 and digits[-1] != "0"


def _same_told_twice(atoms: Sequence[Atom], at: int) -> NumberReading | None:
    """「35人、率にして23.8％増加」: the first number is a difference as well."""
    ahead = "".join(atom.text for atom in atoms[at + 1 : at + 5])
    if not ahead.startswith(("率にして", "割合にして", "率で", "率では", "率に", "割合で")):
        return None
    for index, atom in enumerate(atoms[at + 1 : at + 7], at + 1):
        if atom.kind is AtomKind.QUANTITY:
            return _change(atoms, *right_of(atoms, index))
    return None


_COMPARED = regex("(?:比|より|から|比べて?|比較|比し|対し|対する)$")


def _both_of_a_change(atoms: Sequence[Atom], index: int, at: int) -> NumberReading | None:
    """「前年度比65件、2.6％の増」: the same difference twice."""
    before = "".join(atom.text for atom in atoms[:index])
    if not _COMPARED.search(before) or atom_at(atoms, at + 1).kind is not AtomKind.QUANTITY:
        return None
    return _change(atoms, *right_of(atoms, at + 1))


def _told_at_the_end(atoms: Sequence[Atom], index: int, at: int) -> NumberReading | None:
    """「国語は2.1ポイント、算数は1.1ポイント上昇した」: one predicate for both."""
    first = atoms[index].quantity
    assert first is not None
    later = next((n for n, a in enumerate(atoms[at:], at) if a.quantity), None)
    if later is None or not any(a.is_particle("は", "が", "も") for a in atoms[at:later]):
        return None
    second = atoms[later].quantity
    assert second is not None
    if second.unit != first.unit:
        return None
    glue, behind = right_of(atoms, later)
    found = by_right(atoms, later, glue, behind)
    return found if found.role in (NumberRole.CHANGE, NumberRole.GAP) else None


def _plain(quantity: Quantity, glue: str, atom: Atom, at: int) -> NumberReading:
    if glue in VALUE_PARTICLES or (not glue and atom.is_word("だ", "です", "なる")):
        return NumberReading(NumberRole.VALUE)
    if (
        glue == "を"
        and atom.is_word("維持", "確保", "保つ", "堅持")
        and quantity.words.endswith("割")
    ):
        # 「７割を維持」 is no rounded value.
        return NumberReading(NumberRole.BOUND, side=Side.AT_LEAST, word=at)
    if glue == "を" and atom.is_word("記録", "示す", "維持", "数える", "計上", "確保", "マーク"):
        return NumberReading(NumberRole.VALUE)
    if glue == "の" and atom.text in ("実績", "結果", "水準", "状況", "値", "決算", "黒字", "赤字"):
        return NumberReading(NumberRole.VALUE)
    return NumberReading(NumberRole.UNKNOWN)


def _is_degree(atoms: Sequence[Atom], at: int) -> bool:
    """「16.8ポイントの大幅な上昇」「大きな伸び」."""
    atom = atom_at(atoms, at)
    return atom.text in ("な", "に") or atom.pos[0] in ("形状詞", "連体詞")


def _change(atoms: Sequence[Atom], glue: str, at: int) -> NumberReading | None:
    """「2.2ポイントの上昇」「120件多い」."""
    if glue not in ("", "の", "も", "分の", "ほどの", "ずつ"):
        return None
    while _is_degree(atoms, at):
        at += 1
    if atom_at(atoms, at).text == "ペース":
        # 「年平均約43件のペースで増えた」
        at += 2
    movement = meaning(atoms, at, len(atoms), lexicon.MOVEMENTS)
    if isinstance(movement, Movement):
        return NumberReading(NumberRole.CHANGE, movement, word=at)
    if glue == "ずつ" and atoms[at].is_among(lexicon.ADDING):
        # 「毎年度３地区ずつ進んでいる」
        return NumberReading(NumberRole.CHANGE, Movement.UP, word=at)
    if glue == "の":
        return None
    movement = meaning(atoms, at, len(atoms), lexicon.COMPARATIVES)
    if isinstance(movement, Movement):
        return NumberReading(NumberRole.CHANGE, movement, word=at)
    return None
