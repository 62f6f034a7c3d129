"""DrawingML charts: a sample chart of a template, with other data.

The look stays the sample's; text, data, axis range and number format are replaced.
"""

from kumareport.office.charts.chart_data import ChartData
from kumareport.office.charts.chart_frame import ChartLook, Frame, frame_of
from kumareport.office.charts.chart_kinds import ChartKind, kind_of
from kumareport.office.charts.chart_layout import is_crowded, label_sides
from kumareport.office.charts.chart_workbook import SHEET
from kumareport.office.charts.number_codes import axis_format, number_format
from kumareport.office.package.package import parse_xml
from kumareport.office.package.text import quoted, shown


class SampleChart:
    """The sample chart of a template, parsed once."""

    def __init__(self, xml: bytes) -> None:
        self._root = parse_xml(xml, "chart")
        self._frames: dict[ChartLook, Frame] = {}
        self.kind: ChartKind = kind_of(self._root)
        """How it draws."""

    def with_data(self, data: ChartData, width: float = 480, height: float = 96) -> bytes:
        """The chart's XML with the sample's look and this data.

        Args:
            data: what to show.
            width: how wide the chart is printed, in points.
            height: how tall.
        """
        looks = [index if one.look is None else one.look for index, one in enumerate(data.series)]
        look = ChartLook(tuple(looks), bool(data.title), is_crowded(data, width))
        if look not in self._frames:
            self._frames[look] = frame_of(self._root, look)
        frame = self._frames[look]
        said = {
            "title": shown(data.title),
            "high": f"{data.axis.high:f}",
            "low": f"{data.axis.low:f}",
            "step": f"{data.axis.step:f}",
            "code": quoted(axis_format(data)),
            "years": _years(data),
        }
        pieces = frame.pieces.copy()
        for at, hole in enumerate(frame.holes):
            if hole.name == "labels":
                piece = _labels(frame, data, hole.series, width, height)
            elif hole.name == "values":
                piece = _values(data, hole.series)
            elif hole.name == "name":
                piece = _name(data, hole.series)
            else:
                piece = said[hole.name]
            if hole.prefix != "c:":
                piece = piece.replace("<c:", f"<{hole.prefix}").replace("</c:", f"</{hole.prefix}")
            pieces[2 * at + 1] = piece
        return "".join(pieces).encode()


def _letter(index: int) -> str:
    return chr(ord("B") + index)


def _name(data: ChartData, index: int) -> str:
    cache = _strings((data.series[index].name,))
    return f"<c:strRef><c:f>{SHEET}!${_letter(index)}$1</c:f>{cache}</c:strRef>"


def _years(data: ChartData) -> str:
    cache = _strings(data.categories)
    return f"<c:strRef><c:f>{SHEET}!$A$2:$A${len(data.categories) + 1}</c:f>{cache}</c:strRef>"


def _values(data: ChartData, index: int) -> str:
    series, letter = data.series[index], _letter(index)
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{value:f}</c:v></c:pt>'
        for number, value in enumerate(series.values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{SHEET}!${letter}$2:${letter}${len(data.categories) + 1}</c:f><c:numCache>"
        f"<c:formatCode>{shown(number_format(series.decimals, data.minus))}</c:formatCode>"
        f'<c:ptCount val="{len(series.values)}"/>{points}</c:numCache></c:numRef>'
    )


def _strings(texts: tuple[str, ...]) -> str:
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{shown(text)}</c:v></c:pt>' for number, text in enumerate(texts)
    )
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _labels(frame: Frame, data: ChartData, index: int, width: float, height: float) -> str:
    """Each number that a line's point is labelled with, where nothing else is drawn."""
    sides = label_sides(data, index, width, height)
    return "".join(
        frame.label(index, at, sides[at])
        if at in sides
        else f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
        for at, value in enumerate(data.series[index].values)
        if value is not None
    )
