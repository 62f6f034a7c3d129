"""Fields of a report whose results follow from the report itself: numbers of captions (SEQ) and words
that stand at a bookmark (REF). ECMA-376 Part 1, 17.16.5. Loops have repeated the template's results;
Word works them out anew only when somebody asks it to."""

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement, child_of
from kumareport.office.word.field_results import fields
from kumareport.office.word.tag_text import own_texts
from kumareport.patterns import regex

SEQUENCE = "SEQ"
_REFERENCE = "REF"
_QUOTES = str.maketrans("“”„", '"""')
_WORD = regex(r'"([^"]*)"|(\S+)')
_LEVEL = regex(r"\\s\s*(\d)")
_RESET = regex(r"\\r\s*(\d+)")
_FORMAT = regex(r"\\\*\s*(\w+)")
_PLAIN = {"", "ARABIC", "MERGEFORMAT"}
_OTHER = regex(r"\\[fnprtwd]\b")
"""Switches that ask for a number or a page, or for other words than those of the bookmark."""


def field_words(code: str) -> list[str]:
    """A field's code in words; what stands in quotation marks is one, those that Word curls too."""
    return [quoted or bare for quoted, bare in _WORD.findall(code.translate(_QUOTES))]


class _Computed(Struct, frozen=True):
    """A field: its code, and the text nodes of its result."""

    code: str
    result: list[XmlElement]

    @property
    def words(self) -> list[str]:
        return field_words(self.code)

    def show(self, text: str) -> None:
        for number, node in enumerate(self.result):
            node.text = "" if number else text


def _computed(root: XmlElement, name: str) -> Iterator[_Computed | XmlElement]:
    """The fields of a kind, and the paragraphs, in the order of the document."""
    found = {one.begin: _Computed(one.code, one.result) for one in fields(root) if one.name == name}
    for element in root.iter(w("p"), w("fldChar"), w("fldSimple")):
        if element.tag == w("p"):
            yield element
        elif element in found:
            yield found[element]
        elif element.tag == w("fldSimple"):
            one = _Computed(element.get(w("instr"), ""), list(element.iter(w("t"))))
            if one.words[:1] == [name]:
                yield one


def number_sequences(root: XmlElement, levels: Mapping[str, int]) -> None:
    """Number the captions as Word does when it updates them.

    Args:
        root: the finished body.
        levels: of the headings, by the id of their style: a sequence may begin anew under each.
    """
    counts: Counter[str] = Counter()
    resets: dict[str, int] = {}
    for one in _computed(root, SEQUENCE):
        if not isinstance(one, _Computed):
            level = levels.get(style_of(one), 0)
            for label in [la for la, deepest in resets.items() if level and level <= deepest]:
                counts[label] = 0
            continue
        if len(one.words) < 2:
            continue
        label, level = one.words[1], _LEVEL.search(one.code)
        if level is not None:
            resets[label] = int(level[1])
        reset = _RESET.search(one.code)
        counts[label] = int(reset[1]) if reset else counts[label] + ("\\c" not in one.words)
        if {found.upper() for found in _FORMAT.findall(one.code)} <= _PLAIN:
            one.show(str(counts[label]))


def style_of(paragraph: XmlElement) -> str:
    """The id of a paragraph's style; empty for none."""
    properties = child_of(paragraph, w("pPr"))
    style = None if properties is None else child_of(properties, w("pStyle"))
    return "" if style is None else style.get(w("val"), "")


def fill_references(root: XmlElement) -> None:
    """Let references say what stands at their bookmarks now."""
    if next(root.iter(w("fldChar"), w("fldSimple")), None) is None:
        return
    texts: dict[str, str] = {}
    for one in _computed(root, _REFERENCE):
        if isinstance(one, _Computed) and len(one.words) > 1 and not _OTHER.search(one.code):
            texts = texts or _bookmarked(root)
            if texts.get(one.words[1]):
                one.show(texts[one.words[1]])


def _bookmarked(root: XmlElement) -> dict[str, str]:
    """The words inside of each bookmark that begins and ends in one paragraph."""
    found: dict[str, str] = {}
    for paragraph in root.iter(w("p")):
        own = set(own_texts(paragraph))
        open_names: dict[str, str] = {}
        for element in paragraph.iter(w("bookmarkStart"), w("bookmarkEnd"), w("t")):
            key = element.get(w("id"), "")
            if element.tag == w("bookmarkStart"):
                open_names[key] = element.get(w("name"), "")
                found[open_names[key]] = ""
            elif element.tag == w("bookmarkEnd"):
                open_names.pop(key, None)
            elif element in own:
                for name in open_names.values():
                    found[name] += element.text or ""
        for name in open_names.values():
            found[name] = ""
    return found
