"""The claims of a sentence: each verb and each number, with whom it is about and when."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import AtomKind, SentenceLine, line_of
from kumareport.narrative.behind import NumberReading
from kumareport.narrative.certainty import doubt_of
from kumareport.narrative.claims import Claim, ClaimKind, Limit, Start
from kumareport.narrative.clause_state import ReadingState
from kumareport.narrative.clauses import Clause, clauses
from kumareport.narrative.doubts import Doubt
from kumareport.narrative.frames import Carried, carry
from kumareport.narrative.levels import read_attainment, read_level
from kumareport.narrative.lexicon import Movement, Side
from kumareport.narrative.limits import limited
from kumareport.narrative.movements import read_movement
from kumareport.narrative.numbers import read_figures
from kumareport.narrative.open_windows import open_windows
from kumareport.narrative.paces import read_pace
from kumareport.narrative.placed import Placed, placed
from kumareport.narrative.records import read_record
from kumareport.narrative.resolver import Resolver, Subject
from kumareport.narrative.roles import reading_of
from kumareport.narrative.scope import Scope, enter, leave
from kumareport.narrative.series import IndicatorSeries
from kumareport.narrative.subjects import Names
from kumareport.narrative.totals import of_one_year
from kumareport.patterns import regex

_CLAIMING = regex(
    r"\d|ゼロ|皆無|割れ|止ま|戻|増|減|上[昇がま回向]|下[降がま回向]|伸び|高|低|多|少な|達|届|及|最|横ばい|同[数じ程率値水等]|変[わ化動]|改善|悪化|向上|回復|超|割り込|落ち|拡大|縮小|"
    r"鈍|縮|加速|減速|開[いきくか]|狭|広が|詰ま|幅|並み|初めて|区分|同|割|半|維持|評価|判定|順調|遅れ|推移|満た|クリア|持ち直|後退|半減|倍|一進一退|短|長く"
)


_TOLD = regex(
    r"\d|た[。、がこもめ結]|てい|ており|てお|まし|でき|ない|なく|ず|[^たうくるすむぶぬつ]。$"
)


_LABEL = regex(r"^(?:【[^】]{1,10}】|\[[^\]]{1,10}\]|[<〈][^>〉]{1,10}[>〉]|[■◆●○・])+")
"""「【課題】」: what heads a sentence."""


def may_claim(plain: str, is_result: bool = True) -> bool:
    """Whether a flattened sentence can claim anything; plans for the years to come rarely do."""
    return _CLAIMING.search(plain) is not None and (is_result or _TOLD.search(plain) is not None)


def read(plain: str, names: Names, before: Subject | None = None) -> "Read":
    """The claims of a flattened sentence of a section with these indicators.

    Args:
        before: whom the sentence before was about.
    """
    line = line_of(_LABEL.sub("", plain), names)
    resolver = Resolver(line, names)
    scope = Scope()
    if before is not None and before.rows:
        scope.topic = before
    carried = Carried()
    found: list[Claim] = []
    last: Clause | None = None
    for clause in clauses(line.atoms):
        readings = {
            index: reading_of(line.atoms, index)
            for index in range(clause.start, clause.end)
            if line.atoms[index].kind is AtomKind.QUANTITY
        }
        skip = frozenset(r.time for r in readings.values() if r.time >= 0)
        enter(scope, clause, resolver)
        state = ReadingState(line, resolver, scope, carried, clause, skip, last)
        last = clause
        carry_before = skip
        if not scope.restricted:
            found += (
                _weighed(state, limited(state, of_one_year(state, c)), readings)
                for c in _clause_claims(state, readings)
                if not _is_of_a_month(state, c)
            )
        carry(carried, line.atoms, clause, carry_before)
        leave(scope, clause, line.atoms)
    found = list(_in_order(_unexcepted(found, line)))
    return Read(line, tuple(found), scope.topic or scope.chain)


def _weighed(state: ReadingState, claim: Claim, readings: dict[int, NumberReading]) -> Claim:
    """A claim with what its words leave in doubt."""
    atoms, low = state.line.atoms, state.clause.start
    at = next((n for n in range(low, len(atoms)) if atoms[n].end > claim.position), low)
    doubt = doubt_of(state, claim, at, readings)
    # Where the years are what is claimed, no other is left open.
    told = () if claim.years else open_windows(state, claim, at)
    return replace(claim, doubt=doubt, open_windows=told)


_EXCEPT = regex(r"を除(?:い|き|く|け|外)")


def _unexcepted(found: list[Claim], line: SentenceLine) -> Iterator[Claim]:
    """「令和３年度を除いて」 speaks of the other years; what follows it is not held against all."""
    match = _EXCEPT.search(line.text)
    for claim in found:
        is_pattern = claim.kind in (
            ClaimKind.MOVEMENT,
            ClaimKind.STREAK,
            ClaimKind.LEVEL,
            ClaimKind.RECORD,
            ClaimKind.RANK,
        )
        every = claim.limit is Limit.EVERY
        if match is None or every or not is_pattern or claim.position < match.start():
            yield claim


def _in_order(found: Iterable[Claim]) -> Iterator[Claim]:
    """「近年増えていたが、令和５年度には減少」: the first movement ends where the second begins."""
    told = list(found)
    claims = [_turned(claim, told[:number]) for number, claim in enumerate(told)]
    for number, claim in enumerate(claims):
        later = next((c for c in claims[number + 1 :] if _is_turn(claim, c)), None)
        if later is None:
            yield claim
            continue
        window = claim.window
        begin = later.window.year if later.window.year is not None else later.window.since
        if begin is None and claim.kind is ClaimKind.STREAK:
            # 「２年連続で低下していたが、今年度は上昇した」
            yield replace(claim, window=replace(window, previous=True))
            continue
        since_base = window.start is Start.BASE and window.steady
        told_from = window.start is not Start.UNSAID and not since_base
        if window.year is not None or window.previous or told_from:
            yield claim
        elif begin is not None:
            # 「基準年度以降減少が続いてきたが、令和５年度は増加した」 says from when and until when.
            ends = claim.doubt is Doubt.BEFORE_A_TURN and (since_base or window.onwards)
            doubt = None if ends and window.steady else claim.doubt
            yield replace(claim, doubt=doubt, window=replace(window, year=begin - 1))


def _turned(claim: Claim, before: list[Claim]) -> Claim:
    """「R2に減ったが、その後は増加に転じ」: the turn lies behind the year that was told."""
    first = next((c for c in reversed(before) if _is_turn(c, claim)), None)
    window = claim.window
    if (
        first is None
        or window.year is not None
        or window.since is not None
        or window.plan
        or first.window.year is None
    ):
        return claim
    return replace(
        claim, turning=False, window=replace(window, since=first.window.year, start=Start.YEAR)
    )


def _is_turn(claim: Claim, later: Claim) -> bool:
    told = claim.kind in (ClaimKind.MOVEMENT, ClaimKind.STREAK) and claim.rows == later.rows
    denied = claim.negated or later.negated
    # 「減ったが、基準値よりは多い」 is no turn.
    apart = later.window.start not in (Start.UNSAID, Start.PREVIOUS) and not later.window.onwards
    way = _way(later)
    if not told or denied or apart or way is None or not claim.rows:
        return False
    series = IndicatorSeries(claim.rows[0])
    return series.plain(claim.movement) is not series.plain(way)


def _way(claim: Claim) -> Movement | None:
    """Which way a claim says that a value went from the year before."""
    if claim.kind in (ClaimKind.MOVEMENT, ClaimKind.STREAK, ClaimKind.CHANGE):
        return claim.movement
    if claim.kind is ClaimKind.LEVEL and claim.start is Start.PREVIOUS:
        return Movement.UP if claim.side in (Side.ABOVE, Side.AT_LEAST) else Movement.DOWN
    return None


class Read(Struct, frozen=True):
    """A sentence as read: its atoms, its claims, and whom it was about in the end."""

    line: SentenceLine
    claims: tuple[Claim, ...]
    subject: Subject | None


_MONTH = regex(r"\d月(?!間)")


def _is_of_a_month(state: ReadingState, claim: Claim) -> bool:
    """「有効求人倍率（令和６年３月）は1.27倍」: no value of a year."""
    low = state.line.atoms[state.clause.start].start
    asides = state.line.asides
    return any(low <= at <= claim.position and _MONTH.search(text) for at, text in asides)


def _clause_claims(state: ReadingState, readings: dict[int, NumberReading]) -> Iterator[Claim]:
    clause, atoms = state.clause, state.line.atoms

    index = clause.start
    while index <= clause.head:
        if atoms[index].text[:1] not in _BEGINNINGS:
            index += 1
            continue
        length = 1
        for finder in (read_pace, read_movement, read_record, read_level, read_attainment):
            claim, length = finder(state, index)
            if length:
                if claim is not None:
                    yield claim
                break
        index += max(length, 1)
    lists = placed(state, readings)
    for index, reading in readings.items():
        yield from read_figures(state, index, lists.get(index, Placed(reading)))


_BEGINNINGS = frozenset(
    word[0]
    for table in (
        lexicon.MOVEMENTS, lexicon.PACES, lexicon.CHANGES, lexicon.MULTIPLES, lexicon.COMPARATIVES, lexicon.LEVELS, lexicon.EXTREMES, lexicon.REACHED, lexicon.MISSED,
    )
    for word in table
) | frozenset("一も上下から次0123456789二三四五六七八九十")  # fmt: skip
"""The letters with which a claim's words may begin; ranks begin with a number."""
