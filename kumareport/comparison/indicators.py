"""Changes of the indicators (検証指標) of a section."""

from collections.abc import Iterator

from kumareport.comparison.columns import heading_of
from kumareport.comparison.fields import field_changes, field_text
from kumareport.comparison.pairing import Step
from kumareport.comparison.records import ComparedRecord, GroupedRow, Records
from kumareport.comparison.values import shown, value_changes
from kumareport.comparison.wording import added_or_edited, edited
from kumareport.model.change import Change, ChangeKind, Topic
from kumareport.model.report import Part

_NO_CHART, _CHART = "（グラフなし）", "（グラフあり）"


class IndicatorChanges:
    """Tells the changes of indicators; what a group shares is told at its first row alone."""

    def __init__(self, old: Records, new: Records) -> None:
        self._old, self._new = old, new
        self._minus = old.report.settings.minus, new.report.settings.minus
        self._told: set[tuple[str, str]] = set()
        self._word = new.report.settings.form.indicator_word

    def of_step(
        self, step: Step[GroupedRow], moved_from: str, left_table: bool
    ) -> Iterator[Change]:
        """All changes of one indicator.

        Args:
            step: what became of it.
            moved_from: where it was before, for one that was moved.
            left_table: whether it was moved to a chapter with other period columns.
        """
        if step.old is None and step.new is not None:
            text = _whole(self._new, step.new)
            yield Change(Topic.INDICATOR, ChangeKind.ADDED, self._word, "", text)
        elif step.new is None and step.old is not None:
            text = _whole(self._old, step.old)
            yield Change(Topic.INDICATOR, ChangeKind.REMOVED, self._word, text, "")
        elif step.old is not None and step.new is not None:
            if step.is_moved:
                names = step.old.item.indicator.name, step.new.item.indicator.name
                kind = ChangeKind.MOVED
                yield Change(Topic.INDICATOR, kind, f"{self._word}の順", *names, moved_from)
            yield from self._edits(step.old.item, step.new.item, left_table)

    def _edits(self, old: GroupedRow, new: GroupedRow, left_table: bool) -> Iterator[Change]:
        before, after = old.indicator, new.indicator
        name = f"{self._word}\n{after.name}"
        groups = old.group.rows[0].id, new.group.rows[0].id
        is_first = groups not in self._told
        self._told.add(groups)
        if is_first:
            place = f"{name}\n大項目"
            yield from added_or_edited(Topic.INDICATOR, place, old.group.name, new.group.name)
        follows = before.name == before.chart_title and after.name == after.chart_title
        remark = "グラフの題名も" if follows and _prints_title(new) else ""
        yield from edited(Topic.INDICATOR, f"{name}\n名称", before.name, after.name, remark)
        notes = "\n".join(before.notes), "\n".join(after.notes)
        yield from added_or_edited(Topic.INDICATOR, f"{name}\n注", *notes)
        yield from edited(Topic.INDICATOR, f"{name}\n単位", before.unit, after.unit)
        yield from value_changes(before, after, self._minus, name, left_table)
        yield from field_changes(before.fields, after.fields, self._minus, name)
        if is_first:
            yield from self._mark_change(old, new, name)
        yield from _graph_changes(old, new, name, tells_title=not follows)

    def _mark_change(self, old: GroupedRow, new: GroupedRow, name: str) -> Iterator[Change]:
        # Another symbol for the same mark is told once, with the legend.
        if _place(self._old, old) != _place(self._new, new):
            place = f"{self._word}\n{new.group.name}" if new.group.name else name
            symbols = _symbol(self._old, old), _symbol(self._new, new)
            yield from edited(Topic.MARK, f"{place}\n進捗", *symbols)


def _place(records: Records, row: GroupedRow) -> int:
    """Which mark of the legend a row has, counted from 0; −1 for none."""
    mark = records.judged.mark(row.group)
    marks = records.report.settings.marks
    return marks.index(mark) if mark in marks else -1


def _symbol(records: Records, row: GroupedRow) -> str:
    mark = records.judged.mark(row.group)
    return mark.symbol if mark else ""


def _whole(records: Records, record: ComparedRecord[GroupedRow]) -> str:
    """An indicator with all that is printed of it."""
    row = record.item.indicator
    minus = records.report.settings.minus
    lines = [record.item.group.name, row.name, *row.notes, f"単位：{row.unit}" if row.unit else ""]
    values = [(entry.period, shown(entry, minus).replace("\n", "")) for entry in row.entries]
    lines.append("、".join(f"{heading_of(period)}：{text}" for period, text in values if text))
    lines += [f"{said.key}：{field_text(said, minus)}" for said in row.fields if said.text]
    symbol = _symbol(records, record.item)
    lines.append(f"進捗：{symbol}" if symbol else "")
    if row.is_chartable:
        lines.append(f"グラフ：{row.chart_title}" if _prints_title(record.item) else _CHART)
    return "\n".join(line for line in lines if line)


def _prints_title(row: GroupedRow) -> bool:
    """Whether the indicator's graph carries its title: a graph that stands alone does not."""
    return row.indicator.is_chartable and _charts(row.section) > 1


def _charts(section: Part) -> int:
    return sum(row.is_chartable for row in section.indicators)


def _graph_changes(
    old: GroupedRow, new: GroupedRow, name: str, *, tells_title: bool
) -> Iterator[Change]:
    before, after = old.indicator, new.indicator
    if before.is_chartable != after.is_chartable:
        texts = [_CHART if row.is_chartable else _NO_CHART for row in (before, after)]
        yield from edited(Topic.GRAPH, f"{name}\nグラフ", *texts)
    elif tells_title and (_prints_title(old) or _prints_title(new)):
        place = f"{name}\nグラフの題名"
        yield from edited(Topic.GRAPH, place, before.chart_title, after.chart_title)
