"""Help and usage errors in Japanese.

typer takes part of its own words through gettext (``kumareport/locale``); the rest is fixed English
in its code and is replaced here.
"""

from typing import Any

from typer.core import TyperCommand, TyperGroup


class _JapaneseHelp:
    """The usage line and the help option's own help."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line. (typer's context and formatter are private types.)"""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="使い方：")

    def get_help_option(self, ctx: Any) -> Any:
        """The help option, described in Japanese."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "この説明を表示します"
        return option


class JapaneseCommand(_JapaneseHelp, TyperCommand):
    """A command."""


class JapaneseGroup(_JapaneseHelp, TyperGroup):
    """A group of commands."""


def usage_message(error: Exception) -> tuple[str, str]:
    """What is wrong with a command line, and what to do."""
    kind = type(error).__name__
    param = getattr(error, "param", None)
    name = getattr(param, "metavar", None) or ""
    if param is not None and str(getattr(param, "opts", [""])[0]).startswith("-"):
        name = param.opts[0]
    if kind == "MissingParameter":
        return f"「{name}」が指定されていません。", "使い方は --help で見られます。"
    if kind == "NoSuchOption":
        option = getattr(error, "option_name", "")
        return (
            f"「{option}」というオプションはありません。",
            "使えるオプションは --help で見られます。",
        )
    if kind == "BadParameter":
        return f"「{name}」の値が正しくありません。", "使える値は --help で見られます。"
    if kind in ("BadOptionUsage", "BadArgumentUsage"):
        option = getattr(error, "option_name", "")
        return f"オプション {option} の書き方が正しくありません。", "使い方は --help で見られます。"
    return "コマンドの書き方が正しくありません。", "使い方は --help で見られます。"
