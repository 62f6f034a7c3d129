"""What stands under each key: samples for guessing, and for the clerk to recognise it by."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct, field

from kumareport.importing.found import (
    Found,
    FoundHeading,
    FoundLabel,
    FoundLine,
    FoundTable,
)
from kumareport.importing.quote import Origin, Quote
from kumareport.importing.targets import LEVELS, OF_WHOLE, Choice, Goes, Key
from kumareport.importing.words import (
    bare,
    likely,
    meaning,
    of_whole,
    period_choice,
    role_of,
    year_of,
)

WHOLES = tuple(OF_WHOLE.values())
_MOST = 400
"""Texts that are kept of one key."""


class Sample(Struct):
    """What stands in the sources under one key.

    Attributes:
        shown: the words of the header, label or style.
        texts: some of what stands there.
        origin: where the first of it is.
        count: how many there are.
        unit: theirs, where their table says it.
        is_shared: whether a cell of it reaches over several rows.
        is_of_indicators: whether it stands in a table that has a column of indicators.
        differs: whether it says different things of indicators of one section.
        has_roles: whether another column says which of 目標 and 実績 a row is.
        has_years: whether another column says the year.
        is_timed: whether its table has columns of years.
        is_inside: whether its table lies below a heading or beside labels that name one.
        is_single: whether no other column of its table heads a part.
        is_first: whether it is the first column of its table.
        is_alone: whether its table has no other column.
        is_by_years: whether its table has a row for each year, and no column says what its numbers are.
        is_of_whole: whether it stands in the opening or the closing of the whole report.
    """

    key: Key
    shown: str
    origin: Origin
    texts: list[str] = field(default_factory=list[str])
    count: int = 0
    unit: str = ""
    is_shared: bool = False
    is_of_indicators: bool = False
    differs: bool = False
    has_roles: bool = False
    has_years: bool = False
    is_timed: bool = False
    is_inside: bool = False
    is_single: bool = False
    is_first: bool = False
    is_alone: bool = False
    is_by_years: bool = False
    is_of_whole: bool = False

    def add(self, quote: Quote) -> None:
        """One more text."""
        self.count += 1
        if len(self.texts) < _MOST:
            self.texts.append(quote.text)


def sample_all(sources: Iterable[Sequence[Found]]) -> dict[Key, Sample]:
    """The samples of every key, in the order in which the keys first appear."""
    found: dict[Key, Sample] = {}

    def sample(key: Key, shown: str, origin: Origin) -> Sample:
        return found.setdefault(key, Sample(key, shown, origin))

    for things in sources:
        is_inside = is_of_whole = False
        for thing in things:
            is_inside |= _opens(thing)
            if isinstance(thing, FoundHeading):
                is_of_whole = of_whole(thing.key.word) is not None or thing.key.word in WHOLES
            match thing:
                case FoundHeading():
                    sample(thing.key, thing.key.word, thing.quote.origin).add(thing.quote)
                case FoundLine():
                    sample(thing.key, thing.key.word, thing.quote.origin).add(thing.quote)
                case FoundLabel():
                    is_whole = bare(thing.label.text) == thing.key.word
                    shown = thing.label.text if is_whole else thing.key.word
                    of = sample(thing.key, shown, thing.label.origin)
                    of.has_years |= bool(thing.year)
                    of.unit = of.unit or thing.unit
                    for value in thing.values:
                        of.add(value)
                case FoundTable():
                    _sample_table(thing, sample, is_inside=is_inside)
                    if is_of_whole:
                        for column in thing.columns:
                            found[column.key].is_of_whole = True
                case _:
                    sample(thing.key, thing.key.word, Origin(thing.file, thing.sheet))
    return found


def _opens(thing: Found) -> bool:
    """Whether what follows stands below a heading, or beside labels that name one."""
    if isinstance(thing, FoundHeading):
        return True
    known = meaning(thing.label.text) if isinstance(thing, FoundLabel) else None
    return known is not None and known.target in LEVELS


def _sample_table(
    table: FoundTable, sample: Callable[[Key, str, Origin], Sample], *, is_inside: bool
) -> None:
    texts = [
        [p.quote for row in table.rows for p in row if p.first <= n <= p.last and not p.goes_on]
        for n in range(len(table.columns))
    ]
    roles = [_are_roles([q.text for q in quotes]) for quotes in texts]
    years = [_are_years([q.text for q in quotes]) for quotes in texts]
    known = [meaning(column.text) or likely(column.text) for column in table.columns]
    has_indicators = any(k is not None and k.target is Goes.INDICATOR for k in known)
    has_times = any(year_of(column.text) for column in table.columns)
    is_by_years = not has_indicators and any(
        years[n] and k is not None and k.target is Goes.YEAR for n, k in enumerate(known)
    )
    is_by_years &= not any(
        role_of(column.text) or period_choice(column.text) or (k and k.target is Goes.VALUE)
        for column, k in zip(table.columns, known, strict=True)
    )
    for n, column in enumerate(table.columns):
        origin = column.heads[0].origin if column.heads else table.origin
        of = sample(column.key, column.text, origin)
        for quote in texts[n]:
            of.add(quote)
        of.is_shared |= any(p.goes_on for row in table.rows for p in row if p.first <= n <= p.last)
        of.is_of_indicators |= has_indicators
        of.has_roles |= any(roles[:n] + roles[n + 1 :])
        of.has_years |= any(years[:n] + years[n + 1 :])
        of.is_timed |= has_times
        of.is_inside |= is_inside
        of.is_single |= sum(k is not None and k.target in LEVELS for k in known) < 2
        of.is_first |= n == 0
        of.is_alone |= len(table.columns) == 1
        of.is_by_years |= is_by_years
        of.differs |= has_indicators and _differs(table, n, known)


def _are_roles(texts: Sequence[str]) -> bool:
    """Whether a column says of each row whether it is of 目標 or 実績."""
    given = [text for text in texts if text.strip()]
    known = [role_of(text) for text in given]
    return len(set(known) - {None}) >= 2 and sum(k is not None for k in known) * 2 >= len(given)


def _are_years(texts: Sequence[str]) -> bool:
    given = [text for text in texts if text.strip()]
    alone = sum(bool(year_of(text)) for text in given)
    return alone >= 2 and alone + sum(bool(period_choice(text)) for text in given) == len(given)


def _differs(table: FoundTable, column: int, known: Sequence[Choice | None]) -> bool:
    """Whether a column says several things within one section."""
    levels = [n for n, k in enumerate(known) if k is not None and k.target in LEVELS]
    if column in levels:
        return False
    seen: dict[tuple[str, ...], set[str]] = {}
    now = [""] * len(table.columns)
    for row in table.rows:
        for placed in row:
            now[placed.first] = bare(placed.quote.text)
        here = {bare(p.quote.text) for p in row if p.first <= column <= p.last}
        seen.setdefault(tuple(now[n] for n in levels), set()).update(here)
    return any(len(texts) > 1 for texts in seen.values())
