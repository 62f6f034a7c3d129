"""Changes of a chapter's period columns: one for a column, not one for each of its cells."""

from collections.abc import Iterator, Sequence

from kumareport.comparison.values import shown
from kumareport.comparison.wording import edited
from kumareport.model.change import Change, ChangeKind, Topic
from kumareport.model.indicator import Indicator
from kumareport.model.period import Period
from kumareport.model.report import Chapter
from kumareport.model.row import period_key
from kumareport.model.settings import Settings


def heading_of(period: Period) -> str:
    """A column's two heads on one line."""
    return period.label


def column_changes(
    old: Chapter,
    new: Chapter,
    settings: tuple[Settings, Settings],
    stayed: Sequence[tuple[Indicator, Indicator]],
) -> Iterator[Change]:
    """The changes of the columns of a chapter's tables.

    Args:
        old, new: the chapter.
        settings: those of the old and the new report.
        stayed: the indicators that both have, whose values in a new or removed column are told with
            the column.
    """
    place = f"{settings[1].form.indicator_word}の表"
    befores = {period_key(period): period for period in old.periods}
    afters = {period_key(period): period for period in new.periods}
    for key, period in befores.items():
        if key not in afters:
            text = _column_text(period, [row for row, _ in stayed], settings[0])
            yield Change(Topic.COLUMN, ChangeKind.REMOVED, f"{place}の列", text, "")
    for key, period in afters.items():
        if key in befores:
            heads = heading_of(befores[key]), heading_of(period)
            yield from edited(Topic.COLUMN, f"{place}の見出し", *heads)
        else:
            text = _column_text(period, [row for _, row in stayed], settings[1])
            yield Change(Topic.COLUMN, ChangeKind.ADDED, f"{place}の列", "", text)
    kept_old = [key for key in befores if key in afters]
    kept_new = [key for key in afters if key in befores]
    if kept_old != kept_new:
        texts = (
            "、".join(heading_of(periods[key]) for key in keys)
            for periods, keys in ((befores, kept_old), (afters, kept_new))
        )
        yield Change(Topic.COLUMN, ChangeKind.MOVED, f"{place}の列の順", *texts)


def _column_text(period: Period, rows: Sequence[Indicator], settings: Settings) -> str:
    lines = [heading_of(period)]
    for row in rows:
        entry = next((e for e in row.entries if e.period == period), None)
        if entry is not None and (text := shown(entry, settings.minus)):
            lines.append(f"{row.name}：{text.replace(chr(10), '')}")
    return "\n".join(lines)
