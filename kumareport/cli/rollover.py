"""``kumareport rollover``"""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.errors import InputFileError
from kumareport.years import years


def rollover(
    source: Annotated[Path, typer.Argument(metavar="ブック", help="今年度の様式（.xlsx）")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="ファイル", help="作る次年度のブック"),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option("--year", metavar="年度", help="次の年度（例：R6）。省くと自動で決めます"),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option("--target", metavar="年度", help="新しく足す検証値の年度（例：R9）"),
    ] = None,
    keep_texts: Annotated[
        bool,
        typer.Option("--keep-texts", help="前年度の文を「項目名・本文」にも残します"),
    ] = False,
) -> None:
    """次の年度のブックと、確認表（変えたところと確かめるところの一覧）を作ります。"""
    from kumareport import pipeline

    wanted = years([year]) if year else ()
    if len(wanted) > 1:
        raise InputFileError("--year の年度は１つです。", "例：--year R6")
    book = output or source.with_name(f"{source.stem}（次年度）{source.suffix}")
    made = pipeline.rollover(
        source,
        book,
        year=wanted[0] if wanted else None,
        targets=years(target) if target else (),
        keep_texts=keep_texts,
    )
    counts = Counter(item.topic for item in made.items)
    console.tell_written(made.written)
    console.say(f"作りました：{made.checklist}")
    parts = "、".join(f"{topic} {count} 件" for topic, count in counts.items())
    console.say(f"評価の年度：{made.year}　{parts}")
    console.say("確認表の「確認表」シートを上から順に確かめてください。")
