"""Which indicator a phrase names. In doubt, none: a claim laid at the wrong door is worse than one
that is passed over."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from kumareport.model.report import Group, Indicator, Section
from kumareport.narrative.sentences import flatten
from kumareport.narrative.windows import strip_windows

_BRACKETS = re.compile(r"\([^()]*\)|【[^】]*】|\[[^\]]*\]")
_GENERIC = re.compile(
    r"その(?:数|割合|件数|人数|率|値|量|額)|(?:本|この|当該|各|上記の?)?(?:検証)?指標(?:の|における)?"
    r"(?:割合|数値|値|進捗|実績値|実績|達成率|件数|効果|状況)?(?:において)?"
)
_HEADS = {
    "割合",
    "件数",
    "人数",
    "本数",
    "総数",
    "数",
    "率",
    "量",
    "額",
    "値",
    "状況",
    "合計",
    "市民の割合",
    "人の割合",
}
_COUNT_TAIL = re.compile(
    r"(?:など)?の?(?:新規|設立|設置|発生|認知|年間|累計)?(?:件数|人数|者数|本数|数|率|割合|額|量)"
)
_COUNT_END = re.compile(r"の?(?:件数|人数|者数|本数|数)$")
_LEAD = re.compile(
    r"^(?:また|一方で|一方|特に|なお|その後|加えて|くわえて|さらに|更に|しかし|ただし|このうち|うち|本市の|市の|市内の|全体の|推計では|今年度の|当該年度の)、?"
)
_MINIMUM = 3
_GENERIC_WORD = re.compile(r"検証指標|本指標|当該指標|指標(?:の|における|は|が|に)")
_ENOUGH_OF_A_NAME = 0.6
_VARIANTS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        ("当たり", "あたり"), ("障害|障碍", "障がい"), ("子ども|子供", "こども"), ("取り?組み", "取組"),
        ("と(?:感じ|思っ?)(?:ている|る|う)", ""), ("(?:市民|人|者)の", ""), ("総数", "数"), ("の", ""),
    )
)  # fmt: skip
# Where a noun phrase may begin anew: after an adverbial, never after の, which makes it a part of
# something else (事業ごみの排出量).
_FRESH = re.compile(r"(?<=[にでてりしただくずがは、])(?=[^、])")


@dataclass(frozen=True, slots=True)
class Naming:
    """How an indicator may be called in its section's texts.

    Attributes:
        row: the indicator.
        names: its full names, flattened, without brackets, longest first.
        short: names that stand for it only as they are: the row's own name in a group.
    """

    row: Indicator
    names: tuple[str, ...]
    short: tuple[str, ...]


def namings(section: Section) -> tuple[Naming, ...]:
    """The names of a section's indicators."""
    return tuple(_naming(group, row) for group in section.groups for row in group.rows)


def _naming(group: Group, row: Indicator) -> Naming:
    name, title = _core(row.name), _core(row.chart_title)
    names = {name, title}
    if group.name:
        names |= {_core(group.name), _core(group.name) + name}
    # 「鑑賞者数（市主催事業）」 is also called 市主催事業の鑑賞者数.
    head = name.rpartition("の")[2]
    names |= {f"{aside[1:-1]}の{head}" for aside in _BRACKETS.findall(flatten(row.name))}
    names = {text for text in names if text}
    return Naming(row, tuple(sorted(names, key=lambda text: (-len(text), text))), (name,))


def _core(name: str) -> str:
    """A name without its brackets, quotes and ※."""
    return re.sub(r"[※「」『』\"“”*]", "", _BRACKETS.sub("", flatten(name)))


def is_generic(phrase: str) -> bool:
    """Whether a phrase is 「指標の割合」 or the like: the section's own indicator."""
    return bool(_GENERIC.fullmatch(clean(phrase)))


def _squeeze(text: str) -> str:
    """The words that carry meaning: people leave out の, 総, 人の, と感じる and vary a spelling."""
    for pattern, spelling in _VARIANTS:
        text = pattern.sub(spelling, text)
    return text


def clean(phrase: str) -> str:
    """A noun phrase without conjunctions, times, brackets and quotes."""
    text = _core(strip_windows(phrase))
    while True:
        shorter = _LEAD.sub("", text)
        if shorter == text:
            return text.strip("、").removeprefix("の")
        text = shorter


def named(phrase: str, all_names: tuple[Naming, ...]) -> tuple[Indicator, ...]:
    """The indicators that a noun phrase names: none, one, or all rows of a group."""
    if is_generic(phrase):
        return tuple(naming.row for naming in all_names)
    text = clean(phrase)
    rows = _match(text, all_names, _MINIMUM)
    if rows:
        return rows
    starts = [match.start() for match in _FRESH.finditer(text)]
    for start in starts:
        rows = _match(text[start:], all_names, _MINIMUM)
        if rows:
            return rows
    return ()


def _match(text: str, all_names: tuple[Naming, ...], least: int) -> tuple[Indicator, ...]:
    if len(text) < 2:
        return ()
    exact = tuple(n.row for n in all_names if text in n.names or text in n.short)
    if exact:
        return exact
    if len(text) < least or text in _HEADS:
        return ()
    return tuple(n.row for n in all_names if any(_fits(text, name) for name in n.names))


def _fits(phrase: str, name: str) -> bool:
    """Whether a phrase is a shortened form of a name.

    Its head noun must be the name's: 保険給付費 is not 保険給付費の伸び率.
    """
    if name.endswith(phrase):
        return True
    if name.startswith(phrase):
        return bool(_COUNT_TAIL.fullmatch(name[len(phrase) :]))
    # 「公開データセットは430件」 of 「…の公開データセット数」.
    counted = _COUNT_END.sub("", name)
    if counted != name and len(phrase) >= _MINIMUM and counted.endswith(phrase):
        return True
    short, long = _squeeze(phrase), _squeeze(name)
    if len(short) < _MINIMUM + 1 or short in _HEADS:
        return False
    return long.endswith(short) or (short[-2:] == long[-2:] and _is_subsequence(short, long))


def _is_subsequence(short: str, long: str) -> bool:
    """Whether all characters of one text stand in the other in the same order."""
    rest = iter(long)
    return all(char in rest for char in short)


def is_mentioned(text: str, section: Section, group: Group) -> bool:
    """Whether a flattened text speaks of a group at all, by a good part of one of its names.

    Loose on purpose: it decides only that nothing is missing.
    """
    if _GENERIC_WORD.search(text):
        return True
    names = {
        name for naming in namings(section) if naming.row in group.rows for name in naming.names
    }
    return any(_shares(name, text) for name in names)


def _shares(name: str, text: str) -> bool:
    squeezed, other = _squeeze(name), _squeeze(text)
    match = SequenceMatcher(None, squeezed, other, autojunk=False).find_longest_match()
    return match.size >= _MINIMUM and match.size >= _ENOUGH_OF_A_NAME * len(squeezed)
