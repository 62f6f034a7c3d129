"""``kumareport template``"""

from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.cli.japanese import JapaneseCommand, JapaneseGroup

app = typer.Typer(
    help="Word のテンプレートを点検します。",
    no_args_is_help=True,
    cls=JapaneseGroup,
)


@app.command(cls=JapaneseCommand, epilog="kumareport template check templates/report.docx")
def check(
    template: Annotated[
        Path, typer.Argument(metavar="テンプレート", help="Word のテンプレート（.docx）")
    ],
    book: Annotated[
        Path | None,
        typer.Option(
            "--book", metavar="ブック", help="そのブックの様式（区分・項目）の名前で点検します"
        ),
    ] = None,
) -> None:
    """テンプレートのタグを点検します。"""
    from kumareport import pipeline
    from kumareport.present import text

    findings = pipeline.check_template(template, book)
    for line in text.lines(findings):
        console.show(line)
    console.show(text.counts(findings))
    if findings:
        raise typer.Exit(console.HAS_ERRORS)


@app.command(cls=JapaneseCommand, epilog="kumareport template tags")
def tags() -> None:
    """テンプレートで使えるタグの一覧を表示します。"""
    from kumareport.document import overview_tags, tags
    from kumareport.document.declared_tags import declared
    from kumareport.model.form import STANDARD

    classes = (
        ("報告書", tags.ReportTags, "最初から使えます"),
        ("凡例", tags.LegendTags, "{%p for 凡例 in 報告書.凡例 %} … {%p endfor %}"),
        ("概要", overview_tags.OverviewTags, "{%p for 概要 in 報告書.概要版 %} … {%p endfor %}"),
        ("変化", overview_tags.CourseTags, "{% for 変化 in 概要.変化 %} … {% endfor %}"),
        ("変化", overview_tags.MoveTags, "{%p for 変化 in 概要.進捗の変化 %} … {%p endfor %}"),
        ("指標", overview_tags.MissedTags, "{%tr for 指標 in 概要.未達成 %} … {%tr endfor %}"),
        ("章", tags.ChapterTags, "{%p for 章 in 報告書.章 %} … {%p endfor %}"),
        ("節", tags.SectionTags, "{%p for 節 in 章.節 %} … {%p endfor %}"),
        ("枠", tags.BoxTags, "{%p for 枠 in 節.枠 %} … {%p endfor %}"),
        ("列", tags.HeadTags, "{%tc for 列 in 節.見出し列 %} … {%tc endfor %}"),
        ("列", tags.YearTags, "{%tc for 列 in 節.年度列 %} … {%tc endfor %}"),
        ("群", tags.GroupTags, "{%tr for 群 in 節.群 %} … {%tr endfor %}"),
        ("行", tags.RowTags, "{%tr for 行 in 群.行 %} … {%tr endfor %}"),
        ("列", tags.ValueTags, "{%tc for 列 in 行.値 %} … {%tc endfor %}"),
        ("集計", overview_tags.SummaryTags, "{%p for 集計 in 報告書.集計 %} … {%p endfor %}"),
        ("行", overview_tags.SummaryRowTags, "{%tr for 行 in 集計.行 %} … {%tr endfor %}"),
    )
    for name, owner, where in classes:
        console.show(f"■ {owner.__doc__}　{where}")
        for label, tag in declared(owner, STANDARD).items():
            console.show(f"　{{{{ {name}.{label} }}}}　{tag.meaning}")
        console.show("")
