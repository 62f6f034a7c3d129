"""``kumareport distribute``"""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.cli.arguments import BookFile, WordTemplate
from kumareport.defaults import default_template, letter_template
from kumareport.errors import InputFileError


def distribute(
    source: BookFile,
    folder: Annotated[
        Path, typer.Argument(metavar="フォルダー", help="照会票を作る、新しいフォルダー")
    ],
    deadline: Annotated[
        str, typer.Option("--deadline", metavar="日付", help="締切（例：2026-12-10、R8.12.10）")
    ],
    contact: Annotated[
        str,
        typer.Option(
            "--contact", metavar="連絡先", help="問合せと返送の先（例：政策企画課 内線 2035）"
        ),
    ],
    name: Annotated[
        str, typer.Option("--round", metavar="名前", help="照会の名前（例：第１回照会）")
    ] = "照会",
    word: Annotated[
        bool, typer.Option("--word", help="課ごとの報告書の案（Word、変更履歴つき）も作ります")
    ] = False,
    past_deadline: Annotated[
        bool, typer.Option("--past-deadline", help="締切が過ぎた日付でも、そのまま作ります")
    ] = False,
    template: WordTemplate = None,
    previous_round: Annotated[
        Path | None,
        typer.Option(
            "--previous-round",
            metavar="配付一覧",
            help="前の回の配付一覧。そのあとで変わったところを、照会票に紫の太字で示します",
        ),
    ] = None,
    departments: Annotated[
        list[str] | None,
        typer.Option(
            "--department",
            metavar="課",
            help="この課にだけ作ります（何度でも）。省くと、すべての課",
        ),
    ] = None,
    again: Annotated[
        Path | None,
        typer.Option(
            "--again",
            metavar="配付一覧",
            help="同じ回の照会票を、別のフォルダーに作り直します（--department と使います）",
        ),
    ] = None,
) -> None:
    """課ごとの照会票（Excel）と配付一覧を作ります。Word の案も作れます。"""
    from kumareport import pipeline
    from kumareport.review.issue.japanese_date import date_text, parse_date

    letters = folder.with_name(f"{folder.name}_依頼文")
    date = parse_date(deadline)
    if date is None:
        raise InputFileError(
            f"締切の日付を読めません：{deadline}", "2026-12-10 や R8.12.10 のように入れてください。"
        )
    with console.counter("照会票を作っています") as progress:
        made = pipeline.distribute(
            source,
            folder,
            name=name,
            deadline=date,
            contact=contact,
            issued_at=datetime.datetime.now().astimezone(),
            progress=progress,
            template=(template or default_template(source)) if word or template else None,
            allow_past=past_deadline,
            letters=letters,
            letter_template=letter_template(source),
            previous_round=previous_round,
            departments=departments or (),
            again=again,
        )
    console.say(f"作りました：{made.list}")
    drafts = f"、報告書案 {len(made.drafts)} 件" if made.drafts else ""
    console.say(f"照会票 {len(made.forms)} 件{drafts}　締切：{date_text(date)}")
    console.say(f"課ごとの依頼文を作りました：{letters}")
    for section in made.orphans:
        console.say(f"どの課にも配られません（所管課が空欄です）：{section}")
    for who in made.unlisted:
        console.say(f"設定の所管課一覧にない課です：{who}")
