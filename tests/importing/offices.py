"""Six sources in the shapes of published forms, with what each says.

The shapes are those of reports and forms that cities publish (総合戦略 KPI lists, 施策評価シート, 事務事業
評価調書, 教育委員会の点検・評価); the contents are made up. Each office gives its files and its facts:

- ("見出し", title)
- ("指標", name, unit)
- ("値", name, role, year A.D., text)
- ("文", part, a sentence of it)
- ("課", part or indicator, department)
- ("項目", part or indicator, content)
- ("進捗", indicator, mark)
"""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
from docx import Document
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.marks import Judged
from kumareport.model.report import Report
from kumareport.workbook.layout import MARK_SPELLINGS

Fact = tuple[str | int, ...]
_GREY = PatternFill("solid", fgColor="D9D9D9")


def _put(sheet: Worksheet, area: str, value: str | float, *, shaded: bool = False) -> None:
    """A value into a cell or a merged range."""
    first = area.split(":")[0]
    sheet[first] = value
    if ":" in area:
        sheet.merge_cells(area)
    if shaded:
        sheet[first].fill = _GREY


def strategy_list(folder: Path) -> set[Fact]:
    """A KPI list of a 総合戦略: two sheets, a header of two rows, 基本目標 as rows of their own, notes."""
    book = openpyxl.Workbook()
    facts: set[Fact] = set()
    goals = (
        ("雇用", "基本目標１　しごとをつくる", (("企業誘致件数（累計）", "社", "商工課", 3, 5, (1, 2, 4)),
                                    ("新規就農者数", "人", "農政課", 10, 20, (12, 15, 18)))),
        ("移住", "基本目標２　ひとの流れをつくる", (("移住相談件数", "件", "企画課", 120, 300, (150, 210, 280)),
                                        ("観光入込客数", "千人", "観光課", 1250, 1500, (1100, 1320, 1405)))),
    )  # fmt: skip
    for number, (tab, goal, rows) in enumerate(goals):
        sheet = book.active if number == 0 else book.create_sheet(tab)
        assert isinstance(sheet, Worksheet)
        sheet.title = tab
        sheet["A1"] = "第２期まち・ひと・しごと創生総合戦略　KPI一覧"
        for area, text in (
            ("A3:A4", "No"), ("B3:B4", "重要業績評価指標（KPI）"), ("C3:C4", "単位"), ("D3:D4", "担当課"),
            ("E3", "現状値"), ("F3:H3", "実績値"), ("I3", "目標値"), ("J3:J4", "備考"),
        ):  # fmt: skip
            _put(sheet, area, text, shaded=True)
        for column, year in zip(
            "EFGHI", ("R元年度", "R2年度", "R3年度", "R4年度", "R6年度"), strict=True
        ):
            _put(sheet, f"{column}4", year, shaded=True)
        _put(sheet, "A5:J5", goal)
        facts.add(("見出し", goal.split("　")[1]))
        for row, (name, unit, department, base, target, actuals) in enumerate(rows, 6):
            cells = (
                row - 5,
                name,
                unit,
                department,
                base,
                *actuals,
                target,
                "速報値" if row == 6 else None,
            )
            for column, value in zip("ABCDEFGHIJ", cells, strict=True):
                sheet[f"{column}{row}"] = value
            facts.add(("指標", name, unit))
            facts.add(("課", name, department))
            facts.add(("値", name, "基準値", 2019, str(base)))
            facts.add(("値", name, "検証値", 2024, str(target)))
            facts |= {("値", name, "実績", 2020 + n, str(v)) for n, v in enumerate(actuals)}
        sheet["A9"] = "※　実績値は各年度末時点の値です。"
    book.save(folder / "KPI一覧.xlsx")
    return facts


def long_csv(folder: Path) -> set[Fact]:
    """A table of an open-data kind: a row per KPI, year and kind of value; CP932."""
    rows: list[list[object]] = [["政策", "施策", "指標名", "単位", "担当課", "年度", "区分", "値"]]
    facts: set[Fact] = set()
    for policy, measure, name, unit, department, values in (
        ("健康・福祉", "健康づくりの推進", "特定健診受診率", "％", "健康課",
         (("2021", 35.2, 40.0), ("2022", 36.8, 42.0), ("2023", 38.1, 45.0))),
        ("健康・福祉", "地域福祉の充実", "見守り協定締結数", "件", "福祉課",
         (("2021", 12, 15), ("2022", 17, 18), ("2023", 22, 20))),
        ("教育・文化", "学校教育の充実", "ＩＣＴ活用授業の割合", "％", "学校教育課",
         (("2021", 41, 50), ("2022", 60, 65), ("2023", 78, 80))),
    ):  # fmt: skip
        facts |= {
            ("見出し", policy),
            ("見出し", measure),
            ("指標", name, unit),
            ("課", name, department),
        }
        for year, actual, target in values:
            rows.append([policy, measure, name, unit, department, f"{year}年度", "目標", target])
            rows.append([policy, measure, name, unit, department, f"{year}年度", "実績", actual])
            facts.add(("値", name, "実績", int(year), str(actual)))
            facts.add(("値", name, "検証値", int(year), str(target)))
    with (folder / "kpi.csv").open("w", encoding="cp932", newline="") as file:
        csv.writer(file).writerows(rows)
    return facts


def measure_sheets(folder: Path) -> set[Fact]:
    """施策評価シート: a sheet a 施策, labels beside and above, a year table of 目標 and 実績, costs."""
    book = openpyxl.Workbook()
    facts: set[Fact] = set()
    for number, (policy, measure, department, name, unit, goals, actuals, mark) in enumerate(
        (
            ("安全・安心なまち", "防災対策の推進", "危機管理課", "自主防災組織率", "％", (80, 85, 90), (78.5, 84.2, 91.0), "A"),
            ("安全・安心なまち", "交通安全の推進", "市民安全課", "交通事故発生件数", "件", (300, 280, 260), (312, 290, 271), "B"),
            ("活力あるまち", "商工業の振興", "商工観光課", "新規創業件数", "件", (20, 25, 30), (18, 22, 21), "C"),
        ),
        1,
    ):  # fmt: skip
        sheet = book.active if number == 1 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        sheet.title = f"施策{number}"
        sheet["A1"] = "令和５年度　施策評価シート"
        _put(sheet, "A3", "政策", shaded=True)
        _put(sheet, "B3:D3", policy)
        _put(sheet, "E3", "主担当課", shaded=True)
        _put(sheet, "F3:H3", department)
        _put(sheet, "A4", "施策名", shaded=True)
        _put(sheet, "B4:H4", measure)
        _put(sheet, "A5:A6", "施策の目的", shaded=True)
        _put(sheet, "B5:H6", f"{measure}により、市民が安心して暮らせるようにする。")
        for area, text in (
            ("A8:B8", "成果指標"), ("C8", "単位"), ("D8", ""), ("E8", "R3"), ("F8", "R4"), ("G8", "R5"),
        ):  # fmt: skip
            _put(sheet, area, text, shaded=True)
        _put(sheet, "A9:B10", name)
        _put(sheet, "C9:C10", unit)
        for row, (word, values) in enumerate((("目標値", goals), ("実績値", actuals)), 9):
            for column, value in zip("DEFG", (word, *values), strict=True):
                sheet[f"{column}{row}"] = value
        _put(sheet, "A12:B12", "コスト（千円）", shaded=True)
        for column, text in zip("EFG", ("R3", "R4", "R5"), strict=True):
            _put(sheet, f"{column}12", text, shaded=True)
        _put(sheet, "A13:D13", "事業費（千円）")
        for column, value in zip("EFG", (1200 * number, 1300 * number, 1250 * number), strict=True):
            sheet[f"{column}13"] = value
            facts.add(("項目", measure, str(value)))
        boxes = (
            ("取組の成果", f"{measure}について、計画どおり講習会を開いた。"),
            ("課題", f"{measure}の担い手が不足している。"),
            ("今後の方向性", f"{measure}の周知に努める。"),
        )
        for row, (label, text) in zip((15, 18, 21), boxes, strict=True):
            _put(sheet, f"A{row}:H{row}", label, shaded=True)
            _put(sheet, f"A{row + 1}:H{row + 2}", text)
            facts.add(("文", measure, text))
        _put(sheet, "A24", "総合評価", shaded=True)
        sheet["B24"] = mark
        facts |= {
            ("見出し", policy), ("見出し", measure), ("課", measure, department), ("項目", measure, mark),
            ("文", measure, f"{measure}により、市民が安心して暮らせるようにする。"),
            ("指標", name, unit),
        }  # fmt: skip
        for n, (goal, actual) in enumerate(zip(goals, actuals, strict=True)):
            facts.add(("値", name, "検証値", 2021 + n, str(goal)))
            facts.add(("値", name, "実績", 2021 + n, str(actual)))
    book.save(folder / "施策評価シート.xlsx")
    return facts


def project_files(folder: Path) -> set[Fact]:
    """事務事業評価調書: a file a project, four levels, fields of their own, one indicator."""
    facts: set[Fact] = set()
    for number, (measure, basic, project, department, law, name, unit, values, way) in enumerate(
        (
            ("子育て支援", "保育の充実", "延長保育事業", "こども課", "児童福祉法", "利用児童数", "人", (120, 131, 150), "継続"),
            ("子育て支援", "保育の充実", "病児保育事業", "こども課", "子ども・子育て支援法", "延べ利用者数", "人", (45, 61, 70), "拡充"),
            ("子育て支援", "母子保健の充実", "乳幼児健診事業", "健康課", "母子保健法", "受診率", "％", (96.1, 97.0, 98.0), "継続"),
        ),
        1,
    ):  # fmt: skip
        book = openpyxl.Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        sheet.title = "調書"
        sheet["A1"] = "事務事業評価調書（令和６年度実施・令和５年度事業）"
        for row, (label, value, other, beside) in enumerate(
            (
                ("事務事業名", project, "担当課", department),
                ("政策", "未来を担う人を育むまち", "施策", measure),
                ("基本事業", basic, "根拠法令", law),
            ),
            3,
        ):
            _put(sheet, f"A{row}:B{row}", label, shaded=True)
            _put(sheet, f"C{row}:E{row}", value)
            _put(sheet, f"F{row}", other, shaded=True)
            _put(sheet, f"G{row}:H{row}", beside)
        purpose = f"{project}を行い、子育て家庭の負担を軽くする。"
        _put(sheet, "A6:B6", "事業の目的", shaded=True)
        _put(sheet, "C6:H6", purpose)
        for column, text in zip(
            "ACDEF", ("活動指標名", "単位", "R4実績", "R5実績", "R5目標"), strict=True
        ):
            _put(sheet, f"{column}8", text, shaded=True)
        sheet.merge_cells("A8:B8")
        _put(sheet, "A9:B9", name)
        for column, value in zip("CDEF", (unit, *values), strict=True):
            sheet[f"{column}9"] = value
        _put(sheet, "A11:B11", "今後の方向性", shaded=True)
        _put(sheet, "C11:H11", way)
        _put(sheet, "A12:B12", "課題", shaded=True)
        _put(sheet, "C12:H12", f"・{name}が伸びている。\n・人材の確保が難しい。")
        book.save(folder / f"{number:02}_{project}.xlsx")
        facts |= {
            ("見出し", "未来を担う人を育むまち"), ("見出し", measure), ("見出し", basic), ("見出し", project),
            ("課", project, department), ("項目", project, law), ("文", project, purpose),
            ("文", project, f"{name}が伸びている。"), ("文", project, "人材の確保が難しい。"),
            ("項目", project, way), ("指標", name, unit), ("値", name, "実績", 2022, str(values[0])),
            ("値", name, "実績", 2023, str(values[1])), ("値", name, "検証値", 2023, str(values[2])),
        }  # fmt: skip
    return facts


def board_report(folder: Path) -> set[Fact]:
    """A board of education's report in Word: numbered headings without styles, one-tier tables, labels."""
    document = Document()
    facts: set[Fact] = set()
    document.add_paragraph("令和５年度　教育委員会の点検・評価報告書")
    for policy, measures in (
        ("基本方針１　確かな学力の育成", (
            ("(1) 授業の改善", "学校教育課", "授業が分かると答えた児童の割合", "％", ("82.1", "85.0", "83.4"), "概ね順調"),
            ("(2) 読書活動の推進", "図書館", "一人当たり貸出冊数", "冊", ("6.2", "7.0", "7.3"), "順調"))),
        ("基本方針２　生涯学習の推進", (
            ("(1) 公民館活動の充実", "生涯学習課", "公民館講座参加者数", "人", ("1,204", "1,500", "1,498"), "概ね順調"),)),
    ):  # fmt: skip
        document.add_paragraph(policy)
        facts.add(("見出し", policy.split("　")[1]))
        for measure, department, name, unit, values, mark in measures:
            title = measure.split(" ", 1)[1]
            document.add_paragraph(measure)
            document.add_paragraph(f"担当課：{department}")
            table = document.add_table(rows=2, cols=6)
            heads = ("指標", "単位", "Ｒ４実績", "Ｒ５目標", "Ｒ５実績", "達成状況")
            for cells, texts in zip(table.rows, (heads, (name, unit, *values, mark)), strict=True):
                for cell, text in zip(cells.cells, texts, strict=True):
                    cell.text = text
            bare = [value.replace(",", "") for value in values]
            facts |= {("見出し", title), ("課", title, department), ("指標", name, unit)}
            facts |= {
                ("値", name, "実績", 2022, bare[0]), ("値", name, "検証値", 2023, bare[1]),
                ("値", name, "実績", 2023, bare[2]), ("進捗", name, mark),
            }  # fmt: skip
            boxes = document.add_table(rows=3, cols=2)
            texts = (
                ("主な取組", (f"{title}に向けて研修を行った。", f"{title}の手引きを作った。")),
                ("課題", (f"{title}は学校により差がある。",)),
                ("学識経験者の意見", (f"{title}の成果を分かりやすく示してほしい。",)),
            )
            for cells, (label, paragraphs) in zip(boxes.rows, texts, strict=True):
                cells.cells[0].text = label
                cells.cells[1].text = "\n".join(paragraphs)
                facts |= {("文", title, text) for text in paragraphs}
    document.save(str(folder / "点検評価報告書.docx"))
    return facts


def wide_list(folder: Path) -> set[Fact]:
    """An office's own list: one KPI a row, 目標 and 実績 of each year side by side, texts of the 施策."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "進捗管理"
    facts: set[Fact] = set()
    sheet["A1"] = "総合計画後期基本計画　進捗管理表"
    heads = ("章", "節", "指標", "単位", "所管課", "基準値\n（H30）", "令和４年度\n目標", "令和４年度\n実績",
             "令和５年度\n目標", "令和５年度\n実績", "最終目標\n（R8）", "達成率", "進捗状況", "取組内容", "今後の方針")  # fmt: skip
    for column, text in enumerate(heads, 1):
        sheet.cell(3, column, text)
    row = 4
    for chapter, section, text, plan, indicators in (
        ("第１章　環境", "第１節　ごみの減量", "分別の出前講座を開いた。", "事業系ごみの対策を進める。",
         (("１人１日当たりごみ排出量", "g", "環境課", (950, 900, 912, 880, 897, 850), "△"),
          ("リサイクル率", "％", "環境課", (18.2, 20, 19.1, 21, 20.4, 25), "△"))),
        ("第１章　環境", "第２節　緑の保全", "公園の再整備を進めた。", "市民との協働を広げる。",
         (("緑地面積", "ha", "公園課", (312, 315, 316, 318, 320, 325), "○"),)),
        ("第２章　都市", "第１節　公共交通", "デマンド交通を始めた。", "路線を見直す。",
         (("公共交通利用者数", "千人", "交通政策課", (2100, 1500, 1432, 1700, 1655, 2100), "×"),)),
    ):  # fmt: skip
        first = row
        for name, unit, department, values, mark in indicators:
            cells = (
                chapter,
                section,
                name,
                unit,
                department,
                *values,
                f"=J{row}/I{row}",
                mark,
                text,
                plan,
            )
            for column, value in enumerate(cells, 1):
                is_shared = column in (1, 2, 14, 15) and row > first
                sheet.cell(row, column, None if is_shared else value)
            facts |= {("指標", name, unit), ("課", name, department), ("進捗", name, mark)}
            for (role, year), value in zip(
                (("基準値", 2018), ("検証値", 2022), ("実績", 2022), ("検証値", 2023), ("実績", 2023), ("検証値", 2026)),
                values, strict=True,
            ):  # fmt: skip
                facts.add(("値", name, role, year, str(value)))
            row += 1
        for column in (1, 2, 14, 15):
            if row - first > 1:
                sheet.merge_cells(
                    start_row=first, end_row=row - 1, start_column=column, end_column=column
                )
        facts |= {("見出し", chapter.split("　")[1]), ("見出し", section.split("　")[1])}
        title = section.split("　")[1]
        facts |= {("文", title, text), ("文", title, plan)}
    book.save(folder / "進捗管理表.xlsx")
    return facts


OFFICES: dict[str, Callable[[Path], set[Fact]]] = {
    "総合戦略の一覧": strategy_list,
    "縦持ちのCSV": long_csv,
    "施策評価シート": measure_sheets,
    "事務事業調書のフォルダー": project_files,
    "教育委員会の報告書": board_report,
    "進捗管理表": wide_list,
}


def share(said: set[Fact], report: Report) -> tuple[float, list[Fact]]:
    """The share of an office's facts that a workbook says, and those that it does not."""
    lost = sorted(
        {_plain(fact) for fact in said} - {_plain(fact) for fact in facts_of(report)}, key=str
    )
    return 1 - len(lost) / len(said), lost


def _plain(fact: Fact) -> Fact:
    """A fact without commas and closing zeros of its number, and without white space."""
    last = str(fact[-1]).replace(",", "")
    if re.fullmatch(r"-?\d+(\.\d+)?", last):
        last = f"{float(last):g}"
    return (*(re.sub(r"\s", "", str(f)) for f in fact[:-1]), re.sub(r"\s", "", last))


def facts_of(report: Report) -> set[Fact]:
    """What a workbook says, in the same form."""
    found: set[Fact] = set()
    judged = Judged(report, MARK_SPELLINGS)
    for _, _, group in report.groups():
        mark = judged.mark(group)
        if mark is not None:
            found |= {("進捗", row.name, mark.symbol) for row in group.rows}
    for chapter in report.chapters:
        found.add(("見出し", chapter.title))
        for part in chapter.parts:
            title = chapter.title if part.is_front else part.title
            found.add(("見出し", title))
            if part.department:
                found.add(("課", title, part.department))
            found |= {("項目", title, value.text) for value in part.fields if value.text}
            found |= {("文", title, text.text) for text in part.texts}
            for row in part.indicators:
                found |= {("指標", row.name, row.unit), ("課", row.name, row.department)}
                found |= {("項目", row.name, value.text) for value in row.fields if value.text}
                for entry in row.entries:
                    if entry.number is not None:
                        number = float(entry.number)
                        shown = int(number) if number.is_integer() else number
                        found.add(
                            (
                                "値",
                                row.name,
                                str(entry.period.role),
                                entry.period.year.ad,
                                str(shown),
                            )
                        )
    return found
