"""``kumareport watch``"""

import datetime
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kumareport.cli import console
from kumareport.cli.arguments import BookFile, WordFile, WordTemplate
from kumareport.defaults import default_output, default_template
from kumareport.errors import InputFileError

if TYPE_CHECKING:
    from kumareport.model.finding import Finding
    from kumareport.pipeline.watching import Rebuilt

_PAUSE = 0.1
"""Seconds between two looks at the files."""
_MOST = 8
"""Findings told at a save; the list of a check has all."""


def watch(
    source: BookFile,
    output: WordFile = None,
    template: WordTemplate = None,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="点検の結果をコメントにした案を作ります（エラーがあっても）"),
    ] = False,
) -> None:
    """ブックかテンプレートを保存するたびに、点検して報告書を作り直します。"""
    from kumareport.pipeline.watching import watch as run

    if not source.is_file():
        raise InputFileError(
            f"ブックが見つかりません：{source}", "ファイルの名前と場所を確かめてください。"
        )
    target = output or default_output(source, draft=draft)
    console.say(f"{source.name} の保存を待っています。終わるには Ctrl+C を押してください。")
    try:
        builds = run(source, target, template or default_template(source), _wait, draft=draft)
        for number, rebuilt in enumerate(builds):
            _tell(rebuilt, is_first=number == 0)
    except KeyboardInterrupt:
        console.say("終わりました。")


def _wait() -> None:
    time.sleep(_PAUSE)


def _tell(rebuilt: "Rebuilt", *, is_first: bool) -> None:
    from kumareport.model.finding import Severity

    now = datetime.datetime.now().astimezone().strftime("%H:%M:%S")
    if rebuilt.error is not None:
        console.say(f"{now}　{rebuilt.error.message}")
        if rebuilt.error.hint:
            console.say(f"　→ {rebuilt.error.hint}")
        return
    assert rebuilt.result is not None
    result = rebuilt.result
    counts = "、".join(f"{s} {result.checked.count(s)} 件" for s in reversed(Severity))
    written = "、".join(str(path) for path in result.written)
    made = f"作りました：{written}" if written else "エラーがあるため、報告書は作りませんでした。"
    console.say(f"{now}　{made}（{counts}）")
    for one in result.results:
        if one.why is not None:
            console.say(f"　「{one.wanted.name}」は{one.why}ので、そのまま残しました。")
    # The first time everything is new: what stops the report is enough.
    shown = [f for f in rebuilt.new if not is_first or f.severity is Severity.ERROR]
    _list("新しい指摘", shown)
    _list("なくなった指摘", rebuilt.gone)


def _list(title: str, findings: "Sequence[Finding]") -> None:
    from kumareport.present.place import shown

    for finding in findings[:_MOST]:
        console.say(f"　{title}　{finding.severity} {finding.code} {shown(finding.location)}")
        console.say(f"　　{finding.message}")
    rest = len(findings) - _MOST
    if rest > 0:
        console.say(f"　{title}　ほか {rest} 件")
