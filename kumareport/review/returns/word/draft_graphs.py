"""The graphs of a Word file that was issued before graphs were recorded: which it must have had."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from kumareport import notation
from kumareport.model.anchor import Kind
from kumareport.model.holding import Holding
from kumareport.model.issued import IssuedDraft, IssuedPart
from kumareport.model.period import Role
from kumareport.model.report import Report
from kumareport.office.word.word_holdings import GRAPH

_GRAPH_NUMBERS = 2
"""How many numbers an indicator needs among base and actuals for a graph."""
_EMPTY = 3
"""A section with graphs has at least so many empty paragraphs outside its tables."""


class _Drawn(Struct, frozen=True):
    """A graph that was issued: whose, and the numbers that it must show."""

    name: str
    section: str
    numbers: Counter[Decimal]


def unrecorded_graphs(issued: IssuedDraft, graphs: Sequence[Holding], report: Report) -> tuple[list[Holding], list[Holding]]:  # fmt: skip
    """What became of the graphs of a file that did not record them.

    Args:
        issued: the file as issued.
        graphs: the graphs that it has now.
        report: the report now: it tells for which indicators none is wanted.

    Returns:
        The graphs that are new or whose data was changed, and those that are gone.
    """
    left = list(graphs)
    wanted = list(_drawn(issued, report))
    gone: list[_Drawn] = []
    changed: list[Holding] = []
    for graph in wanted:
        found = _graph_of(graph, left)
        if found is None:
            gone.append(graph)
            continue
        left.remove(found)
        if graph.numbers - _numbers(found.text):
            changed.append(found)
    has_summary = any(a.anchor and a.anchor.kind is Kind.SUMMARY for a in _anchored(issued))
    if not graphs and not _leaves_room(issued, wanted):
        gone = []
    # One that is neither known by its words nor by its numbers was drawn from other years.
    spare = min(len(gone), len(left))
    return [*changed, *left[spare + has_summary :]], [
        Holding(GRAPH, f"指標「{graph.name}」のグラフ") for graph in gone[spare:]
    ]


def _drawn(issued: IssuedDraft, report: Report) -> Iterator[_Drawn]:
    without = {
        row.id for _, section in report.parts() for row in section.indicators if not row.has_chart
    }
    names: dict[str, tuple[str, str]] = {}
    numbers: dict[str, Counter[Decimal]] = {}
    section = ""
    for part in _anchored(issued):
        anchor = part.anchor
        if anchor is None:
            continue
        if anchor.kind in (Kind.SECTION, Kind.SECTION_TITLE):
            section = anchor.record
        elif anchor.kind is Kind.NAME and not anchor.detail:
            names.setdefault(anchor.record, (part.text, section))
        elif anchor.kind is Kind.VALUE and anchor.detail.startswith((Role.BASE, Role.ACTUAL)):
            number = notation.parse(part.text).number
            if number is not None:
                numbers.setdefault(anchor.record, Counter())[number] += 1
    for record, found in numbers.items():
        if found.total() >= _GRAPH_NUMBERS and record in names and record not in without:
            yield _Drawn(*names[record], found)


def _anchored(issued: IssuedDraft) -> Iterable[IssuedPart]:
    return (part for paragraph in issued.paragraphs for part in paragraph.anchored)


def _graph_of(drawn: _Drawn, graphs: Sequence[Holding]) -> Holding | None:
    # Alternative texts of the version before name no unit.
    said = (f"。{drawn.name}：", f"。{drawn.name}（単位：")
    named = next((graph for graph in graphs if any(text in graph.place for text in said)), None)
    if named is not None:
        return named
    return next((graph for graph in graphs if not drawn.numbers - _numbers(graph.text)), None)


def _numbers(text: str) -> Counter[Decimal]:
    found: Counter[Decimal] = Counter()
    for word in text.split():
        try:
            found[Decimal(word)] += 1
        except InvalidOperation:
            continue
    return found


def _leaves_room(issued: IssuedDraft, wanted: Sequence[_Drawn]) -> bool:
    """Whether the template prints graphs at all, for a file that has none left: there is a paragraph
    for them."""
    empty: Counter[str] = Counter()
    section = ""
    for paragraph in issued.paragraphs:
        for part in paragraph.anchored:
            if part.anchor is not None and part.anchor.kind in (Kind.SECTION, Kind.SECTION_TITLE):
                section = part.anchor.record
        if paragraph.cell.story == "本文" and not paragraph.cell.path and not paragraph.text:
            empty[section] += 1
    return any(empty[graph.section] >= _EMPTY for graph in wanted)
