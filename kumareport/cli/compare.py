"""``kumareport compare``"""

from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console


def compare(
    old: Annotated[Path, typer.Argument(metavar="旧ブック", help="変更前の様式（.xlsx）")],
    new: Annotated[Path, typer.Argument(metavar="新ブック", help="変更後の様式（.xlsx）")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="ファイル", help="作る新旧対照表（.docx）"),
    ] = None,
) -> None:
    """２つのブックを比べ、変わったところの新旧対照表（Word）を作ります。"""
    from kumareport import pipeline

    target = output or new.parent / "output" / "新旧対照表.docx"
    with console.progress() as progress:
        result = pipeline.compare(old, new, target, progress=progress)
    counts = result.comparison.counts()
    parts = "、".join(f"{topic} {count} 件" for topic, count in counts.items())
    console.say(f"変更 {sum(counts.values())} 件（{parts}）" if counts else "変更はありません。")
    for path in result.faulty:
        console.say(f"{path.name} には、報告書に載らない行や列があり、比べていません。")
        console.say(f"　→ kumareport check {path.name} で確かめてください。")
    console.say(f"作りました：{target}")
