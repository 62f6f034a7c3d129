"""Claims that a value stands above or below something, or that its target is reached."""

from msgspec.structs import replace

from kumareport.model.mark import Attainment
from kumareport.narrative import lexicon
from kumareport.narrative.atoms import AtomKind, Level, atom_at
from kumareport.narrative.claims import Claim, ClaimKind, Start
from kumareport.narrative.clause_state import (
    NEARLY,
    ReadingState,
    has_time,
    is_compound,
    is_share,
    named_besides,
    polarity_of,
    quote_of,
    window_in,
)
from kumareport.narrative.found_words import find_word, meaning, word_of
from kumareport.narrative.frames import GROWN
from kumareport.narrative.lexicon import Movement, Side
from kumareport.narrative.measures import measured
from kumareport.narrative.resolver import Aspect
from kumareport.narrative.sentences import flatten
from kumareport.narrative.spans import PANDEMIC
from kumareport.narrative.whom import counts_indicators, only_one, subject_of
from kumareport.narrative.windows import TimeKind
from kumareport.patterns import regex


def read_level(state: ReadingState, index: int) -> tuple[Claim | None, int]:
    """「目標値を上回った」「基準値より低い」「前年度を下回る」."""
    atoms, clause = state.line.atoms, state.clause
    high = clause.end
    side = meaning(atoms, index, high, lexicon.LEVELS)
    size = find_word(atoms, index, high, lexicon.LEVELS)
    reached = _comes_up_to(state, index)
    if reached:
        side, size = Side.AT_LEAST, reached
    if not isinstance(side, Side):
        return None, 0
    fact, negated = polarity_of(state, index, size)
    if not fact:
        return None, size
    level, at = _object(state, index) or (None, index)
    if level is None or level is Level.FOREIGN:
        return None, size
    subject = subject_of(state, index)
    window = window_in(state, index)
    subject = only_one(state, index) if subject is None else measured(subject)
    if (
        subject is None
        or window.foreign
        or subject.aspect in (Aspect.RATE, Aspect.CHANGE, Aspect.AVERAGE, Aspect.SUM)
    ):
        return None, size
    start = {Level.TARGET: Start.TARGET, Level.BASE: Start.BASE, Level.PREVIOUS: Start.PREVIOUS}[
        level
    ]
    if start is Start.PREVIOUS:
        # 「前年度の水準には及ばなかった」 tells of this year.
        window = replace(window, previous=False)
    time = atoms[at].time
    if time is not None:
        year = time.year if time.year is not None else PANDEMIC - 1
        window = replace(window, year=None if window.year == year else window.year, since=year)
        start = Start.YEAR
    if start is Start.PREVIOUS and has_time(state, TimeKind.STREAK) and not negated:
        moved = Movement.UP if side is Side.ABOVE else Movement.DOWN
        streak = Claim(ClaimKind.STREAK, subject.rows, word_of(atoms, index, size), quote_of(state, index, size), window, subject.each, subject.by_name,
                       movement=moved, measure=subject.measure, count=subject.count, total=subject.total, position=atoms[index].start)  # fmt: skip
        return streak, size
    claim = Claim(ClaimKind.LEVEL, subject.rows, word_of(atoms, index, size), quote_of(state, index, size), window, subject.each, subject.by_name,
                  negated, only=subject.only, others=named_besides(state), side=side, start=start, measure=subject.measure, count=subject.count, total=subject.total, position=atoms[index].start)  # fmt: skip
    return claim, size


_UP_TO = regex(r"(?:水準|値|実績|前年度)に[はも]?$")


def _comes_up_to(state: ReadingState, index: int) -> int:
    """「令和元年度の水準には及んでいない」: the length of a verb that comes up to what is no target."""
    atoms, low = state.line.atoms, state.clause.start
    told = "".join(a.text for a in atoms[low:index])
    levels = {a.level for a in atoms[low:index]}
    if not atoms[index].is_word("及ぶ", "達する", "届く") or _UP_TO.search(told) is None:
        return 0
    return 0 if levels & {Level.TARGET, Level.FOREIGN} else 1


def _object(state: ReadingState, index: int) -> tuple[Level | None, int] | None:
    """What a value is said to stand above or below: the reference before を."""
    atoms = state.line.atoms
    at = index - 1
    while at >= state.clause.start:
        atom = atoms[at]
        if is_share(atoms, at):
            return None
        if atom.kind is AtomKind.REFERENCE:
            return atom.level, at
        is_year = atom.time_kind in (TimeKind.YEAR, TimeKind.BEFORE_PANDEMIC)
        if is_year and atoms[at + 1].text in ("の", "を"):
            return Level.BASE, at
        if "に" in (atom.text, atoms[at - 1].text):
            # 「前年度の水準には及ばない」
            at -= 1
            continue
        if atom.text == "を":
            before = atoms[at - 1]
            if before.quantity is not None and atoms[at - 2].text == "も":
                # 「目標に対しても６割を超えた」
                return None
            if before.kind not in (AtomKind.REFERENCE, AtomKind.TIME) and not (
                before.kind is AtomKind.QUANTITY
                or before.text in ("水準", "実績", "値", "実績値", "数値", "も", *GROWN)
            ):
                return None
        elif atom.text in ("は", "が"):
            # 「減少に転じたものの、基準値は上回っている」
            is_told = atom.text == "は" and at + 1 == index
            return (atoms[at - 1].level, at - 1) if is_told else None
        at -= 1
    return None


def read_attainment(state: ReadingState, index: int) -> tuple[Claim | None, int]:
    """「目標を達成した」「未達成となった」「届かなかった」."""
    atoms, clause = state.line.atoms, state.clause
    high = clause.end
    missed = find_word(atoms, index, high, lexicon.MISSED)
    size = missed or find_word(atoms, index, high, lexicon.REACHED)
    if not size:
        return None, 0
    word = word_of(atoms, index, size)
    fact, negated = polarity_of(state, index, size)
    if not fact or is_compound(atoms, index + size) or not _of_target(state, index, word):
        return None, size
    subject = subject_of(state, index)
    window = window_in(state, index)
    if subject is None:
        subject = only_one(state, index)
    elif state.scope.local is None:
        subject = replace(subject, aspect=Aspect.VALUE)
    if (
        subject is None
        or window.foreign
        or subject.aspect in (Aspect.RATE, Aspect.CHANGE, Aspect.AVERAGE, Aspect.SUM)
    ):
        return None, size
    if any(is_share(atoms, at) for at in range(clause.start, index)):
        # 「目標の９割に達した」
        return None, size
    joint = atom_at(atoms, index - 1).text
    number = atom_at(atoms, index - (2 if joint in ("の", "に") else 1)).quantity
    of_a_share = joint == "に" and all(flatten(row.unit) == "%" for row in subject.rows)
    if number is not None and number.unit == "%" and not of_a_share:
        # 「約８割の達成状況」「目標の93.8％に達した」 of what is counted in persons
        return None, size
    nearly = any(a.is_among(NEARLY) for a in atoms[clause.start : index])
    if nearly and negated:
        return None, size
    if not negated and any(a.text in ("あと", "残り") for a in atoms[clause.start : index]):
        # 「あと1.7ポイントで検証値に届く」
        return None, size
    if any(a.text in ("一部", "もう少し", "ほとんど") for a in atoms[clause.start : index]):
        return None, size
    if missed:
        negated = not negated
    allowed = (
        (Attainment.MISSED, Attainment.NEARLY)
        if negated
        else ((Attainment.NEARLY,) if nearly else (Attainment.ACHIEVED,))
    )
    streak = window.years if has_time(state, TimeKind.STREAK) else 0
    claim = Claim(ClaimKind.ATTAINMENT, subject.rows, word, quote_of(state, index, size), replace(window, years=streak), subject.each, subject.by_name,
                  negated, only=subject.only, others=named_besides(state), attainments=allowed, count=subject.count, total=subject.total, position=atoms[index].start)  # fmt: skip
    return claim, size


def _of_target(state: ReadingState, index: int, word: str) -> bool:
    atoms, clause = state.line.atoms, state.clause
    before = atoms[clause.start : index]
    target = [n for n, a in enumerate(before) if a.level is Level.TARGET]
    objects = [n for n, a in enumerate(before) if a.is_particle("を")]
    topic = state.scope.topic
    about_target = topic is not None and topic.aspect is Aspect.TARGET
    if target:
        # 「目標に向け、基準を満たした」
        return not objects or all(
            a.text not in ("に", "へ", "、") for a in before[target[-1] : objects[-1]]
        )
    if word in lexicon.MISSED:
        return not objects
    if word in ("達成", "クリア"):
        numbers = any(
            a.kind is AtomKind.QUANTITY and not counts_indicators(atoms, n)
            for n, a in enumerate(before, clause.start)
        )
        return not objects and not numbers
    return about_target
