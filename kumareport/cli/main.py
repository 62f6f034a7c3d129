"""The ``kumareport`` command."""

import gc
import gettext
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, cast

# A command makes much and throws little away: looking for garbage every 700 objects took a sixth of
# its time. Before anything else is loaded, which makes most of it.
gc.set_threshold(250_000, 50, 50)

from kumareport.cli import console  # noqa: E402

# typer takes its own words (Usage, Options …) through gettext; they are translated in locale/.
os.environ["LANGUAGE"] = "ja"
gettext.bindtextdomain("messages", str(Path(__file__).resolve().parent.parent / "locale"))

import typer  # noqa: E402
from typer.exceptions import TyperException  # noqa: E402

from kumareport import (  # noqa: E402
    __version__,
    patterns,
    prepared,
)
from kumareport.cli.japanese import JapaneseCommand, JapaneseGroup, usage_error  # noqa: E402
from kumareport.cli.last_resort import guarded  # noqa: E402
from kumareport.cli.mistakes import dash_word, is_file_word, unknown_command  # noqa: E402

_EXAMPLES = {
    "check": "kumareport check input.xlsx -o 点検結果.xlsx",
    "build": "kumareport build input.xlsx\nkumareport build input.xlsx --draft --chapter 第３章",
    "distribute": "kumareport distribute input.xlsx 照会 --deadline R9.1.29 --contact 内線2035",
    "collect": "kumareport collect input.xlsx 返送 照会/配付一覧.xlsx",
    "apply": "kumareport apply input.xlsx output/反映案.xlsx",
    "compare": "kumareport compare 昨日のinput.xlsx input.xlsx",
    "explain": "kumareport explain N02",
    "init": "kumareport init 新計画 --plan 総合計画 --baseline R5 --actual R6 --target R9",
    "import": "kumareport import 昨年の報告書.docx -o 新しいブック",
    "rollover": "kumareport rollover input.xlsx -o 次年度.xlsx",
    "export": "kumareport export input.xlsx -o 公開データ",
    "publish": "kumareport publish input.xlsx -o ウェブページ --previous 昨年のinput.xlsx",
    "watch": "kumareport watch input.xlsx",
    "desk": "kumareport desk\nkumareport desk input.xlsx",
    "doctor": "kumareport doctor input.xlsx",
}
COMMANDS = (*_EXAMPLES, "template")
"""Each is the function of its name in the module of its name; ``template`` is a group."""
_FUNCTIONS = {"import": "import_files"}
"""``import`` is no name of Python's."""


def app(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command with these of its commands: one that is known alone loads no other."""
    made = typer.Typer(
        help="総合計画の評価・検証報告書を、Excel の様式から Word の公式様式へ作ります。"
        "「kumareport ブック.xlsx」だけでも報告書を作ります。",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        cls=JapaneseGroup,
        epilog="kumareport check input.xlsx\nkumareport help build",
    )
    made.callback()(_options)
    for name in names:
        function = _FUNCTIONS.get(name, name)
        module = import_module(f"kumareport.cli.{function}")
        if name == "template":
            made.add_typer(module.app, name=name)
        else:
            made.command(name, cls=JapaneseCommand, epilog=_EXAMPLES[name])(
                getattr(module, function)
            )
    return made


_INTERRUPTED = 130
"""What typer returns for Ctrl+C."""


def _show_version(wanted: bool) -> None:
    if wanted:
        console.say(f"kumareport {__version__}")
        raise typer.Exit


def _options(
    version: bool = typer.Option(
        False, "-V", "--version", help="版を表示します", callback=_show_version, is_eager=True
    ),
    quiet: bool = typer.Option(
        False, "-q", "--quiet", help="頼んだものとエラーのほかは表示しません"
    ),
    debug: bool = typer.Option(False, "--debug", help="開発者用：エラーの詳細を表示します"),
) -> None:
    """総合計画の評価・検証報告書を、Excel の様式から Word の公式様式へ作ります。"""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code: 0 fine, 1 the input has errors, 2 it could not run, 3 a fault."""
    if arguments is None:
        _insist_on_utf8()
        prepared.begin()
    console.set_up()
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = _taken(words, "--debug")
    console.be_quiet(_taken(words, "-q", "--quiet"))
    try:
        return guarded(lambda: _run(words), debug=debug)
    finally:
        if arguments is None:
            # The process ends here: looking through all that it has made once more, to throw it away,
            # took a tenth of a check.
            gc.freeze()
            patterns.keep()
            prepared.keep()


def _insist_on_utf8() -> None:
    """Begin again in Python's UTF-8 mode where the locale has only ASCII: no Japanese file name
    could be opened."""
    if sys.platform != "win32" and sys.getfilesystemencoding() not in ("utf-8", "utf8"):
        os.execve(sys.executable, sys.orig_argv, {**os.environ, "PYTHONUTF8": "1"})


def _run(words: list[str]) -> int:
    try:
        meant = _meant(words)
        known = [name for name in meant[:1] if name in COMMANDS]
        code = app(known or COMMANDS)(meant, prog_name="kumareport", standalone_mode=False)
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            console.show(str(error).rstrip())
            return console.CANNOT_RUN
        console.complain(usage_error(error))
        return console.CANNOT_RUN
    if code == _INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else console.OK


def _taken(words: list[str], *names: str) -> bool:
    """Whether a general option stands anywhere in the words; it is taken out."""
    before_names = words.index("--") if "--" in words else len(words)
    found = [n for n, word in enumerate(words[:before_names]) if word in names]
    for n in reversed(found):
        del words[n]
    return bool(found)


def _meant(words: list[str]) -> list[str]:
    """The words as typer takes them: a workbook alone means build, ``help X`` means ``X --help``."""
    for word in words:
        if (error := dash_word(word)) is not None and not Path(word).exists():
            raise error
    if not words or words[0].startswith("-"):
        return words
    if words[0] == "help":
        return [*words[1:], "--help"]
    if words[0] in COMMANDS:
        return words
    # As when it is dropped on a shortcut.
    if is_file_word(words[0]):
        return ["build", *words]
    # typer has no public type for a group's commands.
    commands: dict[str, Any] = cast(Any, typer.main.get_command(app())).commands
    raise unknown_command(words[0], commands)
