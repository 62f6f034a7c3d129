"""Of how many indicators a sentence says that their target is reached, nearly or not: in numbers, as half
of them, as none."""

import re
from collections.abc import Iterator, Sequence

from kumareport.model.indicator import Indicator
from kumareport.model.mark import Attainment
from kumareport.narrative.claims import Claim, ClaimKind
from kumareport.patterns import regex

_GOAL = r"(?:数値|成果)?(?:目標値?|検証値|計画値)"
_CAME = r"(?:となった|となっている|だった|であった)?"
_PREDICATES: tuple[tuple[str, tuple[Attainment, ...]], ...] = (
    (
        rf"(?:(?:概ね|おおむね|ほぼ)(?:{_GOAL}を)?達成)(?:した|している|できた)?{_CAME}",
        (Attainment.NEARLY,),
    ),
    (
        rf"(?:{_GOAL}[をに]?)?(?:未達成|不達成|未達)(?:と評価(?:した|された))?{_CAME}"
        rf"|{_GOAL}[をにがは]{{0,2}}(?:達成|到達|クリア|達|届|及)(?:し|でき|か|ば|い)?(?:て)?(?:い)?(?:なかった|ない|ていない)",
        (Attainment.MISSED, Attainment.NEARLY),
    ),
    (
        rf"{_GOAL}以上{_CAME}|(?:{_GOAL}を?)?達成(?:した|している|できた|済み)?{_CAME}|{_GOAL}(?:を|に)(?:クリアした|到達した|達した|届いた)",
        (Attainment.ACHIEVED,),
    ),
)
_WHOLE = regex(r"(\d{1,2})(?:つの?)?(?:検証|成果)?(?:指標|項目)(?:中|のうち|の内|の中で?)")
_COUNT = (
    r"(?:(?P<n>\d{1,2})(?:つの?)?(?:指標|項目|件|個)?(?:だけ|のみ)?(?=[、。でとにだしあな]|$)|(?P<one>一つ)(?:だけ|のみ|で)"
    r"|(?P<none>(?:(?:一つ|[1一]つ|[1一]指標|[1一]項目)も)?(?:あり(?:ませ|は)|な[いくか]|ございませ)|皆無|ゼロ)|(?P<half>半数|半分)(?=[、。でとにだし]))"
)
_NOUN = r"(?:の?(?:検証|成果)?(?:指標|項目)(?:数)?|の?もの)?"
_SHAPES = tuple(
    (
        regex(rf"(?<![概おほ未不])(?<!概ね)(?<!おおむね)(?<!ほぼ)(?P<what>{words}){_NOUN}(?:は|が|も)、?(?:(?P<of>\d{{1,2}})(?:つの)?(?:指標|項目)(?:中|のうち)、?)?{_COUNT}"),
        told,
    )
    for words, told in _PREDICATES
)  # fmt: skip
_BEHIND = regex(r"(?:もの|指標|項目|達成)(?:は|が)、?$")
_DIGIT, _PREDICATE = regex(r"\d"), regex("達|届|及|クリア|以上")
"""What a sentence must have that tells of how many indicators it speaks."""
_OTHER_YEAR = regex("前年度|昨年度|前回")


def attained_counts(text: str, rows: Sequence[Indicator]) -> Iterator[Claim]:
    """「６指標中、達成は３指標」「目標値以上となったものは一つもない」「達成したものは半数である」."""
    if not _PREDICATE.search(text) or (rows and not _DIGIT.search(text)):
        return
    if _OTHER_YEAR.search(text):
        return
    whole = _WHOLE.search(text)
    # 「達成したものは４指標中３指標」 has the whole behind.
    low = whole.end() if whole and not _BEHIND.search(text[: whole.start()]) else 0
    found = [
        (match, told) for pattern, told in _SHAPES for match in pattern.finditer(text, low)
    ]  # fmt: skip
    numbered = [int(match["n"]) for match, _ in found if match["n"]]
    # 「目標達成は２指標、未達成は３指標」 of five.
    size = int(whole[1]) if whole else sum(numbered) if len(numbered) > 1 else 0
    size = next((int(match["of"]) for match, _ in found if match["of"]), size)
    if size != len(rows):
        return
    for match, told in found:
        count = _number(match, size)
        if count is not None:
            yield Claim(ClaimKind.ATTAINMENT, tuple(rows), match[0], match[0], each=False, negated=Attainment.MISSED in told, attainments=told,
                        count=count, position=match.start())  # fmt: skip


def _number(match: re.Match[str], size: int) -> int | None:
    if match["half"]:
        return size // 2 if size % 2 == 0 else None
    if match["none"]:
        return 0
    return 1 if match["one"] else int(match["n"])
