"""Which indicator a phrase names. In doubt, none: a claim laid at the wrong door is worse than one
that is passed over."""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from msgspec import Struct

from kumareport.model.indicator import Indicator
from kumareport.model.report import Group, Part
from kumareport.narrative.fitting import (
    HEADS,
    LEAST,
    VARIED,
    Name,
    fit,
    name_of,
    phrase_of,
    squeeze,
)
from kumareport.narrative.sentences import flatten
from kumareport.patterns import regex

_BRACKETS = regex(r"\([^()]*\)|【[^】]*】|\[[^\]]*\]")
_MARKS = regex(r"[※「」『』\"“”*]")
_LEAD = regex(
    r"^(?:また|一方で|一方|特に|なお|その後|加えて|くわえて|さらに|更に|しかし|ただし|このうち|うち|本市の|市の|市内の|全体の|推計では|今年度の|当該年度の)、?"
)


class Naming(Struct, frozen=True):
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
    for place, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return place
    return min(len(first), len(second))


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
    def flat(self) -> tuple[str, ...]:
        """The rows' names as they are typed, flattened."""
        return tuple(flatten(row.name) for row in self.rows)

    @cached_property
    def units(self) -> frozenset[str]:
        """The rows' units, flattened."""
        return frozenset(flatten(row.unit) for row in self.rows)

    @cached_property
    def full(self) -> tuple[tuple[str, tuple[Indicator, ...]], ...]:
        """The names that a text may hold in full, longest first, each with whom it names."""
        known: dict[str, dict[int, Indicator]] = {}
        for naming in self:
            for name in (*naming.names, *naming.short):
                if len(name) >= LEAST and name not in HEADS:
                    known.setdefault(name, {})[id(naming.row)] = naming.row
        ordered = sorted(known, key=lambda name: (-len(name), name))
        return tuple((name, tuple(known[name].values())) for name in ordered)

    @cached_property
    def whole(self) -> tuple[tuple[Indicator, tuple[Name, ...]], ...]:
        """The rows, each with its full names as phrases are compared with them."""
        return tuple((n.row, tuple(dict.fromkeys(map(name_of, n.names)))) for n in self)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters of all names: a phrase that begins with another one names nothing."""
        return frozenset[str]().union(*(name for naming in self for name in naming.names))

    @cached_property
    def known(self) -> frozenset[str]:
        """The characters of the names, and those that may be another one there: a phrase that holds
        any other one names nothing."""
        return self.letters | _VARIED

    @cached_property
    def squeezed(self) -> tuple[tuple[str, Indicator], ...]:
        """The rows' own names, of which what tells one from another is looked for."""
        return tuple((squeeze(name), n.row) for n in self for name in _unbracketed(n.row))

    def parts(self, phrase: str) -> Iterator[tuple[str, Indicator]]:
        """What tells each row whose name holds a phrase apart from another one of the same kind."""
        for name, row in self.squeezed:
            if phrase not in name:
                continue
            for other, another in self.squeezed:
                if another is row:
                    continue
                head = _in_common(name, other)
                tail = _in_common(name[head:][::-1], other[head:][::-1])
                part = name[head : len(name) - tail]
                if head + tail >= LEAST and part:
                    yield part, row


def _unbracketed(row: Indicator) -> set[str]:
    """がん検診受診率（乳がん） without its brackets, and as 乳がん検診受診率."""
    flat, core = flatten(row.name), _core(row.name)
    joined = (_of(aside[1:-1], core) for aside in _BRACKETS.findall(flat))
    return {regex(r"[()]").sub("", flat), *(name for name in joined if len(name) < len(flat) - 2)}


def namings(section: Part) -> Names:
    """The names of a section's indicators."""
    return Names(_naming(group, row) for group in section.groups for row in group.rows)


def _naming(group: Group, row: Indicator) -> Naming:
    return Naming(row, *_called(row.name, row.chart_title, group.name))


# Years and values change in a workbook; what its indicators are called hardly does.
@lru_cache(maxsize=8192)
def _called(own: str, title: str, of_group: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names and the short ones of an indicator, by its own, its graph's and its group's."""
    flat, name = flatten(own), _core(own)
    names = {name, name if title == own else _core(title)}
    if of_group:
        group = _core(of_group)
        names |= {group, group + name}
    # 「鑑賞者数（市主催事業）」 is also called 市主催事業の鑑賞者数.
    head = name.rpartition("の")[2]
    names |= {_of(aside[1:-1], head) for aside in _BRACKETS.findall(flat)}
    # 「新規相談件数」 of 自立相談の新規件数
    names |= {flat, *(_NEW.sub(r"新規\1\2", text) for text in names)}
    names = {text for text in names if text}
    # 「「住みやすい」と答えた市民は63.1％」
    people = {text.removesuffix("の割合") for text in names if len(text) > _LONG_NAME} - names
    ordered = tuple(sorted(names, key=lambda text: (-len(text), text)))
    return ordered, (name, *sorted(people))


_NEW = regex("^(.+)の新規(.+)$")


def _of(aside: str, head: str) -> str:
    """「男性の健康寿命」; 「乳がん検診受診率」 of がん検診受診率（乳がん）, where one ends as the other begins."""
    sizes = range(min(len(aside), len(head)), 1, -1)
    shared = next((size for size in sizes if aside.endswith(head[:size])), 0)
    return aside + head[shared:] if shared else f"{aside}の{head}"


_LONG_NAME = 9


def _core(name: str) -> str:
    """A name without its brackets, quotes and ※."""
    return _MARKS.sub("", _BRACKETS.sub("", flatten(name)))


def clean(phrase: str) -> str:
    """A noun phrase without conjunctions, times, brackets and quotes."""
    text = _core(phrase)
    while True:
        shorter = _LEAD.sub("", text)
        if shorter == text:
            return text.strip("、").removeprefix("の")
        text = shorter


def named(phrase: str, all_names: Names) -> tuple[Indicator, ...]:
    """The indicators that a noun phrase names: none, one, or all rows of a group."""
    return matched(clean(phrase), all_names)


def matched(text: str, all_names: Names) -> tuple[Indicator, ...]:
    """The same for a phrase of nothing but a name."""
    if len(text) < 2 or not all_names.known.issuperset(text):
        return ()
    exact = tuple([n.row for n in all_names.namings if text in n.names or text in n.short])
    if exact:
        return exact
    if text in HEADS:
        return _by_head(text, all_names)
    found = _by_fit(text, all_names) or _by_part(text, all_names) or _by_counted(text, all_names)
    if found:
        return found
    anybody = _ANYBODY.sub("割合", text)
    return () if anybody == text else _by_fit(anybody, all_names)


_ANYBODY = regex(r"(?:の|と(?:回答|答え)た)?(?:児童生徒|児童|生徒|住民|回答者|高齢者|世帯)の割合$")
"""Whose share it is, where the name says it in another word or not at all."""
_VARIED = VARIED.union(_ANYBODY.pattern)


def _by_fit(text: str, all_names: Names) -> tuple[Indicator, ...]:
    phrase = phrase_of(text)
    scores = [
        (max([fit(phrase, name) for name in names], default=0.0), row)
        for row, names in all_names.whole
    ]
    best = max([score for score, _ in scores], default=0.0)
    return tuple(row for score, row in scores if best and score == best)


def _by_part(text: str, all_names: Names) -> tuple[Indicator, ...]:
    """「胃がん」 of 胃がん検診受診率 beside 大腸がん検診受診率: what tells rows of a kind apart."""
    short = squeeze(text)
    if len(short) < 2:
        return ()
    found = {id(row): row for part, row in all_names.parts(short) if part in short}
    return tuple(found.values()) if len(found) == 1 else ()


_COUNTED = regex(r"[一-龠ァ-ヶー]{2,}(?:者|客|人口?|民|企業|団体|件|水|故|談|災|害|車|犯罪|出動)$")


def _by_counted(text: str, all_names: Names) -> tuple[Indicator, ...]:
    """「受講者」「漏水」「立地した企業」: the one indicator that counts them."""
    if _COUNTED.search(text) is None:
        return ()
    ends = tuple(text + tail for tail in ("数", "件数", "人数", "社数"))
    found = tuple(n.row for n in all_names if any(name.endswith(ends) for name in n.names))
    return found if len(found) == 1 else ()


def _by_head(head: str, all_names: Names) -> tuple[Indicator, ...]:
    """「割合は」: the one indicator of the section whose name ends so."""
    rows = tuple(n.row for n in all_names if any(name.endswith(head) for name in n.names))
    return rows if len(rows) == 1 else ()
