"""What a returned Word file holds: what became of each place, what is new, what has no place."""

from msgspec import Struct

from kumareport.model.anchor import Anchor
from kumareport.model.holding import Holding
from kumareport.model.issued import IssuedDraft
from kumareport.model.lettering import looks_alike
from kumareport.office.word.revisions import Revision
from kumareport.review.returns.word.word_comments import ReturnedComment
from kumareport.review.returns.word.word_matching import Found


class ReturnedText(Struct, frozen=True):
    """What became of one place.

    Attributes:
        issued: its text as issued.
        current: its text with all revisions accepted; None where its paragraph is gone.
        revisions: the tracked changes in its paragraph.
        found: by what it was found again. UNREADABLE: its paragraph stands among the unplaced
            texts, and ``current`` is the issued text.
        is_untracked: whether its paragraph was changed without a record of it.
        joined_to: the place whose paragraph it was joined to, which now has the text of both.
        box: the box that a bullet or note stands in now.
        line: its paragraph's place among those of the file as it stands now; -1 where it is gone.
    """

    anchor: Anchor
    issued: str
    current: str | None
    revisions: tuple[Revision, ...] = ()
    found: Found = Found.BOOKMARK
    is_untracked: bool = False
    joined_to: Anchor | None = None
    box: Anchor | None = None
    line: int = -1

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than it did."""
        return self.current != self.issued

    @property
    def is_dressed_anew(self) -> bool:
        """Whether it says the same and its letters stand otherwise: bold, raised …"""
        said = self.current
        return said is not None and said == self.issued and not looks_alike(said, self.issued)


class AddedText(Struct, frozen=True):
    """A new paragraph in a box: a new bullet or note.

    Attributes:
        box: the box.
        after: the place that it follows; None at the box's top.
        moved_from: the bullet that said the same and is gone from its own place, or empty there.
        split_from: the bullet that it was a part of.
        line: its place among the paragraphs of the file as it stands now.
        is_untracked: whether it came in without a record of it.
    """

    text: str
    box: Anchor
    after: Anchor | None
    revisions: tuple[Revision, ...] = ()
    moved_from: Anchor | None = None
    split_from: Anchor | None = None
    line: int = -1
    is_untracked: bool = False


class UnplacedText(Struct, frozen=True):
    """Text that differs from the issued document and belongs to no place.

    Attributes:
        text: what stands there now; empty for what was deleted.
        issued: what stood there; empty for what is new.
        where: where, in Japanese.
        section: the heading of the section or chapter that it stands in; None where that is not
            known: before the first, in headers and notes, and for text that is gone.
    """

    text: str
    issued: str
    where: str
    revisions: tuple[Revision, ...] = ()
    section: Anchor | None = None


class Look(Struct, frozen=True):
    """Something that is to be seen in a text and that the text does not say.

    Attributes:
        line: the whole text of its paragraph.
        shown: the text that stands for it; empty for what has none.
        thing: what it is.
    """

    line: str
    shown: str
    thing: Holding


class ReturnedWord(Struct, frozen=True):
    """A returned file.

    Attributes:
        issued: what it was issued with.
        texts: one for each place, in the issued order.
        added: new paragraphs in boxes, in the file's order.
        unplaced: everything else that differs.
        fixed: the template's own words that stand as they were.
        comments: the threads, with what they stand on.
        new: what it holds now besides text that it did not hold when issued.
        gone: what it held and does not hold any more.
        moved: paragraphs of the form that stand in another order, in groups of neighbours.
        lost_comments: the texts of comments of the tool that are gone.
        looks: what its texts do not say by themselves, and did not when issued.
    """

    issued: IssuedDraft
    texts: tuple[ReturnedText, ...]
    added: tuple[AddedText, ...]
    unplaced: tuple[UnplacedText, ...]
    fixed: tuple[str, ...]
    comments: tuple[ReturnedComment, ...]
    new: tuple[Holding, ...] = ()
    gone: tuple[Holding, ...] = ()
    moved: tuple[UnplacedText, ...] = ()
    lost_comments: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()

    @property
    def is_untouched(self) -> bool:
        """Whether no text was changed and nobody commented."""
        is_same = not any(text.is_changed or text.is_dressed_anew for text in self.texts)
        is_silent = all(c.is_silent for c in self.comments) and not self.lost_comments
        is_whole = not (self.new or self.gone or self.moved or self.looks)
        return is_same and is_silent and is_whole and not self.added and not self.unplaced
