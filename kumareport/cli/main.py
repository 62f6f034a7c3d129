"""The ``kumareport`` command."""

import gc
import gettext
import os
import sys
from pathlib import Path

from kumareport.cli import console
from kumareport.errors import KumareportError

# typer takes its own words (Usage, Options …) through gettext; they are translated in locale/.
os.environ["LANGUAGE"] = "ja"
gettext.bindtextdomain("messages", str(Path(__file__).resolve().parent.parent / "locale"))

import typer  # noqa: E402
from typer.exceptions import TyperException  # noqa: E402

from kumareport import __version__  # noqa: E402
from kumareport.cli import (  # noqa: E402
    apply,
    build,
    check,
    collect,
    compare,
    distribute,
    doctor,
    explain,
    export,
    init,
    rollover,
    template,
    watch,
)
from kumareport.cli.japanese import (  # noqa: E402
    JapaneseCommand,
    JapaneseGroup,
    usage_message,
)

app = typer.Typer(
    help="総合計画の評価・検証報告書を、Excel の様式から Word の公式様式へ作ります。"
    "「kumareport ブック.xlsx」だけでも報告書を作ります。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    cls=JapaneseGroup,
    options_metavar="[オプション]",
    subcommand_metavar="コマンド …",
)
_USE_CASES = (
    check.check, build.build, distribute.distribute, collect.collect, apply.apply, compare.compare,
    explain.explain, init.init, rollover.rollover, export.export, watch.watch,
    doctor.doctor,
)  # fmt: skip
for command in _USE_CASES:
    app.command(cls=JapaneseCommand, options_metavar="[オプション]")(command)
app.add_typer(template.app, name="template")
_COMMANDS = (*(command.__name__ for command in _USE_CASES), "template")


def _show_version(wanted: bool) -> None:
    if wanted:
        console.say(f"kumareport {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(
        False, "--version", help="版を表示します", callback=_show_version, is_eager=True
    ),
    debug: bool = typer.Option(False, "--debug", help="開発者用：エラーの詳細を表示します"),
) -> None:
    """総合計画の評価・検証報告書を、Excel の様式から Word の公式様式へ作ります。"""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code: 0 fine, 1 the input has errors, 2 it could not run."""
    console.set_up()
    # A command makes much and throws little away: looking for garbage every 700 objects took a sixth
    # of its time.
    gc.set_threshold(100_000, 50, 50)
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    # A workbook alone, as when it is dropped on a shortcut, means build.
    if words and words[0] not in _COMMANDS and not words[0].startswith("-"):
        words.insert(0, "build")
    try:
        code = app(words, standalone_mode=False)
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            return console.CANNOT_RUN
        console.complain(KumareportError(*usage_message(error)))
        return console.CANNOT_RUN
    except KumareportError as error:
        if debug:
            raise
        console.complain(error)
        return console.CANNOT_RUN
    except KeyboardInterrupt:
        sys.stderr.write("中止しました。\n")
        return console.CANNOT_RUN
    except MemoryError:
        sys.stderr.write("エラー：メモリーが足りません。ほかのソフトを閉じてから試してください。\n")
        return console.CANNOT_RUN
    return code if isinstance(code, int) else console.OK
