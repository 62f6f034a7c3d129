"""``kumareport collect``"""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.cli.arguments import BookFile
from kumareport.defaults import letter_template


def collect(
    source: BookFile,
    returned: Annotated[
        list[Path],
        typer.Argument(
            metavar="返送…", help="返送されたファイルやフォルダー（配付一覧.xlsx も）。いくつでも"
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="ファイル", help="作る反映案のブック（.xlsx）"),
    ] = None,
    status: Annotated[
        bool,
        typer.Option(
            "--status",
            help="提出の状況を表示し、回収状況の１枚と督促文を作ります（反映案は作りません）",
        ),
    ] = False,
) -> None:
    """返送された照会票を集め、ブックと比べて反映案（Excel）を作ります。"""
    from kumareport import pipeline
    from kumareport.review.returns.status import status_lines

    letters = source.parent / "output" / "回収状況" if status else None
    target = None if status else output or source.parent / "output" / "反映案.xlsx"
    today = datetime.datetime.now().astimezone().date()
    with console.counter("返送されたファイルを読んでいます") as progress:
        result = pipeline.collect(
            source,
            returned,
            target,
            today=today,
            progress=progress,
            letters=letters,
            letter_template=letter_template(source),
        )
    tell = console.show if status else console.say
    for line in status_lines(result.collection, today.isoformat()):
        tell(line)
    if letters is not None:
        console.say(f"回収状況と、締切を過ぎた課への督促文を作りました：{letters}")
    if target is None:
        return
    if result.carried_over:
        console.say(f"前の反映案に記入されていた {result.carried_over} 件を引き継ぎました。")
    assert result.written is not None
    console.tell_written(result.written)
