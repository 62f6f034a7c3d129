"""How a mark's symbol is spelled in a sentence."""

import re
from functools import lru_cache

from kumareport.model.mark import Mark
from kumareport.narrative.sentences import flatten

_LIKE = {"○": "○◯〇", "×": "×✕✖", "△": "△"}


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with a mark in it; the module re keeps fewer than the marks of some schemes need."""
    return re.compile(pattern)


def stands_in(mark: Mark, text: str) -> bool:
    """Whether a text holds a mark's symbol at all; most sentences hold none, and no pattern is tried."""
    symbol = flat(mark.symbol)
    return any(letter in text for letter in _LIKE.get(symbol, (symbol,)))


def is_told_in(mark: Mark, text: str) -> bool:
    """Whether a text holds a mark's symbol or the words of its legend."""
    return stands_in(mark, text) or (bool(mark.meaning) and flat(mark.meaning) in text)


def spelled(mark: Mark) -> str:
    """A pattern of a mark's symbol, and not of one that holds it (★ in ★★)."""
    return _spelled(mark.symbol)


@lru_cache(maxsize=1024)
def flat(typed: str) -> str:
    """A mark's symbol or its words in the form in which texts are compared."""
    return flatten(typed)


@lru_cache(maxsize=1024)
def _spelled(typed: str) -> str:
    symbol = flatten(typed)
    if not symbol:
        return ""
    plain = "[" + _LIKE[symbol] + "]" if symbol in _LIKE else re.escape(symbol)
    # 「遅れ」 is not in 「やや遅れ」.
    return f"(?<!やや)(?<!概ね)(?<!{re.escape(symbol[0])}){plain}(?!{re.escape(symbol[-1])})"
