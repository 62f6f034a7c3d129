"""The changed parts of a text."""

import difflib

_SHORTEST_KEPT = 2
"""Letters in common that are fewer, between two changes, are marked with them: single letters left
standing make a change harder to read, not easier."""


def marked_pieces(old: str, new: str) -> tuple[tuple[str, bool], ...]:
    """The new text in pieces, each with whether it differs from the old one.

    Where something was only taken out, the letters on both sides of the gap are not marked.
    """
    if not old or not new:
        return ((new, bool(new)),) if new else ()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[tuple[str, bool]] = []
    codes = matcher.get_opcodes()
    for number, (tag, _, _, start, end) in enumerate(codes):
        text = new[start:end]
        inside = 0 < number < len(codes) - 1
        is_marked = tag != "equal" or (inside and len(text) < _SHORTEST_KEPT)
        if not text:
            continue
        if pieces and pieces[-1][1] is is_marked:
            pieces[-1] = (pieces[-1][0] + text, is_marked)
        else:
            pieces.append((text, is_marked))
    return tuple(pieces)
