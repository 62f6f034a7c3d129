"""Single changes in words."""

from collections.abc import Iterator

from kumareport.model.change import Change, ChangeKind, Topic
from kumareport.model.row import Content
from kumareport.review.merge.sameness import Sameness, compare
from kumareport.workbook.layout import Column


def prints_alike(old: str, new: str) -> bool:
    """Whether two texts print the same: line ends and spaces before them do not show."""
    return compare(Column.TEXT, "", Content(str(old)), Content(str(new))) is Sameness.SAME


def edited(topic: Topic, place: str, old: str, new: str, remark: str = "") -> Iterator[Change]:
    """The change of a text that both reports have, if it prints differently."""
    if not prints_alike(old, new):
        yield Change(topic, ChangeKind.EDITED, place, old, new, remark)


def added_or_edited(topic: Topic, place: str, old: str, new: str) -> Iterator[Change]:
    """The same where a blank text is no text at all, such as a name's note."""
    if old and new:
        yield from edited(topic, place, old, new)
    elif old or new:
        kind = ChangeKind.ADDED if new else ChangeKind.REMOVED
        yield Change(topic, kind, place, old, new)


def kind_of_change(old: str, new: str, *, is_moved: bool) -> ChangeKind | None:
    """What happened to a record with these texts; None for nothing."""
    if prints_alike(old, new):
        return ChangeKind.MOVED if is_moved else None
    return ChangeKind.MOVED_AND_EDITED if is_moved else ChangeKind.EDITED
