"""``kumareport explain``"""

from typing import Annotated

import typer

from kumareport.cli import console


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="コード", help="規則のコード（例：C01）。なければ一覧")
    ] = None,
) -> None:
    """点検の規則を１つ、くわしく説明します。"""
    from kumareport.errors import InputFileError
    from kumareport.present import text
    from kumareport.rules.catalog import ALL_RULES, find_rule

    if code is None:
        for rule in ALL_RULES:
            console.say(f"{rule.code}　{rule.severity}　{rule.title}")
        return
    rule = find_rule(code)
    if rule is None:
        known = "、".join(rule.code for rule in ALL_RULES)
        raise InputFileError(f"「{code}」という規則はありません。", f"規則のコード：{known}")
    console.say(text.explain(rule))
