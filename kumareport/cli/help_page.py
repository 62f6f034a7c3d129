"""The help of a command in plain Japanese lines: nothing is cut, whatever the terminal's width."""

from collections.abc import Iterator, Sequence
from typing import Any

from kumareport.language.text_width import text_width
from kumareport.present.terminal import wrap

_NARROWEST, _WIDEST = 40, 100
_LABEL_MOST = 26
"""Columns that a label may take before its explanation moves to a line of its own."""
# typer makes these two options itself, with English help.
_MADE_BY_TYPER = {
    "--install-completion": "Tab キーでの補完を、今のシェルに入れます",
    "--show-completion": "補完の設定を表示します（自分で入れるとき）",
    "--help": "この説明を表示します",
}


def help_page(context: Any, columns: int) -> str:
    """What a command does, how it is written, its arguments, options and commands, an example.

    Args:
        context: typer's context of the command (a private type).
        columns: the terminal's width in half-width characters.
    """
    command = context.command
    room = max(_NARROWEST, min(columns, _WIDEST))
    parameters = [p for p in command.get_params(context) if not getattr(p, "hidden", False)]
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option"]
    inner = getattr(command, "commands", {})
    lines = [*_usage(context, arguments, options, bool(inner), room), ""]
    lines += wrap(command.help or "", room)
    tables = (
        ("コマンド", [(name, _summary(one)) for name, one in inner.items()]),
        ("引数", [(str(p.metavar), p.help or "") for p in arguments]),
        ("オプション", [(_option(p), _explained(p)) for p in options]),
    )
    for title, rows in tables:
        if rows:
            lines += ["", title, *_table(rows, room)]
    if command.epilog:
        lines += ["", "例", *(f"  {line}" for line in command.epilog.splitlines())]
    return "\n".join(lines) + "\n"


def usage(path: str, arguments: Sequence[Any], *, has_options: bool, has_commands: bool) -> str:
    """A command line in one line: ``kumareport check ブック [オプション]``."""
    words = [path, *(argument_word(p) for p in arguments)]
    words += ["コマンド …"] if has_commands else []
    return " ".join([*words, *(["[オプション]"] if has_options else [])])


def argument_word(argument: Any) -> str:
    """An argument as it stands in a command line."""
    name = str(argument.metavar)
    return name if argument.required else f"[{name}]"


def _usage(
    context: Any, arguments: Sequence[Any], options: Sequence[Any], group: bool, room: int
) -> Iterator[str]:
    path = context.command_path
    text = usage(path, arguments, has_options=bool(options), has_commands=group)
    yield from wrap(f"使い方：{text}", room)


def _summary(command: Any) -> str:
    return (command.help or "").split("\n", 1)[0]


def _option(option: Any) -> str:
    short = ", ".join(name for name in sorted(option.opts, key=len))
    lead = "" if short.startswith("-") and not short.startswith("--") else "    "
    value = f" {option.metavar}" if option.metavar and not option.is_flag else ""
    return f"{lead}{short}{value}"


def _explained(option: Any) -> str:
    text = next((_MADE_BY_TYPER[o] for o in option.opts if o in _MADE_BY_TYPER), option.help or "")
    if option.required:
        return f"{text}【必須】"
    default = option.default
    if isinstance(default, str | int) and not isinstance(default, bool) and default:
        return f"{text}。省くと {default}"
    return text


def _table(rows: Sequence[tuple[str, str]], room: int) -> Iterator[str]:
    widths = [text_width(label) for label, _ in rows]
    column = max((w for w in widths if w <= _LABEL_MOST), default=_LABEL_MOST)
    indent = " " * (column + 4)
    for (label, text), width in zip(rows, widths, strict=True):
        lines = list(wrap(text, room - len(indent)))
        if width > column:
            yield f"  {label}"
        else:
            first = lines.pop(0) if lines else ""
            yield f"  {label}{' ' * (column - width + 2)}{first}".rstrip()
        yield from (f"{indent}{line}" for line in lines)
