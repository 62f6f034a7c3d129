"""Write ``docs/コマンド.md`` from the commands themselves: ``python tools/make_cli_reference.py``."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import typer  # noqa: E402

from kumareport.cli.help_page import usage  # noqa: E402
from kumareport.cli.main import app  # noqa: E402

TARGET = ROOT / "docs" / "コマンド.md"
HEAD = """# コマンド

`kumareport` のすべてのコマンドです。このページは、コマンド自身の説明から作っています。

どのコマンドも、`--help` で説明を表示します（`kumareport help build` でも同じです）。元のブックは書き換えません。

- `-q`（`--quiet`）を付けると、頼んだものとエラーのほかは表示しません。どの場所に書いても構いません。
- `kumareport --install-completion` で、コマンドとオプションを Tab キーで補えるようになります。
- `-V`（`--version`）で版を表示します。

| 終了コード | 意味 |
|---|---|
| 0 | 問題なし（参考と警告はあってもよい） |
| 1 | 入力にエラーがある |
| 2 | 実行できない（ファイルがない、開けない、テンプレートが使えない など） |
| 3 | このツールの不具合（記録のファイルの場所を表示します） |
"""


def page() -> str:
    """The whole page."""
    root: Any = typer.main.get_command(app())
    return "\n".join([HEAD, *_overview(root), *_commands(root, "kumareport")])


def _overview(root: Any) -> Iterator[str]:
    """What each command does, in a line."""
    yield "| コマンド | すること |"
    yield "|---|---|"
    for name, command in root.commands.items():
        inner = getattr(command, "commands", None)
        for path, one in (
            {f"{name} {n}": c for n, c in inner.items()} if inner else {name: command}
        ).items():
            yield f"| [`kumareport {path}`](#kumareport-{path.replace(' ', '-')}) | {one.help.strip()} |"
    yield ""


def _commands(group: Any, path: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{path} {name}")
        else:
            yield from _command(command, f"{path} {name}")


def _command(command: Any, path: str) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    yield f"## {path}\n"
    yield f"{command.help.strip()}\n"
    line = usage(path, arguments, has_options=bool(options), has_commands=False)
    yield f"```\n{line}\n```\n"
    if arguments or options:
        yield "| 引数・オプション | 説明 |"
        yield "|---|---|"
    for parameter in [*arguments, *options]:
        name = parameter.metavar or "" if parameter in arguments else _option(parameter)
        needed = "（必須）" if parameter.required and parameter in options else ""
        default = parameter.default
        usual = (
            f"。省くと {default}"
            if isinstance(default, str | int) and default and default is not True
            else ""
        )
        yield f"| `{name}` | {needed}{parameter.help or ''}{usual} |"
    yield f"\n例：\n\n```\n{command.epilog}\n```\n"


def _option(option: Any) -> str:
    value = f" {option.metavar}" if option.metavar and not option.is_flag else ""
    return ", ".join(option.opts) + value


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
