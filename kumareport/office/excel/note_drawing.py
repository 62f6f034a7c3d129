"""The boxes of a sheet's notes: its legacy VML drawing.

Excel itself writes VML that is no well-formed XML (``<br>`` inside form controls), so the part is
never parsed: what is there keeps its bytes, and ours go before the end tag.
"""

import re
from collections.abc import Callable

from kumareport.errors import InputFileError
from kumareport.office.excel.note_box import Corner, NoteBox
from kumareport.patterns import regex

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_EMPTY = (
    f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout>'
    "</xml>"
).encode()
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
# As Excel writes a new note; #ffffe1 is its default yellow.
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;width:{width}pt;'
    'height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False"
    "</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_END = re.compile(rb"</xml\s*>\s*\Z")
_SHAPE_END = re.compile(rb"</(?:\w+:)?shape\s*>")
_PLACE = re.compile(rb"<(\w+:)?(Row|Column)>\s*(\d{1,7})\s*</")
_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)([^<]*)(</)")
_BLOCKS = re.compile(rb"(<(?:\w+:)?idmap\b[^<>]*\bdata=[\"'])([^\"']*)")
_SHAPE_ID = re.compile(rb"_x0000_s(\d{1,9})\b")
# Shape ids come in blocks of 1024, each block used by one drawing (idmap).
_BLOCK = 1024


class ShapeIds:
    """Shape ids that no drawing of the workbook uses.

    Args:
        drawings: every VML part's bytes.
    """

    def __init__(self, drawings: list[bytes]) -> None:
        used = [0]
        for data in drawings:
            used += [int(found) // _BLOCK for found in _SHAPE_ID.findall(data)]
            for found in _BLOCKS.finditer(data):
                used += [int(n) for n in re.findall(rb"\d{1,6}", found[2])]
        self._next_block = max(used) + 1

    def take_block(self) -> int:
        """The number of a fresh block."""
        self._next_block += 1
        return self._next_block - 1


class NoteDrawing:
    """One VML part with notes added.

    Args:
        data: the part's bytes; empty for a new part.
        name: the part's name, for messages.
        take_block: gives a fresh block of shape ids.

    Raises:
        InputFileError: no end tag is found.
    """

    def __init__(self, data: bytes, name: str, take_block: Callable[[], int]) -> None:
        self._data = data or _EMPTY
        end = _END.search(self._data)
        if end is None:
            raise InputFileError(
                f"ファイルの中身（{name}）が壊れているため、メモを付けられません。",
                "Excel で開いて保存し直してください。",
            )
        self._end = end.start()
        self._take_block = take_block
        self._boxes: dict[tuple[int, int], NoteBox] = {}

    def add(self, row: int, column: int, box: NoteBox) -> None:
        """Give a cell (1-based) a note's box, or one of ours a larger one."""
        self._boxes[row, column] = box

    def grow(self, row: int, column: int, box: NoteBox) -> None:
        """Let the box that a cell's note has reach as far as another; nothing without a box."""
        if (row, column) in self._boxes:
            self._boxes[row, column] = box
            return
        wanted = {b"Row": row - 1, b"Column": column - 1}
        start = 0
        for end in _SHAPE_END.finditer(self._data, 0, self._end):
            shape = self._data[start : end.end()]
            places = {match[2]: match for match in _PLACE.finditer(shape)}
            if {name: int(match[3]) for name, match in places.items()} == wanted:
                grown = _reach(shape, places[b"Row"], box)
                self._data = self._data[:start] + grown + self._data[end.end() :]
                self._end += len(grown) - len(shape)
                return
            start = end.end()

    def to_bytes(self) -> bytes:
        """The part."""
        if not self._boxes:
            return self._data
        blocks: list[int] = []
        shapes: list[str] = []
        declared = all(space.encode() in self._data for space in _SPACES.split())
        for number, ((row, column), box) in enumerate(sorted(self._boxes.items())):
            if number % (_BLOCK - 1) == 0:
                blocks.append(self._take_block())
            shape_id = blocks[-1] * _BLOCK + number % (_BLOCK - 1) + 1
            shapes.append(_shape(shape_id, row, column, box))
        if b'id="_x0000_t202"' not in self._data and b"id='_x0000_t202'" not in self._data:
            shapes.insert(0, _SHAPE_TYPE)
        ours = "".join(shapes)
        if not declared:
            ours = regex(r"<v:(shape|shapetype) ").sub(rf"<v:\1 {_SPACES} ", ours)
        head, tail = self._data[: self._end], self._data[self._end :]
        head = _BLOCKS.sub(lambda match: match[1] + _joined(match[2], blocks), head, count=1)
        return head + ours.encode() + tail


def _shape(shape_id: int, row: int, column: int, box: NoteBox) -> str:
    return _SHAPE.format(
        id=shape_id,
        width=f"{box.width * 0.75:g}",
        height=f"{box.height * 0.75:g}",
        anchor=_anchor(box.start, box.end),
        row=row - 1,
        column=column - 1,
    )


def _anchor(start: Corner, end: Corner) -> str:
    corners = (f"{c.column}, {c.column_offset}, {c.row}, {c.row_offset}" for c in (start, end))
    return ", ".join(corners)


def _joined(old: bytes, blocks: list[int]) -> bytes:
    return b",".join([*([old] if old else []), *(str(block).encode() for block in blocks)])


def _reach(shape: bytes, row: re.Match[bytes], box: NoteBox) -> bytes:
    """The shape's bytes with an anchor that ends no sooner than the box."""
    anchor = _ANCHOR.search(shape)
    numbers = [] if anchor is None else [int(n) for n in re.findall(rb"-?\d{1,7}", anchor[2])]
    if anchor is None:
        # A note without an anchor (openpyxl writes them so) has one from now on.
        prefix = (row[1] or b"").decode()
        new = f"<{prefix}Anchor>{_anchor(box.start, box.end)}</{prefix}Anchor>"
        return shape[: row.start()] + new.encode() + shape[row.start() :]
    if len(numbers) != 8:
        numbers = [0] * 8
    right = max((numbers[4], numbers[5]), (box.end.column, box.end.column_offset))
    bottom = max((numbers[6], numbers[7]), (box.end.row, box.end.row_offset))
    text = ", ".join(map(str, [*numbers[:4], *right, *bottom])).encode()
    return shape[: anchor.start(2)] + text + shape[anchor.end(2) :]
