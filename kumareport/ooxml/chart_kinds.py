"""The kinds of charts (ECMA-376 Part 1, 21.2.2): into which the data of years can be put."""

from kumareport.ooxml.package import parse_xml

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
    return [_NAMES.get(kind, "この種類") for kind in plots]
