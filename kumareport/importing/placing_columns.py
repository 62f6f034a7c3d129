"""What the columns of a table say of the draft: their order, and the indicators that they name."""

from collections.abc import Sequence

from kumareport.importing.draft import Column, DraftIndicator
from kumareport.importing.placing import Placing
from kumareport.importing.targets import ROLES, Choice
from kumareport.importing.units import name_and_unit
from kumareport.importing.words import year_of
from kumareport.patterns import regex

_BROKEN = regex(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
"""Where a header is broken into lines: between two Japanese letters."""


def named_above(placing: Placing, head: str) -> DraftIndicator:
    """The indicator that a header names, with its unit."""
    name, unit = name_and_unit(head)
    name = _BROKEN.sub("", " ".join(name.split()))
    rows = placing.part().indicators
    indicator = next((row for row in rows if row.name == name), None)
    if indicator is None:
        indicator = placing.new_indicator(name)
        indicator.unit = unit
    return indicator


def note_layout(placing: Placing, choices: Sequence[Choice]) -> None:
    """The order of a table's columns of values."""
    found: list[Column] = []
    for choice in choices:
        year = year_of(choice.year) or choice.year
        for column, heads in placing.draft.columns.items():
            if choice.target in ROLES and column[0] is ROLES[choice.target] and heads.year == year:
                found.append(column)
    if found and tuple(found) not in placing.draft.layouts:
        placing.draft.layouts.append(tuple(found))
