"""The office's own fields (項目) of a draft, each with the kinds of record that use it."""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from kumareport.importing.draft import Draft, Stored
from kumareport.model.form import FieldType, FormField
from kumareport.model.record_kind import Author, Turn

_MOST_CHOICES = 12


def fields_of(
    draft: Draft, kinds: Mapping[str, str], indicator: str, marks: Mapping[str, str]
) -> list[FormField]:
    """The fields.

    Args:
        draft: the report.
        kinds: the name in the form of every kind of heading and text found.
        indicator: that of the kind of indicators.
        marks: the way to evaluate of every field that holds marks.
    """
    holders = [
        (kinds.get(kind, kind) if kind else indicator, fields)
        for part in draft.parts()
        for kind, fields in part.holders()
        if fields
    ]
    bases = {f"{name} {year}": name for name, years in draft.yearly.items() for year in years}
    order = in_order([[bases.get(key, key) for key in fields] for _, fields in holders])
    return [_field(draft, name, holders, bases, marks) for name in order]


def _field(
    draft: Draft,
    name: str,
    holders: Sequence[tuple[str, Mapping[str, Stored]]],
    bases: Mapping[str, str],
    marks: Mapping[str, str],
) -> FormField:
    of: list[str] = []
    values: list[str] = []
    for kind, fields in holders:
        mine = [v for key, v in fields.items() if bases.get(key, key) == name]
        if mine and kind not in of:
            of.append(kind)
        values += [str(v[0]) for v in mine if v[0] not in (None, "")]
    kind = draft.fields[name]
    if name in marks:
        return FormField(
            name, FieldType.MARK, tuple(of), author=Author.DEPARTMENT, turn=Turn.MOVE, how=marks[name]
        )  # fmt: skip
    choices = tuple(dict.fromkeys(values)) if kind is FieldType.CHOICE else ()
    if len(choices) > _MOST_CHOICES or any("、" in c or "," in c or "\n" in c for c in choices):
        kind, choices = FieldType.TEXT, ()
    turn = Turn.CLEAR if kind is FieldType.CHOICE else Turn.KEEP
    unit, is_summed = draft.units.get(name, ""), name in draft.summed
    return FormField(
        name, kind, tuple(of), choices, unit, Author.DEPARTMENT, turn, is_summed=is_summed
    )


def in_order(sequences: Iterable[Sequence[str]]) -> list[str]:
    """All names in an order that holds in every sequence; as they first appear where there is none."""
    lists = [list(dict.fromkeys(sequence)) for sequence in sequences]
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for names in lists:
        for name in names:
            sorter.add(name)
        for before, name in pairwise(names):
            sorter.add(name, before)
    try:
        return list(sorter.static_order())
    except CycleError:
        return list(dict.fromkeys(name for names in lists for name in names))
