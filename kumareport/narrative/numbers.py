"""The numbers of a clause as claims."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import AtomKind, Level
from kumareport.narrative.behind import NumberReading, NumberRole
from kumareport.narrative.claims import Claim, ClaimKind, Start, Window
from kumareport.narrative.clause_state import ReadingState, aside_years, is_foreign_comparison
from kumareport.narrative.endings import Close
from kumareport.narrative.found_words import find_word
from kumareport.narrative.frames import compares, window_of
from kumareport.narrative.resolver import Aspect, Subject
from kumareport.narrative.scope import with_aspect
from kumareport.narrative.whom import subject_of
from kumareport.narrative.windows import TimeKind


def read_figures(state: ReadingState, index: int, reading: NumberReading) -> Iterator[Claim]:
    atoms = state.line.atoms
    quantity = atoms[index].quantity
    assert quantity is not None
    if reading.role is NumberRole.COUNT:
        return
    total = _total(state, index, reading)
    if total is not None:
        yield total
        return
    if reading.role is NumberRole.UNKNOWN:
        increment = _new(state, index)
        if increment is not None:
            yield increment
        return
    if not _told(state, index, reading):
        return
    subject = _figure_subject(state, index)
    if subject is None or subject.count is not None or subject.is_foreign or len(subject.rows) != 1:
        return
    if is_foreign_comparison(state, index) and reading.role in (
        NumberRole.CHANGE,
        NumberRole.GAP,
        NumberRole.MULTIPLE,
        NumberRole.RATIO,
    ):
        return
    window = _figure_window(state, index, reading)
    if window.foreign:
        return
    claim = Claim(
        _kind(reading, subject), subject.rows, quantity.words, _figure_quote(state, index, reading), window, subject.each, subject.by_name,
        movement=reading.movement, side=reading.side, quantity=quantity, position=quantity.start,
        negated=_is_denied(state, index, reading),
    )  # fmt: skip
    if reading.role is NumberRole.START:
        claim = replace(claim, start=Start.UNSAID)
    if reading.role is NumberRole.BAND:
        claim = replace(claim, kind=ClaimKind.BAND)
    if claim.kind is ClaimKind.VALUE and _is_increment(state, index, claim):
        claim = replace(claim, kind=ClaimKind.INCREMENT)
    if claim.kind is ClaimKind.BOUND and any(
        a.is_word("初めて") for a in atoms[state.clause.start : index]
    ):
        yield replace(claim, kind=ClaimKind.FIRST)
    if claim.kind is ClaimKind.GAP:
        claim = replace(
            claim, start=_gap_start(state, index, reading), words_are_numeric=_sides(state, reading)
        )
    yield claim


_YEARLY = re.compile(
    r"単年|当年度|年度中|新たに|新規に|うち|年度分|単年度|年間で|この1年|今年度は|年度内|を新たに"
)


_RUNNING = re.compile(r"累計|累積|延べ|通算|総数")


def _is_increment(state: ReadingState, index: int, claim: Claim) -> bool:
    """Whether a number is what came to a running total in a year: 「累計63人、うち当年度は18人」."""
    row = claim.rows[0]
    if not re.search("累計|累積|通算", row.name + "".join(row.notes)):
        return False
    atoms = state.line.atoms
    since = next(
        (
            n + 1
            for n in range(index - 1, -1, -1)
            if atoms[n].kind is AtomKind.QUANTITY or _RUNNING.search(atoms[n].text)
        ),
        0,
    )
    since = max(since, 0)
    near = state.line.text[atoms[since].start : atoms[index].start] if since < index else ""
    clause = state.line.text[atoms[state.clause.start].start : atoms[index].start]
    if not _RUNNING.search(clause) and _RUNNING.search(state.line.text[atoms[index].end :]):
        return True
    return _YEARLY.search(near) is not None or (
        _YEARLY.search(state.line.text[: atoms[index].start]) is not None and "前年度の" in near
    )


_STARTS = {Level.TARGET: Start.TARGET, Level.BASE: Start.BASE, Level.PREVIOUS: Start.PREVIOUS}


def _gap_start(state: ReadingState, index: int, reading: NumberReading) -> Start | None:
    """From what a distance is told: the reference beside it, else the one of its clause."""
    if reading.level is not None:
        return _STARTS.get(reading.level)
    atoms = state.line.atoms
    for at in range(index - 1, state.clause.start - 1, -1):
        atom = atoms[at]
        if atom.kind is AtomKind.REFERENCE and atom.level is not None:
            return _STARTS.get(atom.level)
        if atom.time is not None and atom.time.kind is TimeKind.AGO:
            return Start.YEARS
        if atom.time is not None and atom.time.kind is TimeKind.YEAR and compares(atoms, at):
            return Start.YEAR
    shortfall = reading.word >= 0 and atoms[reading.word].is_word(*lexicon.SHORT, *lexicon.REACHED)
    topic = state.scope.current
    return (
        Start.TARGET
        if shortfall or (topic and topic.aspect in (Aspect.GAP, Aspect.TARGET))
        else None
    )


def _sides(state: ReadingState, reading: NumberReading) -> bool:
    atoms = state.line.atoms
    return reading.word >= 0 and find_word(atoms, reading.word, len(atoms), lexicon.LEVELS) > 0


_TOTAL = re.compile(
    r"(?P<n>\d+)?(?:つの)?(?:地区|種|施設|指標|事業|項目|会場|校種|館)?[^、。]{0,12}?(?:単純)?(?P<what>平均|合計|計)(?:値|件数|人数|額|数)?(?:は|で|が|:)?、?$"
)


def _total(state: ReadingState, index: int, reading: NumberReading) -> Claim | None:
    """「4地区の単純平均は42.0％」「4種の相談件数の合計は1,024件」; of one indicator, over years."""
    atoms, quantity = state.line.atoms, state.line.atoms[index].quantity
    assert quantity is not None
    if reading.role not in (NumberRole.VALUE, NumberRole.UNKNOWN, NumberRole.BOUND):
        return None
    low = atoms[state.clause.start].start
    before = state.line.text[low : quantity.start]
    match = _TOTAL.search(before)
    if match is None or (
        re.search(r"(?:全国|県)平均|平均(?:待ち|寿命|年齢|値)(?:時間)?は$", before)
        and not match["n"]
    ):
        return None
    what = "平均" if match["what"] == "平均" else "合計"
    window = window_of(atoms, state.clause.start, index, state.carried)
    if window.foreign or not state.clause.ending.fact:
        return None
    subject = _figure_subject(state, index)
    rows = state.resolver.everything
    spans = (
        window.years
        or (window.since is not None and window.year is not None)
        or window.plan
        or (window.since is not None and window.onwards)
    )
    if spans and subject is not None and len(subject.rows) == 1:
        kind = ClaimKind.AVERAGE if what == "平均" else ClaimKind.SUM
        return Claim(kind, subject.rows, quantity.words, _figure_quote(state, index, reading), window, by_name=subject.by_name, quantity=quantity,
                     position=quantity.start)  # fmt: skip
    if match["n"] and len(rows) > 1 and not spans:
        return Claim(ClaimKind.TOTAL, rows, quantity.words, before[match.start() :] + quantity.words, window, quantity=quantity, measure=what,
                     total=int(match["n"]), position=quantity.start)  # fmt: skip
    return None


def _new(state: ReadingState, index: int) -> Claim | None:
    """「新たに27人が加わり」, of a running total."""
    atoms, quantity = state.line.atoms, state.line.atoms[index].quantity
    assert quantity is not None
    if not state.clause.ending.fact:
        return None
    subject = subject_of(state, index)
    if (
        subject is None
        or len(subject.rows) != 1
        or (state.scope.local is not None and state.scope.local.is_foreign)
    ):
        return None
    window = window_of(atoms, state.clause.start, index, state.carried)
    claim = Claim(
        ClaimKind.INCREMENT,
        subject.rows,
        quantity.words,
        quantity.words,
        window,
        by_name=subject.by_name,
        quantity=quantity,
        position=quantity.start,
    )
    behind = "".join(a.text for a in atoms[index + 1 : index + 3])
    is_new = _is_increment(state, index, claim) or (
        _RUNNING.search(state.line.text) is not None
        and re.search("累計|累積", subject.rows[0].name) is not None
        and behind.startswith(("の整備", "の設置", "の開設", "を整備", "を設置", "の新設"))
    )
    return claim if is_new and not window.foreign else None


def _figure_subject(state: ReadingState, index: int) -> Subject | None:
    """The name right before a number, else the clause's subject."""
    atoms, clause = state.line.atoms, state.clause
    nearest = None
    for at in range(index - 1, clause.start - 1, -1):
        atom = atoms[at]
        if atom.kind is AtomKind.QUANTITY:
            break
        if atom.kind is AtomKind.MENTION:
            start = state.resolver.phrase_start(at + 1, clause.start)
            end = at + 1
            while (
                end < index
                and atoms[end].kind in (AtomKind.WORD, AtomKind.REFERENCE)
                and not atoms[end].is_particle("は", "が", "も", "で", "に")
                and atoms[end].text != "、"
            ):
                end += 1
            nearest = state.resolver.resolve(start, end)
            break
    if nearest is not None and nearest.rows:
        return with_aspect(nearest, state.scope)
    return subject_of(state, index)


def _kind(reading: NumberReading, subject: Subject) -> ClaimKind:
    by_aspect = {
        Aspect.ATTAINMENT: ClaimKind.ATTAINMENT_RATE, Aspect.RATE: ClaimKind.RATE, Aspect.CHANGE: ClaimKind.CHANGE, Aspect.TARGET: ClaimKind.TARGET_VALUE,
        Aspect.BASE: ClaimKind.BASE_VALUE, Aspect.AVERAGE: ClaimKind.AVERAGE, Aspect.SUM: ClaimKind.SUM, Aspect.GAP: ClaimKind.GAP,
    }  # fmt: skip
    if reading.role in (NumberRole.VALUE, NumberRole.BOUND) and subject.aspect in by_aspect:
        return by_aspect[subject.aspect]
    return {
        NumberRole.VALUE: ClaimKind.VALUE, NumberRole.START: ClaimKind.VALUE, NumberRole.CHANGE: ClaimKind.CHANGE, NumberRole.BOUND: ClaimKind.BOUND, NumberRole.BAND: ClaimKind.VALUE,
        NumberRole.GAP: ClaimKind.GAP, NumberRole.TARGET: ClaimKind.TARGET_VALUE, NumberRole.BASE: ClaimKind.BASE_VALUE, NumberRole.RATIO: ClaimKind.RATIO,
        NumberRole.MULTIPLE: ClaimKind.RATIO, NumberRole.SHARE_OF_TARGET: ClaimKind.ATTAINMENT_RATE,
    }[reading.role]  # fmt: skip


def _told(state: ReadingState, index: int, reading: NumberReading) -> bool:
    """Whether a number is told as a fact; targets and bases are, whatever the verb."""
    if reading.role in (NumberRole.TARGET, NumberRole.BASE, NumberRole.START):
        return True
    clause, atoms = state.clause, state.line.atoms
    ending = clause.ending
    if ending.fact and not ending.plan:
        return True
    if ending.plan or index > clause.head:
        return False
    # 「45.2％まで上昇し」 joined to an action, 「45.2％を踏まえ」
    return ending.close in (Close.COORDINATE, Close.FINAL, Close.CONTRAST) and atoms[
        clause.head
    ].is_word("だ", "です", "なる")


def _is_denied(state: ReadingState, index: int, reading: NumberReading) -> bool:
    clause = state.clause
    if reading.word >= 0 and clause.head in (reading.word, reading.word + 1):
        return clause.ending.negated
    if reading.word < 0 and reading.role is NumberRole.VALUE:
        return clause.ending.negated
    return False


def _figure_window(state: ReadingState, index: int, reading: NumberReading) -> Window:
    atoms, clause = state.line.atoms, state.clause
    if reading.time >= 0:
        own = atoms[reading.time]
        if own.level is Level.PREVIOUS:
            return Window(previous=True, label=own.text, year=None, others=())
        time = own.time
        assert time is not None
        if time.kind is TimeKind.CURRENT:
            return Window(label=time.words)
        if time.kind is TimeKind.AGO:
            return Window(start=Start.YEARS, ago=time.count, previous=True, label=time.words)
        if time.kind is TimeKind.EARLIER:
            return Window(start=Start.EARLIER, previous=True, label=time.words)
        return Window(year=time.year, label=time.words, others=aside_years(state, time.end))
    window = window_of(atoms, clause.start, index, state.carried, state.skip)
    if reading.role in (NumberRole.CHANGE, NumberRole.GAP, NumberRole.MULTIPLE, NumberRole.RATIO):
        window = window_of(atoms, clause.start, max(clause.head, index), state.carried)
    if reading.role in (NumberRole.VALUE, NumberRole.BOUND, NumberRole.BAND):
        aside = aside_years(state, atoms[index].end)
        if aside:
            return replace(window, year=aside[0], others=aside[1:])
    return window


def _figure_quote(state: ReadingState, index: int, reading: NumberReading) -> str:
    atoms = state.line.atoms
    low, high = index, index
    if reading.time >= 0:
        low = reading.time
    if reading.word >= 0:
        high = min(reading.word, len(atoms) - 1)
    else:
        while (
            high + 1 < len(atoms)
            and atoms[high + 1].kind is AtomKind.WORD
            and atoms[high + 1].pos[0] == "助詞"
        ):
            high += 1
    return state.line.text[atoms[low].start : atoms[high].end]
