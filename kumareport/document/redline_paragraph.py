"""Two states of a paragraph as one with tracked changes, word by word."""

import copy
import itertools
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct, field

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.revision_marks import Happening, RevisionMarks
from kumareport.office.word.word_names import local
from kumareport.prose.word_changes import word_changes

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RANGES = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
# Plane 15 is for private use: no text of a report uses it.
_FIRST_SYMBOL = 0xF0000

Name = Callable[[XmlElement], str]
"""What a picture or chart shows: equal for equal ones, whatever their ids."""


class Symbols:
    """One character for each thing in a paragraph that is no text: breaks, tabs, pictures."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The character of a thing by its name."""
        return self._known.setdefault(name, chr(_FIRST_SYMBOL + len(self._known)))


class _Character(Struct, frozen=True):
    """One character or thing.

    Attributes:
        run: the run that it stands in; None for what stands beside runs.
        thing: the element; None for text.
    """

    text: str
    run: XmlElement | None
    thing: XmlElement | None = None


class ParagraphContent(Struct):
    """What a paragraph holds, character by character.

    Attributes:
        ranges: starts and ends of bookmarks, with the character before which they stand.
    """

    characters: list[_Character] = field(default_factory=list[_Character])
    ranges: list[tuple[int, XmlElement]] = field(default_factory=list[tuple[int, XmlElement]])

    @property
    def text(self) -> str:
        """The content as one text, things as their characters."""
        return "".join(character.text for character in self.characters)


def content_of(paragraph: XmlElement, symbols: Symbols, name: Name) -> ParagraphContent:
    """The content of a paragraph without its properties."""
    content = ParagraphContent()
    for child in paragraph:
        kind = local(child)
        if kind in _RANGES:
            content.ranges.append((len(content.characters), child))
        elif kind == "r":
            content.characters += _run(child, symbols, name)
        elif kind not in ("pPr", ""):
            content.characters.append(_Character(symbols.of(name(child)), None, child))
    return content


def _run(run: XmlElement, symbols: Symbols, name: Name) -> Iterator[_Character]:
    for child in run:
        kind = local(child)
        if kind == "t":
            yield from (_Character(letter, run) for letter in child.text or "")
        elif kind not in ("rPr", ""):
            yield _Character(symbols.of(name(child)), run, child)


class ParagraphWriter:
    """Writes paragraphs with tracked changes.

    Args:
        marks: makes the marks.
        adopt: takes a picture or chart of the old document over into the new one.
    """

    def __init__(self, marks: RevisionMarks, adopt: Callable[[XmlElement], None]) -> None:
        self._marks = marks
        self._adopt = adopt

    def merged(
        self, paragraph: XmlElement, old: ParagraphContent, new: ParagraphContent
    ) -> XmlElement:
        """A paragraph with the changes from its old to its new content; the new one's properties."""
        merged = self._bare(paragraph)
        at_old = at_new = 0
        for change in word_changes(old.text, new.text):
            end_old, end_new = at_old + len(change.old), at_new + len(change.new)
            if change.is_change:
                gone = self._runs(old.characters[at_old:end_old], is_old=True)
                merged.extend(self._marks.wrap(gone, Happening.DELETED))
            merged.extend(self._new(new, at_new, end_new, is_change=change.is_change))
            at_old, at_new = end_old, end_new
        merged.extend(element for at, element in new.ranges if at >= at_new)
        return merged

    def inserted(self, paragraph: XmlElement, content: ParagraphContent) -> XmlElement:
        """A new paragraph; its end is for the caller to mark."""
        made = self._bare(paragraph)
        made.extend(self._new(content, 0, len(content.characters), is_change=True))
        made.extend(e for at, e in content.ranges if at >= len(content.characters))
        return made

    def deleted(self, paragraph: XmlElement, content: ParagraphContent) -> XmlElement:
        """A paragraph that is gone, without its bookmarks; its end is for the caller to mark."""
        made = self._bare(paragraph)
        made.extend(
            self._marks.wrap(self._runs(content.characters, is_old=True), Happening.DELETED)
        )
        return made

    def _bare(self, paragraph: XmlElement) -> XmlElement:
        bare = paragraph.makeelement(paragraph.tag, dict(paragraph.attrib))
        properties = paragraph.find(w("pPr"))
        if properties is not None:
            bare.append(copy.deepcopy(properties))
        return bare

    def _new(
        self, content: ParagraphContent, start: int, end: int, *, is_change: bool
    ) -> Iterator[XmlElement]:
        """A stretch of the new content, with the ranges that start or end in it."""
        here = [(at, element) for at, element in content.ranges if start <= at < end]
        stops = sorted({start, end, *(at for at, _ in here)})
        for first, last in itertools.pairwise(stops):
            yield from (element for at, element in here if at == first)
            runs = self._runs(content.characters[first:last], is_old=False)
            yield from self._marks.wrap(runs, Happening.INSERTED) if is_change else runs

    def _runs(self, characters: Sequence[_Character], *, is_old: bool) -> list[XmlElement]:
        runs: list[XmlElement] = []
        for (_, is_beside), group in itertools.groupby(
            characters, key=lambda c: (id(c.run), c.run is None)
        ):
            inside = list(group)
            if is_beside:
                runs += [self._thing(c.thing, is_old=is_old) for c in inside if c.thing is not None]
            elif inside[0].run is not None:
                runs.append(self._one_run(inside[0].run, inside, is_old=is_old))
        return runs

    def _one_run(
        self, run: XmlElement, characters: Sequence[_Character], *, is_old: bool
    ) -> XmlElement:
        made = run.makeelement(run.tag, dict(run.attrib))
        properties = run.find(w("rPr"))
        if properties is not None:
            made.append(copy.deepcopy(properties))
        for is_text, group in itertools.groupby(characters, key=lambda c: c.thing is None):
            if is_text:
                node = made.makeelement(w("delText" if is_old else "t"))
                made.append(node)
                node.text = "".join(character.text for character in group)
                node.set(_SPACE, "preserve")
            else:
                made.extend(
                    self._thing(c.thing, is_old=is_old) for c in group if c.thing is not None
                )
        return made

    def _thing(self, thing: XmlElement, *, is_old: bool) -> XmlElement:
        made = copy.deepcopy(thing)
        if is_old:
            self._adopt(made)
        return made
