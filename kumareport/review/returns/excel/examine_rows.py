"""The rows of one returned sheet against those issued."""

import hashlib
from collections.abc import Callable, Collection, Sequence

from msgspec.structs import replace

from kumareport.model.form import WRITTEN, Form
from kumareport.model.lettering import looks_alike
from kumareport.model.location import Location
from kumareport.model.open_headings import OpenHeadings
from kumareport.model.record_kind import Shape
from kumareport.model.row import BLANK, Content, Row, RowSheet
from kumareport.review.book.ownership import foreign
from kumareport.review.merge.edits import Edit, EditKind, Harvest, Sender, Target, Unread, cell_kind
from kumareport.review.merge.matching import Matching, is_sorted_anew, moved
from kumareport.review.merge.sameness import (
    Sameness,
    compare,
    fault_of,
    quote,
    remarks_on_looks,
    seen_otherwise,
    unit_of,
)
from kumareport.workbook.layout import OPINION_COLUMN, Column

_IGNORED = (Column.ID, Column.KIND, OPINION_COLUMN)
_LONGEST_AFTER = 5
_OF_OTHERS = (
    "ほかの課に照会した行が貼られています。その課の照会票で返送してもらうか、ブックで直してください"
)


def added_id(sheet: str, section: str, kind: str, text: str, copies: int) -> str:
    """The ID that an added row gets: the same for the same text, whoever adds it; a number follows
    where rows with that text are there already."""
    digest = hashlib.sha256(f"{sheet}\0{section}\0{kind}\0{text}".encode("utf-8", "surrogatepass"))
    return f"追-{digest.hexdigest()[:10]}" + (f"-{copies + 1}" if copies else "")


class RowExaminer:
    """Finds the edits of one sheet.

    Args:
        issued: the sheet as issued.
        sheet: the sheet as returned.
        matching: which row is which.
        open_rows: the IDs of the rows that the department may fill in.
        form: the kinds and columns with which the sheet was issued.
        harvest: what is found goes here.
        sender: gives the sender for a place in the file.
    """

    def __init__(
        self,
        issued: RowSheet,
        sheet: RowSheet,
        matching: Matching,
        open_rows: frozenset[str],
        form: Form,
        harvest: Harvest,
        sender: Callable[[str], Sender],
    ) -> None:
        self._issued = issued
        self._sheet = sheet
        self._matching = matching
        self._open_rows = open_rows
        self._form = form
        self._harvest = harvest
        self._sender = sender
        self._labels = {**sheet.labels, **issued.labels}

    def run(self, others: Collection[str] = ()) -> None:
        """Find everything.

        Args:
            others: the IDs of rows that other departments were asked about.
        """
        self._report_columns()
        for index, place in self._matching.pairs.items():
            self._compare_row(index, self._issued.rows[place], self._sheet.rows[index])
        for place in self._matching.gone:
            self._delete_row(self._issued.rows[place])
        order = [(index, self._matching.pairs[index]) for index in sorted(self._matching.pairs)]
        moves = moved([place for _, place in order])
        is_sorted = is_sorted_anew(len(moves), len(order))
        if is_sorted:
            note = f"「{self._sheet.name}」の行が並べ替えられています。行の順は取り込みません"
            self._harvest.notes.append(note)
        else:
            for position in moves:
                self._move_row(*order[position])
        for index in self._matching.added:
            if self._sheet.rows[index].id in others:
                self._quote_row(self._sheet.rows[index])
            else:
                self._add_row(index, is_sorted=is_sorted)

    def _report_columns(self) -> None:
        used = {key for row in self._issued.rows for key in row.cells}
        for key in sorted(used - set(self._sheet.columns) - set(_IGNORED)):
            label = self._labels.get(key, key)
            self._harvest.notes.append(f"「{self._sheet.name}」に「{label}」の列がありません")

    # --- one row ------------------------------------------------------------------------------

    def _compare_row(self, index: int, old: Row, new: Row) -> None:
        remarks: list[str] = []
        if index in self._matching.by_text:
            remarks.append("ID がないため、本文で照合しました")
        text = new.cells.get(Column.TEXT, BLANK)
        is_emptied = Column.TEXT in self._sheet.columns and not (text.text.strip() or text.fault)
        if old.shape in WRITTEN and old.text(Column.TEXT) and is_emptied:
            struck = ["見え消しによる削除"] if text.struck else []
            self._delete_row(old, [*remarks, *struck], new)
            self._quote_rest(old, new)
            return
        typed = new.text(Column.KIND)
        if typed and new.kind != old.kind:
            reason = f"区分が「{old.kind}」から変えられています。区分は事務局で変えてください"
            self._unread(new, Column.KIND, reason, typed)
        for key in self._sheet.columns:
            if key not in _IGNORED:
                self._compare_cell(key, old, new, remarks)

    def _quote_rest(self, old: Row, new: Row) -> None:
        """What was typed beside a text that is to be deleted."""
        for key, content in new.cells.items():
            before = old.cells.get(key, BLANK)
            if key not in (*_IGNORED, Column.TEXT) and content.text.strip() != before.text.strip():
                said = quote(key, old.text(Column.UNIT), content)
                self._unread(new, key, "削除する行に書かれています", said)

    def _compare_cell(self, key: str, old: Row, new: Row, remarks: Sequence[str]) -> None:
        before, after = old.cells.get(key, BLANK), new.cells.get(key, BLANK)
        unit = unit_of(self._form, old, key)
        if before == after and looks_alike(before.text, after.text):
            return
        fault = fault_of(key, after)
        if fault:
            if after.text != before.text or not fault_of(key, before):
                self._unread(new, key, fault, quote(key, unit, after))
            return
        sameness = compare(key, unit, before, after)
        seen = seen_otherwise(key, unit, after)
        if sameness is Sameness.SAME:
            self._harvest.same.add(self._place(new, key))
            if seen and seen != seen_otherwise(key, unit, before):
                self._unread(new, key, "値は同じで、表示形式が変えられています", "".join(seen))
            return
        kind = cell_kind(key, sameness)
        notes = [*remarks, *self._remarks(key, old, after), *seen]
        notes += remarks_on_looks(key, before, after)
        target = Target(
            self._issued.name, old.section, old.id, old.kind, key, self._labels.get(key, key), unit
        )
        sender = self._sender(self._place(new, key))
        self._harvest.edits.append(Edit(kind, target, sender, before, after, remarks=tuple(notes)))

    def _remarks(self, key: str, row: Row, after: Content) -> list[str]:
        found: list[str] = []
        if after.struck:
            found.append("見え消しを反映した文です")
        if after.is_formula:
            found.append("数式で入力されていたため、結果だけを取り込みます")
        return [*found, *foreign(row.id in self._open_rows, row, self._form, key)]

    def _delete_row(self, old: Row, remarks: Sequence[str] = (), new: Row | None = None) -> None:
        place = self._sheet.name if new is None else self._place(new, Column.TEXT)
        text = old.cells.get(Column.TEXT, BLANK)
        if old.shape is Shape.HEADING:
            reason = "節の行が削除されています。節の構成は事務局で変えてください"
            self._harvest.unread.append(Unread(self._sender(place), reason, text.text))
            return
        notes = list(remarks)
        notes += foreign(old.id in self._open_rows, old, self._form)
        edit = Edit(EditKind.DELETE, self._target(old), self._sender(place), text)
        self._harvest.edits.append(
            replace(edit, cells=tuple(sorted(old.cells.items())), remarks=tuple(notes))
        )

    def _move_row(self, index: int, place: int) -> None:
        old, new = self._issued.rows[place], self._sheet.rows[index]
        at = self._sender(self._place(new, Column.TEXT))
        text = old.cells.get(Column.TEXT, BLANK)
        section = self._section_of(new)
        if old.shape is Shape.HEADING or not section:
            reason = "節の行が移動されています。節の構成は事務局で変えてください"
            self._harvest.unread.append(Unread(at, reason, text.text))
            return
        target = Target(self._issued.name, section, old.id, old.kind)
        after = self._after(index)
        self._harvest.edits.append(Edit(EditKind.MOVE, target, at, text, text, after=after))

    def _add_row(self, index: int, *, is_sorted: bool) -> None:
        new = self._sheet.rows[index]
        cells = {
            k: c for k, c in new.cells.items() if k not in _IGNORED and (c.text.strip() or c.fault)
        }
        section = self._section_of(new, is_sorted=is_sorted)
        reason = ""
        faults = [fault_of(key, content) for key, content in cells.items()]
        strange = "" if new.kind else new.text(Column.KIND)
        if not cells and not strange:
            return
        if not new.kind:
            kinds = "、".join(k.name for k in self._form.kinds if k.shape in WRITTEN)
            reason = "区分がないため、何の行か分かりません"
            if strange:
                reason = f"「{strange}」という区分はありません（文の区分は、{kinds} です）"
        elif new.shape is Shape.HEADING:
            reason = "節の行が追加されています。節の構成は事務局で変えてください"
        elif not section:
            reason = "どの節の行か分かりません"
        elif not new.text(Column.TEXT):
            reason = "項目名・本文が空欄です"
        elif any(faults):
            reason = next(filter(None, faults))
        if reason:
            unit = new.text(Column.UNIT)
            said = [strange, *(quote(key, unit, content) for key, content in cells.items())]
            self._unread(new, Column.TEXT, reason, " ／ ".join(filter(None, said)))
            return
        text = cells[Column.TEXT]
        target = Target(self._issued.name, section, self._new_id(index, section), new.kind)
        remarks = ["数式で入力されていたため、結果だけを取り込みます"] * any(
            content.is_formula for content in cells.values()
        )
        self._harvest.edits.append(
            Edit(
                EditKind.ADD,
                target,
                self._sender(self._place(new, Column.TEXT)),
                proposed=text,
                cells=tuple(sorted(cells.items())),
                after=() if is_sorted else self._after(index),
                remarks=tuple(remarks),
                copies=self._copies(index, section),
            )
        )

    def _quote_row(self, new: Row) -> None:
        """A row of another department's form that was pasted in."""
        unit = new.text(Column.UNIT)
        cells = {k: c for k, c in new.cells.items() if k not in _IGNORED}
        said = [new.id, *(quote(key, unit, content) for key, content in cells.items())]
        self._unread(new, Column.TEXT, _OF_OTHERS, " ／ ".join(filter(None, said)))

    # --- places -------------------------------------------------------------------------------

    def _target(self, row: Row) -> Target:
        return Target(self._issued.name, row.section, row.id, row.kind)

    def _section_of(self, new: Row, *, is_sorted: bool = False) -> str:
        """The issued ID of the section that a returned row stands in; empty where unknown."""
        opened = self._heading_above(new, is_sorted=is_sorted)
        standing, kind = OpenHeadings(self._form, self._issued.name), self._form.kind(new.kind)
        for row in self._issued.rows:
            heading = self._form.kind(row.kind)
            if heading and heading.shape is Shape.HEADING:
                standing.open(heading, row.id)
            if row.id == opened:
                return standing.part_of(kind)
        return opened

    def _heading_above(self, new: Row, *, is_sorted: bool) -> str:
        """The issued ID of the heading that a returned row stands below; empty where unknown."""
        sections = [row.id for row in self._issued.rows if row.shape is Shape.HEADING]
        if len(sections) == 1 and not self._issued.has_front:
            return sections[0]
        if is_sorted:
            return ""
        for index in range(len(self._sheet.rows) - 1, -1, -1):
            row = self._sheet.rows[index]
            if row.number <= new.number and row.shape is Shape.HEADING:
                place = self._matching.pairs.get(index)
                return "" if place is None else self._issued.rows[place].id
        return self._issued.name if self._issued.has_front else ""

    def _new_id(self, index: int, section: str) -> str:
        row = self._sheet.rows[index]
        copies = self._copies(index, section)
        return added_id(self._issued.name, section, row.kind, row.text(Column.TEXT), copies)

    def _copies(self, index: int, section: str) -> int:
        """How many rows of the section say the same: as issued, and added above."""
        row = self._sheet.rows[index]
        same = (row.kind, row.text(Column.TEXT))
        issued = [r for r in self._issued.rows if r.section == section]
        above = [self._sheet.rows[i] for i in self._matching.added if i < index]
        above = [r for r in above if self._section_of(r) == section]
        return sum((r.kind, r.text(Column.TEXT)) == same for r in (*issued, *above))

    def _after(self, index: int) -> tuple[str, ...]:
        """The IDs of the rows above, the nearest first, down to the first that was issued."""
        found: list[str] = []
        for above in range(index - 1, -1, -1):
            row = self._sheet.rows[above]
            place = self._matching.pairs.get(above)
            if place is not None:
                found.append(self._issued.rows[place].id)
                if len(found) >= _LONGEST_AFTER:
                    break
            elif row.kind and row.text(Column.TEXT):
                found.append(self._new_id(above, self._section_of(row)))
        if not found and self._issued.has_front:
            found.append(self._issued.name)
        return tuple(found)

    def _place(self, row: Row, key: str) -> str:
        return str(Location(self._sheet.name, row.number, self._sheet.columns.get(key, 0)))

    def _unread(self, row: Row, key: str, reason: str, text: str) -> None:
        self._harvest.unread.append(Unread(self._sender(self._place(row, key)), reason, text))
