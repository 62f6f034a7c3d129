"""Texts that a form asks for, and rows that wait to be filled in."""

import sys
from collections.abc import Iterator

from kumareport.model.finding import Finding
from kumareport.model.problem import ProblemKind
from kumareport.model.record_kind import TextRole
from kumareport.model.report import Chapter, Part
from kumareport.rules.rule import Checked, Rule


def waits(checked: Checked, chapter: Chapter, section: Part, kind: str) -> bool:
    """Whether a section has rows of a 区分 that wait to be filled in: then S30 tells of them."""
    below = [s.location.row for s in chapter.parts if s.location.row > section.location.row]
    own = range(section.location.row, min(below, default=sys.maxsize))
    return any(
        problem.detail == kind
        and problem.location.sheet == chapter.sheet
        and problem.location.row in own
        for problem in checked.problems(ProblemKind.UNFILLED)
    )


def missing(rule: Rule, checked: Checked, *roles: TextRole) -> Iterator[Finding]:
    """The sections without a text that the form asks for, of some roles."""
    for chapter, section in checked.report.parts():
        form = checked.report.settings.form
        for kind in form.required(*roles):
            if not form.is_at_home(kind, section.kind):
                continue
            if not section.of_kind(kind) and not waits(checked, chapter, section, kind.name):
                message = f"{section.number}「{section.title}」に「{kind.name}」の行がありません"
                yield rule.finding(section.location, message, section.title)
