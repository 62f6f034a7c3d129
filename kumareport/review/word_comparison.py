"""The places of the body, line by line: what each says now, and which lines are new."""

from dataclasses import replace

from kumareport.model.anchor import Anchor
from kumareport.model.issued import IssuedParagraph
from kumareport.review.word_lines import Line, Lines
from kumareport.review.word_matching import Found, Matches
from kumareport.review.word_places import Surroundings
from kumareport.review.word_result import AddedText, ReturnedText, UnplacedText
from kumareport.review.word_segments import share


class Comparison:
    """A file's lines against the issued paragraphs.

    Args:
        issued: the paragraphs of the body and its text boxes.
        lines: the lines as they stand now.
        matches: which is which.
        boxes: the anchor of each box, by its bookmark.

    Attributes:
        around: what stands around each line.
    """

    def __init__(
        self,
        issued: list[IssuedParagraph],
        lines: Lines,
        matches: Matches,
        boxes: dict[str, Anchor],
    ) -> None:
        self._issued, self._lines, self._matches = issued, lines, matches
        self.around = Surroundings(issued, lines, matches, boxes)
        self.texts: list[ReturnedText] = []
        self.added: list[AddedText] = []
        self.unplaced: list[UnplacedText] = []
        self.fixed: list[str] = []

    def run(self) -> None:
        """Fill ``texts``, ``added``, ``unplaced`` and ``fixed``."""
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
                where = self.around.describe(line)
                self.unplaced.append(
                    UnplacedText(
                        line.text, paragraph.text, where, revisions, self.around.section(line)
                    )
                )
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
                    self._matches.found[number] if shared.is_readable else Found.UNREADABLE,
                    before != paragraph.text,
                    box=self.around.box(line) if paragraph.box else None,
                    line=line.index,
                )
            )
        for old, new in shared.changed:
            where = self.around.describe(line)
            self.unplaced.append(
                UnplacedText(new, old, where, revisions, self.around.section(line))
            )
        self.fixed += shared.kept

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
                    reach is None or self._lines.before(reach.first) != paragraph.text,
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
                return f"{self.around.describe(self._lines.all[index])}の近く"
        return "文書の先頭"

    def _new(self, line: Line) -> None:
        revisions = self._lines.revisions(line.paragraphs)
        box = self.around.box(line)
        if box is not None:
            after = self.around.after(line)
            origin = self._split_from(line, after)
            self.added.append(
                AddedText(
                    line.text,
                    box,
                    after,
                    revisions,
                    split_from=origin,
                    line=line.index,
                    is_untracked=line.text in self._lines.before(line.paragraphs[0]),
                )
            )
            return
        cell = self.around.alone_in_cell(line)
        if cell is not None and len(cell.parts) == 1:
            place = next(n for n, t in enumerate(self.texts) if t.anchor == cell.parts[0].anchor)
            text = self.texts[place]
            joined = f"{text.current or ''}\n{line.text}".strip("\n")
            all_revisions = tuple(dict.fromkeys((*text.revisions, *revisions)))
            untracked = text.is_untracked or self._lines.before(line.paragraphs[0]) != cell.text
            self.texts[place] = replace(
                text, current=joined, revisions=all_revisions, is_untracked=untracked
            )
            return
        where, section = self.around.describe(line), self.around.section(line)
        self.unplaced.append(UnplacedText(line.text, "", where, revisions, section))

    def _split_from(self, line: Line, after: Anchor | None) -> Anchor | None:
        """The bullet before a new one, where it has lost the words that the new one has."""
        text = next((t for t in self.texts if t.anchor == after), None)
        if text is None or line.text not in text.issued or line.text in (text.current or ""):
            return None
        return text.anchor
