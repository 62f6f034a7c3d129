"""Help that is whole at 80 columns; mistyped words answered with what was meant."""

import subprocess
import sys
from pathlib import Path

import pytest

from kumareport.cli.main import main
from kumareport.language.text_width import text_width
from tests.conftest import ROOT
from tests.make_workbook import workbook

COMMANDS = (
    "", "check", "build", "distribute", "collect", "apply", "compare", "explain", "init",
    "rollover", "export", "watch", "doctor", "template", "template check", "template tags",
)  # fmt: skip


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code, and all that was written."""
    code = main(list(words))
    shown = capsys.readouterr()
    return code, shown.out + shown.err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("columns", ["80", "50"])
def test_help_is_whole(
    command: str, columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    code, page = told(capsys, *command.split(), "--help")
    assert code == 0
    assert "…\n" not in page
    assert not any(word in page for word in ("<", "TEXT", "Show this", "Usage", "[OPTIONS]"))
    assert "この説明を表示します" in page.replace("\n", "").replace(" ", "")
    # An example is copied as it stands: it is never wrapped.
    body, _, examples = page.partition("\n例\n")
    assert max(map(text_width, body.splitlines())) <= int(columns)
    if columns == "80":
        assert max(map(text_width, examples.splitlines()), default=0) <= 80
    if command != "template":
        assert "  kumareport " in examples


def test_help_says_everything_of_an_option(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, page = told(capsys, "help", "check")
    flat = page.replace("\n", "").replace(" ", "")
    assert "点検結果のブック（.xlsx）。セルへのリンク、判定一覧、判定の試算も入ります" in flat
    assert "使い方：kumareport check ブック [オプション]" in page


MISTAKES = [
    ("chekc input.xlsx", "もしかして：kumareport check"),
    ("biuld input.xlsx", "もしかして：kumareport build"),
    ("Build input.xlsx", "もしかして：kumareport build"),
    ("ｂｕｉｌｄ input.xlsx", "もしかして：kumareport build"),
    ("distribut input.xlsx 照会", "もしかして：kumareport distribute"),
    ("collcet input.xlsx 返送", "もしかして：kumareport collect"),
    ("aply input.xlsx 反映案.xlsx", "もしかして：kumareport apply"),
    ("comapre a.xlsx b.xlsx", "もしかして：kumareport compare"),
    ("explian N02", "もしかして：kumareport explain"),
    ("int 新計画", "もしかして：kumareport init"),
    ("rolover input.xlsx", "もしかして：kumareport rollover"),
    ("exprot input.xlsx", "もしかして：kumareport export"),
    ("wach input.xlsx", "もしかして：kumareport watch"),
    ("docter", "もしかして：kumareport doctor"),
    ("tempalte check a.docx", "もしかして：kumareport template"),
    ("template chek a.docx", "もしかして：kumareport template check"),
    ("template tag", "もしかして：kumareport template tags"),
    ("点検 input.xlsx", "もしかして：kumareport check"),
    ("新旧対照表", "もしかして：kumareport compare"),
    ("help chek", "もしかして：kumareport check"),
    ("check --al input.xlsx", "もしかして：--all"),
    ("check --marked_copy x.xlsx input.xlsx", "もしかして：--marked-copy"),
    ("check --outptu x.xlsx input.xlsx", "もしかして：--output"),
    ("build input.xlsx --templat a.docx", "もしかして：--template"),
    ("build input.xlsx --drfat", "もしかして：--draft"),
    ("build input.xlsx --PDF", "もしかして：--pdf"),
    ("distribute input.xlsx 照会 --dead R9.1.29", "もしかして：--deadline"),
    ("check －－all input.xlsx", "もしかして：--all"),
    ("check –o x.xlsx input.xlsx", "もしかして：-o"),
    ("check input.xlsx --format jsn", "もしかして：json"),
    ("export input.xlsx --format CSVs", "もしかして：csv"),
    ("export input.xlsx --encoding utf", "もしかして：utf-8"),
    ("init x --plan a --baseline R5 --actual R6 --target R9 --marks SABD", "もしかして：SABC"),
    ("explain N2", "N02"),
    ("check", "例：kumareport check input.xlsx"),
    ("build input.xlsx -o", "オプション -o のあとに値がありません"),
    ("build 総合 計画.xlsx", "余分な言葉があります：計画.xlsx"),
    ("zzzz", "「zzzz」というコマンドはありません。"),
]


@pytest.mark.parametrize(("line", "answer"), MISTAKES, ids=[line for line, _ in MISTAKES])
def test_a_mistake_is_answered(
    line: str, answer: str, capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    code, words = told(capsys, *line.split())
    assert code == 2
    assert answer in words
    assert "　→ " in words
    assert list(tmp_path.iterdir()) == []


def test_a_file_named_like_a_mistake_is_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("chekc").write_bytes(b"")
    code, words = told(capsys, "chekc")
    assert (code, "空のファイル" in words) == (2, True)


def test_quiet_tells_only_what_was_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    book, report = str(workbook(tmp_path / "a.xlsx")), str(tmp_path / "a.docx")
    for words in (["-q", "build"], ["build", "--quiet"]):
        assert told(capsys, *words, book, "-o", report) == (0, "")
    code, shown = told(capsys, "check", book, "--format", "JSON", "-q")
    assert (code, shown[0]) == (0, "{")
    # Not quiet any more: the next command speaks.
    assert "作りました" in told(capsys, "build", book, "-o", report)[1]


def test_versions_of_the_version_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "-V") == told(capsys, "--version")


def test_completion_offers_commands_and_options() -> None:
    """As bash asks for it."""
    code = "import sys; sys.argv = ['kumareport']; from kumareport.cli.main import main; main()"
    for typed, offered in (("kumareport che", "check"), ("kumareport build --dr", "--draft")):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False,
            cwd=ROOT,
            env={
                "_KUMAREPORT_COMPLETE": "complete_bash", "COMP_WORDS": typed,
                "COMP_CWORD": str(len(typed.split()) - 1), "PYTHONUTF8": "1",
            },
        )  # fmt: skip
        assert offered in done.stdout.split()
