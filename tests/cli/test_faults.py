"""Whatever stops a command: every file whole, no traceback, and running it again ends well.

More of them: ``python tools/try_faults.py``; its table is docs/analysis/faults.md.
"""

import shutil
import time
from itertools import islice
from pathlib import Path

import pytest

from tests.cli.faults import (
    BEGUN,
    WRITING,
    broken,
    kill,
    leftovers,
    moments,
    prepare,
    results,
    run,
)

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

_KILLS = 3
_KILLS_OF_MANY_FILES = 12
"""Of a run that puts many files into a folder that is there already."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("faults") / "仕事")


@pytest.mark.parametrize("name", WRITING)
def test_killed_at_any_moment(name: str, prepared: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(prepared, tmp_path / "仕事"))
    started = time.monotonic()
    first = run(WRITING[name], folder)
    longest = time.monotonic() - started
    assert first.code == 0, first.said
    expected = sorted(results(folder / "out"))
    for seconds in islice(
        moments(7, longest), _KILLS_OF_MANY_FILES if name == "export" else _KILLS
    ):
        if name in BEGUN:
            shutil.rmtree(folder / "out")
        ended = kill(WRITING[name], folder, seconds)
        assert "Traceback" not in ended.said
        assert broken(folder / "out") == []
        if name in BEGUN and ended.code != 0:
            leftovers(folder)
            assert run(WRITING[name], folder).code in (0, 2)
            assert sorted(results(folder / "out")) == expected
    leftovers(folder)
    if name not in BEGUN:
        assert run(WRITING[name], folder).code == 0
    assert leftovers(folder) == []
    assert sorted(results(folder / "out")) == expected
