"""Four more sources in the shapes of published lists: see tests/importing/offices.py for what a fact is."""

import csv
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Fact = tuple[str | int, ...]
_Cells = tuple[str | float | None, ...]


def _sheet(book: openpyxl.Workbook, name: str, rows: tuple[_Cells, ...]) -> Worksheet:
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    return sheet


def _values(name: str, role: str, of_years: dict[int, float | str]) -> set[Fact]:
    return {("値", name, role, year, str(value)) for year, value in of_years.items()}


def _book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    return book


def three_header_rows(folder: Path) -> set[Fact]:
    """A list of 成果指標: a header of three rows under a banner, a hidden column, a subtotal, notes."""
    book = _book()
    sheet = _sheet(book, "成果指標", (
        ("総合計画　成果指標進捗一覧表",), (),
        ("コード", "政策", "施策", "成果指標名", "単位", "策定時", "年度別進捗状況",
         None, None, None, None, None, "最終目標", "主管課"),
        (*(None,) * 6, "令和5年度", None, None, "令和6年度"),
        (*(None,) * 5, "R3", "目標", "実績", "達成率", "目標", "実績", "達成率", "R9"),
        ("001", "子育て", "子育て支援", "待機児童数", "人", 12, 8, 7, "112.5%", 5, 4, "120.0%", 0, "子ども課"),
        ("002", "子育て", "学校教育", "授業が分かる児童の割合", "％", 78.2, 80, 81.2, "101.5%",
         82, 80.5, "98.2%", 85, "学校教育課"),
        ("小計（子育て　2指標）",),
        ("003", "産業", "農業", "認定農業者数", "経営体", 212, 220, 219, "99.5%", 225, 221, "98.2%", 240, "農林課"),
        ("※　達成率は、実績÷目標×100で算出。",),
    ))  # fmt: skip
    for area in ("A3:A5", "B3:B5", "C3:C5", "D3:D5", "E3:E5", "F3:F4", "G3:L3", "G4:I4", "J4:L4",
                 "M3:M4", "N3:N5", "A8:N8"):  # fmt: skip
        sheet.merge_cells(area)
    sheet.column_dimensions["A"].hidden = True
    book.save(folder / "成果指標一覧.xlsx")
    facts: set[Fact] = {("見出し", name) for name in ("子育て", "産業", "子育て支援", "農業")}
    for name, unit, office, base, goals, actuals, last in (
        ("待機児童数", "人", "子ども課", 12, (8, 5), (7, 4), 0),
        ("授業が分かる児童の割合", "％", "学校教育課", 78.2, (80, 82), (81.2, 80.5), 85),
        ("認定農業者数", "経営体", "農林課", 212, (220, 225), (219, 221), 240),
    ):
        facts |= {("指標", name, unit), ("課", name, office)}
        facts |= _values(name, "基準値", {2021: base})
        facts |= _values(name, "実績", {2023: actuals[0], 2024: actuals[1]})
        facts |= _values(name, "検証値", {2023: goals[0], 2024: goals[1], 2027: last})
    return facts


def rows_of_years(folder: Path) -> set[Fact]:
    """A row for each year, a column for each indicator with its unit in its header; sheets of two 課."""
    book = _book()
    _sheet(book, "住宅課", (
        ("施策名：空き家対策",), (), ("年度", "空き家バンク\n登録件数\n（件）", "空き家率（％）"),
        ("令和5年度", 25, 14.6), ("令和6年度", 31, 14.2), ("目標（令和8年度）", 40, 13.5),
        (), ("現状と課題", "利活用の相談につながりにくい。"),
    ))  # fmt: skip
    _sheet(book, "交通課", (
        ("施策名：公共交通",), (), ("年度", "バスの利用者数\n（人）"),
        ("令和5年度", 40150), ("令和6年度", 43020), ("目標（令和8年度）", 45000),
    ))  # fmt: skip
    book.save(folder / "推移.xlsx")
    facts: set[Fact] = {("見出し", "空き家対策"), ("見出し", "公共交通")}
    facts.add(("文", "空き家対策", "利活用の相談につながりにくい。"))
    for name, unit, office, actuals, goal in (
        ("空き家バンク登録件数", "件", "住宅課", (25, 31), 40),
        ("空き家率", "％", "住宅課", (14.6, 14.2), 13.5),
        ("バスの利用者数", "人", "交通課", (40150, 43020), 45000),
    ):
        facts |= {("指標", name, unit), ("課", name, office)}
        facts |= _values(name, "実績", {2023: actuals[0], 2024: actuals[1]})
        facts |= _values(name, "検証値", {2026: goal})
    return facts


def years_as_values(folder: Path) -> set[Fact]:
    """A CSV in UTF-16 as Excel saves it: the years of 基準値 and 目標値 in columns of their own, values in words."""
    rows = (
        ("No", "基本目標", "KPI", "基準年度", "基準値", "令和5年度実績", "令和6年度実績", "目標年度", "目標値", "所管", "R6の主な取組", "R5の主な取組"),
        ("1", "しごと", "新規就業者数（人）", "令和2年度", "85", "101", "約97", "令和8年度", "120人以上", "商工課", "相談会を開いた。", "窓口を置いた。"),
        ("2", "ひと", "移住相談会の回数（回）", "令和2年度", "年2回", "年3回", "年4回", "令和8年度", "年5回", "企画課", "東京で開いた。", "大阪で開いた。"),
    )  # fmt: skip
    with (folder / "kpi.csv").open("w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)
    facts: set[Fact] = {("見出し", "しごと"), ("見出し", "ひと")}
    for name, unit, office, base, actuals, goal, now in (
        ("新規就業者数", "人", "商工課", 85, (101, 97), 120, "相談会を開いた。"),
        ("移住相談会の回数", "回", "企画課", 2, (3, 4), 5, "東京で開いた。"),
    ):
        facts |= {("指標", name, unit), ("課", name, office)}
        facts |= _values(name, "基準値", {2020: base})
        facts |= _values(name, "実績", {2023: actuals[0], 2024: actuals[1]})
        facts |= _values(name, "検証値", {2026: goal})
        facts.add(("文", "しごと" if base == 85 else "ひと", now))
    return facts


def tables_on_a_sheet(folder: Path) -> set[Fact]:
    """Several tables of one kind on a sheet, each with its title, its 担当, a total and a note."""
    book = _book()
    head = (
        "番号",
        "事業・指標",
        "単位",
        "令和4年度\n実績",
        "令和6年度\n実績",
        "令和6年度\n計画値",
        "計画との差",
    )
    _sheet(book, "R6実績", (
        ("子ども・子育て支援事業計画　実績報告",), (),
        ("１　教育・保育の提供", None, None, None, None, "担当：保育課"), head,
        (1, "1号認定の利用者数", "人", 620, 571, 560, 11), (2, "2号認定の利用者数", "人", 1105, 1132, 1150, -18),
        ("計", None, None, 1725, 1703, 1710, -7), ("（注）計画値は、見直し後の値。",), (),
        ("２　母子保健", None, None, None, None, "担当：健康課"), head,
        (1, "全戸訪問の実施率", "％", 97.5, 98.4, 99.0, -0.6), ("計",),
    ))  # fmt: skip
    book.save(folder / "R6実績報告.xlsx")
    facts: set[Fact] = set()
    for title, office, name, unit, actuals, goal in (
        ("教育・保育の提供", "保育課", "1号認定の利用者数", "人", (620, 571), 560),
        ("教育・保育の提供", "保育課", "2号認定の利用者数", "人", (1105, 1132), 1150),
        ("母子保健", "健康課", "全戸訪問の実施率", "％", (97.5, 98.4), 99),
    ):
        facts |= {("見出し", title), ("課", title, office), ("指標", name, unit)}
        facts |= _values(name, "実績", {2022: actuals[0], 2024: actuals[1]})
        facts |= _values(name, "検証値", {2024: goal})
    return facts


MORE = {
    "見出しが３行の一覧": three_header_rows,
    "年度が縦の表": rows_of_years,
    "年度が値のCSV": years_as_values,
    "表が並ぶシート": tables_on_a_sheet,
}
