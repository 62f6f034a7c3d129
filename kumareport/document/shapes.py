"""Tables of one shape are finished once.

The first table of a shape is finished as a tree, with tokens where its texts stand; those of the same shape
and widths are written from its outcome, and stand in the file only when it is saved. A table with anything
but plain cells is unfolded, and finished as a tree.
"""

from collections.abc import Collection, Iterator

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl

from kumareport.document.anchors import span_of_node
from kumareport.document.elements import new_element, tree_with_classes
from kumareport.document.filled_table import (
    ID_AT,
    NAME_AT,
    TEXT_AT,
    Filled,
    FinishedShape,
    ShapeLine,
    as_read,
)
from kumareport.document.folding import PLACE, Folded
from kumareport.document.layout import SectionPlan
from kumareport.document.metrics import Metrics
from kumareport.document.table_finish import apply_plan, finish_table, remember
from kumareport.document.table_grid import empty_continued, lines_of, widest_line
from kumareport.document.table_layout import CellKinds
from kumareport.model.anchor import Anchor, Kind
from kumareport.office.package.package import XmlElement, xml_bytes
from kumareport.office.word.bookmarks import put_around
from kumareport.office.word.computed_fields import style_of
from kumareport.office.word.word_names import character
from kumareport.patterns import regex

_CLOSE = "\ufddb"
_TOKEN = regex(f"{TEXT_AT}([0-9]+){_CLOSE}")
_ANY_TOKEN = regex(f"([{TEXT_AT}{ID_AT}{NAME_AT}])([0-9]+){_CLOSE}")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_P, _T, _TC, _TR = (qn(f"w:{name}") for name in ("p", "t", "tc", "tr"))


class _TokenKinds(CellKinds):
    """The cells of a table with tokens for its texts."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self._texts = texts
        self.said: list[str] = []

    def widest(self, cell: XmlElement) -> float:
        """How wide the widest line of a cell is, as it will read."""
        said = "\n".join(lines_of(cell))
        self.said.append(said)
        return _widest(_hole_of(said), self._texts)


def _hole_of(said: str) -> int | str:
    """The text that is all that a cell says, or what it says, with tokens."""
    token = _TOKEN.fullmatch(said.strip("\n"))
    return said if token is None else int(token[1])


def _widest(said: int | str, texts: list[str]) -> float:
    if isinstance(said, int):
        return widest_line(texts[said].split("\n"))
    return widest_line(_TOKEN.sub(lambda found: texts[int(found[1])], said).split("\n"))


_Measured = list[tuple[int, bool, int | str]]
_Shape = tuple[tuple[str, ...], tuple[Kind, ...], bool, int]


class Shapes:
    """The shapes of one report's tables.

    Args:
        folded: the tables.
        root: the opening tag of the body's part.
        odd: styles of paragraphs that say other letters than stand in them.
        apart: places whose paragraphs are needed as elements.
    """

    def __init__(
        self, folded: list[Folded], root: str, odd: Collection[str], apart: Collection[Anchor]
    ) -> None:
        self._folded = folded
        self._root = root, f"</{root[1:].split()[0].rstrip('>')}>"
        self._odd, self._apart = odd, apart
        self._measured: dict[_Shape, _Measured | None] = {}
        self._outcomes: dict[tuple[_Shape, tuple[float, ...]], FinishedShape] = {}
        self._filled: dict[int, Filled] = {}

    def fill(self, place: XmlElement, plan: SectionPlan | None, page: Metrics) -> Filled | None:
        """The table of a place, finished; None where it has to be a tree."""
        number = int(place.get("n", ""))
        folded = self._folded[number]
        is_cut = plan is not None and not plan.together
        if is_cut or any(anchor in self._apart for anchor in folded.anchors):
            return None
        texts = list(map(as_read, folded.raw))
        is_dense = plan is not None and plan.dense
        kinds = tuple(anchor.kind for anchor in folded.anchors)
        shape = folded.literals, kinds, is_dense, id(page)
        outcome: FinishedShape | None = None
        if shape in self._measured:
            measured = self._measured[shape]
            if measured is None:
                return None
            outcome = self._outcomes.get((shape, _most(measured, texts)))
        if outcome is None:
            outcome = self._finish(folded, shape, texts, plan, page)
        if outcome is None:
            return None
        filled = self._filled[number] = Filled(folded, outcome, texts)
        if words := filled.last_words():
            # Objects behind the table say where they stand by these.
            holder = place
            for tag in ("w:p", "w:r", "w:t"):
                holder.append(inner := new_element(tag))
                holder = inner
            holder.text = words
        return filled

    def unfold(self, place: XmlElement) -> XmlElement:
        """Put the table of a place there as a tree."""
        head, tail = self._root
        table = tree_with_classes(f"{head}{self._folded[int(place.get('n', ''))].xml}{tail}")[0]
        parent = place.getparent()
        assert parent is not None
        parent.replace(place, table)
        return table

    def of(self, place: XmlElement) -> Filled:
        """The finished table of a place."""
        return self._filled[int(place.get("n", ""))]

    def unfolded(self, data: bytes) -> bytes:
        """A saved part with the finished tables in their places."""
        return PLACE.sub(lambda found: self._filled[int(found[1])].xml().encode(), data)

    def _finish(
        self,
        folded: Folded,
        shape: _Shape,
        texts: list[str],
        plan: SectionPlan | None,
        page: Metrics,
    ) -> FinishedShape | None:
        self._measured[shape] = None
        tokens = (f"{TEXT_AT}{n}{_CLOSE}" for n in range(len(texts)))
        pairs = zip(folded.literals, (*tokens, ""), strict=True)
        root = tree_with_classes("".join((self._root[0], *(p for pair in pairs for p in pair), self._root[1])))  # fmt: skip
        table = root[0]
        if not isinstance(table, CT_Tbl):
            return None
        kinds = _TokenKinds(texts)
        empty_continued(table)
        paragraphs = _holes(table, folded, kinds)
        if paragraphs is None:
            return None
        finish_table(table, kinds, page)
        if plan is not None:
            apply_plan(table, plan, page)
        if self._odd and any(style_of(paragraph) in self._odd for paragraph in table.iter(_P)):
            return None
        story = list(_story(table, paragraphs))
        for paragraph, hole in paragraphs.items():
            put_around(paragraph, f"{ID_AT}{hole}{_CLOSE}", f"{NAME_AT}{hole}{_CLOSE}")
        outcome = _outcome_of(xml_bytes(root).decode(), paragraphs, story)
        heads = ((column, is_head) for column, is_head, _ in kinds.unbroken)
        measured = [(*one, _hole_of(said)) for one, said in zip(heads, kinds.said, strict=True)]
        self._measured[shape] = measured
        self._outcomes[shape, _most(measured, texts)] = outcome
        return outcome


def _holes(table: CT_Tbl, folded: Folded, kinds: CellKinds) -> dict[XmlElement, int] | None:
    """The paragraphs that print a text, by its number; None where one prints other words too."""
    found: dict[XmlElement, int] = {}
    for node in table.iter(_T):
        if TEXT_AT not in (node.text or ""):
            continue
        token = _TOKEN.fullmatch(node.text or "")
        if token is None or node.get(_XML_SPACE) != "preserve":
            return None
        hole = int(token[1])
        span = span_of_node(folded.anchors[hole], node, 0)
        if not span.is_bare:
            return None
        found[span.paragraph] = hole
        remember(kinds, span.anchor, span.paragraph)
    return found


def _story(table: CT_Tbl, holes: dict[XmlElement, int]) -> Iterator[ShapeLine]:
    for row, line in enumerate(table.iterchildren(_TR), 1):
        for number, cell in enumerate(line.iterchildren(_TC), 1):
            for paragraph in cell.iterchildren(_P):
                node = next(paragraph.iter(_T), None)
                words = "" if node is None else character(node) or ""
                yield ShapeLine(row, number, holes.get(paragraph, -1), words)


def _outcome_of(whole: str, holes: dict[XmlElement, int], story: list[ShapeLine]) -> FinishedShape:
    start, end = whole.index("<w:tbl"), whole.rindex("</w:tbl>")
    parts = _ANY_TOKEN.split(whole[start : end + len("</w:tbl>")])
    slots = [(kind, int(hole)) for kind, hole in zip(parts[1::3], parts[2::3], strict=True)]
    pieces = [piece for literal in parts[::3] for piece in (literal, "")][:-1]
    return FinishedShape(pieces, slots, list(holes.values()), story)


def _most(measured: _Measured, texts: list[str]) -> tuple[float, ...]:
    """The widest line of each column, of heads and of values."""
    most: dict[tuple[int, bool], float] = {}
    for column, is_head, said in measured:
        key = column, is_head
        most[key] = max(most.get(key, 0.0), _widest(said, texts))
    return tuple(most.values())
