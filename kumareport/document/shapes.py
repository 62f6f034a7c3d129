"""Tables of one shape are finished once.

The first table of a shape is finished as a tree, with tokens where its texts and widths stand; all tables of
the shape are written from that, and stand in the file only when it is saved. A table with anything but plain
cells is unfolded, and finished as a tree.
"""

from collections.abc import Collection, Iterator

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from msgspec import Struct

from kumareport.document import names
from kumareport.document.anchors import span_of_node
from kumareport.document.elements import tree_with_classes
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
from kumareport.document.table_grid import Row, Widths, empty_continued, lines_of, widest_line
from kumareport.document.table_layout import CellKinds, Columns, Fitted, Widest
from kumareport.model.anchor import Anchor, Kind
from kumareport.office.package.package import XmlElement, xml_bytes
from kumareport.office.package.text import quoted
from kumareport.office.word.bookmarks import put_around
from kumareport.office.word.computed_fields import style_of
from kumareport.office.word.word_names import character
from kumareport.patterns import regex

_WIDTH_AT, _STYLE_AT, _CLOSE = "\ufddc", "\ufddd", "\ufddb"
_TOKEN = regex(f"{TEXT_AT}([0-9]+){_CLOSE}")
_ANY_TOKEN = regex(f"([{TEXT_AT}{ID_AT}{NAME_AT}{_WIDTH_AT}{_STYLE_AT}])([0-9-]*){_CLOSE}")
_DECIDED = (_WIDTH_AT, _STYLE_AT)
"""What all tables have in common whose widest lines are alike."""
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_P, _R, _T, _TC, _TR = (qn(f"w:{name}") for name in ("p", "r", "t", "tc", "tr"))


class _TokenWidths(Widths):
    """Widths that are not known yet."""

    def between(self, start: int, end: int) -> str:
        """A token for the width."""
        return f"{_WIDTH_AT}{start}-{end}{_CLOSE}"


class _TokenKinds(CellKinds):
    """The cells of a table with tokens for its texts and widths.

    Attributes:
        columns: of a table of values.
        measured: the cells that decide how wide they are: column, whether a head, and what it says.
    """

    def __init__(self) -> None:
        super().__init__()
        self.columns: Columns | None = None
        self.measured: list[tuple[int, bool, int | str]] = []

    def fitted(self, columns: Columns, rows: list[Row], metrics: Metrics) -> Fitted:
        """Tokens for what is decided by the texts of each table."""
        self.columns = columns
        self.measured = [
            (at, is_head, _hole_of(lines_of(cell))) for at, is_head, cell in self.unbroken(rows)
        ]
        return Fitted(_TokenWidths([0.0] * len(columns.drawn)), f"{_STYLE_AT}{_CLOSE}")


def _hole_of(lines: list[str]) -> int | str:
    """The text that is all that a cell says, or what it says, with tokens."""
    said = "\n".join(lines)
    token = _TOKEN.fullmatch(said.strip("\n"))
    return said if token is None else int(token[1])


class _Pattern(Struct, frozen=True):
    """A finished table of a shape.

    Attributes:
        pieces: its XML, cut at the tokens.
        slots: the tokens: at which piece, of which kind, and what they name.
        holes: the texts that are printed, in order.
        story: its paragraphs.
        columns: of a table of values.
        measured: as in :class:`_TokenKinds`.
    """

    pieces: list[str]
    slots: list[tuple[int, str, str]]
    holes: list[int]
    story: list[ShapeLine]
    columns: Columns | None
    measured: list[tuple[int, bool, int | str]]

    def widest(self, texts: list[str]) -> dict[tuple[int, bool], float]:
        """The widest line of each column, of heads and of values, in a table with these texts."""
        most: dict[tuple[int, bool], float] = {}
        for column, is_head, said in self.measured:
            if isinstance(said, int):
                said = texts[said]
            else:
                said = _TOKEN.sub(lambda found: texts[int(found[1])], said)
            width = widest_line(said.split("\n"))
            most[column, is_head] = max(most.get((column, is_head), 0.0), width)
        return most

    def outcome(self, widest: Widest, metrics: Metrics) -> FinishedShape:
        """The finished shape of the tables with such lines."""
        fitted = None if self.columns is None else self.columns.fitted(widest, metrics)
        pieces = self.pieces.copy()
        slots: list[tuple[int, str, int]] = []
        for at, kind, named in self.slots:
            if kind not in _DECIDED:
                slots.append((at, kind, int(named)))
            elif fitted is not None and kind == _STYLE_AT:
                pieces[at] = quoted(fitted.style)
            elif fitted is not None:
                start, end = named.split("-")
                pieces[at] = fitted.widths.between(int(start), int(end))
        return FinishedShape(pieces, slots, self.holes, self.story)


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
        self._odd, self._apart = odd, frozenset(apart)
        self._patterns: dict[_Shape, _Pattern | None] = {}
        self._outcomes: dict[tuple[_Shape, tuple[float, ...]], FinishedShape] = {}
        self._filled: dict[int, Filled] = {}

    def fill(self, place: XmlElement, plan: SectionPlan | None, page: Metrics) -> Filled | None:
        """The table of a place, finished; None where it has to be a tree."""
        number = int(place.get("n", ""))
        folded = self._folded[number]
        is_cut = plan is not None and not plan.together
        if is_cut or not self._apart.isdisjoint(folded.anchors):
            return None
        texts = list(map(as_read, folded.raw))
        is_dense = plan is not None and plan.dense
        shape = folded.literals, folded.kinds, is_dense, id(page)
        if shape not in self._patterns:
            self._patterns[shape] = self._finished(folded, plan, page)
        pattern = self._patterns[shape]
        if pattern is None:
            return None
        widest = pattern.widest(texts)
        key = shape, tuple(widest.values())
        outcome = self._outcomes.get(key)
        if outcome is None:
            outcome = self._outcomes[key] = pattern.outcome(widest, page)
        filled = self._filled[number] = Filled(folded, outcome, texts)
        if words := filled.last_words():
            # Objects behind the table say where they stand by these.
            holder = place
            for tag in (_P, _R, _T):
                holder.append(inner := holder.makeelement(tag))
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

    def _finished(self, folded: Folded, plan: SectionPlan | None, page: Metrics) -> _Pattern | None:
        """A table of a new shape, finished; None where its shape has to be a tree."""
        tokens = (f"{TEXT_AT}{n}{_CLOSE}" for n in range(len(folded.raw)))
        pairs = zip(folded.literals, (*tokens, ""), strict=True)
        root = tree_with_classes("".join((self._root[0], *(p for pair in pairs for p in pair), self._root[1])))  # fmt: skip
        table = root[0]
        if not isinstance(table, CT_Tbl):
            return None
        kinds = _TokenKinds()
        empty_continued(table)
        paragraphs = _holes(table, folded, kinds)
        if paragraphs is None:
            return None
        finish_table(table, kinds, page)
        if plan is not None:
            apply_plan(table, plan, page)
        of_values = page.style_id(names.VALUE), page.style_id(page.dense(names.VALUE))
        styles = {*map(style_of, table.iter(_P)), *(of_values if kinds.columns else ())}
        if not styles.isdisjoint(self._odd):
            return None
        story = list(_story(table, paragraphs))
        for paragraph, hole in paragraphs.items():
            put_around(paragraph, f"{ID_AT}{hole}{_CLOSE}", f"{NAME_AT}{hole}{_CLOSE}")
        whole = xml_bytes(root).decode()
        xml = whole[whole.index("<w:tbl") : whole.rindex("</w:tbl>") + len("</w:tbl>")]
        parts = _ANY_TOKEN.split(xml)
        pieces = [piece for literal in parts[::3] for piece in (literal, "")][:-1]
        tokens = zip(range(1, len(pieces), 2), parts[1::3], parts[2::3], strict=True)
        return _Pattern(
            pieces, list(tokens), list(paragraphs.values()), story, kinds.columns, kinds.measured
        )


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
                yield ShapeLine(f"{row}.{number}", holes.get(paragraph, -1), words)
