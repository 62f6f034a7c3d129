"""What a number in a sentence is, by the words around it: a value, a difference, a target, a gap."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, AtomKind, Level
from kumareport.narrative.lexicon import Movement, Side
from kumareport.narrative.windows import How, TimeKind


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


@dataclass(frozen=True, slots=True)
class NumberReading:
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
_VALUE_PARTICLES = {"に", "へ", "まで", "と", "で", "へと", "にまで", "までに", "にも", "には"}


def find_word(atoms: Sequence[Atom], index: int, high: int, table: Collection[str]) -> int:
    """How many atoms from ``index`` on make a word of a table; 0 where they make none."""
    if index >= high or atoms[index].text[:1] not in _initials(table):
        return 0
    joined = ""
    best = 0
    for length in range(1, 5):
        at = index + length - 1
        if at >= high or atoms[at].kind not in (AtomKind.WORD, AtomKind.REFERENCE):
            break
        lemma = atoms[at].lemma or atoms[at].text
        if joined + lemma in table or (length == 1 and atoms[at].normal in table):
            best = length
        joined += atoms[at].text
    return best


_KNOWN: dict[int, frozenset[str]] = {}


def _initials(table: Collection[str]) -> frozenset[str]:
    """The first letters of a table's words; the tables are constants."""
    if id(table) not in _KNOWN:
        _KNOWN[id(table)] = frozenset(word[0] for word in table)
    return _KNOWN[id(table)]


def word_of(atoms: Sequence[Atom], index: int, length: int) -> str:
    """The dictionary form of a word of some atoms."""
    last = atoms[index + length - 1]
    return "".join(atom.text for atom in atoms[index : index + length - 1]) + (
        last.lemma or last.text
    )


def meaning(
    atoms: Sequence[Atom], index: int, high: int, table: Mapping[str, object]
) -> object | None:
    """What a table says of the word at an index; None where it does not know it."""
    length = find_word(atoms, index, high, table)
    if not length:
        return None
    word = word_of(atoms, index, length)
    return table.get(word, table.get(atoms[index].normal))


def reading_of(atoms: Sequence[Atom], index: int) -> NumberReading:
    """The role of the number at an index."""
    quantity = atoms[index].quantity
    assert quantity is not None
    if quantity.unit.startswith(("指標", "項目", "つの指標", "つ")):
        return NumberReading(NumberRole.COUNT)
    left, particle, at = _left(atoms, index)
    glue, right = _right(atoms, index)
    found = _by_right(atoms, index, glue, right)
    if quantity.unit.startswith("倍") and found.role in (
        NumberRole.VALUE,
        NumberRole.UNKNOWN,
        NumberRole.BOUND,
    ):
        return NumberReading(NumberRole.MULTIPLE, side=found.side)
    if _is_left_over(atoms, index):
        return NumberReading(NumberRole.GAP, level=_target_before(atoms, index))
    if left is None:
        return found
    if left.kind is AtomKind.REFERENCE:
        return _beside_reference(atoms, found, left, particle, glue, at)
    if left.kind is AtomKind.TIME and particle in _TOPICS and left.time is not None:
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
            return NumberReading(role, found.movement, found.side, time=at)
    if (
        left.kind is AtomKind.MENTION
        and particle in ("", "は", "が", "も", ":")
        and found.role is NumberRole.UNKNOWN
        and _is_open(glue)
    ):
        return NumberReading(NumberRole.VALUE)
    return found


def _is_left_over(atoms: Sequence[Atom], index: int) -> bool:
    """「あと５件」「残り５件」."""
    return index > 0 and atoms[index - 1].text in ("あと", "残り", "残る", "残")


def _target_before(atoms: Sequence[Atom], index: int) -> Level | None:
    near = atoms[max(0, index - 8) : index]
    return (
        Level.TARGET
        if any(a.kind is AtomKind.REFERENCE and a.level is Level.TARGET for a in near)
        else Level.FOREIGN
    )


def _is_open(glue: str) -> bool:
    return glue in ("", "は", "が", "も", "を", "の")


def _beside_reference(
    atoms: Sequence[Atom], found: NumberReading, left: Atom, particle: str, glue: str, at: int
) -> NumberReading:
    if left.level is Level.FOREIGN:
        return NumberReading(NumberRole.UNKNOWN)
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
        if (
            left.level is Level.TARGET
            and particle.startswith("に対し")
            and found.role is not NumberRole.GAP
        ):
            return NumberReading(found.role, found.movement, found.side)
        return NumberReading(
            NumberRole.GAP, found.movement, found.side, level=left.level, word=found.word
        )
    if particle not in _TOPICS:
        return found
    if left.level is Level.TARGET:
        share = atoms[at].text in ("目標", "目標値") and particle == "の"
        if (
            share
            and found.role is NumberRole.VALUE
            and glue in ("に", "まで", "と", "で", "")
            and atoms[at + 2 if at + 2 < len(atoms) else at].quantity is not None
        ):
            words = atoms[at + 2].quantity
            if words is not None and (words.words.endswith(("割", "半数", "半分")) and glue):
                return NumberReading(NumberRole.SHARE_OF_TARGET)
        return NumberReading(NumberRole.TARGET)
    if left.level is Level.BASE:
        return NumberReading(NumberRole.BASE)
    if left.level is Level.PREVIOUS:
        if left.text.endswith("比") or particle.startswith("比"):
            return NumberReading(NumberRole.RATIO)
        role = found.role if found.role is not NumberRole.UNKNOWN else NumberRole.VALUE
        return NumberReading(role, found.movement, found.side, time=at)
    return found


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
        elif not (
            atom.text in _FILLERS
            or (
                atom.text == "、"
                and particle.endswith(("は", "比", "て", "し")) is False
                and not particle
            )
        ):
            return atom, particle, at
        at -= 1
        if index - at > 7:
            break
    return None, particle, at


def _right(atoms: Sequence[Atom], index: int) -> tuple[str, int]:
    """The particles behind a number, and the index of what follows them."""
    glue = ""
    at = index + 1
    while at < len(atoms):
        atom = atoms[at]
        if atom.text in _SOFT:
            pass
        elif (atom.kind is AtomKind.WORD and atom.pos[0] == "助詞") or (
            atom.is_word("だ")
            and atom.text == "で"
            and at + 1 < len(atoms)
            and not atoms[at + 1].is_word("ある")
        ):
            glue += atom.text
        else:
            break
        at += 1
    return glue, at


def _by_right(atoms: Sequence[Atom], index: int, glue: str, at: int) -> NumberReading:
    quantity = atoms[index].quantity
    assert quantity is not None
    atom = atoms[at] if at < len(atoms) else None
    if glue == "" and atom is not None and atom.text == "、":
        again = _same_told_twice(atoms, at)
        if again is not None:
            return again
    if atom is None or atom.text in "。、）)":
        return NumberReading(
            NumberRole.UNKNOWN
            if glue in ("が", "は", "を", "も")
            else (NumberRole.START if glue in ("から", "より") else NumberRole.VALUE)
        )
    changed = _change(atoms, glue, at)
    if changed is not None:
        return changed
    if glue == "" and atom.text in ("以上", "以下", "未満", "超", "超え"):
        sides = {"以上": Side.AT_LEAST, "以下": Side.AT_MOST, "未満": Side.BELOW}
        return NumberReading(NumberRole.BOUND, side=sides.get(atom.text, Side.ABOVE), word=at)
    if glue == "" and atom.text == "台":
        return NumberReading(NumberRole.BAND, word=at)
    side = meaning(atoms, at, len(atoms), lexicon.LEVELS)
    if isinstance(side, Side) and glue in ("を", "をも"):
        return NumberReading(NumberRole.BOUND, side=side, word=at)
    if glue in ("", "も", "ほども") and isinstance(side, Side):
        return NumberReading(NumberRole.GAP, side=side, word=at)
    if glue in ("", "も") and atom.is_word(*lexicon.SHORT, *lexicon.REACHED):
        return NumberReading(NumberRole.GAP, side=Side.BELOW, word=at)
    if glue in ("に", "にも", "には") and atom.is_word(
        "満つ", "満ちる", "達する", "届く", "及ぶ", "到達", "満たない", "至る"
    ):
        return NumberReading(NumberRole.BOUND, side=Side.AT_LEAST, word=at)
    if glue.startswith(("から", "より")):
        return NumberReading(NumberRole.START)
    if glue == "の" and (atom.text in ("差", "開き", "乖離", "不足", "隔たり", "遅れ")):
        return NumberReading(NumberRole.GAP, word=at)
    if glue == "の" and atom.kind is AtomKind.REFERENCE and atom.level is Level.TARGET:
        return NumberReading(NumberRole.TARGET)
    return _plain(glue, atom)


def _same_told_twice(atoms: Sequence[Atom], at: int) -> NumberReading | None:
    """「35人、率にして23.8％増加」: the first number is a difference as well."""
    ahead = "".join(atom.text for atom in atoms[at + 1 : at + 5])
    if not ahead.startswith(("率にして", "割合にして", "率で", "率では", "率に", "割合で")):
        return None
    for index in range(at + 1, min(at + 7, len(atoms))):
        if atoms[index].kind is AtomKind.QUANTITY:
            glue, behind = _right(atoms, index)
            return _change(atoms, glue, behind) if behind < len(atoms) else None
    return None


def _plain(glue: str, atom: Atom) -> NumberReading:
    if glue in _VALUE_PARTICLES or (
        not glue and (atom.is_word("だ", "です", "なる") or atom.text in ("→", "⇒"))
    ):
        return NumberReading(NumberRole.VALUE)
    if glue == "を" and atom.is_word("記録", "示す", "維持", "数える", "計上", "確保", "マーク"):
        return NumberReading(NumberRole.VALUE)
    if glue == "の" and atom.text in ("実績", "結果", "水準", "状況", "値"):
        return NumberReading(NumberRole.VALUE)
    return NumberReading(NumberRole.UNKNOWN)


def _change(atoms: Sequence[Atom], glue: str, at: int) -> NumberReading | None:
    """「2.2ポイントの上昇」「120件多い」."""
    if glue not in ("", "の", "も", "分の", "ほどの", "ずつ"):
        return None
    movement = meaning(atoms, at, len(atoms), lexicon.MOVEMENTS)
    if isinstance(movement, Movement):
        return NumberReading(NumberRole.CHANGE, movement, word=at)
    if glue == "の":
        return None
    movement = meaning(atoms, at, len(atoms), lexicon.COMPARATIVES)
    if isinstance(movement, Movement):
        return NumberReading(NumberRole.CHANGE, movement, word=at)
    return None
