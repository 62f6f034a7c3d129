"""The rendered document → the finished one: widths, density, graphs, unique ids, tidy cells."""

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P

from kumareport.document.anchors import AnchoredTexts, Hole, Kind, Marker
from kumareport.document.elements import body_of
from kumareport.document.folding import FOLDED
from kumareport.document.graph_placing import GraphPlacer
from kumareport.document.layout import SectionPlan
from kumareport.document.lettered_runs import letter_runs
from kumareport.document.loop_copies import link_addresses, part_notes, tidy_ids
from kumareport.document.metrics import Metrics
from kumareport.document.shapes import Shapes
from kumareport.document.story_parts import clean_parts
from kumareport.document.table_finish import apply_plan, finish_table, remember
from kumareport.document.table_grid import empty_continued, fit_columns, rows_of
from kumareport.document.table_layout import CellKinds
from kumareport.graphs.indicator import Graph
from kumareport.office.package.package import XmlElement

_TABLE, _PARAGRAPH = qn("w:tbl"), qn("w:p")
_ENDS_SECTION = f"{qn('w:pPr')}/{qn('w:sectPr')}"
_LOOKED_THROUGH = (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"))
_SECTION = (Kind.SECTION, Kind.SECTION_TITLE)
_CHAPTER = (Kind.SUMMARY, Kind.CHAPTER, Kind.CHAPTER_TITLE)


def finish(
    document: Document,
    marker: Marker,
    page: Metrics,
    plans: dict[str, SectionPlan],
    graphs: dict[str, Graph],
    shapes: Shapes,
) -> AnchoredTexts:
    """Finish a rendered document in place.

    Args:
        document: as docxtpl rendered it, with marks.
        marker: the rendering's marks.
        page: the template's measures.
        plans: how each section is set, by its ID.
        graphs: the graphs, by the indicator's ID.
        shapes: the tables that were folded.

    Returns:
        Where the anchored texts stand in the body.
    """
    texts = AnchoredTexts()
    if not marker.is_plain:
        letter_runs(body_of(document))
    placer = GraphPlacer(document, graphs)
    plan: SectionPlan | None = None
    for found, metrics in list(_blocks(document, page)):
        block = found
        if block.tag == FOLDED:
            filled = shapes.fill(block, plan, metrics)
            if filled is not None:
                for hole in filled.outcome.holes:
                    texts.add(Hole(filled.folded.anchors[hole], hole, filled.names))
                marker.passed(len(filled.folded.numbers))
                continue
            block = shapes.unfold(block)
        # lxml makes a new object of an element for each look at it, unless one is held.
        held = list(block.iter())
        kinds = CellKinds()
        empty_continued(block)
        for span in marker.take(block):
            texts.add(span)
            anchor = span.anchor
            if anchor.kind in _SECTION:
                plan = plans.get(anchor.record)
            elif anchor.kind in _CHAPTER:
                plan = None
            remember(kinds, anchor, span.paragraph)
        if not isinstance(block, (CT_P, CT_Tbl)):
            continue
        if isinstance(block, CT_Tbl):
            if not block.tr_lst:
                # All its rows stood in loops that ran over nothing: no program opens such a table.
                _drop(block)
                continue
            finish_table(block, kinds, metrics)
        else:
            for table in block.iter(_TABLE):
                assert isinstance(table, CT_Tbl)
                fit_columns(table, rows_of(table))
        if plan is not None:
            apply_plan(block, plan, metrics)
        placer.place(block, metrics, plan)
        held.clear()
    placer.drop_samples()
    clean_parts(document, document.part if marker.took_all else None)
    link_addresses(document)
    part_notes(document)
    tidy_ids(document)
    return texts


def _blocks(document: Document, page: Metrics) -> Iterator[tuple[XmlElement, Metrics]]:
    """The paragraphs and tables of the body, those in content controls included, each with the
    measures of the section it stands in."""
    sections = [page.within(section) for section in document.sections]
    number = 0
    for block in _leaves(body_of(document)):
        yield block, sections[min(number, len(sections) - 1)]
        number += block.tag == _PARAGRAPH and block.find(_ENDS_SECTION) is not None


def _leaves(element: XmlElement) -> Iterator[XmlElement]:
    for child in element:
        if child.tag in _LOOKED_THROUGH:
            yield from _leaves(child)
        else:
            yield child


def _drop(block: XmlElement) -> None:
    parent = block.getparent()
    assert parent is not None
    parent.remove(block)
