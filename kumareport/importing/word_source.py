"""A Word document as a source."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kumareport.importing.numbers import heading_look
from kumareport.importing.quote import (
    GridCell,
    HeadingLine,
    Line,
    Origin,
    Piece,
    Quote,
    Source,
    TextGrid,
)
from kumareport.office.word.word_blocks import (
    WordBlock,
    WordCell,
    WordParagraph,
    WordTable,
    read_blocks,
)
from kumareport.office.word.word_document import read_word
from kumareport.patterns import regex

_TITLE = regex(r"title|表題|題名|副題|subtitle", re.IGNORECASE)
_SHORT = 60
"""Letters of a numbered line that may be a heading where no style says so."""


def read_word_source(path: Path, name: str) -> Source:
    """Everything that a Word document says.

    Args:
        path: the file.
        name: how it is called to people.

    Raises:
        InputFileError: it cannot be read.
    """
    blocks = read_blocks(path)
    pieces = list(_Reader(name, _has_styles(blocks)).pieces(blocks, ""))
    return Source(name, "", pieces, list(_beside(path, name)))


def _has_styles(blocks: Sequence[WordBlock]) -> bool:
    """Whether headings are told by their styles."""
    return any(isinstance(b, WordParagraph) and b.level and b.text.strip() for b in blocks)


def _beside(path: Path, name: str) -> Iterator[tuple[str, Quote]]:
    document = read_word(path)
    for paragraph in document.others:
        if paragraph.now.strip():
            yield paragraph.cell.story, Quote(paragraph.now, Origin(name, paragraph.cell.story))
    for thread in document.threads:
        for comment in (thread.first, *thread.replies):
            yield "コメント", Quote(comment.text, Origin(name, "コメント"))
    for thing in document.holdings:
        yield thing.kind, Quote(thing.text, Origin(name, thing.place))


class _Reader:
    def __init__(self, file: str, has_styles: bool) -> None:
        self._file = file
        self._has_styles = has_styles

    def pieces(self, blocks: Sequence[WordBlock], place: str) -> Iterator[Piece]:
        for block in blocks:
            if isinstance(block, WordTable):
                yield self._grid(block, place)
                continue
            if block.text.strip():
                yield self._line(block, place)
            for box in block.boxes:
                yield from self.pieces(box, f"{place}テキスト ボックス ")

    def _line(self, paragraph: WordParagraph, place: str) -> HeadingLine | Line:
        text = paragraph.text.strip()
        quote = Quote(text, Origin(self._file, f"{place}段落 {paragraph.number}"), items=(text,))
        is_title = _TITLE.fullmatch(paragraph.style) is not None
        if paragraph.level and not is_title:
            return HeadingLine(quote, paragraph.level, paragraph.style)
        look = "" if self._has_styles or place or is_title else heading_look(text)
        if look and len(text) <= _SHORT and not text.endswith("。"):
            return HeadingLine(quote, 0, look)
        return Line(quote, paragraph.style, paragraph.is_listed)

    def _grid(self, table: WordTable, place: str) -> TextGrid:
        cells = [self._cell(table, cell, place) for cell in table.cells]
        return TextGrid(cells, table.header_rows)

    def _cell(self, table: WordTable, cell: WordCell, place: str) -> GridCell:
        where = f"{place}表 {table.number} の {cell.top} 行 {cell.left} 列"
        own = [paragraph for paragraph in _paragraphs(cell.blocks) if paragraph.text.strip()]
        lines = tuple(paragraph.text.strip() for paragraph in own)
        # In a bullet a line break is meant; people who know no bullets part their sentences by it.
        is_parted = len(own) > 1 or any(paragraph.is_listed for paragraph in own)
        quote = Quote("\n".join(lines), Origin(self._file, where), items=lines if is_parted else ())
        inside = tuple(
            self._grid(block, f"{where}の中の ")
            for block in cell.blocks
            if isinstance(block, WordTable)
        )
        return GridCell(cell.top, cell.left, cell.bottom, cell.right, quote, cell.is_shaded, inside)


def _paragraphs(blocks: Sequence[WordBlock]) -> Iterator[WordParagraph]:
    """The paragraphs of a cell with those of the boxes in it."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield block
            for box in block.boxes:
                yield from _paragraphs(box)
