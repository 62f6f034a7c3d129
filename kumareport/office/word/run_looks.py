"""How a run looks where its look says something: struck through, hidden, bold, underlined, raised.

Strike-through, hidden text: ECMA-376 Part 1, 17.3.2.37, 17.3.2.9, 17.3.2.41; bold, italic: 17.3.2.1,
17.3.2.16; raised text: 17.3.2.42. In styles all of these but the last are toggles (17.7.3): set in a paragraph's and a character's style, they
cancel out; written at the run itself, they count as written.
"""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from kumareport.model.lettering import PLAIN, SHIFTED, LetterLook
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.word_names import attribute, local

_STRUCK = ("strike", "dstrike")
_OFF = ("0", "false", "off")
_SHIFTS = {"superscript": LetterLook.RAISED, "subscript": LetterLook.LOWERED}
_TOGGLES = {"b": LetterLook.BOLD, "i": LetterLook.ITALIC}


class RunLook(Struct, frozen=True):
    """What a run's look says.

    Attributes:
        struck: whether a line goes through it.
        hidden: whether it is neither shown nor printed.
        look: how its letters stand: bold, raised …
        font: of the Latin letters; empty where the run names none.
    """

    struck: bool = False
    hidden: bool = False
    look: LetterLook = PLAIN
    font: str = ""


_PLAIN = RunLook()
_Marks = dict[str, bool | str]


class Looks(Struct, frozen=True, dict=True):
    """The looks of a document.

    Attributes:
        styles: what a style says of its runs, by its id, those that it is based on included; styles
            that say nothing are left out.
    """

    styles: Mapping[str, _Marks] = field(default_factory=dict[str, _Marks])

    @cached_property
    def plain(self) -> Mapping[str, RunLook]:
        """The look of a run without a look of its own, by its paragraph's style."""
        return {style: self._look({}, style) for style in self.styles}

    @property
    def odd(self) -> set[str]:
        """The styles in which a text says other letters than stand in it, or none."""
        return {
            style
            for style, look in self.plain.items()
            if look.struck or look.hidden or look.look & SHIFTED
        }

    def of_run(self, properties: XmlElement | None, paragraph_style: str) -> RunLook:
        """The look of a run.

        Args:
            properties: its ``w:rPr``; None where it has none.
            paragraph_style: the id of its paragraph's style.
        """
        own = {} if properties is None else _marks_of(properties)
        return self._look(own, paragraph_style) if own else self.plain.get(paragraph_style, _PLAIN)

    def _look(self, own: _Marks, paragraph_style: str) -> RunLook:
        of_paragraph = self.styles.get(paragraph_style, {})
        of_style = self.styles.get(str(own.get("rStyle", "")), {})

        def is_on(name: str) -> bool:
            if name in own:
                return bool(own[name])
            return bool(of_paragraph.get(name, False)) != bool(of_style.get(name, False))

        def nearest(name: str) -> object:
            return own.get(name, of_style.get(name, of_paragraph.get(name, "")))

        look = _SHIFTS.get(str(nearest("shift")), PLAIN)
        look |= PLAIN if nearest("line") in ("", "none") else LetterLook.UNDERLINE
        for name, toggled in _TOGGLES.items():
            look |= toggled if is_on(name) else PLAIN
        is_struck = any(is_on(name) for name in _STRUCK)
        return RunLook(is_struck, is_on("vanish"), look, str(own.get("font", "")))


def read_looks(styles: XmlElement | None) -> Looks:
    """The looks that a document's styles give.

    Args:
        styles: the root of its styles part; None where there is none.
    """
    if styles is None:
        return Looks()
    own: dict[str, _Marks] = {}
    parents: dict[str, str] = {}
    for style in styles.iterchildren(w("style")):
        key = attribute(style, "styleId")
        properties, base = style.find(w("rPr")), style.find(w("basedOn"))
        own[key] = {} if properties is None else _marks_of(properties)
        parents[key] = "" if base is None else attribute(base, "val")
    found = {key: _inherited(key, own, parents) for key in own}
    return Looks({key: marks for key, marks in found.items() if marks})


def _inherited(key: str, own: Mapping[str, _Marks], parents: Mapping[str, str]) -> _Marks:
    chain: list[str] = []
    while key in own and key not in chain:
        chain.append(key)
        key = parents[key]
    marks: _Marks = {}
    for style in reversed(chain):
        marks.update(own[style])
    return {name: value for name, value in marks.items() if name not in ("rStyle", "font")}


def _marks_of(properties: XmlElement) -> _Marks:
    marks: _Marks = {}
    for element in properties:
        name = local(element)
        if name in (*_STRUCK, *_TOGGLES, "vanish"):
            marks[name] = attribute(element, "val") not in _OFF
        elif name == "vertAlign":
            marks["shift"] = attribute(element, "val")
        elif name == "u":
            marks["line"] = attribute(element, "val") or "single"
        elif name == "rStyle":
            marks["rStyle"] = attribute(element, "val")
        elif name == "rFonts":
            marks["font"] = attribute(element, "ascii") or attribute(element, "hAnsi")
    return marks
