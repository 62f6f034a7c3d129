"""Tables of one shape are finished once.

The sections of a report print the same table again and again, with other texts. Such tables are taken out
of the rendered body before it is read (folded). The first of a shape is finished as a tree, with tokens
where its texts stand; those of the same shape and widths are written from its outcome, and stand in the
file only when it is saved. A table with anything but plain cells is unfolded, and finished as a tree.
"""

import re
from collections.abc import Collection, Iterator
from html import escape, unescape

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from lxml import etree
from msgspec import Struct, field

from kumareport.document.anchors import MARKED, MARKS, Marker, span_of_node
from kumareport.document.elements import tree_with_classes
from kumareport.document.layout import SectionPlan
from kumareport.document.metrics import Metrics
from kumareport.document.table_finish import apply_plan, finish_table, remember
from kumareport.document.table_grid import empty_continued, lines_of, widest_line
from kumareport.document.table_layout import CellKinds
from kumareport.model.anchor import Anchor, Kind
from kumareport.model.issued import CellPlace, IssuedParagraph, IssuedPart
from kumareport.office.package.package import XmlElement
from kumareport.office.word.bookmarks import put_around
from kumareport.office.word.computed_fields import style_of
from kumareport.office.word.word_names import character

_SPACE = "urn:kumareport:folded"
FOLDED = f"{{{_SPACE}}}table"
_PLACE = re.compile(
    rb'<k:table xmlns:k="urn:kumareport:folded" n="([0-9]+)"(?:/>|>.*?</k:table>)', re.DOTALL
)
_EDGE = re.compile(r"<w:tbl(?=[ >])|</w:tbl>")
_BEYOND = ("<w:txbxContent", "<w:fldChar", "<w:fldSimple", "<w:instrText")
"""What looks through whole bodies, tables included; in such a body nothing is folded."""
_KINDS = {Kind.VALUE, Kind.NAME, Kind.NAME_NOTE, Kind.UNIT, Kind.HEAD, Kind.GROUP, Kind.MARK}
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TEXT_AT, _ID_AT, _NAME_AT, _CLOSE = "\ufdd8", "\ufdd9", "\ufdda", "\ufddb"
_TOKEN = re.compile(f"{_TEXT_AT}([0-9]+){_CLOSE}")
_ANY_TOKEN = re.compile(f"([{_TEXT_AT}{_ID_AT}{_NAME_AT}])([0-9]+){_CLOSE}")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_P, _R, _T, _TC, _TR = (qn(f"w:{name}") for name in ("p", "r", "t", "tc", "tr"))
_PROPERTIES = re.compile(
    r"<w:(tblPr|tblGrid|trPr|tcPr|pPr)(?: [^<>]*)?(?:/>|>.*?</w:\1>)", re.DOTALL
)
_TAG = re.compile(r"<(/?[\w:]+)")
_PLAIN_TAGS = {
    f"{slash}w:{name}" for slash in ("", "/") for name in ("tbl", "tr", "tc", "p", "r", "t")
}
_TWICE = ("</w:r><w:r", "</w:t><w:t")


class Folded(Struct, frozen=True):
    """A table that was taken out.

    Attributes:
        literals: what stands around its texts, as XML.
        numbers: those of its marks.
        anchors: what its texts print.
        raw: its texts as XML.
    """

    literals: tuple[str, ...]
    numbers: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    raw: tuple[str, ...]

    @property
    def xml(self) -> str:
        """The table as it was rendered."""
        marked = (
            MARKED.format(number, text) for number, text in zip(self.numbers, self.raw, strict=True)
        )
        return "".join(
            piece for pair in zip(self.literals, (*marked, ""), strict=True) for piece in pair
        )


class _Line(Struct, frozen=True):
    """A paragraph of a shape: its row and cell, the text that it prints, or the template's words."""

    row: int
    cell: int
    hole: int
    words: str


class _Outcome(Struct, frozen=True):
    """A finished shape.

    Attributes:
        pieces: its XML, cut at the tokens; every second piece is to be put in.
        slots: what is to be put in: a kind of token and the number of the text.
        holes: the texts that are printed, in order: those of cells that continue a merge are not.
        story: its paragraphs.
    """

    pieces: list[str]
    slots: list[tuple[str, int]]
    holes: list[int]
    story: list[_Line]


class Filled(Struct, eq=False):
    """A table of a known outcome, with its own texts and bookmarks."""

    folded: Folded
    outcome: _Outcome
    texts: list[str]
    names: dict[int, tuple[str, str]] = field(default_factory=dict[int, tuple[str, str]])

    def xml(self) -> str:
        """The table as it is to stand in the file."""
        pieces = self.outcome.pieces.copy()
        for at, (kind, hole) in enumerate(self.outcome.slots):
            if kind == _TEXT_AT:
                raw = self.folded.raw[hole]
                pieces[2 * at + 1] = raw if "&" not in raw else _as_xml(self.texts[hole])
            else:
                pieces[2 * at + 1] = self.names[hole][kind == _NAME_AT]
        return "".join(pieces)

    def issued(self, around: CellPlace, number: int, box: str) -> Iterator[IssuedParagraph]:
        """What its paragraphs say; it is a table of that number in what stands around it."""
        anchors = self.folded.anchors
        for line in self.outcome.story:
            place = CellPlace(around.story, (*around.path, number, line.row, line.cell))
            if line.hole >= 0:
                part = IssuedPart(
                    self.texts[line.hole], anchors[line.hole], self.names[line.hole][1]
                )
                yield IssuedParagraph(place, (part,), box)
            else:
                yield IssuedParagraph(place, (IssuedPart(line.words),) if line.words else (), box)

    def last_words(self) -> str:
        """What its last paragraph with words says."""
        for line in reversed(self.outcome.story):
            text = self.texts[line.hole].replace("\n", "") if line.hole >= 0 else line.words
            if text.strip():
                return text
        return ""


def fold(xml: str, marker: Marker) -> tuple[str, list[Folded]]:
    """Take the plain tables out of a rendered body.

    Returns:
        The body with a place for each of them, and the tables.
    """
    found: list[Folded] = []
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    pieces: list[str] = []
    at = 0
    if any(thing in xml for thing in _BEYOND):
        return xml, found
    for start, end in _plain_tables(xml):
        table = _taken(xml[start:end], marker, known) if "<w:p" in xml[:start] else None
        if table is not None:
            pieces += (xml[at:start], f'<k:table xmlns:k="{_SPACE}" n="{len(found)}"/>')
            found.append(table)
            at = end
    return "".join((*pieces, xml[at:])), found


def _plain_tables(xml: str) -> Iterator[tuple[int, int]]:
    """Where the tables stand that are in no other table and hold none."""
    depth, start, is_plain = 0, 0, True
    for edge in _EDGE.finditer(xml):
        if edge[0] != "</w:tbl>":
            start, is_plain = (edge.start(), True) if not depth else (start, False)
            depth += 1
        else:
            depth -= 1
            if not depth and is_plain:
                yield start, edge.end()


def _taken(
    xml: str, marker: Marker, known: dict[tuple[str, ...], tuple[str, ...]]
) -> Folded | None:
    parts = marker.parted(xml)
    literals, numbers = tuple(parts[::3]), tuple(parts[1::3])
    anchors = tuple(map(marker.anchor, numbers))
    if not numbers or any(anchor.kind not in _KINDS for anchor in anchors):
        return None
    if literals not in known:
        around = "".join(literals)
        is_table = "<w:tr" in around and "<w:tblGrid" in around
        if not is_table or any(letter in around for letter in MARKS):
            return None
    if "\r" in xml or "\n" in xml:
        return None
    return Folded(known.setdefault(literals, literals), numbers, anchors, tuple(parts[2::3]))


def _as_read(raw: str) -> str:
    text = raw.replace(_BREAK, "\n") if "<" in raw else raw
    return unescape(text) if "&" in text else text


def _as_xml(text: str) -> str:
    return escape(text, quote=False).replace("\n", _BREAK)


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
        return _widest(said, self._texts)


def _widest(said: str, texts: list[str]) -> float:
    return widest_line(_TOKEN.sub(lambda found: texts[int(found[1])], said).split("\n"))


_Measured = list[tuple[int, bool, str]]
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
        self._outcomes: dict[tuple[_Shape, tuple[float, ...]], _Outcome] = {}
        self._filled: dict[int, Filled] = {}

    def fill(self, place: XmlElement, plan: SectionPlan | None, page: Metrics) -> Filled | None:
        """The table of a place, finished; None where it has to be a tree."""
        number = int(place.get("n", ""))
        folded = self._folded[number]
        is_cut = plan is not None and not plan.together
        if is_cut or any(anchor in self._apart for anchor in folded.anchors):
            return None
        texts = list(map(_as_read, folded.raw))
        is_dense = plan is not None and plan.dense
        kinds = tuple(anchor.kind for anchor in folded.anchors)
        shape = folded.literals, kinds, is_dense, id(page)
        outcome: _Outcome | None = None
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
            run = etree.SubElement(etree.SubElement(place, _P), _R)
            etree.SubElement(run, _T).text = words
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
        return _PLACE.sub(lambda found: self._filled[int(found[1])].xml().encode(), data)

    def _finish(
        self,
        folded: Folded,
        shape: _Shape,
        texts: list[str],
        plan: SectionPlan | None,
        page: Metrics,
    ) -> _Outcome | None:
        self._measured[shape] = None
        if not _is_plain("".join(folded.literals)):
            return None
        tokens = (f"{_TEXT_AT}{n}{_CLOSE}" for n in range(len(texts)))
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
            put_around(paragraph, f"{_ID_AT}{hole}{_CLOSE}", f"{_NAME_AT}{hole}{_CLOSE}")
        outcome = _outcome(etree.tostring(root, encoding="unicode"), paragraphs, story)
        heads = ((column, is_head) for column, is_head, _ in kinds.unbroken)
        measured = [(*one, said) for one, said in zip(heads, kinds.said, strict=True)]
        self._measured[shape] = measured
        self._outcomes[shape, _most(measured, texts)] = outcome
        return outcome


def _is_plain(around: str) -> bool:
    """Whether a table has nothing but plain cells, each with at most a run in a paragraph, a text in it.

    Args:
        around: what stands around its texts.
    """
    if "<w:textDirection" in around:
        return False
    bare = _PROPERTIES.sub("", around)
    return _PLAIN_TAGS.issuperset(_TAG.findall(bare)) and not any(two in bare for two in _TWICE)


def _holes(table: CT_Tbl, folded: Folded, kinds: CellKinds) -> dict[XmlElement, int] | None:
    """The paragraphs that print a text, by its number; None where one prints other words too."""
    found: dict[XmlElement, int] = {}
    for node in table.iter(_T):
        if _TEXT_AT not in (node.text or ""):
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


def _story(table: CT_Tbl, holes: dict[XmlElement, int]) -> Iterator[_Line]:
    for row, line in enumerate(table.iterchildren(_TR), 1):
        for number, cell in enumerate(line.iterchildren(_TC), 1):
            assert isinstance(cell, CT_Tc)
            for paragraph in cell.iterchildren(_P):
                node = next(paragraph.iter(_T), None)
                words = "" if node is None else character(node) or ""
                yield _Line(row, number, holes.get(paragraph, -1), words)


def _outcome(whole: str, holes: dict[XmlElement, int], story: list[_Line]) -> _Outcome:
    start, end = whole.index("<w:tbl"), whole.rindex("</w:tbl>")
    parts = _ANY_TOKEN.split(whole[start : end + len("</w:tbl>")])
    slots = [(kind, int(hole)) for kind, hole in zip(parts[1::3], parts[2::3], strict=True)]
    pieces = [piece for literal in parts[::3] for piece in (literal, "")][:-1]
    return _Outcome(pieces, slots, list(holes.values()), story)


def _most(measured: _Measured, texts: list[str]) -> tuple[float, ...]:
    """The widest line of each column, of heads and of values."""
    most: dict[tuple[int, bool], float] = {}
    for column, is_head, said in measured:
        key = column, is_head
        most[key] = max(most.get(key, 0.0), _widest(said, texts))
    return tuple(most.values())
