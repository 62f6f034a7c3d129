"""Help and usage errors in Japanese, in place of typer's English."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from kumareport.cli import console
from kumareport.cli.help_page import help_page
from kumareport.cli.mistakes import unknown_command, unknown_option
from kumareport.cli.plain_words import take_plainly
from kumareport.errors import KumareportError
from kumareport.patterns import regex


class _JapaneseHelp:
    """The help page. (typer's context and formatter are private types.)"""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write(help_page(ctx, console.terminal().columns))

    def get_params(self, ctx: Any) -> list[Any]:
        """The arguments and options, ``--help`` among them."""
        own: Any = super()
        params: list[Any] = own.get_params(ctx)
        take_plainly(params)
        return params


class JapaneseCommand(_JapaneseHelp, TyperCommand):
    """A command."""


class JapaneseGroup(_JapaneseHelp, TyperGroup):
    """A group of commands."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command of a word.

        Raises:
            KumareportError: there is none of that name; the nearest is offered.
        """
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise unknown_command(args[0], self.commands, ctx.command_path)
        return super().resolve_command(ctx, args)


def usage_error(error: Any) -> KumareportError:
    """What is wrong with a command line, and what to do."""
    kind = type(error).__name__
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "kumareport"
    hint = f"使い方は {path} --help で見られます。"
    param = getattr(error, "param", None)
    name = getattr(param, "metavar", None) or ""
    if param is not None and str(param.opts[0]).startswith("-"):
        name = max(param.opts, key=len)
    if kind == "MissingParameter":
        example = getattr(getattr(context, "command", None), "epilog", None)
        return KumareportError(
            f"「{name}」が指定されていません。",
            f"例：{example.splitlines()[0]}" if example else hint,
        )
    if kind == "NoSuchOption":
        return unknown_option(error.option_name, error.ctx.command, path)
    if kind == "BadParameter":
        return KumareportError(f"「{name}」の値が正しくありません。", hint)
    if kind in ("BadOptionUsage", "BadArgumentUsage"):
        option = getattr(error, "option_name", "")
        wrong = "に値は要りません" if "does not take" in str(error) else "のあとに値がありません"
        return KumareportError(f"オプション {option} {wrong}。", hint)
    extra = regex(r"extra argument\(s\) \((.*)\)").search(str(error))
    if extra:
        return KumareportError(
            f"余分な言葉があります：{extra[1]}",
            f'空白の入った名前は " " で囲んでください。{hint}',
        )
    return KumareportError("コマンドの書き方が正しくありません。", hint)
