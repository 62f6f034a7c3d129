"""Links into a workbook, from any folder, on any drive."""

import os.path
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import unquote

import pytest

from kumareport.workbook.links import link_to


@pytest.mark.parametrize(
    ("book", "folder", "target"),
    [
        ("/a/input.xlsx", "/a", "input.xlsx"),
        ("/a/input.xlsx", "/a/結果", "../input.xlsx"),
        ("/a/様式/入力.xlsx", "/a/結果", "../様式/入力.xlsx"),
        ("/a/評価 その１ #2.xlsx", "/a", "評価%20その１%20%232.xlsx"),
        ("/a/50%20達成.xlsx", "/a", "50%2520達成.xlsx"),
        ("/a/a:b.xlsx", "/a", "a%3Ab.xlsx"),
        ("/a/何？[1].xlsx", "/a", "何？%5B1%5D.xlsx"),
    ],
)
def test_relative(book: str, folder: str, target: str) -> None:
    link = link_to(PurePosixPath(book), PurePosixPath(folder), "第１章", "H5")
    assert link.target == target
    assert link.place == "'第１章'!H5"
    assert os.path.normpath(os.path.join(folder, unquote(link.target))) == book


@pytest.mark.parametrize(
    ("book", "folder", "target"),
    [
        (r"C:\計画\input.xlsx", r"C:\計画", "input.xlsx"),
        (r"C:\計画\令和６ #1\input.xlsx", r"C:\計画\結果", "../令和６%20%231/input.xlsx"),
        (r"D:\計画 案\input.xlsx", r"C:\計画", r"file:///D:\計画%20案\input.xlsx"),
        (r"\\server\共有\a.xlsx", r"\\server\共有\結果", "../a.xlsx"),
        (r"\\server\共有\a.xlsx", r"C:\結果", r"file:///\\server\共有\a.xlsx"),
    ],
)
def test_windows(book: str, folder: str, target: str) -> None:
    assert link_to(PureWindowsPath(book), PureWindowsPath(folder)).target == target


@pytest.mark.parametrize(
    ("sheet", "cell", "place"),
    [("", "", ""), ("推進", "", "'推進'!A1"), ("課の'案'", "B2", "'課の''案'''!B2")],
)
def test_places(sheet: str, cell: str, place: str) -> None:
    assert link_to(PurePosixPath("/a/b.xlsx"), PurePosixPath("/a"), sheet, cell).place == place
