"""The fields of a template: what Word has put in as their results are not the office's words.

ECMA-376 Part 1, 17.16.2: a complex field's code stands between ``begin`` and ``separate``, its
result between ``separate`` and ``end``.
"""

from collections.abc import Iterator

from msgspec import Struct, field

from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement
from kumareport.office.word.tag_text import holds_tag
from kumareport.office.word.word_names import field_name

_TYPED = {"HYPERLINK", "FORMTEXT", "FORMDROPDOWN", "FORMCHECKBOX", "QUOTE", "EQ", "ADVANCE", ""}
"""Fields whose result somebody typed, and those that have none."""
CONTENTS = "TOC"


class WordField(Struct):
    """A complex field.

    Attributes:
        begin: its first mark (``w:fldChar``).
        code: its code's text.
        separate: the mark before its result, where it has one.
        result: the text nodes of its result, those of fields in it included.
        end: its last mark, where it has one.
    """

    begin: XmlElement
    code: str = ""
    separate: XmlElement | None = None
    result: list[XmlElement] = field(default_factory=list[XmlElement])
    end: XmlElement | None = None

    @property
    def name(self) -> str:
        """What kind of field it is, such as ``PAGE``."""
        return field_name(self.code)


def fields(root: XmlElement) -> Iterator[WordField]:
    """The complex fields below an element that have an end, inner ones first."""
    if next(root.iter(w("fldChar")), None) is None:
        return
    open_fields: list[WordField] = []
    for element in root.iter(w("fldChar"), w("instrText"), w("t")):
        kind = element.get(w("fldCharType"), "")
        if element.tag == w("t"):
            for one in open_fields:
                if one.separate is not None:
                    one.result.append(element)
        elif element.tag == w("instrText"):
            if open_fields and open_fields[-1].separate is None:
                open_fields[-1].code += element.text or ""
        elif kind == "begin":
            open_fields.append(WordField(element))
        elif kind == "separate" and open_fields:
            open_fields[-1].separate = element
        elif kind == "end" and open_fields:
            done = open_fields.pop()
            done.end = element
            yield done


def forget_results(root: XmlElement) -> None:
    """Take out of the results of fields what Word has copied there from the template's own tags.

    A table of contents shrinks to one paragraph, to be filled when the headings are known.
    """
    for simple in list(root.iter(w("fldSimple"))):
        if field_name(simple.get(w("instr"), "")) == CONTENTS:
            _in_full(simple)
    for one in list(fields(root)):
        if one.name == CONTENTS:
            _shrink(one)
        elif one.name not in _TYPED and holds_tag("".join(t.text or "" for t in one.result)):
            for text in one.result:
                text.text = ""
    for simple in root.iter(w("fldSimple")):
        texts = list(simple.iter(w("t")))
        is_typed = field_name(simple.get(w("instr"), "")) in _TYPED
        if not is_typed and holds_tag("".join(t.text or "" for t in texts)):
            for text in texts:
                text.text = ""


def _in_full(simple: XmlElement) -> None:
    """Write a simple field (``w:fldSimple``) as a complex one, which may fill several paragraphs."""
    for kind in ("begin", "", "separate"):
        run = simple.makeelement(w("r"))
        part = run.makeelement(w("fldChar" if kind else "instrText"))
        if kind:
            part.set(w("fldCharType"), kind)
        else:
            part.text = simple.get(w("instr"))
        run.append(part)
        simple.addprevious(run)
    for child in list(simple):
        simple.addprevious(child)
    last = simple.makeelement(w("r"))
    end = last.makeelement(w("fldChar"))
    end.set(w("fldCharType"), "end")
    last.append(end)
    simple.addprevious(last)
    _drop(simple)


def _shrink(contents: WordField) -> None:
    """Leave of a table of contents its first paragraph: its code, an empty result, its end."""
    first, last = _paragraph(contents.begin), _paragraph(contents.end)
    if first is None or last is None or contents.separate is None or contents.end is None:
        return
    separate, end = contents.separate.getparent(), contents.end.getparent()
    assert separate is not None
    assert end is not None
    following = separate.getnext()
    while following is not None and following is not end:
        after = following.getnext()
        first.remove(following)
        following = after
    if last is first:
        return
    first.append(end)
    between = first.getnext()
    while between is not None and between is not last and last.getparent() is first.getparent():
        after = between.getnext()
        _drop(between)
        between = after
    if not any(t.text for t in last.iter(w("t"), w("drawing"))):
        _drop(last)


def _paragraph(element: XmlElement | None) -> XmlElement | None:
    return None if element is None else next(element.iterancestors(w("p")), None)


def _drop(element: XmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
