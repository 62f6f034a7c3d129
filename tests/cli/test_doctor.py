"""What doctor says of this computer and of files that others hold open."""

import shutil
from pathlib import Path

import pytest

from kumareport.cli.main import main
from kumareport.pipeline.locks import holder
from tests.conftest import INPUT, TEMPLATE


def owner_file(user: str) -> bytes:
    """As Excel writes it: 165 bytes, the name in the code page and in UTF-16, both padded."""
    narrow = user.encode("cp932")
    wide = user.encode("utf-16-le")
    head = bytes([len(narrow)]) + narrow.ljust(54, b" ")
    return (head + len(user).to_bytes(2, "little") + wide).ljust(165, b" ")


@pytest.mark.parametrize(
    ("name", "lock", "data", "user"),
    [
        ("input.xlsx", "~$input.xlsx", owner_file("熊本 花子"), "熊本 花子"),
        ("input.xlsx", "~$input.xlsx", owner_file("Kuma"), "Kuma"),
        ("評価・検証報告書.docx", "~$・検証報告書.docx", owner_file("熊本"), "熊本"),
        ("報告書.docx", "~$報告書.docx", owner_file("熊本"), "熊本"),
        ("報告書１２３４.docx", "~$告書１２３４.docx", owner_file("熊本"), "熊本"),
        ("input.xlsx", "~$input.xlsx", b"", ""),
        ("input.xlsx", "~$input.xlsx", b"\x05ab", "ab"),
        (
            "input.xlsx",
            ".~lock.input.xlsx#",
            "熊本 花子,hanako,PC-1,24.11.2026 10:00,file:///x;".encode(),
            "熊本 花子",
        ),
        ("input.xlsx", ".~lock.input.xlsx#", b",root,PC-1,24.11.2026 10:00,file:///x;", "root"),
        ("input.xlsx", "~$other.xlsx", owner_file("熊本"), None),
    ],
)
def test_who_holds_a_file(
    tmp_path: Path, name: str, lock: str, data: bytes, user: str | None
) -> None:
    (tmp_path / lock).write_bytes(data)
    assert holder(tmp_path / name) == user


def test_all_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "input.xlsx"
    shutil.copyfile(INPUT, book)
    assert main(["doctor", str(book), "--template", str(TEMPLATE)]) == 0
    out = capsys.readouterr().out
    assert "×" not in out
    assert out.splitlines()[-1] == "使えます。"
    assert "○ 言葉の辞書が使えます" in out
    assert not (tmp_path / "output").exists()


def test_what_stops_the_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "様式.docx"
    broken.write_bytes(b"x")
    code = main(["doctor", str(tmp_path / "ない.xlsx"), "--template", str(broken)])
    out = capsys.readouterr().out
    assert code == 1
    assert "× ブックが見つかりません" in out
    assert sum(line.startswith("×") for line in out.splitlines()) == 3
    assert "× のところを直してください。" in out


def test_files_that_are_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "input.xlsx"
    shutil.copyfile(INPUT, book)
    (tmp_path / "~$input.xlsx").write_bytes(owner_file("熊本 花子"))
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "~$input.docx").write_bytes(owner_file("検証 太郎"))
    assert main(["doctor", str(book), "--template", str(TEMPLATE)]) == 0
    out = capsys.readouterr().out
    assert "熊本 花子 さんが開いています" in out
    assert "△ 報告書 input.docx を検証 太郎 さんが開いています" in out


def test_signs_that_every_console_has() -> None:
    from kumareport.pipeline.diagnosis import Health

    assert "".join(Health).encode("cp932")
