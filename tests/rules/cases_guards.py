"""Cases for the guards of the rules: how many values it takes, and which neighbours count."""

from typing import Any

from tests.make_workbook import series
from tests.rules.cases import Case, long

NOTED = "割合\n※調査方法を変更"
"""With a note, a jump is explained and not told by another rule."""

NO_TARGETS = ("-", "-")
EARLIER = (44.6, 45.1, 44.9)


def alone(*values: object, **more: Any) -> Case:
    """One indicator without targets."""
    cells, words = more.pop("cells", ()), more.pop("words", "")
    return long(series(*values, **{"targets": NO_TARGETS, **more}), cells=cells, words=words)


GUARDS: dict[str, list[Case]] = {
    "C15": [
        # Without a year a value says nothing of one; with an older one beside it, C06 speaks.
        long(series("1（H30）", "2（R1）", "3（R2）", "4（R3）", 5)),
        long(series("1（H30）", "2（R1）", "3（R2）", "4（R3）", "18（R1）\n19（R2）")),
        long(series("1（H30）", "2（R1）", "3（H30）", "4（R2）\n5（R3）", "-")),
        # Only actuals have the row's habit, and a base may be newer.
        long(series(1, 2, 3, 4, 5, base="50（H28）")),
        long(series(1, 2, "3（R3）", 4, 5)),
        long(series("1（H30）", "2（R1）", "3（R2）", "4（R3）", "5（R4）", base="50（H25）")),
        # A habit takes four dated values of which at most one is another.
        long(series("1（H30）", "2（R1）", "3（H30）", 4, 5)),
        long(series("1（H30）", "2（R1）", "3（H30）", "4（R3）", 5), cells=["J5"]),
        long(series("1（H30）", "2（R1）", "3（H30）", "4（R1）", 5)),
        long(series("1（H30）", "2（R1）", "3（H30）", "4（R1）", "5（R3）")),
    ],
    "C17": [
        # From 0.8 of the smallest (40) to 1.25 of the largest (50), ten times too large.
        alone(40, 40, 40, 50, 320, base=40, cells=["L5"], words="およそ 10 倍"),
        alone(40, 40, 40, 50, 319, base=40),
        alone(40, 40, 40, 50, 625, base=40, cells=["L5"]),
        alone(40, 40, 40, 50, 626, base=40),
        alone(40, 41, 42, 43, 4000, base=40, cells=["L5"], words="およそ 100 倍"),
        alone(40, 41, 42, 43, 40000, base=40, cells=["L5"], words="およそ 1,000 倍"),
        alone(40, 41, 42, 43, 4, base=40, cells=["L5"], words="およそ 10 分の 1"),
        alone(40, 41, 42, 43, 0.04, base=40, cells=["L5"], words="およそ 1,000 分の 1"),
        # Three other values are enough, two are not; a target is none of them.
        alone(40, 41, 42, 400, "-", base="-", cells=["K5"]),
        alone("-", 41, 42, 400, "-", base="-"),
        alone(40, 41, 42, 43, 400, base=40, targets=("-", 900), cells=["L5"]),
        # The largest may be twice the smallest, and all have one sign.
        alone(20, 30, 40, 30, 400, base=30, cells=["L5"]),
        alone(20, 30, 41, 30, 400, base=30),
        alone(40, -41, 42, 43, 400, base=40),
        alone(0.9, 1.1, 0.9, 1.1, 10, base=1, cells=["L5"]),
        alone(-0.9, -1.1, -0.9, -1.1, -10, base=-1, cells=["L5"]),
    ],
    "C18": [
        # Less than a fourth of the smallest, more than four times the largest.
        alone(40, 40, 50, 40, 9, base=40, cells=["L5"]),
        alone(40, 40, 50, 40, 10, base=40),
        alone(40, 40, 50, 40, 201, base=40, cells=["L5"]),
        alone(40, 40, 50, 40, 200, base=40),
        # A zero is told by K11, and beside zeros nothing is far.
        alone(40, 41, 42, 43, 0, base=40),
        alone(0, 0, 0, 0, 5, base=0),
    ],
    "C19": [
        alone(0.4, 0.41, 0.42, 0.43, 0.44, base=0.4),
        alone(-0.4, -0.41, -0.42, -0.43, -0.44, base=-0.4),
        alone(0.4, 0.41, -0.42, 0.43, 0.44, base=0.4, cells=["J5"]),
    ],
    "K02": [
        # Four steps are enough, three are not.
        alone(40, 41, 40, 41, 60, base="-", cells=["L5"], words="ふだんの変化の約 19 倍"),
        alone("-", 40, 41, 40, 60, base="-"),
        # The usual step is the middle of the others: 3 of 1 1 5 5.
        alone(41, 40, 45, 40, 59, base=40, cells=["L5"], words="ふだんの変化の約 6 倍"),
        # The newest step: five times the usual one, a fourth of the larger value.
        alone(5, 4, 5, 4, 9, base=4, cells=["L5"]),
        alone(5, 4, 5, 4, 8, base=4),
        alone(61, 60, 61, 60, 80, base=60, cells=["L5"]),
        alone(61, 60, 61, 60, 79, base=60),
        # An older one: eight times, and half.
        alone(5, 4, 12, 13, 12, base=4, cells=["J5"]),
        alone(5, 4, 11, 12, 11, base=4),
        alone(21, 20, 40, 41, 40, base=20, cells=["J5"]),
        alone(21, 20, 39, 40, 39, base=20),
        # Where nothing ever moved, and from nothing, any step is usual.
        alone(40, 40, 40, 40, 60, base=40),
        alone(20, 21, 20, 21, 20, base=0),
        # A slip of the keyboard is told by C18, on its way up and down.
        alone(41, 40, 41, 40, 300, base=40),
        alone(41, 40, 300, 40, 41, base=40),
    ],
    "K04": [
        alone(9, 9, 9, 9, 9, base=10, targets=(11, 8), cells=["M5"]),
        alone(9, 9, 9, 9, 9, base=10, targets=(10, 8)),
        # The last target is M09's, and without a side nothing is worse.
        alone(51, 52, 53, 54, 55, base=50, targets=("-", 40), direction="上昇"),
        alone(51, 52, 53, 54, 55, base=50, targets=(60, 50)),
        alone(51, 52, 53, 54, 55, base="-", targets=(40, 50)),
    ],
    "K08": [
        long(series(*EARLIER, 47, 46, base=51), previous=[series(*EARLIER, 47, 46, base=50)]),
        long(series(*EARLIER, 47, 46), previous=[series(*EARLIER, "-", 46)]),
    ],
    "K10": [
        alone(40, 41, 42, 43, 44, base=50, targets=(30, 40), cells=["N5"]),
        alone(40, 41, 42, 43, 44, base=39, targets=(46, 46)),
        alone(40, 41, 42, 43, 44, base=50, targets=(40, 40)),
        alone(40, 41, 42, 43, 44, base=50, targets=(40, 50)),
    ],
    "M07": [
        # 50 → 60; from 59 on nearly reached. 57 × 1.05 = 59.85, 60 × 0.95 = 57, 80 × 0.95 = 76.
        long(series(51, 52, 53, 54, "57（速報）"), cells=["L5"], words="× から △ に"),
        long(series(51, 52, 53, 54, "60（速報）"), cells=["L5"], words="○ から × に"),
        long(series(51, 52, 53, 54, "59（速報）"), cells=["L5"], words="△ から ×・○ に"),
        long(series(51, 52, 53, 54, "80（速報）")),
        long(series(51, 52, 53, 54, 57)),
    ],
    "K11": [
        # K02 has told of the jump.
        long(series(60.1, 60.3, 60.6, 62.9, 0, base=60)),
        # Four values are enough, three are not.
        long(series("-", "-", 60.3, 60.6, 0, name=NOTED), cells=["L5"]),
        long(series("-", "-", 60.3, 60.6, 0, base="-", name=NOTED)),
        # The first value has a neighbour on one side only.
        long(series(60.1, 60.3, 60.6, 62.9, 61, base=0, name=NOTED), cells=["G5"],
             words="となりの値は 60.1 です"),
        # Its neighbours, and no others, are of the row's usual size.
        long(series(0, 60, 61, 62, 63, base=10, name=NOTED)),
        long(series(60, 61, 0, 62, 63, base=10, name=NOTED), cells=["J5"]),
        long(series(10, 61, 0, 62, 63, base=60, name=NOTED), cells=["J5"]),
        long(series(61, 62, 0, 10, 63, base=60, name=NOTED)),
        long(series(61, 62, 0, 63, 10, base=60, name=NOTED), cells=["J5"]),
        # The usual size is the middle of the others: 60 of 10 20 60 61 62, of 20 30 60 61.
        long(series(60, 61, 20, 0, 62, base=10, name=NOTED)),
        long(series(60, 61, 30, 0, 20, base="-", name=NOTED)),
        # Half of it is enough.
        long(series(60, 60, 30, 0, 60, base=60, name=NOTED), cells=["K5"]),
    ],
}  # fmt: skip
