"""Everything in a workbook that refers to the rows or columns of a sheet, taken along when these
move."""

from lxml import etree

from kumareport.errors import InputFileError
from kumareport.office.excel.formula_shift import shift_formula
from kumareport.office.excel.line_map import LineMap, remap_formula, remap_relative
from kumareport.office.excel.part_references import PartReferences
from kumareport.office.excel.references import REFERENCE, column_number, parse_range
from kumareport.office.excel.sheet_tables import follow_filters
from kumareport.office.excel.sheet_xml import index_of
from kumareport.office.excel.spreadsheet_parts import MAIN
from kumareport.office.excel.workbook_parts import WorkbookParts
from kumareport.office.package.package import XmlElement

_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OFFICE_EXCEL = "{http://schemas.microsoft.com/office/excel/2006/main}"
_REFERRING = ("mergeCell", "hyperlink", "conditionalFormatting", "dataValidation", "autoFilter",
              "sortState", "sortCondition", "ignoredError", "protectedRange", "dimension")  # fmt: skip

_ELSEWHERE = "Excel でその部分を別のシートに移すか、この変更を Excel で手で行ってください。"
_NO_TABLE = (
    "Excel で表の中のセルを選び、［テーブル デザイン］→［範囲に変換］で普通の表に戻して保存し、"
    "もう一度行ってください。見た目とデータは変わりません。"
)


class LineReferences:
    """The references to the rows, or to the columns, of one sheet.

    Args:
        book: the workbook.
        name: the sheet.
        lines: where its rows or columns go.
    """

    def __init__(self, book: WorkbookParts, name: str, lines: LineMap) -> None:
        self._book = book
        self._package = book.package
        self._name = name
        self._part = book.worksheets[name]
        self._lines = lines

    def refuse_unsafe(self) -> None:
        """Stop before anything is changed where the lines cannot be moved safely.

        Raises:
            InputFileError: a pivot table stands in the sheet, or a formula that fills several cells,
                or the header of a table, is in the way.
        """
        letters = self._lines.LETTERS
        for kind, part in self._package.relationships(self._part).values():
            if kind.endswith("/pivotTable"):
                raise self._refusal("ピボットテーブルがある")
            if kind.endswith("/table") and part in self._package:
                area = parse_range(self._package.look(part).get("ref", ""))
                if area is not None and not letters and self._lines.taken == area.top:
                    raise self._refusal("テーブルの見出しの行を動かす", _NO_TABLE)
        for formula in self._package.look(self._part).iter(f"{MAIN}f"):
            area = parse_range(formula.get("ref", ""))
            if formula.get("t") not in ("array", "dataTable") or area is None:
                continue
            ends = (area.left, area.right) if letters else (area.top, area.bottom)
            if ends[0] < ends[1] and not self._leaves_whole(*ends):
                raise self._refusal("複数のセルにまたがる数式（配列数式など）がある")

    def _refusal(self, why: str, hint: str = _ELSEWHERE) -> InputFileError:
        return InputFileError(
            f"「{self._name}」シートは、{why}ため、{self._what}ができません。", hint
        )

    @property
    def _what(self) -> str:
        return "列の追加" if self._lines.LETTERS else "行の追加・削除・移動"

    def _leaves_whole(self, first: int, last: int) -> bool:
        span = self._lines.span(first, last)
        return span is not None and span[1] - span[0] == last - first

    def follow(self) -> None:
        """Take all references along."""
        self._follow_formulas()
        self._follow_sheet()
        self._follow_names()
        PartReferences(self._book, self._name, self._lines).follow()

    # --- formulas -----------------------------------------------------------------------------

    def _follow_formulas(self) -> None:
        for name, part in self._book.worksheets.items():
            is_own = name == self._name
            data = self._package.look(part)
            formulas = list(data.iter(f"{MAIN}f"))
            if not formulas:
                continue
            if is_own:
                self._book.drop_calculation_chain()
            if is_own or any(self._name in (f.text or "") for f in formulas):
                self._package.edit(part)
                _expand_shared(formulas)
            for formula in formulas:
                text = formula.text or ""
                new = remap_formula(text, self._lines, self._name, is_own=is_own)
                if new != text:
                    formula.text = new
                if is_own and formula.get("ref"):
                    formula.set("ref", self._lines.area(formula.get("ref", "")))

    def _follow_names(self) -> None:
        book = "xl/workbook.xml"
        for name in self._package.look(book).iter(f"{MAIN}definedName"):
            new = remap_formula(name.text or "", self._lines, self._name, is_own=False)
            if new != name.text:
                self._package.edit(book)
                name.text = new

    # --- the sheet itself ---------------------------------------------------------------------

    def _follow_sheet(self) -> None:
        root = self._package.edit(self._part)
        breaks = f"{MAIN}{'colBreaks' if self._lines.LETTERS else 'rowBreaks'}/{MAIN}brk"
        for element in list(root.iter()):
            if not isinstance(element.tag, str):
                continue
            name = etree.QName(element).localname
            if name in _REFERRING:
                self._follow_element(element, name)
            elif element.tag == f"{_OFFICE_EXCEL}sqref":
                self._follow_extension(element)
            elif element.tag == f"{_OFFICE_EXCEL}f" and name == "f":
                self._follow_source(element)
            elif name == "brk" and element in root.iterfind(breaks):
                # A break stands behind its line.
                element.set(
                    "id", str(self._lines.line(index_of(element, "id")) or index_of(element, "id"))
                )

    def _follow_element(self, element: XmlElement, name: str) -> None:
        for attribute in ("ref", "sqref"):
            old = element.get(attribute)
            if not old:
                continue
            if name == "autoFilter":
                follow_filters(element, old, self._lines)
            new = self._lines.areas(old)
            if name == "mergeCell" and ":" in new and len(set(new.split(":"))) == 1:
                new = ""
            if not new:
                self._drop(element)
                return
            element.set(attribute, new)
            if name in ("conditionalFormatting", "dataValidation"):
                offset = self._lines.first(new) - self._lines.first(old)
                for formula in element.iter(
                    *(f"{MAIN}{n}" for n in ("formula", "formula1", "formula2"))
                ):
                    formula.text = remap_relative(formula.text or "", self._lines, offset)

    def _drop(self, element: XmlElement) -> None:
        """Take an element out, with the relationship that only it used (a link's address)."""
        rel_id = element.get(_REL_ID)
        _remove(element)
        if rel_id:
            self._package.unrelate(self._part, rel_id)

    def _follow_extension(self, element: XmlElement) -> None:
        """A newer conditional format, validation or sparkline: its range, and its formulas."""
        old = element.text or ""
        new = self._lines.areas(old)
        owner = element.getparent()
        assert owner is not None
        if not new:
            _remove(owner)
            return
        element.text = new
        if etree.QName(owner).localname == "sparkline":
            return
        offset = self._lines.first(new) - self._lines.first(old)
        for formula in owner.iter(f"{_OFFICE_EXCEL}f"):
            formula.text = remap_relative(formula.text or "", self._lines, offset)

    def _follow_source(self, element: XmlElement) -> None:
        """What a sparkline shows."""
        owner = element.getparent()
        if owner is not None and etree.QName(owner).localname in ("sparkline", "sparklineGroup"):
            element.text = remap_formula(element.text or "", self._lines, self._name, is_own=True)


def _expand_shared(formulas: list[XmlElement]) -> None:
    """Give each cell of a shared formula (18.3.1.40) its own, which can then change alone."""
    masters: dict[str, tuple[str, int, int]] = {}
    for formula in formulas:
        if formula.get("t") != "shared":
            continue
        cell = formula.getparent()
        place = REFERENCE.fullmatch("" if cell is None else cell.get("r", ""))
        if place is None:
            continue
        row, column = int(place[2]), column_number(place[1])
        key = formula.get("si", "")
        if formula.text:
            masters[key] = (formula.text, row, column)
        elif key in masters:
            text, first, left = masters[key]
            formula.text = shift_formula(text, row - first, column - left)
        for attribute in ("t", "si", "ref"):
            formula.attrib.pop(attribute, None)


_GROUPS = (
    "mergeCells", "dataValidations", "hyperlinks", "ignoredErrors", "protectedRanges",
    "conditionalFormattings", "sparklines", "sparklineGroup", "sparklineGroups", "ext", "extLst",
)  # fmt: skip


def _remove(element: XmlElement) -> None:
    """Take an element out, and each group around it that then holds nothing."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if parent.get("count"):
        parent.set("count", str(len(parent)))
    name = etree.QName(parent).localname
    # A group of sparklines keeps its colours before them.
    if name in _GROUPS and (len(parent) == 0 or name == "sparklineGroup"):
        _remove(parent)
