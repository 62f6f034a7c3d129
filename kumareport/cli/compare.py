"""``kumareport compare``"""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.defaults import default_template


def compare(
    old: Annotated[Path, typer.Argument(metavar="旧ブック", help="変更前の様式（.xlsx）")],
    new: Annotated[Path, typer.Argument(metavar="新ブック", help="変更後の様式（.xlsx）")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="ファイル", help="作る Word ファイル（.docx）"),
    ] = None,
    redline: Annotated[
        bool,
        typer.Option(
            "--redline", help="新旧対照表の代わりに、違いを変更履歴にした新しい報告書を作ります"
        ),
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="ファイル", help="--redline で使う Word のテンプレート"),
    ] = None,
) -> None:
    """２つのブックを比べ、新旧対照表か、見え消し版の報告書（Word）を作ります。"""
    from kumareport import pipeline

    if redline or template:
        target = output or new.parent / "output" / "見え消し版.docx"
        with console.progress() as progress:
            count, written = pipeline.redline(
                old,
                new,
                target,
                template or default_template(new),
                at=datetime.datetime.now().astimezone(),
                progress=progress,
            )
        console.say(f"変更履歴 {count} か所" if count else "変更はありません。")
        console.tell_written(written)
        return
    target = output or new.parent / "output" / "新旧対照表.docx"
    with console.progress() as progress:
        result = pipeline.compare(old, new, target, progress=progress)
    counts = result.comparison.counts()
    parts = "、".join(f"{topic} {count} 件" for topic, count in counts.items())
    console.say(f"変更 {sum(counts.values())} 件（{parts}）" if counts else "変更はありません。")
    for path in result.faulty:
        console.say(f"{path.name} には、報告書に載らない行や列があり、比べていません。")
        console.say(f"　→ kumareport check {path.name} で確かめてください。")
    console.tell_written(result.written)
