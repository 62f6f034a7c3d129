"""How many groups have each mark, by chapter."""

from collections.abc import Sequence

from msgspec import Struct

from kumareport.marks.judged import Judged, recount
from kumareport.model.form import FRONT
from kumareport.model.mark import Attainment, Mark
from kumareport.model.report import Chapter, Report


class Total(Struct, frozen=True):
    """The marks of a chapter, or of the whole report. A 大項目 counts once.

    Attributes:
        chapter: the chapter; None for the whole.
        counts: how many groups have each of the counted marks, in their order.
        favourable: how many have reached the target, or nearly.
        rated: how many are evaluated at all.
    """

    chapter: Chapter | None
    counts: tuple[int, ...]
    favourable: int
    rated: int


def counted_marks(report: Report) -> tuple[Mark, ...]:
    """The marks that the report's indicators can have, best first, each once.

    A scheme that no indicator uses (one for the marks that people give to 施策 or 事業) has none of
    them; a report without indicators counts the usual marks.
    """
    settings = report.settings
    used = [settings.scheme_of(group.rows[0]) for _, _, group in report.groups()]
    schemes = [scheme for scheme in settings.schemes if scheme in used] or settings.schemes[:1]
    return tuple(dict.fromkeys(mark for scheme in schemes for mark in scheme.marks))


def totals(report: Report, judged: Judged) -> tuple[Total, ...]:
    """One for each chapter, and at the end that of the whole."""
    every: list[Mark | None] = []
    found: list[Total] = []
    own = counted_marks(report)
    for chapter in report.chapters:
        if chapter.kind != FRONT:
            continue
        marks = [judged.mark(group) for section in chapter.parts for group in section.groups]
        every += marks
        found.append(_total(chapter, marks, own))
    return (*found, _total(None, every, own))


def _total(chapter: Chapter | None, marks: Sequence[Mark | None], own: Sequence[Mark]) -> Total:
    favourable, rated = recount(marks)
    return Total(chapter, tuple(marks.count(mark) for mark in own), favourable, rated)


def share_name(marks: Sequence[Mark]) -> str:
    """What the share of reached and nearly reached targets is called: ○と△の割合."""
    good = (Attainment.ACHIEVED, Attainment.NEARLY)
    return "と".join(dict.fromkeys(m.symbol for m in marks if m.attainment in good)) + "の割合"
