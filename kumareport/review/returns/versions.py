"""Several versions of one department's file: what a newer one no longer asks for."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.review.issue.issued import Issued
from kumareport.review.merge.edits import Edit, EditKind, Harvest
from kumareport.review.returns.excel.returned import ReturnedFile
from kumareport.review.returns.word.returned_draft import ReturnedDraft


class Version(Struct, frozen=True):
    """One file that came back, with what it says."""

    form: ReturnedFile | ReturnedDraft
    issued: Issued
    harvest: Harvest

    @property
    def is_answer(self) -> bool:
        """Whether anybody worked on it: the file as it was sent out is no version."""
        return self.harvest.says_something or not self.form.is_as_issued


def edits_of(versions: Sequence[Version]) -> Iterator[Edit]:
    """All edits; those that the newest file of the same department and kind has put back say so.

    Where two files state the same time nobody can tell which is newer: what only one of them asks
    for is put to people.
    """
    by_sender: dict[tuple[str, bool], list[Version]] = {}
    for version in versions:
        key = version.issued.department, isinstance(version.form, ReturnedDraft)
        by_sender.setdefault(key, []).append(version)
    for group in by_sender.values():
        answers = [version for version in group if version.is_answer]
        latest = max((version.form.time for version in answers), default="")
        newest = [version for version in answers if version.form.time == latest]
        for version in group:
            others = [other for other in newest if other is not version]
            for edit in version.harvest.edits:
                yield _against(edit, others, is_tie=version in newest)


def _against(edit: Edit, others: Sequence[Version], *, is_tie: bool) -> Edit:
    for other in others:
        if _prints(other.issued, edit) and not any(
            _place(edit) == _place(theirs) for theirs in other.harvest.edits
        ):
            name = other.form.name
            reason = (
                f"同じ課の「{name}」では、発出時の内容のままです（保存の日時が同じで、どちらが新しいか分かりません）"
                if is_tie
                else f"同じ課の新しい版「{name}」では、発出時の内容に戻されています"
            )
            return replace(edit, withdrawn=reason)
    return edit


def _prints(issued: Issued, edit: Edit) -> bool:
    """Whether a file held what an edit is about, when it was issued."""
    known = {row.id for row in issued.rows()}
    return (edit.target.section if edit.kind is EditKind.ADD else edit.target.record) in known


def _place(edit: Edit) -> tuple[str, str]:
    """What edits of two versions share that are about the same."""
    if edit.kind is EditKind.MOVE:
        return edit.target.record, "順"
    return edit.target.record, edit.target.column
