"""Cases of what several rules share: steps and outliers of a row, waiting texts, spellings, years."""

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.workbook import layout
from tests.make_workbook import HEADER, LONG_HEADER, Edit, Row, indicator, series, text
from tests.rules.cases import (
    FIELDS,
    LEVELS,
    SECTION,
    TEXTS,
    Case,
    edited,
    long,
    many,
    merge_years,
    prose,
    rows,
    set_cell,
)  # fmt: skip
from tests.rules.cases_guards import alone
from tests.rules.cases_margins import beside

BLANK = text("検証と課題", None)
"""A row that waits to be filled in."""
JUMPED = (40, 41, 40.5, 41.2, 86)
CHANGED = "令和５年度調査から設問を修正した。"
YEAR_BEFORE = [("評価の年度", "R4")]

MOVED = [*FIELDS, ("決算額", "指標", "金額", "", "千円", "", "移す")]
REMARKS = [*FIELDS, ("所見", "指標", "文", "", "", "", "移す")]
RATES = [
    *FIELDS, ("予算額", "指標", "年度ごとの金額", "", "千円"), ("決算額", "指標", "年度ごとの金額", "", "千円"),
    ("執行率", "指標", "計算", "決算額÷予算額", "%"),
]  # fmt: skip


def second_chapter(*more: Row) -> Edit:
    """An edit that puts another chapter behind the first."""

    def edit(book: Workbook, _: Worksheet) -> None:
        settings = book["設定"]
        place = next(row[0].row for row in settings.iter_rows() if row[0].value == "第１章") + 1
        settings.insert_rows(place)
        for column, value in enumerate(("第２章", "第２章", "次の章"), 1):
            settings.cell(place, column, value)
        sheet = book.create_sheet("第２章")
        for line in (["第２章"], [], HEADER, *more):
            sheet.append(line)

    return edit


def demanding(book: Workbook, _: Worksheet) -> None:
    """A form of two levels, the upper of which must have a text."""
    for line in (
        (), ("記録の区分",), layout.KINDS_HEADER, ("施策", "見出し"), ("事業", "見出し"), ("指標", "指標", "章、事業"),
        ("検証", "文", "施策", "", "", "", "", layout.REQUIRED),
    ):  # fmt: skip
        book["設定"].append(list(line))


SHARED: dict[str, list[Case]] = {
    "C01": [
        # A message repeats forty letters of a value.
        rows(indicator(values=(10, "1." * 20, 12, 20)), cells=["H5"], words=f"値「{'1.' * 20}」"),
        rows(indicator(values=(10, "1." * 20 + "1", 12, 20)), cells=["H5"], words=f"値「{'1.' * 20}…」"),
    ],
    "C18": [
        # Nothing is far from zeros, whatever the targets are.
        alone(0, 0, 0, 0, 5, base=0, targets=("-", 5)),
    ],
    "C20": [
        # Ten places, if they are more than half of all, are one line; the cells else.
        rows(*many(blank=9, filled=8), cells=[f"I{n}" for n in range(5, 14)]),
        rows(*many(blank=10, filled=10), cells=[f"I{n}" for n in range(5, 15)]),
        rows(*many(blank=10, filled=9), cells=[""]),
        # What is computed (a rate of nothing is blank), and what was said last year, is not to be filled in.
        Case([], {"header": [*HEADER, "予算額 R4", "予算額 R5", "決算額 R4", "決算額 R5"], "extra_settings": RATES,
                  "rows": [SECTION, [*indicator(), 0, 10, 4, 5], *TEXTS]}),
        Case([], {"header": [*HEADER, "決算額（千円）", "前年度の決算額"], "extra_settings": MOVED,
                  "rows": [SECTION, [*indicator(), 5, "4"], *TEXTS]}),
        # Nothing is due yet.
        Case([], {"extra_settings": [("評価の年度", "R3")], "edit": set_cell("I5", None)}),
    ],
    "K02": [
        # Five times a usual step that is small, and one a hair less.
        alone(1.0, 1.1, 1.2, 1.1, 1.6, base=1.1, cells=["L5"], words="ふだんの変化の約 5 倍"),
        alone(1.0, 1.1, 1.2, 1.1, 1.59, base=1.1),
    ],
    "K06": [
        # Of one row alone the sentence need not say the name; of two it must.
        long(series(*JUMPED), texts=[CHANGED], cells=["L5"]),
        long(series(*JUMPED), series(*JUMPED, name="指標乙"), texts=[CHANGED]),
        long(series(*JUMPED), series(*JUMPED, name="指標乙"), texts=[f"指標乙は、{CHANGED}"], cells=["L6"]),
    ],
    "K08": [
        # Last year's workbook did not have the years before, or there is none.
        long(series(*JUMPED)),
        Case([], {"rows": [SECTION, series(*JUMPED), *TEXTS], "header": LONG_HEADER},
             {"rows": [SECTION, indicator(values=(50, 41.2, 86, 60)), *TEXTS]}),
    ],
    "N01": [
        beside(long(series(51, 52, 53, 54, 55), texts=["指標甲は検証値を達成した。"], cells=["E6"]), "N5", "L5"),
    ],
    "N02": [
        beside(long(series(51, 52, 53, 54, 55), texts=["指標甲は、前年度より減少した。"], cells=["E6"]), "K5", "L5"),
        # What is wrong of another kind, or of a number of indicators, is told by other rules.
        long(series(51, 52, 53, 54, 55), texts=["指標甲は検証値を達成した。"]),
        long(series(51, 52, 53, 54, 55), series(51, 52, 53, 54, 61, name="指標乙"),
             texts=["２指標のうち２指標で検証値を達成した。"]),
    ],
    "N15": [
        # No cell holds how many there are.
        beside(long(series(51, 52, 53, 54, 55), series(51, 52, 53, 54, 61, name="指標乙"), cells=["E7"],
                    texts=["２指標のうち２指標で検証値を達成した。"]), "E5"),
        long(series(51, 52, 53, 54, 55), texts=["指標甲は検証値を達成した。"]),
    ],
    "P05": [
        # The commoner spelling is followed; where both are as common, either may be.
        beside(prose("更なる向上を図る。", "更なる推進を図る。", "さらなる取組を進める。", cells=["E8"])),
        # Twenty places are named beside the first.
        beside(prose(*["更なる向上を図る。"] * 23, *["さらなる取組を進める。"] * 22, cells=["E29"]),
               *(f"E{n}" for n in range(30, 50))),
    ],
    "P17": [
        # An office's own field is read as a text is; what it said last year is not.
        Case(["Q5"], {"header": [*HEADER, "所見"], "extra_settings": REMARKS, "edit": set_cell("Q5", "（調整中）")}),
        Case([], {"header": [*HEADER, "所見", "前年度の所見"], "extra_settings": REMARKS, "edit": set_cell("R5", "（調整中）")}),
    ],
    "S23": [
        # A row that waits is one of its own section, its own chapter and its own 区分.
        Case(["E4"], {"rows": [SECTION, indicator(), TEXTS[1], SECTION, indicator(), BLANK, TEXTS[1],
                               SECTION, indicator(), *TEXTS]}),
        Case(["E4"], {"rows": [SECTION, indicator(), text("方向性", None)]}),
        Case(["E4"], {"rows": [SECTION, indicator(), TEXTS[1]],
                      "edit": second_chapter(SECTION, indicator(), BLANK, TEXTS[1])}),
        # A form asks for a text where it says so.
        Case(["E5"], {"rows": LEVELS, "edit": demanding}),
    ],
    "S36": [
        Case([], {"rows": [SECTION, *TEXTS]}),
        # Nor is a year told that is not due, or whose cell is a part of another.
        Case([], {"extra_settings": YEAR_BEFORE, "edit": set_cell("I5", None)}),
        edited(merge_years),
        # Without a part there is nothing to write yet.
        Case([], {"rows": [BLANK]}),
    ],
}  # fmt: skip
