"""``kumareport doctor``"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.cli.arguments import WordTemplate
from kumareport.defaults import default_output, default_template


def doctor(
    source: Annotated[
        Path | None, typer.Argument(metavar="ブック", help="調べるブック（なくても構いません）")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="ファイル", help="作るはずの Word ファイル"),
    ] = None,
    template: WordTemplate = None,
) -> None:
    """動かすのに要るものがそろっているか、ファイルが開かれていないかを調べます。"""
    from kumareport.pipeline.diagnosis import Health, diagnose

    book = source or Path("input.xlsx")
    items = diagnose(
        template or default_template(book),
        source,
        output or default_output(book),
        sys.stdout.encoding or "",
    )
    stops = False
    for item in items:
        stops |= item.state is Health.STOPS
        console.show(f"{item.state} {item.what}")
        if item.hint:
            console.show(f"　→ {item.hint}")
    if stops:
        console.show("× のところを直してください。")
        raise typer.Exit(console.HAS_ERRORS)
    console.show("使えます。")
