"""Which indicator a phrase names. In doubt, none: a claim laid at the wrong door is worse than one
that is passed over."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile

from kumareport.model.indicator import Indicator
from kumareport.model.report import Group, Part
from kumareport.narrative.sentences import flatten

_BRACKETS = re.compile(r"\([^()]*\)|【[^】]*】|\[[^\]]*\]")
HEADS = {
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
_LEAD = re.compile(
    r"^(?:また|一方で|一方|特に|なお|その後|加えて|くわえて|さらに|更に|しかし|ただし|このうち|うち|本市の|市の|市内の|全体の|推計では|今年度の|当該年度の)、?"
)
LEAST = 3
_VARIANTS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        ("当たり", "あたり"), ("障害|障碍", "障がい"), ("子ども|子供", "こども"), ("取り?組み", "取組"),
        ("と(?:感じ|思っ?)(?:ている|る|う)", ""), ("(?:市民|人|者)の", ""), ("総数", "数"), ("年間の?|延べ|累計|総(?=[利来参])|[()]", ""), ("の", ""),
    )
)  # fmt: skip


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


def _in_common(first: str, second: str) -> int:
    """How many letters two texts begin with alike."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    )


class Names:
    """The names of a section's indicators.

    Attributes:
        namings: one for each indicator, in order.
        rows: the indicators.
    """

    def __init__(self, found: Iterable[Naming]) -> None:
        self.namings = tuple(found)
        self.rows = tuple(naming.row for naming in self.namings)

    def __iter__(self) -> Iterator[Naming]:
        return iter(self.namings)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters of all names: a phrase that begins with another one names nothing."""
        return frozenset(char for naming in self for name in naming.names for char in name)

    @cached_property
    def parts(self) -> tuple[tuple[str, str, Indicator], ...]:
        """What tells each row apart from another one of the same kind, with its name."""
        found: list[tuple[str, str, Indicator]] = []
        names = [(squeeze(re.sub(r"[()]", "", flatten(n.row.name))), n.row) for n in self]
        for name, row in names:
            for other, another in names:
                if another is row:
                    continue
                head = _in_common(name, other)
                tail = _in_common(name[head:][::-1], other[head:][::-1])
                part = name[head : len(name) - tail]
                if head + tail >= LEAST and part:
                    found.append((part, name, row))
        return tuple(found)


def namings(section: Part) -> Names:
    """The names of a section's indicators."""
    return Names(_naming(group, row) for group in section.groups for row in group.rows)


def _naming(group: Group, row: Indicator) -> Naming:
    name, title = _core(row.name), _core(row.chart_title)
    names = {name, title}
    if group.name:
        names |= {_core(group.name), _core(group.name) + name}
    # 「鑑賞者数（市主催事業）」 is also called 市主催事業の鑑賞者数.
    head = name.rpartition("の")[2]
    names |= {f"{aside[1:-1]}の{head}" for aside in _BRACKETS.findall(flatten(row.name))}
    names |= {flatten(row.name)}
    names = {text for text in names if text}
    return Naming(row, tuple(sorted(names, key=lambda text: (-len(text), text))), (name,))


def _core(name: str) -> str:
    """A name without its brackets, quotes and ※."""
    return re.sub(r"[※「」『』\"“”*]", "", _BRACKETS.sub("", flatten(name)))


_EACH = re.compile(r"(?:市民)?([1一]人|[1一]戸|[1一]世帯)((?:[1一]日)?あたり)")


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """The words that carry meaning: people leave out の, 総, 人の, と感じる and vary a spelling."""
    for pattern, spelling in _VARIANTS:
        text = pattern.sub(spelling, text)
    # 「公園の一人当たり面積」 and 「一人当たりの公園面積」 are one thing.
    each = _EACH.search(text)
    return (
        text
        if each is None
        else each[1].replace("一", "1") + each[2] + text[: each.start()] + text[each.end() :]
    )


def clean(phrase: str) -> str:
    """A noun phrase without conjunctions, times, brackets and quotes."""
    text = _core(phrase)
    while True:
        shorter = _LEAD.sub("", text)
        if shorter == text:
            return text.strip("、").removeprefix("の")
        text = shorter


def occurrences(text: str, names: Names) -> Iterator[tuple[int, int, tuple[Indicator, ...]]]:
    """Where a flattened text holds an indicator's name in full: start, end and whom it names.

    Longer names come first; a name inside another one is found there too.
    """
    known: dict[str, list[Indicator]] = {}
    for naming in names:
        for name in (*naming.names, *naming.short):
            if len(name) >= LEAST and name not in HEADS:
                rows = known.setdefault(name, [])
                if naming.row not in rows:
                    rows.append(naming.row)
    for name in sorted(known, key=lambda name: (-len(name), name)):
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name), tuple(known[name])
            start = text.find(name, start + len(name))
    yield from _loose(text, names)


_ENDS = re.compile(r"(?<=[^、。はがをにもで])(?=[はがをもにでの、(「」]|と|とも|いずれ|の?うち|$)")
_BEGINS = re.compile(r"(?:^|(?<=[、。をにはがでもりしてのと」「やる]))(?=[^、。はがをにでもの])")


def _loose(text: str, names: Names) -> Iterator[tuple[int, int, tuple[Indicator, ...]]]:
    """Names with words left out or put in another order of particles, the longest phrase first."""
    letters = names.letters
    begins = [m.start() for m in _BEGINS.finditer(text) if text[m.start()] in letters]
    found: list[tuple[int, int, tuple[Indicator, ...]]] = []
    for end in (match.start() for match in _ENDS.finditer(text)):
        for begin in begins:
            if not LEAST <= end - begin <= _LONGEST:
                continue
            phrase = text[begin:end]
            if phrase in HEADS or "、" in phrase or not phrase.isprintable():
                continue
            rows = _match(phrase, names)
            if len(rows) == 1:
                found.append((begin, end, rows))
                break
    yield from sorted(found, key=lambda one: one[0] - one[1])


_LONGEST = 45


def named(phrase: str, all_names: Names) -> tuple[Indicator, ...]:
    """The indicators that a noun phrase names: none, one, or all rows of a group."""
    return _match(clean(phrase), all_names)


def _match(text: str, all_names: Names) -> tuple[Indicator, ...]:
    if len(text) < 2:
        return ()
    exact = tuple(n.row for n in all_names if text in n.names or text in n.short)
    if exact:
        return exact
    if text in HEADS:
        return _by_head(text, all_names)
    scores = [(max((_fit(text, name) for name in n.names), default=0.0), n.row) for n in all_names]
    best = max((score for score, _ in scores), default=0.0)
    if not best:
        return _by_part(text, all_names)
    return tuple(row for score, row in scores if score == best)


def _by_part(text: str, all_names: Names) -> tuple[Indicator, ...]:
    """「胃がん」 of 胃がん検診受診率 beside 大腸がん検診受診率: what tells rows of a kind apart."""
    short = squeeze(text)
    found = {
        id(row): row
        for part, name, row in all_names.parts
        if part in short and short in name and len(short) >= 2
    }
    return tuple(found.values()) if len(found) == 1 else ()


def _by_head(head: str, all_names: Names) -> tuple[Indicator, ...]:
    """「割合は」: the one indicator of the section whose name ends so."""
    rows = tuple(n.row for n in all_names if any(name.endswith(head) for name in n.names))
    return rows if len(rows) == 1 else ()


_TAIL = re.compile(r"[^率比割伸]{0,7}(?:数|値|量|額|面積|延長|時間)|[^率比割伸]{0,4}")


@lru_cache(maxsize=65536)
def _fit(phrase: str, name: str) -> float:
    """How well a phrase is a shortened form of a name: 0 not at all, else by how much of it is said.

    Its head noun must be the name's: 保険給付費 is not 保険給付費の伸び率.
    """
    if len(phrase) < 2 or phrase in HEADS:
        return 0.0
    short, long = squeeze(phrase), squeeze(name)
    if not short or len(short) > len(long):
        return 0.0
    if "あたり" in long and _WHOLE.search(phrase) and not _WHOLE.search(name):
        # 「バスの年間乗車人数」 is not 「バス１便当たり乗車人数」.
        return 0.0
    if short == long:
        return 2.0
    share = len(short) / len(long)
    if len(short) < LEAST or short in HEADS:
        return 0.0
    if long.endswith(short):
        return 1 + share
    if short[-2:] == long[-2:] and len(short) > LEAST and _is_subsequence(short, long):
        return share
    inside = long.find(short)
    if inside > 0 and share >= _HEADLESS and _TAIL.fullmatch(long[inside + len(short) :]):
        return share
    end = _end_of(short, long)
    if end and share >= _HEADLESS and _TAIL.fullmatch(long[end:]):
        return share
    return 0.0


_HEADLESS = 0.4
_WHOLE = re.compile("年間|延べ|総|合計|全体")


def _end_of(short: str, long: str) -> int:
    """Where the characters of one text end in the other, in the same order; 0 where they do not stand."""
    at = 0
    for char in short:
        at = long.find(char, at) + 1
        if not at:
            return 0
    return at if long.startswith(short[0]) else 0


def _is_subsequence(short: str, long: str) -> bool:
    """Whether all characters of one text stand in the other in the same order."""
    rest = iter(long)
    return all(char in rest for char in short)
