"""Which sections share a page, and how dense and tall they are set. Pure: measures in, plan out.

The document itself keeps each section together (keep with next); the plan only decides the style
variant and the graphs' height so that two sections fill a page where they can.
"""

from msgspec import Struct

from kumareport.document import names
from kumareport.document.metrics import Metrics, StyleMetrics
from kumareport.document.tags import ChapterTags, SectionTags
from kumareport.document.vertical_labels import label_height

# Rows and boxes have padding and borders that no style states; measured on the standard template.
_ROW_PADDING = 3.2
_BOX_LABEL = 24.1
_BOX_MINIMUM = (56.7, 36.9)
_CELL_PADDING = 3.4
_UNIT_AND_MARK = 0.12
"""The part of the width that the columns of units and marks take."""
_BESIDE_GROUP = 0.55
"""The part of the names' width that is left beside the name of their group."""
# Graphs between 0.7 and 1.5 times the sample's height stay legible and in proportion.
_SHRINK, _STRETCH = 0.7, 1.5
_SECTION = 2
"""The depth of the parts that share a page by two."""
# Word and LibreOffice differ by a few lines a page; what is planned must fit in both.
_RESERVE = 9.0


class SectionPlan(Struct, frozen=True):
    """How one section is set.

    Attributes:
        dense: whether the （小） variants are used.
        graph_height: the height of each graph, in points.
        together: whether the section fits on one page and is kept together.
    """

    dense: bool
    graph_height: float
    together: bool


class _Section(Struct, frozen=True):
    """A section, and the height of what stands above its boxes, which no density changes."""

    tags: SectionTags
    above: float

    @classmethod
    def of(cls, tags: SectionTags, metrics: Metrics) -> "_Section":
        """A section as it is measured."""
        height = metrics.style(names.SECTION).height([tags.見出し], metrics.text_width)
        if tags.群:
            height += _table_height(tags, metrics)
        height += metrics.style(names.NOTE).height(list(tags.注), metrics.text_width)
        return cls(tags, height)


def plan_report(
    chapters: tuple[ChapterTags, ...], metrics: Metrics, graph_height: float
) -> list[SectionPlan]:
    """The plan of every section, in the report's order.

    Args:
        chapters: the template data.
        metrics: the template's measures.
        graph_height: the sample chart's height, in points.
    """
    plans: list[SectionPlan] = []
    for chapter in chapters:
        head = metrics.style(names.CHAPTER)
        first = head.pitch + head.before + head.after
        if all(part.深さ == _SECTION for part in chapter.部):
            plans += _plan_chapter(chapter.部, metrics, graph_height, first)
        else:
            room = metrics.page_height - _RESERVE
            plans += [_plan_part(part, metrics, graph_height, room) for part in chapter.部]
    return plans


def _plan_part(
    part: SectionTags, metrics: Metrics, graph_height: float, room: float
) -> SectionPlan:
    """A part among others of several depths, which follow one another as they come: it is kept
    together where a page holds it."""
    section = _Section.of(part, metrics)
    graphs = len(part.グラフの段) * graph_height
    fits = _height(section, metrics, dense=False) + graphs <= room
    return SectionPlan(dense=False, graph_height=graph_height, together=fits)


def _plan_chapter(
    parts: tuple[SectionTags, ...], metrics: Metrics, graph_height: float, used: float
) -> list[SectionPlan]:
    plans: list[SectionPlan] = []
    sections = [_Section.of(part, metrics) for part in parts]
    index = 0
    while index < len(sections):
        room = metrics.page_height - used - _RESERVE
        used = 0.0
        pair = sections[index : index + 2]
        plan = _fit(pair, metrics, graph_height, room) if len(pair) == 2 else None
        if plan is None:
            pair = pair[:1]
            plan = _fit(pair, metrics, graph_height, room)
        if plan is None:
            plan = [SectionPlan(dense=False, graph_height=graph_height, together=False)]
        plans += plan
        index += len(pair)
    return plans


def _fit(
    sections: list[_Section], metrics: Metrics, graph_height: float, room: float
) -> list[SectionPlan] | None:
    """The roomiest setting in which the sections share the room; None where none does."""
    rows = sum(len(section.tags.グラフの段) for section in sections)
    for dense in (False, True):
        left = room - sum(_height(section, metrics, dense=dense) for section in sections)
        if left < rows * graph_height * _SHRINK:
            continue
        # A page of its own is not stretched to the foot: white space is no fault there.
        stretch = _STRETCH if len(sections) > 1 else 1.25
        height = min(left / rows, graph_height * stretch) if rows else graph_height
        return [SectionPlan(dense, height, together=True) for _ in sections]
    return None


def _height(section: _Section, metrics: Metrics, *, dense: bool) -> float:
    """A section's height without its graphs."""
    height = section.above
    bullet = metrics.style(metrics.dense(names.BULLET) if dense else names.BULLET)
    box_width = metrics.text_width - _BOX_LABEL - _CELL_PADDING - bullet.size
    before, behind = metrics.around_bullet
    for number, box in enumerate(section.tags.枠):
        minimum = _BOX_MINIMUM[min(number, len(_BOX_MINIMUM) - 1)]
        texts = [before + text + behind for text in box.文]
        label = label_height(box.見出し, metrics.style(names.BOX_LABEL).size)
        height += max(minimum, label, bullet.height(texts, box_width) + _ROW_PADDING)
    height += 2 * metrics.style(names.GAP).pitch
    graph = metrics.style(names.GRAPH)
    # An inline graph stands on the base line: the descent below it belongs to the line.
    around = graph.before + graph.after + graph.size * 0.5
    return height + len(section.tags.グラフの段) * around


def _table_height(section: SectionTags, metrics: Metrics) -> float:
    """The indicator table: two header rows, then the tallest cell of each row."""
    columns = sum(cell.列数 for cell in section.群[0].行[0].値)
    names_width = max(metrics.text_width * 0.235, metrics.text_width * 0.6 - columns * 28) - 4
    column = (metrics.text_width * (1 - _UNIT_AND_MARK) - names_width) / columns - 4
    head = metrics.style(names.TABLE_HEAD)
    years = max((head.height([year.年度], column) for year in section.年度列), default=0.0)
    height = head.pitch + max(head.pitch, years) + 2 * _ROW_PADDING
    item, note = metrics.style(names.ITEM), metrics.style(names.ITEM_NOTE)
    value = metrics.style(names.VALUE)
    for group in section.群:
        total = 0.0
        width = names_width * (_BESIDE_GROUP if group.大項目 else 1)
        for row in group.行:
            name = item.height([row.名前], width) + note.height(list(row.注), width)
            tallest = max((_value_height(cell.表示, value, column) for cell in row.値), default=0.0)
            total += max(name, tallest, item.pitch * 1.4) + _ROW_PADDING
        shared = item.height([group.大項目], metrics.text_width * 0.11) + _ROW_PADDING
        height += max(total, shared)
    return height


def _value_height(shown: str, style: StyleMetrics, width: float) -> float:
    """Of a cell with a value: numbers do not wrap, remarks do."""
    if "※" not in shown:
        return style.pitch * (shown.count("\n") + 1)
    lines = shown.split("\n")
    wrapped = [style.height([line], width) for line in lines if line.startswith("※")]
    return sum(wrapped) + style.pitch * (len(lines) - len(wrapped))
