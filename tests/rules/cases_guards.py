"""Cases for the guards of the rules: how many values it takes, and which neighbours count."""

from tests.make_workbook import series
from tests.rules.cases import Case, long

NOTED = "割合\n※調査方法を変更"
"""With a note, a jump is explained and not told by another rule."""

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
