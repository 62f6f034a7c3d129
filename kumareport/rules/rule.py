"""What a rule is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kumareport.marks import Judged
from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.model.problem import Problem, ProblemKind
from kumareport.model.report import Report


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules look at: the report as read, and its marks."""

    report: Report
    judged: Judged

    def problems(self, *kinds: ProblemKind) -> Iterator[Problem]:
        """The reader's problems of some kinds, in order."""
        return (problem for problem in self.report.problems if problem.kind in kinds)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue.

    Attributes:
        code: never reused.
        title: names the fault.
        severity: of its findings.
        why: why it matters.
        bad, good: an example each.
        advice: what to do; also the hint of each finding.
        check: yields the findings. None for rules that look at templates.
    """

    code: str
    title: str
    severity: Severity
    why: str
    bad: str
    good: str
    advice: str
    check: Callable[["Rule", Checked], Iterator[Finding]] | None = None

    def finding(
        self, location: Location, message: str, seen: str = "", related: tuple[Location, ...] = ()
    ) -> Finding:
        """A finding of this rule."""
        return Finding(self.code, self.severity, location, message, self.advice, seen, related)

    def run(self, checked: Checked) -> list[Finding]:
        """All findings of this rule."""
        return [] if self.check is None else list(self.check(self, checked))
