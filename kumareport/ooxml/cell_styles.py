"""styles.xml: a cell format that differs from another by its fill alone."""

import copy

from lxml import etree

from kumareport.ooxml.element_order import STYLESHEET, child, ensure_child
from kumareport.ooxml.spreadsheet_parts import MAIN

EMPTY_STYLES = (
    f'<styleSheet xmlns="{MAIN[1:-1]}"><fonts count="1"><font/></fonts>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellStyles count="1"><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
).encode()
_FORMAT = {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0"}


class CellStyles:
    """The cell formats of a workbook.

    Args:
        root: the ``styleSheet`` element; changed in place.
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._fills: dict[str, int] = {}
        self._differences: dict[str, int] = {}
        self._formats: dict[tuple[int, str], int] = {}

    def with_fill(self, style: int, rgb: str) -> int:
        """The index of a format like ``style`` with a solid fill; added once.

        Args:
            style: an index into ``cellXfs``.
            rgb: six hexadecimal digits.
        """
        if (style, rgb) not in self._formats:
            group = ensure_child(self._root, "cellXfs", STYLESHEET)
            formats = group.findall(f"{MAIN}xf")
            if not formats:
                formats = [etree.SubElement(group, f"{MAIN}xf", _FORMAT)]
            # An index that does not exist shows as the first format.
            like = formats[style] if style < len(formats) else formats[0]
            clone = copy.deepcopy(like)
            clone.set("fillId", str(self._fill(rgb)))
            clone.set("applyFill", "1")
            self._formats[style, rgb] = _append(group, clone)
        return self._formats[style, rgb]

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


def _pattern(group: etree._Element, kind: str) -> etree._Element:
    fill = group.makeelement(f"{MAIN}fill", nsmap=group.nsmap)
    etree.SubElement(fill, f"{MAIN}patternFill", patternType=kind)
    return fill


def _append(group: etree._Element, element: etree._Element) -> int:
    """Add to a counted group; the new element's index."""
    name = etree.QName(element).localname
    count = len(group.findall(f"{MAIN}{name}")) + 1
    group.append(element)
    group.set("count", str(count))
    return count - 1
