"""Cases for the guards of the rules: how many values it takes, and which neighbours count."""

from collections.abc import Sequence

from tests.make_workbook import Row, indicator, series, text
from tests.rules.cases import SECTION, TEXTS, Case, group, long, rows, says
from tests.rules.cases_edges import NO_BASE, NO_TARGET

NOTED = "割合\n※調査方法を変更"
"""With a note, a jump is explained and not told by another rule."""

NO_TARGETS = ("-", "-")
SHORT = (51, 52, 53, 54, 55)
CLIMBED = (51, 52, 54, 53.5, 52)
OWN = "1-1-検1 1-1-検2 1-1-検3 1-1-検4 1-1-検5"
MIXED = [indicator(name=name, values=(10, 11, 12, 20.5)) for name in "甲乙丙丁"]
EARLIER = (44.6, 45.1, 44.9)


def alone(
    *values: object,
    base: object = 50,
    targets: Sequence[object] = NO_TARGETS,
    cells: Sequence[str] = (),
    words: str = "",
    direction: str | None = None,
) -> Case:
    """One indicator, without targets unless given."""
    row = series(*values, base=base, targets=targets, direction=direction)
    return long(row, cells=cells, words=words)


def filed(*sections: tuple[str, str], cells: Sequence[str] = (), words: str = "") -> Case:
    """Sections by ID, each with the IDs of the rows that stand in it, from row 4 on."""
    body: list[Row] = []
    for home, keys in sections:
        body.append(["節", home, "企画課", None, "題"])
        for key in keys.split():
            if "指" in key:
                body.append(["指標", key, None, None, "指標", "件", 10, 11, 12, 20])
            else:
                body.append(["検証と課題", key, None, None, f"{key}の文。"])
    return Case(list(cells), {"rows": body}, words=words)


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
    "C22": [
        alone(10.5, 11.5, "-", 12.5, 13.5, base=10.5),
        rows(*MIXED[:3], cells=["E5"], words="（「甲」、「乙」、「丙」）"),
        rows(*MIXED, cells=["E5"], words="（「甲」、「乙」、「丙」など 4 行）"),
        # A round target is as it should be; the most uneven row comes first.
        alone(10.5, 11.5, 12.5, 12.6, 13.5, base=10.5, targets=(12, 14)),
        rows(*MIXED[:1], indicator(name="戊", values=(10, 11, 12.25, 20.5)), cells=["E6"], words="（「戊」、「甲」）"),
    ],
    "C23": [
        rows(indicator(values=("▲1", "▲2", "△3", 4)), cells=["I5"], words="「▲」2 か所、「△」1 か所"),
        # Only what is typed below nothing has a sign.
        rows(indicator(values=("▲1", "12", 11, 20))),
        rows(indicator(values=("▲1", "-", 11, 20))),
    ],
    "K01": [
        alone(42.2, 40.5, 40.5, 41.1, 41.1, cells=["L5"], words="R4〜R5 が 41.1"),
        # 381 does not come twice by chance, 38 may, and a share of 100 stays.
        alone(420, 410, 400, 381, 381, cells=["L5"]),
        alone(7, 6, 5, 4.5, 4.5, cells=["L5"]),
        alone(42, 41, 40, -38, -38),
        alone(97, 98, 99, 100, 100),
        alone(420, 410, 381, "-", 381, cells=["L5"]),
        # Two years of the past, where steps of 100 and more make chance unlikely; three at any step.
        alone(381, 381, 481, 581, 681, cells=["I5"]),
        alone(381, 381, 480, 579, 678),
        alone(51.9, 51.9, 53.3, 54.4, 55.6),
        alone(51.9, 51.9, 51.9, 53.3, 54.4, cells=["J5"]),
        # What moves by its last digit a year, or stands still in most years, has the same value twice.
        alone(60.5, 60.4, 60.3, 60.2, 60.2),
        alone(60.7, 60.5, 60.3, 60.1, 60.1, cells=["L5"]),
        alone("-", 60.5, 60.3, 60.2, 60.2, cells=["L5"]),
        alone(51.9, 51.9, 51.9, 51.9, 53.3),
    ],
    "M08": [
        # 50 → 60, nearly reached from 59 on: nearer than 0.1 above and below.
        long(series(51, 52, 53, 54, 58.91), cells=["L5"]),
        long(series(51, 52, 53, 54, 58.9005), cells=["L5"]),
        long(series(51, 52, 53, 54, 58.9)),
        long(series(51, 52, 53, 54, 58.95, targets=NO_TARGETS)),
        long(series(51, 52, 53, 54, 59.09), cells=["L5"]),
        long(series(51, 52, 53, 54, 59.1)),
    ],
    "N07": [
        long(series(*SHORT, name="解消率"), cells=["O5"], texts=["河川の改修を進めた。"], words="「解消率」の進捗は ×"),
        long(series(*SHORT, name="解消率", group="浸水"), series(*SHORT, name="対策率", group="浸水"),
             cells=["O5"], texts=["河川の改修を進めた。"], words="「浸水」の進捗は ×"),
        # Beside the only indicator the words 検証値 are its own; beside two they are nobody's.
        long(series(*SHORT, name="解消率"), texts=["検証値との差が大きい。"]),
        long(series(*SHORT, name="解消率"), series(*SHORT, name="対策率"), cells=["O5", "O6"],
             texts=["検証値との差が大きい。"]),
        # Without a mark, or without the box, nothing is missing from it.
        long(series(*SHORT, name="解消率", targets=NO_TARGETS), texts=["河川の改修を進めた。"]),
        long(series(*SHORT, name="解消率"), texts=[]),
    ],
    "N08": [
        says(f"市民の満足度は増加傾向にある。一方、市民の満足度は{other}。", *CLIMBED, found=False)
        for other in ("前年度から減少した", "令和５年度には減少した", "令和４年度以降は減少した", "基準値より減少した",
                      "減少していない", "減少に転じた")
    ] + [
        says(f"市民の満足度は{first}。一方、市民の満足度は減少した。", *CLIMBED, found=False)
        for first in ("前年度から増加した", "令和３年度には増加した", "令和２年度以降は増加した", "基準値より増加した",
                      "増加していない", "増加に転じた")
    ] + [
        long(series(*CLIMBED, name="来場者数"), series(*CLIMBED, name="会員数"),
             texts=["来場者数は増加傾向にある。一方、会員数は減少した。"]),
        long(series(*CLIMBED, name="来場者数"), series(*CLIMBED, name="会員数"), cells=["E7"],
             texts=["会員数は増加傾向にある。一方、会員数は減少した。"]),
    ],
    "S23": [
        # The row that waits to be filled in is the first section's, then the second's.
        Case(["E8"], {"rows": [SECTION, indicator(), text("検証と課題", None), TEXTS[1], SECTION, indicator(), TEXTS[1]]}),
        Case(["E4"], {"rows": [SECTION, indicator(), TEXTS[1], SECTION, indicator(), text("検証と課題", None), TEXTS[1]]}),
    ],
    "S26": [
        # 3 of 4 letters are alike, 2 of 4 are not.
        rows(*group("甲乙丙丁", "甲乙丙戊"), cells=["E6"]),
        rows(*group("甲乙丙丁", "甲乙戊己")),
        rows(indicator(name="指標甲"), indicator(name="指標乙")),
    ],
    "S34": [
        # Two rows may be moved, three of twelve were not; three of thirteen may.
        filed(("1-1", "1-1-検1 1-2-検1 1-2-検2"), ("1-2", "1-2-検3")),
        filed(("1-1", f"{OWN} 1-2-検1 1-2-検2 1-2-検3"), ("1-2", "1-2-検4 1-2-検5 1-2-検6 1-2-検7"),
              cells=["E10"], words="10 行（ID 1-2-検1）、11 行（ID 1-2-検2）、12 行（ID 1-2-検3）が、"),
        filed(("1-1", f"{OWN} 1-1-検6 1-2-検1 1-2-検2 1-2-検3"), ("1-2", "1-2-検4 1-2-検5 1-2-検6 1-2-検7")),
        # IDs that name no section say nothing; what follows the section's may be long.
        filed(("1-1", "甲-1 甲-2 甲-3 甲-4")),
        filed(("1-1", "1-1-検-1 1-1-検-2 1-1-検-3")),
        # The highest row is shown first, five are named.
        filed(("1-1", "1-2-検1 1-2-指1 1-2-検2"), ("1-2", "1-2-検3"), cells=["E5"]),
        filed(("1-1", "1-2-検1 1-2-検2 1-2-検3 1-2-検4 1-2-検5"), ("1-2", "1-2-検6"), cells=["E5"],
              words="9 行（ID 1-2-検5）が、"),
        filed(("1-1", "1-2-検1 1-2-検2 1-2-検3 1-2-検4 1-2-検5 1-2-検7"), ("1-2", "1-2-検6"), cells=["E5"],
              words="9 行（ID 1-2-検5）ほか、合わせて 6 行が、"),
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
        # One and the same bound near where the row began keeps the level.
        alone(9, 9, 9, 9, 9, base=7039, targets=("7000以上", "7000以上")),
        alone(9, 9, 9, 9, 9, base=7039, targets=("6600以上", "6600以上"), cells=["M5"]),
        alone(9, 9, 9, 9, 9, base=7039, targets=("7000以上", "7100以上"), cells=["M5"]),
        # The last target is M09's, and without a side nothing is worse.
        alone(51, 52, 53, 54, 55, base=50, targets=("-", 40), direction="上昇"),
        alone(51, 52, 53, 54, 55, base=50, targets=(60, 50)),
        alone(51, 52, 53, 54, 55, base="-", targets=(40, 50)),
        rows(indicator(values=(9, 11, 12, 20)), header=NO_BASE),
        rows(indicator(values=(9, 11, 12, 20)), header=NO_TARGET),
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
        alone(40, 41, 42, 43, 44, base=39, targets=("-", 46)),
        alone(40, 41, 42, 43, 44, base=39, targets=(46, "-")),
        rows(indicator(values=(9, 11, 12, 20)), header=NO_TARGET),
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
