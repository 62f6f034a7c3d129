"""What came back from the departments, compared and put together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from msgspec.structs import replace

from kumareport.last_resort import Breakdown, attempt
from kumareport.model.row import RowSheet
from kumareport.office.word.word_document import WordDocument
from kumareport.review.book.book import Book
from kumareport.review.book.draft_rows import issued_rows
from kumareport.review.book.ownership import Ownership
from kumareport.review.issue.issued import NO_ROUND, Addressee, Issued, Round, form_of
from kumareport.review.merge.changed_form import set_aside
from kumareport.review.merge.edits import Harvest, Opinion, Sender, Unread
from kumareport.review.merge.merge import merge, today_ids
from kumareport.review.merge.sameness import shown
from kumareport.review.returns.collection import Answered, Collection, Rejected
from kumareport.review.returns.effects import effects_of
from kumareport.review.returns.excel.copied_rows import COPIED_ROWS, copied_rows
from kumareport.review.returns.excel.examine import examine
from kumareport.review.returns.excel.returned import ReturnedFile
from kumareport.review.returns.files import Readers
from kumareport.review.returns.lost_ledger import reconstructed
from kumareport.review.returns.reading import Progress, fault_reason, read_all
from kumareport.review.returns.versions import Version, edits_of
from kumareport.review.returns.word.copied_draft import COPIED, Copy, read_copy, unread_of
from kumareport.review.returns.word.examine_draft import examine_draft
from kumareport.review.returns.word.returned_draft import NO_RECORD, ReturnedDraft
from kumareport.workbook.ledger import LedgerKind

NO_FORM = "照会票ではない Excel ブックです"
_KNOWN = 0.5
"""The share of a form's rows that a workbook must have to be the one that it was made from."""


def collect(
    book: Book,
    files: Sequence[tuple[Path, str]],
    crew: Readers,
    progress: Progress,
) -> Collection:
    """Read files, in any order and however named, and compare what they say.

    Args:
        book: the workbook as it is now.
        files: the files with the names to show.
        crew: who reads them.
        progress: told how many files are done of how many, and the next one.
    """
    return _Collector(book).run(files, crew, progress)


class _Collector:
    def __init__(self, book: Book) -> None:
        self._book = book
        self._rejected: list[Rejected] = []
        self._versions: list[Version] = []
        self._opinions: list[Opinion] = []
        self._unread: list[Unread] = []
        self._today: dict[str, str] = {}
        self._list: Issued | None = None
        self._round: Round | None = None
        self._answered: dict[str, Answered] = {}
        names = [department.name for department in book.report.settings.departments]
        self._departments = names

    def run(
        self,
        files: Sequence[tuple[Path, str]],
        crew: Readers,
        progress: Progress,
    ) -> Collection:
        # Nearly every round brings proposals, which are tried against what is open already.
        handed_in = read_all(
            files, self._book.report.settings.form, crew, progress, lambda: self._book.findings
        )
        self._rejected += handed_in.rejected
        lists = [one.issued for one in handed_in.lists if one.issued is not None]
        # Of two of one minute, the one of a form sent out anew knows all that were asked.
        self._list = max(
            lists, key=lambda one: (*_age(one.round), len(one.addressees)), default=None
        )
        rounds = [form.round for form in handed_in.forms if form.round is not None]
        self._round = self._list.round if self._list else max(rounds, key=_age, default=None)
        self._answered = {a.name: Answered(a) for a in self._addressees()}
        for form in handed_in.forms:
            fault = attempt(partial(self._take, form))
            if isinstance(fault, Breakdown):
                self._reject(form.name, fault_reason(fault))
                sender = Sender("", form.person, form.time, form.name)
                self._unread.append(Unread(sender, fault_reason(fault), "（ファイルのすべて）"))
        for path, name, document in handed_in.copies:
            fault = attempt(partial(self._take_copy, path, name, document))
            if isinstance(fault, Breakdown):
                self._reject(name, fault_reason(fault))
        merged = merge(edits_of(self._versions), self._book.sheets, self._today)
        return Collection(
            round=self._round,
            proposals=merged.proposals,
            effects=effects_of(self._book, merged.proposals),
            opinions=_once(self._opinions),
            unread=tuple(sorted(self._unread, key=lambda u: (u.sender, u.reason, u.text))),
            answered=tuple(self._answered.values()),
            rejected=tuple(sorted(self._rejected, key=lambda r: (r.name, r.reason))),
            done=merged.done,
        )

    # --- files --------------------------------------------------------------------------------

    def _reject(self, name: str, reason: str) -> None:
        self._rejected.append(Rejected(name, reason))

    def _addressees(self) -> Iterable[Addressee]:
        """Who was asked: as the list says, else everybody who answers for a section."""
        if self._list is not None:
            return self._list.addressees
        listed = {
            department.name: department for department in self._book.report.settings.departments
        }
        names = self._own.departments()
        return [
            Addressee(name, listed[name].bureau, listed[name].contact)
            if name in listed
            else Addressee(name)
            for name in names
        ]

    @cached_property
    def _own(self) -> Ownership:
        """Who answers for what in the workbook as it is now."""
        return self._owners(self._book.sheets)

    def _owners(self, sheets: Sequence[RowSheet]) -> Ownership:
        rows = [row for sheet in sheets for row in sheet.rows]
        return Ownership(rows, self._departments, self._book.report.settings.form)

    # --- one return ---------------------------------------------------------------------------

    def _take_copy(self, path: Path, name: str, document: WordDocument) -> None:
        """A Word file without our record: a copy of a draft's text, or no return at all."""
        owners = self._own
        copy = read_copy(path, name, document, self._book, owners, self._round)
        if copy is None:
            self._reject(name, NO_RECORD)
        else:
            self._take(copy.draft, copy)

    def _take(self, form: ReturnedFile | ReturnedDraft, copy: Copy | None = None) -> None:
        notes = _hazards(form)
        issued = self._issued_draft(form) if isinstance(form, ReturnedDraft) else self._issued_form(form, notes)  # fmt: skip
        if issued is None:
            return
        today = today_ids(issued.sheets, self._book.sheets)
        if isinstance(form, ReturnedDraft):
            harvest = examine_draft(form, issued, self._book, today)
            if copy is not None:
                notes.append(COPIED)
                harvest.unread.extend(unread_of(copy))
        else:
            harvest = examine(form, issued.department, issued, self._book.rows)
        set_aside(harvest, issued.form, self._book.report.settings.form)
        notes += harvest.notes
        reason = self._why_old(issued, today)
        if reason:
            self._reject(form.name, f"{issued.department}：{reason}")
            self._quote(harvest, reason)
            return
        self._today |= today
        mine = (v.form for v in self._versions if v.issued.department == issued.department)
        again = any(type(other) is type(form) for other in mine)
        self._versions.append(Version(form, issued, harvest))
        self._opinions += harvest.opinions
        self._unread += harvest.unread
        addressee = Addressee(issued.department)
        entry = self._answered.setdefault(issued.department, Answered(addressee))
        # A form and a draft of one department are the usual case.
        if again or (harvest.says_something and not entry.is_as_issued):
            notes.append("この課から複数のファイルが返送されています。食い違いは競合として示します")
        _count(entry, form, harvest, notes)

    def _issued_form(self, form: ReturnedFile, notes: list[str]) -> Issued | None:
        """What an Excel form was issued with; None where it is none."""
        reason = _why_no_form(form)
        if reason == NO_FORM:
            reason = self._quote_rows(form) or reason
        if reason:
            self._reject(form.name, reason)
            return None
        if form.issued is not None:
            return form.issued
        sheets = self._book.sheets if self._list is None else self._list.sheets
        issued = reconstructed(form, self._book, self._list, self._owners(sheets), notes)
        if issued is None:
            reason = "照会票の控えも、対応する節も見つからないため、どの課の照会票か分かりません"
            self._reject(form.name, reason)
            return None
        of = self._book.report.settings.form if self._list is None else self._list.form
        return replace(issued, form=of)

    def _quote_rows(self, form: ReturnedFile) -> str:
        """Quote what a workbook without our header says beside what was issued; empty where it says
        nothing of that."""
        sheets = self._book.sheets if self._list is None else self._list.sheets
        copied = copied_rows(form, sheets, self._owners(sheets))
        self._unread += copied
        return COPIED_ROWS if copied else ""

    def _issued_draft(self, draft: ReturnedDraft) -> Issued:
        """What a Word draft was issued with, as far as it printed it."""
        form = form_of(draft.word.issued.facts)
        sheets = issued_rows(draft.word.issued, self._book.rows, form)
        rows = [row for sheet in sheets for row in sheet.rows]
        if draft.round is None:
            return Issued(
                NO_ROUND, draft.department, sheets, frozenset(row.id for row in rows), form=form
            )
        owners = self._own
        is_open = frozenset(
            row.id
            for row in rows
            if owners.may_edit(draft.department, self._book.rows.get(row.id, row))
        )
        return Issued(draft.round, draft.department, sheets, is_open, form=form)

    def _why_old(self, issued: Issued, today: Mapping[str, str]) -> str:
        known = self._book.rows
        rows = [row.id for row in issued.rows()]
        if sum(row in known or row in today for row in rows) < len(rows) * _KNOWN:
            return "別のブックから作られたファイルです"
        if self._round is not None and issued.round.id not in ("", self._round.id):
            return f"ほかの回（{issued.round.name}）のファイルです"
        is_asked = issued.department in self._answered or issued.round.id == ""
        return "" if self._list is None or is_asked else "照会していない課のファイルです"

    def _quote(self, harvest: Harvest, reason: str) -> None:
        """Keep what a file that is not taken in says."""
        self._opinions += harvest.opinions
        self._unread += [
            replace(unread, reason=f"{reason}。{unread.reason}") for unread in harvest.unread
        ]
        for edit in harvest.edits:
            target = edit.target
            said = shown(target.column, target.unit, edit.proposed)
            self._unread.append(
                Unread(edit.sender, f"{reason}（{edit.kind}：{target.label or target.kind}）", said)
            )


def _why_no_form(form: ReturnedFile) -> str:
    if form.kind is LedgerKind.PROPOSALS:
        return "反映案のブックです（返送された照会票ではありません）"
    if form.kind is LedgerKind.CHECK:
        return "点検結果のブックです（返送された照会票ではありません）"
    if form.is_workbook:
        return "評価・検証のブックです（照会票ではありません）"
    if not form.sheets and form.issued is None:
        return NO_FORM
    return ""


def _age(round_: Round) -> tuple[str, str]:
    return round_.issued_at, round_.id


def _hazards(form: ReturnedFile | ReturnedDraft) -> list[str]:
    notes: list[str] = []
    if isinstance(form, ReturnedDraft) and form.has_lost_record:
        notes.append(
            "発出時の記録が失われているため、同じ節のほかの Word ファイルの記録と比べました"
        )
    if form.facts.is_template:
        notes.append("テンプレート（.xltx や .dotx）として保存されています（中身は読み取りました）")
    if form.facts.has_macros:
        notes.append("マクロが入っています（実行していません）")
    if form.facts.has_links:
        notes.append("外部のファイルへのリンクが入っています（開いていません）")
    return notes


def _count(
    entry: Answered, form: ReturnedFile | ReturnedDraft, harvest: Harvest, notes: Sequence[str]
) -> None:
    entry.files.append(form.name)
    entry.is_as_issued &= not (harvest.says_something or form.has_answers)
    entry.time = max(entry.time, form.time)
    entry.person = "、".join(dict.fromkeys(filter(None, [entry.person, form.signed])))
    entry.result = "、".join(dict.fromkeys(filter(None, [entry.result, form.result])))
    entry.edits += len(harvest.edits)
    entry.opinions += len(harvest.opinions)
    entry.unread += len(harvest.unread)
    if form.result == "修正なし" and harvest.edits:
        notes = [*notes, "「修正なし」と回答されていますが、修正があります"]
    entry.notes += [note for note in notes if note not in entry.notes]


def _once(opinions: Sequence[Opinion]) -> tuple[Opinion, ...]:
    """Each opinion of a department once, with all the files that say it."""
    found: dict[tuple[str, str, str, str, int], Opinion] = {}
    times: Counter[tuple[str, ...]] = Counter()
    for opinion in sorted(opinions, key=_opinion_order):
        said = opinion.sender.department, opinion.about, opinion.label, opinion.text
        # Two comments of one file stay two, whatever they say.
        of_file = *said, opinion.sender.source.partition("　")[0]
        times[of_file] += 1
        key = *said, times[of_file]
        first = found.setdefault(key, opinion)
        if first is not opinion and opinion.sender.source not in first.sender.source:
            source = f"{first.sender.source}\n{opinion.sender.source}"
            sender = replace(first.sender, source=source)
            found[key] = replace(first, sender=sender)
    return tuple(found.values())


def _opinion_order(opinion: Opinion) -> tuple[Sender, str, str, str]:
    return opinion.sender, opinion.about, opinion.label, opinion.text
