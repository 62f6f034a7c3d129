"""Texts, paths and flags of a command line, taken as they stand.

typer (0.29) loads pydantic to turn a word into a text or a path: a tenth of what a check costs. A typer
that does not keep its converter where this one does goes on with its own.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

_KEPT = "_runtime_param"
"""Where a parameter of typer keeps the converter that it makes at the first word."""
_CONVERTERS: dict[object, Callable[[Any], object]] = {str: str, Path: Path, bool: bool}
_OF_MANY: dict[object, Callable[[Any], object]] = {list[str]: str, list[Path]: Path}


class _AsItStands(NamedTuple):
    """A converter as typer calls it."""

    convert: Callable[[Any], object]
    takes_many: bool

    def coerce(self, value: Any, param: object, ctx: object) -> object:
        """The text or path of a word, or those of all words; what was not given stays so."""
        if value is None:
            return () if self.takes_many else None
        return [self.convert(word) for word in value] if self.takes_many else self.convert(value)


def take_plainly(params: Iterable[Any]) -> None:
    """Let the parameters that are texts, paths or flags do without pydantic."""
    for param in params:
        if getattr(param, _KEPT, param) is not None:
            continue
        kind = param.type_descriptor.annotation
        many = kind in _OF_MANY
        convert = _OF_MANY.get(kind) or _CONVERTERS.get(kind)
        if convert is not None:
            setattr(param, _KEPT, _AsItStands(convert, many))
