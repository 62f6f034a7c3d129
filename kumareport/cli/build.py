"""``kumareport build``"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kumareport.cli import console
from kumareport.cli.arguments import BookFile, WordFile, WordTemplate
from kumareport.defaults import default_output, default_template

if TYPE_CHECKING:
    from kumareport.pipeline import BuildResult


def build(
    source: BookFile,
    output: WordFile = None,
    template: WordTemplate = None,
    chapter: Annotated[
        list[str] | None,
        typer.Option(
            "--chapter", metavar="章", help="この章だけを作ります（例：第３章、3）。何度でも"
        ),
    ] = None,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="点検の結果をコメントにした案を作ります"),
    ] = False,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous", metavar="ブック", help="前年度のブック。前年度からの変化に使います"
        ),
    ] = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="PDF も作ります（LibreOffice が必要）")
    ] = False,
) -> None:
    """ブックから評価・検証の報告書（Word）を作ります。"""
    from kumareport import pipeline
    from kumareport.present.screen import screen

    target = output or default_output(source, draft=draft)
    with console.progress() as progress:
        result = pipeline.build(
            source,
            target,
            template or default_template(source),
            chapters=chapter or [],
            pdf=pdf,
            draft=draft,
            previous=previous,
            progress=progress,
            once=True,
        )
    checked = result.checked
    see_all = f"すべては kumareport check {source.name} --all で"
    terminal = console.terminal(reserved=4)
    stops = result.template_is_faulty or checked.has_errors
    tell = console.show if stops else console.say
    for line in screen(checked.findings, len(checked.acknowledged), terminal, see_all):
        tell(line)
    console.tell_written(*result.results)
    if result.missing_fonts:
        names = "、".join(result.missing_fonts)
        console.say(f"テンプレートの書体がないため、PDF は別の書体になりました：{names}")
        console.say("　→ 書体を入れるか、書体のあるパソコンで PDF にしてください。")
    for notice in result.notices:
        console.say(notice)
    for line in _outcome(result, draft):
        tell(line)
    if result.template_is_faulty:
        raise typer.Exit(console.CANNOT_RUN)
    if checked.has_errors:
        raise typer.Exit(console.HAS_ERRORS)


def _outcome(result: "BuildResult", draft: bool) -> Iterator[str]:
    """What was made, or why not, and what to do next."""
    if result.template_is_faulty:
        yield "テンプレートに誤りがあるため、作りませんでした。テンプレートを直してからもう一度実行してください。"
    elif not result.written:
        yield "エラーがあるため、報告書は作りませんでした。直してからもう一度実行してください。"
        yield "「--draft」を付けると、点検の結果をコメントで入れた案を作れます。"
    elif draft:
        count = len(result.checked.findings)
        if count:
            yield f"案です。点検の結果 {count} 件を、それぞれの場所に Word のコメントで入れました。"
        else:
            yield "案です。点検で見つかったことはありません。"
        if result.checked.has_errors:
            yield "エラーがあるため、このままでは正式な報告書は作れません。"
