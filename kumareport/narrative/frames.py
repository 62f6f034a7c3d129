"""The years of a claim, from the words of its clause and of the sentence before it."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.narrative.atoms import Atom, AtomKind, Level, atom_at
from kumareport.narrative.claims import Start, Window
from kumareport.narrative.clauses import Clause
from kumareport.narrative.joins import Close
from kumareport.narrative.lexicon import LEVELS
from kumareport.narrative.windows import How, TimeKind
from kumareport.patterns import regex

_COMPARING = ("から", "より", "よりも", "比")
GROWN = ("伸び", "増加", "減少", "上昇", "低下", "増減", "幅", "数", "額")
"""「令和４年度の増加幅より」."""
_COMPARE_VERBS = ("比べる", "比較", "比する", "対する", "対比", "みる")


class Carried(Struct):
    """The year that an earlier clause of the sentence has set."""

    year: int | None = None
    previous: bool = False
    is_firm: bool = False
    foreign: bool = False
    since: int | None = None
    label: str = ""


def window_of(
    atoms: Sequence[Atom], low: int, high: int, carried: Carried, skip: frozenset[int] = frozenset()
) -> Window:
    """The window that the atoms from ``low`` to ``high`` state; what an earlier clause set, where they
    state no year.

    Args:
        skip: indices of times that belong to another number.
    """
    window = Window(foreign=carried.foreign)
    stated = False
    for index in range(low, high):
        atom = atoms[index]
        if index in skip:
            continue
        if atom.kind is AtomKind.REFERENCE:
            window, said = _reference(window, atoms, index)
            stated |= said
        elif atom.kind is AtomKind.TIME:
            window, said = _time(window, atoms, index)
            stated |= said
    if stated or window.onwards or window.plan:
        return window
    if carried.since is not None and window.start is Start.UNSAID:
        return replace(window, since=carried.since, onwards=True, label=carried.label)
    if carried.is_firm:
        return replace(window, year=carried.year, previous=carried.previous)
    others = (carried.year,) if carried.year is not None else ()
    return replace(window, others=others)


def compares(atoms: Sequence[Atom], index: int) -> bool:
    """Whether the words behind a time or a reference make it what something is compared with."""
    while _lists_another(atoms, index):
        # 「令和４年度、５年度に次いで」
        index += 2
    for ahead, atom in enumerate(atoms[index + 1 : index + 6], index + 1):
        if atom.text in _COMPARING or atom.is_among(_COMPARE_VERBS):
            return True
        if atom.text in ("の", "と", "に", "値", "時", "末"):
            continue
        if atom.text in (
            "実績",
            "水準",
            "値",
            "実績値",
            "年度",
            "並み",
            "同期",
            "数値",
            "結果",
            "調査",
            "時点",
            "年",
            "策定",
            "時",
            "平均",
            *GROWN,
        ):
            if atom.text == "並み":
                return True
            continue
        if atom.text == "は" and atoms[ahead - 1].text in ("に", "まで"):
            continue
        if atom.is_word("戻る", "回復"):
            return True
        if atom.text[:1] == "同" and atoms[ahead - 1].text == "と":
            # 「令和３年度と同程度」
            return True
        if atom.text == "を" or atom.is_word("次ぐ"):
            near = atoms[ahead : ahead + 8]
            return any(a.is_word(*LEVELS, "次ぐ") for a in near)
        if atom.kind is AtomKind.QUANTITY:
            continue
        return False
    return False


def _lists_another(atoms: Sequence[Atom], index: int) -> bool:
    joint, other = atom_at(atoms, index + 1), atom_at(atoms, index + 2)
    return joint.text in ("、", "と", "や", "・", "及び") and other.year is not None


def _reference(window: Window, atoms: Sequence[Atom], index: int) -> tuple[Window, bool]:
    atom = atoms[index]
    if atom.level is Level.PREVIOUS:
        behind = atom_at(atoms, index + 1).text
        if behind in ("は", "に", "で") and not compares(atoms, index):
            return replace(window, previous=True, label=atom.text), True
        return replace(window, start=Start.PREVIOUS, label=atom.text), False
    if atom.level is Level.BASE and (window.start is Start.UNSAID or compares(atoms, index)):
        return replace(window, start=Start.BASE, label=atom.text), False
    return window, False


_FROM_NOUN = regex(r"の[^、。]{1,6}(?:から|によ|に伴|を背景)")
"""「３年連続の増加から減少に転換」: the years are those of what ended."""


def _time(window: Window, atoms: Sequence[Atom], index: int) -> tuple[Window, bool]:
    atom = atoms[index]
    time = atom.time
    assert time is not None
    label = window.label or time.words
    kind = time.kind
    if kind is TimeKind.YEAR:
        return _year(window, atoms, index)
    if kind in (TimeKind.MONTH, TimeKind.FUTURE):
        return replace(window, foreign=True), False
    if kind is TimeKind.CURRENT:
        return window, True
    if kind is TimeKind.AGO:
        return replace(window, start=Start.YEARS, ago=time.count, label=label), False
    if kind is TimeKind.EARLIER:
        return replace(window, start=Start.EARLIER, label=label), False
    if kind in (TimeKind.RECENT, TimeKind.AFTER_PANDEMIC):
        return replace(window, recent=True, label=label), False
    if kind in (TimeKind.YEARS, TimeKind.STREAK):
        row = kind is TimeKind.STREAK
        if row and _FROM_NOUN.match("".join(a.text for a in atoms[index + 1 :])):
            return window, False
        joined = atom_at(atoms, index + 1).text == "の"
        return replace(window, years=time.count, in_a_row=row and not joined, label=label), False
    if kind is TimeKind.PLAN:
        return replace(window, plan=True, label=label), False
    if kind is TimeKind.STEADY:
        return replace(window, steady=True), False
    if kind is TimeKind.FIRST_SINCE:
        return replace(window, first_since=time.count, label=label), False
    if kind is TimeKind.BEFORE_PANDEMIC:
        return replace(window, start=Start.PANDEMIC, label=label), False
    return window, False


def _year(window: Window, atoms: Sequence[Atom], index: int) -> tuple[Window, bool]:
    time = atoms[index].time
    assert time is not None
    behind = atom_at(atoms, index + 1)
    of = behind.text == "の"
    if atom_at(atoms, index + 1 + of).level is Level.TARGET:
        return replace(window, target_year=time.year), False
    ahead = "".join(a.text for a in atoms[index + 1 : index + 9])
    if time.how in (How.PEAK, How.BOTTOM) or regex(
        r"の[^、。]{1,12}を(?:ピーク|頂点|最多|最高|最悪期?|最低|底)(?:に|とし)"
    ).match(ahead):
        return replace(window, since=time.year, onwards=True, peak=True, label=time.words), False
    if time.how is How.SINCE:
        return replace(window, since=time.year, onwards=True, label=time.words), False
    times = regex(r"の(?:約|およそ|ほぼ)?[\d.,]+(?:倍|割|分の)").match(ahead)
    if times or compares(atoms, index):
        onwards = behind.text == "から"
        start = Start.YEAR
        return replace(
            window, start=start, since=time.year, onwards=onwards, label=time.words
        ), False
    if behind.text == "まで":
        return replace(window, year=time.year, until=True, label=time.words), True
    return replace(window, year=time.year, label=time.words), True


def carry(carried: Carried, atoms: Sequence[Atom], clause: Clause, skip: frozenset[int]) -> None:
    """Keep the year that a clause sets for what follows."""
    for index in range(clause.start, clause.end):
        atom = atoms[index]
        year, previous = None, False
        if atom.time is not None:
            if atom.time.kind is TimeKind.CURRENT:
                carried.year, carried.previous, carried.is_firm = None, False, True
                continue
            if (
                atom.time.kind is TimeKind.YEAR
                and atom.time.how is How.SINCE
                and clause.ending.close is not Close.CONTRAST
            ):
                carried.since, carried.label = atom.time.year, atom.time.words
                continue
            if atom.time.kind is TimeKind.MONTH and atom_at(atoms, index + 1).is_particle("が"):
                # 「５月が最も多く、4,210人」
                carried.foreign = True
            if atom.time.kind is not TimeKind.YEAR or atom.time.how is not How.AT:
                continue
            year = atom.time.year
        elif atom.level is Level.PREVIOUS:
            previous = True
        else:
            continue
        # 「令和４年度に45.5冊と」 says when what follows was, too.
        own = index in skip and atom_at(atoms, index + 1).text != "に"
        if (year is None and not previous) or compares(atoms, index) or own:
            continue
        # 「令和２年度は減ったが、」 leaves its year; 「令和６年度に…し、」 may keep it.
        if _is_topical(atoms, index) and clause.ending.close is not Close.CONTRAST:
            carried.year, carried.previous, carried.is_firm = year, previous, True
        elif not previous and clause.ending.close in (Close.COORDINATE, Close.CAUSE):
            carried.year, carried.previous, carried.is_firm = year, False, False
        elif clause.ending.close is Close.CONTRAST:
            carried.year, carried.previous, carried.is_firm = None, False, False
    if clause.ending.close is Close.CONTRAST:
        carried.is_firm, carried.since, carried.foreign = False, None, False


def _is_topical(atoms: Sequence[Atom], index: int) -> bool:
    ahead = "".join(atom.text for atom in atoms[index + 1 : index + 3])
    return ahead.startswith(("は", "には", "では", "においては")) or (
        index == 0 and ahead.startswith("、")
    )
