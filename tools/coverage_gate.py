"""Holds the coverage of each package: ``python -m tools.coverage_gate`` after a run with ``--cov``.

Marks, notations, rules and the merge of returns have every branch tested, every other package at
least nine tenths.
"""

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from coverage import Coverage

WHOLE = (
    "kumareport/marks/",
    "kumareport/notation.py",
    "kumareport/number_format/",
    "kumareport/mark_condition.py",
    "kumareport/rules/",
    "kumareport/review/merge/merge.py",
)
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


def faults(measured: dict[str, dict[str, Any]]) -> list[str]:
    """What falls short, in words."""
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
    for package, (covered, whole) in sorted(packages.items()):
        percent = 100 * covered / whole if whole else 100.0
        least = APART.get(package, LEAST)
        if percent < least:
            found.append(f"{package}: {percent:.1f} %（{least:.0f} % 以上が必要です）")
    absent = [
        need for need in WHOLE if not any(Path(n).as_posix().startswith(need) for n in measured)
    ]
    return found + [f"{need}: 計測されていません" for need in absent]


def main() -> int:
    """The command."""
    found = faults(files())
    print("\n".join(found) or "どのパッケージも、決めた割合までテストされています。")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
