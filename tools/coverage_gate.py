"""Measures what the tests reach: ``python -m tools.coverage_gate [--every]``.

Marks, notations, rules and the merge of returns have every branch tested: a gate of its own in CI,
with the tests that concern them, since measuring doubles the time of a test. With ``--every`` all
tests are measured, and every other package has at least nine tenths.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coverage import Coverage

ROOT = Path(__file__).resolve().parent.parent
WHOLE = (
    "kumareport/marks/",
    "kumareport/notation.py",
    "kumareport/number_format/",
    "kumareport/wording/",
    "kumareport/mark_condition.py",
    "kumareport/rules/",
    "kumareport/review/merge/merge.py",
)
TESTS = (
    "tests/marks",
    "tests/rules",
    "tests/workbook",
    "tests/review/test_merge.py",
    *(f"tests/{path.name}" for path in sorted((ROOT / "tests").glob("test_*.py"))),
)
"""The tests that concern them."""
LEAST = 90.0
"""Per cent of lines and branches together."""
APART = {"kumareport/cli": 84.0}
"""What is tested in processes of its own, which are not measured: watching, closed streams, colours."""


def files() -> dict[str, dict[str, Any]]:
    """What the last run measured, by file."""
    coverage = Coverage()
    coverage.load()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "coverage.json"
        coverage.json_report(outfile=str(target))
        return json.loads(target.read_text(encoding="utf-8"))["files"]


def faults(measured: dict[str, dict[str, Any]], *, every: bool) -> list[str]:
    """What falls short, in words; with ``every`` also of the packages that need not be whole."""
    found: list[str] = []
    packages: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, file in sorted(measured.items()):
        path, total = Path(name).as_posix(), file["summary"]
        if path.startswith(WHOLE) and (file["missing_lines"] or file["missing_branches"]):
            missing = file["missing_lines"] or file["missing_branches"]
            found.append(f"{path}: 100 % が必要です。テストのない行・分岐 {missing}")
        parts = path.split("/")
        package = "/".join(parts[: min(2, len(parts) - 1)])
        counts = packages[package]
        counts[0] += total["covered_lines"] + total["covered_branches"]
        counts[1] += total["num_statements"] + total["num_branches"]
    for package, (covered, whole) in sorted(packages.items()) if every else ():
        percent = 100 * covered / whole if whole else 100.0
        least = APART.get(package, LEAST)
        if percent < least:
            found.append(f"{package}: {percent:.1f} %（{least:.0f} % 以上が必要です）")
    absent = [
        need for need in WHOLE if not any(Path(n).as_posix().startswith(need) for n in measured)
    ]
    return found + [f"{need}: 計測されていません" for need in absent]


def measure(sources: Iterable[str], tests: Iterable[str]) -> int:
    """Run tests and measure these modules; pytest's exit code."""
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "worksteal", "-q"]
    command += ["-m", "not no_cover", "--cov-branch", "--cov-report=", *tests]
    command += [f"--cov={source}" for source in sources]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--every", action="store_true", help="measure every package, with all tests"
    )
    every = parser.parse_args().every
    modules = [path.removesuffix("/").removesuffix(".py").replace("/", ".") for path in WHOLE]
    if measure(["kumareport"] if every else modules, ["tests"] if every else TESTS):
        return 1
    found = faults(files(), every=every)
    print("\n".join(found) or "決めた割合までテストされています。")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
