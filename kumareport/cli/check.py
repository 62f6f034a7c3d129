"""``kumareport check``"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console

_SCREEN = 15


class Format(StrEnum):
    """How the findings are printed."""

    TEXT = "text"
    JSON = "json"


def check(
    source: Annotated[Path, typer.Argument(metavar="ブック", help="評価・検証の様式（.xlsx）")],
    output_format: Annotated[
        Format, typer.Option("--format", help="表示の形式（text：文字、json：プログラム用）")
    ] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="警告も終了コード 1 にします")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="結果をすべて表示します")] = False,
) -> None:
    """ブックを点検し、見つかったことをすべて知らせます。"""
    from kumareport import pipeline
    from kumareport.model.finding import Severity
    from kumareport.present import json, text

    result = pipeline.check(source)
    if output_format is Format.JSON:
        console.say(json.to_json(result.findings))
    else:
        for line in text.lines(result.findings, None if show_all else _SCREEN):
            console.say(line)
        console.say(text.summary(result.findings))
    failed = result.has_errors or (strict and result.count(Severity.WARNING) > 0)
    raise typer.Exit(console.HAS_ERRORS if failed else console.OK)
