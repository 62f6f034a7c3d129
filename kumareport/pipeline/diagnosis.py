"""What is installed and what would stop the work (doctor)."""

import importlib.metadata
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from kumareport import __version__
from kumareport.errors import InputFileError
from kumareport.model.finding import Severity
from kumareport.pipeline.checking import check_template
from kumareport.pipeline.locks import holder

_LIBRARIES = ("docxtpl", "python-docx", "openpyxl", "lxml", "sudachipy", "sudachidict-small")
_LONGEST_PATH = 240
"""Windows stops at 260 letters; the files made need some more than the workbook."""
_TIMEOUT = 60


class Health(StrEnum):
    """How something stands, by the sign that is shown."""

    GOOD = "○"
    LACKING = "△"
    STOPS = "×"


class Item(Struct, frozen=True):
    """One line: how something stands, what it is, and what to do; empty where nothing is."""

    state: Health
    what: str
    hint: str = ""


def diagnose(template: Path, source: Path | None, target: Path, encoding: str) -> Iterator[Item]:
    """Look at everything that the work needs.

    Args:
        template: the Word template that would be used.
        source: the workbook, where one is asked about.
        target: the report that would be written.
        encoding: of the console.
    """
    yield Item(Health.GOOD, f"kumareport {__version__}")
    yield _python()
    yield _libraries()
    yield _dictionary()
    yield from _template(template)
    yield _libreoffice()
    if source is not None:
        yield from _workbook(source)
    yield from _target(target)
    yield _console(encoding)


def _python() -> Item:
    version = platform.python_version()
    return Item(Health.GOOD, f"Python {version}（{platform.system()} {platform.release()}）")


def _libraries() -> Item:
    found: list[str] = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            hint = "準備をやり直してください（python make.py report、Windows では「はじめに（準備）」）。"
            return Item(Health.STOPS, f"ライブラリー {name} がありません", hint)
    return Item(Health.GOOD, f"ライブラリー：{'、'.join(found)}")


def _dictionary() -> Item:
    from kumareport.prose.words import surfaces

    if list(surfaces("市民の割合")) == ["市民", "の", "割合"]:
        return Item(Health.GOOD, "言葉の辞書が使えます")
    return Item(Health.LACKING, "言葉の辞書の結果がいつもと違います", "準備をやり直してください。")


def _template(template: Path) -> Iterator[Item]:
    from kumareport.document.fonts import missing_fonts

    try:
        findings = check_template(template)
    except InputFileError as error:
        yield Item(Health.STOPS, error.message, error.hint)
        return
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors:
        hint = f"「kumareport template check {template.name}」で確かめてください。"
        yield Item(Health.STOPS, f"テンプレート {template} に誤りが {errors} 件あります", hint)
    else:
        yield Item(Health.GOOD, f"テンプレート：{template}")
    missing = missing_fonts(template)
    if missing is None:
        yield Item(Health.LACKING, "入っている書体を調べられませんでした")
    elif missing:
        yield Item(
            Health.LACKING,
            f"テンプレートの書体がありません：{'、'.join(missing)}",
            "Word と PDF では別の書体になり、行やページがずれることがあります。書体を入れてください。",
        )
    else:
        yield Item(Health.GOOD, "テンプレートの書体がそろっています")


def _libreoffice() -> Item:
    from kumareport.document.pdf import find_libreoffice

    program = find_libreoffice()
    if program is None:
        hint = "PDF を作るときだけ要ります。なければ Word の［エクスポート］で PDF にできます。"
        return Item(Health.LACKING, "LibreOffice がありません", hint)
    return Item(Health.GOOD, f"LibreOffice：{program}{_version(program)}")


def _version(program: Path) -> str:
    """The version; nothing where it cannot be told: on Windows the program has no console."""
    if sys.platform == "win32":
        return ""
    try:
        said = subprocess.run(
            [str(program), "--version"], capture_output=True, timeout=_TIMEOUT, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    words = said.stdout.decode("utf-8", "replace").split()
    return f"（{words[1]}）" if len(words) > 1 else ""


def _workbook(source: Path) -> Iterator[Item]:
    if not source.is_file():
        hint = "ファイルの名前と場所を確かめてください。"
        yield Item(Health.STOPS, f"ブックが見つかりません：{source}", hint)
        return
    why = _no_book(source)
    if why is not None:
        yield Item(Health.STOPS, why.message, why.hint)
        return
    who = holder(source)
    if who is None:
        yield Item(Health.GOOD, f"ブック：{source}")
        return
    by = f"{who} さんが" if who else "だれかが"
    hint = "読めるのは、最後に保存した内容です。新しい内容で作るには、保存してください。"
    yield Item(Health.GOOD, f"ブック：{source}（{by}開いています）", hint)


def _no_book(source: Path) -> InputFileError | None:
    """Why a file is no workbook of ours; None for one."""
    from kumareport.workbook.read import read_report

    try:
        read_report(source)
    except InputFileError as error:
        return error
    return None


def _target(target: Path) -> Iterator[Item]:
    folder = target.absolute().parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        hint = "書き込めるフォルダーを -o で指定してください。"
        yield Item(Health.STOPS, f"出力先に書き込めません：{target.parent}", hint)
    else:
        yield Item(Health.GOOD, f"出力先：{target.parent}")
    who = holder(target)
    if who is not None:
        by = f"{who} さんが" if who else "だれかが"
        hint = "閉じないと、別の名前（2）で作ります。"
        yield Item(Health.LACKING, f"報告書 {target.name} を{by}開いています", hint)
    length = len(str(target.absolute()))
    if length > _LONGEST_PATH:
        hint = "浅いフォルダーに移すか、フォルダーの名前を短くしてください。"
        yield Item(Health.LACKING, f"場所の名前が長すぎます（{length} 文字）：{target}", hint)


def _console(encoding: str) -> Item:
    name = encoding or "不明"
    if encoding.lower().replace("-", "").replace("_", "") in (
        "utf8",
        "cp932",
        "shiftjis",
        "cp65001",
    ):
        return Item(Health.GOOD, f"画面の文字コード：{name}")
    hint = "日本語が出ないときは、chcp 65001 と打ってから実行してください。"
    return Item(Health.LACKING, f"画面の文字コード：{name}", hint)
