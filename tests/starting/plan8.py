"""A second plan in the shape of 第８次総合計画: ビジョン in place of 章, 施策 in place of 節, R5 to R13 with
an interim target in R9, marks A to D. The figures are made up."""

from pathlib import Path

import openpyxl

VISIONS = ("こども", "安全", "健康", "学び", "環境", "経済", "都市", "行政")
COLUMNS = {"基準値\nR5": 7, "実績\nR6": 8, "検証値\nR9": 9, "検証値\nR13": 10}
# 基準値, 実績 R6, 検証値 R9, 検証値 R13, and the mark by hand: the interim target counts in R6.
# (actual − base) / (interim − base) in per cent.
ROWS = (
    ("子育てしやすいと感じる市民の割合", "％", 50.0, 61.0, 60.0, 70.0, "A"),  # reached
    ("保育所等の待機児童数", "人", 100, 28, 10, 0, "B"),  # 72 / 90 = 80 %
    ("自主防災組織の数", "団体", 400, 460, 500, 600, "C"),  # 60 / 100
    ("健診の受診率", "％", 40.0, 41.0, 45.0, 50.0, "D"),  # 1 / 5 = 20 %
    ("温室効果ガス排出量（令和６年度は算定中）", "万トン", 300, "未集計", 250, 200, "－"),
)


def fill(path: Path) -> None:
    """Write into an empty workbook what a clerk would."""
    book = openpyxl.load_workbook(path)
    for number, vision in enumerate(VISIONS, 1):
        sheet = book[f"ビジョン{chr(ord('０') + number)}"]
        header = {str(cell.value): number for number, cell in enumerate(sheet[3], 1)}
        assert {name: header[name] for name in COLUMNS} == COLUMNS
        kinds = [sheet.cell(row, 1).value for row in range(4, 25)]
        used = 0
        for row, kind in enumerate(kinds, 4):
            section = (row - 4) // 7 + 1
            if section > 2:
                continue
            if kind == "指標":
                name, unit, *values, mark = ROWS[(used + number) % len(ROWS)]
                used += 1
                sheet.cell(row, 5, f"{name}（{vision}{section}）")
                sheet.cell(row, 6, unit)
                for column, value in enumerate(values, 7):
                    sheet.cell(row, column, value)
                if mark == "－":
                    sheet.cell(row, header["進捗"], mark)
                    sheet.cell(row, header["判定の理由"], "国の統計の公表が令和８年度のため")
            elif kind == "節":
                sheet.cell(row, 5, f"{vision}の施策その{section}")
                sheet.cell(row, 3, "企画課")
            else:
                text = "の取組を進めた。" if kind == "検証と課題" else "の取組を引き続き進める。"
                sheet.cell(row, 5, f"{vision}{section}について、{row} 番目{text}")
        for row in range(24, 17, -1):
            sheet.delete_rows(row)
    book.save(path)


def expected_marks() -> list[str]:
    """The marks of all indicators in the report's order."""
    order = [(used + number) % len(ROWS) for number in range(1, 9) for used in range(4)]
    return [ROWS[index][-1] for index in order]
