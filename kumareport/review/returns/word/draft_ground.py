"""What the places of a returned Word file stand on: the rows as issued, and the workbook now."""

import datetime
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from kumareport.model.anchor import Anchor, Kind
from kumareport.model.field_columns import field_of, is_computed
from kumareport.model.form import Form
from kumareport.model.lettering import carried_over
from kumareport.model.record_kind import Shape
from kumareport.model.report import Report
from kumareport.model.row import BLANK, Content, Row, RowSheet
from kumareport.office.word.revisions import Revision, RevisionKind
from kumareport.review.book.book import Book
from kumareport.review.book.draft_rows import column_of
from kumareport.review.book.ownership import foreign
from kumareport.review.issue.issued import Issued
from kumareport.review.merge.edits import Edit, EditKind, Sender, Target, cell_kind
from kumareport.review.merge.sameness import Sameness, compare, fault_of, remarks_on_looks
from kumareport.review.returns.word.returned_draft import ReturnedDraft
from kumareport.review.returns.word.word_matching import Found
from kumareport.review.returns.word.word_result import ReturnedText
from kumareport.workbook.layout import Column

_BY_OTHER = {
    Found.TEXT: "しおりがないため、本文で照合しました",
    Found.POSITION: "しおりがないため、表の中の位置で照合しました",
}
_STRUCK = "取消線を、削除として読みました"
UNTRACKED = "変更履歴に残っていない修正です"


class Ground:
    """Turns places into targets, texts into contents, revisions into senders.

    Args:
        draft: the file.
        issued: its rows as issued.
        book: the workbook now.
        today: the IDs that rows have now where these are others than when issued.
    """

    def __init__(
        self, draft: ReturnedDraft, issued: Issued, book: Book, today: dict[str, str]
    ) -> None:
        self._draft = draft
        self._book = book
        self._today = today
        self._open_rows = issued.open_rows
        self._issued_form = issued.form
        self._labels = {sheet.name: sheet.labels for sheet in book.sheets}
        self.sheets: Sequence[RowSheet] = issued.sheets
        bare = {sheet.name: sheet.front for sheet in issued.sheets} | {
            part.id: Row(chapter.sheet, 0, part.id, part.kind, part.id, {}, Shape.HEADING)
            for chapter, part in book.report.parts()
            if part.is_end
        }
        self.rows: dict[str, Row] = bare | {row.id: row for row in issued.rows()}

    def follows(self, key: str) -> bool:
        """Whether the column of a lasting name is computed from others."""
        field = field_of(self._issued_form, key)
        return field is not None and is_computed(field)

    @property
    def form(self) -> Form:
        """The kinds of record of the workbook now."""
        return self._book.report.settings.form

    @property
    def report(self) -> Report:
        """The report that the workbook makes now."""
        return self._book.report

    def now(self, record: str) -> Row | None:
        """The row that a record is in the workbook now."""
        return self._book.rows.get(self._today.get(record, record))

    def rows_now(self, sheet: str) -> Sequence[Row]:
        """The rows of a sheet of the workbook now."""
        return next((s.rows for s in self._book.sheets if s.name == sheet), ())

    def is_as_issued(self, text: ReturnedText) -> bool:
        """Whether the workbook prints at a place what it printed when the file was sent out."""
        record = self._today.get(text.anchor.record, text.anchor.record)
        return self._book.printed.get(replace(text.anchor, record=record)) == text.issued

    def said_now(self, text: ReturnedText) -> str:
        """What a place says now, with how its letters stand: those that look as they did stand as
        the workbook has them, whatever the template adds."""
        record = self._today.get(text.anchor.record, text.anchor.record)
        known = self._book.printed.get(replace(text.anchor, record=record), "")
        return carried_over(known, text.issued, text.current or "")

    def issued_content(self, text: ReturnedText) -> Content:
        """What the place's cell held: as it does now, where it still prints the same."""
        row = self.now(text.anchor.record)
        if row is None or not self.is_as_issued(text):
            return Content(text.issued)
        return row.cells.get(column_of(text.anchor), BLANK)

    def target(self, row: Row, key: str = "") -> Target:
        """The target of an edit of an issued row, or of one of its cells."""
        now = self.now(row.id)
        unit = now.text(Column.UNIT) if now is not None else ""
        label = self._labels.get(row.sheet, {}).get(key, key)
        return Target(row.sheet, row.section, row.id, row.kind, key, label, unit if key else "")

    def foreign(self, row: Row, key: str = "") -> list[str]:
        """Why a place is not the sender's to fill in."""
        return foreign(row.id in self._open_rows, row, self._issued_form, key)

    def heading(self, section: str) -> str:
        """A section in words."""
        return self._book.section_titles.get(self._today.get(section, section), "")

    def sender(self, where: str, revisions: Iterable[Revision] = ()) -> Sender:
        """Who changed something, and when: whoever the record names, else whoever saved the file."""
        known = [revision for revision in revisions if revision.author or revision.when]
        authors = dict.fromkeys(revision.author for revision in known if revision.author)
        time = max((revision.when for revision in known), default="")
        return Sender(
            self._draft.department,
            "、".join(authors) or self._draft.person,
            plain_time(time) or self._draft.time,
            f"{self._draft.name}　{where}".strip("　"),
        )

    def sender_of(self, row: Row, text: ReturnedText) -> Sender:
        """The sender of a place's new text."""
        where = f"{self.heading(row.section)}　{self.place_of(text.anchor)[1]}"
        return self.sender(where, text.revisions)

    def remarks(self, text: ReturnedText) -> list[str]:
        """What a person should know who decides on a place's new text."""
        found = [_BY_OTHER[text.found]] if text.found in _BY_OTHER else []
        if any(change.kind is RevisionKind.STRUCK for change in text.revisions):
            found.append(_STRUCK)
        return [*found, *([UNTRACKED] if text.is_untracked else [])]

    def cell_edit(
        self, row: Row, key: str, before: Content, after: Content, text: ReturnedText
    ) -> Edit | str | None:
        """The edit of a cell; the reason, where the new content cannot be one; None for no change."""
        target = self.target(row, key)
        fault = fault_of(key, after)
        if fault:
            return fault
        sameness = compare(key, target.unit, before, after)
        if sameness is Sameness.SAME:
            return None
        kind: EditKind = cell_kind(key, sameness)
        notes = [*self.remarks(text), *self.foreign(row, key)]
        notes += remarks_on_looks(key, before, after)
        own = tuple(dict.fromkeys(notes))
        return Edit(kind, target, self.sender_of(row, text), before, after, remarks=own)

    def place_of(self, anchor: Anchor) -> tuple[str, str]:
        """The record and the label of a place, for opinions; two empty texts for none."""
        row = self.rows.get(anchor.record)
        if row is None:
            return "", anchor.label
        key = column_of(anchor)
        label = self._labels.get(row.sheet, {}).get(key, "") if key.count(" ") else ""
        label = label or (anchor.detail if anchor.kind is Kind.FIELD else "")
        return row.id, label or anchor.label


def plain_time(written: str) -> str:
    """A time as people write it; empty for none, as LibreOffice writes 0-00-00T00:00:00.

    Word writes the local time, whatever the letter at its end says.
    """
    try:
        datetime.datetime.fromisoformat(written)
    except ValueError:
        return ""
    return written[:16].replace("T", " ")
