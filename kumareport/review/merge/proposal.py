"""A proposed change of the workbook: the edits of all who ask for the same."""

import hashlib
from functools import cached_property

from msgspec import Struct

from kumareport.model.lettering import looks_text
from kumareport.model.row import Content
from kumareport.review.merge.edits import EditKind, Sender, Target
from kumareport.review.merge.sameness import as_printed, is_period

CELL_KINDS = (EditKind.VALUE, EditKind.TEXT, EditKind.FIELD, EditKind.NOTATION)


class Proposal(Struct, frozen=True, dict=True):
    """One row of 修正案.

    Attributes:
        kind: what is to happen.
        target: where.
        issued: what the forms said.
        current: what the workbook says now.
        proposed: what it shall say; for an addition, the new row's main text.
        cells: all contents of an added row, or of one to be deleted as it is now.
        after: for an addition or a move, the IDs of rows that it follows, the nearest first.
        senders: all who ask for it, in a fixed order.
        remarks: what a person should know who decides on it.
        conflict: why it cannot simply be taken over, in Japanese; empty where it can.
    """

    kind: EditKind
    target: Target
    issued: Content
    current: Content
    proposed: Content
    cells: tuple[tuple[str, Content], ...] = ()
    after: tuple[str, ...] = ()
    senders: tuple[Sender, ...] = ()
    remarks: tuple[str, ...] = ()
    conflict: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """What no two accepted proposals may share: a cell, or the existence or place of a row."""
        name = self.target.column or ("順" if self.kind is EditKind.MOVE else "行")
        return self.target.record, name

    @property
    def departments(self) -> tuple[str, ...]:
        """Who asks for it."""
        return tuple(dict.fromkeys(sender.department for sender in self.senders))

    @cached_property
    def key(self) -> str:
        """Its name, the same whenever the same is proposed: decisions are carried over by it."""
        wish = wish_of(self.kind, self.target, self.proposed, self.after)
        # As plain texts: names that come from a list of names are not written like others.
        named = repr([str(part) for part in wish])
        return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def wish_of(
    kind: EditKind, target: Target, proposed: Content, after: tuple[str, ...]
) -> tuple[str, ...]:
    """Equal for edits that ask for the same: 44.60 and 44.6 are two wishes, 44.6 and ４４．６ are one
    that only differs in the file."""
    if kind in CELL_KINDS:
        text = as_printed(target.column, target.unit, proposed)
        looks = () if is_period(target.column) else filter(None, [looks_text(proposed.text)])
        return "欄", target.record, target.column, text.replace("\r\n", "\n"), *looks
    if kind is EditKind.MOVE:
        return kind, target.record, *after[:1]
    return kind, target.record
