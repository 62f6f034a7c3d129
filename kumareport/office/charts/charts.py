"""DrawingML charts: a sample chart of a template, cloned with other data.

The look stays the sample's; text, data, axis range and number format are replaced. What Word shows
for "データの編集" is an embedded workbook with the same numbers.
"""

import copy
import io
from html import escape

from lxml import etree

from kumareport.office.charts.chart_data import ChartData
from kumareport.office.charts.chart_kinds import ChartKind, kind_of
from kumareport.office.charts.chart_layout import (
    drop_empty_plots,
    keep_legible,
    place_labels,
    set_axes,
)
from kumareport.office.package.package import XmlElement, parse_xml, xml_parser
from kumareport.office.package.package_writing import write_package

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SHEET = "Sheet1"
_PARSER = xml_parser(is_ours=True)
"""For the pieces of charts that are put together here, hundreds in a report."""


def number_format(decimals: int, minus: str = "▲") -> str:
    """The format code with grouped digits, so many decimals and a sign for what is below zero."""
    digits = _digits(decimals)
    return f"{digits};{_quoted(minus)}{digits}"


def _digits(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), "")}"' if text else ""


def axis_format(data: ChartData) -> str:
    """The format code of the value axis, with the unit at one tick: the highest, or 0 on an axis
    that goes below it."""
    exponent = data.axis.step.normalize().as_tuple().exponent
    digits = _digits(max(0, -exponent) if isinstance(exponent, int) else 0)
    if data.axis.low >= 0:
        return f"[>={data.axis.high:f}]{digits}{_quoted(data.unit)};{digits}"
    if data.axis.high >= 0:
        return f"{digits};{_quoted(data.minus)}{digits};{digits}{_quoted(data.unit)}"
    return f"{digits};{_quoted(data.minus)}{digits}{_quoted(data.unit)}"


class SampleChart:
    """The sample chart of a template, parsed once."""

    def __init__(self, xml: bytes) -> None:
        self._root = parse_xml(xml, "chart")

    @property
    def kind(self) -> ChartKind:
        """How it draws."""
        return kind_of(self._root)

    def with_data(self, data: ChartData, width: float = 480, height: float = 96) -> bytes:
        """The chart's XML with the sample's look and this data.

        Args:
            data: what to show.
            width: how wide the chart is printed, in points.
            height: how tall.
        """
        root = copy.deepcopy(self._root)
        chart = root.find(f"{{{_C}}}chart")
        assert chart is not None
        _set_title(chart, data.title)
        looks = [index if one.look is None else one.look for index, one in enumerate(data.series)]
        elements = chart.findall(f".//{{{_C}}}ser")
        for look, element in enumerate(_enough_series(elements, max(looks, default=-1) + 1)):
            if look in looks:
                _set_series(element, looks.index(look), data)
            else:
                _remove(element)
        drop_empty_plots(chart)
        set_axes(chart, data, width, axis_format(data))
        place_labels(chart, data, width, height)
        legend = chart.find(f"{{{_C}}}legend")
        if legend is not None and len(data.series) == 1:
            chart.remove(legend)
        keep_legible(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _remove(element: XmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _enough_series(elements: list[XmlElement], wanted: int) -> list[XmlElement]:
    """The sample's series, the last one repeated where there are more data than looks."""
    while elements and len(elements) < wanted:
        fresh = copy.deepcopy(elements[-1])
        for extension in fresh.findall(f"{{{_C}}}extLst"):
            fresh.remove(extension)  # It holds an id that is to be unique.
        elements[-1].addnext(fresh)
        elements.append(fresh)
    return elements


def _set_title(chart: XmlElement, title: str) -> None:
    element = chart.find(f"{{{_C}}}title")
    deleted = chart.find(f"{{{_C}}}autoTitleDeleted")
    if deleted is None:
        deleted = etree.Element(f"{{{_C}}}autoTitleDeleted")
        chart.insert(0 if element is None else 1, deleted)
    deleted.set("val", "0" if title else "1")
    if element is None:
        return
    if not title:
        chart.remove(element)
        return
    runs = element.findall(f".//{{{_A}}}r")
    for extra in runs[1:]:
        parent = extra.getparent()
        if parent is not None:
            parent.remove(extra)
    text = runs[0].find(f"{{{_A}}}t") if runs else None
    if text is not None:
        text.text = title


def _set_series(element: XmlElement, index: int, data: ChartData) -> None:
    series = data.series[index]
    letter = chr(ord("B") + index)
    last = len(data.categories) + 1
    for number in ("idx", "order"):
        at = element.find(f"{{{_C}}}{number}")
        if at is not None:
            at.set("val", str(index))
    name = element.find(f"{{{_C}}}tx")
    if name is not None:
        _replace(
            name, f"<c:strRef><c:f>{_SHEET}!${letter}$1</c:f>{_strings((series.name,))}</c:strRef>"
        )
    categories = element.find(f"{{{_C}}}cat")
    if categories is not None:
        reference = f"{_SHEET}!$A$2:$A${last}"
        _replace(
            categories, f"<c:strRef><c:f>{reference}</c:f>{_strings(data.categories)}</c:strRef>"
        )
    values = element.find(f"{{{_C}}}val")
    if values is not None:
        points = "".join(
            f'<c:pt idx="{number}"><c:v>{value:f}</c:v></c:pt>'
            for number, value in enumerate(series.values)
            if value is not None
        )
        _replace(
            values,
            f"<c:numRef><c:f>{_SHEET}!${letter}$2:${letter}${last}</c:f><c:numCache>"
            f"<c:formatCode>{_text(number_format(series.decimals, data.minus))}</c:formatCode>"
            f'<c:ptCount val="{len(series.values)}"/>{points}</c:numCache></c:numRef>',
        )


def _strings(texts: tuple[str, ...]) -> str:
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{_text(text)}</c:v></c:pt>' for number, text in enumerate(texts)
    )
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _text(text: str) -> str:
    return escape(text, quote=False)


def _replace(element: XmlElement, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    element.append(etree.fromstring(f'<c:x xmlns:c="{_C}">{xml}</c:x>', _PARSER)[0])


# --- the embedded workbook ---------------------------------------------------------------------

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED_PARTS = (
    (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        "</Types>",
    ),
    (
        "_rels/.rels",
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    ),
    (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{_SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
)


def _styles(code: str) -> str:
    """Two cell formats: plain, and the chart's number format."""
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
        f'formatCode="{_text(code).replace(chr(34), "&quot;")}"/></numFmts><fonts count="1"><font><sz val="11"/>'
        '<name val="BIZ UDPゴシック"/></font></fonts><fills count="2"><fill><patternFill '
        'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def embedded_workbook(data: ChartData) -> bytes:
    """The workbook behind a chart: categories in column A, a series in each further column.

    Written by hand because a report holds some fifty of them: 0.14 ms each, against 3.1 ms through
    openpyxl (``docs/performance.md``).
    """
    rows = ["".join(_text_cell(f"{chr(ord('B') + n)}1", s.name) for n, s in enumerate(data.series))]
    for number, category in enumerate(data.categories):
        cells = _text_cell(f"A{number + 2}", category)
        for column, series in enumerate(data.series):
            value = series.values[number]
            if value is not None:
                reference = f"{chr(ord('B') + column)}{number + 2}"
                cells += f'<c r="{reference}" s="1"><v>{value:f}</v></c>'
        rows.append(cells)
    body = "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(rows, 1))
    sheet = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
    parts = [
        *_FIXED_PARTS,
        ("xl/styles.xml", _styles(_format_of(data))),
        ("xl/worksheets/sheet1.xml", sheet),
    ]
    packed = io.BytesIO()
    write_package(((name, text.encode()) for name, text in parts), packed)
    return packed.getvalue()


def _format_of(data: ChartData) -> str:
    return number_format(max(series.decimals for series in data.series), data.minus)


def _text_cell(reference: str, text: str) -> str:
    return (
        f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{_text(text)}</t></is></c>'
    )
