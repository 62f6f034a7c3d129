"""What a workbook holds and no tag of the template prints."""

from collections import Counter
from collections.abc import Iterator, Set

from kumareport.document.anchors import (
    field_anchor,
    group_anchor,
    heading_anchor,
    row_anchor,
    text_anchor,
    title_anchor,
    value_anchor,
)
from kumareport.model.anchor import Anchor, Kind
from kumareport.model.field_value import FieldValue
from kumareport.model.report import Group, Part, Report

_NAMES = {
    Kind.SECTION: "見出し", Kind.GROUP: "大項目", Kind.NAME: "指標の名前", Kind.NAME_NOTE: "指標の名前の注",
    Kind.UNIT: "単位", Kind.VALUE: "値",
}  # fmt: skip


def unprinted(report: Report, printed: Set[Anchor]) -> tuple[str, ...]:
    """What is left out, by its name in the form, with how much of how much: 「課題」（3 件のうち 2 件）.

    Args:
        report: what was to be printed.
        printed: the places of all that has been printed.
    """
    held: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for _, part in report.parts():
        for name, places in _held(part):
            held[name] += 1
            missing[name] += printed.isdisjoint(places)
    return tuple(
        f"「{name}」" if count == held[name] else f"「{name}」（{held[name]} 件のうち {count} 件）"
        for name, count in missing.items()
        if count
    )


def _held(part: Part) -> Iterator[tuple[str, tuple[Anchor, ...]]]:
    """The name of each thing that a part holds, and the places of which one has to print it."""
    if part.title and not part.is_headless:
        yield _NAMES[Kind.SECTION], (heading_anchor(part), title_anchor(part))
    yield from _fields(part.id, part.fields)
    for group in part.groups:
        yield from _of_group(group)
    for text in part.texts:
        if text.text:
            yield text.kind.label, (text_anchor(text),)
        yield from _fields(text.id, text.fields)


def _of_group(group: Group) -> Iterator[tuple[str, tuple[Anchor, ...]]]:
    if group.name:
        yield _NAMES[Kind.GROUP], (group_anchor(Kind.GROUP, group),)
    for row in group.rows:
        yield _NAMES[Kind.NAME], (row_anchor(Kind.NAME, row),)
        for number, _ in enumerate(row.notes, 1):
            yield _NAMES[Kind.NAME_NOTE], (row_anchor(Kind.NAME_NOTE, row, str(number)),)
        if row.unit:
            yield _NAMES[Kind.UNIT], (row_anchor(Kind.UNIT, row),)
        for entry in row.entries:
            if entry.span and entry.value.raw:
                yield _NAMES[Kind.VALUE], (value_anchor(row, entry),)
        yield from _fields(row.id, row.fields)


def _fields(
    record: str, values: tuple[FieldValue, ...]
) -> Iterator[tuple[str, tuple[Anchor, ...]]]:
    for value in values:
        # What last year's report said is there to be compared with.
        if value.text and not value.is_previous:
            yield value.title, (field_anchor(record, value),)
