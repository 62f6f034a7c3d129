"""集計: the marks by chapter, as a table and as a stacked bar."""

from decimal import Decimal

from kumareport.document.anchors import SUMMARY, Anchored
from kumareport.document.graphs import Graph
from kumareport.document.tags import SummaryRowTags, SummaryTags
from kumareport.marks import Judged
from kumareport.marks.totals import Total, share_name, totals
from kumareport.model.report import Report
from kumareport.notation import round_half_up
from kumareport.ooxml.chart_data import Axis, ChartData, Series

GRAPH = "集計"
"""What the sample chart of the page is called in the template's data."""
_TICKS = 5


def summary_tags(report: Report, judged: Judged) -> tuple[SummaryTags, ...]:
    """The page, where 設定 asks for it; empty otherwise."""
    if not report.settings.has_summary:
        return ()
    marks = report.settings.marks
    return (
        SummaryTags(
            見出し=Anchored("進捗の集計", SUMMARY),
            記号=tuple(mark.symbol for mark in marks),
            割合の名称=share_name(marks),
            行=tuple(_row(total) for total in totals(report, judged)),
            グラフ=(GRAPH,),
        ),
    )


def _row(total: Total) -> SummaryRowTags:
    share = Decimal(total.favourable * 100) / total.rated if total.rated else None
    return SummaryRowTags(
        名称=_name(total),
        数=tuple(str(count) for count in total.counts),
        計=str(sum(total.counts)),
        割合="―" if share is None else f"{round_half_up(share, 1)}％",
        全体=total.chapter is None,
    )


def _name(total: Total) -> str:
    return total.chapter.heading if total.chapter else "全体"


def summary_graph(report: Report, judged: Judged) -> Graph:
    """The bars: a chapter each, a mark on the other, those without any left out."""
    chapters = [total for total in totals(report, judged) if total.chapter is not None]
    marks = report.settings.marks
    series = tuple(
        Series(
            f"{mark.symbol} {mark.meaning}".strip(),
            tuple(Decimal(total.counts[place]) or None for total in chapters),
        )
        for place, mark in enumerate(marks)
        if any(total.counts[place] for total in chapters)
    )
    highest = max((sum(total.counts) for total in chapters), default=0)
    step = max(1, -(-highest // _TICKS))
    axis = Axis(Decimal(0), Decimal(step * -(-max(highest, 1) // step)), Decimal(step))
    names = tuple(
        total.chapter.number or total.chapter.title for total in chapters if total.chapter
    )
    empty = (Series("指標なし", (None,) * len(names)),)
    words = "、".join(
        f"{name}は"
        + "".join(f"{m.symbol}{n}" for m, n in zip(marks, total.counts, strict=True) if n)
        for name, total in zip(names, chapters, strict=True)
    )
    alt = f"積み上げ棒グラフ。章ごとの進捗の数：{words}。"
    data = ChartData("", names, series or empty, axis)
    return Graph(GRAPH, lambda _kind, _steps: data, lambda _kind: alt)
