"""What the marks are now, and what last year's values gave, in a department's words."""

from collections.abc import Iterator

from kumareport.marks import as_of, group_mark, judge
from kumareport.model.mark import Undecided
from kumareport.model.period import Role, shift_year
from kumareport.model.report import Group
from kumareport.model.value import ValueKind
from kumareport.review.book.book import Book

_NOW, _NOT_YET = "今の値では", "まだ判定できません"


def is_computed(text: str) -> bool:
    """Whether a text is one that the form wrote into its column of computed marks."""
    return text.startswith((_NOW, _NOT_YET, Undecided.BY_PEOPLE))


def computed_marks(book: Book) -> Iterator[tuple[str, str]]:
    """Each indicator's ID with its mark, the reason and the mark of the year before.

    No text is a bare mark: a mark that somebody types elsewhere must not look like it.
    """
    for _, _, group in book.report.groups():
        mark = book.judged.mark(group)
        missing = _year_without_values(group)
        before = [] if missing else _year_before(book, group)
        for row in group.rows:
            judgement = book.judged.rows[row.id]
            if judgement.undecided is Undecided.BY_PEOPLE:
                yield row.id, f"{Undecided.BY_PEOPLE}。「進捗」に記号を選びます。"
                continue
            lines = [f"{_NOW} {mark.symbol}" if mark else _NOT_YET]
            if missing:
                lines[0] += f"（{missing} はまだ空欄）"
            if len(group.rows) > 1 and mark and judgement.mark:
                own = judgement.mark.symbol
                lines += [f"（大項目の行を合わせた記号。この行だけでは {own}）"]
            if row.typed_mark and mark:
                lines += [f"（手で入れた記号です。理由：{row.override_reason}）"]
            lines += [judgement.explanation] if judgement.explanation else []
            yield row.id, "\n".join([*lines, *before])


def _year_without_values(group: Group) -> str:
    """The year to fill in, where no row of the group has its value yet; empty for none."""
    due = [e for row in group.rows for e in row.of_role(Role.ACTUAL) if row.is_due(e)]
    newest = max((entry.period.year.ad for entry in due), default=0)
    last = [entry for entry in due if entry.period.year.ad == newest]
    is_blank = all(entry.value.kind is ValueKind.BLANK and entry.span for entry in last)
    return str(last[0].period.year) if last and is_blank else ""


def _year_before(book: Book, group: Group) -> list[str]:
    """Last year's mark: the printed one where the workbook holds it, else the one that the values up
    to the year before give to the rows together; none where they give none."""
    years = {
        entry.period.year
        for row in group.rows
        for entry in row.of_role(Role.ACTUAL)
        if row.is_due(entry)
    }
    if len({year.ad for year in years}) < 2:
        return []
    last = shift_year(max(years, key=lambda year: year.ad), -1)
    told = book.judged.told_before.get(group.rows[0].id)
    if told is not None:
        return [f"前年度（{last}）の報告書では {told.symbol}"]
    settings = book.report.settings
    marks = [judge(as_of(row, last), settings).mark for row in group.rows]
    mark = group_mark(marks, settings.scheme_of(group.rows[0]))
    return [f"前年度（{last}）の値では {mark.symbol}"] if mark else []
