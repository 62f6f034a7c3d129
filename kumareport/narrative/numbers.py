"""The numbers of a clause as claims."""

from collections.abc import Iterator

from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.narrative import lexicon
from kumareport.narrative.atoms import AtomKind, Level, atom_at
from kumareport.narrative.behind import (
    VALUE_PARTICLES,
    NumberReading,
    NumberRole,
    by_right,
    right_of,
)
from kumareport.narrative.beside import beside_another, beside_row, is_beside_target
from kumareport.narrative.claims import Claim, ClaimKind, Start, Window
from kumareport.narrative.clause_state import (
    ReadingState,
    is_foreign_comparison,
)
from kumareport.narrative.figure_windows import AVERAGE, figure_window, is_yearly
from kumareport.narrative.figure_words import figure_quote, figure_subject
from kumareport.narrative.frames import window_of
from kumareport.narrative.gap_words import gap_start, says_side
from kumareport.narrative.joins import Close
from kumareport.narrative.measures import measured
from kumareport.narrative.placed import Placed
from kumareport.narrative.quantities import Quantity
from kumareport.narrative.resolver import Aspect, Subject
from kumareport.narrative.sentences import flatten
from kumareport.narrative.totals import JOINED, is_increment, newly_added, total_told
from kumareport.patterns import regex


def read_figures(state: ReadingState, index: int, place: Placed) -> Iterator[Claim]:
    """What a number of a clause claims."""
    atoms, reading = state.line.atoms, place.reading
    quantity = atoms[index].quantity
    assert quantity is not None
    if reading.role is NumberRole.COUNT:
        return
    if atom_at(atoms, index - 1).is_among(lexicon.SETTING):
        # 「国が掲げる50％」: whose it is, the table does not say.
        return
    total = total_told(state, index, reading)
    if total is not None:
        yield total
        return
    if JOINED.search(state.line.text[: quantity.start]):
        # Of several together, not all of which are in the table.
        return
    if reading.role is NumberRole.UNKNOWN:
        increment = newly_added(state, index)
        if increment is not None:
            yield increment
        return
    if not _told(state, index, reading):
        return
    subject = place.subject or figure_subject(state, index)
    if subject is None or len(subject.rows) != 1:
        return
    if is_foreign_comparison(state, index) and reading.role in (
        NumberRole.CHANGE,
        NumberRole.GAP,
        NumberRole.MULTIPLE,
        NumberRole.RATIO,
    ):
        yield from beside_another(state, index, reading, subject)
        return
    apart = beside_row(state, index, subject)
    if apart is not None:
        subject = replace(subject, rows=(apart,), measure="差")
        reading = NumberReading(NumberRole.VALUE, time=reading.time, word=reading.word)
    if reading.role is NumberRole.START and reading.time < 0:
        # 「増加は150人から80人に鈍化した」
        subject = measured(subject)
    if is_beside_target(state, index, reading):
        reading = replace(reading, role=NumberRole.GAP, level=Level.TARGET)
    window = place.window or figure_window(state, index, reading)
    if window.foreign:
        return
    if flatten(subject.rows[0].unit) == "倍" and _is_of_something(state, index):
        # 「基準年度の1.52倍」 of a rate in 倍 may be its value or a multiple of it.
        return
    if _is_value_in_times(reading, subject.rows[0]):
        told = by_right(atoms, index, *right_of(atoms, index))
        role = NumberRole.VALUE if reading.side is None else NumberRole.BOUND
        # 「有効求人倍率は0.04倍上昇した」
        reading = told if told.role is NumberRole.CHANGE else replace(reading, role=role)
        window = figure_window(state, index, reading)
    is_share = quantity.unit == "%" and flatten(subject.rows[0].unit) != "%"
    of_a_year = reading.time >= 0 and _is_of_something(state, index)
    if reading.role is NumberRole.BOUND and of_a_year and not is_share:
        # 「令和元年度の6.4人に届かない」: that year's value, whatever is held against it.
        reading = replace(reading, role=NumberRole.VALUE, side=None, word=-1)
    if AVERAGE.search(state.line.text[: quantity.start]):
        # 「５年間の平均で、毎年度2.3ポイント」
        window = replace(window, steady=False)
    if _goes_along(state, index):
        # 「400件前後で推移している」 is told of some years.
        window = replace(window, recent=True)
    quantity = _signed(state, index, quantity)
    if _is_beside_goal(state, index) and reading.role is NumberRole.VALUE:
        reading = replace(reading, role=NumberRole.TARGET)
    reading, window = _as_share(
        reading, window, quantity, subject.rows[0], _ended(state, index, reading)
    )
    claim = Claim(
        _kind(reading, subject), subject.rows, quantity.words, figure_quote(state, index, reading), window, subject.each, subject.by_name,
        movement=reading.movement, side=reading.side, quantity=quantity, position=quantity.start, measure=subject.measure,
        negated=_is_denied(state, index, reading), per_year=is_yearly(state, index, reading), every_step=_goes_on(state),
    )  # fmt: skip
    claim = _of_the_goal(state, claim)
    claim = replace(claim, is_firm=right_of(atoms, index)[0] in VALUE_PARTICLES)
    if reading.role is NumberRole.START or _is_gone(state, claim):
        claim = replace(claim, start=Start.UNSAID)
    if reading.role is NumberRole.BAND:
        claim = replace(claim, kind=ClaimKind.BAND)
    if claim.kind is ClaimKind.VALUE and is_increment(state, index, claim):
        claim = replace(claim, kind=ClaimKind.INCREMENT)
    if claim.kind is ClaimKind.GAP:
        claim = replace(
            claim,
            start=gap_start(state, index, reading),
            words_are_numeric=says_side(state, reading),
            is_short=atom_at(atoms, reading.word).text == "不足",
        )
    yield claim


def _is_value_in_times(reading: NumberReading, row: Indicator) -> bool:
    """「有効求人倍率は1.22倍と」."""
    return reading.role is NumberRole.MULTIPLE and flatten(row.unit) == "倍"


def _is_of_something(state: ReadingState, index: int) -> bool:
    return atom_at(state.line.atoms, index - 1).text == "の"


_GOAL = r"(?:目標値?|検証値|計画値)"
_BESIDE_GOAL = regex(rf"{_GOAL}(?:に対し(?:て|まして)?[はも]?|に比べ(?:て|ると)?|比(?:で|は)?)、?$")
_OF_GOAL = regex(rf"{_GOAL}の$")


def _is_beside_goal(state: ReadingState, index: int) -> bool:
    """「目標に対して85.6％の水準」, of what is not counted in per cent."""
    quantity = state.line.atoms[index].quantity
    assert quantity is not None
    before = state.line.text[: quantity.start]
    return quantity.unit == "%" and _BESIDE_GOAL.search(before) is not None


def _of_the_goal(state: ReadingState, claim: Claim) -> Claim:
    """「目標の８割」「目標の２倍以上」: so much of the target itself, not of the way to it."""
    quantity = claim.quantity
    assert quantity is not None
    before = state.line.text[: quantity.start]
    beside = _OF_GOAL.search(before) is not None
    if beside and quantity.unit.startswith("倍"):
        share = replace(
            quantity, number=quantity.number * 100, precision=quantity.precision * 100, unit="%"
        )
        claim = replace(claim, kind=ClaimKind.ATTAINMENT_RATE, quantity=share)
    of_it = beside or _BESIDE_GOAL.search(before) is not None
    is_share = claim.kind is ClaimKind.ATTAINMENT_RATE and of_it
    return replace(claim, of_target=True) if is_share else claim


def _ended(state: ReadingState, index: int, reading: NumberReading) -> Window:
    """The window of a share without the year that it is a share of."""
    skip = state.skip | {reading.time}
    return window_of(state.line.atoms, state.clause.start, index, state.carried, skip)


def _as_share(
    reading: NumberReading, window: Window, quantity: Quantity, row: Indicator, ended: Window
) -> tuple[NumberReading, Window]:
    """「令和元年度の約９割」「目標の85％」 of what is not counted in per cent: a share of that value.

    Args:
        ended: when the share was that much.
    """
    if quantity.unit != "%" or flatten(row.unit) in ("%", "パーセント"):
        return reading, window
    if reading.role is NumberRole.TARGET:
        return replace(reading, role=NumberRole.SHARE_OF_TARGET), window
    if reading.role is NumberRole.BASE:
        return replace(reading, role=NumberRole.RATIO), replace(window, start=Start.BASE)
    if reading.role not in (NumberRole.VALUE, NumberRole.BOUND):
        return reading, window
    if window.previous:
        start = replace(ended, start=Start.PREVIOUS, label=window.label)
    elif reading.time >= 0 and window.year is not None:
        start = replace(ended, start=Start.YEAR, since=window.year, label=window.label)
    elif window.start is not Start.UNSAID:
        start = window
    else:
        return reading, window
    return replace(reading, role=NumberRole.RATIO), start


def _goes_along(state: ReadingState, index: int) -> bool:
    head, behind = state.line.atoms[state.clause.head], right_of(state.line.atoms, index)[0]
    return head.is_word("推移") and behind == "で"


def _is_gone(state: ReadingState, claim: Claim) -> bool:
    """「1,300人だった参加者数は、」 without a year: what it was before."""
    ahead = atom_at(state.line.atoms, state.clause.end)
    return (
        claim.kind is ClaimKind.VALUE
        and claim.window.year is None
        and ahead.kind is AtomKind.MENTION
        and state.clause.ending.close is Close.ADNOMINAL
    )


def _goes_on(state: ReadingState) -> bool:
    """「令和４年度以降ゼロを維持している」."""
    return state.line.atoms[state.clause.head].is_word("維持", "保つ", "続く", "続ける", "継続")


def _kind(reading: NumberReading, subject: Subject) -> ClaimKind:
    by_aspect = {
        Aspect.ATTAINMENT: ClaimKind.ATTAINMENT_RATE, Aspect.RATE: ClaimKind.RATE, Aspect.CHANGE: ClaimKind.CHANGE, Aspect.TARGET: ClaimKind.TARGET_VALUE,
        Aspect.BASE: ClaimKind.BASE_VALUE, Aspect.AVERAGE: ClaimKind.AVERAGE, Aspect.SUM: ClaimKind.SUM, Aspect.GAP: ClaimKind.GAP,
    }  # fmt: skip
    grown = reading.role is NumberRole.RATIO and subject.aspect in (Aspect.CHANGE, Aspect.RATE)
    plain = reading.role in (NumberRole.VALUE, NumberRole.BOUND, NumberRole.START)
    if (plain or grown) and subject.aspect in by_aspect:
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
    # 「459億円で、これを人口で割ると」
    behind = state.line.text[state.line.atoms[index].end :]
    return state.clause.ending.fact or behind.startswith("で、")


def _signed(state: ReadingState, index: int, quantity: Quantity) -> Quantity:
    """「96百万円の赤字」 is −96百万円."""
    behind = state.line.text[quantity.end :]
    if regex("の(?:赤字|損失|純損失|マイナス)").match(behind) is None:
        return quantity
    return replace(quantity, number=-abs(quantity.number))


def _is_denied(state: ReadingState, index: int, reading: NumberReading) -> bool:
    clause = state.clause
    if reading.role is NumberRole.BAND:
        return clause.ending.negated
    if reading.word >= 0:
        # 「130件以下に抑えることができなかった」
        near = clause.head <= reading.word + 1
        kept = state.line.atoms[clause.head - 1].is_particle("に")
        return clause.ending.negated and (near or kept)
    # 「24千人と、２割に満たない」 denies the second only.
    apart = any(a.text == "、" for a in state.line.atoms[index : clause.head])
    return reading.role is NumberRole.VALUE and clause.ending.negated and not apart
