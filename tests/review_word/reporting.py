"""What a return says, in short lines that a person can write down beforehand."""

from pathlib import Path

from kumareport.model.anchor import Anchor
from kumareport.review.returns.word.word_returned import ReturnedWord, read_returned


def short(result: ReturnedWord) -> list[str]:
    """Each difference as one line.

    ``PLACE → text`` (or ``✕`` for a paragraph that is gone, ``⤴ PLACE`` for a joined one), ``＋BOX
    ｜after｜text``, ``？text`` for what has no place, with ``（issued）`` before it.
    """
    found: list[str] = []
    for text in result.texts:
        if text.joined_to is not None:
            found.append(f"{name(text.anchor)} ⤴ {name(text.joined_to)}")
        elif text.current is None:
            found.append(f"{name(text.anchor)} ✕")
        elif text.is_changed:
            found.append(f"{name(text.anchor)} → {text.current}")
    for new in result.added:
        origin = new.moved_from or new.split_from
        sign = "移" if new.moved_from else "分" if new.split_from else ""
        after = "" if new.after is None else name(new.after)
        found.append(
            f"＋{name(new.box)}｜{after}｜{new.text}{f'（{sign} {name(origin)}）' if origin else ''}"
        )
    for rest in result.unplaced:
        found.append(f"？{f'（{rest.issued}）' if rest.issued else ''}{rest.text}")
    return found


def name(anchor: Anchor) -> str:
    return anchor.key.rstrip(":")


def read(path: Path) -> list[str]:
    return short(read_returned(path))
