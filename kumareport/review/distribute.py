"""Forms for the departments, and the list of them."""

import datetime
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kumareport.errors import OutputFileError
from kumareport.model.form import Shape
from kumareport.model.report import Chapter, Report
from kumareport.model.row import BLANK, Content, Row, RowSheet, period_key
from kumareport.output import filling, is_replaceable
from kumareport.review.book import Book
from kumareport.review.draft import write_draft
from kumareport.review.folder_names import folder_names
from kumareport.review.issue_list import FormEntry, write_issue_list
from kumareport.review.issued import Addressee, Issued, Round, to_ledger
from kumareport.review.japanese_date import date_text
from kumareport.review.ownership import Ownership
from kumareport.review.sameness import shown
from kumareport.scratch import has_leftovers
from kumareport.workbook.form import DepartmentForm, FormSheet, write_form
from kumareport.workbook.form_cover import DEPARTMENT_LABEL, Cover, Question
from kumareport.workbook.layout import HEADER_ROW, Column
from kumareport.workbook.ledger import Ledger
from kumareport.workbook.new_workbook import ChapterSheet, Record

ISSUE_LIST = "配付一覧.xlsx"
_READY_ROWS = 3
"""Blank rows below each box's texts of a section."""
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Distribution:
    """What was made.

    Attributes:
        forms: the forms, in the order of the list.
        drafts: the Word drafts, in the same order; none where no template was given.
        list: the list of them.
        orphans: the sections that went to nobody, as ``第１章 第１節 題名``.
        unlisted: departments that 所管課一覧 does not have.
    """

    forms: tuple[Path, ...]
    drafts: tuple[Path, ...]
    list: Path
    orphans: tuple[str, ...]
    unlisted: tuple[str, ...]


def distribute(
    book: Book,
    folder: Path,
    *,
    name: str,
    deadline: datetime.date,
    contact: str,
    issued_at: datetime.datetime,
    progress: Progress,
    template: bytes | None = None,
) -> Distribution:
    """Write one form per department into a folder of its own, and 配付一覧.xlsx.

    Args:
        book: the workbook; each department sees what is open in its sections.
        folder: where; must not hold forms of an earlier round.
        name: what people call the round.
        deadline: the last day for answers.
        contact: whom to ask and where to send the answers.
        issued_at: the time that the forms state.
        progress: told how many of how many are done, and the next department.
        template: a Word template that has passed the template check, for a Word draft beside each
            form; None makes none.

    Raises:
        TemplateError: the template cannot be rendered.
        OutputFileError: a file is already there, or cannot be written.
    """
    rows = [row for sheet in book.sheets for row in sheet.rows]
    listed = {department.name: department for department in book.report.settings.departments}
    owners = Ownership(rows, listed)
    round_ = _round(book.report, rows, name, deadline, contact, issued_at)
    maker = _FormMaker(book, owners, round_)
    names = owners.departments()
    folders = folder_names(names)
    paths = {who: Path(folders[who]) / f"照会票_{folders[who]}.xlsx" for who in names}
    drafts = {
        who: Path(folders[who]) / f"報告書案_{folders[who]}.docx"
        for who in (names if template is not None else ())
    }
    _refuse_existing(folder, [*paths.values(), *drafts.values()])
    entries: list[FormEntry] = []
    fixed: dict[str, set[str]] = {}
    with filling(folder, last=ISSUE_LIST) as new:
        for number, who in enumerate(names):
            progress(number, len(names), who)
            sections = owners.sections(who)
            form, questions = maker.form(who, sections)
            for sheet, texts in write_form(form, new / paths[who]).items():
                fixed.setdefault(sheet, set()).update(texts)
            if template is not None:
                write_draft(book, template, new / drafts[who], sections, round_, who)
            draft = new / drafts[who] if who in drafts else None
            known = listed.get(who)
            addressee = Addressee(
                who, known.bureau if known else "", known.contact if known else ""
            )
            titles = maker.titles(sections)
            entries.append(FormEntry(addressee, new / paths[who], titles, questions, draft))
        progress(len(names), len(names), "")
        issued = Issued(
            round_,
            "",
            book.sheets,
            fixed={sheet: frozenset(texts) for sheet, texts in fixed.items()},
            addressees=tuple(entry.addressee for entry in entries),
            form=book.report.settings.form,
        )
        write_issue_list(issued, entries, new / ISSUE_LIST)
    return Distribution(
        forms=tuple(folder / path for path in paths.values()),
        drafts=tuple(folder / path for path in drafts.values()),
        list=folder / ISSUE_LIST,
        orphans=tuple(maker.titles(owners.orphans())),
        unlisted=tuple(who for who in names if who not in listed),
    )


def _refuse_existing(folder: Path, files: Sequence[Path]) -> None:
    """Stop before forms that are out. What a run has left that was interrupted may be replaced."""
    there = [file for file in (folder / file for file in files) if file.exists()]
    if not (folder / ISSUE_LIST).exists() and has_leftovers(folder):
        there = [file for file in there if not is_replaceable(file)]
    if there or (folder / ISSUE_LIST).exists():
        raise OutputFileError(
            f"すでにファイルがあります：{[*there, folder / ISSUE_LIST][0]}",
            "記入された照会票を上書きしないように、止めました。別のフォルダーを指定してください。",
        )


def _round(
    report: Report,
    rows: Sequence[Row],
    name: str,
    deadline: datetime.date,
    contact: str,
    issued_at: datetime.datetime,
) -> Round:
    at = issued_at.isoformat(timespec="minutes")
    parts = [name, at, report.settings.title]
    parts += [f"{row.id}\0{key}\0{cell.text}" for row in rows for key, cell in row.cells.items()]
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return Round(digest[:16], name, report.settings.title, deadline, contact, at)


class _FormMaker:
    """Makes the departments' forms of one round."""

    def __init__(self, book: Book, owners: Ownership, round_: Round) -> None:
        self._report = book.report
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self._book = book
        self._owners = owners
        self._round = round_
        self._titles = book.section_titles
        self._spans = {
            indicator.id: next(
                ((n, entry.span) for n, entry in enumerate(indicator.entries) if entry.span > 1),
                None,
            )
            for _, indicator in book.report.indicators()
        }

    def titles(self, sections: Sequence[str]) -> list[str]:
        """The sections as people know them."""
        return [self._titles.get(section, section) for section in sections]

    def form(self, who: str, sections: Sequence[str]) -> tuple[DepartmentForm, int]:
        """A department's form, and how many open findings it shows."""
        form_sheets: list[FormSheet] = []
        kept: list[RowSheet] = []
        open_ids: set[str] = set()
        places: dict[tuple[str, str], str] = {}
        of = self._report.settings.form
        for chapter in self._report.chapters:
            sheet = self._sheets[chapter.sheet]
            rows = [row for row in sheet.rows if row.section in sections and row.kind and row.id]
            if not rows:
                continue
            made, lines = self._form_sheet(chapter, who, rows)
            form_sheets.append(made)
            kept.append(RowSheet(sheet.name, 0, {}, sheet.labels, tuple(rows)))
            open_ids |= {row.id for row in rows if self._owners.may_edit(who, row)}
            places |= {
                (sheet.name, row_id): f"{sheet.name}!{line}" for row_id, line in lines.items()
            }
        questions = self._questions(sections, places, form_sheets)

        def ledger(fixed: Mapping[str, frozenset[str]]) -> Ledger:
            return to_ledger(
                Issued(self._round, who, tuple(kept), frozenset(open_ids), fixed, form=of)
            )

        cover = self._cover(who, sections, questions)
        return DepartmentForm(f"照会票（{who}）", cover, form_sheets, ledger, of), len(questions)

    def _form_sheet(
        self, chapter: Chapter, who: str, rows: Sequence[Row]
    ) -> tuple[FormSheet, dict[str, int]]:
        """The sheet, and the row of each record's ID in it."""
        labels = [f"{period.heading}\n{period.year}" for period in chapter.periods]
        records: list[Record] = []
        open_rows: set[int] = set()
        lines: dict[str, int] = {}
        for index, row in enumerate(rows):
            may_edit = self._owners.may_edit(who, row)
            open_rows |= {len(records)} if may_edit else set()
            lines[row.id] = HEADER_ROW + 1 + len(records)
            records.append(self._record(row, chapter))
            following = rows[index + 1] if index + 1 < len(rows) else None
            ends = following is None or (following.section, following.kind) != (
                row.section,
                row.kind,
            )
            if may_edit and ends and row.shape is Shape.TEXT:
                open_rows |= set(range(len(records), len(records) + _READY_ROWS))
                records += [Record(row.kind, "", "")] * _READY_ROWS
        sheet = ChapterSheet(
            chapter.sheet,
            chapter.number,
            chapter.title,
            labels,
            records,
            self._report.settings.schemes,
            has_previous=any(record.previous for record in records),
            form=self._report.settings.form,
        )
        return FormSheet(sheet, frozenset(open_rows)), lines

    def _record(self, row: Row, chapter: Chapter) -> Record:
        values = [_stored(row.cells.get(period_key(p), BLANK)) for p in chapter.periods]

        def said(column: Column) -> str:
            return shown(column, "", row.cells.get(column, BLANK))

        return Record(
            kind=row.kind,
            id=row.id,
            text=said(Column.TEXT),
            department=said(Column.DEPARTMENT),
            group=said(Column.GROUP),
            unit=said(Column.UNIT),
            values=values,
            merged=self._spans.get(row.id),
            mark=said(Column.MARK),
            reason=said(Column.REASON),
            direction=said(Column.DIRECTION),
            chart=said(Column.CHART),
            chart_title=said(Column.CHART_TITLE),
            memo=said(Column.MEMO),
            scheme=said(Column.SCHEME),
            previous=said(Column.PREVIOUS),
        )

    def _questions(
        self,
        sections: Sequence[str],
        places: Mapping[tuple[str, str], str],
        form_sheets: Sequence[FormSheet],
    ) -> list[Question]:
        """The findings at the rows of the form; those at a cell lead to the row's first open one."""
        ids = self._report.places.ids
        questions: list[Question] = []
        sheet_names = {sheet.chapter.name for sheet in form_sheets}
        section_of = {
            row.id: row.section for name in sheet_names for row in self._sheets[name].rows
        }
        for finding in self._book.findings_of(sections):
            at = finding.location
            row_id = ids.get((at.sheet, at.row), "")
            line = places.get((at.sheet, row_id))
            if not line:
                continue
            sheet, _, row = line.rpartition("!")
            title = self._titles.get(section_of[row_id], "")
            hint = finding.hint
            questions.append(Question(title, f"{sheet}!E{row}", finding.message, hint))
        return questions

    def _cover(self, who: str, sections: Sequence[str], questions: Sequence[Question]) -> Cover:
        facts = (
            *([("照会", self._round.name)] if self._round.name != "照会" else []),
            (DEPARTMENT_LABEL, who),
            ("締切", date_text(self._round.deadline)),
            ("問合せ・返送先", self._round.contact),
            ("お願いする節", "\n".join(self.titles(sections))),
        )
        return Cover(f"{self._round.title}　照会票", facts, questions)


def _stored(content: Content) -> tuple[float | int | str | None, str]:
    """What a value cell of the form stores, and its number format."""
    if not content.is_number:
        return content.text or None, "General"
    number = float(content.text)
    is_whole = number.is_integer() and abs(number) < 1e15
    return (int(number) if is_whole else number), content.number_format
