"""The kinds of charts (ECMA-376 Part 1, 21.2.2): into which the data of years can be put."""

from msgspec import Struct

from kumareport.office.package.package import XmlElement, parse_xml

_SUPPORTED = {"lineChart", "barChart", "areaChart"}
_NAMES = {
    "scatterChart": "散布図", "pieChart": "円グラフ", "pie3DChart": "円グラフ（3-D）",
    "doughnutChart": "ドーナツ グラフ", "radarChart": "レーダー チャート", "bubbleChart": "バブル チャート",
    "stockChart": "株価チャート", "surfaceChart": "等高線グラフ", "surface3DChart": "等高線グラフ（3-D）",
    "ofPieChart": "補助円グラフ付き円グラフ", "bar3DChart": "棒グラフ（3-D）",
    "line3DChart": "折れ線グラフ（3-D）", "area3DChart": "面グラフ（3-D）",
}  # fmt: skip
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def unsupported_kinds(chart: bytes) -> list[str]:
    """The Japanese names of the kinds in a chart that are not supported: those other than lines,
    bars (stacked ones too) and areas."""
    area = parse_xml(chart, "chart").find(f"{_C}chart/{_C}plotArea")
    kinds = [] if area is None else [str(child.tag).removeprefix(_C) for child in area]
    plots = [kind for kind in kinds if kind.endswith("Chart") and kind not in _SUPPORTED]
    names = [_NAMES.get(kind, "この種類") for kind in plots]
    groupings = () if area is None else area.iter(f"{_C}grouping")
    if any(grouping.get("val") == "percentStacked" for grouping in groupings):
        names.append("100% 積み上げグラフ")
    return names


class ChartKind(Struct, frozen=True):
    """How a sample chart draws.

    Attributes:
        name: in Japanese, as a screen reader shall say it.
        from_zero: whether it has bars or areas, whose size speaks.
        is_stacked: whether its series stand on each other.
    """

    name: str
    from_zero: bool = False
    is_stacked: bool = False


LINES = ChartKind("折れ線グラフ")


def kind_of(chart: XmlElement) -> ChartKind:
    """The kind of a chart (``c:chartSpace``)."""
    area = chart.find(f"{_C}chart/{_C}plotArea")
    plots = [] if area is None else [p for p in area if str(p.tag).endswith("Chart")]
    kinds = {str(plot.tag).removeprefix(_C) for plot in plots}
    stacked = any(_grouping(plot) for plot in plots)
    if kinds <= {"lineChart"}:
        return ChartKind("積み上げ折れ線グラフ" if stacked else "折れ線グラフ", is_stacked=stacked)
    if kinds == {"barChart"}:
        return ChartKind("積み上げ棒グラフ" if stacked else "棒グラフ", True, stacked)
    if kinds == {"areaChart"}:
        return ChartKind("積み上げ面グラフ" if stacked else "面グラフ", True, stacked)
    return ChartKind(
        "棒と折れ線のグラフ" if "areaChart" not in kinds else "面と折れ線のグラフ", True, stacked
    )


def _grouping(plot: XmlElement) -> bool:
    found = plot.find(f"{_C}grouping")
    return found is not None and "tacked" in found.get("val", "")
