"""Comparing two workbooks by what they print."""

import datetime
from pathlib import Path

from msgspec import Struct

from kumareport.marks import Judged
from kumareport.model.change import Comparison
from kumareport.model.problem import ProblemKind
from kumareport.output import Written
from kumareport.pipeline.checking import sound_template
from kumareport.pipeline.progress import Progress, silent
from kumareport.pipeline.targets import check_not_a_source, check_word
from kumareport.workbook.layout import MARK_SPELLINGS
from kumareport.workbook.read import read_report

_UNREAD = (
    ProblemKind.MISSING_COLUMN,
    ProblemKind.DOUBLED_COLUMN,
    ProblemKind.UNREADABLE_PERIOD,
    ProblemKind.NO_HEADER,
    ProblemKind.MISSING_SHEET,
    ProblemKind.UNKNOWN_KIND,
    ProblemKind.CELL_FAULT,
)
"""What stands in a workbook and in no report."""


class CompareResult(Struct, frozen=True):
    """What :func:`compare` did.

    Attributes:
        comparison: what differs.
        written: the table.
        faulty: the workbooks with rows, columns or cells that no report prints, so that they were
            not compared.
    """

    comparison: Comparison
    written: Written
    faulty: tuple[Path, ...]


def compare(old: Path, new: Path, target: Path, *, progress: Progress = silent) -> CompareResult:
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

    check_not_a_source(target, old, new)
    check_word(target, "新旧対照表")
    progress("ブックを読んでいます")
    reports = [read_report(path) for path in (old, new)]
    progress("比べています")
    comparison = compare_reports(*reports)
    progress("新旧対照表を書いています")
    written = write_comparison(comparison, old.name, new.name, target)
    unread = [any(problem.kind in _UNREAD for problem in report.problems) for report in reports]
    faulty = tuple(path for path, is_so in zip((old, new), unread, strict=True) if is_so)
    return CompareResult(comparison, written, faulty)


def redline(
    old: Path,
    new: Path,
    target: Path,
    template: Path,
    *,
    at: datetime.datetime,
    progress: Progress = silent,
) -> tuple[int, Written]:
    """Write the report of one workbook with what differs from another's as tracked changes.

    Accepting all changes in Word gives the new report, rejecting all gives the old one.

    Args:
        old, new: the workbooks; never changed. Both are printed whatever the check finds in them.
        target: the Word file.
        template: the Word template of both.
        at: the time that the changes state.
        progress: told each step in Japanese.

    Returns:
        How many tracked changes there are, and the file.

    Raises:
        InputFileError, OutputFileError, TemplateError: it cannot go on.
    """
    import tempfile

    from kumareport.document.build import build_document
    from kumareport.document.redline import redline as mark

    check_not_a_source(target, old, new, template)
    check_word(target, "見え消し版")
    reports = [read_report(path) for path in (old, new)]
    content = sound_template(template, reports[1].settings.form)
    with tempfile.TemporaryDirectory() as folder:
        built: list[Path] = []
        for name, report in zip("旧新", reports, strict=True):
            progress(f"{name}の報告書を作っています")
            built.append(Path(folder) / f"{name}.docx")
            judged = Judged(report, MARK_SPELLINGS)
            build_document(report, judged, content, built[-1], silent)
        progress("違いを変更履歴にしています")
        return mark(built[0], built[1], target, "新旧の比較", at)
