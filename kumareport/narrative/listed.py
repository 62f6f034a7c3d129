"""Marks told before the names that have them: 「Ｂ評価は、ＡとＣの２指標」「目標を達成した指標はＡである」."""

import re
from collections.abc import Iterator, Sequence

from kumareport.model.indicator import Indicator
from kumareport.model.mark import Attainment, Mark
from kumareport.narrative.claims import Claim, ClaimKind
from kumareport.narrative.sentences import flatten
from kumareport.narrative.spelled_marks import compiled, spelled, stands_in
from kumareport.narrative.subjects import Names, named
from kumareport.patterns import regex

_IS = r"(?:となっ(?:た|ており|ている|て|ています)|で(?:す|ございます|ある|あり|あった|した)|だった)"
_LIST = rf"(?P<list>[^。]+?)(?:の(?P<n>\d{{1,2}})(?:つ|指標|項目|件)(?:の指標)?{_IS}?(?=[、。]|$)|{_IS}(?=[、。]|$)|(?=。|$))"
_OF = r"(?:となった|となっている|と(?:評価|判定)(?:した|された))?(?:の)?(?:指標|項目|もの)?は、?"
_ATTAINED = regex(
    rf"^(?:目標(?:値)?を?)?(?P<neg>未)?達成(?P<tail>した|しました|いたしました|できた|していない|できなかった)?(?:となった)?(?:の)?(?:指標|項目|もの)は、?{_LIST}"
)


def listed_claims(text: str, names: Names, marks: Sequence[Mark]) -> Iterator[Claim]:
    """The marks that a sentence gives to the indicators that it lists behind."""
    for mark in marks:
        if not mark.symbol or not stands_in(mark, text):
            continue
        pattern = rf"(?:^|、){spelled(mark)}(?:の?(?:評価|判定))?{_OF}{_LIST}"
        for match in compiled(pattern).finditer(text):
            rows = _rows(match["list"], names)
            if _is_whole(match, rows):
                yield Claim(ClaimKind.SYMBOL, rows, mark.symbol, match[0].strip("、"), symbols=(mark.symbol,), position=match.start())  # fmt: skip
    match = _ATTAINED.search(text)
    rows = _rows(match["list"], names) if match else ()
    if match is not None and _is_whole(match, rows):
        missed = bool(match["neg"]) is not (match["tail"] in ("していない", "できなかった"))
        told = (Attainment.MISSED, Attainment.NEARLY) if missed else (Attainment.ACHIEVED,)
        yield Claim(ClaimKind.ATTAINMENT, rows, "達成", match[0], negated=missed, attainments=told, position=match.start())  # fmt: skip


def _rows(text: str, names: Names) -> tuple[Indicator, ...]:
    """Whom a list names; none where one of its names is not known."""
    parts = [
        part
        for part in regex(r"、|及び|並びに|および|ならびに|と|や|・").split(flatten(text))
        if part
    ]
    found = [named(part, names) for part in parts]
    return tuple(rows[0] for rows in found) if all(len(rows) == 1 for rows in found) else ()


def _is_whole(match: re.Match[str], rows: Sequence[Indicator]) -> bool:
    return bool(rows) and (match["n"] is None or int(match["n"]) == len(rows))
