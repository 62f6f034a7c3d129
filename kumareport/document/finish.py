"""The rendered document → the finished one: widths, density, graphs, unique ids, tidy cells."""

import hashlib
from collections.abc import Iterable

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P

from kumareport.document.anchors import Anchor, AnchoredTexts, Kind, Marker, without_marks
from kumareport.document.elements import body_of
from kumareport.document.graphs import Graph
from kumareport.document.layout import SectionPlan
from kumareport.document.metrics import Metrics
from kumareport.document.table_layout import CellKinds, lay_out, match_grid, order_cell_properties
from kumareport.ooxml.charts import SampleChart, embedded_workbook
from kumareport.ooxml.package import XmlElement

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_POINT = 12700
_GRAPH_GAP = 3.0
# The sample is as wide as the text; its letters shrink a little in narrower graphs.
_TEXT_SCALE = {1: 1.0, 2: 0.9}
_TEXT_SCALE_BEYOND = 0.8
_SECTION = (Kind.SECTION, Kind.SECTION_TITLE)
_CHAPTER = (Kind.SUMMARY, Kind.CHAPTER, Kind.CHAPTER_TITLE)


def finish(
    document: Document,
    marker: Marker,
    metrics: Metrics,
    plans: dict[str, SectionPlan],
    graphs: dict[str, Graph],
) -> AnchoredTexts:
    """Finish a rendered document in place.

    Args:
        document: as docxtpl rendered it, with marks.
        marker: the rendering's marks.
        metrics: the template's measures.
        plans: how each section is set, by its ID.
        graphs: the graphs, by the indicator's ID.

    Returns:
        Where the anchored texts stand in the body.
    """
    texts = AnchoredTexts()
    placer = GraphPlacer(document, graphs)
    plan: SectionPlan | None = None
    for block in list(body_of(document)):
        kinds = CellKinds()
        for span in marker.take(block):
            texts.add(span)
            anchor = span.anchor
            if anchor.kind in _SECTION:
                plan = plans.get(anchor.record)
            elif anchor.kind in _CHAPTER:
                plan = None
            _remember(kinds, anchor, span.start.node)
        if not isinstance(block, (CT_P, CT_Tbl)):
            continue
        if isinstance(block, CT_Tbl):
            _finish_table(block, kinds, metrics)
        if plan is not None:
            _apply_plan(block, plan, metrics)
        placer.place(block, metrics, plan)
    placer.drop_samples()
    _clean_other_parts(document, marker)
    _tidy_drawings(document)
    return texts


def _remember(kinds: CellKinds, anchor: Anchor, node: XmlElement) -> None:
    if anchor.kind not in (Kind.VALUE, Kind.NAME, Kind.HEAD):
        return
    cell = next(node.iterancestors(qn("w:tc")), None)
    if not isinstance(cell, CT_Tc):
        return
    if anchor.kind is Kind.VALUE:
        kinds.values.add(cell)
    elif anchor.kind is Kind.NAME:
        kinds.names.add(cell)
    else:
        kinds.heads.add(cell)


def _clean_other_parts(document: Document, marker: Marker) -> None:
    """Take the marks out of headers, footers, notes and properties, where none is needed."""
    for rel in document.part.rels.values():
        if rel.is_external:
            continue
        element = getattr(rel.target_part, "element", None)
        if rel.reltype in (RT.HEADER, RT.FOOTER) and element is not None:
            for _ in marker.take(element):
                pass
        elif rel.reltype == RT.FOOTNOTES and element is None:
            # python-docx has no public way to give a part other content.
            rel.target_part._blob = without_marks(rel.target_part.blob.decode()).encode()  # pyright: ignore[reportPrivateUsage]
    properties = document.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        text = getattr(properties, name)
        if text != without_marks(text):
            setattr(properties, name, without_marks(text))


def _finish_table(table: CT_Tbl, kinds: CellKinds, metrics: Metrics) -> None:
    for cell in table.iter(qn("w:tc")):
        assert isinstance(cell, CT_Tc)
        order_cell_properties(cell)
        # A cell must end with a paragraph; one whose loop ran over nothing has none left.
        if not len(cell) or cell[-1].tag != qn("w:p"):
            cell.add_p()
    if kinds.values:
        lay_out(table, kinds, metrics)
    else:
        match_grid(table)


def _apply_plan(block: XmlElement, plan: SectionPlan, metrics: Metrics) -> None:
    if plan.dense:
        for style in block.iter(qn("w:pStyle")):
            name = metrics.names_by_id.get(style.get(qn("w:val"), ""), "")
            dense = metrics.dense(name)
            # Tables choose their own variant by width, not by the page.
            if dense != name and not name.startswith("表の"):
                style.set(qn("w:val"), metrics.style_id(dense))
    if not plan.together and isinstance(block, CT_Tbl):
        # Longer than a page: keeping it whole would push it about or cut it off.
        for tag in ("w:cantSplit", "w:keepNext"):
            for element in list(block.iter(qn(tag))):
                if tag == "w:keepNext" or _is_tall(element):
                    parent = element.getparent()
                    assert parent is not None
                    parent.remove(element)


def _is_tall(row_property: XmlElement) -> bool:
    row = next(row_property.iterancestors(qn("w:tr")))
    return sum(len(node.text or "") for node in row.iter(qn("w:t"))) > 800


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
        for paragraph in list(block.iter(qn("w:p"))):
            drawings = [
                d for d in paragraph.iter(qn("w:drawing")) if d.find(f".//{_CHART}") is not None
            ]
            for drawing in drawings:
                self._place_one(drawing, len(drawings), metrics, plan)

    def _place_one(
        self, drawing: XmlElement, abreast: int, metrics: Metrics, plan: SectionPlan | None
    ) -> None:
        properties = next(drawing.iter(qn("wp:docPr")))
        graph = self._graphs.get(properties.get("descr", ""))
        if graph is None:
            return
        properties.set("descr", graph.alt_text)
        properties.set("name", f"グラフ {graph.id}")
        properties.set("id", str(_stable_number(graph.id)))
        extent = next(drawing.iter(qn("wp:extent")))
        if plan is not None:
            extent.set("cy", str(round(plan.graph_height * _POINT)))
        if abreast > 1:
            width = metrics.text_width / abreast - _GRAPH_GAP
            extent.set("cx", str(round(width * _POINT)))
        chart = next(drawing.iter(_CHART))
        scale = _TEXT_SCALE.get(abreast, _TEXT_SCALE_BEYOND)
        chart.set(qn("r:id"), self._add_chart(graph, chart.get(qn("r:id"), ""), scale))

    def _add_chart(self, graph: Graph, sample_id: str, text_scale: float) -> str:
        """A chart part with its workbook; the new relationship's id."""
        self._count += 1
        source = self._part.related_parts[sample_id]
        if sample_id not in self._samples:
            self._samples[sample_id] = SampleChart(source.blob)
        xml = self._samples[sample_id].with_data(graph.data, text_scale)
        package = self._part.package
        assert package is not None
        uri = PackURI(f"/word/charts/chart{self._count + 100}.xml")
        part = Part(uri, _CHART_TYPE, xml, package)
        for rel_id, rel in source.rels.items():
            if rel.reltype == RT.PACKAGE and not rel.is_external:
                name = PackURI(f"/word/embeddings/graph{self._count}.xlsx")
                embedded = Part(name, _XLSX_TYPE, embedded_workbook(graph.data), package)
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


def _stable_number(key: str) -> int:
    """An id from the record's own ID: the same in every build. ST_DrawingElementId is 32-bit."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") >> 1 or 1


def _tidy_drawings(document: Document) -> None:
    """Make docPr ids unique over the body, headers and footers, and clean their texts of marks."""
    taken: set[int] = set()
    for properties in _all_drawing_properties(document):
        number = int(properties.get("id", "1"))
        while number in taken:
            number += 1
        taken.add(number)
        properties.set("id", str(number))
        for name in ("name", "descr", "title"):
            if name in properties.attrib:
                properties.set(name, without_marks(properties.get(name, "")))


def _all_drawing_properties(document: Document) -> Iterable[XmlElement]:
    yield from body_of(document).iter(qn("wp:docPr"))
    for rel in document.part.rels.values():
        if not rel.is_external and rel.reltype in (RT.HEADER, RT.FOOTER):
            element = getattr(rel.target_part, "element", None)
            if element is not None:
                yield from element.iter(qn("wp:docPr"))
