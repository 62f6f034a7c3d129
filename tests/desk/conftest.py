"""A desk that listens, and an office's folder for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kumareport.desk.memory import Memory
from kumareport.desk.server import Server
from tests.desk.browser import Browser, Shown
from tests.review.office import office_workbook


@dataclass
class Office:
    """An open desk.

    Attributes:
        folder: the one folder that may be looked into.
        book: the workbook in it, opened as number 0.
        browser: somebody at the desk.
        shown: what was opened.
        server: the desk.
    """

    folder: Path
    book: Path
    browser: Browser
    shown: Shown
    server: Server


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "年度"
    folder.mkdir()
    book = office_workbook(folder / "input.xlsx")
    shown = Shown([])
    server = Server([("年度", folder)], Memory(tmp_path / "控え"), shown)
    server.start()
    try:
        browser = Browser(server)
        server.desk.open(book)
        yield Office(folder, book, browser, shown, server)
    finally:
        server.stop()
