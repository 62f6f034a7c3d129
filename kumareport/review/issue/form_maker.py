"""Makes the departments' forms of one round out of the workbook."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from kumareport.model.field_columns import field_of
from kumareport.model.form import AT_END, FRONT
from kumareport.model.open_headings import end_of
from kumareport.model.period import Period, Role
from kumareport.model.record_kind import Author, RecordKind, Shape
from kumareport.model.report import Chapter
from kumareport.model.row import BLANK, Content, Row, RowSheet, period_key
from kumareport.review.book.book import Book
from kumareport.review.book.computed_marks import computed_marks
from kumareport.review.book.ownership import Ownership
from kumareport.review.issue.form_cells import FormCells
from kumareport.review.issue.issued import Issued, Round, to_ledger
from kumareport.review.issue.japanese_date import date_text
from kumareport.review.issue.questions import Asked
from kumareport.workbook.form import DepartmentForm
from kumareport.workbook.form_answers import DEPARTMENT_LABEL
from kumareport.workbook.form_columns import FormSheet, form_columns
from kumareport.workbook.form_cover import Cover, Question
from kumareport.workbook.form_needs import asked_places, part_word
from kumareport.workbook.form_sheet import CHANGED_SIGN
from kumareport.workbook.layout import HEADER_ROW, Column
from kumareport.workbook.ledger import Ledger
from kumareport.workbook.new_workbook import ChapterSheet, Record
from kumareport.workbook.row_sheets import said

_READY_ABOVE, _READY_BELOW = 1, 2
"""Blank rows above and below each box's texts of a section. A row that somebody puts in takes the
looks and the lock of the row above it: without one above, nothing could be written before the first
text."""


class _Blank(Struct, frozen=True):
    """A row to write a new text into."""

    section: str
    kind: str
    is_above: bool = False


def _header(period: Period) -> str:
    """A period column's header in two lines; one that was typed another way stays as it is."""
    lines = (period.heading, period.tier)
    return "\n".join(lines) if period.label == " ".join(lines) else period.label


def headings_above(chapter: Chapter, parts: Collection[str]) -> set[str]:
    """The IDs of the parts that some parts lie in: their headings show where these belong."""
    return {above.id for part in chapter.parts if part.id in parts for above in chapter.above(part)}


def _with_blanks(
    rows: Sequence[Row], kinds: Mapping[str, Sequence[RecordKind]]
) -> Iterator[Row | _Blank]:
    """The rows, with blank ones above and below the texts of each kind in a section; where a section
    has no such text, at its end."""
    last = {(row.section, row.kind): index for index, row in enumerate(rows)}
    first = {(row.section, row.kind): index for index, row in reversed(list(enumerate(rows)))}
    ends = {row.section: index for index, row in enumerate(rows)}
    for index, row in enumerate(rows):
        for kind in kinds.get(row.section, ()):
            if first.get((row.section, kind.name)) == index:
                yield from [_Blank(row.section, kind.name, is_above=True)] * _READY_ABOVE
        yield row
        for kind in kinds.get(row.section, ()):
            if last.get((row.section, kind.name), ends[row.section]) == index:
                yield from [_Blank(row.section, kind.name)] * _READY_BELOW


class FormMaker:
    """Makes the departments' forms of one round."""

    def __init__(
        self, book: Book, owners: Ownership, round_: Round, before: Issued | None = None
    ) -> None:
        self._report = book.report
        self._of = book.report.settings.form
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self._book = book
        self._owners = owners
        self._round = round_
        self._computed = dict(computed_marks(book))
        self._before = {row.id: row for row in before.rows()} if before else None
        self._spans = {
            indicator.id: next(
                ((n, entry.span) for n, entry in enumerate(indicator.entries) if entry.span > 1),
                None,
            )
            for _, indicator in book.report.indicators()
        }

    def form(self, who: str, sections: Sequence[str], asked_of: Sequence[Asked]) -> DepartmentForm:
        """A department's form with what it is asked."""
        form_sheets: list[FormSheet] = []
        kept: list[RowSheet] = []
        open_ids: set[str] = set()
        cells = FormCells()
        for chapter in self._report.chapters:
            sheet = self._sheets[chapter.sheet]
            shown = {*sections, *headings_above(chapter, sections)}
            rows = [
                row
                for row in sheet.rows
                if row.kind and row.id and (row.section in sections or row.id in shown)
            ]
            if not any(row.section in sections for row in rows):
                continue
            form_sheets.append(self._form_sheet(chapter, who, rows, cells, sections))
            kept.append(RowSheet(sheet.name, 0, {}, sheet.labels, tuple(rows)))
            open_ids |= {row.id for row in rows if self._owners.may_edit(who, row)}

        def ledger(fixed: Mapping[str, frozenset[str]]) -> Ledger:
            return to_ledger(
                Issued(self._round, who, tuple(kept), frozenset(open_ids), fixed, form=self._of)
            )

        questions = [self._question(asked, cells) for asked in asked_of]
        cover = self._cover(who, sections, questions, form_sheets)
        return DepartmentForm(f"照会票（{who}）", cover, form_sheets, ledger, self._of)

    def _form_sheet(
        self,
        chapter: Chapter,
        who: str,
        rows: Sequence[Row],
        cells: FormCells,
        sections: Sequence[str],
    ) -> FormSheet:
        """The sheet; where its records and blank rows stand goes into ``cells``."""
        shown = chapter.periods if _uses_years(rows, chapter) else ()
        labels = {period_key(p): _header(p) for p in shown}
        own = self._own_labels(chapter)
        records: list[Record] = []
        open_rows: set[int] = set()
        computed: dict[int, str] = {}
        changed: dict[int, frozenset[str]] = {}
        for row in _with_blanks(rows, self._asked(chapter, rows, sections)):
            at = HEADER_ROW + 1 + len(records)
            if isinstance(row, _Blank):
                open_rows.add(len(records))
                if not row.is_above:
                    cells.blanks.setdefault((row.section, row.kind), (chapter.sheet, at))
                records.append(Record(row.kind, "", ""))
                continue
            if self._owners.may_edit(who, row):
                open_rows.add(len(records))
            cells.records[row.id] = (chapter.sheet, at)
            if row.id in self._computed:
                computed[len(records)] = self._computed[row.id]
            changed[len(records)] = frozenset(
                labels.get(key) or own.get(key, key) for key in self._changed(row)
            )
            records.append(self._record(row, shown, own))
        sheet = ChapterSheet(
            chapter.sheet,
            chapter.number,
            chapter.title,
            list(labels.values()),
            records,
            self._report.settings.schemes,
            has_previous=any(record.previous for record in records),
            form=self._of,
            fields=list(own.values()),
            kind=chapter.kind,
        )
        newest = self._newest(chapter)
        made = FormSheet(sheet, frozenset(open_rows), labels.get(newest, ""), computed, changed)
        columns = form_columns(made).of
        by_key = {key: columns[label] for key, label in {**labels, **own}.items()}
        cells.columns[chapter.sheet] = {**columns, **by_key}
        return made

    def _asked(
        self, chapter: Chapter, rows: Sequence[Row], sections: Collection[str]
    ) -> dict[str, list[RecordKind]]:
        """The kinds of text that each part is to have, by its ID; none for parts that are only shown."""
        kinds = [kind for kind in self._of.boxes if kind.author is Author.DEPARTMENT]
        written = {(row.section, row.kind) for row in rows}
        of_part = {row.section: chapter.kind for row in rows}
        of_part |= {row.id: row.kind for row in rows if row.shape is Shape.HEADING}
        ends = [part for part in of_part if part.endswith(AT_END)]
        of_part |= {part: end_of(of_part.get(part.removesuffix(AT_END), FRONT)) for part in ends}
        return {
            part: [k for k in kinds if self._of.is_at_home(k, at) or (part, k.name) in written]
            for part, at in of_part.items()
            if part in sections
        }

    def _changed(self, row: Row) -> set[str]:
        """The lasting names of the columns that say something else than in the last round."""
        if self._before is None:
            return set[str]()
        before = self._before.get(row.id)
        old: Mapping[str, Content] = before.cells if before else {}
        keys: set[str] = {*row.cells, *old} - {Column.KIND, Column.ID, Column.PREVIOUS}
        return {key for key in keys if said(row.cells.get(key, BLANK)) != said(old.get(key, BLANK))}

    def _newest(self, chapter: Chapter) -> str:
        """The key of the year to fill in: that of the evaluation, else the newest there is."""
        year = self._report.settings.year
        actuals = [period for period in chapter.periods if period.role is Role.ACTUAL]
        due = [p for p in actuals if year is None or p.year.ad <= year.ad]
        return max(map(period_key, due), default="", key=lambda key: int(key.split()[-1]))

    def _own_labels(self, chapter: Chapter) -> dict[str, str]:
        """The headers of the own fields that the sheet has, by their lasting names."""
        sheet = self._sheets[chapter.sheet]
        return {key: sheet.labels[key] for key in sheet.columns if field_of(self._of, key)}

    def _record(self, row: Row, periods: Sequence[Period], own: Mapping[str, str]) -> Record:
        values = [_stored(row.cells.get(period_key(p), BLANK)) for p in periods]

        def text(column: Column) -> str:
            return said(row.cells.get(column, BLANK))

        return Record(
            kind=row.kind,
            id=row.id,
            text=text(Column.TEXT),
            department=text(Column.DEPARTMENT),
            group=text(Column.GROUP),
            unit=text(Column.UNIT),
            values=values,
            merged=self._spans.get(row.id),
            mark=text(Column.MARK),
            reason=text(Column.REASON),
            direction=text(Column.DIRECTION),
            chart=text(Column.CHART),
            chart_title=text(Column.CHART_TITLE),
            memo=text(Column.MEMO),
            scheme=text(Column.SCHEME),
            previous=text(Column.PREVIOUS),
            fields={label: _stored(row.cells.get(key, BLANK)) for key, label in own.items()},
        )

    def _question(self, asked: Asked, cells: FormCells) -> Question:
        row = self._book.rows[asked.record]
        at = cells.of(asked, row.section)
        title = self._book.section_titles.get(row.section, "")
        return Question(title, f"{at.sheet}!{at.cell}", asked.finding.message, asked.in_form)

    def _cover(
        self,
        who: str,
        sections: Sequence[str],
        questions: Sequence[Question],
        sheets: Sequence[FormSheet],
    ) -> Cover:
        facts = (
            *([("照会", self._round.name)] if self._round.name != "照会" else []),
            (DEPARTMENT_LABEL, who),
            ("締切", date_text(self._round.deadline)),
            ("問合せ・返送先", self._round.contact),
            (f"お願いする{part_word(self._of)}", "\n".join(self._book.titles(sections))),
            ("記入するところ", "\n".join(asked_places(sheets))),
            *([("前回から", CHANGED_SIGN)] if any(any(s.changed.values()) for s in sheets) else []),
        )
        return Cover(f"{self._round.title}　照会票", facts, questions)


def _uses_years(rows: Sequence[Row], chapter: Chapter) -> bool:
    """Whether anything stands in the columns of the years, or may."""
    keys = {period_key(period) for period in chapter.periods}
    return any(row.shape is Shape.INDICATOR or keys & row.cells.keys() for row in rows)


def _stored(content: Content) -> tuple[float | int | str | None, str]:
    """What a value cell of the form stores, and its number format."""
    if not content.is_number:
        return content.text or None, "General"
    number = float(content.text)
    is_whole = number.is_integer() and abs(number) < 1e15
    return (int(number) if is_whole else number), content.number_format
