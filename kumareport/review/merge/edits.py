"""What came back: edits, opinions, and what could not be placed."""

from enum import StrEnum

from msgspec import Struct, field

from kumareport.model.row import BLANK, Content
from kumareport.review.merge.sameness import Sameness, is_period
from kumareport.workbook.layout import Column


class EditKind(StrEnum):
    """The kinds of edit (種別)."""

    VALUE = "値"
    TEXT = "本文"
    FIELD = "項目"
    NOTATION = "表記のみ"
    ADD = "追加"
    DELETE = "削除"
    MOVE = "移動"


def cell_kind(key: str, sameness: Sameness) -> EditKind:
    """The kind of an edit of a cell.

    Args:
        key: the column's lasting name.
        sameness: how the new content relates to the old one.
    """
    if sameness is Sameness.NOTATION:
        return EditKind.NOTATION
    if is_period(key):
        return EditKind.VALUE
    return EditKind.TEXT if key == Column.TEXT else EditKind.FIELD


class Sender(Struct, frozen=True, order=True):
    """Where an edit or an opinion comes from.

    Attributes:
        department: whose form it is.
        person: who filled it in, or who saved the file.
        time: when the file was saved, as people write it.
        source: the file and the place in it.
    """

    department: str
    person: str
    time: str
    source: str


class Target(Struct, frozen=True):
    """What an edit is about.

    Attributes:
        sheet: the chapter's sheet.
        section: the ID of its section.
        record: the ID of its row; for an addition, the ID that the new row will have.
        kind: the row's 区分.
        column: the column's lasting name; empty where the whole row is meant.
        label: what that column is called.
        unit: the row's unit.
    """

    sheet: str
    section: str
    record: str
    kind: str
    column: str = ""
    label: str = ""
    unit: str = ""


class Edit(Struct, frozen=True):
    """One edit of one return.

    Attributes:
        issued: the content as issued (cell edits), or the row's main text (row edits).
        proposed: the content now; for an addition its main text.
        cells: all contents of an added row, or of one to be deleted as issued.
        after: for an addition or a move, the IDs of rows that it follows, the nearest first.
        remarks: what a person should know who decides on it.
        copies: for an addition, how many rows of its section said the same when issued or were added
            above it.
        withdrawn: why a newer version of the same file does not ask for it any more; empty where it
            does.
    """

    kind: EditKind
    target: Target
    sender: Sender
    issued: Content = BLANK
    proposed: Content = BLANK
    cells: tuple[tuple[str, Content], ...] = ()
    after: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    copies: int = 0
    withdrawn: str = ""


class Opinion(Struct, frozen=True):
    """One opinion or comment thread.

    Attributes:
        about: the row's ID; empty for the form as a whole.
        label: the column that it stands at, or the field of the cover.
        text: what it says; replies below each other with their authors.
        is_resolved: whether its thread was closed.
    """

    sender: Sender
    about: str
    label: str
    text: str
    is_resolved: bool = False


class Unread(Struct, frozen=True):
    """Something in a return that could not be placed, quoted in full."""

    sender: Sender
    reason: str
    text: str


class Harvest(Struct, frozen=True):
    """What one return says.

    Attributes:
        notes: what people should know about the file as a whole.
        same: the cells that say the same as when issued, in another way.
    """

    edits: list[Edit] = field(default_factory=list[Edit])
    opinions: list[Opinion] = field(default_factory=list[Opinion])
    unread: list[Unread] = field(default_factory=list[Unread])
    notes: list[str] = field(default_factory=list[str])
    same: set[str] = field(default_factory=set[str])

    @property
    def says_something(self) -> bool:
        """Whether anything was changed or said."""
        return bool(self.edits or self.opinions or self.unread or self.notes)
