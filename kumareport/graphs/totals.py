"""The marks by chapter as a stacked bar."""

from decimal import Decimal

from kumareport.graphs.indicator import Graph
from kumareport.language.text_width import text_width
from kumareport.marks import Judged
from kumareport.marks.totals import counted_marks, totals
from kumareport.model.report import Report
from kumareport.office.charts.chart_data import Axis, ChartData, Series

GRAPH, OVERVIEW_GRAPH = "集計", "概要版"
"""What the graph is called in a template's data, at the end of a report and on the page at its front."""
_TICKS = 5
_LABEL = 8
"""Half-width letters."""


def summary_graph(report: Report, judged: Judged, name: str = GRAPH) -> Graph:
    """The bars: a chapter each, a mark on the other, those without any left out. Each mark keeps its
    look, whichever are left out."""
    chapters = [total for total in totals(report, judged) if total.chapter is not None]
    marks = counted_marks(report)
    series = tuple(
        Series(
            f"{mark.symbol} {mark.meaning}".strip(),
            tuple(Decimal(total.counts[place]) or None for total in chapters),
            look=place,
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
    labels = tuple(map(_label, names))
    empty = (Series("指標なし", (None,) * len(names)),)
    words = "、".join(
        f"{name}は"
        + "".join(f"{m.symbol}{n}" for m, n in zip(marks, total.counts, strict=True) if n)
        for name, total in zip(names, chapters, strict=True)
    )
    alt = f"積み上げ棒グラフ。章ごとの進捗の数：{words}。"
    data = ChartData("", names, series or empty, axis, shorter=(labels,))
    return Graph(name, "", lambda _kind, _steps: data, lambda _kind: alt)


def _label(name: str) -> str:
    """A name short enough to stand below its bar: one that is longer turns all of them on their side."""
    kept = name
    while text_width(kept) > _LABEL:
        kept = kept[:-1]
    return name if kept == name else f"{kept[:-1]}…"
