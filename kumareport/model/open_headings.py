"""Where the records of a sheet stand: in which part (部), as its rows come from the top."""

from collections.abc import Sequence

from kumareport.model.form import AT_END, FRONT, OF_REPORT, WRITTEN, Form
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.model.row import Row


def end_of(part: str) -> str:
    """The ID of what stands below all parts that lie in a part, by its ID; its 区分 likewise."""
    return part + AT_END


def has_end(kind: RecordKind, part: str) -> bool:
    """Whether a record belongs below all parts that lie in a part, by the name of that part's 区分. What
    stands at the end of the whole report has a sheet of its own."""
    return part not in OF_REPORT and end_of(part) in kind.under


def last_within(rows: Sequence[Row], part: str, form: Form) -> str:
    """The ID of the last record of a sheet that stands in a part, or in one that lies in it; empty for
    none."""
    standing = OpenHeadings(form, rows[0].sheet if rows else "")
    found = ""
    for row in rows:
        kind = form.kind(row.kind)
        if kind and kind.shape is Shape.HEADING:
            standing.open(kind, row.id)
        if row.id and standing.lies_in(part):
            found = row.id
    return found


class OpenHeadings:
    """The parts that are open at a row: the sheet, and the headings above it that are less and less deep.

    Args:
        form: the kinds of record.
        sheet: the sheet's name, which is the ID of its front.
        kind: what the sheet is (``form.SHEETS``).
    """

    def __init__(self, form: Form, sheet: str, kind: str = FRONT) -> None:
        self._form = form
        self._open = [(1, sheet, kind)]

    def open(self, kind: RecordKind, part: str) -> None:
        """A heading opens a part; a row of the sheet itself closes all parts."""
        self._open = [self._open[0], *(p for p in self._open[1:] if p[0] < kind.depth)]
        if kind.depth > 1:
            self._open.append((kind.depth, part, kind.name))

    def lies_in(self, part: str) -> bool:
        """Whether a part is open."""
        return any(opened == part for _, opened, _ in self._open)

    def part_of(self, kind: RecordKind | None) -> str:
        """The ID of the part that the next record stands in: the last one that was opened; where its
        texts belong to one that this lies in, the end of that one."""
        _, last, name = self._open[-1]
        if kind is None or kind.shape not in WRITTEN or not kind.under:
            return last
        if name in kind.under:
            return last
        for _, part, above in reversed(self._open):
            if has_end(kind, above) or (above in kind.under and part != last):
                return end_of(part)
        return last
