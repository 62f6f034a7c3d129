"""Two states of a story (body, cell, header) as one with tracked changes."""

import copy
import itertools
from collections.abc import Sequence

from kumareport.document.redline_blocks import Block, Pair, align, block_of
from kumareport.document.redline_paragraph import (
    Name,
    ParagraphContent,
    ParagraphWriter,
    Symbols,
    content_of,
)
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.revision_marks import Happening, RevisionMarks, without_ranges
from kumareport.office.word.word_names import attribute, local

# Beside the blocks of a story: properties, and ranges over several blocks.
_NO_BLOCKS = (
    "tcPr", "sectPr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "",
)  # fmt: skip


_MARKED = ("p", "tbl")


class StoryWriter:
    """Merges what holds paragraphs and tables.

    Args:
        marks: makes the marks.
        paragraphs: writes the paragraphs.
        name_old, name_new: name what is no text, for either document.
    """

    def __init__(
        self, marks: RevisionMarks, paragraphs: ParagraphWriter, name_old: Name, name_new: Name
    ) -> None:
        self._marks = marks
        self._paragraphs = paragraphs
        self._symbols = Symbols()
        self._name_old, self._name_new = name_old, name_new

    def merge(self, old: XmlElement, new: XmlElement) -> None:
        """Put the changes from an old story into the new one, in its place."""
        blocks = [
            [block_of(e) for e in story if local(e) not in _NO_BLOCKS] for story in (old, new)
        ]
        pairs = _with_paired_tables(_align_to_end(blocks[0], blocks[1]))
        # What is neither paragraph nor table (a content control) cannot be marked: the new one stands.
        pairs = [(o, n) for o, n in pairs if n is not None or (o and o.kind in _MARKED)]
        pairs = _with_paired_end(pairs)
        made = [self._block(pair) for pair in pairs]
        self._join_ends(pairs, made)
        others = [element for element in new if local(element) in _NO_BLOCKS]
        first = [element for element in others if not _is_after_blocks(element)]
        last = [element for element in others if _is_after_blocks(element)]
        for element in list(new):
            new.remove(element)
        new.extend([*first, *made, *last])

    # --- blocks -------------------------------------------------------------------------------

    def _block(self, pair: Pair) -> XmlElement:
        old, new = pair
        if old is None or new is None:
            block = old or new
            assert block is not None
            if block.kind not in _MARKED:
                return block.element
            change = Happening.INSERTED if old is None else Happening.DELETED
            return self._whole(block.element, change)
        if new.kind == "tbl":
            return self._table(old.element, new.element)
        if new.kind != "p":
            return new.element
        before, after = self._old(old.element), self._new(new.element)
        if before.text == after.text:
            return new.element
        return self._paragraphs.merged(new.element, before, after)

    def _whole(self, element: XmlElement, change: Happening) -> XmlElement:
        """A paragraph or table that is new or gone."""
        if local(element) == "tbl":
            made = copy.deepcopy(element)
            if change is Happening.DELETED:
                without_ranges(made)
            rows = [row for row in element if local(row) == "tr"]
            for row in [row for row in made if local(row) == "tr"]:
                made.remove(row)
            made.extend(self._row(row, change) for row in rows)
            return made
        made = self._changed(element, change)
        self._marks.mark_paragraph(made, change)
        return made

    def _changed(self, paragraph: XmlElement, change: Happening) -> XmlElement:
        if change is Happening.INSERTED:
            return self._paragraphs.inserted(paragraph, self._new(paragraph))
        return self._paragraphs.deleted(paragraph, self._old(paragraph))

    def _old(self, paragraph: XmlElement) -> ParagraphContent:
        return content_of(paragraph, self._symbols, self._name_old)

    def _new(self, paragraph: XmlElement) -> ParagraphContent:
        return content_of(paragraph, self._symbols, self._name_new)

    def _join_ends(self, pairs: Sequence[Pair], made: Sequence[XmlElement]) -> None:
        """Where a story ends in paragraphs that are all new, or all gone.

        The end of a cell's last paragraph stays whatever happens; it is the one before the first of
        them whose end came or went.
        """
        tail = len(pairs)
        while tail and not all(pairs[tail - 1]):
            tail -= 1
        ends = made[tail:]
        if not ends or any(local(element) != "p" for element in ends):
            return
        if tail and local(made[tail - 1]) == "p":
            change = Happening.INSERTED if pairs[tail][0] is None else Happening.DELETED
            _unmark(ends[-1])
            # The paragraph may be the new document's own: it is in its place in this story only.
            self._marks.mark_paragraph(made[tail - 1], change)

    # --- tables -------------------------------------------------------------------------------

    def _table(self, old: XmlElement, new: XmlElement) -> XmlElement:
        rows = [[block_of(row) for row in table if local(row) == "tr"] for table in (old, new)]
        made: list[XmlElement] = []
        for before, after in align(rows[0], rows[1], _may_pair_rows):
            if before is None or after is None or not _may_pair_rows(before, after):
                made += [self._row(before.element, Happening.DELETED)] if before else []
                made += [self._row(after.element, Happening.INSERTED)] if after else []
                continue
            cells = [[e for e in row.element if local(e) == "tc"] for row in (before, after)]
            for one, other in zip(*cells, strict=True):
                self.merge(one, other)
            made.append(after.element)
        for row in [row for row in new if local(row) == "tr"]:
            new.remove(row)
        new.extend(made)
        return new

    def _row(self, row: XmlElement, change: Happening) -> XmlElement:
        """A row that is new or gone, with all that it holds."""
        made = copy.deepcopy(row)
        if change is Happening.DELETED:
            without_ranges(made)
        for paragraph in list(made.iter(w("p"))):
            if next(paragraph.iterancestors(w("txbxContent")), None) is not None:
                continue
            parent = paragraph.getparent()
            assert parent is not None
            changed = self._changed(paragraph, change)
            self._marks.mark_paragraph(changed, change)
            parent.replace(paragraph, changed)
        for inner in made.iter(w("tr")):
            self._marks.mark_row(inner, change)
        return made


def _align_to_end(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """The blocks of both in one order; the last paragraph of either is the same where it can be.

    A story's last paragraph cannot come or go: a new section goes before it, not behind.
    """
    if old and new and old[-1].kind == new[-1].kind == "p" and old[-1].key == new[-1].key:
        return [*align(old[:-1], new[:-1]), (old[-1], new[-1])]
    return align(old, new)


def _is_after_blocks(element: XmlElement) -> bool:
    return local(element) == "sectPr"


def _unmark(paragraph: XmlElement) -> None:
    """Take the mark away from a paragraph's end."""
    marked = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    if marked is not None:
        for mark in [e for e in marked if local(e) in tuple(Happening)]:
            marked.remove(mark)


def _may_pair_rows(old: Block, new: Block) -> bool:
    """Whether two rows have the same cells: only then can the changes stand inside them."""
    return _shape(old.element) == _shape(new.element)


def _shape(row: XmlElement) -> list[tuple[str, str]]:
    shape: list[tuple[str, str]] = []
    for cell in row:
        if local(cell) == "tc":
            span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            merged = "" if merge is None else attribute(merge, "val") or "continue"
            shape.append(("" if span is None else attribute(span, "val"), merged))
    return shape


def _with_paired_tables(pairs: Sequence[Pair]) -> list[Pair]:
    """Old and new tables that follow each other would grow together in Word: they become one."""
    found: list[Pair] = []
    for is_pair, group in itertools.groupby(pairs, key=all):
        items = list(group)
        if is_pair:
            found += items
            continue
        gone = [old for old, _ in items if old is not None]
        new = [new for _, new in items if new is not None]
        tables = [[b for b in blocks if b.kind == "tbl"] for blocks in (gone, new)]
        for one, other in zip(*tables, strict=False):
            found += [(b, None) for b in gone[: gone.index(one)]]
            found += [(None, b) for b in new[: new.index(other)]]
            found.append((one, other))
            gone, new = gone[gone.index(one) + 1 :], new[new.index(other) + 1 :]
        found += [(b, None) for b in gone]
        found += [(None, b) for b in new]
    return found


def _with_paired_end(pairs: Sequence[Pair]) -> list[Pair]:
    """Where a story ends in paragraphs gone and paragraphs new, the last of both become one."""
    tail = len(pairs)
    while tail and not all(pairs[tail - 1]):
        tail -= 1
    gone = [old for old, _ in pairs[tail:] if old is not None]
    new = [new for _, new in pairs[tail:] if new is not None]
    if not gone or not new or gone[-1].kind != "p" or new[-1].kind != "p":
        return list(pairs)
    kept: list[Pair] = [(b, None) for b in gone[:-1]]
    kept += [(None, b) for b in new[:-1]]
    return [*pairs[:tail], *kept, (gone[-1], new[-1])]
