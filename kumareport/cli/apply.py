"""``kumareport apply``"""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.cli.arguments import BookFile


def apply(
    source: BookFile,
    proposals: Annotated[
        Path, typer.Argument(metavar="反映案", help="判断を記入した反映案のブック（.xlsx）")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="ファイル", help="できあがるブックの写し"),
    ] = None,
) -> None:
    """反映案で採用とした修正を、ブックの写しに反映します。"""
    from kumareport import pipeline

    target = output or source.with_name(f"{source.stem}（反映後）{source.suffix}")
    done = pipeline.apply(source, proposals, target, datetime.datetime.now().astimezone())
    console.say(f"反映しました：{done.carried_out} 件")
    if done.already:
        console.say(f"もう反映されていました：{done.already} 件")
    console.say(f"不採用 {done.rejected} 件、保留 {done.waiting} 件、未判断 {done.open} 件")
    for refused in done.refused:
        console.say(f"反映していません　{refused}")
    if done.written is not None:
        console.tell_written(done.written)
    if done.has_formulas:
        console.say(
            "数式の結果は古いままです。check や build の前に、Excel で開いて上書き保存してください。"
        )
    if done.refused:
        raise typer.Exit(console.HAS_ERRORS)
