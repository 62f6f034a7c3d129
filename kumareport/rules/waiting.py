"""Rows that wait to be filled in."""

from kumareport.model.problem import ProblemKind
from kumareport.model.report import Chapter, Section
from kumareport.rules.rule import Checked


def waits(checked: Checked, chapter: Chapter, section: Section, kind: str) -> bool:
    """Whether a section has rows of a 区分 that wait to be filled in: then S30 tells of them."""
    below = [s.location.row for s in chapter.sections if s.location.row > section.location.row]
    end = min(below, default=1 << 30)
    return any(
        problem.detail == kind
        and problem.location.sheet == chapter.sheet
        and section.location.row < problem.location.row < end
        for problem in checked.problems(ProblemKind.UNFILLED)
    )
