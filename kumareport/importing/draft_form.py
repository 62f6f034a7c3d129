"""The form (様式) of a draft: its kinds of record, fields, marks and numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from kumareport.importing.draft import Draft, DraftPart
from kumareport.importing.numbers import counted_form, split_number
from kumareport.importing.words import text_role
from kumareport.mark_condition import parse_condition
from kumareport.model.form import (
    FRONT,
    STANDARD,
    Author,
    FieldType,
    Form,
    FormField,
    RecordKind,
    Shape,
    TextRole,
    Turn,
)
from kumareport.model.mark import Attainment, Mark, Scheme
from kumareport.model.period import year_in
from kumareport.workbook.field_table import why_no_field_name
from kumareport.workbook.kind_table import RESERVED
from kumareport.workbook.scheme_presets import PRESETS

THREE = "○△×"
_MOST_CHOICES = 12
_WORDS = {"◯": "○", "〇": "○", "◎": "◎", "✕": "×", "☓": "×", "✖": "×", "ｘ": "×"}


@dataclass(frozen=True, slots=True)
class Named:
    """The numbers of the headings of one depth.

    Attributes:
        form: how the first one is numbered; the name of the kind where they do not count on.
        is_counted: whether the number is taken off the titles.
    """

    form: str
    is_counted: bool


def form_of(draft: Draft) -> tuple[Form, dict[str, str]]:
    """The form, and the name in it of every kind of text found."""
    parts = list(draft.parts())
    headings = _headings(parts)
    kinds_found = in_order([[k for k, _ in part.texts] for part in parts])
    names = {kind: _text_name(kind, headings) for kind in kinds_found}
    texts = [kind for kind, name in names.items() if name != _NOTE]
    fields = _fields(draft, parts)
    usual = [kind.name for kind in STANDARD.boxes]
    fronts = [p for p in parts if p.depth == 1 and (p.indicators or p.texts)]
    is_usual = [h.name for h in headings] == ["節"] and set(texts) <= set(usual) and not fronts
    if is_usual:
        kinds = STANDARD.kinds
    else:
        kinds = (*headings, _indicator(parts), *(_text(k, names[k], parts) for k in texts), _note())
    indicator = next(k.name for k in kinds if k.shape is Shape.INDICATOR)
    fixed = tuple(replace(f, of=(indicator,) if f.of else ()) for f in STANDARD.fields)
    return Form(kinds, (*fixed, *fields)), names


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
    names = (FRONT if part.depth == 1 else part.kind for part in has)
    return tuple(dict.fromkeys(names))


def _indicator(parts: Sequence[DraftPart]) -> RecordKind:
    usual = STANDARD.of_shape(Shape.INDICATOR)[0]
    under = _under(parts, [part for part in parts if part.indicators])
    return replace(usual, under=under, is_required=False)


def _text(kind: str, name: str, parts: Sequence[DraftPart]) -> RecordKind:
    usual = STANDARD.kind(name)
    under = _under(parts, [part for part in parts if any(k == kind for k, _ in part.texts)])
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


def _fields(draft: Draft, parts: Sequence[DraftPart]) -> list[FormField]:
    """The office's own fields, each with the kinds of record that use it."""
    found: list[FormField] = []
    holders = [*(p.fields for p in parts), *(i.fields for p in parts for i in p.indicators)]
    bases = {f"{name} {year}": name for name, years in draft.yearly.items() for year in years}
    order = in_order([[bases.get(key, key) for key in fields] for fields in holders])
    for name in order:
        kind = draft.fields[name]
        of = list[str]()
        values: list[str] = []
        for part in parts:
            mine = [v for k, v in part.fields.items() if k == name or k.startswith(f"{name} ")]
            if mine and part.depth > 1 and part.kind not in of:
                of.append(part.kind)
            theirs = [
                value for i in part.indicators for key, value in i.fields.items()
                if key == name or key.startswith(f"{name} ")
            ]  # fmt: skip
            if theirs and "指標" not in of:
                of.append("指標")
            values += [str(v[0]) for v in (*mine, *theirs) if v[0] not in (None, "")]
        choices = tuple(dict.fromkeys(values)) if kind is FieldType.CHOICE else ()
        if len(choices) > _MOST_CHOICES or any("、" in c or "," in c or "\n" in c for c in choices):
            kind, choices = FieldType.TEXT, ()
        usual = Turn.CLEAR if kind is FieldType.CHOICE else Turn.KEEP
        found.append(
            FormField(
                name, kind, tuple(of), choices, draft.units.get(name, ""), Author.DEPARTMENT, usual
            )
        )
    return found


def in_order(sequences: Iterable[Sequence[str]]) -> list[str]:
    """All names in an order that holds in every sequence; as they first appear where there is none."""
    lists = [list(dict.fromkeys(sequence)) for sequence in sequences]
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for names in lists:
        for name in names:
            sorter.add(name)
        for before, name in pairwise(names):
            sorter.add(name, before)
    try:
        return list(sorter.static_order())
    except CycleError:
        return list(dict.fromkeys(name for names in lists for name in names))


def field_name_of(name: str) -> str:
    """A field's name that is no name of the form's own."""
    found = year_in(name)
    name = found[1] or "項目" if found else name
    return f"{name}欄" if why_no_field_name(name, STANDARD) else name


def schemes_of(draft: Draft) -> tuple[Scheme, ...]:
    """The marks; none for the three usual ones."""
    symbols = list(dict.fromkeys(_WORDS.get(mark, mark) for mark in draft.symbols))
    if set(symbols) <= {*THREE, "-", "－", "―"}:
        return ()
    told = [symbol for symbol in draft.legend if symbol not in THREE]
    if told:
        return (_own_scheme([*told, *(s for s in symbols if s not in told)], draft.legend),)
    known = sorted(
        PRESETS.values(), key=lambda schemes: bool(schemes) and schemes[0].marks[0].symbol == "S"
    )
    for schemes in known:
        if schemes and set(symbols) <= {mark.symbol for mark in schemes[0].marks}:
            return schemes[:1]
    return (_own_scheme(sorted(symbols, key=_order), {}),)


def _order(symbol: str) -> tuple[int, str]:
    """The best first: ◎○△▲×, S before A, other letters and words as they come."""
    usual = "◎○△▲×SsABCDEabcde"
    return (usual.index(symbol) if len(symbol) == 1 and symbol in usual else 99, symbol)


def _own_scheme(symbols: Sequence[str], meanings: Mapping[str, str]) -> Scheme:
    """Marks that people have given: no rule is known that gives them, except the worst for the rest."""
    lines: list[Mark] = []
    for n, symbol in enumerate(symbols):
        is_last = n == len(symbols) - 1
        condition = parse_condition("それ以外" if is_last else "達成" if n == 0 else "手入力")
        assert condition is not None
        attainment = (
            Attainment.ACHIEVED if n == 0 else Attainment.MISSED if is_last else Attainment.NEARLY
        )
        lines.append(Mark(symbol, meanings.get(symbol, symbol), condition, attainment))
    return Scheme("", tuple(lines))
