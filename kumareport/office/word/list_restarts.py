"""Numbered lists that begin anew (ECMA-376 Part 1, 17.9.15 and 17.9.27)."""

from collections.abc import Iterable

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement, child_of
from kumareport.office.word.word_names import attribute

_UNCOUNTED = ("bullet", "none")
_PROPERTIES, _STYLE, _LISTED, _NUMBER = w("pPr"), w("pStyle"), w("numPr"), w("numId")


class ListRestarts:
    """Gives paragraphs lists of their own.

    Args:
        numbering: the numbering part (``w:numbering``).
        styles: the style part (``w:styles``).
    """

    def __init__(self, numbering: XmlElement, styles: XmlElement) -> None:
        self._root = numbering
        self._styles = {attribute(s, "styleId"): s for s in styles.iter(w("style"))}
        self._nums = {attribute(num, "numId"): num for num in numbering.iter(w("num"))}
        self._abstracts = {
            attribute(one, "abstractNumId"): one for one in numbering.iter(w("abstractNum"))
        }
        self._counting = set(filter(self._counts, self._nums))
        self._of_styles: dict[str, str] = {}

    def restart(self, paragraphs: Iterable[XmlElement]) -> None:
        """Let the counting of those paragraphs that are numbered begin with 1."""
        fresh: dict[str, str] = {}
        for paragraph in paragraphs:
            number = self._number(paragraph)
            if number and number in self._counting:
                if number not in fresh:
                    fresh[number] = self._copy(number)
                self._set(paragraph, fresh[number])

    def _number(self, paragraph: XmlElement) -> str:
        """The list of a paragraph: its own or its style's."""
        properties = child_of(paragraph, _PROPERTIES)
        if properties is None:
            return ""
        listed = child_of(properties, _LISTED)
        own = None if listed is None else child_of(listed, _NUMBER)
        if own is not None:
            return attribute(own, "val")
        found = child_of(properties, _STYLE)
        key = "" if found is None else attribute(found, "val")
        if key not in self._of_styles:
            self._of_styles[key] = self._of_style(key)
        return self._of_styles[key]

    def _of_style(self, key: str) -> str:
        """The list of a style: its own or that of one it is based on."""
        for _ in range(len(self._styles)):
            style = self._styles.get(key)
            if style is None:
                return ""
            number = style.find(f"{_PROPERTIES}/{_LISTED}/{_NUMBER}")
            if number is not None:
                return attribute(number, "val")
            based = style.find(w("basedOn"))
            key = "" if based is None else attribute(based, "val")
        return ""

    def _abstract(self, number: str) -> XmlElement | None:
        num = self._nums.get(number)
        found = None if num is None else num.find(w("abstractNumId"))
        return None if found is None else self._abstracts.get(attribute(found, "val"))

    def _counts(self, number: str) -> bool:
        abstract = self._abstract(number)
        found = None if abstract is None else abstract.find(f"{w('lvl')}/{w('numFmt')}")
        return found is not None and attribute(found, "val") not in _UNCOUNTED

    def _copy(self, number: str) -> str:
        """A list of the same look that begins with 1."""
        key = str(max((int(k) for k in self._nums if k.isdecimal()), default=0) + 1)
        num = self._root.makeelement(w("num"))
        num.set(w("numId"), key)
        source = self._nums[number].find(w("abstractNumId"))
        assert source is not None
        _child(num, "abstractNumId", attribute(source, "val"))
        override = _child(num, "lvlOverride")
        override.set(w("ilvl"), "0")
        _child(override, "startOverride", "1")
        self._nums[attribute(self._last(), "numId")].addnext(num)
        self._nums[key] = num
        self._counting.add(key)
        return key

    def _last(self) -> XmlElement:
        return list(self._root.iter(w("num")))[-1]

    def _set(self, paragraph: XmlElement, number: str) -> None:
        properties = paragraph.find(w("pPr"))
        assert properties is not None
        own = properties.find(w("numPr"))
        if own is None:
            own = properties.makeelement(w("numPr"))
            # CT_PPr: pStyle, keepNext, keepLines, pageBreakBefore, framePr, widowControl, numPr …
            before = [
                w(n)
                for n in (
                    "pStyle",
                    "keepNext",
                    "keepLines",
                    "pageBreakBefore",
                    "framePr",
                    "widowControl",
                )
            ]
            at = sum(child.tag in before for child in properties)
            properties.insert(at, own)
            _child(own, "ilvl", "0")
        for old in own.findall(w("numId")):
            own.remove(old)
        _child(own, "numId", number)


def _child(parent: XmlElement, name: str, value: str = "") -> XmlElement:
    child = parent.makeelement(w(name))
    if value:
        child.set(w("val"), value)
    parent.append(child)
    return child
