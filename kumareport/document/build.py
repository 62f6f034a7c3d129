"""Report + template → the Word file."""

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from docx.parts.document import DocumentPart
from msgspec import Struct

from kumareport.document.base_record import carry_base
from kumareport.document.contents import fill_in_contents, update_on_opening
from kumareport.document.context import report_tags
from kumareport.document.draft import (
    Dispatch,
    add_comments,
    comment_texts,
    drop_comments,
    mark_as_draft,
    track_changes,
)
from kumareport.document.elements import body_of
from kumareport.document.finding_places import FindingPlaces
from kumareport.document.finish import finish
from kumareport.document.graph_placing import sample_height
from kumareport.document.issue import anchor_places
from kumareport.document.layout import plan_report
from kumareport.document.loop_copies import restart_lists
from kumareport.document.metrics import Metrics
from kumareport.document.overview import LACKING, UPRIGHT, paper_of
from kumareport.document.render import render
from kumareport.document.saving import parts_of
from kumareport.document.shapes import Shapes
from kumareport.document.template_names import (
    COSTLY_TAGS,
    OVERVIEW_TAG,
    SHEET_TAGS,
    mentioned,
    names_tag,
)
from kumareport.document.unprinted import unprinted
from kumareport.errors import TemplateError
from kumareport.graphs.indicator import Graph, graph_of
from kumareport.graphs.totals import GRAPH, OVERVIEW_GRAPH, summary_graph
from kumareport.last_year import Past, SinceLastYear
from kumareport.marks import Judged
from kumareport.model.anchor import Anchor
from kumareport.model.finding import Finding
from kumareport.model.report import Report
from kumareport.model.shortening import shortened
from kumareport.office.package.package_writing import write_package
from kumareport.office.package.text import printable
from kumareport.office.word.computed_fields import fill_references
from kumareport.office.word.run_looks import read_looks
from kumareport.output import Written, write_bytes

_LONGEST_PROPERTY = 255  # python-docx refuses more


class Made(Struct, frozen=True):
    """A report as it was made.

    Attributes:
        data: the bytes of the Word file.
        unprinted: what the workbook holds and no tag of the template prints, by name.
    """

    data: bytes
    unprinted: tuple[str, ...] = ()


class WrittenReport(Struct, frozen=True):
    """A report as it was written: the file, and what no tag of the template prints."""

    written: Written
    unprinted: tuple[str, ...]


Progress = Callable[[str], None]


def build_document(
    report: Report,
    judged: Judged,
    template: bytes,
    path: Path,
    progress: Progress,
    remarks: Sequence[Finding] | None = None,
    dispatch: Dispatch | None = None,
    past: Past | None = None,
) -> WrittenReport:
    """Write the report, or a draft of it.

    Args:
        report: for the final report, one with no errors among its findings.
        judged: its marks.
        template: a template that has passed the template check.
        path: the Word file that is wanted.
        progress: told what is being done, in Japanese.
        remarks: the findings to put into a draft (案) as comments; None makes the final report.
        dispatch: what a draft carries that is sent out; whoever opens it finds the tracking of
            changes switched on. None for a report that is not sent out.
        past: last year's workbook, where there is one to compare with.

    Raises:
        TemplateError: the template cannot be rendered.
        OutputFileError: the file cannot be written.
    """
    made = make_document(report, judged, template, progress, remarks, dispatch, past)
    progress("ファイルに書いています")
    return WrittenReport(write_bytes(path, made.data), made.unprinted)


def make_document(
    report: Report,
    judged: Judged,
    template: bytes,
    progress: Progress,
    remarks: Sequence[Finding] | None = None,
    dispatch: Dispatch | None = None,
    past: Past | None = None,
) -> Made:
    """The same as the bytes of a Word file."""
    main, shapes, left_out = _finished(report, judged, template, progress, remarks, dispatch, past)
    out = io.BytesIO()
    write_package(parts_of(main, shapes), out)
    return Made(out.getvalue(), left_out)


def _finished(
    report: Report,
    judged: Judged,
    template: bytes,
    progress: Progress,
    remarks: Sequence[Finding] | None,
    dispatch: Dispatch | None,
    past: Past | None,
) -> tuple[DocumentPart, Shapes, tuple[str, ...]]:
    """The main part of a document that is ready to be packed, its tables that are no trees, and what is
    not printed. Nothing else of the work is kept."""
    progress("本文と表を作っています")
    since = SinceLastYear(report, judged, past)
    report = shortened(report)
    paper = paper_of(template) if report.settings.has_overview else UPRIGHT
    apart = [kind for kind, tag in SHEET_TAGS.items() if names_tag(template, tag)]
    tags = report_tags(
        report, judged, since, draft=remarks is not None, paper=paper, apart=apart,
        costly=mentioned(template, COSTLY_TAGS),
    )  # fmt: skip
    rendered = render(template, tags)
    if remarks is None and tags.概要版 and not names_tag(template, OVERVIEW_TAG):
        raise TemplateError(
            LACKING,
            "「設定」で「載せない」にするか、標準のテンプレートの {%p for 概要 in 報告書.概要版 %} から "
            "{%p endfor %} までを、テンプレートの表紙のあとに写してください。",
        )
    document = rendered.document
    progress("グラフを作り、ページを整えています")
    metrics = Metrics(document)
    graphs = _graphs(report, judged)
    sections = [section.id for chapter in report.chapters for section in chapter.parts]
    plans = plan_report(tags.sheets, metrics, sample_height(document, graphs))
    by_section = dict(zip(sections, plans, strict=True))
    drop_comments(document)
    places = FindingPlaces(report) if remarks is not None else None
    as_elements: set[Anchor] = set()
    if places is not None:
        as_elements.update(*(places.anchors(finding.location) for finding in remarks or ()))
    odd = read_looks(document.styles.element).odd
    shapes = Shapes(rendered.folded, rendered.root, odd, as_elements)
    texts = finish(document, rendered.marker, metrics, by_section, graphs, shapes)
    restart_lists(document, texts, report)
    if fill_in_contents(document, metrics.text_width) and remarks is None:
        update_on_opening(document)
    made = anchor_places(document, texts, report, rendered.boxes)
    fill_references(body_of(document))
    properties = document.core_properties
    properties.title = printable(report.settings.title)[:_LONGEST_PROPERTY]
    properties.language = properties.language or "ja-JP"
    if remarks is not None and places is not None:
        progress("点検の結果をコメントに入れています")
        mark_as_draft(document, mark_is_printed=rendered.names_draft)
        add_comments(document, texts, places, remarks, dispatch)
    if dispatch is not None:
        track_changes(document)
    said = comment_texts(remarks or (), dispatch)
    facts: Mapping[str, str] = dispatch.facts if dispatch is not None else {}
    carry_base(document, made, shapes, report.places.digest(), said, facts)
    return document.part, shapes, unprinted(report, rendered.marker.printed)


def _graphs(report: Report, judged: Judged) -> dict[str, Graph]:
    graphs: dict[str, Graph] = {}
    if report.settings.has_summary:
        graphs[GRAPH] = summary_graph(report, judged)
    if report.settings.has_overview:
        graphs[OVERVIEW_GRAPH] = summary_graph(report, judged, OVERVIEW_GRAPH)
    for chapter in report.chapters:
        for section in chapter.parts:
            rows = [row for row in section.indicators if row.is_chartable]
            for row in rows:
                graphs[row.id] = graph_of(row, report.settings, titled=len(rows) > 1)
    return graphs
