"""The table of old and new (新旧対照表): a row for each change, under its chapter and section."""

from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.oxml.ns import nsdecls, qn

from kumareport.document.change_page import TEXT_WIDTH
from kumareport.document.elements import body_of, element_from, new_element
from kumareport.document.names import CHANGE_HEAD, CHANGE_PART, CHANGE_TEXT
from kumareport.model.change import Change, ChangeKind, Comparison
from kumareport.office.package.package import XmlElement
from kumareport.office.package.text import printable
from kumareport.prose.word_changes import word_changes

Piece = tuple[str, bool]
"""A stretch of text, and whether it is underlined."""

ADDED, REMOVED, BLANK = "（新設）", "（削除）", "（空欄）"
_HEADS = ("項目", "新（変更後）", "旧（変更前）", "種別・備考")
_WIDTHS = (47, 96, 96, 28)
_HEAD_FILL, _CHAPTER_FILL, _SECTION_FILL = "D9E2F3", "EDEDED", "F7F7F7"
_TWIPS = 56.7  # to a millimetre
_SHORT = 700
"""Letters up to which a row stays on one page: about a third of the page's height."""


def add_table(document: Document, comparison: Comparison) -> None:
    """Add the table at the end of the document."""
    styles = {
        name: document.styles[name].style_id for name in (CHANGE_HEAD, CHANGE_PART, CHANGE_TEXT)
    }
    writer = _TableWriter(styles)
    table = _empty_table()
    for row in writer.rows(comparison):
        table.append(row)
    page = body_of(document).find(qn("w:sectPr"))
    assert page is not None
    page.addprevious(table)


def sides(change: Change) -> tuple[list[Piece], list[Piece]]:
    """The texts of the new and of the old column in pieces.

    What only one side has stands there underlined as a whole, against （新設） or （削除）.
    """
    if change.kind is ChangeKind.ADDED:
        return [(change.new, True)], [(ADDED, False)]
    if change.kind is ChangeKind.REMOVED:
        return [(REMOVED, False)], [(change.old, True)]
    if change.kind is ChangeKind.MOVED:
        return [(change.new, False)], [(change.old, False)]
    stretches = word_changes(change.old, change.new)
    new = [(piece.new, piece.is_change) for piece in stretches if piece.new]
    old = [(piece.old, piece.is_change) for piece in stretches if piece.old]
    return new or [(BLANK, False)], old or [(BLANK, False)]


class _TableWriter:
    def __init__(self, styles: dict[str, str]) -> None:
        self._styles = styles

    def rows(self, comparison: Comparison) -> Iterator[XmlElement]:
        yield self._row(
            [self._cell(text, CHANGE_HEAD, width, _HEAD_FILL) for text, width in self._heads()],
            is_head=True,
        )
        for chapter in comparison.chapters:
            yield self._part(chapter.heading, _CHAPTER_FILL)
            for change in chapter.changes:
                yield self._change(change)
            for section in chapter.sections:
                yield self._part(section.heading, _SECTION_FILL)
                for change in section.changes:
                    yield self._change(change)

    def _heads(self) -> Iterator[tuple[list[Piece], int]]:
        for text, width in zip(_HEADS, _WIDTHS, strict=True):
            yield [(text, False)], width

    def _part(self, heading: str, fill: str) -> XmlElement:
        """A heading over all columns, never alone at the foot of a page."""
        cell = self._cell([(heading, False)], CHANGE_PART, sum(_WIDTHS), fill, keep=True)
        span = new_element("w:gridSpan")
        span.set(qn("w:val"), str(len(_WIDTHS)))
        cell[0].insert(1, span)
        return self._row([cell])

    def _change(self, change: Change) -> XmlElement:
        new, old = sides(change)
        remark = "\n".join(filter(None, (change.kind, change.remark)))
        texts = ([(change.place, False)], new, old, [(remark, False)])
        is_short = max(len(change.old), len(change.new)) <= _SHORT
        cells = [
            self._cell(pieces, CHANGE_TEXT, width)
            for pieces, width in zip(texts, _WIDTHS, strict=True)
        ]
        return self._row(cells, stays_whole=is_short)

    def _row(
        self, cells: Sequence[XmlElement], *, is_head: bool = False, stays_whole: bool = True
    ) -> XmlElement:
        row = new_element("w:tr")
        properties = new_element("w:trPr")
        if stays_whole:
            properties.append(new_element("w:cantSplit"))
        if is_head:
            properties.append(new_element("w:tblHeader"))
        if len(properties):
            row.append(properties)
        for cell in cells:
            row.append(cell)
        return row

    def _cell(
        self, pieces: Sequence[Piece], style: str, width: int, fill: str = "", *, keep: bool = False
    ) -> XmlElement:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        keep_next = "<w:keepNext/>" if keep else ""
        cell = element_from(
            f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{round(width * _TWIPS)}" w:type="dxa"/>'
            f'{shade}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{self._styles[style]}"/>{keep_next}'
            "</w:pPr></w:p></w:tc>"
        )
        paragraph = cell[1]
        for text, is_underlined in pieces:
            paragraph.append(_run(text, is_underlined))
        return cell


def _run(text: str, is_underlined: bool) -> XmlElement:
    run = new_element("w:r")
    # python-docx writes line breaks and tabs as the elements that Word has for them.
    run.text = printable(text)
    if is_underlined:
        properties = new_element("w:rPr")
        line = new_element("w:u")
        line.set(qn("w:val"), "single")
        properties.append(line)
        run.insert(0, properties)
    return run


def _empty_table() -> XmlElement:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="595959"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{round(width * _TWIPS)}"/>' for width in _WIDTHS)
    return element_from(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{round(TEXT_WIDTH * _TWIPS)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="新旧対照表"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid></w:tbl>'
    )
