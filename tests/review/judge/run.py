"""The judge over many returns: ``.venv/bin/python -m tests.review.judge.run [COUNT [SEED [OUT]]]``.

Each return is one form or draft with one to four edits; prints the breaches by kind with an example.
"""

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.conftest import TEMPLATE
from tests.review.judge import excel_edits, word_edits
from tests.review.judge.law import judge
from tests.review.office import distribute, office_workbook


def main(count: int = 1000, seed: int = 1, out: str = "") -> None:
    """Judge so many returns; the examples of breaches are kept in a folder where one is given."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = distribute(
            office_workbook(folder / "book.xlsx"), folder / "forms", template=TEMPLATE
        )
        sources = (
            (office.form("企画課"), excel_edits.EDITS), (office.draft("企画課"), word_edits.EDITS),
        )  # fmt: skip
        broken: Counter[str] = Counter()
        examples: dict[str, str] = {}
        edited = clean = 0
        for number in range(count):
            chance = random.Random(seed * 1_000_003 + number)
            source, edits = sources[number % 2]
            chosen = chance.sample(edits, chance.choice((1, 1, 2, 3, 4)))
            target = folder / f"{number}{source.suffix}"
            try:
                found = judge(office, source, chosen, chance.randrange(10**9), target)
            # Whatever ends the program is a breach to be counted, not the end of the run.
            except Exception as error:
                found = [f"倒 {type(error).__name__}: {error}"[:200]]
            edited += len(chosen)
            clean += not found
            for fault in found:
                kind = f"{source.suffix} {fault}"
                broken[kind] += 1
                if kind not in examples and out:
                    Path(out).mkdir(parents=True, exist_ok=True)
                    examples[kind] = f"{seed}-{number}{source.suffix}"
                    (Path(out) / examples[kind]).write_bytes(target.read_bytes())
            target.unlink(missing_ok=True)
        print(
            f"種 {seed}：{count} 件の返送、{edited} の修正。法則どおり {clean} 件、破れ {count - clean} 件"
        )
        for kind, times in broken.most_common(200):
            print(f"{times:5} {kind}  {examples.get(kind, '')}")


if __name__ == "__main__":
    main(*(int(a) if a.isdigit() else a for a in sys.argv[1:]))  # type: ignore[arg-type]
