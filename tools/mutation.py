"""How many small faults in the code do the tests notice?

    python -m tools.mutation [marks notation merge matching narrative rules] [--sample N] [--jobs N]

Lists what survived (``docs/analysis/mutation.md`` says why). Nothing is random and no clock decides,
but CPU seconds end what loops. How it is done: ``tools/mutation_run.py``.
"""

import argparse
import fnmatch
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tools.living import ROOT, Mutated, source_of
from tools.mutants import Mutant, mutants
from tools.mutation_run import Anew, Choice, Outcome, Run, say


@dataclass(frozen=True, slots=True)
class Package:
    """What is mutated, and the tests that shall notice.

    Attributes:
        sources, tests: paths below the root; ``*`` allowed.
        sample: how many mutants are tried, those whose names have the smallest digests; 0 for all.
        choice: which of the tests are tried with one mutant.
    """

    name: str
    sources: tuple[str, ...]
    tests: tuple[str, ...]
    sample: int = 0
    choice: Choice = field(default_factory=Choice)

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
        (
            "tests/test_notation.py",
            "tests/test_number_format.py",
            "tests/test_displayed.py",
            "tests/test_mark_condition.py",
        ),
    ),
    Package("merge", (_REVIEW + "merge/merge.py",), ("tests/review/test_merge.py",)),
    Package("matching", (_REVIEW + "merge/matching.py",), ("tests/review/test_matching.py",)),
    Package(
        "narrative",
        ("kumareport/narrative/*.py",),
        ("tests/narrative/test_*.py", "tests/rules/test_rules.py"),
        300,
        # Of the rules only those for texts: the others read no sentence. The readings say more of
        # the judged sentences than whether something is told of them.
        Choice(r"tests/narrative/(?!test_corpus.py::test_a_sentence)|test_case\[N", most=0),
    ),
    Package(
        "rules",
        ("kumareport/rules/*.py",),
        ("tests/rules/test_rules.py", "tests/rules/test_switches.py"),
        160,
    ),
)


def chosen(package: Package, sample: int, only: str = "*", skip: int = 0) -> list[Mutant]:
    """The mutants of a package that are tried: ``sample`` after the first ``skip``; 0 for all.

    Args:
        only: those of files whose names match.
    """
    found = [
        mutant
        for file in package.files()
        if fnmatch.fnmatch(Path(file).name, only)
        for mutant in mutants(file, source_of(file))
    ]
    if sample:
        found.sort(key=lambda m: hashlib.sha256(m.key.encode()).hexdigest())
        found = found[skip : skip + sample]
    return sorted(found, key=lambda m: (m.file, m.number))


_QUIET = ["-q", "-s", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov",
          "-o", "addopts=", "-o", "tmp_path_retention_policy=none"]  # fmt: skip


def _with_pytest(package: Package, plugin: object) -> int:
    folder = tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
    try:
        words = [*_QUIET, f"--basetemp={folder}/t", *package.test_files()]
        return pytest.main(words, plugins=[plugin])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measured(package: Package, tried: list[Mutant], jobs: int) -> list[Outcome]:
    """Try a package's mutants."""
    run = Run(package.name, package.choice, tried, jobs)
    _with_pytest(package, run)
    return run.outcomes


def _anew(package: Package, file: str, number: int, listed: str) -> int:
    """The exit status of examples in a program that has a fault from its beginning."""
    sys.meta_path.insert(0, Mutated(file, number))
    run = Anew(package.choice, Path(listed).read_text(encoding="utf-8").split("\n"))
    return _with_pytest(package, run) or int(run.has_failed)


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
    parser.add_argument("names", nargs="*", help="まとまりの名前")
    parser.add_argument("--sample", type=int, help="抜き取る数（0 ですべて）")
    parser.add_argument("--skip", type=int, default=0, help="抜き取る前にとばす数")
    parser.add_argument("--only", default="*", help="モジュールの名前の形（k0*.py など）")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--anew", help=argparse.SUPPRESS)
    parser.add_argument("--result", type=Path, help="結果を JSON で残すファイル")
    arguments = parser.parse_args()
    packages = [p for p in PACKAGES if not arguments.names or p.name in arguments.names]
    if arguments.anew:
        return _anew(packages[0], *json.loads(arguments.anew))
    results: list[dict[str, object]] = []
    for package in packages:
        sample = package.sample if arguments.sample is None else arguments.sample
        tried = chosen(package, sample, arguments.only, arguments.skip)
        outcomes = measured(package, tried, arguments.jobs)
        result = told(package.name, outcomes)
        results.append(result)
        say("\r")
        print(f"{package.name}: {result['killed']}/{result['tried']}")
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
