"""The form (様式) of a draft: its kinds of record, fields, marks and numbers."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.importing.draft import Draft, DraftPart
from kumareport.importing.draft_fields import fields_of, in_order
from kumareport.importing.known_forms import known_kind
from kumareport.importing.numbers import counted_form, split_number
from kumareport.importing.words import text_role
from kumareport.model.form import FRONT, OF_REPORT, STANDARD, Form
from kumareport.model.period import year_in
from kumareport.model.record_kind import Author, RecordKind, Shape, TextRole, Turn
from kumareport.workbook.field_table import why_no_field_name
from kumareport.workbook.kind_table import RESERVED


class Named(Struct, frozen=True):
    """The numbers of the headings of one depth.

    Attributes:
        form: how the first one is numbered; the name of the kind where they do not count on.
        is_counted: whether the number is taken off the titles.
    """

    form: str
    is_counted: bool


def form_of(draft: Draft, marks: Mapping[str, str]) -> tuple[Form, dict[str, str]]:
    """The form, and the name in it of every kind of text found.

    Args:
        draft: the report.
        marks: the way to evaluate of every field that holds marks.
    """
    parts = list(draft.parts())
    headings = _headings(parts)
    kinds_found = in_order([[text.kind for text in part.texts] for part in parts])
    names = {kind: _text_name(kind, headings) for kind in kinds_found}
    texts = [kind for kind, name in names.items() if name != _NOTE]
    lists = {text.kind for part in parts for text in part.texts if text.is_line}
    usual = [kind.name for kind in STANDARD.boxes]
    fronts = [p for p in parts if p.depth == 1 and (p.indicators or p.texts)]
    is_usual = [h.name for h in headings] == ["節"] and set(texts) <= set(usual) and not fronts
    is_usual &= not lists
    if is_usual:
        kinds = STANDARD.kinds
    else:
        kinds = (
            *headings,
            _indicator(parts),
            *(_text(k, names, parts, lists) for k in texts),
            _note(),
        )
    indicator = next(k.name for k in kinds if k.shape is Shape.INDICATOR)
    fixed = tuple(replace(f, of=(indicator,) if f.of else ()) for f in STANDARD.fields)
    named = {part.kind: h.name for h in headings for part in parts if part.depth == h.depth}
    fields = fields_of(draft, named | names, indicator, marks)
    declared = draft.declared
    if declared is None:
        return Form(kinds, (*fixed, *fields)), names
    kinds = declared.kinds(kinds)
    return Form(kinds, (*fixed, *declared.fields(fields)), declared.form.words), names


_NOTE = "注記"


def _headings(parts: Sequence[DraftPart]) -> list[RecordKind]:
    """The kinds of heading, the shallowest first; 節 where there is none."""
    found: list[RecordKind] = []
    for depth in (2, 3, 4):
        of = [part for part in parts if part.depth == depth]
        if not of:
            break
        name = Counter(part.kind for part in of).most_common(1)[0][0] or (
            "節" if depth == 2 else f"見出し{depth}"
        )
        if name in (FRONT, "シート") or name in (kind.name for kind in found):
            name = "節" if depth == 2 else f"見出し{depth}"
        numbered = numbers_of(parts, depth, name)
        heading = numbered.form if depth > 2 else ""
        found.append(RecordKind(name, Shape.HEADING, depth, heading=heading, author=Author.OFFICE))
    return found or [STANDARD.headings[0]]


def numbers_of(parts: Sequence[DraftPart], depth: int, name: str) -> Named:
    """How the headings of a depth are numbered."""
    above = [part for part in parts if part.depth == depth - 1]
    families = [[split_number(child.text)[0] for child in part.children] for part in above]
    form = counted_form(families, [split_number(part.text)[0] for part in above])
    return Named(form, is_counted=True) if form else Named(name, is_counted=False)


def _under(parts: Sequence[DraftPart], has: "Sequence[DraftPart]") -> tuple[str, ...]:
    names = (part.kind if part.is_of_whole or part.depth > 1 else FRONT for part in has)
    return tuple(dict.fromkeys(names))


def _indicator(parts: Sequence[DraftPart]) -> RecordKind:
    usual = STANDARD.of_shape(Shape.INDICATOR)[0]
    under = _under(parts, [part for part in parts if part.indicators])
    return replace(usual, under=under, is_required=False)


def _text(
    kind: str, names: Mapping[str, str], parts: Sequence[DraftPart], lists: Collection[str]
) -> RecordKind:
    name = names[kind]
    usual = STANDARD.kind(name) or known_kind(name, names)
    under = _under(parts, [p for p in parts if any(text.kind == kind for text in p.texts)])
    if kind in lists and {*under} <= {*OF_REPORT}:
        return RecordKind(name, Shape.LIST, under=under, heading=kind, author=Author.OFFICE)
    if kind in lists:
        return RecordKind(name, Shape.LIST, under=under, heading=f"{name}一覧")
    if usual is not None and usual.shape is Shape.TEXT:
        return replace(usual, under=under, is_required=False)
    role = text_role(kind)
    author = Author.OUTSIDE if role is TextRole.OPINION else Author.DEPARTMENT
    turn = Turn.KEEP if role is TextRole.PURPOSE else Turn.MOVE
    return RecordKind(name, Shape.TEXT, under=under, role=role, author=author, turn=turn)


def _note() -> RecordKind:
    return replace(STANDARD.of_shape(Shape.NOTE)[0], under=())


def _text_name(kind: str, headings: Sequence[RecordKind]) -> str:
    """The name of a kind of text that tags can use."""
    taken = (
        kind in RESERVED or kind in (FRONT, "シート", "指標") or kind in (h.name for h in headings)
    )
    return f"{kind}欄" if taken and kind != _NOTE else kind


def field_name_of(name: str) -> str:
    """A field's name that is no name of the form's own."""
    found = year_in(name)
    name = found[1] or "項目" if found else name
    return f"{name}欄" if why_no_field_name(name, STANDARD) else name
