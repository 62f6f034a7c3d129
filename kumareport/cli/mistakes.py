"""What somebody who mistyped a command line probably meant."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kumareport.errors import KumareportError
from kumareport.language.signs import DASHES, FULL_WIDTH_DASH

_CLOSE = 0.55
"""Likeness (0 to 1, difflib) from which a word is offered."""


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words that a word resembles or begins, the likest first; at most three."""
    folded = unicodedata.normalize("NFKC", word).lower()
    spelled = {one.lower(): one for one in known}
    begun = [one for one in spelled if len(folded) > 1 and one.startswith(folded)]
    alike = difflib.get_close_matches(folded, spelled, n=3, cutoff=_CLOSE)
    return [spelled[one] for one in dict.fromkeys([*begun, *alike])][:3]


def choose(value: str, choices: Sequence[str], option: str) -> str:
    """The choice that was typed, also in other letters (ｃｓｖ, CSV).

    Raises:
        KumareportError: it is none; the nearest and all are named.
    """
    folded = {_folded(choice): choice for choice in choices}
    if _folded(value) in folded:
        return folded[_folded(value)]
    raise KumareportError(
        f"{option} に「{value}」は使えません。{_perhaps(nearest(value, choices))}",
        f"{'、'.join(choices)} から選んでください。",
    )


def unknown_command(
    word: str, commands: Mapping[str, Any], path: str = "kumareport"
) -> KumareportError:
    """A word that is no command; looked for in the commands' names, then in what they do."""
    found = nearest(word, commands)
    if not found and len(word) > 1:
        found = [name for name, one in commands.items() if word in (one.help or "")]
    return KumareportError(
        f"「{word}」というコマンドはありません。{_perhaps([f'{path} {name}' for name in found])}",
        f"コマンドの一覧は {path} --help で見られます。",
    )


def is_file_word(word: str) -> bool:
    """Whether a first word is meant as a file rather than as a command."""
    path = Path(word)
    return bool(path.suffix) or "/" in word or "\\" in word or path.exists()


def unknown_option(option: str, command: Any, path: str) -> KumareportError:
    """An option that the command does not have, or a dash that a mail program has changed."""
    hint = f"使えるオプションは {path} --help で見られます。"
    known = [name for one in command.params for name in one.opts]
    return KumareportError(
        f"「{option}」というオプションはありません。{_perhaps(nearest(option, known))}", hint
    )


def dash_word(word: str) -> KumareportError | None:
    """A word that begins with a dash that is none: －－all, ―all, –o, ーー."""
    dashes = DASHES.replace("-", "") + FULL_WIDTH_DASH + "ー―"
    rest = word.lstrip(dashes + "-")
    if not word or word[0] not in dashes or not rest:
        return None
    meant = ("-" if len(rest) == 1 else "--") + unicodedata.normalize("NFKC", rest)
    return KumareportError(
        f"「{word}」の横棒が、半角の「-」ではありません。もしかして：{meant}",
        "横棒は半角で打ってください（メールや Word から写すと、長い横棒に変わることがあります）。",
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace("-", "").replace("_", "")


def _perhaps(found: Sequence[str]) -> str:
    return f"もしかして：{'、'.join(found)}" if found else ""
