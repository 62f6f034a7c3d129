"""Whether the words alone fix a claim's subject, figure and level; each reason against it by name.

A claim in doubt is passed over. None of these checks looks at the table; what the table adds is in
:mod:`kumareport.narrative.otherwise`.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from kumareport.narrative.atoms import Atom, AtomKind, atom_at
from kumareport.narrative.behind import NumberReading, NumberRole
from kumareport.narrative.claims import Claim, ClaimKind, Limit, Start
from kumareport.narrative.clause_state import ReadingState, cleft_year
from kumareport.narrative.derive import RUNNING
from kumareport.narrative.differences import ways_of
from kumareport.narrative.doubts import Doubt
from kumareport.narrative.elsewhere import ELSEWHERE, OTHERS, has_subject
from kumareport.narrative.joins import Close
from kumareport.narrative.lexicon import FORMAL, MOVEMENTS, PLAN_VERBS
from kumareport.narrative.quantities import Quantity
from kumareport.narrative.sentences import flatten
from kumareport.narrative.series import IndicatorSeries, points_of
from kumareport.narrative.told import Told
from kumareport.narrative.totals import YEARLY
from kumareport.narrative.turns import is_before_a_turn, is_broken, is_level_denied, is_of_growth
from kumareport.patterns import regex


def doubt_of(
    state: ReadingState, claim: Claim, at: int, readings: Mapping[int, NumberReading]
) -> Doubt | None:
    """The first reason for which a claim at an atom of a clause is not certain."""
    atoms, clause = state.line.atoms, state.clause
    before = _unnamed(atoms[clause.start : at])
    whole = "".join(a.text for a in atoms[clause.start : clause.end])
    told = Told(state, claim, readings, at, before, whole)
    return next((doubt for doubt, stands in _CHECKS if stands(told)), None)


def _unnamed(atoms: Sequence[Atom]) -> str:
    """What stands around the names of indicators."""
    return "".join("◇" if a.kind is AtomKind.MENTION else a.text for a in atoms)


def _since_subject(told: Told) -> str:
    """What a claim's clause goes on with, where it names no subject of its own."""
    return told.before if has_subject(told.before) else _unnamed(told.state.line.atoms[: told.at])


_PART = regex(
    r"一部(?!事務)|大半|過半|多くの|ほとんど|半数(?:以上)?の|内訳|を中心に|[性代齢種]別|地[区域]別|月別|(?<!目標値)を除(?:く|き|い|け)"
)
_SOME = regex(
    r"(?:低|中|高)学年|[1-9]年生|平日|休日|男性|女性|男子|女子|若年層|若い世代|子育て世代|現役世代|\d+歳(?:以上|代|未満|以下|児|の)|\d+代|(?:[上下]|前|後|夏|冬)期(?!計画)|[春夏秋冬]季"
)
_ACROSS = regex(
    r"につれ|に従(?:い|って)|にしたが(?:い|って)|[るい]ほど|(?:年齢|学年|年代)とともに"
    r"|(?<![年度])の(?:方|ほう)が[^、。]*$"
)
_LIMITED = regex(
    r"を含(?:め|む|んだ)|を加え(?:ると|れば|ますと|た場合)|に限(?:る|り|れ|っ|定)|に絞|(?:のみ|だけ)(?:で|を|に)[^、。はが]{0,3}(?:[見み](?:る|れ|た|ま)|比べ|比較)"
)
_AMONG = regex(r"(?:^|、|この|その)うち")
_HEARSAY = regex(
    r"(?:と|との|という|といった)(?:の)?(?:声|意見|回答|指摘|要望|感想|見方|報道|報告)"
)
_REPORTED = regex(r"(?:前年度|昨年度|前回|年度)の(?:評価|報告書?|外部評価)(?:では|で、|においては)")
_EVER = regex(r"たこと(?:は|が|も)(?:一度も)?(?:な[いくか]|ありませ|ある|あっ|あります)")
_SUPPOSED = regex(
    r"仮に|もし|とすれば|とすると|推計(?:では|によ)|試算|シミュレーション|見込(?:み|ん)で(?:は|い)|想定(?:で|し)|速報値|暫定値"
    r"|(?<!比べ)(?<!比較す)(?<![みよえ見])(?<!と)れば(?!、?検証値)|であれば|たら、|ならば、"
)
_MEASURE = regex(
    r"[1一](?:人|戸|世帯|件|日|か月|[ヶカ]月|月|週|時間|基|園|店舗?|事業所|クラブ|回|便|校|か所|箇所|施設|団体)(?:あたり|当たり|当り)|単価|伸び率|増加率|減少率|上昇率|増減率|構成比|倍率"
    r"|換算|割(?:る|りま(?:す|した))と|差し引|控除|含めると|合わせると|加えると|補正後|調整後"
)
_SHARE = regex("達成率|進捗率|達成度")
_MEAN = regex(r"平均(?:で|では|すると|にすると)?、?$")
_PACE = regex(r"(?:程度|ほど|前後)?の?ペース")
_NEWLY = regex("新たに|新規に")
_GROWTH = regex(r"(?:伸び|増加|減少|上昇|低下|増減)(?:幅|数|率|量)?[がはの]")
_VAGUE_TIME = regex(
    r"年度?の[^、。]{0,10}反動|(?:前|第[1-9一二三四五六七八九]期)計画(?:の?期間中?)?の?[^、。]{0,6}(?:では|には|で、|に、)|前期計画|平均(?:値)?(?:より|[にと]比べ)|ピーク時(?!(?:の|である|であった|だった)(?:令和|平成|[RH]?\d))|最盛期|かつて|従前|一時(?:期|は|的)|初年度|策定年度|例年|平年|同月|同時期|(?:開設|発足|合併|導入|震災|再編)(?:前|時|当初)|十?数年前"
)
_FOR_A_WHILE = regex(r"一時(?![保預金避滞停帰利])")
_OTHER_TARGET = regex(
    r"(?:旧|(?:改[定訂]|変更|見直し|修正)前の?|総合計画の|上位計画の|別の|従来の|独自の)目標"
)
_PLANNED = regex(r"(?:程度|以上)?(?:を(?:予定|見込|想定|計画)(?!どおり|通り|期)|と見込)")
_NEEDED = regex(r"[^\d、。]*[うくぐすつぬぶむる]こと(?:が|も)(?:必要|重要|求め)")
_OF_PLANS = (ClaimKind.VALUE, ClaimKind.INCREMENT)
_BY_WORDS = (
    ClaimKind.MOVEMENT, ClaimKind.STREAK, ClaimKind.LEVEL, ClaimKind.RECORD, ClaimKind.RANK, ClaimKind.ATTAINMENT,
)  # fmt: skip
_MOVING = (
    ClaimKind.MOVEMENT, ClaimKind.STREAK, ClaimKind.RATE, ClaimKind.RATIO, ClaimKind.LEVEL, ClaimKind.RECORD, ClaimKind.RANK,
)  # fmt: skip
_LEVELS = (ClaimKind.VALUE, ClaimKind.BAND, ClaimKind.BOUND)
_HELD = (ClaimKind.LEVEL, ClaimKind.GAP, ClaimKind.BOUND, ClaimKind.RATIO)
_JOINT = (ClaimKind.AVERAGE, ClaimKind.SUM, ClaimKind.TOTAL, ClaimKind.RATE, ClaimKind.AMONG)


def _is_part(told: Told) -> bool:
    if told.claim.count is not None:
        return False
    whole = told.state.line.text[: told.claim.position]
    yearly = told.claim.kind is ClaimKind.INCREMENT or told.claim.measure
    if _LIMITED.search(whole) or (not yearly and _AMONG.search(_since_subject(told))):
        # 「うち建物火災が19件と最も多く、前年度から６件減った」
        return True
    # What tells the section's own indicators apart is no part of one.
    names = flatten("".join(row.name for row in told.state.resolver.everything))
    if any(found[0] not in names for found in _SOME.finditer(told.before)):
        return True
    found = [m for m in _PART.finditer(told.before) if not _leaves_out_years(told, m)]
    # 「地区別では、南地区の受診率が」 names its part.
    return bool(found) and "◇" not in told.before[found[-1].end() :]


def _leaves_out_years(told: Told, match: re.Match[str]) -> bool:
    return told.claim.limit is Limit.EVERY and match[0].startswith("を除")


_BESIDE = regex(r"(?:(?<!に)よりも?|[にと]比べて?)、?(?:\d[^、。]{0,8})?$")


def _is_across(told: Told) -> bool:
    whole = told.state.line.text[: told.claim.position]
    window = told.claim.window
    is_from_year = window.start is not Start.UNSAID or window.since is not None
    is_step = told.claim.kind is ClaimKind.CHANGE and not is_from_year
    if is_step and _BESIDE.search(told.before):
        # 「東部は西部より60人少なかった」
        return True
    return _ACROSS.search(whole) is not None and "年を追う" not in whole


def _is_elsewhere(told: Told) -> bool:
    if told.claim.beside is not None:
        return False
    return bool(OTHERS.search(_since_subject(told)) or ELSEWHERE.search(told.before))


def _is_example(told: Told) -> bool:
    atoms, clause = told.state.line.atoms, told.state.clause
    ahead = atom_at(atoms, clause.end)
    behind = told.state.line.text[told.claim.position + len(told.claim.words) :]
    if told.claim.kind is ClaimKind.RECORD and behind.startswith("として"):
        # 「平成30年を最高として、これを上回る年はない」
        return False
    return (
        clause.ending.close is Close.ADNOMINAL
        and told.claim.limit is None
        and ahead.pos[0] == "名詞"
        and not ahead.is_word(*FORMAL, *MOVEMENTS, "金額", "記録")
        and not ahead.text.startswith(("指標", "項目"))
    )


def _is_hearsay(told: Told) -> bool:
    behind = told.state.line.text[told.claim.position :].partition("、")[0]
    before = told.state.line.text[: told.claim.position]
    return _HEARSAY.search(behind) is not None or _REPORTED.search(before) is not None


def _is_ever(told: Told) -> bool:
    behind = told.state.line.text[told.claim.position :].partition("、")[0]
    return told.claim.limit is not Limit.NEVER and _EVER.search(behind) is not None


def _is_supposed(told: Told) -> bool:
    whole = told.state.line.text[: told.claim.position]
    if told.state.line.atoms[told.state.clause.head].is_among(PLAN_VERBS):
        # 「４万人の増を見込んでいる」
        return told.claim.kind is not ClaimKind.TARGET_VALUE
    behind = told.state.line.text[told.claim.position + len(told.claim.words) :]
    if told.claim.kind in _OF_PLANS and _PLANNED.match(behind):
        return True
    if told.claim.movement and "が必要" in told.clause:
        # 「目標まで6,700万円の縮減が必要」「２ポイントの低下が必要」
        return True
    if told.claim.kind is ClaimKind.BOUND and _NEEDED.match(behind):  # 「40％を超えることが必要」
        return True
    return _SUPPOSED.search(whole + told.clause) is not None


def _has_unread_number(told: Told) -> bool:
    atoms = told.state.line.atoms
    unread = any(
        reading.role is NumberRole.UNKNOWN
        and n < told.at
        # 「目標とする5.0日以内」
        and not any(a.kind is AtomKind.REFERENCE for a in atoms[max(n - 3, 0) : n])
        for n, reading in told.readings.items()
    )
    counts = told.claim.kind in _BY_WORDS and told.claim.count is None
    return counts and (unread or _is_of_another_thing(told))


def _may_be_of(claim: Claim, quantity: Quantity) -> bool:
    """Whether a difference may be counted so of an indicator of a claim."""
    told = replace(claim, quantity=quantity)
    return any(not row.unit or bool(ways_of(told, row)) for row in claim.rows)


def _is_of_another_thing(told: Told) -> bool:
    """「参加者数は、５会場増加した」「３割の会場で増加した」: the number counts something else."""
    atoms = told.state.line.atoms
    for n, reading in told.readings.items():
        quantity = atoms[n].quantity
        if quantity is None or n >= told.at:
            continue
        if reading.word == told.at and quantity.unit and not _may_be_of(told.claim, quantity):
            return True
        behind = atoms[n + 1 : n + 4]
        if (
            len(behind) == 3
            and behind[0].text == "の"
            and behind[2].text == "で"
            and not behind[1].is_word(*FORMAL, *MOVEMENTS)
        ):
            return True
    return False


def _has_vague_time(told: Told) -> bool:
    # 「令和２年度に一時135か所まで減った」 says when.
    window = told.claim.window
    dated = window.year is not None or window.others
    while_it_was = not dated and _FOR_A_WHILE.search(told.before) is not None
    return while_it_was or _VAGUE_TIME.search(told.before) is not None


def _is_of_several_years(told: Told) -> bool:
    state = told.state
    behind = state.line.atoms[state.clause.end :]
    timed = any(a.year is not None for a in behind)
    several = state.clause.ending.close is Close.CLEFT and cleft_year(state) is None
    return several and timed and not told.claim.years


def _is_of_another_target(told: Told) -> bool:
    return _OTHER_TARGET.search(told.clause) is not None


def _is_other_measure(told: Told) -> bool:
    is_measured = told.claim.kind in _JOINT or told.claim.per_year or told.claim.measure
    if len(told.claim.rows) != 1 or is_measured:
        return False
    behind = told.state.line.text[told.claim.position + len(told.claim.words) :]
    if _PACE.match(behind):
        # 「毎年３園程度のペースで増えた」 is no size of each step.
        return True
    if told.claim.kind is ClaimKind.VALUE and _MEAN.search(told.before) is not None:
        return True
    if told.claim.kind in _HELD and _GROWTH.search(told.before):
        return True
    name = flatten(told.claim.rows[0].name)
    near = told.before.rpartition("◇")[2]
    if told.claim.kind in _LEVELS and any(m[0] not in name for m in _SHARE.finditer(near)):
        # 「令和４年度に達成率85％、今年度に96％」
        return True
    return any(found[0] not in name for found in _MEASURE.finditer(_since_subject(told)))


def _is_of_a_sign(told: Told) -> bool:
    sized = (ClaimKind.MOVEMENT, ClaimKind.STREAK)
    if (
        told.claim.kind not in sized
        or told.claim.measure
        or told.claim.words in ("上昇", "低下", "改善", "悪化")
    ):
        return False
    return any(p.number < 0 for row in told.claim.rows for p in points_of(row))


def _is_beside_a_place(told: Told) -> bool:
    sides = (ClaimKind.LEVEL, ClaimKind.GAP, ClaimKind.BOUND)
    return told.claim.kind in sides and any(IndicatorSeries(r).is_rank for r in told.claim.rows)


def _is_of_one_year(told: Told) -> bool:
    if told.claim.kind is ClaimKind.VALUE and _NEWLY.search(told.before):
        return True
    running = not told.claim.measure and any(RUNNING.search(r.name) for r in told.claim.rows)
    before = told.state.line.text[: told.claim.position]
    if running and told.claim.kind in (ClaimKind.RECORD, ClaimKind.RANK):
        # A running total is always highest in the end.
        return True
    return running and told.claim.kind in _MOVING and YEARLY.search(before) is not None


_CHECKS: Sequence[tuple[Doubt, Callable[[Told], bool]]] = (
    (Doubt.PART, _is_part), (Doubt.ACROSS, _is_across), (Doubt.ELSEWHERE, _is_elsewhere), (Doubt.EXAMPLE, _is_example), (Doubt.HEARSAY, _is_hearsay), (Doubt.EVER, _is_ever), (Doubt.SUPPOSED, _is_supposed),
    (Doubt.UNREAD_NUMBER, _has_unread_number), (Doubt.LEVEL_DENIED, is_level_denied), (Doubt.OTHER_MEASURE, _is_other_measure), (Doubt.BEFORE_A_TURN, is_before_a_turn),
    (Doubt.VAGUE_TIME, _has_vague_time), (Doubt.SEVERAL_YEARS, _is_of_several_years), (Doubt.OTHER_TARGET, _is_of_another_target), (Doubt.SIGN, _is_of_a_sign), (Doubt.PLACE, _is_beside_a_place), (Doubt.OF_ONE_YEAR, _is_of_one_year),
    (Doubt.BROKEN, is_broken), (Doubt.OF_GROWTH, is_of_growth),
)  # fmt: skip
