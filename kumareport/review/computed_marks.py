"""What the marks are now, and what last year's values gave, in a department's words."""

from collections.abc import Iterator
from dataclasses import replace

from kumareport.marks import judge
from kumareport.model.period import Role, shift_year
from kumareport.model.report import Indicator
from kumareport.review.book import Book

_NOW, _NOT_YET = "今の値では", "まだ判定できません"


def is_computed(text: str) -> bool:
    """Whether a text is one that the form wrote into its column of computed marks."""
    return text.startswith((_NOW, _NOT_YET))


def computed_marks(book: Book) -> Iterator[tuple[str, str]]:
    """Each indicator's ID with its mark, the reason and the mark of the year before.

    No text is a bare mark: a mark that somebody types elsewhere must not look like it.
    """
    for _, _, group in book.report.groups():
        mark = book.judged.mark(group)
        for row in group.rows:
            judgement = book.judged.rows[row.id]
            lines = [f"{_NOW} {mark.symbol}" if mark else _NOT_YET]
            lines += [judgement.explanation] if judgement.explanation else []
            before = _year_before(book, row) if len(group.rows) == 1 else ""
            lines += [f"前年度の値では {before}"] if before else []
            yield row.id, "\n".join(lines)


def _year_before(book: Book, row: Indicator) -> str:
    """The mark that the values up to the year before give; empty where they give none."""
    years = [entry.period.year for entry in row.of_role(Role.ACTUAL) if row.is_due(entry)]
    if len(years) < 2:
        return ""
    last = shift_year(max(years, key=lambda year: year.ad), -1)
    kept = tuple(
        entry
        for entry in row.entries
        if entry.period.role is not Role.ACTUAL or entry.period.year.ad <= last.ad
    )
    mark = judge(replace(row, year=last, entries=kept), book.report.settings).mark
    return mark.symbol if mark else ""
