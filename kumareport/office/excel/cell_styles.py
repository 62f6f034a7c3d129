"""styles.xml: cell formats that differ from others by one thing, and those of a new table."""

import copy
from collections.abc import Mapping

from lxml import etree

from kumareport.office.excel.spreadsheet_parts import MAIN
from kumareport.office.package.element_order import STYLESHEET, child, ensure_child
from kumareport.office.package.package import XmlElement

EMPTY_STYLES = (
    f'<styleSheet xmlns="{MAIN[1:-1]}"><fonts count="1"><font/></fonts>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellStyles count="1"><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
).encode()
_NAVY = "1F3864"
# Of 18.8.30, those that a value of the 様式 may need; the first id that is a workbook's own.
_OWN_FORMATS = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10}
_FIRST_FREE = 164
_FORMAT = {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0"}


class CellStyles:
    """The cell formats of a workbook.

    Args:
        root: the ``styleSheet`` element; changed in place.
    """

    def __init__(self, root: XmlElement) -> None:
        self._root = root
        self._fills: dict[str, int] = {}
        self._differences: dict[str, int] = {}
        self._formats: dict[tuple[int, str], int] = {}
        self._tables: dict[str, int] = {}

    def with_fill(self, style: int, rgb: str) -> int:
        """The index of a format like ``style`` with a solid fill; added once.

        Args:
            style: an index into ``cellXfs``.
            rgb: six hexadecimal digits.
        """
        if (style, rgb) not in self._formats:
            changes = {"fillId": str(self._fill(rgb)), "applyFill": "1"}
            self._formats[style, rgb] = self._changed(style, changes)
        return self._formats[style, rgb]

    def with_number_format(self, style: int, code: str) -> int:
        """The index of a format like ``style`` that shows numbers by a format code; added once."""
        key = style, f"number:{code}"
        if key not in self._formats:
            changes = {"numFmtId": str(self._number_format(code)), "applyNumberFormat": "1"}
            self._formats[key] = self._changed(style, changes)
        return self._formats[key]

    def quoted(self, style: int) -> int:
        """The index of a format like ``style`` whose text never turns into a formula; added once."""
        key = style, "quoted"
        if key not in self._formats:
            self._formats[key] = self._changed(style, {"quotePrefix": "1"})
        return self._formats[key]

    def font(self, style: int) -> XmlElement | None:
        """The font of a format; None where the workbook has none."""
        formats, fonts = (child(self._root, name) for name in ("cellXfs", "fonts"))
        if formats is None or fonts is None or style >= len(formats):
            return None
        number = int(formats[style].get("fontId", "0"))
        return fonts[number] if number < len(fonts) else None

    def table_format(self, *, is_header: bool) -> int:
        """The index of a wrapped, bordered format; a header is white on navy. Added once."""
        key = "header" if is_header else "body"
        if key not in self._tables:
            font, border = self._font(is_header=is_header), self._border()
            changes = {
                "numFmtId": "0", "fontId": str(font), "borderId": str(border), "applyFont": "1",
                "fillId": str(self._fill(_NAVY)) if is_header else "0", "applyFill": "1",
                "applyBorder": "1", "applyAlignment": "1",
            }  # fmt: skip
            index = self._changed(0, changes)
            clone = ensure_child(self._root, "cellXfs", STYLESHEET)[index]
            for old in list(clone):
                clone.remove(old)
            side = {"horizontal": "center"} if is_header else {}
            vertical = "center" if is_header else "top"
            etree.SubElement(
                clone, f"{MAIN}alignment", {**side, "vertical": vertical, "wrapText": "1"}
            )
            self._tables[key] = index
        return self._tables[key]

    def _changed(self, style: int, changes: Mapping[str, str]) -> int:
        """The index of a new format: another one with some attributes changed."""
        group = ensure_child(self._root, "cellXfs", STYLESHEET)
        formats = group.findall(f"{MAIN}xf")
        if not formats:
            formats = [etree.SubElement(group, f"{MAIN}xf", _FORMAT)]
        # An index that does not exist shows as the first format.
        clone = copy.deepcopy(formats[style] if style < len(formats) else formats[0])
        for name, value in changes.items():
            clone.set(name, value)
        return _append(group, clone)

    def _number_format(self, code: str) -> int:
        """The id of a format code: Excel's own, one that the workbook has, or a new one."""
        if code in _OWN_FORMATS:
            return _OWN_FORMATS[code]
        group = ensure_child(self._root, "numFmts", STYLESHEET)
        ids = [_FIRST_FREE - 1]
        for known in group.findall(f"{MAIN}numFmt"):
            ids.append(int(known.get("numFmtId", "0")))
            if known.get("formatCode") == code:
                return ids[-1]
        number = max(ids) + 1
        element = group.makeelement(f"{MAIN}numFmt", numFmtId=str(number), formatCode=code)
        _append(group, element)
        return number

    def _font(self, *, is_header: bool) -> int:
        group = ensure_child(self._root, "fonts", STYLESHEET)
        font = group.makeelement(f"{MAIN}font", nsmap=group.nsmap)
        if is_header:
            etree.SubElement(font, f"{MAIN}b")
        etree.SubElement(font, f"{MAIN}sz", val="10")
        if is_header:
            etree.SubElement(font, f"{MAIN}color", rgb="FFFFFFFF")
        etree.SubElement(font, f"{MAIN}name", val="BIZ UDPゴシック")
        etree.SubElement(font, f"{MAIN}family", val="3")
        etree.SubElement(font, f"{MAIN}charset", val="128")
        return _append(group, font)

    def _border(self) -> int:
        group = ensure_child(self._root, "borders", STYLESHEET)
        border = group.makeelement(f"{MAIN}border", nsmap=group.nsmap)
        for side in ("left", "right", "top", "bottom"):
            line = etree.SubElement(border, f"{MAIN}{side}", style="thin")
            etree.SubElement(line, f"{MAIN}color", rgb="FFBFBFBF")
        etree.SubElement(border, f"{MAIN}diagonal")
        return _append(group, border)

    def conditional_fill(self, rgb: str) -> int:
        """The index of a differential format (``dxf``) with nothing but a fill; added once."""
        if rgb not in self._differences:
            group = ensure_child(self._root, "dxfs", STYLESHEET)
            difference = group.makeelement(f"{MAIN}dxf", nsmap=group.nsmap)
            fill = etree.SubElement(difference, f"{MAIN}fill")
            # Differential fills have their colour in the background. 18.8.32.
            pattern = etree.SubElement(fill, f"{MAIN}patternFill")
            etree.SubElement(pattern, f"{MAIN}bgColor", rgb=f"FF{rgb}")
            self._differences[rgb] = _append(group, difference)
        return self._differences[rgb]

    def _fill(self, rgb: str) -> int:
        if rgb not in self._fills:
            group = ensure_child(self._root, "fills", STYLESHEET)
            if child(group, "fill") is None:
                # Excel takes the first two fills for these, whatever they say.
                for kind in ("none", "gray125"):
                    _append(group, _pattern(group, kind))
            fill = _pattern(group, "solid")
            etree.SubElement(fill[0], f"{MAIN}fgColor", rgb=f"FF{rgb}")
            etree.SubElement(fill[0], f"{MAIN}bgColor", indexed="64")
            self._fills[rgb] = _append(group, fill)
        return self._fills[rgb]


def _pattern(group: XmlElement, kind: str) -> XmlElement:
    fill = group.makeelement(f"{MAIN}fill", nsmap=group.nsmap)
    etree.SubElement(fill, f"{MAIN}patternFill", patternType=kind)
    return fill


def _append(group: XmlElement, element: XmlElement) -> int:
    """Add to a counted group; the new element's index."""
    name = etree.QName(element).localname
    count = len(group.findall(f"{MAIN}{name}")) + 1
    group.append(element)
    group.set("count", str(count))
    return count - 1
