"""Telling how far the work is."""

from collections.abc import Callable

Progress = Callable[[str], None]


Count = Callable[[int, int, str], None]


def silent(_: str) -> None:
    """Progress that nobody watches."""


def uncounted(_done: int, _total: int, _what: str) -> None:
    """A count that nobody watches."""
