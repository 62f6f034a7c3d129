"""Report + template → the Word file."""

import io
from collections.abc import Callable
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn

from kumareport.document.context import report_tags
from kumareport.document.finish import finish
from kumareport.document.graphs import Graph, graph_of
from kumareport.document.layout import plan_report
from kumareport.document.metrics import Metrics
from kumareport.document.render import render
from kumareport.marks import Judged
from kumareport.model.report import Report
from kumareport.ooxml.package import repack
from kumareport.output import replacing

_EMU_PER_POINT = 12700
_DEFAULT_GRAPH_HEIGHT = 96.0

Progress = Callable[[str], None]


def build_document(
    report: Report, judged: Judged, template: bytes, path: Path, progress: Progress
) -> None:
    """Write the report.

    Args:
        report: with no errors among its findings.
        judged: its marks.
        template: a template that has passed the template check.
        path: the Word file; an old one is replaced only when the new one is whole.
        progress: told what is being done, in Japanese.

    Raises:
        TemplateError: the template cannot be rendered.
        OutputFileError: the file cannot be written.
    """
    progress("本文と表を作っています")
    tags = report_tags(report, judged)
    rendered = render(template, tags)
    document: Document = rendered.docx
    progress("グラフを作り、ページを整えています")
    metrics = Metrics(document)
    plans = plan_report(tags.章, metrics, _sample_height(document))
    finish(document, metrics, plans, _graphs(report))
    properties = document.core_properties
    properties.title = report.settings.title
    properties.language = properties.language or "ja-JP"
    progress("ファイルに書いています")
    packed = io.BytesIO()
    document.save(packed)
    with replacing(path) as file:
        repack(packed, file)


def _graphs(report: Report) -> dict[str, Graph]:
    graphs: dict[str, Graph] = {}
    for chapter in report.chapters:
        for section in chapter.sections:
            rows = [row for row in section.indicators if row.is_chartable]
            for row in rows:
                graphs[row.id] = graph_of(row, report.settings, titled=len(rows) > 1)
    return graphs


def _sample_height(document: Document) -> float:
    """The height of the template's sample chart, which the plan starts from."""
    for extent in document.element.body.iter(qn("wp:extent")):
        return int(extent.get("cy")) / _EMU_PER_POINT
    return _DEFAULT_GRAPH_HEIGHT
