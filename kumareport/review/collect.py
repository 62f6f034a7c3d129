"""What came back from the departments, compared and put together."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.model.row import RowSheet
from kumareport.review.book import Book
from kumareport.review.collection import Answered, Collection, Rejected
from kumareport.review.edits import Edit, Harvest, Opinion, Sender, Unread
from kumareport.review.effects import effects_of
from kumareport.review.examine import examine
from kumareport.review.issued import Addressee, Issued
from kumareport.review.lost_ledger import reconstructed
from kumareport.review.merge import merge, today_ids
from kumareport.review.ownership import Ownership
from kumareport.review.returned import ReturnedFile, files_in, read_returned
from kumareport.review.sameness import shown
from kumareport.workbook.form_cover import Answer
from kumareport.workbook.ledger import LedgerKind

Progress = Callable[[int, int, str], None]
_KNOWN = 0.5
"""The share of a form's rows that a workbook must have to be the one that it was made from."""


def collect(book: Book, paths: Sequence[Path], progress: Progress) -> Collection:
    """Read files and folders, in any order and however named, and compare what they say.

    Args:
        book: the workbook as it is now.
        paths: files and folders.
        progress: told how many files are done of how many, and the next one.

    Raises:
        InputFileError: a path that does not exist.
    """
    return _Collector(book).run(files_in(paths), progress)


class _Collector:
    def __init__(self, book: Book) -> None:
        self._book = book
        self._rejected: list[Rejected] = []
        self._edits: list[Edit] = []
        self._opinions: list[Opinion] = []
        self._unread: list[Unread] = []
        self._today: dict[str, str] = {}
        names = [department.name for department in book.report.settings.departments]
        self._departments = names

    def run(self, files: Sequence[tuple[Path, str]], progress: Progress) -> Collection:
        returned = self._read(files, progress)
        lists = [file for file in returned if file.is_list]
        issued = max((file.issued for file in lists if file.issued), key=_age, default=None)
        forms = sorted((file for file in returned if not file.is_list), key=lambda file: file.name)
        rounds = [file.issued for file in forms if file.issued is not None]
        newest = issued or max(rounds, key=_age, default=None)
        answered = {a.name: Answered(a) for a in self._addressees(issued)}
        for form in forms:
            self._take(form, newest, issued, answered)
        merged = merge(self._edits, self._book.sheets, self._today)
        return Collection(
            round=None if newest is None else newest.round,
            proposals=merged.proposals,
            effects=effects_of(self._book, merged.proposals),
            opinions=_once(self._opinions),
            unread=tuple(sorted(self._unread, key=lambda u: (u.sender, u.reason, u.text))),
            answered=tuple(answered.values()),
            rejected=tuple(sorted(self._rejected, key=lambda r: (r.name, r.reason))),
            done=merged.done,
        )

    # --- files --------------------------------------------------------------------------------

    def _read(self, files: Sequence[tuple[Path, str]], progress: Progress) -> list[ReturnedFile]:
        seen: dict[str, str] = {}
        found: list[ReturnedFile] = []
        for number, (path, name) in enumerate(sorted(files, key=lambda item: item[1])):
            progress(number, len(files), name)
            try:
                digest = _digest(path)
                if digest in seen:
                    self._reject(name, f"「{seen[digest]}」と同じファイルです")
                    continue
                seen[digest] = name
                found.append(read_returned(path, name))
            except InputFileError as error:
                self._reject(
                    name, f"{error.message.replace(str(path), '').rstrip('：')}。{error.hint}"
                )
            except OSError as error:
                self._reject(name, f"ファイルを読めません（{error.strerror}）")
        progress(len(files), len(files), "")
        return found

    def _reject(self, name: str, reason: str) -> None:
        self._rejected.append(Rejected(name, reason))

    def _addressees(self, issued: Issued | None) -> Iterable[Addressee]:
        """Who was asked: as the list says, else everybody who answers for a section."""
        if issued is not None:
            return issued.addressees
        listed = {
            department.name: department for department in self._book.report.settings.departments
        }
        names = self._owners(self._book.sheets).departments()
        return [
            Addressee(name, listed[name].bureau, listed[name].contact)
            if name in listed
            else Addressee(name)
            for name in names
        ]

    def _owners(self, sheets: Sequence[RowSheet]) -> Ownership:
        return Ownership([row for sheet in sheets for row in sheet.rows], self._departments)

    # --- one return ---------------------------------------------------------------------------

    def _take(
        self,
        form: ReturnedFile,
        newest: Issued | None,
        issued_list: Issued | None,
        answered: dict[str, Answered],
    ) -> None:
        reason = self._why_not(form)
        if reason:
            self._reject(form.name, reason)
            return
        notes = _hazards(form)
        issued = form.issued
        if issued is None:
            sheets = self._book.sheets if issued_list is None else issued_list.sheets
            issued = reconstructed(form, sheets, issued_list, self._owners(sheets), notes)
            if issued is None:
                self._reject(
                    form.name,
                    "照会票の控えも、対応する節も見つからないため、どの課の照会票か分かりません",
                )
                return
        department = issued.department
        harvest = examine(form, department, issued)
        notes += harvest.notes
        reason = self._why_old(issued, newest, answered)
        if reason:
            self._reject(form.name, f"{department}：{reason}")
            self._quote(harvest, reason)
            return
        self._today |= today_ids(issued.sheets, self._book.sheets)
        self._edits += harvest.edits
        self._opinions += harvest.opinions
        self._unread += harvest.unread
        entry = answered.setdefault(department, Answered(Addressee(department)))
        if entry.files:
            notes.append("この課から複数のファイルが返送されています。食い違いは競合として示します")
        _count(entry, form, harvest, notes)

    def _why_not(self, form: ReturnedFile) -> str:
        if form.kind is LedgerKind.PROPOSALS:
            return "反映案のブックです（返送された照会票ではありません）"
        if form.is_workbook:
            return "評価・検証のブックです（照会票ではありません）"
        if not form.sheets:
            return "照会票ではない Excel ブックです"
        return ""

    def _why_old(self, issued: Issued, newest: Issued | None, answered: dict[str, Answered]) -> str:
        known = self._book.rows
        rows = [row.id for row in issued.rows()]
        lost = today_ids(issued.sheets, self._book.sheets)
        if sum(row in known or row in lost for row in rows) < len(rows) * _KNOWN:
            return "別のブックから作られた照会票です"
        is_other = newest is not None and issued.round.id not in ("", newest.round.id)
        if newest is not None and is_other:
            return f"ほかの回（{issued.round.name}）の照会票です"
        if newest is not None and newest.addressees and issued.department not in answered:
            return "照会票を配付していない課です"
        return ""

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


def _age(issued: Issued) -> tuple[str, str]:
    return issued.round.issued_at, issued.round.id


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hazards(form: ReturnedFile) -> list[str]:
    notes: list[str] = []
    if form.facts.has_macros:
        notes.append("マクロが入っています（実行していません）")
    if form.facts.has_links:
        notes.append("外部のファイルへのリンクが入っています（開いていません）")
    return notes


def _count(entry: Answered, form: ReturnedFile, harvest: Harvest, notes: Sequence[str]) -> None:
    entry.files.append(form.name)
    entry.is_as_issued &= form.is_as_issued
    entry.time = max(entry.time, form.time)
    entry.person = "、".join(dict.fromkeys(filter(None, [entry.person, form.person])))
    result = form.answers.get(Answer.RESULT, "")
    entry.result = "、".join(dict.fromkeys(filter(None, [entry.result, result])))
    entry.edits += len(harvest.edits)
    entry.opinions += len(harvest.opinions)
    entry.unread += len(harvest.unread)
    if result == "修正なし" and harvest.edits:
        notes = [*notes, "「修正なし」と回答されていますが、修正があります"]
    entry.notes += [note for note in notes if note not in entry.notes]


def _once(opinions: Sequence[Opinion]) -> tuple[Opinion, ...]:
    """Each opinion of a department once, with all the files that say it."""
    found: dict[tuple[str, str, str, str], Opinion] = {}
    for opinion in sorted(opinions, key=_opinion_order):
        key = opinion.sender.department, opinion.about, opinion.label, opinion.text
        first = found.setdefault(key, opinion)
        if first is not opinion and opinion.sender.source not in first.sender.source:
            source = f"{first.sender.source}\n{opinion.sender.source}"
            sender = replace(first.sender, source=source)
            found[key] = replace(first, sender=sender)
    return tuple(found.values())


def _opinion_order(opinion: Opinion) -> tuple[Sender, str, str, str]:
    return opinion.sender, opinion.about, opinion.label, opinion.text
