"""The boxes of bullets and notes of a returned Word file: what became of each, what is new."""

from collections.abc import Sequence

from msgspec import Struct

from kumareport.model.anchor import Anchor, Kind
from kumareport.model.form import AT_END, Form
from kumareport.model.open_headings import last_within
from kumareport.model.record_kind import Shape
from kumareport.model.row import BLANK, Content, Row
from kumareport.review.merge.edits import Edit, EditKind, Harvest, Sender, Target, Unread
from kumareport.review.merge.matching import moved
from kumareport.review.returns.excel.examine_rows import added_id
from kumareport.review.returns.word.draft_ground import UNTRACKED, Ground
from kumareport.review.returns.word.word_matching import Found
from kumareport.review.returns.word.word_result import AddedText, ReturnedText, ReturnedWord
from kumareport.workbook.layout import Column

_LONGEST_AFTER = 5


def _order(form: Form) -> list[str]:
    """The kinds in the order of a new section's rows."""
    first = form.of_shape(Shape.HEADING, Shape.INDICATOR)
    return [kind.name for kind in (*first, *form.written)]


def examine_boxes(word: ReturnedWord, ground: Ground, harvest: Harvest) -> None:
    """Find the edits of all bullets and notes.

    Args:
        word: the file.
        ground: what it stands on.
        harvest: what is found goes here.
    """
    _Boxes(word, ground, harvest).run()


class _Entry(Struct, frozen=True):
    """One bullet of a box as it stands now.

    Attributes:
        row: the row that it is; None for a new one.
        new: the new paragraph, where it is one.
    """

    line: int
    text: str
    row: Row | None
    new: AddedText | None


class _Boxes:
    def __init__(self, word: ReturnedWord, ground: Ground, harvest: Harvest) -> None:
        self._word = word
        self._ground = ground
        self._harvest = harvest
        self._places = {
            row.id: place
            for place, row in enumerate(row for sheet in ground.sheets for row in sheet.rows)
        }
        self._kept: set[str] = set()
        # A template may print bullets so that they share no box: they can only be changed.
        self._boxless = {
            part.anchor.record
            for paragraph in word.issued.paragraphs
            if not paragraph.box
            for part in paragraph.anchored
            if part.anchor is not None
        }
        self._added: dict[tuple[str, str, str], int] = {}

    def run(self) -> None:
        bullets = [
            t for t in self._word.texts if t.anchor.kind is Kind.TEXT and not t.anchor.detail
        ]
        for box, entries in self._entries(bullets).items():
            self._read_box(box, entries)
        for text in bullets:
            is_new = text.is_changed or text.is_dressed_anew
            if is_new or text.anchor.record not in self._kept:
                self._read_bullet(text)

    def _entries(self, bullets: Sequence[ReturnedText]) -> dict[Anchor, list[_Entry]]:
        """What stands in each box now, from the top."""
        found: dict[Anchor, list[_Entry]] = {}
        for text in bullets:
            row = self._ground.rows.get(text.anchor.record)
            if row is not None and text.box is not None and text.current:
                is_same = text.box.of == text.anchor.of and self._sheet(text.box) == row.sheet
                # In a box of another kind it is a new bullet, and gone from its own.
                said = self._ground.said_now(text)
                entry = _Entry(text.line, said, row if is_same else None, None)
                found.setdefault(text.box, []).append(entry)
        for new in self._word.added:
            origin = self._ground.rows.get(new.moved_from.record) if new.moved_from else None
            if origin is not None and (
                new.box.of != origin.kind or self._sheet(new.box) != origin.sheet
            ):
                origin = None
            found.setdefault(new.box, []).append(_Entry(new.line, new.text, origin, new))
        for entries in found.values():
            entries.sort(key=lambda entry: entry.line)
            self._kept.update(entry.row.id for entry in entries if entry.row is not None)
        return found

    def _sheet(self, box: Anchor) -> str:
        section = self._ground.rows.get(box.record)
        return section.sheet if section is not None else ""

    # --- one box ------------------------------------------------------------------------------

    def _read_box(self, box: Anchor, entries: Sequence[_Entry]) -> None:
        section = self._ground.rows.get(box.record)
        if section is None:
            for entry in entries:
                if entry.row is None:
                    sender = self._sender(box, entry)
                    reason = "ブックに対応する節がありません"
                    self._harvest.unread.append(Unread(sender, reason, entry.text))
            return
        own = [
            (index, self._places[entry.row.id])
            for index, entry in enumerate(entries)
            if entry.row is not None and entry.row.section == section.id
        ]
        still = {own[position][0] for position in moved([place for _, place in own])}
        above: list[str] = []
        for index, entry in enumerate(entries):
            after = (*above[:_LONGEST_AFTER], *([] if above else self._top(box, section)))
            if entry.row is None:
                record = self._add(box, section, entry, after)
            else:
                record = entry.row.id
                if index in still or entry.row.section != section.id:
                    self._move(box, section, entry, entry.row, after)
            above.insert(0, record)

    def _top(self, box: Anchor, section: Row) -> list[str]:
        """The record after which a box's first bullet stands in the workbook."""
        kind = box.of
        now = self._ground.now(section.id) or section
        rows = [row for row in self._ground.rows_now(now.sheet) if row.section == now.id and row.id]
        first = next((n for n, row in enumerate(rows) if row.kind == kind), None)
        if now.id.endswith(AT_END) and not first:
            return self._before_end(now, rows)
        if first is not None:
            return [rows[first - 1].id if first else section.id]
        order = _order(self._ground.form)
        earlier = order[: order.index(kind)] if kind in order else order
        return [row.id for row in rows if row.kind in earlier][-1:]

    def _before_end(self, section: Row, rows: Sequence[Row]) -> list[str]:
        """The record after which what stands at the end of a part begins."""
        every = [row for row in self._ground.rows_now(section.sheet) if row.id]
        if rows:
            return [row.id for row in every[: every.index(rows[0])]][-1:]
        return [last_within(every, section.id.removesuffix(AT_END), self._ground.form)]

    def _add(self, box: Anchor, section: Row, entry: _Entry, after: tuple[str, ...]) -> str:
        kind = box.of
        key = section.id, kind, entry.text
        copies = self._added.get(key, 0) + sum(
            (row.section, row.kind, row.text(Column.TEXT)) == key
            for row in self._ground.rows.values()
        )
        self._added[key] = self._added.get(key, 0) + 1
        record = added_id(section.sheet, section.id, kind, entry.text, copies)
        remarks = [UNTRACKED] if entry.new is not None and entry.new.is_untracked else []
        if entry.new is None:
            remarks.append("ほかの枠から移されています")
        self._harvest.edits.append(
            Edit(
                EditKind.ADD,
                Target(section.sheet, section.id, record, kind),
                self._sender(box, entry),
                proposed=Content(entry.text),
                cells=((Column.TEXT, Content(entry.text)),),
                after=after,
                remarks=tuple(remarks),
                copies=copies,
            )
        )
        return record

    def _move(
        self, box: Anchor, section: Row, entry: _Entry, row: Row, after: tuple[str, ...]
    ) -> None:
        text = row.cells.get(Column.TEXT, BLANK)
        target = Target(section.sheet, section.id, row.id, row.kind)
        sender = self._sender(box, entry)
        self._harvest.edits.append(Edit(EditKind.MOVE, target, sender, text, text, after=after))

    def _sender(self, box: Anchor, entry: _Entry) -> Sender:
        where = f"{self._ground.heading(box.record)}　{box.label}"
        return self._ground.sender(where, entry.new.revisions if entry.new else ())

    # --- one bullet ---------------------------------------------------------------------------

    def _read_bullet(self, text: ReturnedText) -> None:
        row = self._ground.rows.get(text.anchor.record)
        if text.found is Found.UNREADABLE:
            return
        if row is None:
            if text.is_changed:
                sender = self._ground.sender(text.anchor.label, text.revisions)
                said = f"{text.issued} → {text.current or '（削除）'}"
                reason = "ブックに対応する行がありません"
                self._harvest.unread.append(Unread(sender, reason, said))
            return
        sender = self._ground.sender_of(row, text)
        before = self._ground.issued_content(text)
        is_there = row.id in self._kept or row.id in self._boxless
        if is_there and text.current:
            after = Content(self._ground.said_now(text))
            edit = self._ground.cell_edit(row, Column.TEXT, before, after, text)
            if isinstance(edit, Edit):
                self._harvest.edits.append(edit)
        elif text.current and text.box is None:
            self._harvest.unread.append(Unread(sender, "枠の外に移されています", text.current))
        elif text.issued and row.id not in self._kept:
            self._harvest.edits.append(self._deletion(row, text, before))

    def _deletion(self, row: Row, text: ReturnedText, before: Content) -> Edit:
        now = self._ground.now(row.id)
        is_same = now is not None and self._ground.is_as_issued(text)
        cells = now.cells if now is not None and is_same else {Column.TEXT: Content(text.issued)}
        remarks = [*self._ground.remarks(text), *self._ground.foreign(row)]
        if text.joined_to is not None:
            remarks.append("ほかの項目とつなげられています")
        return Edit(
            EditKind.DELETE,
            self._ground.target(row),
            self._ground.sender_of(row, text),
            before,
            cells=tuple(sorted(cells.items())),
            remarks=tuple(remarks),
        )
