"""A paragraph that prints places among words of its own: which characters belong to which place."""

import itertools
from collections.abc import Sequence

from msgspec import Struct

from kumareport.model.issued import IssuedPart
from kumareport.model.lettering import cut


class Segments(Struct, frozen=True):
    """A line, shared out.

    Attributes:
        texts: the text of each place, in order.
        kept: the template's own words that stand as they were.
        changed: those that were changed: as issued, as they stand now.
        is_readable: whether the places could be told apart; otherwise ``texts`` is as issued, and
            the whole line is ``changed``.
    """

    texts: tuple[str, ...]
    kept: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    is_readable: bool = True


def share(
    parts: Sequence[IssuedPart], text: str, ranges: Sequence[tuple[int, int] | None]
) -> Segments:
    """Share out a line.

    Args:
        parts: the paragraph as issued.
        text: the line as it stands now.
        ranges: for each place, the characters inside its bookmark; None where that is lost.
    """
    words = "".join(part.text for part in parts if part.anchor is None)
    places = sum(part.anchor is not None for part in parts)
    if places == 1 and not words:
        return Segments((text,))
    found = _by_words(parts, text) or _by_bookmarks(parts, text, ranges)
    if found is None:
        unchanged = tuple(part.text for part in parts if part.anchor is not None)
        whole = "".join(part.text for part in parts), text
        return Segments(unchanged, changed=(whole,), is_readable=False)
    return found


def _by_words(parts: Sequence[IssuedPart], text: str) -> Segments | None:
    """By the words between the places, where each can be found in just one way."""
    texts: list[str] = []
    at = 0
    is_open = False
    for part in parts:
        if part.anchor is not None:
            if is_open:
                return None
            is_open = True
            continue
        where = text.find(part.text, at)
        if where < 0 or (is_open and text.count(part.text, at) > 1):
            return None
        if is_open:
            texts.append(cut(text, at, where))
            is_open = False
        elif where != at:
            return None
        at = where + len(part.text)
    if is_open:
        texts.append(cut(text, at, len(text)))
    elif at != len(text):
        return None
    return Segments(tuple(texts), tuple(part.text for part in parts if part.anchor is None))


def _by_bookmarks(
    parts: Sequence[IssuedPart], text: str, ranges: Sequence[tuple[int, int] | None]
) -> Segments | None:
    known = [found for found in ranges if found is not None]
    if len(known) != len(ranges) or any(a[1] > b[0] for a, b in itertools.pairwise(known)):
        return None
    texts = [cut(text, start, end) for start, end in known]
    gaps = [text[a:b] for a, b in zip([0, *(e for _, e in known)], [*(s for s, _ in known), len(text)], strict=True)]  # fmt: skip
    words = [""]
    for part in parts:
        if part.anchor is None:
            words[-1] += part.text
        else:
            words.append("")
    pairs = list(zip(words, gaps, strict=True))
    kept = tuple(old for old, new in pairs if old == new)
    return Segments(tuple(texts), kept, tuple((o, n) for o, n in pairs if o != n))
