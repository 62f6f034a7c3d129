"""An indicator's cell: its name, and the notes (※…) below it."""

from collections.abc import Sequence

from kumareport.model.lettering import joined, looks_alike, split_lines, stripped
from kumareport.patterns import regex

_MARKED = regex(r"[※＊*]|注[0-9０-９]*[）):：]|[（(]注")
_BRACKETED = regex(r"[（(].*[）)]")


def split_name(text: str) -> tuple[str, tuple[str, ...]]:
    """An indicator's name on one line, and its notes.

    Lines after the first that begin with ※, ＊ or 注）, or that stand wholly in brackets, are notes; any other
    line break is one that the typist made to fit the cell.
    """
    if text.isprintable():
        return stripped(text), ()  # It has no line breaks.
    first, *rest = [stripped(line) for line in split_lines(text) if line.strip()] or [""]
    name, notes = first, list[str]()
    for line in rest:
        if _is_note(line):
            notes.append(line)
        elif notes:
            notes[-1] = joined("", (notes[-1], line))
        else:
            name = joined("", (name, line))
    return name, tuple(notes)


def join_name(text: str, name: str, notes: Sequence[str]) -> str:
    """An indicator's cell with another name or other notes; the typist's own line breaks stay in
    what does not change.

    Args:
        text: the cell as it is.
        name, notes: as :func:`split_name` is to give them for the result.
    """
    old_name, old_notes = split_name(text)
    lines = [stripped(line) for line in split_lines(text) if line.strip()]
    first = next((n for n, line in enumerate(lines) if n and _is_note(line)), len(lines))
    kept_name = lines[:first] if _is_same([name], [old_name]) else [name]
    kept_notes = lines[first:] if _is_same(notes, old_notes) else notes
    return joined("\n", [*kept_name, *kept_notes])


def _is_same(texts: Sequence[str], others: Sequence[str]) -> bool:
    pairs = zip(texts, others, strict=False)
    return list(texts) == list(others) and all(looks_alike(*pair) for pair in pairs)


def _is_note(line: str) -> bool:
    return _MARKED.match(line) is not None or _BRACKETED.fullmatch(line) is not None
