"""``kumareport check``"""

from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.cli.arguments import BookFile
from kumareport.cli.mistakes import choose
from kumareport.output import Written

FORMATS = ("text", "json")


def check(
    source: BookFile,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="ファイル",
            help="点検結果のブック（.xlsx）。セルへのリンク、判定一覧、判定の試算も入ります",
        ),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous", metavar="ブック", help="前年度のブック。過去の値や文章と比べます"
        ),
    ] = None,
    marked_copy: Annotated[
        Path | None,
        typer.Option(
            "--marked-copy",
            metavar="ファイル",
            help="指摘のあるセルに色とメモを付けた、ブックの写しを作ります",
        ),
    ] = None,
    output_format: Annotated[
        str,
        typer.Option(
            "--format", metavar="形式", help="表示の形式。text（文字）か json（プログラム用）"
        ),
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="警告も終了コード 1 にします")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="結果をすべて表示します")] = False,
) -> None:
    """ブックを点検し、見つかったことをすべて知らせます。"""
    from kumareport import pipeline
    from kumareport.model.finding import Severity
    from kumareport.present import text
    from kumareport.present.screen import screen

    output_format = choose(output_format, FORMATS, "--format")
    result = pipeline.check(source, previous)
    written: list[Written] = []
    notes: list[str] = []
    if output is not None:
        made = pipeline.write_check_result(result, source, output, previous)
        written.append(made.written)
        if made.carried_over:
            notes.append(f"前の点検結果に記入されていた {made.carried_over} 件を引き継ぎました。")
        if made.set_aside:
            from kumareport.present.finding_sheets import SET_ASIDE_SHEET

            notes.append(
                f"指摘がなくなった {made.set_aside} 件の記入は「{SET_ASIDE_SHEET}」シートに残しました。"
            )
    if marked_copy is not None:
        placed, copy = pipeline.write_marked_copy(result, source, marked_copy)
        written.append(copy)
        notes.append(f"{copy.path.name}：{placed} 件をメモに付けました。")
    if output_format == "json":
        from kumareport.present import json

        console.show(json.to_json(result.findings, result.acknowledged))
    elif show_all:
        for line in text.lines(result.findings, console.shows_color()):
            console.show(line)
        console.show(text.counts(result.findings, len(result.acknowledged)))
    else:
        see_all = f"すべては {written[0].path.name} で" if output else "すべては --all か -o で"
        terminal = console.terminal(len(written) + len(notes))
        for line in screen(result.findings, len(result.acknowledged), terminal, see_all):
            console.show(line)
    # A program that reads the JSON must find nothing else there.
    tell = console.say if output_format == "text" else console.whisper
    console.tell_written(*written, tell=tell)
    for note in notes:
        tell(note)
    failed = result.has_errors or (strict and result.count(Severity.WARNING) > 0)
    raise typer.Exit(console.HAS_ERRORS if failed else console.OK)
