"""The store of compiled patterns: what comes out of it is what ``re.compile`` makes, and nothing else that
may lie in its place is ever used."""

import ast
import importlib
import marshal
import os
import pkgutil
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kumareport
from kumareport.patterns import PatternStore

ROOT = Path(__file__).resolve().parent.parent
DATED = r"(?P<year>令和(?:元|\d{1,2}))年度?(?P<rest>[一-龠]*)"


@pytest.fixture(autouse=True)
def writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store will be; its folder is not there yet."""
    return tmp_path / "cache" / "store.patterns"


def filled(path: Path, *patterns: str) -> None:
    store = PatternStore(path)
    for pattern in patterns or (DATED,):
        store.regex(pattern)
    store.keep()


def has_nothing_new(store: PatternStore, path: Path) -> bool:
    """Whether all that a store gave came out of its file: there is nothing to write another one for."""
    path.unlink()
    store.keep()
    return not path.exists()


def own_patterns() -> set[tuple[str, int]]:
    """Those of all modules of the package."""
    found: set[tuple[str, int]] = set()
    for module in pkgutil.walk_packages(kumareport.__path__, "kumareport."):
        if not module.name.endswith("__main__"):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):  # pyright: ignore[reportUnknownMemberType]
                    found.add((value.pattern, value.flags))
    return found


def test_every_pattern_of_the_package_comes_back_as_the_compiler_makes_it(path: Path) -> None:
    patterns = own_patterns()
    assert len(patterns) > 200
    first = PatternStore(path)
    for pattern, flags in patterns:
        first.regex(pattern, flags)
    first.keep()
    second = PatternStore(path)
    for pattern, flags in patterns:
        kept, made = second.regex(pattern, flags), re.compile(pattern, flags)
        # Equal patterns have the same code; the names of the groups are not compared.
        assert kept == made
        assert (kept.flags, kept.groups, kept.groupindex) == (
            made.flags,
            made.groups,
            made.groupindex,
        )
    assert has_nothing_new(second, path)


def test_a_kept_pattern_knows_its_groups_and_flags(path: Path) -> None:
    filled(path, DATED)
    store = PatternStore(path)
    found = store.regex(DATED).match("令和６年度実績".translate({ord("６"): "6"}))
    assert found is not None
    assert found.groupdict() == {"year": "令和6", "rest": "実績"}
    assert found.lastgroup == "rest"
    # The same words with other flags are another pattern.
    assert store.regex("a b", re.VERBOSE).fullmatch("ab")
    assert store.regex("a b").fullmatch("a b")
    store.keep()
    again = PatternStore(path)
    assert again.regex("a b", re.VERBOSE).fullmatch("ab")
    assert again.regex("a b").fullmatch("a b")
    assert has_nothing_new(again, path)


def test_what_is_no_pattern_is_said_as_ever(path: Path) -> None:
    store = PatternStore(path)
    with pytest.raises(re.error, match="unterminated"):
        store.regex("(")
    store.keep()
    assert not path.exists()


@given(at=st.integers(0, 10_000), letter=st.integers(1, 255), cut=st.booleans())
def test_a_damaged_store_is_not_used(
    tmp_path_factory: pytest.TempPathFactory, at: int, letter: int, cut: bool
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "store"
    filled(path)
    data = bytearray(path.read_bytes())
    at %= len(data)
    if cut:
        del data[at:]
    else:
        data[at] ^= letter
    path.write_bytes(data)
    store = PatternStore(path)
    assert store.regex(DATED) == re.compile(DATED)
    assert not has_nothing_new(store, path)
    # It was written anew.
    assert PatternStore(path).regex(DATED) == re.compile(DATED)


def test_another_interpreters_store_is_not_used(path: Path) -> None:
    filled(path)
    data = path.read_bytes()
    own, other = str(sys.hexversion).encode(), str(sys.hexversion + 1).encode()
    assert data.count(own) == 1
    path.write_bytes(data.replace(own, other))
    store = PatternStore(path)
    assert store.regex(DATED) == re.compile(DATED)
    assert not has_nothing_new(store, path)


@pytest.mark.parametrize(
    "code",
    [
        (32, b"\xff" * 8, 0, {}, (None,)),
        (32, b"\xff" * 7, 0, {}, (None,)),
        (32, "no code", 0, {}, (None,)),
        (32, b""),
        None,
        7,
    ],
)
def test_a_code_that_the_interpreter_refuses_is_not_used(code: object, path: Path) -> None:
    filled(path)
    head = path.read_bytes().partition(b"\n")[0] + b"\n"
    table = marshal.dumps({(DATED, 0): code})
    path.write_bytes(head + zlib.crc32(table).to_bytes(4, "little") + table)
    assert PatternStore(path).regex(DATED) == re.compile(DATED)


@pytest.mark.parametrize("content", [[], 7, "text"])
def test_a_store_that_is_no_table_is_not_used(content: list[str] | int | str, path: Path) -> None:
    filled(path)
    head = path.read_bytes().partition(b"\n")[0] + b"\n"
    table = marshal.dumps(content)
    path.write_bytes(head + zlib.crc32(table).to_bytes(4, "little") + table)
    assert PatternStore(path).regex(DATED) == re.compile(DATED)


def test_nothing_is_written_where_it_may_not_be(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder", "ascii")
    filled(tmp_path / "file" / "store")
    closed = tmp_path / "closed"
    closed.mkdir(0o500)
    filled(closed / "store")
    # Whoever administers a machine may write everywhere.
    assert not any(closed.iterdir()) or os.access(closed, os.W_OK)
    nowhere = PatternStore(None)
    assert nowhere.regex(DATED) == re.compile(DATED)
    nowhere.keep()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    filled(path)
    assert not path.parent.exists()


def test_a_folder_in_its_place_does_no_harm(path: Path) -> None:
    path.mkdir(parents=True)
    filled(path)
    assert PatternStore(path).regex(DATED) == re.compile(DATED)
    assert list(path.parent.iterdir()) == [path]


def test_what_was_kept_stays_until_it_is_too_much(path: Path) -> None:
    filled(path, "old")
    filled(path, *(f"a{number}" for number in range(1500)))
    store = PatternStore(path)
    assert store.regex("old").fullmatch("old")
    assert store.regex("a1499").fullmatch("a1499")
    assert has_nothing_new(store, path)
    filled(path, "old")
    filled(path, *(f"a{number}" for number in range(1500)))
    filled(path, *(f"b{number}" for number in range(1500)))
    store = PatternStore(path)
    store.regex("b1499")
    assert has_nothing_new(store, path)
    filled(path, *(f"b{number}" for number in range(1500)))
    store = PatternStore(path)
    store.regex("old")
    assert not has_nothing_new(store, path)


_CODE = """
import sys
from pathlib import Path
from kumareport.patterns import PatternStore
store = PatternStore(Path(sys.argv[1]))
for number in range(200):
    store.regex(f"{sys.argv[2]}{number}")
sys.stdin.read()
store.keep()
"""


def test_processes_that_write_at_once_leave_a_whole_store(path: Path) -> None:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-c", _CODE, str(path)]
    processes = [
        subprocess.Popen([*command, letter], stdin=subprocess.PIPE, cwd=ROOT, env=environment)
        for letter in "abcd"
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    # The last one to write has written all of its own, and nothing was left behind.
    assert list(path.parent.iterdir()) == [path]
    whole: list[str] = []
    data = path.read_bytes()
    for letter in "abcd":
        path.write_bytes(data)
        store = PatternStore(path)
        for number in range(200):
            store.regex(f"{letter}{number}")
        whole += letter if has_nothing_new(store, path) else ""
    assert whole


def test_a_command_keeps_its_patterns_for_the_next(tmp_path: Path) -> None:
    """Beside the bytecode, wherever that is; and says the same with them and without."""
    environment = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(tmp_path),
    }
    command = [sys.executable, "-m", "kumareport", "check", "input.xlsx"]
    said: list[str] = []
    written: list[bytes] = []
    for _ in range(2):
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8"
        )
        said.append(done.stdout)
        (store,) = tmp_path.rglob("*.patterns")
        written.append(store.read_bytes())
    assert said[0]
    assert said[0] == said[1]
    # The second found all of them.
    assert written[0] == written[1]


def test_every_pattern_in_the_code_is_taken_from_the_store() -> None:
    """Those in bytes, few and small, and those made of people's texts are compiled by ``re``."""
    others = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "kumareport").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) == "re"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]
    assert not others
