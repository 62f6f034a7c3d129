"""集計: the marks by chapter, as a table."""

from decimal import Decimal

from kumareport.document.anchors import SUMMARY, Anchored
from kumareport.document.overview_tags import SummaryRowTags, SummaryTags
from kumareport.graphs.totals import GRAPH
from kumareport.marks import Judged
from kumareport.marks.totals import Total, counted_marks, share_name, totals
from kumareport.model.report import Report
from kumareport.notation import round_half_up


def summary_tags(report: Report, judged: Judged) -> tuple[SummaryTags, ...]:
    """The page, where 設定 asks for it and there is an indicator to count; empty otherwise."""
    if not report.settings.has_summary or not any(report.indicators()):
        return ()
    return (summary_table(report, judged, Anchored("進捗の集計", SUMMARY), GRAPH),)


def summary_table(report: Report, judged: Judged, heading: str, graph: str) -> SummaryTags:
    """The table with a heading, and the name of the graph beside it."""
    marks = counted_marks(report)
    return SummaryTags(
        見出し=heading,
        記号=tuple(mark.symbol for mark in marks),
        割合の名称=share_name(marks),
        行=tuple(_row(total) for total in totals(report, judged)),
        グラフ=(graph,),
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
