"""判定シミュレーション: the marks under other thresholds and methods."""

from collections.abc import Sequence

from kumareport.marks import Judged
from kumareport.marks.totals import counted_marks, share_name
from kumareport.model.mark import Mark
from kumareport.model.report import Report
from kumareport.present.mark_cells import PERCENT, mark_cell
from kumareport.present.place import chapter_name
from kumareport.simulation import MarkChange, Scenario, simulate
from kumareport.workbook.layout import MARK_SPELLINGS
from kumareport.workbook.listing import (
    Align,
    ListingCell,
    ListingColumn,
    ListingTable,
    ListSheet,
    Row,
)

_CURRENT = "E2EFDA"
_LEAD = (
    "「設定」の「概ね達成の下限」と「達成率の計算方法」を変えたら進捗がどう変わるかの試算です。"
    "ブックの値と、手で入力した進捗はそのままです（達成割合を表す指標の値も計算し直しません）。"
)


def simulation_sheet(report: Report, judged: Judged) -> ListSheet:
    """Counts for each scenario, then every mark that changes."""
    scenarios = simulate(report, judged, MARK_SPELLINGS)
    return ListSheet(
        "判定シミュレーション",
        "判定シミュレーション",
        _LEAD,
        (_counts(scenarios, counted_marks(report)), _changes(scenarios)),
    )


def _counts(scenarios: Sequence[Scenario], marks: Sequence[Mark]) -> ListingTable:
    columns = (
        ListingColumn("計算方法", 12),
        ListingColumn("下限", 9, Align.RIGHT, PERCENT),
        *(ListingColumn(mark.symbol, 10, Align.RIGHT) for mark in marks),
        ListingColumn("計", 9, Align.RIGHT),
        ListingColumn(share_name(marks), 16, Align.RIGHT, PERCENT),
        ListingColumn("今の設定と比べて", 62),
    )
    rows: list[Row] = []
    for scenario in scenarios:
        fill = _CURRENT if scenario.is_current else ""
        share = scenario.favourable / scenario.total if scenario.total else None
        values = (
            scenario.method,
            _limit(scenario),
            *(scenario.counts),
            scenario.total,
            share,
            _compared(scenario),
        )
        rows.append([ListingCell(value, fill, bold=scenario.is_current) for value in values])
    return ListingTable(columns, rows, "条件ごとの数（大項目は１つと数えます）")


def _limit(scenario: Scenario) -> float | None:
    return None if scenario.threshold is None else float(scenario.threshold)


def _compared(scenario: Scenario) -> str:
    if scenario.is_current:
        return "今の設定"
    if not scenario.changes:
        return "変わりません"
    return f"{len(scenario.changes)} 件が変わります"


def _changes(scenarios: Sequence[Scenario]) -> ListingTable:
    columns = (
        ListingColumn("計算方法"),
        ListingColumn("下限", align=Align.RIGHT, number_format=PERCENT),
        ListingColumn("今の進捗", align=Align.CENTER),
        ListingColumn("試算の進捗", align=Align.CENTER),
        ListingColumn("章"),
        ListingColumn("節"),
        ListingColumn("所管課"),
        ListingColumn("指標"),
    )
    rows = [_change(scenario, change) for scenario in scenarios for change in scenario.changes]
    return ListingTable(columns, rows, "進捗が変わる指標", is_list=True)


def _change(scenario: Scenario, change: MarkChange) -> Row:
    first = change.group.rows[0]
    return (
        scenario.method,
        _limit(scenario),
        mark_cell(change.before),
        mark_cell(change.after),
        chapter_name(change.chapter),
        change.chapter.number_of(change.section),
        first.department,
        change.group.name or first.name,
    )
