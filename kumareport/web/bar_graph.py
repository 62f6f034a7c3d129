"""The marks by chapter as a stacked bar in inline SVG."""

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup

from kumareport.graphs.totals import summary_graph
from kumareport.language.text_width import text_width
from kumareport.marks import Judged
from kumareport.model.report import Report
from kumareport.office.charts.chart_data import ChartData
from kumareport.office.charts.chart_kinds import ChartKind
from kumareport.web.drawing import WIDTH, box, line, picture, text
from kumareport.web.places import site_mark
from kumareport.web.tags import Figure

_BAR, _PITCH, _TOP = 15.0, 22.0, 8.0
_LETTER = 5.2
_TITLE = "章ごとの進捗の数"
_STACKED = ChartKind("積み上げ棒グラフ", from_zero=True, is_stacked=True)


def totals_figure(report: Report, judged: Judged) -> Figure:
    """The figure: a bar for each chapter, its pieces labelled with the mark and the number."""
    graph = summary_graph(report, judged)
    data = graph.data(_STACKED, 5)
    height = _TOP + _PITCH * len(data.categories) + 18
    drawn = _parts(data, _looks(report), height)
    words = graph.alt_text(_STACKED)
    return Figure("totals", _TITLE, "", picture("totals", _TITLE, words, drawn, height), (), ())


def _looks(report: Report) -> dict[str, tuple[str, str]]:
    """The symbol and the look of each series, by its name."""
    found: dict[str, tuple[str, str]] = {}
    for mark in report.settings.marks:
        (shown,) = site_mark(mark, report.settings)
        found[f"{mark.symbol} {mark.meaning}".strip()] = (mark.symbol, shown.色)
    return found


def _parts(data: ChartData, looks: dict[str, tuple[str, str]], height: float) -> Iterator[Markup]:
    left = max((text_width(name) for name in data.categories), default=0) * _LETTER + 10
    scale = (WIDTH - left - 12) / float(data.axis.high)
    bottom = height - 18
    for tick in range(0, int(data.axis.high) + 1, int(data.axis.step)):
        x = left + scale * tick
        yield line(x, _TOP - 4, x, bottom, "grid")
        yield text(x, bottom + 12, str(tick), "tick")
    for place, name in enumerate(data.categories):
        y = _TOP + _PITCH * place
        yield text(left - 5, y + 11, name, "tick", "end")
        yield from _bar(data, looks, place, left, y, scale)


def _bar(
    data: ChartData,
    looks: dict[str, tuple[str, str]],
    place: int,
    x: float,
    y: float,
    scale: float,
) -> Iterator[Markup]:
    for series in data.series:
        count = series.values[place] or Decimal(0)
        if not count:
            continue
        symbol, look = looks[series.name]
        width = scale * float(count)
        yield box(x, y, width, _BAR, f"bar {look}")
        label = f"{symbol}{count}"
        if text_width(label) * _LETTER < width:
            yield text(x + width / 2, y + 11, label, f"in {look}")
        x += width
