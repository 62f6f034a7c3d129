"""``kumareport init``"""

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kumareport.cli import console
from kumareport.cli.mistakes import choose, nearest
from kumareport.defaults import builtin_template
from kumareport.errors import InputFileError
from kumareport.years import years

if TYPE_CHECKING:
    from kumareport.model.period import Year
    from kumareport.workbook.department_list import DepartmentList
    from kumareport.workbook.preset import Preset

_MOST = 40
"""Chapters that a plan may have; more is a slip of the keyboard."""
_USUAL = "評価・検証"
"""The form of an office that says nothing."""


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="フォルダー", help="ブックを作るフォルダー")
    ] = Path(),
    form: Annotated[
        str,
        typer.Option(
            "--form",
            metavar="様式",
            help="様式：評価・検証、施策評価シート、総合戦略（KPI）、教育委員会の点検・評価、行政評価",
        ),
    ] = _USUAL,
    example: Annotated[
        bool, typer.Option("--example", help="空のブックではなく、記入例の入ったブックを作ります")
    ] = False,
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="題名", help="報告書の題名（計画の名前）")
    ] = None,
    baseline: Annotated[
        str | None, typer.Option("--baseline", metavar="年度", help="基準値の年度（例：R5）")
    ] = None,
    actual: Annotated[
        list[str] | None,
        typer.Option("--actual", metavar="年度", help="実績の年度。R6,R7 や R6-R9 とも書けます"),
    ] = None,
    target: Annotated[
        list[str] | None,
        typer.Option("--target", metavar="年度", help="検証値の年度（中間と最終なら R9,R13）"),
    ] = None,
    chapter: Annotated[
        list[str] | None,
        typer.Option("--chapter", metavar="題名", help="章の題名。章の数だけ何度でも"),
    ] = None,
    chapters: Annotated[
        int, typer.Option("--chapters", metavar="数", help="章の数（題名をあとで書くとき）")
    ] = 1,
    chapter_number: Annotated[
        str | None,
        typer.Option("--chapter-number", metavar="番号", help="１番目の章の番号（例：ビジョン１）"),
    ] = None,
    section_number: Annotated[
        str | None,
        typer.Option("--section-number", metavar="番号", help="１番目の節の番号（例：施策１）"),
    ] = None,
    departments: Annotated[
        Path | None,
        typer.Option("--departments", metavar="ファイル", help="所管課の一覧（Excel か CSV）"),
    ] = None,
    marks: Annotated[
        str | None,
        typer.Option("--marks", metavar="区分", help="進捗の区分：○△×、SABC、ABCD、abc"),
    ] = None,
    label: Annotated[
        str, typer.Option("--label", metavar="区分", help="表紙に載せる資料の区分")
    ] = "",
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="ファイル", help="写して使う Word のテンプレート"),
    ] = None,
) -> None:
    """新しい計画のための空のブックと、テンプレートの写しを作ります。"""
    from msgspec.structs import replace

    from kumareport import pipeline
    from kumareport.workbook.department_list import read_departments
    from kumareport.workbook.scheme_presets import PRESETS, marks_in
    from kumareport.workbook.starting import Plan, example_plan

    preset = _preset(form)
    listed = read_departments(departments) if departments else None
    if example:
        _refuse_beside_example(baseline, actual, target, chapter, marks)
        made = example_plan(preset)
    else:
        titles = chapter or [""] * _count(chapters)
        made = Plan.of(preset, _given("--plan", plan), titles, *_years(baseline, actual, target))
    made = replace(
        made,
        title=plan or made.title,
        label=label,
        departments=listed.departments if listed else made.departments,
        chapter_form=chapter_number or made.chapter_form,
        section_form=section_number or made.section_form,
        schemes=marks_in(choose(marks, list(PRESETS), "--marks"), made.form, made.schemes)
        if marks
        else made.schemes,
    )
    letter = builtin_template("letter.docx")
    files = pipeline.init(
        folder,
        made,
        template or preset.template or builtin_template(),
        letter if letter.is_file() else None,
    )
    for path in files:
        console.say(f"作りました：{path}")
    if listed:
        _tell_departments(listed)
    if example:
        console.say("次にすること：記入例を見て、自分の計画のものに書き換えてください。")
    else:
        console.say(
            "次にすること：ブックの「設定」を確かめ、各シートに見出しと指標を書いてください。"
        )
    console.say(f"書けたら kumareport check {files[0]} で点検できます。")


def _preset(name: str) -> "Preset":
    """The preset of a name.

    Raises:
        InputFileError: there is none; all are named, with what each is for.
    """
    from kumareport.workbook.preset import presets

    known = presets()
    plain = unicodedata.normalize("NFKC", name).strip()
    found = next(
        (one for key, one in known.items() if unicodedata.normalize("NFKC", key) == plain), None
    )
    if found is not None:
        return found
    lines = "\n".join(f"　　{one.name} … {one.summary}" for one in known.values())
    alike = nearest(name, known)
    perhaps = f"もしかして：{'、'.join(alike)}" if alike else ""
    raise InputFileError(
        f"--form に「{name}」は使えません。{perhaps}", f"次から選んでください。\n{lines}"
    )


def _given(option: str, value: str | None) -> str:
    if value is None:
        raise InputFileError(
            f"「{option}」が指定されていません。",
            "例：kumareport init 新計画 --plan 総合計画 --baseline R5 --actual R6 --target R9"
            "（記入例を作るなら --example）",
        )
    return value


def _years(
    baseline: str | None, actual: list[str] | None, target: list[str] | None
) -> "tuple[Year, tuple[Year, ...], tuple[Year, ...]]":
    bases = years([_given("--baseline", baseline)])
    if len(bases) != 1:
        raise InputFileError("基準値の年度は１つです。", "例：--baseline R5")
    many = (",".join(texts) if texts else None for texts in (actual, target))
    actuals, targets = (
        years([_given(option, texts)])
        for option, texts in zip(("--actual", "--target"), many, strict=True)
    )
    return bases[0], actuals, targets


def _tell_departments(listed: "DepartmentList") -> None:
    names = "、".join(name for name, _, _ in listed.departments)
    console.say(f"所管課 {len(listed.departments)} 課（{listed.taken}）：{names}")
    if listed.left:
        console.say(f"載せなかった行：{'、'.join(listed.left)}")


def _count(chapters: int) -> int:
    if not 1 <= chapters <= _MOST:
        raise InputFileError(
            f"章の数が正しくありません：{chapters}", f"1 から {_MOST} までの数を入れてください。"
        )
    return chapters


def _refuse_beside_example(*given: object) -> None:
    if any(given):
        raise InputFileError(
            "--example と、年度・章・進捗の区分の指定は、いっしょには使えません。",
            "記入例の年度と章は決まっています。自分の計画のものにするなら、--example を外してください。",
        )
