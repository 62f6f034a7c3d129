"""Claims of what went on with exceptions, ended before a turn, stopped short, or compares growths."""

from kumareport.model.mark import Direction
from kumareport.narrative.atoms import AtomKind
from kumareport.narrative.claims import ClaimKind
from kumareport.narrative.series import IndicatorSeries
from kumareport.narrative.told import Told
from kumareport.narrative.windows import TimeKind
from kumareport.patterns import regex

_WAS_SO = regex(r"[てで](?:い|き)(?:まし)?た(?:が|ものの|ところ|一方で?)、?$")
_HELD_THEN = (ClaimKind.VALUE, ClaimKind.BAND, ClaimKind.BOUND, ClaimKind.LEVEL, ClaimKind.CHANGE)


def is_before_a_turn(told: Told) -> bool:
    window = told.claim.window
    was_so = window.year is None and not window.previous and _WAS_SO.search(told.clause) is not None
    moved = told.claim.kind in (ClaimKind.MOVEMENT, ClaimKind.STREAK)
    # 「2,200万円台まで減少していたが、令和６年度は」: the year that follows was not meant.
    behind = told.state.line.atoms[told.state.clause.end :]
    turned = any(a.time_kind in (TimeKind.YEAR, TimeKind.CURRENT) for a in behind)
    held = moved or told.claim.kind in _HELD_THEN
    return was_so and ((moved and window.since is None) or (turned and held))


_BROKEN = regex(
    r"を(?:挟|はさ)|波[はが]|(?:増減|上下|浮き沈み|起伏)(?:は|が|を|し)[^、。]{0,6}(?:ながら|つつ|もの|が)|年(?:度)?によ(?:り|って)|(?:横ばい|足踏み|停滞|一時)[^、。]{0,8}(?:ながら|つつ|経て)"
)


def is_broken(told: Told) -> bool:
    window = told.claim.window
    goes_on = told.claim.kind is ClaimKind.STREAK or window.steady or window.onwards
    whole = told.state.line.text[: told.claim.position]
    return goes_on and _BROKEN.search(whole) is not None


_OF_GROWTH = regex(
    r"(?:伸び|増加|減少|上昇|低下|増減|増え|減り|下げ|上げ|悪化|改善|縮小|拡大|変化)(?:幅|数|率|量|方|額)?は"
)
_OF_DISTANCE = regex(f"{_OF_GROWTH.pattern}|(?:差|開き)は")
_WHOSE_GROWTH = regex(
    f"[^はが]{{0,10}}(?:だった|であった|でした)[^はが]{{0,10}}{_OF_GROWTH.pattern}"
)


def is_of_growth(told: Told) -> bool:
    """「伸びは5.3ポイントで、3.3ポイントであった令和５年度を２ポイント上回った」."""
    held = (ClaimKind.LEVEL, ClaimKind.GAP, ClaimKind.BOUND, ClaimKind.RATIO)
    is_listed = told.claim.kind is ClaimKind.VALUE and told.claim.start is None
    is_held = (told.claim.kind in held or is_listed) and not told.claim.measure
    before = told.state.line.text[: told.claim.position]
    behind = told.state.line.text[told.claim.position :].partition("、")[0]
    if is_listed and _WHOSE_GROWTH.match(behind):
        return True
    atoms = told.state.line.atoms
    names = [(a.start, a.end) for a in atoms if a.kind is AtomKind.MENTION]
    # 「社会増減数は」 is an indicator's own name.
    grown = [
        m.end()
        for m in (_OF_DISTANCE if is_listed else _OF_GROWTH).finditer(before)
        if not any(low <= m.start() < high for low, high in names)
    ]
    return (
        is_held
        and bool(grown)
        and not any(
            a.kind is AtomKind.MENTION and grown[-1] <= a.start < told.claim.position for a in atoms
        )
    )


_SO_FAR = regex(r"(?:まで|水準|ほど|程度)に?は?$")
_SHARE = regex(r"割[強弱]?を$")
_NOT_AT = regex(r"(?:に|まで|と)は[^、。]{0,5}(?:ない|なか|ませ|ず)")


def is_level_denied(told: Told) -> bool:
    if told.claim.kind is ClaimKind.LEVEL and _SHARE.search(told.before):
        # 「令和元年度と比べ９割を超える水準」: a share of the level.
        return True
    behind = told.state.line.text[told.claim.position + len(told.claim.words) :]
    falls = any(IndicatorSeries(row).direction is Direction.LOWER for row in told.claim.rows)
    is_value = told.claim.kind is ClaimKind.VALUE or (told.claim.kind is ClaimKind.BOUND and falls)
    if is_value and _NOT_AT.match(behind):
        # 「ゼロには至っていない」: not yet so low.
        return True
    moved = told.claim.kind in (ClaimKind.MOVEMENT, ClaimKind.STREAK)
    denied = told.claim.negated and not told.claim.to_level
    return moved and denied and _SO_FAR.search(told.before) is not None
