"""``kumareport check`` from the outside: what it writes, prints and returns."""

import json
from pathlib import Path

import pytest

from tests.cli.command import run
from tests.make_workbook import indicator, text, workbook


@pytest.fixture
def source(tmp_path: Path):
    return workbook(tmp_path / "様式.xlsx", [text("節", "題"), indicator(values=(1, 2, "x3", 3))])


def test_without_o_nothing_is_written(source: Path) -> None:
    assert run("check", source).returncode == 1
    assert [path.name for path in source.parent.iterdir()] == ["様式.xlsx"]


def test_o_writes_and_names_the_file(source: Path) -> None:
    target = source.parent / "結果 #1" / "点検結果.xlsx"
    done = run("check", source, "-o", target)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == f"作りました：{target}"
    assert target.exists()
    assert "点検結果.xlsx で" in done.stdout or "--all" not in done.stdout


@pytest.mark.parametrize("spelling", ["様式.xlsx", "./様式.xlsx", "../{}/様式.xlsx"])
def test_o_is_never_the_input(source: Path, spelling: str) -> None:
    before = source.read_bytes()
    target = source.parent / spelling.format(source.parent.name)
    done = run("check", source, "-o", target)
    assert (done.returncode, "入力のブックと同じ" in done.stderr) == (2, True)
    assert source.read_bytes() == before


def test_json_and_o_do_not_mix(source: Path) -> None:
    target = source.parent / "点検結果.xlsx"
    done = run("check", source, "--format", "json", "-o", target)
    assert json.loads(done.stdout)["version"] == 1
    assert f"作りました：{target}" in done.stderr


def test_previous_is_read(source: Path, tmp_path: Path) -> None:
    last_year = workbook(tmp_path / "昨年度.xlsx")
    assert run("check", source, "--previous", last_year).returncode == 1
    done = run("check", source, "--previous", tmp_path / "ない.xlsx")
    assert (done.returncode, "見つかりません" in done.stderr) == (2, True)


def test_strict(tmp_path: Path) -> None:
    rows = [text("節", "題"), indicator(values=(10, 11, "18.6（H27）\n19.1（H28）", 20))]
    rows += [text("検証と課題", "検証の文。"), text("方向性", "方向の文。")]
    source = workbook(tmp_path / "a.xlsx", rows)
    assert run("check", source).returncode == 0
    assert run("check", source, "--strict").returncode == 1
