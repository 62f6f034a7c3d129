"""A form whose 控え is gone or was changed: whose it is, and what it was issued with."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kumareport.model.row import RowSheet
from kumareport.review.book.book import Book
from kumareport.review.book.ownership import Ownership
from kumareport.review.issue.form_maker import FormMaker
from kumareport.review.issue.issued import NO_ROUND, Issued
from kumareport.review.issue.questions import questions_for
from kumareport.review.returns.excel.returned import ReturnedFile
from kumareport.workbook.form import form_texts
from kumareport.workbook.form_answers import department_named
from kumareport.workbook.layout import Column


def reconstructed(
    form: ReturnedFile,
    book: Book,
    issued_list: Issued | None,
    owners: Ownership,
    notes: list[str],
) -> Issued | None:
    """The best that is known of what a form was issued with; None where its department is not.

    Args:
        form: the form.
        book: the workbook as it is now.
        issued_list: the round's list, where it is known.
        owners: who answers for the rows of these sheets.
        notes: what people should know is added here.
    """
    sheets = book.sheets if issued_list is None else issued_list.sheets
    department = department_named(form.others)
    if department not in owners.departments():
        department = _most_likely(form, sheets, owners)
    sections = set(owners.sections(department))
    if not sections:
        return None
    what = "がありません" if form.ledger is None else "が書き換えられています"
    against = "今のブック" if issued_list is None else "配付一覧にある発出時の内容"
    notes.append(f"照会票の控え{what}。ID と本文で照合し、{against}と比べました")
    kept = [
        replace(sheet, rows=tuple(row for row in sheet.rows if row.section in sections and row.id))
        for sheet in sheets
    ]
    kept = [sheet for sheet in kept if sheet.rows]
    rows = [row for sheet in kept for row in sheet.rows]
    open_rows = frozenset(row.id for row in rows if owners.may_edit(department, row))
    round_ = issued_list.round if issued_list is not None else NO_ROUND
    if issued_list is None:
        fixed = _texts_now(book, owners, department)
    else:
        others = {sheet.name for sheet in sheets} - {sheet.name for sheet in kept}
        fixed = {name: said for name, said in issued_list.fixed.items() if name not in others}
    return Issued(round_, department, tuple(kept), open_rows, fixed)


def _texts_now(book: Book, owners: Ownership, who: str) -> Mapping[str, frozenset[str]]:
    """What a form of today would be sent out with around its tables; its round is not known."""
    sections = owners.sections(who)
    asked = questions_for(book, owners, who, sections)
    round_ = replace(NO_ROUND, title=book.report.settings.title)
    return form_texts(FormMaker(book, owners, round_).form(who, sections, asked))


def _most_likely(form: ReturnedFile, sheets: Sequence[RowSheet], owners: Ownership) -> str:
    """The department whose rows the form has most of; empty where it has few of any."""
    known = {row.id for sheet in form.sheets for row in sheet.rows}
    known |= {row.text(Column.TEXT) for sheet in form.sheets for row in sheet.rows}
    known -= {""}
    rows = [row for sheet in sheets for row in sheet.rows]
    scores: dict[str, int] = {}
    for name in owners.departments():
        sections = set(owners.sections(name))
        own = [row for row in rows if row.section in sections]
        hits = sum(row.id in known or row.text(Column.TEXT) in known for row in own)
        scores[name] = hits * 2 - len(own)
    best = max(scores, key=lambda name: scores[name], default="")
    return best if scores.get(best, 0) > 0 else ""
