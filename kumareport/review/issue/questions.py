"""What a department is asked to look at: the findings that it can do something about, in its words."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.finding import Finding
from kumareport.model.location import Location
from kumareport.model.period import Role
from kumareport.model.record_kind import Author, RecordKind, Shape, TextRole
from kumareport.model.report import Report
from kumareport.review.book.book import Book
from kumareport.review.book.ownership import Ownership, foreign
from kumareport.rules.catalog import find_rule
from kumareport.rules.rule import ReplyAt, Request
from kumareport.rules.run import in_words_of
from kumareport.workbook.layout import OPINION_COLUMN, Column

_NEW_TEXT = {
    ReplyAt.VERIFICATION: TextRole.VERIFICATION,
    ReplyAt.DIRECTION: TextRole.DIRECTION,
}
_IN_FORM = {
    ReplyAt.OPINION: f"この行の「{OPINION_COLUMN}」に書いてください。",
    ReplyAt.CHOICE: f"望ましい方向が違うときは選び直し、目指す値が違うときは「{OPINION_COLUMN}」に書いてください。",
}
_IN_DRAFT = "このコメントへの返信で知らせてください。"


class Asked(Struct, frozen=True):
    """A finding as a department gets it.

    Attributes:
        finding: the finding, at its place in the workbook.
        record: the ID of the record whose row is the place to look at.
        column: the lasting name of the column to fill in.
        new_text: the kind of text of which a new one is asked for; empty where the record's own row
            is filled in.
        request: what the department does, in the words of its form.
    """

    finding: Finding
    record: str
    column: str
    new_text: str
    request: Request

    @property
    def in_form(self) -> str:
        """What to do in the form."""
        return self.request.advice + _IN_FORM.get(self.request.reply_at, "")

    @property
    def in_draft(self) -> Finding:
        """The finding as a Word draft says it: no cell, and a reply for what no draft prints."""
        printed = (Column.TEXT, self.column if self.column.startswith(f"{Role.ACTUAL} ") else "")
        is_printed = self.column in printed
        tail = "" if is_printed else _IN_DRAFT
        return replace(self.finding, hint=self.request.advice + tail, related=())


def questions_for(
    book: Book, owners: Ownership, who: str, sections: Sequence[str]
) -> tuple[Asked, ...]:
    """What a department is asked, in the workbook's order.

    Only what it can answer in a cell of its own: what is wrong elsewhere is the office's.
    """
    return tuple(
        replace(asked, request=_worded(asked.request, book.report))
        for asked in _asked(book, owners, who, sections)
    )


def _worded(request: Request, report: Report) -> Request:
    return replace(request, advice=in_words_of(report.target_name, request.advice))


def _asked(book: Book, owners: Ownership, who: str, sections: Sequence[str]) -> Iterator[Asked]:
    names = {
        sheet.name: {number: key for key, number in sheet.columns.items()} for sheet in book.sheets
    }
    merged, form = _merged(book), book.report.settings.form
    for finding in _own(book, sections):
        rule, at = find_rule(finding.code), finding.location
        row = book.rows.get(book.report.places.ids.get((at.sheet, at.row), ""))
        if rule is None or rule.request is None or row is None:
            continue
        is_open, reply_at = owners.may_edit(who, row), rule.request.reply_at
        if reply_at in _NEW_TEXT:
            kinds = [kind for kind in form.boxes if _is_asked(kind, _NEW_TEXT[reply_at])]
            if kinds and (is_open or row.shape is Shape.HEADING):
                yield Asked(finding, row.id, Column.TEXT, kinds[0].name, rule.request)
            continue
        key = {
            ReplyAt.OPINION: OPINION_COLUMN,
            ReplyAt.CHOICE: Column.DIRECTION,
        }.get(reply_at) or names[at.sheet].get(merged.get(at, at).column, "")
        is_theirs = (
            is_open if key == OPINION_COLUMN else bool(key) and not foreign(is_open, row, form, key)
        )
        if is_theirs:
            yield Asked(finding, row.id, key, "", rule.request)


def _own(book: Book, sections: Sequence[str]) -> list[Finding]:
    """What is open in some sections, in the workbook's order, without a word about others."""
    found: list[Finding] = []
    for finding in book.findings:
        rule = find_rule(finding.code)
        if rule is not None and rule.request is not None and rule.request.at_each:
            places = dict.fromkeys((finding.location, *finding.related))
            found += [
                replace(finding, location=place, related=())
                for place in places
                if book.section_at(place) in sections
            ]
        elif book.is_about(finding, sections):
            found.append(finding)
    sheets = {sheet.name: number for number, sheet in enumerate(book.sheets)}
    return sorted(found, key=lambda f: (sheets[f.location.sheet], f.location.row))


def _is_asked(kind: RecordKind, role: TextRole) -> bool:
    """Whether the form has rows ready for a new text of a kind."""
    return kind.role is role and kind.author is Author.DEPARTMENT


def _merged(book: Book) -> dict[Location, Location]:
    """The cell that is seen and filled in at each cell which a merged one covers."""
    return {
        covered.location: entry.location
        for _, row in book.report.indicators()
        for number, entry in enumerate(row.entries)
        for covered in row.entries[number + 1 : number + entry.span]
    }
