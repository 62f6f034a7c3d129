"""The launchers for Windows: what can be shown of them without Windows."""

import importlib.util
import marshal
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kumareport.cli import dropped
from tests.conftest import INPUT, ROOT
from tests.review.office import office_workbook
from tools import make_windows_bundle

FOLDER = ROOT / "packaging" / "windows"
LAUNCHERS = sorted(FOLDER.glob("*.cmd"))
EVERY = [*LAUNCHERS, FOLDER / "program" / "launch.cmd"]


def load_run():
    spec = importlib.util.spec_from_file_location("run", FOLDER / "program" / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_a_batch_file_that_cmd_reads(path: Path) -> None:
    data = path.read_bytes()
    text = data.decode("cp932")
    assert data.count(b"\n") == data.count(b"\r\n") > 0
    assert not data.startswith(b"\xef\xbb\xbf")
    # A letter whose second byte is \ or | or ^ would be cut in two on another code page.
    for char in text:
        encoded = char.encode("cp932")
        assert len(encoded) == 1 or encoded[1] not in b"\\|^<>&%", char
    assert "enabledelayedexpansion" not in text.lower()
    lines = [line for line in text.splitlines() if not line.startswith("rem")]
    # Every path from a variable stands in quotation marks; a bracket in one would end a block.
    for line in lines:
        if "echo" not in line:
            assert not re.search(r'(?<!["\\\w=])%(HERE|RUN|PY|LOCALAPPDATA|~dp0)', line), line
            assert not line.rstrip().endswith("("), line
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert {m[1] for m in re.finditer(r"goto (\w+)", text)} <= labels


@pytest.mark.parametrize("path", LAUNCHERS, ids=lambda path: path.name)
def test_each_launcher_names_a_job(path: Path) -> None:
    match = re.search(r'launch\.cmd" (\w+) %\*', path.read_text(encoding="ascii"))
    assert match is not None
    assert match[1] in dropped.JOBS


def test_every_job_has_a_launcher() -> None:
    texts = " ".join(path.read_text(encoding="ascii") for path in LAUNCHERS)
    assert set(re.findall(r'launch\.cmd" (\w+)', texts)) == set(dropped.JOBS)


def test_dropped_workbooks_are_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = office_workbook(tmp_path / "評価 (R6)＆検証.xlsx")
    memo = tmp_path / "メモ.txt"
    memo.write_text("x")
    shown: list[Path] = []
    assert dropped.run("report", [str(book), str(memo)], shown.append) == 0
    assert (tmp_path / "output" / "評価 (R6)＆検証.docx").exists()
    assert shown == [tmp_path / "output"]
    assert "ブックではないので、使いません：メモ.txt" in capsys.readouterr().out
    assert dropped.run("check", [str(book)], shown.append) == 0
    assert (tmp_path / "output" / "評価 (R6)＆検証の点検結果.xlsx").exists()
    assert dropped.run("rollover", [str(book)], shown.append) == 0
    assert (tmp_path / "評価 (R6)＆検証（次年度）.xlsx").exists()
    assert shown[-1] == tmp_path
    assert dropped.run("export", [str(book)], shown.append) == 0
    assert (tmp_path / "output" / "公開データ" / "報告書.json").exists()
    assert dropped.run("draft", [str(book)], shown.append) == 0
    assert (tmp_path / "output" / "評価 (R6)＆検証（案）.docx").exists()


def test_pages_from_one_workbook_or_with_last_years(tmp_path: Path) -> None:
    now = office_workbook(tmp_path / "今年.xlsx")
    then = office_workbook(tmp_path / "昨年.xlsx")
    shown: list[Path] = []
    assert dropped.run("publish", [str(now)], shown.append) == 0
    page = tmp_path / "output" / "ウェブページ" / "index.html"
    assert "前年度の進捗" not in page.read_text(encoding="utf-8")
    assert dropped.run("publish", [str(then), str(now)], shown.append, answers("2")) == 0
    assert "前年度の進捗" in page.read_text(encoding="utf-8")
    assert shown == [tmp_path / "output"] * 2
    assert dropped.run("publish", [str(then), str(now)], shown.append, answers("")) == 2


def test_the_workbook_and_the_folder_of_returns(tmp_path: Path) -> None:
    book = tmp_path / "input.xlsx"
    book.write_bytes(INPUT.read_bytes())
    returns = tmp_path / "返送"
    returns.mkdir()
    (returns / "ちがう.xlsx").write_bytes(b"x")
    assert dropped.run("collect", [str(returns), str(book)], lambda _: None) in (0, 1)
    assert (tmp_path / "output" / "反映案.xlsx").exists()


def answers(*texts: str) -> Callable[[str], str]:
    """Somebody at the keyboard, who knows these answers and no more."""
    given = iter(texts)
    return lambda question: next(given)


def test_a_round_without_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Distribute, collect with 配付一覧 and one form itself, apply, compare: all by dropping."""
    book = office_workbook(tmp_path / "input.xlsx")
    ask = answers("第１回 照会", "あした", "R12.1.31", "企画課 内線1", "いいえ")
    assert dropped.run("distribute", [str(book)], lambda _: None, ask) == 0
    issued = tmp_path / "第１回 照会" / "配付一覧.xlsx"
    form = next((tmp_path / "第１回 照会").glob("*/*.xlsx"))
    shown: list[Path] = []
    given = [str(issued), str(form), str(book)]
    assert dropped.run("collect", given, shown.append) == 0
    proposals = tmp_path / "output" / "反映案.xlsx"
    assert dropped.run("apply", [str(proposals), str(book)], shown.append) == 0
    after = tmp_path / "output" / "input（反映後）.xlsx"
    assert shown == [tmp_path / "output"] * 2
    assert dropped.run("compare", [str(after), str(book)], shown.append, answers("3", "１")) == 0
    assert "変更はありません" in capsys.readouterr().out
    # Two workbooks, or a workbook of another kind, are not taken for what they are not.
    assert dropped.run("apply", [str(after), str(book)], shown.append) == 2
    assert dropped.run("report", [str(proposals)], shown.append) == 2
    assert "反映案.xlsx" in capsys.readouterr().out


def test_an_empty_answer_gives_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "input.xlsx"
    book.write_bytes(INPUT.read_bytes())
    assert dropped.run("distribute", [str(book)], lambda _: None, answers("照会", "")) == 2
    assert dropped.run("compare", [str(book), str(book)], lambda _: None, answers("")) == 2
    assert "何も作っていません" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["input.xlsx"]


@pytest.mark.parametrize("job", ["report", "check", "draft", "collect", "apply", "compare", "pdf"])
def test_nothing_dropped_says_what_to_drop(job: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert dropped.run(job, [], lambda _: None) == 2
    assert "重ねて放してください" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("typer-0.29.2-py3-none-any.whl", True),
        ("openpyxl-3.1.5-py2.py3-none-any.whl", True),
        ("lxml-6.1.3-cp26-cp26-win_amd64.whl", False),
    ],
)
def test_which_wheels_fit(name: str, fits: bool) -> None:
    assert load_run().fits(name) is fits


def test_wheels_are_unpacked_once_and_whole(tmp_path: Path) -> None:
    run = load_run()
    wheel = tmp_path / "a-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as package:
        package.writestr("a/__init__.py", "x = 1\n")
        package.writestr("a-1.data/data/share/kumareport/report.docx", "template")
    (tmp_path / "lib").mkdir()
    run.unpack([wheel], tmp_path / "lib" / "1")
    assert (tmp_path / "lib/1/a/__init__.py").exists()
    assert (tmp_path / "lib/1/share/kumareport/report.docx").read_text() == "template"
    # Compiled as what it will be when it is in its place.
    (compiled,) = (tmp_path / "lib/1/a/__pycache__").iterdir()
    code = marshal.loads(compiled.read_bytes()[16:])
    assert code.co_filename == str(tmp_path / "lib/1/a/__init__.py")
    bad = tmp_path / "b-1-py3-none-any.whl"
    with zipfile.ZipFile(bad, "w") as package:
        package.writestr("../../outside.txt", "x")
    with pytest.raises(SystemExit):
        run.unpack([bad], tmp_path / "lib" / "2")
    assert not (tmp_path / "outside.txt").exists()
    assert [path.name for path in (tmp_path / "lib").iterdir()] == ["1"]


def test_without_wheels_it_says_what_to_do(tmp_path: Path) -> None:
    copy = tmp_path / "run.py"
    copy.write_bytes((FOLDER / "program" / "run.py").read_bytes())
    done = subprocess.run(
        [sys.executable, "-X", "utf8", str(copy), "report"],
        capture_output=True, stdin=subprocess.DEVNULL, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "すべて展開" in done.stderr or "もう一度全部展開" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_guides_of_the_bundle_have_no_dead_link(tmp_path: Path) -> None:
    make_windows_bundle.write_guides(tmp_path)
    pages = sorted((tmp_path / "説明").rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        for target in re.findall(r'(?:href|src)="([^"#]+)', page.read_text(encoding="utf-8")):
            if not target.startswith(("http:", "https:", "mailto:")):
                assert (page.parent / unquote(target)).is_file(), f"{page.name}: {target}"


def test_the_list_of_wheels_names_every_dependency() -> None:
    lines = make_windows_bundle.WHEEL_LIST.read_text(encoding="utf-8").splitlines()[1:]
    pinned: dict[str, str] = {}
    for line in lines:
        match = re.fullmatch(r"([a-z0-9-]+)==(\S+) --hash=sha256:[0-9a-f]{64}", line)
        assert match is not None, line
        pinned[match[1]] = match[2]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for needed in map(Requirement, project["dependencies"]):
        assert needed.specifier.contains(pinned[canonicalize_name(needed.name)]), needed
