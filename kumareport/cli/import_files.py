"""``kumareport import``"""

from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console


def import_files(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="ファイル…", help="今あるファイルかフォルダー（.xlsx .xlsm .csv .docx など）"
        ),
    ],
    folder: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="フォルダー", help="対応表とブックを作るフォルダー"),
    ],
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping",
            metavar="ファイル",
            help="前に作った取込対応表（昨年のもの、ほかの資料のもの）",
        ),
    ] = None,
) -> None:
    """今ある Excel の一覧や帳票、Word の報告書から、ブックを作ります（１度目は取込対応表、２度目はブック）。"""
    from kumareport import pipeline

    done = pipeline.import_files(sources, folder, mapping)
    for name, why in done.unread:
        console.say(f"読めませんでした：{name}　{why}")
    for name, count in done.counts:
        console.say(f"　{name}　{count}")
    if done.mapping is not None:
        console.say(f"作りました：{done.mapping.path}")
        console.say(f"確かめてほしい行（確かさが「中」「低」）　{done.doubtful}")
        console.say(
            "次にすること：Excel で対応表を開き、黄色い欄を直して保存し、同じコマンドをもう一度実行してください。"
            "直すところがなければ、そのまま実行してください。"
        )
        return
    for written in (done.book, done.result):
        if written is not None:
            console.say(f"作りました：{written.path}")
            if written.why is not None:
                console.say(
                    f"　「{written.wanted.name}」は{written.why}なので、そのまま残しました。"
                )
    if done.doubtful:
        console.say(
            f"対応表にないものが {done.doubtful} 種類ありました。推測で取り込み、取込結果に載せました。"
        )
    console.say(
        "次にすること：取込結果の「取り込まなかったもの」を見てから、ブックを点検してください。"
    )
    if done.book is not None:
        console.say(f"　kumareport check {done.book.path}")
