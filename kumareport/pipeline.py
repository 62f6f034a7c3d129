"""The use cases: what the commands do, and what a Python program imports."""

import dataclasses
import datetime
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kumareport.errors import InputFileError, OutputFileError, TemplateError
from kumareport.marks import Judged
from kumareport.model.change import Comparison
from kumareport.model.finding import Finding, Severity
from kumareport.model.problem import ProblemKind
from kumareport.model.report import Report
from kumareport.output import check_target
from kumareport.rules.acknowledge import Acknowledged
from kumareport.rules.catalog import find_rule
from kumareport.rules.rule import Checked
from kumareport.rules.run import Outcome, run_rules
from kumareport.workbook.layout import MARK_SPELLINGS
from kumareport.workbook.read import read_report

if TYPE_CHECKING:
    from kumareport.review.apply import Applied
    from kumareport.review.collection import Collection
    from kumareport.review.distribute import Distribution

Progress = Callable[[str], None]
Count = Callable[[int, int, str], None]


def _silent(_: str) -> None:
    """Progress that nobody watches."""


def _uncounted(_done: int, _total: int, _what: str) -> None:
    """A count that nobody watches."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A workbook, read and checked.

    Attributes:
        report: its content.
        judged: the marks.
        findings: everything found that nobody has accepted, in the workbook's order.
        acknowledged: what has been accepted in the sheet 確認済.
    """

    report: Report
    judged: Judged
    findings: tuple[Finding, ...]
    acknowledged: tuple[Acknowledged, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def has_errors(self) -> bool:
        """Whether the final report must not be made."""
        return self.count(Severity.ERROR) > 0


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What :func:`build` did.

    Attributes:
        checked: the findings, those of the template included.
        written: the files written; none where errors stopped the final report, or the template's
            faults any report.
        template_is_faulty: whether the template cannot be used.
    """

    checked: CheckResult
    written: tuple[Path, ...]
    template_is_faulty: bool = False


def check(source: Path, previous: Path | None = None) -> CheckResult:
    """Read a workbook and report every finding.

    Args:
        source: the workbook; never changed.
        previous: last year's workbook, to compare bases, past values and texts with.

    Raises:
        InputFileError: a file is no workbook in the 様式.
    """
    report = read_report(source)
    judged = Judged(report, MARK_SPELLINGS)
    last_year = None if previous is None else read_report(previous)
    outcome = run_rules(Checked(report, judged, last_year))
    return CheckResult(report, judged, outcome.findings, outcome.acknowledged)


def write_check_result(
    result: CheckResult, source: Path, target: Path, previous: Path | None = None
) -> None:
    """Write the findings as a list workbook (点検結果.xlsx) with links to the cells.

    Args:
        result: what :func:`check` found in ``source``.
        source: the workbook; never changed.
        target: the file to write.
        previous: last year's workbook, where one was compared with.

    Raises:
        InputFileError, OutputFileError: the target is an input, no ``.xlsx``, or cannot be written.
    """
    from kumareport.present.check_result import write_check_result as write

    _check_target(target, *(path for path in (source, previous) if path))
    _check_list_workbook(target, "点検結果")
    outcome = Outcome(result.findings, result.acknowledged)
    write(result.report, result.judged, outcome, source, target, previous)


def write_marked_copy(result: CheckResult, source: Path, target: Path) -> int:
    """Write a copy of the workbook whose cells are coloured and commented where something was found.

    Everything else of the workbook stays as it is.

    Returns:
        How many findings stand in a note of the copy; those without a cell stand in none.

    Raises:
        InputFileError, OutputFileError: the target is the input, of another type, or cannot be written.
    """
    from kumareport.workbook.marked_copy import write_marked_copy as write

    _check_target(target, source)
    _check_same_type(source, target, "色付きの写し")
    return write(source, result.findings, target)


def distribute(
    source: Path,
    folder: Path,
    *,
    name: str,
    deadline: datetime.date,
    contact: str,
    issued_at: datetime.datetime,
    progress: Count = _uncounted,
    template: Path | None = None,
) -> "Distribution":
    """Write a form (照会票) for each department, and 配付一覧.xlsx.

    Args:
        source: the workbook; never changed.
        folder: where; each department gets a folder of its own in it.
        name: what people call the round, such as 第１回照会.
        deadline: the last day for answers.
        contact: whom to ask and where to send the answers.
        issued_at: the time that the forms state.
        progress: told how many of how many are done, and the next department.
        template: the Word template, for a Word draft beside each form; None makes none.

    Raises:
        InputFileError, OutputFileError: no workbook in the 様式, forms that are there already.
        TemplateError: a template with faults.
    """
    from kumareport.review.book import read_book
    from kumareport.review.distribute import distribute as write_forms

    content = None if template is None else _sound_template(template)
    return write_forms(
        read_book(source),
        folder,
        name=name,
        deadline=deadline,
        contact=contact,
        issued_at=issued_at,
        progress=progress,
        template=content,
    )


def _sound_template(path: Path) -> bytes:
    from kumareport.document.template_check import open_template

    content = open_template(path)
    faults = [f for f in template_findings(content, path.name) if f.severity is Severity.ERROR]
    if faults:
        raise TemplateError(
            f"テンプレートに、直すところがあります：{faults[0].message}",
            f"「kumareport template check {path.name}」で、すべてのところを確かめられます。",
        )
    return content


@dataclass(frozen=True, slots=True)
class CollectResult:
    """What :func:`collect` did.

    Attributes:
        collection: what came back.
        carried_over: how many decisions and answers of an earlier 反映案 were kept.
    """

    collection: "Collection"
    carried_over: int = 0


def collect(
    source: Path,
    returned: Sequence[Path],
    target: Path | None,
    *,
    today: datetime.date,
    progress: Count = _uncounted,
) -> CollectResult:
    """Compare what departments returned with what was issued and with the workbook now.

    Args:
        source: the workbook; never changed.
        returned: files and folders, in any order and however named; 配付一覧.xlsx among them tells
            who was asked.
        target: the 反映案 to write; None to look only.
        today: the day, to tell who is late.
        progress: told how many files are done of how many, and the next one.

    Raises:
        InputFileError, OutputFileError: no workbook in the 様式, a path that does not exist, a target
            that is something else. Files that cannot be read are reported in the result.
    """
    from kumareport.review.book import read_book
    from kumareport.review.collect import collect as collect_files
    from kumareport.review.proposal_book import write_proposal_book

    if target is not None:
        _check_target(target, source)
        _check_list_workbook(target, "反映案")
    book = read_book(source)
    paths = [path for path in returned if target is None or path.absolute() != target.absolute()]
    collection = collect_files(book, paths, progress)
    if target is None:
        return CollectResult(collection)
    kept = write_proposal_book(collection, book, target, today.isoformat())
    return CollectResult(collection, kept)


def apply(source: Path, proposals: Path, target: Path, at: datetime.datetime) -> "Applied":
    """Write a copy of the workbook with the accepted proposals of a 反映案 carried out.

    Args:
        source: the workbook; never changed.
        proposals: the 反映案.
        target: the copy; of the workbook's type.
        at: the time that 変更履歴 states.

    Raises:
        InputFileError: the 反映案 was altered, or the workbook changed under a proposal.
        OutputFileError: the copy cannot be written.
    """
    from kumareport.review.apply import apply as carry_out
    from kumareport.review.book import read_book
    from kumareport.review.decisions import read_proposal_book

    _check_target(target, source, proposals)
    _check_same_type(source, target, "反映後のブック")
    return carry_out(read_book(source), read_proposal_book(proposals), target, at)


_UNREAD = (
    ProblemKind.MISSING_COLUMN,
    ProblemKind.DOUBLED_COLUMN,
    ProblemKind.UNREADABLE_PERIOD,
    ProblemKind.NO_HEADER,
    ProblemKind.MISSING_SHEET,
    ProblemKind.UNKNOWN_KIND,
    ProblemKind.NO_SECTION,
    ProblemKind.CELL_FAULT,
)
"""What stands in a workbook and in no report."""


@dataclass(frozen=True, slots=True)
class CompareResult:
    """What :func:`compare` did.

    Attributes:
        comparison: what differs.
        faulty: the workbooks with rows, columns or cells that no report prints, so that they were
            not compared.
    """

    comparison: Comparison
    faulty: tuple[Path, ...]


def compare(old: Path, new: Path, target: Path, *, progress: Progress = _silent) -> CompareResult:
    """Write a table of old and new (新旧対照表) of what two workbooks print.

    Args:
        old, new: the workbooks; never changed.
        target: the Word file.
        progress: told each step in Japanese.

    Raises:
        InputFileError, OutputFileError: no workbook in the 様式, a target that is an input, is no
            ``.docx``, or cannot be written.
    """
    from kumareport.comparison.compare import compare_reports
    from kumareport.document.change_document import write_comparison

    _check_target(target, old, new)
    _check_word(target, "新旧対照表")
    progress("ブックを読んでいます")
    reports = [read_report(path) for path in (old, new)]
    progress("比べています")
    comparison = compare_reports(*reports)
    progress("新旧対照表を書いています")
    write_comparison(comparison, old.name, new.name, target)
    unread = [any(problem.kind in _UNREAD for problem in report.problems) for report in reports]
    faulty = tuple(path for path, is_so in zip((old, new), unread, strict=True) if is_so)
    return CompareResult(comparison, faulty)


def redline(
    old: Path,
    new: Path,
    target: Path,
    template: Path,
    *,
    at: datetime.datetime,
    progress: Progress = _silent,
) -> int:
    """Write the report of one workbook with what differs from another's as tracked changes.

    Accepting all changes in Word gives the new report, rejecting all gives the old one.

    Args:
        old, new: the workbooks; never changed. Both are printed whatever the check finds in them.
        target: the Word file.
        template: the Word template of both.
        at: the time that the changes state.
        progress: told each step in Japanese.

    Returns:
        How many tracked changes there are.

    Raises:
        InputFileError, OutputFileError, TemplateError: it cannot go on.
    """
    import tempfile

    from kumareport.document.build import build_document
    from kumareport.document.redline import redline as mark

    _check_target(target, old, new)
    _check_word(target, "見え消し版")
    content = _sound_template(template)
    with tempfile.TemporaryDirectory() as folder:
        built: list[Path] = []
        for name, path in (("旧", old), ("新", new)):
            progress(f"{name}の報告書を作っています")
            report = read_report(path)
            built.append(Path(folder) / f"{name}.docx")
            judged = Judged(report, MARK_SPELLINGS)
            build_document(report, judged, content, built[-1], _silent)
        progress("違いを変更履歴にしています")
        return mark(built[0], built[1], target, "新旧の比較", at)


def _check_word(target: Path, name: str) -> None:
    if target.suffix.lower() != ".docx":
        raise OutputFileError(
            f"{name}は Word 文書です：{target}",
            f"ファイル名の終わりを .docx にしてください（例：{name}.docx）。",
        )


def _check_list_workbook(target: Path, name: str) -> None:
    if target.suffix.lower() != ".xlsx":
        raise OutputFileError(
            f"{name}は Excel のブックです：{target}",
            f"ファイル名の終わりを .xlsx にしてください（例：{name}.xlsx）。",
        )


def _check_same_type(source: Path, target: Path, name: str) -> None:
    if target.suffix.lower() != source.suffix.lower():
        raise OutputFileError(
            f"{name}は、元のブックと同じ形式で作ります：{target}",
            f"ファイル名の終わりを {source.suffix} にしてください。",
        )


def _check_target(target: Path, *sources: Path) -> None:
    """Refuse a target that is a folder, or one of the inputs."""
    check_target(target)
    for source in sources:
        if target.exists() and source.exists() and target.samefile(source):
            raise InputFileError(
                "出力先が入力のブックと同じです。", "出力先に別のファイル名を指定してください。"
            )


def build(
    source: Path,
    target: Path,
    template: Path,
    *,
    chapters: Sequence[str] = (),
    pdf: bool = False,
    draft: bool = False,
    progress: Progress = _silent,
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
        progress: told each step in Japanese.

    Raises:
        InputFileError, OutputFileError, TemplateError, ConverterError: it cannot go on.
    """
    from kumareport.document.build import build_document
    from kumareport.document.template_check import open_template

    _check_target(target, source)
    progress("ブックを読み、点検しています")
    result = check(source)
    content = open_template(template)
    faults = template_findings(content, template.name)
    if faults:
        result = dataclasses.replace(result, findings=(*result.findings, *faults))
    is_faulty = any(fault.severity is Severity.ERROR for fault in faults)
    selected = select_chapters(result.report, chapters)
    if is_faulty or (result.has_errors and not draft):
        return BuildResult(result, (), is_faulty)
    remarks = result.findings if draft else None
    build_document(selected, result.judged, content, target, progress, remarks)
    written = [target]
    if pdf:
        from kumareport.document.pdf import convert_to_pdf

        progress("PDF を作っています（LibreOffice）")
        convert_to_pdf(target, target.with_suffix(".pdf"))
        written.append(target.with_suffix(".pdf"))
    return BuildResult(result, tuple(written))


def check_template(path: Path) -> tuple[Finding, ...]:
    """Every fault of a Word template.

    Raises:
        InputFileError: no Word document that can be opened.
    """
    from kumareport.document.template_check import open_template

    return template_findings(open_template(path), path.name)


def template_findings(content: bytes, name: str) -> tuple[Finding, ...]:
    """The faults of a template as findings of their rules."""
    from kumareport.document.template_check import check_template as lint

    findings: list[Finding] = []
    for fault in lint(content, name):
        rule = find_rule(fault.code)
        assert rule is not None
        findings.append(rule.finding(fault.location, fault.message, fault.location.place))
    return tuple(findings)


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
    return dataclasses.replace(report, chapters=chapters)


def _key(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
