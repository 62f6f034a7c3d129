"""The sample charts of a template: whether there is one in each loop over graphs, of a kind that data
can be put into."""

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn

from kumareport.document.elements import body_of
from kumareport.document.names import GRAPH_ALT, GRAPH_LOOP
from kumareport.office.charts.chart_kinds import unsupported_kinds
from kumareport.office.package.package import XmlElement
from kumareport.office.word.tag_text import paragraph_text

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_EXTENDED = "chartex"
_LEAST = {"cx": 1_080_000, "cy": 720_000}
"""EMU: 30 by 20 mm. Title, years and numbers of 7 points fill less."""
_DIGITS = 14
"""The largest coordinate has 14 (27,273,042,316,900)."""


def faults_of_samples(document: Document) -> Iterator[str]:
    """What is wrong with the samples, in Japanese. A template without graphs has none."""
    loops = [p for p in body_of(document).iter(qn("w:p")) if GRAPH_LOOP in paragraph_text(p)]
    samples = [p for p in body_of(document).iter(qn("wp:docPr")) if _is_sample(p)]
    for properties in samples:
        drawing = properties.getparent()
        assert drawing is not None
        if not _has_size(drawing):
            yield "グラフの見本の幅か高さがありません。Word でグラフを入れ直してください"
        elif _is_too_small(drawing):
            yield "グラフの見本が小さすぎて、文字が読めません。幅 30 mm、高さ 20 mm より大きくしてください"
        for data in drawing.iter(_DATA):
            if _EXTENDED in data.get("uri", ""):
                yield "グラフの見本に、使えない種類のグラフ（ウォーターフォール、ツリーマップなど）が使われています"
        for chart in drawing.iter(_CHART):
            part = document.part.related_parts.get(chart.get(qn("r:id"), ""))
            for kind in unsupported_kinds(part.blob) if part is not None else ():
                yield f"グラフの見本に、使えない種類のグラフ（{kind}）が使われています"
    charts = [p for p in samples if p.getparent() is not None]
    if len(charts) < len(loops):
        yield "{%r for グラフ in … %} と {%r endfor %} の間に、グラフの見本がありません"


def _has_size(drawing: XmlElement) -> bool:
    """Whether a drawing says how wide and high it is: whole numbers of EMU (ST_PositiveCoordinate)."""
    extent = next(drawing.iter(qn("wp:extent")), None)
    sizes = ("", "") if extent is None else (extent.get("cx", ""), extent.get("cy", ""))
    return all(s.isdecimal() and len(s) <= _DIGITS and int(s) > 0 for s in sizes)


def _is_too_small(drawing: XmlElement) -> bool:
    extent = next(drawing.iter(qn("wp:extent")))
    return any(int(extent.get(side, "")) < least for side, least in _LEAST.items())


def _is_sample(properties: XmlElement) -> bool:
    drawing = properties.getparent()
    if drawing is None or properties.get("descr", "").strip("{} ") != GRAPH_ALT:
        return False
    uris = [data.get("uri", "") for data in drawing.iter(_DATA)]
    return drawing.find(f".//{_CHART}") is not None or any(_EXTENDED in uri for uri in uris)
