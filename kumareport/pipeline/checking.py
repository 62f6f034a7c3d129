"""Checking a workbook or a template, and writing down what was found."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, msgpack

from kumareport.errors import TemplateError
from kumareport.last_year import Past
from kumareport.marks import Judged
from kumareport.model.finding import Finding, Severity
from kumareport.model.form import STANDARD, Form
from kumareport.model.location import Location
from kumareport.model.report import Report
from kumareport.output import Written
from kumareport.pipeline.progress import silent
from kumareport.pipeline.targets import (
    check_list_workbook,
    check_not_a_source,
    check_same_type,
)
from kumareport.prepared import prepared
from kumareport.rules.acknowledge import Acknowledged
from kumareport.rules.catalog import find_rule
from kumareport.rules.rule import Checked
from kumareport.rules.run import Outcome, run_rules
from kumareport.workbook.layout import MARK_SPELLINGS
from kumareport.workbook.read import read_report

if TYPE_CHECKING:
    from kumareport.present.check_result import CheckList

_FROM_OUTSIDE = ("T06", "T08")
"""The rules about what a template leads to, which no trial minds."""


class CheckResult(Struct, frozen=True):
    """A workbook, read and checked.

    Attributes:
        report: its content.
        judged: the marks.
        findings: everything found that nobody has accepted, in the workbook's order.
        acknowledged: what has been accepted in the sheet 確認済.
        past: last year's workbook, where one was compared with.
    """

    report: Report
    judged: Judged
    findings: tuple[Finding, ...]
    acknowledged: tuple[Acknowledged, ...] = ()
    past: Past | None = None

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def has_errors(self) -> bool:
        """Whether the final report must not be made."""
        return self.count(Severity.ERROR) > 0


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
    past = None if previous is None else _past(read_report(previous))
    outcome = run_rules(Checked(report, judged, past))
    return CheckResult(report, judged, outcome.findings, outcome.acknowledged, past)


def _past(report: Report) -> Past:
    return Past(report, Judged(report, MARK_SPELLINGS))


def write_check_result(
    result: CheckResult, source: Path, target: Path, previous: Path | None = None
) -> "CheckList":
    """Write the findings as a list workbook (点検結果.xlsx) with links to the cells.

    Args:
        result: what :func:`check` found in ``source``.
        source: the workbook; never changed.
        target: the file to write.
        previous: last year's workbook, where one was compared with.

    Returns:
        The file, and how much that people had filled in was carried over.

    Raises:
        InputFileError, OutputFileError: the target is an input, no ``.xlsx``, or cannot be written.
    """
    from kumareport.present.check_result import write_check_result as write

    check_not_a_source(target, *(path for path in (source, previous) if path))
    check_list_workbook(target, "点検結果")
    outcome = Outcome(result.findings, result.acknowledged)
    return write(result.report, result.judged, outcome, source, target, previous, result.past)


def write_marked_copy(result: CheckResult, source: Path, target: Path) -> tuple[int, Written]:
    """Write a copy of the workbook whose cells are coloured and commented where something was found.

    Everything else of the workbook stays as it is.

    Returns:
        How many findings stand in a note of the copy (those without a cell stand in none), and the
        copy.

    Raises:
        InputFileError, OutputFileError: the target is the input, of another type, or cannot be written.
    """
    from kumareport.workbook.marked_copy import write_marked_copy as write

    check_not_a_source(target, source)
    check_same_type(source, target, "色付きの写し")
    return write(source, result.findings, target)


def check_template(path: Path, book: Path | None = None) -> tuple[Finding, ...]:
    """Every fault of a Word template.

    Args:
        path: the template.
        book: the workbook that it is for; None for the standard form.

    Raises:
        InputFileError: no Word document, or no workbook, that can be opened.
        TemplateError: the workbook's report cannot be made of it.
    """
    from kumareport.document.template_file import open_template

    content = open_template(path)
    if book is None:
        return template_findings(content, path.name)
    report = read_report(book)
    findings = template_findings(content, path.name, report.settings.form)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return findings
    from kumareport.document.build import make_document

    # A draft can be made of any workbook.
    made = make_document(report, Judged(report, MARK_SPELLINGS), content, silent, ())
    return (*findings, *unprinted_finding(path.name, made.unprinted))


def unprinted_finding(template: str, names: Sequence[str]) -> tuple[Finding, ...]:
    """What a workbook holds and a template does not print, as a finding; none where that is nothing."""
    if not names:
        return ()
    rule = find_rule("T12")
    assert rule is not None
    message = (
        f"ブックにあるのに、テンプレートのどのタグも印刷しないものがあります：{'、'.join(names)}"
    )
    return (rule.finding(Location(file=template, place="文書全体"), message),)


def template_findings(content: bytes, name: str, form: Form = STANDARD) -> tuple[Finding, ...]:
    """The faults of a template for a form, as findings of their rules: what a look at it shows, and where
    its tags show nothing, what a trial does."""
    seen = seen_findings(content, name, form)
    are_tags_sound = all(finding.code in _FROM_OUTSIDE for finding in seen)
    return (*seen, *trial_findings(content, name, form)) if are_tags_sound else seen


# ``watch`` builds with one template again and again: what does not change is checked once.
@lru_cache(4)
def seen_findings(content: bytes, name: str, form: Form = STANDARD) -> tuple[Finding, ...]:
    """The faults of a template that a look at it shows."""
    sources = (content, msgpack.encode(form))
    findings: list[Finding] = []
    for code, place, message in prepared(
        "faults", sources, lambda: _seen_faults(content, name, form)
    ):
        rule = find_rule(code)
        assert rule is not None
        findings.append(rule.finding(Location(file=name, place=place), message, place))
    return tuple(findings)


def _seen_faults(content: bytes, name: str, form: Form) -> list[tuple[str, str, str]]:
    """The rule, the place and the message of each fault."""
    from kumareport.document.template_check import check_template as lint

    return [(fault.code, fault.place, fault.message) for fault in lint(content, name, form)]


@lru_cache(4)
def trial_findings(content: bytes, name: str, form: Form = STANDARD) -> tuple[Finding, ...]:
    """What only a trial document shows of a template: none where one can be made."""
    why, where = prepared("trial", (content, msgpack.encode(form)), lambda: _trial(content, form))
    rule = find_rule("T09")
    assert rule is not None
    place = where or "文書全体"
    return (rule.finding(Location(file=name, place=place), why, place),) if why else ()


def _trial(content: bytes, form: Form) -> tuple[str, str]:
    from kumareport.document.trial import trial

    return trial(content, form)


def sound_template(path: Path, form: Form) -> bytes:
    """A template without errors for a form.

    Raises:
        InputFileError: no Word document that can be opened.
        TemplateError: one with errors; the message says the first.
    """
    from kumareport.document.template_file import open_template

    content = open_template(path)
    faults = [
        f for f in template_findings(content, path.name, form) if f.severity is Severity.ERROR
    ]
    if faults:
        raise TemplateError(
            f"テンプレートに、直すところがあります：{faults[0].message}",
            f"「kumareport template check {path.name}」で、すべてのところを確かめられます。",
        )
    return content
