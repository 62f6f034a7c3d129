"""Tables whose rows are labels: costs by year, evaluations with their reasons."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kumareport.importing.found import FoundColumn, FoundLabel, FoundTable, Spanned
from kumareport.importing.quote import Quote
from kumareport.importing.targets import LEVELS, FoundKind, Goes, Key
from kumareport.importing.units import unit_in_brackets
from kumareport.importing.values import is_number
from kumareport.importing.words import (
    bare,
    is_mark,
    is_money,
    meaning,
    period_choice,
    plainest,
    role_of,
    without_year,
    year_of,
)
from kumareport.model.period import year_in

_HEADS = (
    "区分",
    "項目",
    "費目",
    "内訳",
    "視点",
    "評価の視点",
    "評価項目",
    "評価の項目",
    "経費区分",
    "評価区分",
    "",
)
_LONGEST = 20
_NOT_HERE = (Goes.INDICATOR, Goes.LIST, Goes.TEXT, *LEVELS)


class _Head(Struct, frozen=True):
    """A column behind those of the labels: of which year, and its other words."""

    column: FoundColumn
    year: str
    rest: str

    @property
    def is_unit(self) -> bool:
        return plainest(self.column.text) == "単位"


def labels_of_rows(table: FoundTable) -> list[FoundLabel] | None:
    """A table with a label in each row as labels with their values; None for any other table."""
    first = _first_value(table)
    if first == 0 or first == len(table.columns):
        return None
    heads = [_head(column) for column in table.columns[first:]]
    rows = [(_label(row, first), row) for row in table.rows]
    labels = [label for label, _ in rows if label is not None]
    if len(labels) < len(rows) or not _are_labels(table, labels, heads):
        return None
    unit = unit_in_brackets(table.columns[0].text)
    found: list[FoundLabel] = []
    for label, row in rows:
        assert label is not None
        found += _of_row(table, label, row, first, heads, unit)
    return found


def _first_value(table: FoundTable) -> int:
    """The first column behind those of the labels, which share their header or have none."""
    top = table.columns[0].heads
    for n, column in enumerate(table.columns):
        if n and column.heads and not set(column.heads) & set(top):
            return n
        if n == 0 and not top:
            top = ()
    return len(table.columns)


def _head(column: FoundColumn) -> _Head:
    found = year_in(column.text)
    return _Head(column, found[0].label if found else "", bare(without_year(column.text)))


def _label(row: Sequence[Spanned], first: int) -> Quote | None:
    """The label of a row: the one next to its values."""
    own = [placed for placed in row if placed.first < first]
    return own[-1].quote if own and own[-1].last < first else None


def _are_labels(table: FoundTable, labels: Sequence[Quote], heads: Sequence[_Head]) -> bool:
    words = [bare(label.text) for label in labels]
    if not words or len(set(words)) < len(words) or any(len(word) > _LONGEST for word in words):
        return False
    if any(role_of(w) or year_of(w) or period_choice(w) or is_number(w) for w in words):
        return False
    known = [meaning(word) for word in words]
    head = meaning(table.columns[0].text)
    if head is not None and head.target in _NOT_HERE:
        return False
    if any(k is not None and k.target is Goes.INDICATOR for k in known):
        return False
    has_years = bool(heads) and all(h.year or h.is_unit for h in heads)
    if has_years and not any(role_of(h.rest) for h in heads):
        return any(map(is_money, words)) or (head is not None and head.target is Goes.FIELD)
    is_headed = plainest(table.columns[0].text) in _HEADS
    return (
        is_headed and any(is_mark(h.column.text) for h in heads) and not any(h.year for h in heads)
    )


def _of_row(
    table: FoundTable,
    label: Quote,
    row: Sequence[Spanned],
    first: int,
    heads: Sequence[_Head],
    unit: str,
) -> Iterator[FoundLabel]:
    own_unit = unit_in_brackets(label.text) or unit
    top = (*table.columns[0].heads,)
    above = tuple(p.quote for p in row if p.first < first and p.quote is not label)
    usual = _most_common([h.rest for h in heads if h.year])
    for placed in row:
        if placed.first < first:
            continue
        head = heads[placed.first - first]
        if head.is_unit:
            own_unit = placed.quote.text.strip()
            above = (*above, *head.column.heads, placed.quote)
            continue
        word = _named(bare(label.text), head, usual, is_first=head is heads[0])
        yield FoundLabel(
            Key(FoundKind.LABEL, word),
            label,
            (placed.quote,),
            (*top, *above, *head.column.heads),
            head.year,
            own_unit if is_number(placed.quote.text) else "",
        )


def _named(label: str, head: _Head, usual: str, *, is_first: bool) -> str:
    """What a value in a row and a column is called: 事業費, 事業費予算, 一次評価の理由."""
    if head.year:
        is_said = head.rest in (usual, "") or head.rest in label
        return label if is_said else f"{label}{head.rest}"
    if is_first:
        return label
    tail = head.rest
    for beginning in ("評価の", "判定の", "評価", "判定"):
        tail = tail.removeprefix(beginning) or tail
    return f"{label}の{tail}"


def _most_common(words: Sequence[str]) -> str:
    return max(words, key=words.count) if words else ""
