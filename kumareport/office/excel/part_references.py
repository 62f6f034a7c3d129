"""The parts around a sheet that refer to its rows or columns: notes, drawings, charts, pivot tables."""

import re

from kumareport.office.excel.line_map import LineMap, remap_formula
from kumareport.office.excel.spreadsheet_parts import MAIN
from kumareport.office.excel.workbook_parts import WorkbookParts

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
_SHAPE_LINE = {
    name: re.compile(rb"(<x:%b>\s*)(\d+)(\s*</x:%b>)" % (name.encode(), name.encode()))
    for name in ("Row", "Column")
}
_SHAPE_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")


class PartReferences:
    """The references in other parts to the rows, or to the columns, of one sheet.

    Args:
        book: the workbook.
        name: the sheet.
        lines: where its rows or columns go.
    """

    def __init__(self, book: WorkbookParts, name: str, lines: LineMap) -> None:
        self._package = book.package
        self._name = name
        self._part = book.worksheets[name]
        self._lines = lines

    def follow(self) -> None:
        """Take them along."""
        for kind, part in list(self._package.relationships(self._part).values()):
            if part not in self._package:
                continue
            name = kind.rsplit("/", 1)[-1]
            if name in ("comments", "threadedComment"):
                self._follow_comments(part)
            elif name == "vmlDrawing":
                self._follow_shapes(part)
            elif name == "drawing":
                self._follow_drawing(part)
        for part in [name for name in self._package.names() if name.endswith(".xml")]:
            if part.startswith("xl/charts/chart"):
                self._follow_chart(part)
            if part.startswith("xl/pivotCache/pivotCacheDefinition"):
                self._follow_pivot_source(part)

    def _follow_comments(self, part: str) -> None:
        for element in list(self._package.edit(part).iter("{*}comment", "{*}threadedComment")):
            new = self._lines.area(element.get("ref", ""))
            if new:
                element.set("ref", new)
            elif (parent := element.getparent()) is not None:
                parent.remove(element)

    def _follow_shapes(self, part: str) -> None:
        """Notes' boxes. Excel writes VML that is no XML, so its text is changed."""

        pattern = _SHAPE_LINE["Column" if self._lines.LETTERS else "Row"]
        places = (0, 4) if self._lines.LETTERS else (2, 6)

        def follow(match: re.Match[bytes]) -> bytes:
            shape = match[0]
            stated = pattern.search(shape)
            if stated is None:
                return shape
            old = int(stated[2]) + 1
            new = self._lines.line(old)
            if not new:
                return b""
            shape = pattern.sub(rb"\g<1>%d\g<3>" % (new - 1), shape)
            return _SHAPE_ANCHOR.sub(lambda m: m[1] + _moved(m[2], places, new - old) + m[3], shape)

        self._package.put(part, _SHAPE.sub(follow, self._package.read(part)))

    def _follow_drawing(self, part: str) -> None:
        for anchor in self._package.look(part):
            start, end = anchor.find(f"{_DRAWING}from"), anchor.find(f"{_DRAWING}to")
            axis = f"{_DRAWING}{'col' if self._lines.LETTERS else 'row'}"
            places = [e.find(axis) for e in (start, end) if e is not None]
            lines = [int(e.text or 0) + 1 for e in places if e is not None]
            if not lines or anchor.get("editAs") == "absolute":
                continue
            span = self._lines.span(lines[0], lines[-1]) or (lines[0], lines[-1])
            for element, line in zip(places, span, strict=False):
                if element is not None and element.text != str(line - 1):
                    self._package.edit(part)
                    element.text = str(line - 1)

    def _follow_chart(self, part: str) -> None:
        for formula in self._package.look(part).iter(f"{_CHART}f"):
            new = remap_formula(formula.text or "", self._lines, self._name, is_own=False)
            if new != formula.text:
                self._package.edit(part)
                formula.text = new

    def _follow_pivot_source(self, part: str) -> None:
        for source in self._package.look(part).iter(f"{MAIN}worksheetSource"):
            if source.get("sheet") == self._name and source.get("ref"):
                self._package.edit(part)
                source.set("ref", self._lines.area(source.get("ref", "")))


def _moved(text: bytes, places: tuple[int, int], lines: int) -> bytes:
    """An anchor (left, offset, top, offset, right, offset, bottom, offset), moved on."""
    numbers = text.split(b",")
    if len(numbers) != 8:
        return text
    for place in places:
        numbers[place] = b" %d" % max(0, int(numbers[place]) + lines)
    return b",".join(numbers)
