"""``kumareport publish``"""

from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.cli.arguments import BookFile
from kumareport.defaults import default_template


def publish(
    source: BookFile,
    folder: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="フォルダー", help="ページを書き出すフォルダー"),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous",
            metavar="ブック",
            help="前年度のブック（進捗の変化と、増減した指標も載せます）",
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="フォルダー",
            help="ページのテンプレート（page.html と style.css）",
        ),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="どのページにも「案」と書きます")] = False,
) -> None:
    """報告書の内容を、だれでも読めるウェブページにします。"""
    from kumareport import pipeline
    from kumareport.present.screen import screen

    with console.progress() as progress:
        result = pipeline.publish(
            source,
            folder or source.parent / "output" / "ウェブページ",
            template or default_template(source, "web/page.html").parent,
            previous=previous,
            draft=draft,
            progress=progress,
        )
    checked = result.checked
    see_all = f"すべては kumareport check {source.name} --all で"
    terminal = console.terminal(reserved=4)
    tell = console.show if checked.has_errors else console.say
    for line in screen(checked.findings, len(checked.acknowledged), terminal, see_all):
        tell(line)
    if result.folder is None:
        tell("エラーがあるため、ページは作りませんでした。直してからもう一度実行してください。")
        tell("「--draft」を付けると、案のページを作れます。")
    else:
        console.say(
            f"作りました：{result.pages[0]}（ほかに {len(result.pages) - 1} ページとデータ）"
        )
        if result.folder.why is not None:
            console.say(
                f"　「{result.folder.wanted.name}」には人が直したファイルがあるので、そのまま残しました。"
            )
    if checked.has_errors:
        raise typer.Exit(console.HAS_ERRORS)
