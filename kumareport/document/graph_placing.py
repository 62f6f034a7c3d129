"""The sample charts of a rendered document, each replaced by a chart of its own."""

import hashlib

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from kumareport.document.elements import body_of
from kumareport.document.layout import SectionPlan
from kumareport.document.metrics import Metrics
from kumareport.graphs.indicator import Graph
from kumareport.graphs.totals import GRAPH, OVERVIEW_GRAPH
from kumareport.office.charts.chart_layout import labelled, steps_in
from kumareport.office.charts.chart_workbook import embedded_workbook
from kumareport.office.charts.charts import SampleChart
from kumareport.office.package.package import XmlElement

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DRAWING, _PARAGRAPH = qn("w:drawing"), qn("w:p")
_POINT = 12700
_HALF_MILLIMETRE = 18000
"""EMU. What people draw is no finer, and what programs round on saving is far below."""
_GRAPH_GAP = 0.4
"""Points less than its share of the line: programs round, and a graph too much goes to the next."""
_DEFAULT_HEIGHT = 96.0


def sample_height(document: Document, graphs: dict[str, Graph]) -> float:
    """The height of the template's sample chart in points, which the plan starts from.

    Args:
        document: a rendered document, whose copies of the sample are not yet replaced.
        graphs: the graphs by ID, which those copies name.
    """
    for drawing in body_of(document).iter(qn("w:drawing")):
        if drawing.find(f".//{_CHART}") is None:
            continue
        named = {p.get("descr", "") for p in drawing.iter(qn("wp:docPr"))}
        extent = next(drawing.iter(qn("wp:extent")), None)
        if named & (graphs.keys() - {GRAPH, OVERVIEW_GRAPH}) and extent is not None:
            return _drawn(extent, "cy")
    return _DEFAULT_HEIGHT


class GraphPlacer:
    """Replaces each copy of the sample chart by a chart of its own."""

    def __init__(self, document: Document, graphs: dict[str, Graph]) -> None:
        self._part = document.part
        self._body = body_of(document)
        self._graphs = graphs
        self._samples: dict[str, SampleChart] = {}
        self._count = 0

    def place(self, block: XmlElement, metrics: Metrics, plan: SectionPlan | None) -> None:
        """Place the graphs of a block, side by side in each paragraph."""
        if next(block.iter(_DRAWING), None) is None:
            return
        for paragraph in list(block.iter(_PARAGRAPH)):
            drawings = [d for d in paragraph.iter(_DRAWING) if d.find(f".//{_CHART}") is not None]
            for drawing in drawings:
                self._place_one(drawing, len(drawings), metrics, plan)

    def _place_one(
        self, drawing: XmlElement, abreast: int, metrics: Metrics, plan: SectionPlan | None
    ) -> None:
        properties = next(drawing.iter(qn("wp:docPr")))
        graph = self._graphs.get(properties.get("descr", ""))
        if graph is None:
            return
        properties.set("name", f"グラフ {graph.id}")
        properties.set("id", str(_stable_number(graph.id)))
        extent = next(drawing.iter(qn("wp:extent")))
        height = _drawn(extent, "cy") if plan is None else plan.graph_height
        extent.set("cy", str(round(height * _POINT)))
        if abreast > 1:
            width = metrics.text_width / abreast - _GRAPH_GAP
        else:
            width = metrics.followed(_drawn(extent, "cx"))
        extent.set("cx", str(round(width * _POINT)))
        chart = next(drawing.iter(_CHART))
        sample_id = chart.get(qn("r:id"), "")
        sample = self._sample(sample_id)
        properties.set("descr", graph.alt_text(sample.kind))
        size = int(extent.get("cx", "0")) / _POINT, int(extent.get("cy", "0")) / _POINT
        chart.set(qn("r:id"), self._add_chart(graph, sample_id, size))

    def _sample(self, sample_id: str) -> SampleChart:
        if sample_id not in self._samples:
            self._samples[sample_id] = SampleChart(self._part.related_parts[sample_id].blob)
        return self._samples[sample_id]

    def _add_chart(self, graph: Graph, sample_id: str, size: tuple[float, float]) -> str:
        """A chart part with its workbook; the new relationship's id."""
        self._count += 1
        source = self._part.related_parts[sample_id]
        sample = self._sample(sample_id)
        steps = steps_in(size[1], titled=bool(graph.title))
        data = labelled(graph.data(sample.kind, steps), size[0])
        xml = sample.with_data(data, *size)
        package = self._part.package
        assert package is not None
        uri = PackURI(f"/word/charts/chart{self._count + 100}.xml")
        part = Part(uri, _CHART_TYPE, xml, package)
        for rel_id, rel in source.rels.items():
            if rel.reltype == RT.PACKAGE and not rel.is_external:
                name = PackURI(f"/word/embeddings/graph{self._count}.xlsx")
                embedded = Part(name, _XLSX_TYPE, embedded_workbook(data), package)
                part.load_rel(rel.reltype, embedded, rel_id)
            elif not rel.is_external:
                part.load_rel(rel.reltype, rel.target_part, rel_id)
        # relate_to would search all relationships for each graph.
        new_id = f"rIdGraph{self._count}"
        self._part.load_rel(RT.CHART, part, new_id)
        return new_id

    def drop_samples(self) -> None:
        """Take the charts that nothing shows any more, such as the sample, out of the file."""
        used = {chart.get(qn("r:id")) for chart in self._body.iter(_CHART)}
        charts = [rel_id for rel_id, rel in self._part.rels.items() if rel.reltype == RT.CHART]
        for rel_id in charts:
            if rel_id not in used:
                self._part.rels.pop(rel_id)


def _drawn(extent: XmlElement, side: str) -> float:
    """A side of a sample chart in points, the same whether or not a program has rounded it."""
    return round(int(extent.get(side, "0")) / _HALF_MILLIMETRE) * _HALF_MILLIMETRE / _POINT


def _stable_number(key: str) -> int:
    """An id from the record's own ID: the same in every build. ST_DrawingElementId is 32-bit."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") >> 1 or 1
