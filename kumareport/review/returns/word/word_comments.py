"""The comments of a returned Word file: what each thread stands on."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from kumareport.model.anchor import Anchor
from kumareport.model.issued import IssuedDraft, IssuedParagraph
from kumareport.office.word.comment_threads import Thread
from kumareport.office.word.revisions import Paragraph, Piece, SpotKind
from kumareport.office.word.word_document import WordDocument
from kumareport.review.returns.word.word_lines import Lines
from kumareport.review.returns.word.word_matching import Matches
from kumareport.review.returns.word.word_places import Surroundings

# In paragraphs. A range that somebody never closed would hold the rest of the file.
_LONGEST = 300


class CommentGround(StrEnum):
    """What a comment stands on."""

    TEXT = "文字"
    DELETED = "削除された文字"
    PICTURE = "図・グラフ"
    POINT = "位置だけ"
    NOTHING = "なし"


class ReturnedComment(Struct, frozen=True):
    """A thread and its place.

    Attributes:
        ground: what it stands on.
        quoted: the text, as it stands now; for deleted text, as it was; for a picture, its name.
        anchors: the places whose paragraphs it touches, in the file's order.
        section: the heading of the section or chapter that it stands in.
        where: where it stands, in Japanese; empty for a comment on nothing.
        is_issued: whether the tool itself put its first comment in.
    """

    thread: Thread
    ground: CommentGround
    quoted: str
    anchors: tuple[Anchor, ...]
    section: Anchor | None
    where: str
    is_issued: bool

    @property
    def is_silent(self) -> bool:
        """Whether nobody has said anything with it: it is as the tool put it in."""
        thread = self.thread
        return (
            self.is_issued and not thread.replies and not thread.is_resolved and not thread.things
        )


def place_comments(
    document: WordDocument,
    issued: IssuedDraft,
    lines: Lines,
    matches: Matches,
    main: Sequence[IssuedParagraph],
    around: Surroundings,
) -> Iterator[ReturnedComment]:
    """The threads of a file with what they stand on, in the order of the file's comments."""
    anchors = _anchors_by_paragraph(lines, matches, main)
    ranges = _ranges(document.paragraphs)
    own = set(issued.comments)
    for thread in document.threads:
        is_issued = thread.first.text in own
        pieces, numbers = ranges.get(thread.first.id, ([], []))
        found = dict.fromkeys(anchor for n in numbers for anchor in anchors.get(n, ()))
        ground, quoted = _ground(pieces, has_place=bool(numbers))
        line = next((x for n in numbers if (x := lines.of_paragraph(n)) is not None), None)
        section = None if line is None else around.section(line)
        where = "" if line is None else around.describe(line)
        yield ReturnedComment(thread, ground, quoted, tuple(found), section, where, is_issued)


def _ground(parts: Sequence[Sequence[Piece]], *, has_place: bool) -> tuple[CommentGround, str]:
    now = _joined("".join(piece.text for piece in pieces if piece.is_now) for pieces in parts)
    if now:
        return CommentGround.TEXT, now
    pictures = [piece.picture for pieces in parts for piece in pieces if piece.picture]
    if pictures:
        return CommentGround.PICTURE, "、".join(pictures)
    before = _joined("".join(piece.text for piece in pieces) for pieces in parts)
    if before:
        return CommentGround.DELETED, before
    return (CommentGround.POINT if has_place else CommentGround.NOTHING), ""


def _joined(texts: Iterable[str]) -> str:
    """The texts of several paragraphs or cells: two values beside each other are not one."""
    return " ／ ".join(filter(None, texts))


def _anchors_by_paragraph(
    lines: Lines, matches: Matches, main: Sequence[IssuedParagraph]
) -> dict[int, list[Anchor]]:
    found: dict[int, list[Anchor]] = {}
    for number, paragraph in enumerate(main):
        own = [part.anchor for part in paragraph.anchored if part.anchor is not None]
        index = matches.line_of.get(number)
        reaches = [
            lines.bookmarks[part.bookmark]
            for part in paragraph.anchored
            if part.bookmark in lines.bookmarks
        ]
        if index is not None:
            numbers = set(lines.all[index].paragraphs)
        else:
            # A deleted bullet still stands in the file as long as nobody accepts the deletion.
            numbers = {n for reach in reaches for n in range(reach.first, reach.last + 1)}
        for place in numbers:
            found.setdefault(place, []).extend(own)
    return found


def _ranges(
    paragraphs: Sequence[Paragraph],
) -> dict[str, tuple[list[Sequence[Piece]], list[int]]]:
    """What each comment stands on: the pieces in its range by paragraph, and the paragraphs' numbers."""
    found: dict[str, tuple[list[Sequence[Piece]], list[int]]] = {}
    is_open: dict[str, None] = {}
    for number, paragraph in enumerate(paragraphs):
        here = dict.fromkeys(is_open)
        spots = sorted(paragraph.spots, key=lambda spot: spot.at)
        at = 0
        for spot in (*spots, None):
            end = len(paragraph.pieces) if spot is None else spot.at
            for key in is_open:
                found[key][0].append(paragraph.pieces[at:end])
            at = end
            if spot is None:
                break
            if spot.kind is SpotKind.COMMENT_START:
                found.setdefault(spot.id, ([], []))
                is_open[spot.id] = here[spot.id] = None
            elif spot.kind is SpotKind.COMMENT_END:
                is_open.pop(spot.id, None)
            elif spot.kind is SpotKind.COMMENT:
                # A range that never ends would hold the rest of the file.
                is_open.pop(spot.id, None)
                found.setdefault(spot.id, ([], []))
                here[spot.id] = None
        for key in here:
            if number not in found[key][1]:
                found[key][1].append(number)
            if len(found[key][1]) > _LONGEST:
                is_open.pop(key, None)
    return found
