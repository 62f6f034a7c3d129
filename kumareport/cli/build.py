"""``kumareport build``"""

from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console


def build(
    source: Annotated[Path, typer.Argument(metavar="ブック", help="評価・検証の様式（.xlsx）")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="ファイル", help="できあがる Word ファイル"),
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="ファイル", help="Word のテンプレート")
    ] = None,
    chapter: Annotated[
        list[str] | None,
        typer.Option(
            "--chapter", metavar="章", help="この章だけを作ります（例：第３章、3）。何度でも"
        ),
    ] = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="PDF も作ります（LibreOffice が必要）")
    ] = False,
) -> None:
    """ブックから評価・検証の報告書（Word）を作ります。"""
    from kumareport import pipeline
    from kumareport.present.screen import screen

    target = output or default_output(source)
    with console.progress() as progress:
        result = pipeline.build(
            source,
            target,
            template or default_template(source),
            chapters=chapter or [],
            pdf=pdf,
            progress=progress,
        )
    checked = result.checked
    see_all = f"すべては kumareport check {source.name} --all で"
    terminal = console.terminal(reserved=2)
    for line in screen(checked.findings, len(checked.acknowledged), terminal, see_all):
        console.say(line)
    for path in result.written:
        console.say(f"作りました：{path}")
    if result.checked.has_errors:
        console.say(
            "エラーがあるため、報告書は作りませんでした。直してからもう一度実行してください。"
        )
        raise typer.Exit(console.HAS_ERRORS)


def default_output(source: Path) -> Path:
    """``output/<the workbook's name>.docx`` beside the workbook."""
    return source.parent / "output" / f"{source.stem}.docx"


def default_template(source: Path) -> Path:
    """``templates/report.docx`` beside the workbook, else in this folder, else the built-in one."""
    places = (
        source.parent / "templates" / "report.docx",
        Path("templates") / "report.docx",
        Path(__file__).resolve().parent.parent.parent / "templates" / "report.docx",
    )
    return next((place for place in places if place.is_file()), places[0])
