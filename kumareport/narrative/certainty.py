"""Whether the words alone fix a claim's subject, figure and level; each reason against it by name.

A claim in doubt is passed over. None of these checks looks at the table; what the table adds is in
:mod:`kumareport.narrative.otherwise`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kumareport.narrative.atoms import AtomKind
from kumareport.narrative.behind import NumberReading, NumberRole
from kumareport.narrative.claims import Claim, ClaimKind
from kumareport.narrative.clause_state import ReadingState
from kumareport.narrative.derive import RUNNING
from kumareport.narrative.doubts import Doubt
from kumareport.narrative.joins import Close
from kumareport.narrative.lexicon import FORMAL
from kumareport.narrative.sentences import flatten
from kumareport.narrative.series import IndicatorSeries, points_of
from kumareport.narrative.totals import YEARLY


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim in its clause.

    Attributes:
        at: the index of its atom.
        before: the words of the clause before it, without names of indicators.
        clause: all words of the clause.
    """

    state: ReadingState
    claim: Claim
    readings: Mapping[int, NumberReading]
    at: int
    before: str
    clause: str


def doubt_of(
    state: ReadingState, claim: Claim, at: int, readings: Mapping[int, NumberReading]
) -> Doubt | None:
    """The first reason for which a claim at an atom of a clause is not certain."""
    atoms, clause = state.line.atoms, state.clause
    before = "".join(
        "◇" if a.kind is AtomKind.MENTION else a.text for a in atoms[clause.start : at]
    )
    whole = "".join(a.text for a in atoms[clause.start : clause.end])
    told = _Told(state, claim, readings, at, before, whole)
    return next((doubt for doubt, stands in _CHECKS if stands(told)), None)


_PART = re.compile(
    r"一部(?!事務)|大半|過半|多くの|ほとんど|半数(?:以上)?の|の内訳|内訳|を中心に|に限(?:る|れ|定)"
)
_ELSEWHERE = re.compile(
    r"(?:他の?|ほかの|近隣の?|周辺の?|県内の?|県下の?|同規模の?|先進|類似)[^、。はがを]{0,6}(?:市|町|村|都市|自治体|団体|市町村|区|地域|事例)(?!民)"
    r"|全国(?!大会|学力|的)|県(?:全体|平均|内)|(?<![一-龠])(?:国|県|都|府|道)(?:は|が|の(?:調査|統計|目標|基準|計画|平均|発表)|では|全体)"
)
_HEARSAY = re.compile(
    r"(?:と|との|という|といった)(?:の)?(?:声|意見|回答|指摘|要望|感想|見方|報道|報告)"
)
_SUPPOSED = re.compile(
    r"仮に|もし|とすれば|とすると|推計(?:では|によ)|試算|シミュレーション|見込(?:み|ん)で(?:は|い)|想定(?:で|し)"
)
_MEASURE = re.compile(
    r"[1一](?:人|戸|世帯|件|日|回|便|校|か所|箇所|施設|団体)(?:あたり|当たり|当り)|単価|伸び率|増加率|減少率|上昇率|増減率|構成比|倍率"
)
_WAS_SO = re.compile(r"て(?:い|き)(?:まし)?た(?:が|ものの|ところ|一方で?)、?$")
_SO_FAR = re.compile(r"(?:まで|水準|ほど|程度)に?は?$")
_BY_WORDS = (
    ClaimKind.MOVEMENT, ClaimKind.STREAK, ClaimKind.LEVEL, ClaimKind.RECORD, ClaimKind.RANK, ClaimKind.ATTAINMENT,
)  # fmt: skip
_MOVING = (
    ClaimKind.MOVEMENT, ClaimKind.STREAK, ClaimKind.RATE, ClaimKind.RATIO, ClaimKind.LEVEL, ClaimKind.RECORD, ClaimKind.RANK,
)  # fmt: skip
_JOINT = (ClaimKind.AVERAGE, ClaimKind.SUM, ClaimKind.TOTAL, ClaimKind.RATE, ClaimKind.AMONG)


def _is_part(told: _Told) -> bool:
    return told.claim.count is None and _PART.search(told.before) is not None


def _is_elsewhere(told: _Told) -> bool:
    return _ELSEWHERE.search(told.before) is not None


def _is_example(told: _Told) -> bool:
    atoms, clause = told.state.line.atoms, told.state.clause
    if clause.ending.close is not Close.ADNOMINAL or clause.end >= len(atoms):
        return False
    ahead = atoms[clause.end]
    return (
        ahead.kind is AtomKind.WORD
        and ahead.pos[0] == "名詞"
        and not ahead.is_word(*FORMAL, "金額", "記録")
        and not ahead.text.startswith(("指標", "項目"))
    )


def _is_hearsay(told: _Told) -> bool:
    behind = told.state.line.text[told.claim.position :]
    return _HEARSAY.search(behind) is not None


def _is_supposed(told: _Told) -> bool:
    return _SUPPOSED.search(told.clause) is not None


def _has_unread_number(told: _Told) -> bool:
    atoms = told.state.line.atoms
    unread = any(
        reading.role is NumberRole.UNKNOWN
        and n < told.at
        # 「目標とする5.0日以内」
        and not any(a.kind is AtomKind.REFERENCE for a in atoms[max(n - 3, 0) : n])
        for n, reading in told.readings.items()
    )
    return told.claim.kind in _BY_WORDS and told.claim.count is None and unread


def _is_level_denied(told: _Told) -> bool:
    moved = told.claim.kind in (ClaimKind.MOVEMENT, ClaimKind.STREAK)
    return (
        moved
        and told.claim.negated
        and not told.claim.to_level
        and _SO_FAR.search(told.before) is not None
    )


def _is_other_measure(told: _Told) -> bool:
    if len(told.claim.rows) != 1 or told.claim.kind in _JOINT or told.claim.per_year:
        return False
    if told.claim.kind is ClaimKind.VALUE and told.before.endswith("平均"):
        return True
    name = flatten(told.claim.rows[0].name)
    return any(found[0] not in name for found in _MEASURE.finditer(told.before))


def _is_before_a_turn(told: _Told) -> bool:
    window = told.claim.window
    unsaid = window.year is None and window.since is None and not window.previous
    return (
        told.claim.kind in (ClaimKind.MOVEMENT, ClaimKind.STREAK)
        and unsaid
        and (_WAS_SO.search(told.clause) is not None)
    )


def _is_of_a_sign(told: _Told) -> bool:
    sized = (ClaimKind.MOVEMENT, ClaimKind.STREAK)
    if told.claim.kind not in sized or told.claim.words in ("上昇", "低下", "改善", "悪化"):
        return False
    return any(p.number < 0 for row in told.claim.rows for p in points_of(row))


def _is_beside_a_place(told: _Told) -> bool:
    sides = (ClaimKind.LEVEL, ClaimKind.GAP, ClaimKind.BOUND)
    return told.claim.kind in sides and any(IndicatorSeries(r).is_rank for r in told.claim.rows)


def _is_of_one_year(told: _Told) -> bool:
    running = any(RUNNING.search(row.name) for row in told.claim.rows)
    before = told.state.line.text[: told.claim.position]
    return running and told.claim.kind in _MOVING and YEARLY.search(before) is not None


_CHECKS: Sequence[tuple[Doubt, Callable[[_Told], bool]]] = (
    (Doubt.PART, _is_part), (Doubt.ELSEWHERE, _is_elsewhere), (Doubt.EXAMPLE, _is_example), (Doubt.HEARSAY, _is_hearsay), (Doubt.SUPPOSED, _is_supposed),
    (Doubt.UNREAD_NUMBER, _has_unread_number), (Doubt.LEVEL_DENIED, _is_level_denied), (Doubt.OTHER_MEASURE, _is_other_measure), (Doubt.BEFORE_A_TURN, _is_before_a_turn),
    (Doubt.SIGN, _is_of_a_sign), (Doubt.PLACE, _is_beside_a_place), (Doubt.OF_ONE_YEAR, _is_of_one_year),
)  # fmt: skip
