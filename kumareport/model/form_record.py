"""The form as a text: what a file that is sent out carries, so that it is read by its own form when it
comes back, whatever has become of the workbook's."""

import json
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from msgspec.structs import asdict, fields

from kumareport.model.form import STANDARD, FieldType, Form, FormField
from kumareport.model.period import Role
from kumareport.model.record_kind import Author, RecordKind, Shape, TextRole, Turn

UNDECLARED = STANDARD
"""The form of files that name none: those sent out before 2026-11-27. It stays as it is when the
standard form changes."""

_ENUMS: dict[str, type[StrEnum]] = {
    "shape": Shape, "role": TextRole, "author": Author, "turn": Turn, "type": FieldType,
}  # fmt: skip
Declared = TypeVar("Declared", RecordKind, FormField)


# Every file of a round carries it.
@lru_cache(8)
def form_text(form: Form) -> str:
    """A form as one text; equal forms give equal texts."""
    parts = {
        "kinds": [_said(kind) for kind in form.kinds],
        "fields": [_said(field) for field in form.fields],
        "words": form.words,
    }
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def read_form(text: str) -> Form:
    """The way back; :data:`UNDECLARED` for a text that is none, which somebody may have forged."""
    try:
        parts: dict[str, Any] = json.loads(text)
        return Form(
            tuple(_read(RecordKind, kind) for kind in parts["kinds"]),
            tuple(_read(FormField, field) for field in parts["fields"]),
            tuple((str(word), Role(role)) for word, role in parts["words"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return UNDECLARED


def _said(item: RecordKind | FormField) -> dict[str, object]:
    """What is not as usual."""
    usual = {field.name: field.default for field in fields(item)}
    return {name: value for name, value in asdict(item).items() if value != usual[name]}


def _read(kind: type[Declared], said: dict[str, Any]) -> Declared:
    values: dict[str, Any] = {}
    for name, value in said.items():
        if name in _ENUMS:
            values[name] = _ENUMS[name](value)
        elif isinstance(value, list):
            values[name] = tuple(map(str, value))  # pyright: ignore[reportUnknownArgumentType]
        elif isinstance(value, (str, int)):
            values[name] = value
        else:
            raise TypeError(name)
    return kind(**values)
