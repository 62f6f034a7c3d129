"""``kumareport explain``"""

from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.cli.mistakes import nearest


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="コード", help="規則のコード（例：C01）。なければ一覧")
    ] = None,
) -> None:
    """点検の規則を１つ、くわしく説明します。コードがなければ、規則の一覧を表示します。"""
    from kumareport.errors import InputFileError
    from kumareport.present import explain as texts
    from kumareport.rules.catalog import ALL_RULES, find_rule

    if code is None:
        for line in texts.catalogue():
            console.show(line)
        return
    rule = find_rule(code)
    if rule is None:
        close = "、".join(nearest(code, [rule.code for rule in ALL_RULES]))
        perhaps = f"もしかして：{close}" if close else ""
        raise InputFileError(
            f"「{code}」という規則はありません。{perhaps}",
            "規則の一覧は kumareport explain で見られます。",
        )
    console.show(texts.explain(rule))
