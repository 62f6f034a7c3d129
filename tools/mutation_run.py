"""Tries faults in forked copies of a pytest process that has its tests collected.

One run of all examples, with every fault tried beside the code as it is (``tools/probes.py``), tells
which examples can feel which fault. Then each fault has a process of its own: the living function's
code is exchanged, and what feels it runs until something fails, the quickest first. A fault outside
all functions needs a new process, and all examples.
"""

import functools
import gc
import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools import probes
from tools.examples import Example, examples
from tools.living import ROOT, exchange, forget, functions, source_of
from tools.mutants import Mutant, mutated

_CPU_SECONDS = 20
"""What one example may take before it counts as one that never ends."""
_MEMORY = 4 * 2**30
_KILLED, _SURVIVED, _BROKEN = 3, 0, 4
_RULE = re.compile(r"[a-z]\d\d(?=_)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mutant, and how many examples could feel it."""

    mutant: Mutant
    is_killed: bool
    tests: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the collected tests are tried with a mutant.

    Attributes:
        tests: what the names of tests hold that are tried at all; a pattern.
        most: how many are tried with one mutant; 0 for all.
    """

    tests: str = ""
    most: int = 250


class Run:
    """A pytest plugin that runs mutants in the place of the tests."""

    def __init__(self, name: str, choice: Choice, tried: Sequence[Mutant], jobs: int) -> None:
        self.name, self.choice, self.tried, self.jobs = name, choice, tried, jobs
        self.outcomes: list[Outcome] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Where only rules are tried, the cases of other rules say nothing."""
        codes = {mutant.file: _served(mutant.file) for mutant in self.tried}.values()
        items[:] = [item for item in items if re.search(self.choice.tests, item.nodeid)]
        if self.name == "rules" and all(codes):
            wanted = frozenset[str]().union(*codes)
            items[:] = [item for item in items if _is_of(item.nodeid, wanted)]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called by pytest when all tests are collected."""
        _steady()
        # What the tests froze is not found otherwise.
        gc.unfreeze()
        found = list(examples(session.items))
        feeling, seconds = self._feeling(found)
        gc.freeze()

        def place(index: int) -> tuple[float, str]:
            # Equally quick ones from everywhere.
            return seconds[index], hashlib.sha256(found[index].name.encode()).hexdigest()

        waiting = list(enumerate(self.tried))
        running: dict[int, tuple[int, int]] = {}
        done: dict[int, Outcome] = {}
        while waiting or running:
            if waiting and len(running) < self.jobs:
                number, mutant = waiting.pop(0)
                tests = feeling[number] if mutant.is_live else range(len(found))
                tests = _own(mutant, found, tests) or tests
                order = sorted(tests, key=place)[: self.choice.most or None]
                if not order:
                    done[number] = Outcome(mutant, False, 0)
                    continue
                process = _start(self.name, mutant, [found[index] for index in order])
                running[process] = number, len(order)
                continue
            process, status = os.wait()
            if process not in running:
                # LibreOffice, which waits for the tests of other packages.
                continue
            number, count = running.pop(process)
            code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else _KILLED
            if code == _BROKEN:
                raise SystemExit(f"誤りを入れられません：{self.tried[number].key}")
            is_killed = code != _SURVIVED
            done[number] = Outcome(self.tried[number], is_killed, count)
            say(f"\r{len(done)}/{len(self.tried)} ")
        self.outcomes = [done[number] for number in sorted(done)]
        return True

    def _feeling(self, found: Sequence[Example]) -> tuple[dict[int, list[int]], list[float]]:
        """Which examples can feel each mutant, and how long each takes.

        Raises:
            SystemExit: a test fails without any fault.
        """
        by_file: dict[str, dict[int, int]] = defaultdict(dict)
        for number, mutant in enumerate(self.tried):
            if mutant.is_live:
                by_file[mutant.file][mutant.number] = number
        functions(len(sys.modules))
        for file, faults in by_file.items():
            exchange(file, probes.probed(source_of(file), faults))
        feeling: dict[int, list[int]] = defaultdict(list)
        seconds: list[float] = []
        for index, example in enumerate(found):
            forget(by_file)
            probes.FELT.clear()
            begun = time.process_time()
            if not example.passes():
                raise SystemExit(f"誤りを入れないのに失敗するテストがあります：{example.name}")
            seconds.append(round(time.process_time() - begun, 2))
            for number in probes.FELT:
                feeling[number].append(index)
            say(f"\r{index + 1}/{len(found)} ")
        # Looked for once, here: each fork has them.
        functions(len(sys.modules))
        for file in by_file:
            exchange(file)
        return feeling, seconds


class Anew:
    """A pytest plugin that runs the examples until one fails, in a program with a fault."""

    def __init__(self, choice: Choice, names: Iterable[str]) -> None:
        self.choice, self.names, self.has_failed = choice, set(names), False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called by pytest when all tests are collected."""
        _steady()
        items = [item for item in session.items if re.search(self.choice.tests, item.nodeid)]
        found = [example for example in examples(items) if example.name in self.names]
        self.has_failed = _run(found) == _KILLED
        return True


def _steady() -> None:
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


def _own(mutant: Mutant, found: Sequence[Example], tests: Iterable[int]) -> list[int]:
    """The cases of a rule or of those that a module serves: the others run it only to find nothing."""
    codes = _served(mutant.file)
    return [index for index in tests if _is_of(found[index].name, codes)]


def _is_of(name: str, codes: Iterable[str]) -> bool:
    """Whether a test is a case of one of the rules."""
    return any(f"[{code}-" in name for code in codes)


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


def say(words: str) -> None:
    """Tell somebody who watches how far it is."""
    if sys.__stderr__ and sys.__stderr__.isatty():
        sys.__stderr__.write(words)


def _start(package: str, mutant: Mutant, order: Sequence[Example]) -> int:
    """Fork a process that tries one mutant; its exit status tells."""
    process = os.fork()
    if process:
        return process
    code = _BROKEN
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        if mutant.is_live:
            exchange(mutant.file, mutated(source_of(mutant.file), mutant.number))
            code = _KILLED
            code = _run(order)
        else:
            code = _run_anew(package, mutant, order)
    finally:
        os._exit(code)


def _run(order: Iterable[Example]) -> int:
    for example in order:
        spent = int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (spent + _CPU_SECONDS, resource.RLIM_INFINITY))
        if not example.passes():
            return _KILLED
    return _SURVIVED


def _run_anew(package: str, mutant: Mutant, order: Sequence[Example]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "examples.txt"
        listed.write_text("\n".join(example.name for example in order), encoding="utf-8")
        wanted = json.dumps([mutant.file, mutant.number, str(listed)])
        command = [sys.executable, "-m", "tools.mutation", "--anew", wanted, package]
        done = subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL)
    return _SURVIVED if done.returncode == 0 else _KILLED
