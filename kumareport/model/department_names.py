"""The departments that one cell names."""

from collections.abc import Iterable

from kumareport.patterns import regex

_SEPARATORS = regex(r"[、，,､／/\n]+")


def departments_in(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The departments that a cell 所管課 names: one, or several with separators between them.

    A name of 所管課一覧 is one name, whatever is in it.
    """
    text = text.strip()
    if not text or text in set(known):
        return (text,) if text else ()
    return tuple(dict.fromkeys(part.strip() for part in _SEPARATORS.split(text) if part.strip()))
