"""Changes of the notes and bullets of a section."""

from collections.abc import Iterator

from kumareport.comparison.pairing import Step
from kumareport.comparison.wording import kind_of_change
from kumareport.model.change import Change, ChangeKind, Topic
from kumareport.model.report import Text


def text_changes(step: Step[Text], moved_from: str) -> Iterator[Change]:
    """The change of one note or bullet, if there is one.

    Args:
        step: what became of it.
        moved_from: where it was before, for one that was moved.
    """
    record = step.new or step.old
    assert record is not None
    place = f"{record.box.kind}\n{record.ordinal}つ目"
    if step.old is None:
        yield Change(Topic.TEXT, ChangeKind.ADDED, place, "", record.item.text)
    elif step.new is None:
        yield Change(Topic.TEXT, ChangeKind.REMOVED, place, record.item.text, "")
    else:
        old, new = step.old.item.text, step.new.item.text
        kind = kind_of_change(old, new, is_moved=step.is_moved)
        if kind is not None:
            yield Change(Topic.TEXT, kind, place, old, new, moved_from if step.is_moved else "")
