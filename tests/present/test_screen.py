"""The findings on one screen: errors first, never too long or too wide, in CP932."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kumareport.language.text_width import text_width
from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.present.screen import screen
from kumareport.present.terminal import Screen, cut, printable, wrap
from kumareport.present.text import counts, lines
from tests.cli.command import run, run_apart
from tests.conftest import ROOT
from tests.make_workbook import indicator, text, workbook

HINT = "記入要領の「値の書き方」にそろえて入れ直してください。"


def finding(
    code: str,
    severity: Severity,
    row: int,
    message: str = "値「44..6」：数値として読めません",
    hint: str = HINT,
) -> Finding:
    return Finding(code, severity, Location("第１章", row, 8), message, hint)


def errors(number: int, code: str = "C01") -> list[Finding]:
    return [finding(code, Severity.ERROR, row) for row in range(5, 5 + number)]


def show(
    findings: Sequence[Finding],
    rows: int = 23,
    columns: int = 79,
    accepted: int = 0,
    color: bool = False,
) -> list[str]:
    terminal = Screen(rows, columns, color)
    return list(screen(findings, accepted, terminal, "すべては --all か -o で"))


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("あいう", 6), ("ｱｲｳ", 3), ("①■▲…", 8), ("か\u3099", 2), ("Ａ", 2)],
)
def test_width(text: str, columns: int) -> None:
    assert text_width(text) == columns


@pytest.mark.parametrize(
    ("text", "room", "kept"),
    [("あいう", 6, "あいう"), ("あいう", 5, "あ…"), ("abcdef", 5, "abc…"), ("aあい", 4, "a…")],
)
def test_cut(text: str, room: int, kept: str) -> None:
    assert cut(text, room) == kept
    assert text_width(kept) <= room


def test_wrap_keeps_everything_and_punctuation_off_the_start() -> None:
    text = "値を直してください。もう一度、点検します。"
    for room in range(10, 44):
        parts = list(wrap(text, room))
        assert "".join(parts) == text
        assert all(text_width(part) <= room for part in parts)
        assert not any(part.startswith(("、", "。")) for part in parts)


def test_text_of_a_workbook_cannot_steer_the_terminal() -> None:
    assert printable("前\x1b[2J\n後\u202e逆\x07") == "前[2J 後逆"
    dangerous = finding("C01", Severity.ERROR, 5, "値「\x1b]0;x\x07」")
    assert "\x1b" not in "".join([*lines([dangerous]), *show([dangerous])])


def test_one_line_for_each_rule_then_message_hint_and_counts() -> None:
    shown = show([finding("M06", Severity.NOTE, 9, "古い値です", ""), *errors(2)])
    assert shown == [
        "■ エラー C01 値が読めない　2件　第１章!H5、H6",
        "　　第１章!H5　値「44..6」：数値として読めません",
        "　　第１章!H6　値「44..6」：数値として読めません",
        f"　　→ {HINT}",
        "・ 参考 M06 最新年度の実績がない　1件　第１章!H9",
        "　　古い値です",
        "エラー 2 件、警告 0 件、参考 1 件、確認済 0 件",
    ]


def test_places_are_cut_to_the_width() -> None:
    shown = show(errors(40))
    assert shown[0].startswith("■ エラー C01 値が読めない　40件　第１章!H5、H6")
    assert shown[0].endswith("…")
    assert len(shown) == 23
    assert shown[-1] == "エラー 40 件、警告 0 件、参考 0 件、確認済 0 件　すべては --all か -o で"


def many():
    return [
        *errors(3), *errors(1, "C02"), *errors(1, "C08"), *errors(2, "C12"),
        *(finding(f"S{n:02}", Severity.WARNING, n) for n in range(1, 11)),
        *(finding(f"M{n:02}", Severity.NOTE, n) for n in range(1, 7)),
    ]  # fmt: skip


def test_what_to_do_about_errors_goes_before_warnings_and_notes() -> None:
    shown = show(many())
    assert [line for line in shown if HINT in line] == [f"　　→ {HINT}"] * 4
    assert "・ 参考　6件　M01、M02、M03、M04、M05、M06" in shown
    assert "▲ 警告　10件　S01、S02、S03、S04、S05、S06、S07、S08、S09、S10" in shown


def test_without_errors_warnings_go_before_notes() -> None:
    shown = show([entry for entry in many() if entry.severity is not Severity.ERROR])
    assert shown[-2] == "・ 参考　6件　M01、M02、M03、M04、M05、M06"
    assert sum(HINT in line for line in shown) == 5  # 23 − 2 − 10 lines hold five of two each
    notes = show([entry for entry in many() if entry.severity is Severity.NOTE])
    assert [line[:8] for line in notes if line.startswith("・")] == [
        f"・ 参考 M0{n}" for n in range(1, 7)
    ]


@pytest.mark.parametrize("rows", [3, 5, 10, 23, 60])
@pytest.mark.parametrize("columns", [30, 59, 79, 200])
def test_never_more_than_the_screen(rows: int, columns: int) -> None:
    shown = show(many(), rows, columns, accepted=2)
    assert len(shown) <= rows
    # The counts are never cut: without them nobody knows whether the report can be made.
    assert all(text_width(line) <= columns for line in shown if "確認済" not in line)
    assert any("エラー 7 件、警告 10 件、参考 6 件、確認済 2 件" in line for line in shown)


def test_everything_shown_needs_no_hint_where_to_see_all() -> None:
    assert show([]) == ["エラー 0 件、警告 0 件、参考 0 件、確認済 0 件"]
    assert "--all" not in show(errors(1))[-1]
    assert "--all" in show([], accepted=1)[-1]
    assert "--all" in show(many(), rows=10)[-1]


def test_all_marks_are_in_cp932() -> None:
    for severity in Severity:
        "".join(show([finding("C01", severity, 5)])).encode("cp932")
        "".join(lines([finding("C01", severity, 5)])).encode("cp932")


def test_color_only_where_wanted() -> None:
    plain, painted = show(errors(1)), show(errors(1), color=True)
    assert "\x1b" not in "".join(plain)
    assert painted[0] == f"\x1b[1;31m{plain[0]}\x1b[0m"
    assert counts([]) == "エラー 0 件、警告 0 件、参考 0 件"


@pytest.fixture
def faulty(tmp_path: Path):
    rows = [
        text("節", "題"),
        *(indicator(name=f"指標{n}", values=(1, "x3", 2, 3)) for n in range(40)),
    ]
    return workbook(tmp_path / "a.xlsx", rows)


def test_piped_output_is_one_screen_without_color(faulty: Path) -> None:
    done = run_apart("check", faulty, COLUMNS="80", LINES="24", NO_COLOR="")
    assert len(done.stdout.splitlines()) == 23
    assert "\x1b" not in done.stdout
    everything = run("check", faulty, "--all").stdout.splitlines()
    assert sum(line.startswith("■ エラー C01") for line in everything) == 40


@pytest.mark.skipif(sys.platform == "win32", reason="Windows には pty がありません")
@pytest.mark.parametrize(
    ("environment", "colored"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_a_terminal_gets_color_unless_it_asks_not_to(
    faulty: Path, environment: dict[str, str], colored: bool
) -> None:
    import pty

    ours, theirs = pty.openpty()
    settings = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    settings |= {"TERM": "xterm", "PYTHONUTF8": "1", **environment}
    subprocess.run(
        [sys.executable, "-m", "kumareport", "check", str(faulty)],
        stdout=theirs, cwd=ROOT, env=settings, check=False,
    )  # fmt: skip
    os.close(theirs)
    shown = os.read(ours, 65536).decode("utf-8", "replace")
    os.close(ours)
    assert "エラー" in shown
    assert ("\x1b[1;31m" in shown) is colored
