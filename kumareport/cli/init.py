"""``kumareport init``"""

from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.cli.build import builtin_template
from kumareport.cli.mistakes import choose
from kumareport.cli.years import years
from kumareport.errors import InputFileError

_MOST = 40
"""Chapters that a plan may have; more is a slip of the keyboard."""


def init(
    plan: Annotated[str, typer.Option("--plan", metavar="題名", help="報告書の題名（計画の名前）")],
    baseline: Annotated[
        str, typer.Option("--baseline", metavar="年度", help="基準値の年度（例：R5）")
    ],
    actual: Annotated[
        list[str],
        typer.Option("--actual", metavar="年度", help="実績の年度。R6,R7 や R6-R9 とも書けます"),
    ],
    target: Annotated[
        list[str],
        typer.Option("--target", metavar="年度", help="検証値の年度（中間と最終なら R9,R13）"),
    ],
    folder: Annotated[
        Path, typer.Argument(metavar="フォルダー", help="ブックを作るフォルダー")
    ] = Path(),
    chapter: Annotated[
        list[str] | None,
        typer.Option("--chapter", metavar="題名", help="章の題名。章の数だけ何度でも"),
    ] = None,
    chapters: Annotated[
        int, typer.Option("--chapters", metavar="数", help="章の数（題名をあとで書くとき）")
    ] = 1,
    chapter_number: Annotated[
        str,
        typer.Option("--chapter-number", metavar="番号", help="１番目の章の番号（例：ビジョン１）"),
    ] = "第１章",
    section_number: Annotated[
        str, typer.Option("--section-number", metavar="番号", help="１番目の節の番号（例：施策１）")
    ] = "第１節",
    departments: Annotated[
        Path | None,
        typer.Option("--departments", metavar="ファイル", help="所管課の一覧（Excel か CSV）"),
    ] = None,
    marks: Annotated[
        str, typer.Option("--marks", metavar="区分", help="進捗の区分：○△×、SABC、ABCD、abc")
    ] = "○△×",
    label: Annotated[
        str, typer.Option("--label", metavar="区分", help="表紙に載せる資料の区分")
    ] = "",
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="ファイル", help="写して使う Word のテンプレート"),
    ] = None,
) -> None:
    """新しい計画のための空のブックと、テンプレートの写しを作ります。"""
    from kumareport import pipeline
    from kumareport.workbook.department_list import read_departments
    from kumareport.workbook.scheme_presets import PRESETS
    from kumareport.workbook.starting import Plan

    marks = choose(marks, list(PRESETS), "--marks")
    if chapter is None and not 1 <= chapters <= _MOST:
        raise InputFileError(
            f"章の数が正しくありません：{chapters}", f"1 から {_MOST} までの数を入れてください。"
        )
    bases = years([baseline])
    if len(bases) != 1:
        raise InputFileError("基準値の年度は１つです。", "例：--baseline R5")
    letter = builtin_template("letter.docx")
    made = pipeline.init(
        folder,
        Plan(
            title=plan,
            chapters=chapter or [""] * chapters,
            base=bases[0],
            actuals=years(actual),
            targets=years(target),
            departments=read_departments(departments) if departments else (),
            chapter_form=chapter_number,
            section_form=section_number,
            schemes=PRESETS[marks],
            label=label,
        ),
        template or builtin_template(),
        letter if letter.is_file() else None,
    )
    for path in made:
        console.say(f"作りました：{path}")
    console.say("次にすること：ブックの「設定」を確かめ、章のシートに節と指標を書いてください。")
    console.say(f"書けたら kumareport check {made[0]} で点検できます。")
