"""``kumareport export``"""

from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.cli.arguments import BookFile
from kumareport.cli.mistakes import choose
from kumareport.model.finding import Severity


def export(
    source: BookFile,
    folder: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="フォルダー", help="データを書き出すフォルダー"),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar="形式", help="csv、json、all（両方）")
    ] = "all",
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="文字コード", help="CSV の文字コード：utf-8、cp932")
    ] = "utf-8",
) -> None:
    """報告書の内容を、公開データ（CSV と JSON）にします。"""
    from kumareport import pipeline
    from kumareport.pipeline.exporting import ENCODINGS, FORMATS

    format = choose(format, FORMATS, "--format")
    encoding = choose(encoding, ENCODINGS, "--encoding")
    result = pipeline.export(
        source, folder or source.parent / "output" / "公開データ", format=format, encoding=encoding
    )
    for path in result.written:
        console.say(f"作りました：{path}")
    if result.folder.why is not None:
        console.say(
            f"　「{result.folder.wanted.name}」には人が直したファイルがあるので、そのまま残しました。"
        )
    if result.lacking:
        shown = "、".join(f"{char}（{count}）" for char, count in result.lacking.most_common(20))
        total = sum(result.lacking.values())
        console.say(f"{encoding} にない文字 {total} 字を 〓 にしました：{shown}")
        console.say("　→ 文字を残すには --encoding utf-8 で書き出してください。")
    errors = result.checked.count(Severity.ERROR)
    if errors:
        console.say(f"エラーが {errors} 件あります。直るまで公開しないでください。")
        console.say(f"　→ kumareport check {source.name} で確かめてください。")
        raise typer.Exit(console.HAS_ERRORS)
