"""The commands of the round trip, as people start them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from kumareport.cli.main import main
from tests.cli.command import run
from tests.conftest import TEMPLATE
from tests.document.test_draft_template import changed
from tests.review.office import edit, office_workbook, put


@pytest.fixture(scope="module")
def distributed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook and the forms of a round; not to be changed."""
    folder = tmp_path_factory.mktemp("round")
    office_workbook(folder / "book.xlsx")
    words = ("distribute", folder / "book.xlsx", folder / "forms")
    done = run(*words, "--deadline", "2098-12-10", "--contact", "内線 1")
    assert done.returncode == 0
    assert "照会票 3 件　締切：令和80年12月10日（水）" in done.stdout
    return folder


@pytest.fixture
def folder(distributed: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return shutil.copytree(distributed, tmp_path / "round")


def form(folder: Path) -> Path:
    return folder / "forms" / "企画課" / "照会票_企画課.xlsx"


def test_from_the_workbook_and_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list((folder / "forms").iterdir())) == 4
    edit(form(folder), lambda book: put(book, "1-1-検1", "項目名・本文", "直した文。"))
    book, proposals = str(folder / "book.xlsx"), folder / "output" / "反映案.xlsx"
    assert main(["collect", book, str(folder / "forms")]) == 0
    out = capsys.readouterr().out
    assert "3 課のうち 3 課が提出（うち配付時のまま 2 課）" in out
    assert "修正案 1 件（うち競合 0 件）、意見 0 件、読取不能 0 件" in out
    assert f"作りました：{proposals}" in out

    def accept(decisions: Workbook) -> None:
        sheet = decisions["修正案"]
        header = {cell.value: number for number, cell in enumerate(sheet[4], 1)}
        sheet.cell(5, header["判断"], "採用")

    edit(proposals, accept)
    assert main(["apply", book, str(proposals)]) == 0
    out = capsys.readouterr().out
    assert "反映しました：1 件" in out
    assert (folder / "book（反映後）.xlsx").exists()


def test_status_writes_letters_and_no_proposals(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [str(form(folder)), str(folder / "forms" / "配付一覧.xlsx")]
    assert main(["collect", str(folder / "book.xlsx"), *paths, "--status"]) == 0
    out = capsys.readouterr().out
    assert "3 課のうち 1 課が提出" in out
    assert "未提出　福祉課（内線 3）" in out
    assert not (folder / "output" / "反映案.xlsx").exists()
    assert (folder / "output" / "回収状況" / "回収状況.docx").is_file()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["distribute", "{book}", "{folder}/neu", "--deadline", "あした", "--contact", "x"], "締切の日付を読めません"),
        (["distribute", "{book}", "{folder}/forms", "--deadline", "2098-12-10", "--contact", "x"], "すでにファイルがあります"),
        (["distribute", "{book}", "{folder}/neu", "--contact", "x"], "「--deadline」が指定されていません"),
        (["collect", "{book}", "{folder}/ない"], "返送されたファイルが見つかりません"),
        (["collect", "{book}"], "が指定されていません"),
        (["collect", "{book}", "{folder}/forms", "-o", "{book}"], "出力先が入力のブックと同じです"),
        (["collect", "{book}", "{folder}/forms", "-o", "{folder}/forms/配付一覧.xlsx"], "配付一覧のブックがあります"),
        (["collect", "{book}", "{folder}/forms", "-o", "{folder}/a.docx"], "反映案は Excel のブックです"),
        (["apply", "{book}", "{book}"], "反映案のブックではありません"),
        (["apply", "{book}", "{folder}/ない.xlsx"], "ファイルが見つかりません"),
        (["apply", "{book}", "{book}", "-o", "{book}"], "出力先が入力のブックと同じです"),
    ],
)  # fmt: skip
def test_bad_calls_say_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    filled = [word.format(book=folder / "book.xlsx", folder=folder) for word in words]
    assert main(filled) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "→" in error
    assert "Traceback" not in error


@pytest.mark.skipif(sys.platform == "win32", reason="擬似端末がありません")
def test_a_bar_shows_the_progress_on_a_terminal(folder: Path) -> None:
    import pty

    leader, follower = pty.openpty()
    words = ["collect", str(folder / "book.xlsx"), str(folder / "forms"), "--status"]
    process = subprocess.Popen(
        [sys.executable, "-m", "kumareport", *words], stdout=subprocess.PIPE, stderr=follower
    )
    out, _ = process.communicate(timeout=60)
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(leader)
    text = shown.decode()
    assert "返送されたファイルを読んでいます" in text
    assert "100%" in text
    assert "照会票_企画課.xlsx" in text or "照会票_福祉課.xlsx" in text
    assert "100%" not in out.decode()


def test_word_drafts_beside_the_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = office_workbook(tmp_path / "book.xlsx")
    words = ["distribute", str(book), str(tmp_path / "forms"), "--deadline", "2098-12-10"]
    template = ["--template", str(TEMPLATE)]
    assert main([*words, "--contact", "内線 1", "--word", *template]) == 0
    assert "照会票 3 件、報告書案 3 件" in capsys.readouterr().out
    assert (tmp_path / "forms" / "企画課" / "報告書案_企画課.docx").exists()
    assert main(["collect", str(book), str(tmp_path / "forms"), "--status"]) == 0
    out = capsys.readouterr().out
    assert "3 課のうち 3 課が提出（うち配付時のまま 3 課）" in out
    assert "修正案 0 件（うち競合 0 件）、意見 0 件、読取不能 0 件" in out


def test_a_template_that_cannot_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = office_workbook(tmp_path / "book.xlsx")
    template = changed(tmp_path / "t.docx", {"word/document.xml": [(r"節\.見出し ", "節.みだし ")]})
    words = ["distribute", str(book), str(tmp_path / "forms"), "--deadline", "2098-12-10"]
    assert main([*words, "--contact", "内線 1", "--template", str(template)]) == 2
    assert "テンプレートに、直すところがあります" in capsys.readouterr().err
    assert not (tmp_path / "forms").exists()
