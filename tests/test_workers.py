"""Work with the help of other processes: the same results, whatever happens to these."""

import functools
import io
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from kumareport.errors import InputFileError
from kumareport.scratch import hold, is_held
from kumareport.workers import Crew, serve
from tests.conftest import ROOT

_held: list[IO[bytes]] = []
MANY = range(40)
HERE = os.getpid()


def squared(item: int) -> int:
    """Some work."""
    return item * item


def refused(item: int) -> int:
    """Work that one item makes impossible."""
    if item == 7:
        raise InputFileError("七は読めません", "八にしてください。")
    return item * item


def deadly(here: int, item: int) -> int:
    """Work that kills a worker."""
    if os.getpid() != here:
        os._exit(1)
    return item * item


def shared(folder: Path, here: int, item: int) -> int:
    """Work that this process begins and does not go on with until a worker takes part; who takes part
    holds a file of its own."""
    own = folder / str(os.getpid())
    if not own.exists():
        _held.append(own.open("wb"))
        hold(_held[-1])
    while os.getpid() == here and len(list(folder.iterdir())) < 2:
        time.sleep(0.01)
    return item * item


def who(_: int) -> int:
    """Tells who does it."""
    return os.getpid()


def chatty(item: int) -> int:
    """Work that prints, as libraries may."""
    print(item, flush=True)  # noqa: T201
    return item * item


def interrupted(folder: Path, here: int, item: int) -> int:
    """Work at which somebody presses Ctrl+C once a worker takes part."""
    shared(folder, here, item)
    if os.getpid() == here:
        raise KeyboardInterrupt
    return item


def results(work: Callable[[int], int]) -> list[int]:
    """What comes of each of many items."""
    with Crew(work, len(MANY)) as crew:
        crew.give(MANY)
        return [crew.result(place) for place in range(len(MANY))]


def workers_of(folder: Path, here: int = HERE) -> list[Path]:
    """The files that the workers held."""
    return [path for path in folder.iterdir() if path.name != str(here)]


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with three processors."""
    monkeypatch.setattr(os, "cpu_count", lambda: 3)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("work", [squared, chatty, functools.partial(deadly, HERE)])
def test_what_comes_of_each_item_is_the_same(work: functools.partial[int]) -> None:
    assert results(work) == [n * n for n in MANY]


@pytest.mark.usefixtures("three")
def test_an_items_fault_is_told_in_its_turn_and_costs_no_other() -> None:
    found: list[int | str] = []
    with Crew(refused, len(MANY)) as crew:
        crew.give(MANY)
        for place in range(len(MANY)):
            try:
                found.append(crew.result(place))
            except InputFileError as error:
                found += [error.message, error.hint]
    squares: list[int | str] = [n * n for n in MANY]
    assert found == [*squares[:7], "七は読めません", "八にしてください。", *squares[8:]]


@pytest.mark.usefixtures("three")
def test_a_worker_takes_part_and_is_gone_at_the_end(tmp_path: Path) -> None:
    assert results(functools.partial(shared, tmp_path, HERE)) == [n * n for n in MANY]
    assert workers_of(tmp_path)
    assert not any(is_held(path) for path in workers_of(tmp_path))


@pytest.mark.usefixtures("three")
def test_whoever_is_interrupted_leaves_no_worker(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        results(functools.partial(interrupted, tmp_path, HERE))
    assert not any(is_held(path) for path in workers_of(tmp_path))


@pytest.mark.usefixtures("three")
def test_a_batch_that_ends_before_it_is_given_ends() -> None:
    with pytest.raises(InputFileError), Crew(squared, len(MANY)):
        raise InputFileError("止めました")


_KILLED = """
import functools, os, sys
from pathlib import Path
from kumareport.scratch import hold, is_held
from kumareport.workers import Crew
from tests.test_workers import MANY, shared
os.cpu_count = lambda: 2
with Crew(functools.partial(shared, Path(sys.argv[1]), os.getpid()), len(MANY)) as crew:
    crew.give(MANY)
    crew.result(0)
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signal ends a process there")
def test_a_worker_ends_with_whoever_started_it(tmp_path: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", _KILLED, str(tmp_path)], cwd=ROOT)
    assert killed.wait() == -9
    (worker,) = workers_of(tmp_path, killed.pid)
    while is_held(worker):
        time.sleep(0.01)


@pytest.mark.usefixtures("three")
def test_without_workers_all_is_done_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "なし"))
    assert results(squared) == [n * n for n in MANY]


@pytest.mark.parametrize(("processors", "count"), [(1, 100), (None, 100), (8, 3)])
def test_no_worker_is_started_where_none_pays(
    processors: int | None, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    with Crew(who, count) as crew:
        crew.give(range(count))
        assert {crew.result(place) for place in range(count)} == {HERE}


@pytest.mark.usefixtures("three")
def test_nothing_that_lies_in_the_folder_is_loaded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("pickle", "gc", "kumareport", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('読み込まれた', 'w')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    seen = tmp_path / "見たもの"
    seen.mkdir()
    assert results(functools.partial(shared, seen, HERE)) == [n * n for n in MANY]
    assert not (tmp_path / "読み込まれた").exists()


def test_a_worker_answers_each_item_in_turn() -> None:
    questions, answers = io.BytesIO(), io.BytesIO()
    for thing in (refused, 3, 7, 5):
        pickle.dump(thing, questions)
    questions.seek(0)
    serve(questions, answers)
    answers.seek(0)
    assert [pickle.load(answers) for _ in range(3)] == [(9,), None, (25,)]
