"""What was issued to departments: the base of the three-way comparison, as the 控え holds it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from kumareport.model.form import STANDARD, Form
from kumareport.model.form_record import form_text, read_form
from kumareport.model.row import Content, Row, RowSheet, as_texts, from_texts
from kumareport.workbook.ledger import Ledger, LedgerKind

_ROUND, _ROUND_ID, _DEADLINE, _CONTACT = "回", "回の番号", "締切", "連絡先"
_ISSUED_AT, _DEPARTMENT, _TITLE = "発出日時", "課", "題名"
_ROW, _CELL, _TEXT, _ADDRESSEE = "記録", "値", "地の文", "配付先"
_FORM = "様式"


class Round(Struct, frozen=True):
    """One round of questions to the departments (照会).

    Attributes:
        id: its key; no two rounds share one.
        name: what people call it.
        title: the report's title.
        deadline: the last day for answers.
        contact: whom to ask and where to send the answers.
        issued_at: when, as ISO 8601 to the minute.
    """

    id: str
    name: str
    title: str
    deadline: datetime.date
    contact: str
    issued_at: str


NO_ROUND = Round("", "", "", datetime.date.max, "", "")
"""Of a file that does not say in which round it was sent out."""


class Addressee(Struct, frozen=True):
    """A department that a form was made for.

    Attributes:
        name, bureau, contact: as the workbook lists it.
        deadline: its last day for answers, where that is another than the round's; None where not.
    """

    name: str
    bureau: str = ""
    contact: str = ""
    deadline: datetime.date | None = None


class Issued(Struct, frozen=True):
    """A form's content as issued, or that of a whole round.

    Attributes:
        round: the round.
        department: whose form it is; empty for the whole round.
        sheets: the chapter sheets with the rows issued.
        open_rows: the IDs of the rows that the department may fill in.
        fixed: texts that stand around the tables, by sheet.
        addressees: all departments that got a form (whole round only).
        form: its kinds of record and its columns.
    """

    round: Round
    department: str
    sheets: tuple[RowSheet, ...]
    open_rows: frozenset[str] = frozenset()
    fixed: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    addressees: tuple[Addressee, ...] = ()
    form: Form = STANDARD

    def rows(self) -> Iterable[Row]:
        """All rows in order."""
        return (row for sheet in self.sheets for row in sheet.rows)


def facts_of(at: Round, department: str, form: Form) -> dict[str, str]:
    """A round, a department and the form as the facts that every file of the round carries."""
    return {
        _ROUND: at.name, _ROUND_ID: at.id, _TITLE: at.title, _DEADLINE: at.deadline.isoformat(),
        _CONTACT: at.contact, _ISSUED_AT: at.issued_at, _DEPARTMENT: department,
        _FORM: form_text(form),
    }  # fmt: skip


def round_of(facts: Mapping[str, str]) -> tuple[Round, str] | None:
    """The way back: the round and the department; None where the facts are not whole."""
    try:
        deadline = datetime.date.fromisoformat(facts.get(_DEADLINE, ""))
    except ValueError:
        return None
    at = Round(
        id=facts.get(_ROUND_ID, ""),
        name=facts.get(_ROUND, ""),
        title=facts.get(_TITLE, ""),
        deadline=deadline,
        contact=facts.get(_CONTACT, ""),
        issued_at=facts.get(_ISSUED_AT, ""),
    )
    return at, facts.get(_DEPARTMENT, "")


def form_of(facts: Mapping[str, str]) -> Form:
    """The form that a file was sent out with."""
    return read_form(facts.get(_FORM, ""))


def to_ledger(issued: Issued) -> Ledger:
    """The 控え of a form or of the list of forms."""
    lines: list[tuple[str, ...]] = []
    for sheet in issued.sheets:
        for row in sheet.rows:
            is_open = "○" if row.id in issued.open_rows else ""
            lines.append((_ROW, sheet.name, row.id, row.kind, row.section, is_open))
            for key, content in row.cells.items():
                label = sheet.labels.get(key, key)
                lines.append((_CELL, sheet.name, row.id, key, label, *as_texts(content)))
    for name, texts in sorted(issued.fixed.items()):
        lines += [(_TEXT, name, text) for text in sorted(texts)]
    lines += [
        (_ADDRESSEE, a.name, a.bureau, a.contact, a.deadline.isoformat() if a.deadline else "")
        for a in issued.addressees
    ]
    fields = facts_of(issued.round, issued.department, issued.form)
    kind = LedgerKind.FORM if issued.department else LedgerKind.ISSUE
    return Ledger(kind, fields, lines)


def from_ledger(ledger: Ledger) -> Issued | None:
    """The way back; None where the ledger is not whole enough to be one."""
    known = round_of(ledger.fields)
    if known is None:
        return None
    by_kind: dict[str, list[Sequence[str]]] = {}
    for line in ledger.lines:
        if line:
            by_kind.setdefault(line[0], []).append(_padded(line[1:]))
    form = form_of(ledger.fields)
    fixed: dict[str, set[str]] = {}
    for line in by_kind.get(_TEXT, ()):
        fixed.setdefault(line[0], set()).add(line[1])
    return Issued(
        round=known[0],
        department=known[1],
        sheets=_sheets(by_kind.get(_ROW, ()), by_kind.get(_CELL, ()), form),
        open_rows=frozenset(line[1] for line in by_kind.get(_ROW, ()) if line[4]),
        fixed={name: frozenset(texts) for name, texts in fixed.items()},
        addressees=tuple(_addressee(line) for line in by_kind.get(_ADDRESSEE, ())),
        form=form,
    )


def _addressee(line: Sequence[str]) -> Addressee:
    try:
        deadline = datetime.date.fromisoformat(line[3])
    except ValueError:
        deadline = None
    return Addressee(line[0], line[1], line[2], deadline)


def _padded(line: Sequence[str]) -> tuple[str, ...]:
    """Seven texts: trailing blanks are not stored, and a forged line may have more."""
    return (*line, *("",) * 7)[:7]


def _sheets(
    rows: Sequence[Sequence[str]], cells: Sequence[Sequence[str]], form: Form
) -> tuple[RowSheet, ...]:
    contents: dict[tuple[str, str], dict[str, Content]] = {}
    labels: dict[str, dict[str, str]] = {}
    for sheet, row_id, key, label, *texts in cells:
        contents.setdefault((sheet, row_id), {})[key] = from_texts(texts)
        labels.setdefault(sheet, {})[key] = label
    found: dict[str, list[Row]] = {}
    for sheet, row_id, kind, section, *_ in rows:
        of_sheet = found.setdefault(sheet, [])
        number = len(of_sheet) + 1
        found_cells = contents.get((sheet, row_id), {})
        shape = form.shape(kind)
        of_sheet.append(Row(sheet, number, row_id, kind, section, found_cells, shape))
    return tuple(
        RowSheet(name, 0, {}, labels.get(name, {}), tuple(of_sheet))
        for name, of_sheet in found.items()
    )
