"""A returned Word file against what was issued: what became of each place, and all that is new."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from kumareport.errors import InputFileError
from kumareport.model.anchor import Anchor
from kumareport.model.issued import Issued, IssuedParagraph
from kumareport.ooxml.revisions import Paragraph, Revision
from kumareport.ooxml.word_document import WordDocument, read_word
from kumareport.review.word_comments import ReturnedComment, place_comments
from kumareport.review.word_lines import Line, Lines
from kumareport.review.word_matching import Found, Matches, match
from kumareport.review.word_places import Surroundings
from kumareport.review.word_segments import share

_MAIN_STORIES = ("本文", "文字枠")
# Programs repeat and reorder these for first and even pages: only what they say counts.
_REPEATED = ("ヘッダー", "フッター")


@dataclass(frozen=True, slots=True)
class ReturnedText:
    """What became of one place.

    Attributes:
        issued: its text as issued.
        current: its text with all revisions accepted; None where its paragraph is gone.
        revisions: the tracked changes in its paragraph.
        found: by what it was found again.
        is_untracked: whether its paragraph was changed without a record of it.
        joined_to: the place whose paragraph it was joined to, which now has the text of both.
        box: the box that a bullet or note stands in now.
    """

    anchor: Anchor
    issued: str
    current: str | None
    revisions: tuple[Revision, ...] = ()
    found: Found = Found.BOOKMARK
    is_untracked: bool = False
    joined_to: Anchor | None = None
    box: Anchor | None = None

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than it did."""
        return self.current != self.issued


@dataclass(frozen=True, slots=True)
class AddedText:
    """A new paragraph in a box: a new bullet or note.

    Attributes:
        box: the box.
        after: the place that it follows; None at the box's top.
        moved_from: the bullet that says the same and is gone from its own place.
    """

    text: str
    box: Anchor
    after: Anchor | None
    revisions: tuple[Revision, ...] = ()
    moved_from: Anchor | None = None


@dataclass(frozen=True, slots=True)
class UnplacedText:
    """Text that differs from the issued document and belongs to no place.

    Attributes:
        text: what stands there now; empty for what was deleted.
        issued: what stood there; empty for what is new.
        where: where, in Japanese.
    """

    text: str
    issued: str
    where: str
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedWord:
    """A returned file.

    Attributes:
        issued: what it was issued with.
        texts: one for each place, in the issued order.
        added: new paragraphs in boxes, in the file's order.
        unplaced: everything else that differs.
        fixed: the template's own words that stand as they were.
        comments: the threads, with what they stand on.
    """

    issued: Issued
    texts: tuple[ReturnedText, ...]
    added: tuple[AddedText, ...]
    unplaced: tuple[UnplacedText, ...]
    fixed: tuple[str, ...]
    comments: tuple[ReturnedComment, ...]

    @property
    def is_untouched(self) -> bool:
        """Whether no text was changed and nobody commented."""
        is_same = not any(text.is_changed for text in self.texts)
        is_silent = all(c.is_issued and not c.thread.replies for c in self.comments)
        return is_same and is_silent and not self.added and not self.unplaced


def read_returned(path: Path, issued: Issued | None = None) -> ReturnedWord:
    """Read a returned Word file.

    Args:
        path: the file; nothing in it is trusted.
        issued: what was issued, for a file that has lost its record
            (``read_word(archive).issued`` of the file as it was sent out).

    Raises:
        InputFileError: it cannot be read, or does not say what it was issued with.
    """
    document = read_word(path)
    base = document.issued or issued
    if base is None:
        raise InputFileError(
            f"このツールで作った報告書ではないか、発出時の記録が失われています：{path}",
            "発出したときの Word ファイルを一緒に指定してください。",
        )
    return compare(document, base)


def compare(document: WordDocument, issued: Issued) -> ReturnedWord:
    """Compare a file with what was issued."""
    main = [p for p in issued.paragraphs if p.cell.story.startswith(_MAIN_STORIES)]
    lines = Lines(document.paragraphs)
    matches = match(main, lines)
    comparison = _Comparison(main, lines, matches, issued.boxes)
    comparison.run()
    others = [p for p in issued.paragraphs if not p.cell.story.startswith(_MAIN_STORIES)]
    unplaced, fixed = _other_stories(document.others, others)
    texts = comparison.texts
    return ReturnedWord(
        issued,
        tuple(texts),
        tuple(_with_moves(comparison.added, texts)),
        (*comparison.unplaced, *unplaced),
        (*comparison.fixed, *fixed),
        tuple(place_comments(document, issued, lines, matches, main)),
    )


class _Comparison:
    def __init__(
        self,
        issued: list[IssuedParagraph],
        lines: Lines,
        matches: Matches,
        boxes: dict[str, Anchor],
    ) -> None:
        self._issued, self._lines, self._matches = issued, lines, matches
        self._around = Surroundings(issued, lines, matches, boxes)
        self.texts: list[ReturnedText] = []
        self.added: list[AddedText] = []
        self.unplaced: list[UnplacedText] = []
        self.fixed: list[str] = []

    def run(self) -> None:
        for number, paragraph in enumerate(self._issued):
            index = self._matches.line_of.get(number)
            if index is None:
                self._lost(number, paragraph)
            else:
                self._kept(number, paragraph, self._lines.all[index])
        taken = set(self._matches.line_of.values())
        for line in self._lines.all:
            if line.index not in taken and line.text:
                self._new(line)

    def _kept(self, number: int, paragraph: IssuedParagraph, line: Line) -> None:
        revisions = self._lines.revisions(line.paragraphs)
        anchored = paragraph.anchored
        if not anchored:
            if line.text == paragraph.text:
                self.fixed.append(line.text)
            else:
                where = self._around.describe(line)
                self.unplaced.append(UnplacedText(line.text, paragraph.text, where, revisions))
            return
        reaches = [self._lines.bookmarks.get(part.bookmark) for part in anchored]
        ranges = [None if r is None else self._lines.within(line, r) for r in reaches]
        shared = share(paragraph.parts, line.text, ranges)
        first = next((r.first for r in reaches if r is not None), line.paragraphs[0])
        before = self._lines.before(first)
        for part, text in zip(anchored, shared.texts, strict=True):
            assert part.anchor is not None
            self.texts.append(
                ReturnedText(
                    part.anchor,
                    part.text,
                    text,
                    revisions,
                    self._matches.found[number],
                    before != paragraph.text,
                    box=self._around.box(line) if paragraph.box else None,
                )
            )
        for old, new in shared.changed:
            where = self._around.describe(line)
            self.unplaced.append(UnplacedText(new, old, where, revisions))
        if not shared.changed:
            self.fixed += [part.text for part in paragraph.parts if part.anchor is None]

    def _lost(self, number: int, paragraph: IssuedParagraph) -> None:
        joined = self._matches.joined.get(number)
        for part in paragraph.anchored:
            assert part.anchor is not None
            reach = self._lines.bookmarks.get(part.bookmark)
            numbers = () if reach is None else range(reach.first, reach.last + 1)
            revisions = self._lines.revisions(numbers)
            target = None if joined is None else self._issued[joined].anchored[0].anchor
            self.texts.append(
                ReturnedText(
                    part.anchor,
                    part.text,
                    None,
                    revisions,
                    Found.GONE if joined is None else Found.BOOKMARK,
                    not any(not r.kind.adds for r in revisions),
                    target,
                )
            )
        if paragraph.text and not paragraph.anchored:
            self.unplaced.append(UnplacedText("", paragraph.text, self._was_at(number)))

    def _was_at(self, number: int) -> str:
        """Where a paragraph that is gone stood: after what is left before it."""
        for earlier in range(number - 1, -1, -1):
            index = self._matches.line_of.get(earlier)
            if index is not None and self._lines.all[index].text:
                return f"{self._around.describe(self._lines.all[index])}の近く"
        return "文書の先頭"

    def _new(self, line: Line) -> None:
        revisions = self._lines.revisions(line.paragraphs)
        box = self._around.box(line)
        if box is not None:
            self.added.append(AddedText(line.text, box, self._around.after(line), revisions))
            return
        cell = self._around.alone_in_cell(line)
        if cell is not None and len(cell.parts) == 1:
            place = next(n for n, t in enumerate(self.texts) if t.anchor == cell.parts[0].anchor)
            text = self.texts[place]
            joined = f"{text.current or ''}\n{line.text}".strip("\n")
            all_revisions = tuple(dict.fromkeys((*text.revisions, *revisions)))
            self.texts[place] = replace(text, current=joined, revisions=all_revisions)
            return
        self.unplaced.append(UnplacedText(line.text, "", self._around.describe(line), revisions))


def _with_moves(added: list[AddedText], texts: list[ReturnedText]) -> list[AddedText]:
    gone: dict[str, list[Anchor]] = {}
    for text in texts:
        if text.current is None and text.joined_to is None and text.issued:
            gone.setdefault(text.issued, []).append(text.anchor)
    moved: list[AddedText] = []
    for new in added:
        if gone.get(new.text):
            new = replace(new, moved_from=gone[new.text].pop(0))
        moved.append(new)
    return moved


def _other_stories(
    paragraphs: tuple[Paragraph, ...], issued: list[IssuedParagraph]
) -> tuple[list[UnplacedText], list[str]]:
    """Headers, footers and notes have no places: what they say is compared as a whole."""
    unplaced: list[UnplacedText] = []
    fixed: list[str] = []
    left = Counter((p.cell.story, p.text) for p in issued if p.text)
    known = set(left)
    for line in Lines(paragraphs).all:
        key = line.cell.story, line.text
        if not line.text:
            continue
        revisions = tuple(r for n in line.paragraphs for r in paragraphs[n].revisions())
        if left[key] > 0 or (line.cell.story in _REPEATED and key in known):
            left[key] -= 1
            fixed.append(line.text)
        else:
            unplaced.append(UnplacedText(line.text, "", line.cell.story, revisions))
    for (story, text), count in left.items():
        unplaced += [UnplacedText("", text, story)] * max(0, count)
    return unplaced, fixed
