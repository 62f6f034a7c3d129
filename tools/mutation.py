"""How many small faults in the code do the tests notice?

    python -m tools.mutation [marks notation merge matching narrative rules] [--sample N] [--jobs N]

Writes ``docs/analysis/mutation.md`` (with ``--page``) and lists what survived. Each mutant runs in a
forked copy of a pytest process that has its tests collected: the mutated function's code is exchanged
and the tests that ran its line before run again, the quickest first. A mutant outside all functions
needs a process of its own. Nothing is random and no clock decides, but CPU seconds end what loops.
"""

import argparse
import ast
import fnmatch
import functools
import gc
import hashlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest
from coverage import Coverage

from tools.mutants import Mutant, mutants, mutated

ROOT = Path(__file__).resolve().parent.parent
_PACKAGE = str(ROOT / "kumareport")
_CPU_SECONDS = 15
_MEMORY = 4 * 2**30
_KILLED, _SURVIVED = 3, 0
_RULE = re.compile(r"[a-z]\d\d(?=_)")


@dataclass(frozen=True, slots=True)
class Package:
    """What is mutated, and the tests that shall notice.

    Attributes:
        sources, tests: paths below the root; ``*`` allowed.
        sample: how many mutants are tried, those whose names have the smallest digests; 0 for all.
        first: the beginning of the names of the tests that run first.
        most: how many tests are tried with one mutant.
    """

    name: str
    sources: tuple[str, ...]
    tests: tuple[str, ...]
    sample: int = 0
    first: str = ""
    most: int = 250

    def files(self) -> list[str]:
        """The modules, in order."""
        found = (path for pattern in self.sources for path in ROOT.glob(pattern))
        return sorted(path.relative_to(ROOT).as_posix() for path in found)

    def test_files(self) -> list[str]:
        """The test modules that exist, in order."""
        found = (path for pattern in self.tests for path in ROOT.glob(pattern))
        return sorted({path.relative_to(ROOT).as_posix() for path in found})


_REVIEW = "kumareport/review/"
PACKAGES = (
    Package("marks", ("kumareport/marks/*.py",), ("tests/marks/test_*.py", "tests/test_marks.py")),
    Package(
        "notation",
        ("kumareport/notation.py", "kumareport/number_format/*.py", "kumareport/mark_condition.py"),
        ("tests/test_notation.py", "tests/test_number_format.py", "tests/test_mark_condition.py"),
    ),
    Package("merge", (_REVIEW + "merge/merge.py",), ("tests/review/test_merge.py",)),
    Package("matching", (_REVIEW + "merge/matching.py",), ("tests/review/test_matching.py",)),
    Package(
        "narrative",
        ("kumareport/narrative/*.py",),
        ("tests/narrative/test_*.py", "tests/rules/test_rules.py"),
        160,
        "tests/narrative/test_readings.py",
        600,
    ),
    Package(
        "rules",
        ("kumareport/rules/*.py",),
        ("tests/rules/test_rules.py", "tests/rules/test_switches.py"),
        160,
    ),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mutant."""

    mutant: Mutant
    is_killed: bool
    tests: int


def chosen(package: Package, sample: int, only: str = "*") -> list[Mutant]:
    """The mutants of a package that are tried; ``only`` those of files that match."""
    found = [
        mutant
        for file in package.files()
        if fnmatch.fnmatch(Path(file).name, only)
        for mutant in mutants(file, (ROOT / file).read_text(encoding="utf-8"))
    ]
    if not sample:
        return found
    drawn = sorted(found, key=lambda m: hashlib.sha256(m.key.encode()).hexdigest())[:sample]
    return sorted(drawn, key=lambda m: (m.file, m.number))


class Run:
    """A pytest plugin that runs mutants in the place of the tests."""

    def __init__(self, package: Package, tried: Sequence[Mutant], jobs: int) -> None:
        self.package, self.tried, self.jobs = package, tried, jobs
        self.outcomes: list[Outcome] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Where only rules are tried, the cases of other rules say nothing."""
        codes = {mutant.file: _served(mutant.file) for mutant in self.tried}.values()
        if self.package.name == "rules" and all(codes):
            wanted = frozenset[str]().union(*codes)
            items[:] = [item for item in items if _is_of(item, wanted)]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called by pytest when all tests are collected."""
        # pytest wants to load this one itself, before anybody else.
        from hypothesis import Phase, settings

        steady = settings(
            database=None,
            deadline=None,
            derandomize=True,
            phases=(Phase.explicit, Phase.generate),
            print_blob=False,
        )
        settings.register_profile("mutation", steady)
        settings.load_profile("mutation")
        # What the tests froze is not found otherwise.
        gc.unfreeze()
        covering, seconds = self._baseline(session)
        # Looked for once, here: each fork has them.
        _forget()
        _functions(len(sys.modules))
        gc.freeze()
        waiting = list(enumerate(self.tried))
        running: dict[int, tuple[int, int]] = {}
        done: dict[int, Outcome] = {}
        while waiting or running:
            if waiting and len(running) < self.jobs:
                number, mutant = waiting.pop(0)
                tests = covering.get((mutant.file, mutant.line), set())
                if not mutant.is_live:
                    near = [found for (file, _), found in covering.items() if file == mutant.file]
                    tests = set[int]().union(*near)
                tests = _own(mutant, tests, session) or tests
                order = self._order(tests, session, seconds)
                if not order:
                    done[number] = Outcome(mutant, False, 0)
                    continue
                # A fault may make the tests slower, but not many times.
                limit = _CPU_SECONDS + int(3 * sum(seconds[index] for index in order))
                running[_start(session, mutant, order, limit)] = number, len(order)
                continue
            process, status = os.wait()
            number, count = running.pop(process)
            is_killed = not (os.WIFEXITED(status) and os.WEXITSTATUS(status) == _SURVIVED)
            done[number] = Outcome(self.tried[number], is_killed, count)
            _say(f"\r{self.package.name} {len(done)}/{len(self.tried)}")
        self.outcomes = [done[number] for number in sorted(done)]
        return True

    def _order(
        self, tests: set[int], session: pytest.Session, seconds: Sequence[float]
    ) -> list[int]:
        """Those that say most first, then the quickest; equally quick ones from everywhere."""

        def place(index: int) -> tuple[bool, float, str]:
            name = session.items[index].nodeid
            is_last = not name.startswith(self.package.first) if self.package.first else False
            return is_last, seconds[index], hashlib.sha256(name.encode()).hexdigest()

        return sorted(tests, key=place)[: self.package.most]

    def _baseline(
        self, session: pytest.Session
    ) -> tuple[dict[tuple[str, int], set[int]], list[float]]:
        """Which tests run which line, and how long each takes."""
        files = {str(ROOT / file): file for file in self.package.files()}
        watch = Coverage(data_file=None, include=list(files), config_file=False)
        seconds: list[float] = []
        watch.start()
        for index, item in enumerate(session.items):
            after = session.items[index + 1] if index + 1 < len(session.items) else None
            watch.switch_context(str(index))
            _forget()
            begun = time.process_time()
            item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
            seconds.append(round(time.process_time() - begun, 2))
            if session.testsfailed:
                raise SystemExit(f"ふつうのコードで失敗するテストがあります：{item.nodeid}")
        watch.stop()
        covering: dict[tuple[str, int], set[int]] = {}
        for path, file in files.items():
            for line, contexts in watch.get_data().contexts_by_lineno(path).items():
                covering[file, line] = {int(context) for context in contexts if context}
        # A statement over several lines is run where its first line is.
        for file in files.values():
            for first, last in _stretches((ROOT / file).read_text(encoding="utf-8")):
                for line in range(first + 1, last + 1):
                    covering.setdefault((file, line), set()).update(
                        covering.get((file, first), set())
                    )
        return covering, seconds


def _own(mutant: Mutant, tests: set[int], session: pytest.Session) -> set[int]:
    """The cases of a rule or of those that a module serves: the others run it only to find nothing."""
    codes = _served(mutant.file)
    return {index for index in tests if _is_of(session.items[index], codes)}


def _is_of(item: pytest.Item, codes: Iterable[str]) -> bool:
    """Whether a test is a case of one of the rules."""
    return any(f"[{code}-" in item.nodeid for code in codes)


@functools.lru_cache
def _served(file: str) -> frozenset[str]:
    """The rule that a module is, or those whose modules name it; none for what all rules use."""
    path = ROOT / file
    own = _RULE.match(path.name)
    if own:
        return frozenset((own[0].upper(),))
    names = re.compile(rf"\b(?:rules|checked)\.{path.stem}\b")
    return frozenset(
        found[0].upper()
        for rule in path.parent.glob("*.py")
        if (found := _RULE.match(rule.name)) and names.search(rule.read_text(encoding="utf-8"))
    )


def _stretches(source: str) -> Iterator[tuple[int, int]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef | ast.ClassDef):
            is_block = isinstance(node, ast.If | ast.For | ast.While | ast.With | ast.Try)
            if not is_block:
                yield node.lineno, node.end_lineno or node.lineno


def _say(words: str) -> None:
    if sys.__stderr__ and sys.__stderr__.isatty():
        sys.__stderr__.write(words)


def _start(session: pytest.Session, mutant: Mutant, order: Sequence[int], limit: int) -> int:
    """Fork a process that tries one mutant within seconds of CPU; its exit status tells."""
    process = os.fork()
    if process:
        return process
    code = _KILLED
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        if mutant.is_live:
            _exchange(mutant)
            code = _run_items(session, order)
        else:
            ids = [session.items[index].nodeid for index in order]
            code = _run_anew(mutant, ids)
    finally:
        os._exit(code)


def _run_items(session: pytest.Session, order: Sequence[int]) -> int:
    items = [session.items[index] for index in order]
    for place, item in enumerate(items):
        after = items[place + 1] if place + 1 < len(items) else None
        item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
        if session.testsfailed:
            return _KILLED
    return _SURVIVED


def _run_anew(mutant: Mutant, ids: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "tests.txt"
        listed.write_text("\n".join(ids), encoding="utf-8")
        wanted = json.dumps([mutant.file, mutant.number])
        command = [sys.executable, "-m", "tools.mutation", "--anew", wanted, f"@{listed}"]
        done = subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL)
    return _SURVIVED if done.returncode == 0 else _KILLED


def _exchange(mutant: Mutant) -> None:
    """Give the living functions of the mutant's module the mutated code."""
    path = ROOT / mutant.file
    tree = mutated(path.read_text(encoding="utf-8"), mutant.number)
    module = compile(tree, str(path), "exec")
    codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(module)}
    for thing in _functions(len(sys.modules)).get(str(path), ()):
        code = codes[thing.__code__.co_qualname, thing.__code__.co_firstlineno]
        if code.co_freevars == thing.__code__.co_freevars:
            thing.__code__ = code
    _forget()


@functools.lru_cache(maxsize=1)
def _functions(_: int) -> dict[str, list[FunctionType]]:
    """The living functions of the package by their file, in as many modules as there are."""
    found: dict[str, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(_PACKAGE):
            found.setdefault(thing.__code__.co_filename, []).append(thing)
    return found


def _forget() -> None:
    """Empty what functions remember of calls before."""
    for cache in _caches(len(sys.modules)):
        cache.cache_clear()


@functools.lru_cache(maxsize=1)
def _caches(_: int) -> list["functools._lru_cache_wrapper[object]"]:  # pyright: ignore[reportPrivateUsage]
    """What remembers, in as many modules as there are; never this memory itself."""
    kind = functools._lru_cache_wrapper  # pyright: ignore[reportPrivateUsage]
    return [thing for thing in gc.get_objects() if isinstance(thing, kind) and thing is not _caches]


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module with its fault."""

    def __init__(self, file: str, number: int) -> None:
        self.path, self.number = ROOT / file, number
        self.name = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        """The mutated module's spec; None for all others."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutated source."""
        tree = mutated(self.path.read_text(encoding="utf-8"), self.number)
        exec(compile(tree, str(self.path), "exec"), module.__dict__)


_QUIET = ["-q", "-s", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov",
          "-o", "addopts=", "-o", "tmp_path_retention_policy=none"]  # fmt: skip


def measured(package: Package, sample: int, jobs: int, only: str = "*") -> list[Outcome]:
    """Try a package's mutants."""
    run = Run(package, chosen(package, sample, only), jobs)
    folder = tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
    try:
        pytest.main([*_QUIET, f"--basetemp={folder}/t", *package.test_files()], plugins=[run])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return run.outcomes


def told(name: str, outcomes: Iterable[Outcome]) -> dict[str, object]:
    """A package's result, for the page."""
    found = list(outcomes)
    return {
        "package": name,
        "tried": len(found),
        "killed": sum(outcome.is_killed for outcome in found),
        "survivors": [
            [o.mutant.file, o.mutant.place, o.mutant.change, o.mutant.line, o.tests]
            for o in found
            if not o.is_killed
        ],
    }


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="パッケージ、または @一覧")
    parser.add_argument("--sample", type=int, help="抜き取る数（0 ですべて）")
    parser.add_argument("--only", default="*", help="モジュールの名前の形（k0*.py など）")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--anew", help=argparse.SUPPRESS)
    parser.add_argument("--result", type=Path, help="結果を JSON で残すファイル")
    arguments = parser.parse_args()
    if arguments.anew:
        sys.meta_path.insert(0, _Mutated(*json.loads(arguments.anew)))
        return pytest.main([*_QUIET, *arguments.names])
    results: list[dict[str, object]] = []
    for package in PACKAGES:
        if arguments.names and package.name not in arguments.names:
            continue
        sample = package.sample if arguments.sample is None else arguments.sample
        outcomes = measured(package, sample, arguments.jobs, arguments.only)
        result = told(package.name, outcomes)
        results.append(result)
        _say(f"\r{package.name}: {result['killed']}/{result['tried']}\n")
        for outcome in outcomes:
            if not outcome.is_killed:
                m = outcome.mutant
                print(f"{m.file}:{m.line} [{m.place}] {m.change}  ({outcome.tests})")
    if arguments.result:
        text = json.dumps(results, ensure_ascii=False, indent=1)
        arguments.result.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
