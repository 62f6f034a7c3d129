"""The places of the body, line by line: what each says now, and which lines are new."""

from msgspec.structs import replace

from kumareport.model.anchor import Anchor, Kind
from kumareport.model.issued import IssuedParagraph
from kumareport.model.lettering import joined, pieces_of, standing_out, stripped
from kumareport.office.word.revisions import Revision
from kumareport.review.returns.word.word_lines import DraftLine, Lines
from kumareport.review.returns.word.word_matching import Found, Matches
from kumareport.review.returns.word.word_places import Surroundings
from kumareport.review.returns.word.word_result import AddedText, Look, ReturnedText, UnplacedText
from kumareport.review.returns.word.word_segments import share

_NAMES = (Kind.NAME, Kind.NAME_NOTE)


class LineComparison:
    """A file's lines against the issued paragraphs.

    Args:
        issued: the paragraphs of the body and its text boxes.
        lines: the lines as they stand now.
        matches: which is which.
        boxes: the anchor of each box, by its bookmark.
        is_bare: whether only bare characters were recorded as issued.

    Attributes:
        around: what stands around each line.
        more: what is to be seen in the lines that their texts do not say.
    """

    def __init__(
        self,
        issued: list[IssuedParagraph],
        lines: Lines,
        matches: Matches,
        boxes: dict[str, Anchor],
        *,
        is_bare: bool = False,
    ) -> None:
        self._is_bare = is_bare
        self.more: list[Look] = []
        self._issued, self._lines, self._matches = issued, lines, matches
        self.around = Surroundings(issued, lines, matches, boxes)
        self.texts: list[ReturnedText] = []
        self.added: list[AddedText] = []
        self.unplaced: list[UnplacedText] = []
        self.fixed: list[str] = []

    def run(self) -> None:
        """Fill ``texts``, ``added``, ``unplaced``, ``fixed`` and ``more``."""
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
        for line in self._lines.all:
            self._look_at(line)

    def _look_at(self, line: DraftLine) -> None:
        paragraph = self.around.issued_of(line)
        if self._is_bare and paragraph is not None and self._is_as_printed(paragraph, line):
            return
        for number in line.paragraphs:
            for shown, thing in self._lines.paragraphs[number].more:
                placed = replace(thing, place=self.around.describe(line))
                self.more.append(Look(line.text, shown, placed))

    def _is_as_printed(self, paragraph: IssuedParagraph, line: DraftLine) -> bool:
        """Whether the template's own words stand as they did."""
        said = line.raw if self._is_bare else line.text
        return not paragraph.anchored and paragraph.text in (line.text, said)

    def _kept(self, number: int, paragraph: IssuedParagraph, line: DraftLine) -> None:
        revisions = self._lines.revisions(line.paragraphs)
        anchored = paragraph.anchored
        if not anchored:
            if self._is_as_printed(paragraph, line):
                self.fixed.append(paragraph.text)
            elif (typed := self._typed_among(paragraph, line)) and (box := self.around.box(line)):
                self.fixed.append(paragraph.text)
                is_untracked = line.text in self._lines.before(line.paragraphs[0])
                self.added.append(
                    AddedText(
                        standing_out(pieces_of(typed)),
                        box,
                        self.around.after(line),
                        revisions,
                        line=line.index,
                        is_untracked=is_untracked,
                    )
                )
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
        is_untracked = self._is_untracked(paragraph, line)
        for part, text in zip(anchored, shared.texts, strict=True):
            assert part.anchor is not None
            self.texts.append(
                ReturnedText(
                    part.anchor,
                    part.text,
                    standing_out(pieces_of(text)),
                    revisions,
                    self._matches.found[number] if shared.is_readable else Found.UNREADABLE,
                    is_untracked,
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

    def _typed_among(self, paragraph: IssuedParagraph, line: DraftLine) -> str:
        """What was typed before, between or behind the template's words of an empty box of one
        paragraph; empty where those words were changed, or there is no such box."""
        issued, now = paragraph.text, line.text
        if not paragraph.box or [p.box for p in self._issued].count(paragraph.box) != 1:
            return ""
        if len(now) <= len(issued):
            return ""
        for at in range(len(issued), -1, -1):
            if now.startswith(issued[:at]) and now.endswith(issued[at:]):
                return stripped(now[at : len(now) - len(issued) + at])
        return ""

    def _is_untracked(self, paragraph: IssuedParagraph, line: DraftLine) -> bool:
        """Whether a paragraph was changed without a record: the record does not lead back to it."""
        reaches = (self._lines.bookmarks.get(part.bookmark) for part in paragraph.anchored)
        first = next((r.first for r in reaches if r is not None), line.paragraphs[0])
        if self._lines.before(first) == paragraph.text:
            return False
        return not self._lines.is_recorded_as_new(line)

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

    def _new(self, line: DraftLine) -> None:
        revisions = self._lines.revisions(line.paragraphs)
        box = self.around.box(line)
        if box is not None:
            after = self.around.after(line)
            origin = self._split_from(line, after)
            self.added.append(
                AddedText(
                    standing_out(pieces_of(line.text)),
                    box,
                    after,
                    revisions,
                    split_from=origin,
                    line=line.index,
                    is_untracked=line.text in self._lines.before(line.paragraphs[0]),
                )
            )
            return
        if self._continues(line, revisions):
            return
        where, section = self.around.describe(line), self.around.section(line)
        self.unplaced.append(UnplacedText(line.text, "", where, revisions, section))

    def _continues(self, line: DraftLine, revisions: tuple[Revision, ...]) -> bool:
        """Add a new line to the place of its cell; False where the cell has none or several.

        What is typed below an indicator's name belongs to it: a ※ is a note of it.
        """
        alone = self.around.alone_in_cell(line)
        anchor = self.around.after(line)
        if alone is not None and len(alone.parts) == 1:
            anchor = alone.parts[0].anchor
        elif anchor is None or anchor.kind not in _NAMES or not line.cell.path:
            return False
        place = next((n for n, t in enumerate(self.texts) if t.anchor == anchor), None)
        if place is None:
            return False
        text = self.texts[place]
        said = [said for said in (text.current, standing_out(pieces_of(line.text))) if said]
        whole = joined("\n", said if text.line < line.index else said[::-1])
        self.texts[place] = replace(
            text,
            current=whole,
            revisions=tuple(dict.fromkeys((*text.revisions, *revisions))),
            is_untracked=text.is_untracked or not self._lines.is_recorded_as_new(line),
        )
        return True

    def _split_from(self, line: DraftLine, after: Anchor | None) -> Anchor | None:
        """The bullet before a new one, where it has lost the words that the new one has."""
        text = next((t for t in self.texts if t.anchor == after), None)
        if text is None or line.text not in text.issued or line.text in (text.current or ""):
            return None
        return text.anchor
