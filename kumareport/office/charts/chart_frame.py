"""The frame of a chart: a sample of a template as text, with holes for what the data say.

The charts of a report differ in their data alone: how the sample looks with so many series, with a title or
without, is worked out once.
"""

import copy
import re

from lxml import etree
from msgspec import Struct

from kumareport.office.package.package import XmlElement, xml_bytes
from kumareport.patterns import regex

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LEAST = 700
"""Hundredths of a point: smaller letters are not legible in print."""
_SHOWN = ("numFmt", "spPr", "txPr", "showLegendKey", "showVal", "showCatName", "showSerName",
          "showPercent", "showBubbleSize", "separator")  # fmt: skip
_OF_DATES = ("baseTimeUnit", "majorTimeUnit", "minorTimeUnit", "majorUnit", "minorUnit")
_OPEN, _CLOSE, _POINT, _SIDE = "\ufdd8", "\ufddb", "\ufdd9", "\ufdda"
"""Marks of holes, and of the point and the side of a label. They are never text."""
_HOLE = regex(f"<([^<>/]*)hole>{_OPEN}([a-z]+)([0-9]*){_CLOSE}</[^<>]*>|{_OPEN}([a-z]+){_CLOSE}")
_LABEL = regex(rf'<([^<>/ ]*)dLbl><[^<>]* val="{_POINT}([0-9]+){_CLOSE}"/>.*?</\1dLbl>', re.DOTALL)


class ChartLook(Struct, frozen=True):
    """What charts have in common that have one frame.

    Attributes:
        series: the sample's series whose looks they take, each by its number.
        has_title: whether they have one.
        is_crowded: whether the labels below stand on end.
    """

    series: tuple[int, ...]
    has_title: bool
    is_crowded: bool


class Gap(Struct, frozen=True):
    """A place for what the data say.

    Attributes:
        name: ``title``, ``high``, ``low``, ``step`` or ``code`` (of the numbers at the axis); or of a series
            ``name``, ``years``, ``values`` or ``labels``.
        series: its number.
        prefix: of the elements to be put in.
    """

    name: str
    series: int
    prefix: str


class Frame(Struct, frozen=True):
    """A frame.

    Attributes:
        pieces: its XML, cut at the holes; every second piece is to be put in.
        holes: in order.
        labels: the label of a point of a series that labels them.
    """

    pieces: list[str]
    holes: list[Gap]
    labels: dict[int, str]

    def label(self, series: int, at: int, side: str) -> str:
        """The label of a point, at a side of it."""
        return self.labels[series].replace(_POINT, str(at)).replace(_SIDE, side)


def frame_of(sample: XmlElement, look: ChartLook) -> Frame:
    """The frame of a sample chart (``c:chartSpace``)."""
    root = copy.deepcopy(sample)
    chart = root.find(f"{_C}chart")
    assert chart is not None
    _set_title(chart, look.has_title)
    elements = chart.findall(f".//{_C}ser")
    for number, element in enumerate(_enough_series(elements, max(look.series, default=-1) + 1)):
        if number in look.series:
            _set_series(element, look.series.index(number))
        else:
            _remove(element)
    _drop_empty_plots(chart)
    _set_axes(chart, look.is_crowded)
    _open_labels(chart)
    legend = chart.find(f"{_C}legend")
    if legend is not None and len(look.series) == 1:
        chart.remove(legend)
    _keep_legible(root)
    return _cut(xml_bytes(root).decode())


def _cut(xml: str) -> Frame:
    labels: dict[int, str] = {}

    def kept(found: re.Match[str]) -> str:
        number, whole = found[2], found[0]
        labels[int(number)] = whole.replace(f"{_POINT}{number}{_CLOSE}", _POINT)
        return f"<{found[1]}hole>{_OPEN}labels{number}{_CLOSE}</{found[1]}hole>"

    parts = _HOLE.split(_LABEL.sub(kept, xml))
    holes = [
        Gap(name or alone, int(number or 0), prefix or "")
        for prefix, name, number, alone in zip(*(parts[n::5] for n in range(1, 5)), strict=True)
    ]
    pieces = [piece for literal in parts[::5] for piece in (literal, "")][:-1]
    return Frame(pieces, holes, labels)


def _token(name: str) -> str:
    return f"{_OPEN}{name}{_CLOSE}"


def _remove(element: XmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _enough_series(elements: list[XmlElement], wanted: int) -> list[XmlElement]:
    """The sample's series, the last one repeated where there are more data than looks."""
    while elements and len(elements) < wanted:
        fresh = copy.deepcopy(elements[-1])
        for extension in fresh.findall(f"{_C}extLst"):
            fresh.remove(extension)  # It holds an id that is to be unique.
        elements[-1].addnext(fresh)
        elements.append(fresh)
    return elements


def _set_title(chart: XmlElement, has_title: bool) -> None:
    element = chart.find(f"{_C}title")
    deleted = chart.find(f"{_C}autoTitleDeleted")
    if deleted is None:
        deleted = etree.Element(f"{_C}autoTitleDeleted")
        chart.insert(0 if element is None else 1, deleted)
    deleted.set("val", "0" if has_title else "1")
    if element is None:
        return
    if not has_title:
        chart.remove(element)
        return
    runs = element.findall(f".//{_A}r")
    for extra in runs[1:]:
        _remove(extra)
    text = runs[0].find(f"{_A}t") if runs else None
    if text is not None:
        text.text = _token("title")


def _set_series(element: XmlElement, index: int) -> None:
    for number in ("idx", "order"):
        at = element.find(f"{_C}{number}")
        if at is not None:
            at.set("val", str(index))
    for tag, name in (("tx", "name"), ("cat", "years"), ("val", "values")):
        holder = element.find(f"{_C}{tag}")
        if holder is not None:
            for child in list(holder):
                holder.remove(child)
            etree.SubElement(holder, f"{_C}hole").text = _token(f"{name}{index}")


def _drop_empty_plots(chart: XmlElement) -> None:
    """Remove the plots that have no series left, and the axes that only they used."""
    area = chart.find(f"{_C}plotArea")
    assert area is not None
    plots = [child for child in area if str(child.tag).endswith("Chart")]
    full = [plot for plot in plots if plot.find(f"{_C}ser") is not None]
    if not full or len(full) == len(plots):
        return
    used = {axis.get("val") for plot in full for axis in plot.findall(f"{_C}axId")}
    for child in list(area):
        key = child.find(f"{_C}axId")
        is_axis = str(child.tag).endswith("Ax")
        if (child in plots and child not in full) or (
            is_axis and key is not None and key.get("val") not in used
        ):
            area.remove(child)


def _set_axes(chart: XmlElement, is_crowded: bool) -> None:
    """Set the range, the ticks and the numbers of the value axes, all alike: two scales for one unit
    would mislead."""
    for axis in chart.findall(f".//{_C}valAx"):
        _set_values(axis)
    for axis in chart.findall(f".//{_C}dateAx"):
        axis.tag = f"{_C}catAx"
        for name in _OF_DATES:
            for element in axis.findall(f"{_C}{name}"):
                axis.remove(element)
    is_level = any(one.get("val") == "bar" for one in chart.iter(f"{_C}barDir"))
    for axis in chart.findall(f".//{_C}catAx"):
        _show_all(axis)
        if is_crowded and not is_level:
            for body in axis.findall(f"{_C}txPr/{_A}bodyPr"):
                body.set("rot", "-5400000")


def _set_values(axis: XmlElement) -> None:
    scaling = axis.find(f"{_C}scaling")
    if scaling is not None:
        for name in ("logBase", "max", "min"):
            for old in scaling.findall(f"{_C}{name}"):
                scaling.remove(old)
        # CT_Scaling: logBase, orientation, max, min.
        for name, value in (("max", "high"), ("min", "low")):
            etree.SubElement(scaling, f"{_C}{name}", val=_token(value))
    for name in ("majorUnit", "minorUnit", "dispUnits"):
        for old in axis.findall(f"{_C}{name}"):
            axis.remove(old)
    # CT_ValAx: … crosses, crossBetween, majorUnit.
    step = etree.Element(f"{_C}majorUnit", val=_token("step"))
    before = axis.find(f"{_C}crossBetween")
    axis.insert(len(axis) if before is None else axis.index(before) + 1, step)
    shown = axis.find(f"{_C}numFmt")
    if shown is not None:
        shown.set("formatCode", _token("code"))
        shown.set("sourceLinked", "0")


def _show_all(axis: XmlElement) -> None:
    """No year may go unnamed."""
    for name in ("tickLblSkip", "tickMarkSkip"):
        for old in axis.findall(f"{_C}{name}"):
            axis.remove(old)
    # CT_CatAx: … lblOffset, tickLblSkip, tickMarkSkip, noMultiLvlLbl, extLst.
    at = [n for n, child in enumerate(axis) if child.tag in (f"{_C}noMultiLvlLbl", f"{_C}extLst")]
    axis.insert(at[0] if at else len(axis), etree.Element(f"{_C}tickLblSkip", val="1"))


def _open_labels(chart: XmlElement) -> None:
    """Let each number that a line's point is labelled with have a label of its own."""
    for element in chart.findall(f".//{_C}lineChart/{_C}ser"):
        labels, index = element.find(f"{_C}dLbls"), element.find(f"{_C}idx")
        shows = None if labels is None else labels.find(f"{_C}showVal")
        if labels is None or index is None or shows is None or shows.get("val") == "0":
            continue
        for old in labels.findall(f"{_C}dLbl"):
            labels.remove(old)
        labels.insert(0, _label(labels, f"{_POINT}{index.get('val', '0')}{_CLOSE}"))


def _label(labels: XmlElement, point: str) -> XmlElement:
    """A label of its own (CT_DLbl) with the look of its series' labels."""
    label = etree.Element(f"{_C}dLbl")
    etree.SubElement(label, f"{_C}idx", val=point)
    for name in _SHOWN:
        if name == "showLegendKey":
            etree.SubElement(label, f"{_C}dLblPos", val=_SIDE)
        found = labels.find(f"{_C}{name}")
        if found is not None:
            label.append(copy.deepcopy(found))
    return label


def _keep_legible(root: XmlElement) -> None:
    """Let no letters be smaller than can be read in print."""
    for properties in root.iter(f"{_A}defRPr", f"{_A}rPr", f"{_A}endParaRPr"):
        size = properties.get("sz")
        if size is not None and size.isdecimal() and int(size) < _LEAST:
            properties.set("sz", str(_LEAST))
