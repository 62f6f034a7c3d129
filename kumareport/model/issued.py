"""What a Word file said when it was issued: the base that a returned file is compared with."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from kumareport.model.anchor import Anchor
from kumareport.model.holding import Holding

SCHEMA_VERSION = 1


class CellPlace(Struct, frozen=True, gc=False):
    """Where a paragraph stands.

    Attributes:
        story: 本文, ヘッダー, フッター, 脚注, 文末脚注 or 文字枠.
        path: table, row and cell, each counted from 1 in what holds it; a nested table adds three
            more numbers. Empty outside tables.
    """

    story: str = "本文"
    path: tuple[int, ...] = ()


class IssuedPart(Struct, frozen=True, gc=False):
    """A stretch of a paragraph.

    Attributes:
        text: as issued, with the looks that not all of its letters share.
        anchor: the place that it prints; None for the template's own words.
        bookmark: the name of the bookmark around it; empty without an anchor.
    """

    text: str
    anchor: Anchor | None = None
    bookmark: str = ""


class IssuedParagraph(Struct, frozen=True, dict=True):
    """A paragraph as issued.

    Attributes:
        cell: where it stands.
        parts: its text, in order.
        box: the bookmark of the box of bullets or notes that it belongs to; empty for none.
    """

    cell: CellPlace
    parts: tuple[IssuedPart, ...]
    box: str = ""

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(part.text for part in self.parts)

    @cached_property
    def anchored(self) -> tuple[IssuedPart, ...]:
        """The parts that print a place."""
        return tuple(part for part in self.parts if part.anchor is not None)


class IssuedDraft(Struct, frozen=True):
    """A Word file as issued.

    Attributes:
        workbook: the digest of the workbook's content (:meth:`Places.digest`).
        paragraphs: every paragraph, story by story, in the file's order.
        boxes: the anchor of each box, by its bookmark.
        comments: the texts of the comments that the tool put in.
        facts: to whom it was sent out, when and for what, by the names of these facts; empty for a
            report that was not sent to a department.
        fields: the fields whose results the program fills in (PAGE …), each with its story. None in
            files issued before looks, fields and objects were read: their texts are bare characters.
        holdings: what it held besides text.
        version: of this form.
    """

    workbook: str
    paragraphs: tuple[IssuedParagraph, ...]
    boxes: dict[str, Anchor]
    comments: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    fields: frozenset[tuple[str, str]] | None = None
    holdings: tuple[Holding, ...] = ()
    version: int = SCHEMA_VERSION
