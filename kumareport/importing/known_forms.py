"""The forms to begin with (様式の見本), told by the words above their texts: their names are used then."""

from collections.abc import Mapping
from functools import cache

from msgspec.structs import replace

from kumareport.importing.declared import DeclaredForm
from kumareport.importing.sampling import Sample
from kumareport.importing.targets import LEVELS, Choice, FoundKind, Goes, Key
from kumareport.importing.words import bare
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.workbook.preset import presets

_FEWEST = 3


@cache
def _kinds() -> tuple[tuple[str, dict[str, RecordKind]], ...]:
    """Of every form: its name, and its kinds of text by the words above them."""
    return tuple(
        (
            name,
            {
                bare(kind.label): kind
                for kind in preset.form.kinds
                if kind.shape in (Shape.TEXT, Shape.LIST) and not _is_of_front(kind)
            },
        )
        for name, preset in presets().items()
    )


def _is_of_front(kind: RecordKind) -> bool:
    """Whether it stands at the front or end of the whole report (はじめに), or of a chapter."""
    return bool(kind.under) and all(place.startswith(("報告書", "章")) for place in kind.under)


def with_known_names(
    samples: Mapping[Key, Sample], choices: Mapping[Key, Choice]
) -> dict[Key, Choice]:
    """The choices, with the names of a form's kinds where all its words have been found."""
    found = {bare(samples[k].shown): k for k, c in choices.items() if c.target is Goes.TEXT}
    result = dict(choices)
    for name, kinds in _kinds():
        if len(kinds) < _FEWEST or not set(kinds) <= set(found):
            continue
        for word, kind in kinds.items():
            key = found[word]
            why = f"様式の見本「{name}」と同じ言葉がそろっています"
            result[key] = replace(choices[key], name=kind.name, why=why)
        break
    return result


def with_declared_names(
    choices: Mapping[Key, Choice], declared: DeclaredForm | None
) -> dict[Key, Choice]:
    """The choices, with the names of the form that a source of ours declares."""
    result = dict(choices)
    if declared is None:
        return result
    own = {bare(kind.name): kind for kind in declared.form.kinds}
    for key, choice in choices.items():
        kind = own.get(bare(key.word))
        is_heading = key.kind is FoundKind.HEADING and choice.target in LEVELS
        is_text = key.kind is FoundKind.LABEL and choice.target in (Goes.TEXT, Goes.FIELD)
        if kind is None or not (is_heading or is_text):
            continue
        if kind.shape is Shape.HEADING and is_heading:
            result[key] = replace(choice, target=LEVELS[kind.depth - 1], name=kind.name)
        elif kind.shape is Shape.TEXT and is_text:
            result[key] = Choice(Goes.TEXT, kind.name, why="資料の様式の区分です")
    return result


def known_kind(name: str, names: Mapping[str, str]) -> RecordKind | None:
    """The kind of text of a form all of whose kinds have been found.

    Args:
        name: the kind's.
        names: those of all kinds of text that have been found.
    """
    for _, kinds in _kinds():
        by_name = {kind.name: kind for kind in kinds.values()}
        if len(by_name) >= _FEWEST and set(by_name) <= set(names) and name in by_name:
            return by_name[name]
    return None
