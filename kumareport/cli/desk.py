"""``kumareport desk``"""

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from kumareport.cli import console
from kumareport.errors import InputFileError


def desk(
    chosen: Annotated[
        list[Path] | None,
        typer.Argument(metavar="ブック", help="開くブックや、使うフォルダー。なくても構いません"),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="ブラウザーを開かず、アドレスを表示します")
    ] = False,
) -> None:
    """窓口を開きます。一年の仕事を、このパソコンのブラウザーで進められます。"""
    from kumareport.desk.memory import Memory, state_folder
    from kumareport.desk.opening import show
    from kumareport.desk.server import serve

    for path in chosen or ():
        if not path.exists():
            raise InputFileError(f"見つかりません：{path}", "名前と場所を確かめてください。")

    def ready(address: str) -> None:
        if no_browser:
            console.show(address)
            console.flush()
        else:
            _open(address)
        console.say("窓口を開きました。終わるときは、ページの「窓口を閉じる」を押してください。")
        console.say("この画面は、窓口を使うあいだ閉じないでください。")

    with contextlib.suppress(KeyboardInterrupt):
        serve(chosen or (), Memory(state_folder()), show, ready)
    console.say("窓口を閉じました。")


def _open(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        console.say("ブラウザーを開けませんでした。次のアドレスを、ブラウザーに入れてください。")
        console.show(address)
