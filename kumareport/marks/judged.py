"""The marks of a whole report."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property

from kumareport.marks.beside import mark_before
from kumareport.marks.judge import judge
from kumareport.model.mark import Attainment, Condition, Judgement, Mark, Measure, Scheme
from kumareport.model.report import Group, Report

Spellings = Mapping[str, tuple[str, ...]]
"""What people type for a symbol."""


def typed_mark(text: str, scheme: Scheme, spellings: Spellings) -> Mark | None:
    """The mark that a person typed in 進捗, by its symbol or a look-alike."""

    def key(symbol: str) -> str:
        return unicodedata.normalize("NFKC", symbol).strip()

    # ▲ is a way to type △, but not where the scheme has both.
    for mark in scheme.marks:
        if text == mark.symbol:
            return mark
    for mark in scheme.marks:
        if text in spellings.get(mark.symbol, ()):
            return mark
    alike = [mark for mark in scheme.marks if key(mark.symbol) == key(text)]
    folded = [m for m in scheme.marks if key(m.symbol).casefold() == key(text).casefold()]
    for found in (alike, folded):
        if len(found) == 1:
            return found.pop()
    return None


def _told(text: str, scheme: Scheme, spellings: Spellings) -> Mark:
    """A mark that was printed; one that this year's scheme has not is no evaluation of today's."""
    known = typed_mark(text, scheme, spellings)
    return known or Mark(text, "", Condition(Measure.TYPED), None)


def group_mark(marks: Iterable[Mark | None], scheme: Scheme) -> Mark | None:
    """The mark that the rows of a group share: all equal → that one, mixed → nearly reached.

    Rows whose mark is no evaluation do not count beside others. Where a scheme has several marks
    between reached and missed, rows that differ get the worst of those they have, or the best there
    is of these marks where they have none; a scheme without such a mark gives the worst.
    """
    rows = list(marks)
    if len(rows) == 1:
        return rows[0]
    given = {mark for mark in rows if mark is not None}
    if not given or None in rows:
        return None
    rated = {mark for mark in given if mark.attainment} or given
    if len(rated) == 1:
        return rated.pop()
    between = [mark for mark in scheme.marks if mark.attainment is Attainment.NEARLY]
    own = [mark for mark in between if mark in rated]
    ranked = [mark for mark in scheme.marks if mark in rated]
    if own:
        return own[-1]
    return between[0] if between else ranked[-1] if ranked else None


def recount(marks: Iterable[Mark | None]) -> tuple[int, int]:
    """How many groups have reached the target or nearly so, and how many are evaluated at all."""
    given = [mark.attainment for mark in marks if mark is not None and mark.attainment]
    return sum(attainment is not Attainment.MISSED for attainment in given), len(given)


_NONE_KNOWN: Mapping[str, Judgement] = {}


class Judged:
    """All judgements of a report.

    Args:
        report: the report.
        spellings: what people type for the marks.
        known: the judgements of rows that need not be judged again, by their ID.

    Attributes:
        rows: the judgement of each indicator, by its ID.
        groups: the printed mark of each group, by the ID of its first row: the typed one where
            there is one, else the computed one.
        computed: the computed mark of each group, by the same ID.
        typed: the marks that people typed, by the row's ID; None where the text is no mark.
        told_before: the mark that the workbook says was printed last year, by the row's ID.
    """

    def __init__(
        self, report: Report, spellings: Spellings, known: Mapping[str, Judgement] = _NONE_KNOWN
    ) -> None:
        self.rows: dict[str, Judgement] = {}
        self.groups: dict[str, Mark | None] = {}
        self.computed: dict[str, Mark | None] = {}
        self.typed: dict[str, Mark | None] = {}
        self._report = report
        self.told_before: dict[str, Mark] = {}
        for _, _, group in report.groups():
            scheme = report.settings.scheme_of(group.rows[0])
            for row in group.rows:
                self.rows[row.id] = known.get(row.id) or judge(row, report.settings)
                if row.typed_mark:
                    own = report.settings.scheme_of(row)
                    self.typed[row.id] = typed_mark(row.typed_mark, own, spellings)
                if row.mark_before:
                    self.told_before[row.id] = _told(row.mark_before, scheme, spellings)
            computed = group_mark((self.rows[row.id].mark for row in group.rows), scheme)
            first = group.rows[0].id
            self.computed[first] = computed
            typed = [self.typed.get(row.id) for row in group.rows]
            self.groups[first] = next((mark for mark in typed if mark), computed)

    @cached_property
    def before(self) -> dict[str, Mark | None]:
        """The mark that last year's values give each group, by the ID of its first row."""
        settings, found = self._report.settings, dict[str, Mark | None]()
        for _, _, group in self._report.groups():
            first = group.rows[0]
            marks = (mark_before(row, settings) for row in group.rows)
            found[first.id] = group_mark(marks, settings.scheme_of(first))
        return found

    def mark(self, group: Group) -> Mark | None:
        """The printed mark of a group."""
        return self.groups[group.rows[0].id]
