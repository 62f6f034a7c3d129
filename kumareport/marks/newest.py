"""Which 実績 counts."""

from kumareport.model.indicator import Indicator
from kumareport.model.value import Entry, ValueKind

SILENT = (ValueKind.BLANK, ValueKind.NO_DATA)
"""Kinds of content that say nothing."""


def newest_actual(indicator: Indicator) -> Entry | None:
    """The 実績 of the latest column that says something (a number, 維持 or a qualitative value).

    Columns after the year of the evaluation do not count.
    """
    actuals = [entry for entry in indicator.due_actuals if entry.value.kind not in SILENT]
    return max(actuals, key=lambda entry: entry.period.year.ad, default=None)
