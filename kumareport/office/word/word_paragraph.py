"""Reading what stands inside one paragraph (ECMA-376 Part 1, 17.3.3, 17.13.5, 17.16)."""

from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from kumareport.model.holding import Holding
from kumareport.model.lettering import PLAIN, SHIFTED, LetterLook, shifted
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement, child_of
from kumareport.office.package.symbol_fonts import UNKNOWN, in_font, symbol
from kumareport.office.word.revisions import Piece, Revision, RevisionKind, Spot, SpotKind
from kumareport.office.word.run_looks import Looks, RunLook
from kumareport.office.word.word_glyphs import field_text, linear, says_more
from kumareport.office.word.word_names import (
    ALTERNATE,
    FILLED_IN,
    SKIPPED,
    SPOTS,
    TEXT_BOX,
    WRAPPERS,
    attribute,
    bare_symbol,
    branch,
    character,
    field_name,
    identity,
    local,
    revision,
)

Revisions = tuple[Revision, ...]
_SHIFTED = {LetterLook.RAISED: "上付き文字", LetterLook.LOWERED: "下付き文字"}
# Fields whose text alone says all.
_CLEAR = {"SYMBOL", "FORMCHECKBOX", "FORMDROPDOWN", "BOOKMARK", ""}
# Old blocks of the date and the page number (17.3.3): a program fills them in.
_BLOCKS = {"dayLong", "dayShort", "monthLong", "monthShort", "yearLong", "yearShort", "pgNum"}
_PLAIN = RunLook()
_RUN, _PROPERTIES, _RUN_PROPERTIES = w("r"), w("pPr"), w("rPr")


class Reading(Struct, frozen=True):
    """How a story is to be read.

    Attributes:
        looks: what the document's styles say.
        filled_in: the fields whose results are the program's to fill in, and no text.
    """

    looks: Looks = field(default_factory=Looks)
    filled_in: frozenset[str] = FILLED_IN


class _Field(Struct):
    """An open field: where it began, its code, its form, whether its result has begun."""

    start: int
    code: str = ""
    form: XmlElement | None = None
    in_result: bool = False


class ParagraphReader:
    """Reads what stands in one paragraph.

    Attributes:
        boxes: the text boxes found, with the revisions around them.
        filled_in: the fields found whose results are left out.
    """

    def __init__(
        self, waiting: Iterable[tuple[SpotKind, str, str]], reading: Reading, style: str = ""
    ) -> None:
        self.pieces: list[Piece] = []
        self.spots = [Spot(kind, key, name, 0) for kind, key, name in waiting]
        self.boxes: list[tuple[XmlElement, Revisions]] = []
        self.filled_in: list[str] = []
        self._reading = reading
        self._style = style
        self._fields: list[_Field] = []

    def inline(self, parent: Iterable[XmlElement], around: Revisions) -> None:
        """Read runs and what holds runs."""
        for child in parent:
            if child.tag == _RUN:
                self._run(child, around)
                continue
            if child.tag == _PROPERTIES:
                continue
            name = local(child)
            if name == "r":
                self._run(child, around)
            elif name in WRAPPERS:
                self.inline(child, (*around, revision(child, WRAPPERS[name])))
            elif name in SPOTS:
                self._spot(child)
            elif child.tag == ALTERNATE:
                self.inline(branch(child), around)
            elif name == "fldSimple":
                self._simple_field(child, around)
            elif name == "oMath":
                self._equation(child, around)
            elif name == "t":
                self._add(child.text or "", around)
            elif name and name not in SKIPPED:
                self.inline(child, around)

    def _run(self, run: XmlElement, around: Revisions) -> None:
        properties = child_of(run, _RUN_PROPERTIES)
        look = self._reading.looks.of_run(properties, self._style)
        if look.struck:
            around = (*around, _line_through(properties))
        for child in run:
            if child.tag == _RUN_PROPERTIES:
                continue
            name = local(child)
            text = character(child)
            if name == "sym":
                self._symbol(child, around)
            elif text is not None:
                self._looking(text, look, around)
            elif name == "fldChar":
                self._field(child, around)
            elif name == "instrText" and self._fields:
                self._fields[-1].code += child.text or ""
            elif name in _BLOCKS:
                self._add("", around, "", Holding("フィールド", "", name))
            elif name == "ruby":
                self._ruby(child, around)
            elif name in SPOTS:
                self._spot(child)
            elif child.tag == ALTERNATE:
                self._run(branch(child), around)
            elif name in ("drawing", "pict", "object"):
                self._drawing(child, around)
            elif name in WRAPPERS or name == "r":
                self.inline([child], around)

    def _add(
        self,
        text: str,
        around: Revisions,
        raw: str | None = None,
        more: Holding | None = None,
        look: LetterLook = PLAIN,
    ) -> None:
        if text or raw or more:
            self.pieces.append(Piece(text, around, "", None if raw == text else raw, more, look))

    def _looking(self, text: str, look: RunLook, around: Revisions) -> None:
        """A text with all that its look says."""
        if look == _PLAIN:
            self._add(text, around)
            return
        shown, more = in_font(text, look.font) if look.font else text, None
        shift = look.look & SHIFTED
        if shift and shown.strip():
            raised = shifted(shown, shift)
            if raised is None:
                more = Holding(_SHIFTED[shift], "", text)
            shown = raised or shown
        if UNKNOWN in shown and UNKNOWN not in text:
            more = Holding("記号フォントの文字", "", f"{look.font} {text}")
        if look.hidden and text.strip():
            more = Holding("隠し文字", "", text)
        self._add(shown, around, text, more, look.look)

    def _symbol(self, element: XmlElement, around: Revisions) -> None:
        font, code = attribute(element, "font"), attribute(element, "char")
        shown = symbol(font, code)
        more = Holding("記号フォントの文字", "", f"{font} {code}") if shown == UNKNOWN else None
        self._add(shown, around, bare_symbol(element), more)

    def _ruby(self, ruby: XmlElement, around: Revisions) -> None:
        base, above = (ruby.find(w(name)) for name in ("rubyBase", "rt"))
        start = len(self.pieces)
        self.inline(() if base is None else base, around)
        under = "".join(piece.text for piece in self.pieces[start:])
        said = "" if above is None else "".join(e.text or "" for e in above.iter(w("t")))
        if said:
            self._add(f"（{said}）", around, "", Holding("ふりがな", "", f"{under}（{said}）"))

    def _equation(self, math: XmlElement, around: Revisions) -> None:
        bare = "".join(e.text or "" for e in math.iter() if local(e) == "t")
        line = linear(math)
        self._add(line, around, bare, Holding("数式", "", line) if says_more(math) else None)

    def _spot(self, element: XmlElement) -> None:
        key, name = identity(element)
        self.spots.append(Spot(SPOTS[local(element)], key, name, len(self.pieces)))

    def _drawing(self, element: XmlElement, around: Revisions) -> None:
        named = next((e for e in element.iter() if local(e) == "docPr"), None)
        words = [] if named is None else [named.get("name", ""), named.get("descr", "")]
        self.pieces.append(Piece("", around, "：".join(filter(None, words)) or "図"))
        self._find_boxes(element, around)

    def _find_boxes(self, element: XmlElement, around: Revisions) -> None:
        for child in element:
            if child.tag == TEXT_BOX:
                self.boxes.append((child, around))
            elif child.tag == ALTERNATE:
                self._find_boxes(branch(child), around)
            else:
                self._find_boxes(child, around)

    # --- fields -------------------------------------------------------------------------------

    def _field(self, element: XmlElement, around: Revisions) -> None:
        """Complex fields (17.16.18): what stands before the separator is code, not text."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            form = next((child for child in element if local(child) == "ffData"), None)
            self._fields.append(_Field(len(self.pieces), form=form))
        elif kind == "separate" and self._fields:
            self._forget(self._fields[-1].start)
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            self._end_field(self._fields.pop(), around)

    def _simple_field(self, element: XmlElement, around: Revisions) -> None:
        this = _Field(len(self.pieces), attribute(element, "instr"), in_result=True)
        self.inline(element, around)
        self._end_field(this, around)

    def _end_field(self, this: _Field, around: Revisions) -> None:
        name = field_name(this.code)
        if name in self._reading.filled_in:
            self._forget(this.start)
            self.filled_in.append(name)
            return
        if not this.in_result:
            self._forget(this.start)
        elif name in FILLED_IN:
            # An earlier version dropped it.
            self.pieces[this.start :] = [
                replace(piece, raw="") for piece in self.pieces[this.start :]
            ]
        if any(piece.text for piece in self.pieces[this.start :]):
            return
        code = " ".join(this.code.split())
        more = None if name in _CLEAR else Holding("フィールド", "", code)
        self._add(field_text(this.code, this.form), around, "", more)

    def _forget(self, start: int) -> None:
        del self.pieces[start:]
        self.spots = [
            Spot(s.kind, s.id, s.name, min(s.at, start)) if s.at > start else s for s in self.spots
        ]


def _line_through(properties: XmlElement | None) -> Revision:
    """A line through a run, as a revision; with its author where the change was recorded."""
    change = None if properties is None else properties.find(w("rPrChange"))
    if change is None:
        return Revision(RevisionKind.STRUCK)
    return revision(change, RevisionKind.STRUCK)
