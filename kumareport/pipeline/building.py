"""Making the report."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kumareport.errors import InputFileError, KumareportError, OutputFileError
from kumareport.model.finding import Severity
from kumareport.model.report import Report
from kumareport.output import Written
from kumareport.pipeline.checking import (
    CheckResult,
    check,
    seen_findings,
    template_findings,
    trial_findings,
    unprinted_finding,
)
from kumareport.pipeline.progress import Progress, silent
from kumareport.pipeline.targets import check_not_a_source, check_word
from kumareport.prose.words import put_away

_NOTHING = "指標がないため、「設定」で載せるとした集計・概要版のページは作りませんでした。"


class BuildResult(Struct, frozen=True):
    """What :func:`build` did.

    Attributes:
        checked: the findings, those of the template included.
        written: the files written; none where errors stopped the final report, or the template's
            faults any report.
        template_is_faulty: whether the template cannot be used.
        results: the same files, with what was wanted instead.
        missing_fonts: the fonts of the template that the PDF lacks.
        notices: pages that 設定 asks for and that were left out.
    """

    checked: CheckResult
    written: tuple[Path, ...]
    template_is_faulty: bool = False
    results: tuple[Written, ...] = ()
    missing_fonts: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def build(
    source: Path,
    target: Path,
    template: Path,
    *,
    chapters: Sequence[str] = (),
    pdf: bool = False,
    draft: bool = False,
    previous: Path | None = None,
    progress: Progress = silent,
    once: bool = False,
) -> BuildResult:
    """Write the Word report of a workbook, and a PDF of it on request.

    The final report is written only without errors. A draft (案) is written with errors too, and
    carries each finding as a comment at its place.

    Args:
        source: the workbook; never changed.
        target: the Word file.
        template: the Word template.
        chapters: the chapters to print, by number, sheet or title; all where empty.
        pdf: also write a PDF beside the Word file.
        draft: write a draft.
        previous: last year's workbook, to tell what has changed.
        progress: told each step in Japanese.
        once: this process checks nothing after it: what only checking needs is given back before
            the report is made.

    Raises:
        InputFileError, OutputFileError, TemplateError, ConverterError: it cannot go on.
    """
    check_not_a_source(target, source, template, *([previous] if previous else []))
    check_word(target, "報告書")
    progress("ブックを読み、点検しています")
    result = check(source, previous)
    if once:
        put_away()
    # Loaded only now: it would stand in the memory beside the dictionary.
    from kumareport.document.build import build_document
    from kumareport.document.overview import LACKING
    from kumareport.document.render import DAMAGES
    from kumareport.document.template_file import open_template
    from kumareport.document.template_names import OVERVIEW_TAG, names_tag

    content = open_template(template)
    form = result.report.settings.form
    faults = seen_findings(content, template.name, form)
    is_faulty = any(fault.severity is Severity.ERROR for fault in faults)
    selected = select_chapters(result.report, chapters)
    if is_faulty or (result.has_errors and not draft):
        faults = template_findings(content, template.name, form)
        result = replace(result, findings=(*result.findings, *faults))
        return BuildResult(result, (), any(f.severity is Severity.ERROR for f in faults))
    result = replace(result, findings=(*result.findings, *faults))
    remarks = result.findings if draft else None
    judged, past = result.judged, result.past
    try:
        made = build_document(selected, judged, content, target, progress, remarks, past=past)
    except OutputFileError:
        # The document was made and has no place to go: no template's fault.
        raise
    except (KumareportError, *DAMAGES):
        # Whose fault is it? A trial of the template says, and is needed for nothing else.
        faults = trial_findings(content, template.name, form)
        if not faults:
            raise
        return BuildResult(replace(result, findings=(*result.findings, *faults)), (), True)
    written = [made.written]
    left_out = unprinted_finding(template.name, made.unprinted)
    result = replace(result, findings=(*result.findings, *left_out))
    missing: tuple[str, ...] = ()
    if pdf:
        from kumareport.document.fonts import missing_fonts
        from kumareport.document.pdf import convert_to_pdf

        document = written[0].path
        missing = missing_fonts(document) or ()
        progress("PDF を作っています（LibreOffice）")
        written.append(convert_to_pdf(document, document.with_suffix(".pdf")))
    paths = tuple(one.path for one in written)
    asks = selected.settings
    counts = any(selected.indicators())
    lacks = draft and counts and asks.has_overview and not names_tag(content, OVERVIEW_TAG)
    empty = (asks.has_summary or asks.has_overview) and not counts
    return BuildResult(
        result,
        paths,
        results=tuple(written),
        missing_fonts=missing,
        notices=(*[LACKING] * lacks, *[_NOTHING] * empty),
    )


def select_chapters(report: Report, wanted: Sequence[str]) -> Report:
    """The report with only some chapters.

    Raises:
        InputFileError: a name that fits no chapter; the message lists those there are.
    """
    if not wanted:
        return report
    chosen: list[str] = []
    for name in wanted:
        key = _key(name)
        found = [
            chapter.sheet
            for chapter in report.chapters
            if key in (_key(chapter.sheet), _key(chapter.number), _key(chapter.title))
            or key == _key(chapter.number).strip("第章")
        ]
        found = found or [c.sheet for c in report.chapters if key and key in _key(c.title)]
        if len(found) != 1:
            known = "、".join(chapter.number or chapter.sheet for chapter in report.chapters)
            raise InputFileError(
                f"「{name}」に当たる章が１つに決まりません。", f"指定できる章：{known}"
            )
        chosen += found
    chapters = tuple(chapter for chapter in report.chapters if chapter.sheet in chosen)
    # The pages 集計 and 概要版 count the whole report.
    settings = replace(report.settings, has_summary=False, has_overview=False)
    return replace(report, chapters=chapters, settings=settings)


def _key(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
