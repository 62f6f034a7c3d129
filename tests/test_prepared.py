"""What is kept of templates from one command to the next: the same comes of them with it and without,
and only the program that made it uses it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kumareport import prepared
from kumareport.prepared import PreparedStore
from tests.conftest import TEMPLATE
from tests.document.test_owner_edits import BEFORE_TITLE
from tests.document.test_template_check import damaged
from tests.document.test_whose_fault import torn

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store will be; its folder is not there yet."""
    return tmp_path / "cache" / "store.templates"


def never() -> str:
    raise AssertionError("It is kept.")


def store(path: Path | None, program: bytes = b"this") -> PreparedStore:
    return PreparedStore(path, lambda: program)


def filled(path: Path, **things: str) -> None:
    one = store(path)
    for kind, thing in things.items():
        assert one.prepared(kind, (kind,), lambda thing=thing: thing) == thing
    one.keep()


def test_what_was_made_once_is_not_made_again(path: Path) -> None:
    things = [b"bytes", "文字", ("a", 1), [("T01", "所", "文")], None, compile("1 + 1", "", "eval")]
    first = store(path)
    for number, thing in enumerate(things):
        assert first.prepared("thing", (str(number),), lambda thing=thing: thing) is thing
    first.keep()
    second = store(path)
    assert [second.prepared("thing", (str(n),), never) for n in range(len(things))] == things


def test_it_is_known_by_its_kind_and_all_its_sources(path: Path) -> None:
    first = store(path)
    asked = [
        ("a", ("b", "c")),
        ("a", ("bc",)),
        ("a", ("bc", "")),
        ("ab", ("c",)),
        ("a", (b"b", b"d")),
    ]
    for number, (kind, sources) in enumerate(asked):
        assert first.prepared(kind, sources, lambda number=number: number) == number
    first.keep()
    second = store(path)
    found = [second.prepared(kind, sources, lambda: None) for kind, sources in asked]
    assert found == list(range(len(asked)))


def test_what_goes_wrong_is_not_kept(path: Path) -> None:
    one = store(path)
    with pytest.raises(ValueError, match="no template"):
        one.prepared("thing", (), lambda: _refuse())
    one.keep()
    assert not path.exists()
    assert store(path).prepared("thing", (), lambda: "made") == "made"


def _refuse() -> str:
    raise ValueError("no template")


def test_another_programs_results_are_not_used(path: Path) -> None:
    filled(path, kind="thing")
    assert store(path, b"other").prepared("kind", ("kind",), lambda: "new") == "new"
    assert store(path).prepared("kind", ("kind",), never) == "thing"


def _rewrite(file: Path) -> None:
    file.write_text("changed = True")


def _unlink(file: Path) -> None:
    file.unlink()


def _touch(file: Path) -> None:
    os.utime(file, ns=(1, 1))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a.py", _rewrite),
        ("inner/b.py", _rewrite),
        ("inner/new.py", _rewrite),
        ("a.py", _unlink),
        ("a.py", _touch),
    ],
)
def test_a_program_with_a_changed_file_is_another(
    name: str, change: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "package"
    (folder / "inner").mkdir(parents=True)
    (folder / "a.py").write_text("a = 1")
    (folder / "inner" / "b.py").write_text("b = 1")
    monkeypatch.setattr(prepared, "_OWN", folder)
    program = prepared._program  # pyright: ignore[reportPrivateUsage]
    before = program()
    (folder / "notes.txt").write_text("no part of it")
    assert program() == before
    change(folder / name)
    assert program() != before


@pytest.mark.parametrize("at", [0, 30, 110, 150, -1])
def test_a_damaged_store_is_not_used(at: int, path: Path) -> None:
    filled(path, kind="thing" * 20)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert store(path).prepared("kind", ("kind",), lambda: "new") == "new"


def test_where_nothing_may_be_written_all_is_made_as_ever(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = store(None)
    assert nowhere.prepared("kind", (), lambda: "made") == "made"
    nowhere.keep()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    filled(path, kind="thing")
    assert not path.parent.exists()


def test_a_program_that_cannot_be_looked_at_keeps_nothing(path: Path) -> None:
    def program() -> bytes:
        raise NotADirectoryError

    for place in (path, None):
        one = PreparedStore(place, program)
        assert one.prepared("kind", (), lambda: "made") == "made"
        one.keep()
    assert not path.exists()


def test_what_was_kept_stays_until_it_is_too_much(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path, old="a" * 600)
    filled(path, new="b" * 600)
    assert store(path).prepared("old", ("old",), never) == "a" * 600
    assert store(path).prepared("new", ("new",), never) == "b" * 600
    monkeypatch.setattr(prepared, "_MOST", 1500)
    one = store(path)
    one.prepared("new", ("new",), never)
    one.prepared("third", (), lambda: "c" * 600)
    one.keep()
    # What nobody asked for went.
    assert store(path).prepared("new", ("new",), never) == "b" * 600
    assert store(path).prepared("old", ("old",), lambda: "made anew") == "made anew"


def test_a_process_that_did_not_begin_makes_everything_itself() -> None:
    made = [prepared.prepared("kind", (), lambda n=n: n) for n in range(2)]
    assert made == [0, 1]
    prepared.keep()


def _told(command: list[str], cache: Path) -> str:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(cache)}
    done = subprocess.run(
        [sys.executable, "-m", "kumareport", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.stdout + done.stderr


def test_the_same_report_comes_of_what_was_kept(tmp_path: Path) -> None:
    cache, template = tmp_path / "cache", tmp_path / "様式.docx"
    template.write_bytes(TEMPLATE.read_bytes())
    made: list[bytes] = []
    kept: list[bytes] = []
    for number in range(2):
        target = tmp_path / f"報告書{number}.docx"
        told = _told(["build", "input.xlsx", "-o", str(target), "--template", str(template)], cache)
        assert "作りました" in told
        made.append(target.read_bytes())
        (file,) = cache.rglob("*.templates")
        kept.append(file.read_bytes())
    assert made[0] == made[1]
    # The second found all that it needed.
    assert kept[0] == kept[1]
    # Another template is another, even under the same name.
    template.write_bytes(damaged("</w:body>", "<w:p><w:r><w:t>終わり</w:t></w:r></w:p></w:body>"))
    target = tmp_path / "報告書.docx"
    _told(["build", "input.xlsx", "-o", str(target), "--template", str(template)], cache)
    assert target.read_bytes() not in made


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{{ 章.見出し }}", "{{ 章.見だし }}", "T03"),
        ("{{ 章.見出し }}", "｛｛ 章.見出し ｝｝", "T02"),
        (BEFORE_TITLE, BEFORE_TITLE + torn("not 報告書.集計"), "T09"),
    ],
)
def test_the_same_faults_are_told_of_a_template(
    old: str, new: str, code: str, tmp_path: Path
) -> None:
    template = tmp_path / "様式.docx"
    template.write_bytes(damaged(old, new))
    cache = tmp_path / "cache"
    first = _told(["template", "check", str(template)], cache)
    (file,) = cache.rglob("*.templates")
    kept = file.read_bytes()
    assert code in first
    # Of another name: it is told by that.
    other = tmp_path / "ほかの様式.docx"
    other.write_bytes(template.read_bytes())
    assert _told(["template", "check", str(other)], cache) == first.replace(
        template.name, other.name
    )
    assert file.read_bytes() == kept
