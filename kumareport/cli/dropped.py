"""What the launchers for people without a terminal do with the files dropped on them."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kumareport.cli import console
from kumareport.cli.build import default_output
from kumareport.cli.main import main

_BOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Job:
    """A launcher.

    Attributes:
        what: what it makes, in Japanese.
        drop: what to drop on it.
    """

    what: str
    drop: str


JOBS = {
    "report": Job(
        "報告書", "評価・検証のブック（.xlsx）を、このアイコンの上に重ねて放してください。"
    ),
    "draft": Job(
        "報告書の案", "評価・検証のブック（.xlsx）を、このアイコンの上に重ねて放してください。"
    ),
    "check": Job(
        "点検結果", "評価・検証のブック（.xlsx）を、このアイコンの上に重ねて放してください。"
    ),
    "collect": Job(
        "反映案",
        "評価・検証のブック（.xlsx）と、返ってきたファイルを入れたフォルダーを一緒に選び、"
        "このアイコンの上に重ねて放してください。",
    ),
    "rollover": Job(
        "次の年度のブック", "今年度のブック（.xlsx）を、このアイコンの上に重ねて放してください。"
    ),
    "export": Job(
        "公開データ", "評価・検証のブック（.xlsx）を、このアイコンの上に重ねて放してください。"
    ),
    "doctor": Job("動作の確認", "ダブルクリックするだけです。"),
}


def run(job: str, dropped: Sequence[str], show_folder: Callable[[Path], None]) -> int:
    """Do a launcher's job with each file dropped on it.

    Args:
        job: one of :data:`JOBS`.
        dropped: the paths as Windows hands them over.
        show_folder: shows the folder with the results.

    Returns:
        The worst exit code: 0 fine, 1 the input has errors, 2 it could not run.
    """
    console.set_up()
    paths = [Path(text) for text in dropped]
    if job == "doctor":
        return main(["doctor", *(str(path) for path in paths[:1])])
    books = [path for path in paths if path.suffix.lower() in _BOOKS]
    others = [path for path in paths if path not in books]
    if job == "collect":
        return _collect(books, others, show_folder)
    for path in others:
        console.say(f"ブックではないので、使いません：{path.name}")
    if not books:
        console.say(JOBS[job].drop)
        return console.CANNOT_RUN
    worst = console.OK
    for book in books:
        console.say(f"── {book.name}")
        worst = max(worst, main(_arguments(job, book)))
        made = book.parent if job == "rollover" else default_output(book).parent
        if made.is_dir():
            show_folder(made)
    return worst


def _arguments(job: str, book: Path) -> list[str]:
    if job == "check":
        target = default_output(book).parent / f"{book.stem}の点検結果.xlsx"
        return ["check", str(book), "-o", str(target)]
    if job in ("rollover", "export"):
        return [job, str(book)]
    return ["build", str(book), *(["--draft"] if job == "draft" else [])]


def _collect(
    books: Sequence[Path], others: Sequence[Path], show_folder: Callable[[Path], None]
) -> int:
    """The workbook is the one beside the folder with the returns."""
    folders = [path for path in others if path.is_dir()]
    if len(books) != 1 or not folders:
        console.say(JOBS["collect"].drop)
        return console.CANNOT_RUN
    code = main(["collect", str(books[0]), *(str(folder) for folder in others)])
    if code != console.CANNOT_RUN:
        show_folder(default_output(books[0]).parent)
    return code


def show_in_explorer(folder: Path) -> None:
    """Open a folder where there is an Explorer to do it."""
    if sys.platform == "win32":
        import os

        os.startfile(folder)
