"""Which department answers for which section and row."""

from collections.abc import Iterable, Sequence

from kumareport.model.department_names import departments_in
from kumareport.model.field_columns import field_of, may_fill, open_fields
from kumareport.model.form import AT_END, STANDARD, Form
from kumareport.model.period import Role
from kumareport.model.record_kind import Author, Shape
from kumareport.model.row import Row
from kumareport.workbook.layout import Column


class Ownership:
    """Who answers for the rows of a workbook.

    Args:
        rows: all its rows, in order.
        known: the names of 所管課一覧.
        form: who fills in which kind of record.
    """

    def __init__(self, rows: Sequence[Row], known: Iterable[str], form: Form = STANDARD) -> None:
        names = list(known)
        self._form = form
        self._rows: dict[str, tuple[str, ...]] = {}
        self._sections: dict[str, list[str]] = {}
        self._asking: set[str] = set()
        of_section: tuple[str, ...] = ()
        above: list[tuple[int, tuple[str, ...]]] = []
        sheet = ""
        for row in rows:
            own = departments_in(row.text(Column.DEPARTMENT), names)
            if row.sheet != sheet:
                sheet, of_section, above = row.sheet, (), []
            if row.shape is Shape.HEADING:
                kind = form.kind(row.kind)
                depth = kind.depth if kind else 0
                above = [part for part in above if part[0] < depth]
                # A part without a department is that of the part it lies in.
                own = of_section = own or (above[-1][1] if above else ())
                above.append((depth, own))
            if row.section == row.sheet and not row.id:
                continue  # No record: there is nothing to answer for.
            if row.shape in (Shape.INDICATOR, Shape.LIST):
                self._rows[row.id] = own or of_section
            taking_part = self._sections.setdefault(row.section, [])
            if self._asks(row):
                self._asking.add(row.section)
            if row.section.endswith(AT_END) and not taking_part:
                # What stands at the end of a part is its departments'.
                taking_part += self._sections.get(row.section.removesuffix(AT_END), ())
            for name in own:
                if name not in taking_part:
                    taking_part.append(name)

    def sections(self, department: str) -> list[str]:
        """The IDs of the sections that a department takes part in, in the workbook's order."""
        return [section for section, names in self._sections.items() if department in names]

    def departments(self) -> list[str]:
        """Every department that takes part anywhere, in the order of their first section."""
        return list(dict.fromkeys(name for names in self._sections.values() for name in names))

    def orphans(self) -> list[str]:
        """The IDs of the sections that nobody answers for, though departments have something to fill in
        there: the front of a report may be the office's alone."""
        return [
            section
            for section, names in self._sections.items()
            if section in self._asking and not names
        ]

    def _asks(self, row: Row) -> bool:
        """Whether the form leaves something of a row to departments."""
        if row.shape is Shape.HEADING:
            return bool(open_fields(self._form, row.kind))
        kind = self._form.kind(row.kind)
        return kind is None or kind.author is Author.DEPARTMENT

    def may_edit(self, department: str, row: Row) -> bool:
        """Whether a row's contents are the department's to write: its own indicators and lines of a
        list, and the texts and the fields of every section that it takes part in, where the form
        leaves them to departments."""
        if row.shape is Shape.HEADING:
            has_fields = bool(open_fields(self._form, row.kind))
            return has_fields and department in self._sections.get(row.section, ())
        kind = self._form.kind(row.kind)
        if kind is not None and kind.author is not Author.DEPARTMENT:
            return False
        if row.shape is Shape.INDICATOR or row.id in self._rows:
            return department in self._rows.get(row.id, ())
        return department in self._sections.get(row.section, ())


def foreign(is_open: bool, row: Row, form: Form, key: str = "") -> list[str]:
    """Why a place is not the department's to fill in, for whoever decides; nothing where it is.

    Args:
        is_open: whether its row is (:meth:`Ownership.may_edit`).
        row: the row.
        form: its kinds and columns.
        key: the column's lasting name; empty for the row itself.
    """
    if not is_open:
        return ["この課が記入する行ではありません"]
    if row.shape is Shape.HEADING:
        is_theirs = field_of(form, key) is not None and may_fill(form, row.kind, key)
    else:
        main = f"{Role.ACTUAL} " if row.shape is Shape.INDICATOR else Column.TEXT
        is_theirs = not key or key.startswith(main) or may_fill(form, row.kind, key)
    return [] if is_theirs else ["この課が記入する欄ではありません"]
