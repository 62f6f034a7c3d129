"""The rendered document → the finished one: widths, density, graphs, unique ids, tidy cells."""

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P

from kumareport.document.anchors import Anchor, AnchoredTexts, Kind, Marker
from kumareport.document.elements import body_of
from kumareport.document.field_layout import is_field_table, lay_out_fields
from kumareport.document.graph_placing import GraphPlacer
from kumareport.document.layout import SectionPlan
from kumareport.document.lettered_runs import letter_runs
from kumareport.document.loop_copies import link_addresses, part_notes, tidy_ids
from kumareport.document.metrics import Metrics
from kumareport.document.story_parts import clean_parts
from kumareport.document.table_grid import (
    empty_continued,
    end_cells,
    fit_columns,
    match_grid,
    rows_of,
)
from kumareport.document.table_layout import CellKinds, lay_out
from kumareport.document.vertical_labels import make_room
from kumareport.graphs.indicator import Graph
from kumareport.office.package.package import XmlElement

_CELL, _TABLE, _PARAGRAPH = qn("w:tc"), qn("w:tbl"), qn("w:p")
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
) -> AnchoredTexts:
    """Finish a rendered document in place.

    Args:
        document: as docxtpl rendered it, with marks.
        marker: the rendering's marks.
        page: the template's measures.
        plans: how each section is set, by its ID.
        graphs: the graphs, by the indicator's ID.

    Returns:
        Where the anchored texts stand in the body.
    """
    texts = AnchoredTexts()
    if not marker.is_plain:
        letter_runs(body_of(document))
    placer = GraphPlacer(document, graphs)
    plan: SectionPlan | None = None
    for block, metrics in list(_blocks(document, page)):
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
            _remember(kinds, anchor, span.paragraph)
        if not isinstance(block, (CT_P, CT_Tbl)):
            continue
        if isinstance(block, CT_Tbl):
            if not block.tr_lst:
                # All its rows stood in loops that ran over nothing: no program opens such a table.
                _drop(block)
                continue
            _finish_table(block, kinds, metrics)
        else:
            for table in block.iter(_TABLE):
                assert isinstance(table, CT_Tbl)
                fit_columns(table, rows_of(table))
        if plan is not None:
            _apply_plan(block, plan, metrics)
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


def _remember(kinds: CellKinds, anchor: Anchor, paragraph: XmlElement) -> None:
    if anchor.kind not in (Kind.VALUE, Kind.NAME, Kind.HEAD, Kind.FIELD):
        return
    cell = paragraph.getparent()
    if cell is None or cell.tag != _CELL:
        cell = next(paragraph.iterancestors(_CELL), None)
    if not isinstance(cell, CT_Tc):
        return
    if anchor.kind is Kind.VALUE:
        kinds.values.add(cell)
    elif anchor.kind is Kind.NAME:
        kinds.names.add(cell)
    elif anchor.kind is Kind.FIELD:
        kinds.fields.add(cell)
    else:
        kinds.heads.add(cell)


def _finish_table(table: CT_Tbl, kinds: CellKinds, metrics: Metrics) -> None:
    end_cells(table)
    make_room(table, metrics)
    for inner in table.iter(_TABLE):
        assert isinstance(inner, CT_Tbl)
        rows = rows_of(inner)
        fit_columns(inner, rows)
        if inner is not table:
            match_grid(inner, rows, None)
        elif kinds.values:
            lay_out(table, rows, kinds, metrics)
        elif is_field_table(table, rows, kinds.fields):
            lay_out_fields(table, rows, metrics)
        else:
            match_grid(table, rows, metrics)


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
