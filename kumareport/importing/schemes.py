"""The ways to evaluate (進捗の区分) that the legend and the marks of the sources tell."""

import unicodedata
from collections.abc import Sequence
from enum import IntEnum

from msgspec import Struct, field
from msgspec.structs import replace

from kumareport.importing.draft import Draft, LegendLine
from kumareport.importing.words import is_mark
from kumareport.mark_condition import parse_condition
from kumareport.model.form import FieldType
from kumareport.model.mark import Attainment, Condition, Mark, Measure, Scheme, three_marks
from kumareport.patterns import regex
from kumareport.workbook.scheme_presets import PRESETS

THREE = "○△×"
_NONE = {"-", "－", "―", "ー", "‐"}
_SPELLINGS = {"◯": "○", "〇": "○", "✕": "×", "☓": "×", "✖": "×", "ｘ": "×"}
_SHAPES = "◎○△▲▽▼□■☆★●×"
_BEST_FIRST = "◎○△▲×SsABCDEabcde"
_CONDITION = regex(r"(?:達成率|計画比)\d+(?:\.\d+)?%以上")
_OF_INDICATORS = "指標の評価"


class _Letters(IntEnum):
    """The alphabets that marks are taken from."""

    SHAPE = 1
    CAPITAL = 2
    SMALL = 3
    DIGIT = 4
    WORD = 5


class Schemes(Struct):
    """The schemes of a draft.

    Attributes:
        all: those of indicators first; none where the three usual marks do.
        of_fields: the scheme that each field of marks takes; empty for that of the indicators.
        legend: the meanings of the three usual marks, and the threshold of the middle one.
    """

    all: tuple[Scheme, ...] = ()
    of_fields: dict[str, str] = field(default_factory=dict[str, str])
    legend: dict[str, str] = field(default_factory=dict[str, str])
    threshold: str = ""

    @property
    def symbols(self) -> set[str]:
        """All marks."""
        return {mark.symbol for scheme in self.all for mark in scheme.marks} or set(THREE)


def is_symbol(text: str) -> bool:
    """Whether a text can only be a mark: ○, Ａ, ◎."""
    text = text.strip()
    return len(text) == 1 and (text in _SHAPES or text in _SPELLINGS or _narrow(text) in "SABCDE")


def schemes_of(draft: Draft) -> Schemes:
    """The ways to evaluate: that of the indicators, and those of the fields that people mark."""
    if draft.declared is not None and draft.declared.lines:
        return Schemes(draft.declared.schemes, draft.declared.marks)
    groups = _groups(draft.legend)
    symbols = list(dict.fromkeys(_SPELLINGS.get(mark, mark) for mark in draft.symbols))
    given = {_narrow(symbol) for symbol in symbols} - _NONE
    own = next((g for g in groups if given and given & _narrow_of(g)), None)
    if own is None and groups and not given:
        own = groups[0]
    main = _scheme_of_indicators(symbols, own or [])
    if draft.declared is not None and draft.declared.schemes:
        usual = main or three_marks()
        usual = replace(usual, name=usual.name or _OF_INDICATORS)
        of_fields = {name: how or usual.name for name, how in draft.declared.marks.items()}
        return Schemes((usual, *draft.declared.schemes), of_fields)
    others = [group for group in groups if group is not own]
    found = Schemes(() if main is None else (main,))
    for group in others:
        _add_judged(found, draft, group)
    in_main = _narrow_of(own) if own else set(THREE)
    for name in _marked_by(draft, in_main, found.of_fields):
        found.of_fields[name] = ""
    _settle_three(found, own or [])
    return found


def _settle_three(found: Schemes, lines: Sequence[LegendLine]) -> None:
    """The three usual marks: in lines of their own, or a scheme where there are others beside it."""
    is_usual = not found.all or found.all[0].is_judged
    conditions = [c for line in lines if (c := _condition(line.words)) is not None]
    if is_usual and found.all and {line.symbol for line in lines} <= set(THREE):
        scheme = three_marks(conditions[0].limit) if len(conditions) == 1 else three_marks()
        said = {line.symbol: line.words for line in lines}
        marks = (
            replace(mark, meaning=said.get(mark.symbol, mark.meaning)) for mark in scheme.marks
        )
        usual = Scheme(lines[0].name if lines else _OF_INDICATORS, tuple(marks))
        usual = replace(usual, name=usual.name or _OF_INDICATORS)
        found.all = (usual, *found.all)
        found.of_fields = {name: how or usual.name for name, how in found.of_fields.items()}
    elif not found.all:
        found.legend = {line.symbol: line.words for line in lines if line.symbol in THREE}
        if len(conditions) == 1:
            found.threshold = f"{float(conditions[0].limit * 100):g}"


def _condition(words: str) -> Condition | None:
    """The condition that the meaning of a mark names: 概ね達成（達成率80％以上）."""
    match = _CONDITION.search("".join(unicodedata.normalize("NFKC", words).split()))
    return parse_condition(match[0]) if match else None


def _groups(lines: Sequence[LegendLine]) -> list[list[LegendLine]]:
    """The lines of a legend, those of each way to evaluate together: a new one begins with other
    letters, or with a mark that has been there."""
    found: list[list[LegendLine]] = []
    for line in lines:
        if (
            not found
            or _letters(line.symbol) is not _letters(found[-1][-1].symbol)
            or line.symbol in {other.symbol for other in found[-1]}
            or line.name
        ):
            found.append([])
        found[-1].append(line)
    # What an office says twice of the same marks it says once.
    seen: set[frozenset[str]] = set()
    once: list[list[LegendLine]] = []
    for group in found:
        symbols = frozenset(_narrow_of(group))
        if symbols not in seen:
            once.append(group)
        seen.add(symbols)
    return once


def _letters(symbol: str) -> _Letters:
    if symbol in _SHAPES or symbol in _SPELLINGS:
        return _Letters.SHAPE
    narrow = _narrow(symbol)
    if len(narrow) == 1 and narrow.isascii():
        if narrow.isdigit():
            return _Letters.DIGIT
        return _Letters.CAPITAL if narrow.isupper() else _Letters.SMALL
    return _Letters.WORD


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", _SPELLINGS.get(text, text))


def _narrow_of(lines: Sequence[LegendLine]) -> set[str]:
    return {_narrow(line.symbol) for line in lines}


def _add_judged(found: Schemes, draft: Draft, group: Sequence[LegendLine]) -> None:
    """A way to evaluate whose marks people give to parts: the fields that hold them use it."""
    fields = _marked_by(draft, _narrow_of(group), found.of_fields)
    if not fields:
        return
    name = group[0].name or (fields[0] if len(fields) == 1 else "評価")
    while name in {scheme.name for scheme in found.all} or name == _OF_INDICATORS:
        name += "２"
    typed = Condition(Measure.TYPED)
    marks = tuple(Mark(line.symbol, line.words, typed, None) for line in group)
    found.all = (*found.all, Scheme(name, marks))
    found.of_fields |= dict.fromkeys(fields, name)


def _marked_by(draft: Draft, symbols: set[str], taken: dict[str, str]) -> list[str]:
    """The fields whose name speaks of an evaluation and that hold nothing but some marks."""
    said: dict[str, set[str]] = {}
    for part in draft.parts():
        for _, fields in part.holders():
            for name, (value, _) in fields.items():
                if value not in ("", None):
                    said.setdefault(name, set()).add(_narrow(str(value).strip()))
    kinds = (FieldType.TEXT, FieldType.CHOICE)
    return [
        name for name, values in said.items()
        if name not in taken and is_mark(name) and draft.fields.get(name) in kinds
        and values - _NONE and values - _NONE <= symbols
    ]  # fmt: skip


def _scheme_of_indicators(symbols: Sequence[str], lines: Sequence[LegendLine]) -> Scheme | None:
    """The marks of the indicators; None for the three usual ones."""
    told = [line.symbol for line in lines]
    if {*symbols, *told} <= {*THREE, *_NONE}:
        return None
    if told:
        narrow = _narrow_of(lines)
        more = [s for s in symbols if _narrow(s) not in narrow and s not in _NONE]
        return _own_scheme([*told, *more], {line.symbol: line.words for line in lines})
    known = sorted(
        PRESETS.values(), key=lambda schemes: bool(schemes) and schemes[0].marks[0].symbol == "S"
    )
    for schemes in known:
        if schemes and set(symbols) <= {mark.symbol for mark in schemes[0].marks}:
            return schemes[0]
    return _own_scheme(sorted((s for s in symbols if s not in _NONE), key=_order), {})


def _order(symbol: str) -> tuple[int, str]:
    """The best first: ◎○△▲×, S before A, other letters and words as they come."""
    place = _BEST_FIRST.find(_narrow(symbol)) if len(symbol) == 1 else -1
    return (place if place >= 0 else 99, symbol)


def _own_scheme(symbols: Sequence[str], meanings: dict[str, str]) -> Scheme:
    """Marks that people have given: no rule is known that gives them, except the worst for the rest."""
    lines: list[Mark] = []
    for n, symbol in enumerate(symbols):
        is_last = n == len(symbols) - 1
        condition = _condition(meanings.get(symbol, "")) or parse_condition(
            "それ以外" if is_last else "達成" if n == 0 else "手入力"
        )
        assert condition is not None
        attainment = (
            Attainment.ACHIEVED if n == 0 else Attainment.MISSED if is_last else Attainment.NEARLY
        )
        lines.append(Mark(symbol, meanings.get(symbol, symbol), condition, attainment))
    return Scheme("", tuple(lines))
