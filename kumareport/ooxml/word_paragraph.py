"""Reading what stands inside one paragraph (ECMA-376 Part 1, 17.3.3, 17.13.5, 17.16)."""

from collections.abc import Iterable

from kumareport.ooxml.package import XmlElement
from kumareport.ooxml.revisions import Piece, Revision, Spot, SpotKind
from kumareport.ooxml.word_names import (
    ALTERNATE,
    SKIPPED,
    SPOTS,
    TEXT_BOX,
    WRAPPERS,
    attribute,
    branch,
    character,
    identity,
    is_volatile,
    local,
    revision,
    w,
)

Revisions = tuple[Revision, ...]


class ParagraphReader:
    """Reads what stands in one paragraph.

    Attributes:
        boxes: the text boxes found, with the revisions around them.
    """

    def __init__(self, waiting: Iterable[tuple[SpotKind, str, str]]) -> None:
        self.pieces: list[Piece] = []
        self.spots = [Spot(kind, key, name, 0) for kind, key, name in waiting]
        self.boxes: list[tuple[XmlElement, Revisions]] = []
        # The open fields: where each began, its code, whether its result has begun.
        self._fields: list[tuple[int, str, bool]] = []

    def inline(self, parent: Iterable[XmlElement], around: Revisions) -> None:
        """Read runs and what holds runs."""
        for child in parent:
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
                start = len(self.pieces)
                self.inline(child, around)
                if is_volatile(attribute(child, "instr")):
                    self._forget(start)
            elif name == "t":  # Formulas (m:t).
                self._add(child.text or "", around)
            elif name and name not in SKIPPED:
                self.inline(child, around)

    def _run(self, run: XmlElement, around: Revisions) -> None:
        for child in run:
            name = local(child)
            text = character(child)
            if text is not None:
                self._add(text, around)
            elif name == "fldChar":
                self._field(attribute(child, "fldCharType"))
            elif name == "instrText" and self._fields:
                start, code, in_result = self._fields[-1]
                self._fields[-1] = start, code + (child.text or ""), in_result
            elif name == "ruby":
                found = child.find(w("rubyBase"))
                self.inline(() if found is None else found, around)
            elif name in SPOTS:
                self._spot(child)
            elif child.tag == ALTERNATE:
                self._run(branch(child), around)
            elif name in ("drawing", "pict", "object"):
                self._drawing(child, around)
            elif name in WRAPPERS or name == "r":
                self.inline([child], around)

    def _add(self, text: str, around: Revisions) -> None:
        if text:
            self.pieces.append(Piece(text, around))

    def _spot(self, element: XmlElement) -> None:
        key, name = identity(element)
        self.spots.append(Spot(SpotKind(local(element)), key, name, len(self.pieces)))

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

    def _field(self, kind: str) -> None:
        """Complex fields (17.16.18): what stands before the separator is code, not text."""
        if kind == "begin":
            self._fields.append((len(self.pieces), "", False))
        elif kind == "separate" and self._fields:
            start, code, _ = self._fields[-1]
            self._forget(start)
            self._fields[-1] = start, code, True
        elif kind == "end" and self._fields:
            start, code, in_result = self._fields.pop()
            if not in_result or is_volatile(code):
                self._forget(start)

    def _forget(self, start: int) -> None:
        del self.pieces[start:]
        self.spots = [
            Spot(s.kind, s.id, s.name, min(s.at, start)) if s.at > start else s for s in self.spots
        ]
