"""Cases of every rule: a workbook's rows in, the cells of the rule's findings out.

Each rule has cases that must be found and near misses that must not.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.workbook import layout
from tests.make_workbook import HEADER, LONG_HEADER, Edit, Row, indicator, series, text

SECTION = text("節", "題")
FIELDS = [
    (),
    ("項目",),
    ("列", "付く区分", "型", "選択肢または方式", "単位", "記入", "年度更新", "載せる"),
]
"""The head of the table 項目, below other lines of 設定."""
JUDGED = [*FIELDS, ("一次評価", "指標", "評価")]
SCHEME_HEAD = [(), ("進捗の区分",), ("記号", "説明", "条件", "扱い", "方式")]
BY_PEOPLE = [
    *SCHEME_HEAD,
    ("S", "順調", "手入力", "達成", ""),
    ("B", "要改善", "手入力", "未達成", ""),
]
COSTS = [*FIELDS, ("決算額", "指標", "金額", "", "千円")]
YEARLY = [*FIELDS, ("決算額", "指標", "年度ごとの金額", "", "千円")]
YEARS = [*HEADER, "決算額 R4", "決算額 R5", "決算額 R6"]
TEXTS = [text("検証と課題", "検証の文。"), text("方向性", "方向の文。")]


@dataclass
class Case:
    """A workbook and the cells at which the rule must speak; none for a near miss.

    ``related``: the cells that the first finding names beside its own, where a case is about them.
    """

    cells: list[str]
    how: dict[str, Any] = field(default_factory=dict[str, Any])
    previous: dict[str, Any] | None = None
    words: str = ""
    related: Sequence[str] | None = None


def rows(*more: Row, cells: Sequence[str] = (), words: str = "", **how: Any) -> Case:
    """A chapter of one section with these rows between its title and its texts."""
    return Case(list(cells), {"rows": [SECTION, *more, *TEXTS], **how}, words=words)


def wide(count: int) -> list[str]:
    """A header with so many period columns."""
    years = [f"実績 {2003 + n}" for n in range(count - 2)]
    return [*HEADER[:6], "基準値 2002", *years, "検証値 2030", *HEADER[10:]]


def wide_row(count: int) -> list[Row]:
    """A section with one indicator under such a header."""
    return [SECTION, indicator(values=[10] * (count - 1) + [20]), *TEXTS]


def edited(edit: Edit, *cells: str, words: str = "") -> Case:
    """The usual workbook after an edit."""
    return Case(list(cells), {"edit": edit}, words=words)


def long(
    *rows_: Row,
    cells: Sequence[str] = (),
    texts: Iterable[str] = ("検証の文。",),
    words: str = "",
    previous: Sequence[Row] | None = None,
    **how: Any,
) -> Case:
    """A section with rows of five actuals, R1 in column H to R5 in column L, and texts below."""
    body = [SECTION, *rows_, *(text("検証と課題", t) for t in texts), text("方向性", "方向の文。")]
    case = Case(list(cells), {"rows": body, "header": LONG_HEADER, **how}, words=words)
    if previous is not None:
        case.previous = {"rows": [SECTION, *previous, *TEXTS], "header": LONG_HEADER}
    return case


def says(
    sentence: str,
    *values: object,
    found: bool = True,
    name: str = "市民の満足度",
    unit: str = "％",
    base: object = 50,
    targets: Sequence[object] = ("-", 60),
    words: str = "",
    **more: object,
) -> Case:
    """One indicator and one sentence about it; the sentence stands in E6."""
    row = series(*values, base=base, targets=targets, name=name, unit=unit, **more)
    return long(row, cells=["E6"] if found else [], texts=[sentence], words=words)


def prose(*texts: object, cells: Sequence[str] = (), words: str = "") -> Case:
    """Bullets of 検証と課題 in E6, E7 …"""
    body = [SECTION, indicator(), *(text("検証と課題", t) for t in texts), text("方向性", "文。")]
    return Case(list(cells), {"rows": body}, words=words)


def set_cell(reference: str, value: Any, **formats: object) -> Edit:
    """An edit of a chapter's cell."""

    def edit(_: Workbook, sheet: Worksheet) -> None:
        sheet[reference] = value
        for name, setting in formats.items():
            setattr(sheet[reference], name, setting)

    return edit


def setting(name: str, value: Any) -> Edit:
    """An edit of a line of 設定."""

    def edit(book: Workbook, _: Worksheet) -> None:
        for row in book["設定"].iter_rows(max_row=20):
            if row[0].value == name:
                book["設定"][f"B{row[0].row}"] = value

    return edit


def delete_setting(book: Workbook, _: Worksheet) -> None:
    book["設定"].delete_rows(12)


def hide_row(_: Workbook, sheet: Worksheet) -> None:
    sheet.row_dimensions[6].hidden = True


def hide_column(letter: str) -> Edit:
    def edit(_: Workbook, sheet: Worksheet) -> None:
        sheet.column_dimensions[letter].hidden = True

    return edit


def hide_sheet(_: Workbook, sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"


def rename(_: Workbook, sheet: Worksheet) -> None:
    sheet.title = "第９章"


def copy_chapter(book: Workbook, sheet: Worksheet) -> Worksheet:
    copy = book.copy_worksheet(sheet)
    copy.title = "第１章の写し"
    return copy


def merge_years(_: Workbook, sheet: Worksheet) -> None:
    sheet["H5"] = "ー\n※算出方法変更"
    sheet.merge_cells("H5:I5")


def group(*names: str) -> list[Row]:
    return [indicator(name=f"指標{n}", group=name) for n, name in enumerate(names)]


def without(*columns: str) -> list[str | None]:
    return [None if name in columns else name for name in HEADER]


def department(name: str) -> Edit:
    def edit(book: Workbook, _: Worksheet) -> None:
        book["設定"].append((name, "局", "1"))

    return edit


def many(blank: int, filled: int) -> list[Row]:
    """Indicators, the first of them without a value of the newest year."""
    empty = [indicator(name=f"空の指標{n}", values=(10, 11, None, 20)) for n in range(blank)]
    return [*empty, *(indicator(name=f"指標{n}") for n in range(filled))]


def copied_id() -> list[Row]:
    pair = [indicator(), indicator(name="乙")]
    pair[0][1] = pair[1][1] = "同じ"
    return pair


def with_department(name: str) -> Row:
    row = indicator()
    row[2] = name
    return row


def sections_sorted(key: Callable[[Row], int], moved: tuple[int, int] | None = None) -> list[Row]:
    """Three sections with IDs, a box each, sorted by a key as Excel sorts a selected table."""
    body: list[Row] = []
    for number in (1, 2, 3):
        home = f"1-{number}"
        body += [
            ["節", home, "企画課", None, f"題{number}"],
            ["指標", f"{home}-指1", None, None, f"指標{number}", "件", 10, 11, 12, 20],
            ["検証と課題", f"{home}-検1", None, None, f"検証の文{number}。"],
            ["方向性", f"{home}-方1", None, None, f"方向の文{number}。"],
        ]
    if moved is not None:
        body.insert(moved[1], body.pop(moved[0]))
    return sorted(body, key=key)


def by_kind(row: Row) -> int:
    return ["節", "指標", "検証と課題", "方向性"].index(row[0])


def by_department(row: Row) -> bool:
    return row[2] is None


def as_it_was(row: Row) -> int:
    return 0


LEVELS = [
    indicator(name="目標の指標"), text("施策", "施策の一"), text("事業", "事業の一"), indicator(),
]  # fmt: skip


def declare(front: str) -> Edit:
    """A form of two levels, 施策 and 事業; its indicators stand where ``front`` says."""

    def edit(book: Workbook, _: Worksheet) -> None:
        for line in (
            (), ("記録の区分",), layout.KINDS_HEADER,
            ("施策", "見出し"), ("事業", "見出し"), ("指標", "指標", front), ("検証", "文", "施策"),
        ):  # fmt: skip
            book["設定"].append(list(line))

    return edit


def add_chart(_: Workbook, sheet: Worksheet) -> None:
    chart = BarChart()
    chart.title = "見本の図"
    sheet.add_chart(chart, "T8")


def add_comment(_: Workbook, sheet: Worksheet) -> None:
    sheet["I5"].comment = Comment("R5 は速報値", "企画課")


STRUCK_FONT, BOLD_FONT = Font(strike=True), Font(b=True)
STRUCK = CellRichText("残す", TextBlock(InlineFont(strike=True), "消す"))
RED = CellRichText("残す", TextBlock(InlineFont(color=Color("FFFF0000")), "直す"))
RAISED = CellRichText("面積は10m", TextBlock(InlineFont(vertAlign="superscript"), "2"), "である。")
LOWERED = CellRichText("CO", TextBlock(InlineFont(vertAlign="subscript"), "２"), "を減らす。")
ALL_RAISED = CellRichText(TextBlock(InlineFont(vertAlign="superscript"), "全体が小さい。"))
MARK_RAISED = CellRichText(
    "参加者", TextBlock(InlineFont(vertAlign="superscript"), "※"), "が増えた。"
)
THOUSAND = CellRichText("10", TextBlock(InlineFont(vertAlign="superscript"), "3"))
NOTE_RAISED = CellRichText("41", TextBlock(InlineFont(vertAlign="superscript"), "（H26）"))
BOLD = CellRichText("減少した", TextBlock(InlineFont(b=True), "（重要）"), "。")
UNDERLINED = CellRichText(TextBlock(InlineFont(u="single"), "割合"), "が減少した。")
ALL_BOLD = CellRichText(
    TextBlock(InlineFont(b=True), "減少"), TextBlock(InlineFont(b=True), "した。")
)
STEADY = (44.6, 45.1, 44.9, 45.3)

STRUCTURE = {
    "S01": [Case(["3"], {"header": without("単位")}), Case([], {"header": without("備考")}), Case([], {"header": without("グラフ題名")}),
            Case([], {"header": without("グラフ")})],
    "S02": [Case(["I3"], {"header": [*HEADER[:7], "実績 R5", *HEADER[8:]]}),
            Case([], {"header": [*HEADER[:7], "検証値 R4", *HEADER[8:]]})],
    "S03": [Case(["H3"], {"header": [*HEADER[:7], "実績", *HEADER[8:]]}),
            Case(["Q3"], {"header": [*HEADER, "達成率 R5"]}, words="列「達成率 R5」、載せる「載せない」"),
            Case([], {"header": [*HEADER[:7], "実績\n２０２２年度", *HEADER[8:]]})],
    "S04": [Case([""], {"header": without("区分")}), Case([], {"header": without("単位")})],
    "S05": [edited(rename, "A18"), edited(hide_sheet)],
    "S06": [edited(lambda book, _: book.create_sheet("メモ"), ""),
            edited(lambda book, _: book.create_sheet("記入要領"))],
    "S07": [edited(hide_sheet, ""), edited(hide_row)],
    "S08": [rows(indicator(), text("まとめ", "文"), cells=["A6"]),
            rows(indicator(), text("検証指標", "別の指標"))],
    "S09": [Case(["A4"], {"rows": [indicator(), SECTION, indicator(), *TEXTS]}), rows(indicator()),
            Case([], {"rows": LEVELS, "edit": declare(front="章、事業")})],
    "S10": [rows(*group("甲", "乙", "甲"), cells=["D7"]), rows(*group("甲", "甲", "乙"))],
    "S11": [rows(*copied_id(), cells=["B6"]), rows(indicator(), indicator(name="乙"))],
    "S12": [rows(indicator(name=None), cells=["E5"]), rows(indicator(), text("検証と課題", None))],
    "S13": [edited(hide_row, "E6"), edited(lambda _, s: s.row_dimensions.__getitem__(60).__setattr__("hidden", True))],
    "S14": [edited(set_cell("I6", 12), "I6"), edited(set_cell("P6", "覚え書き"))],
    "S15": [Case(["Q3"], {"header": [*HEADER, "メモ"]}), Case([], {"header": HEADER})],
    "S16": [edited(setting("概ね達成の下限（％）", "九割"), "B10"), edited(setting("概ね達成の下限（％）", "９０％")),
            edited(setting("概ね達成の下限（％）", 0.9), "B10", words="90 の誤り"),
            edited(setting("概ね達成の下限（％）", "０．８"), "B10", words="80 の誤り"),
            edited(setting("概ね達成の下限（％）", 1), "B10", words="100 の誤り"),
            edited(setting("概ね達成の下限（％）", 1.5))],
    "S17": [edited(delete_setting, ""), edited(setting("マイナスの記号", None))],
    "S18": [edited(set_cell("M5", "良化"), "M5"), edited(set_cell("M5", "上昇 "))],
    "S19": [edited(set_cell("T6", "表の横の覚え書き"), "T6"), edited(set_cell("A2", "ここに説明"))],
    "S20": [edited(hide_column("F"), "F3"), edited(hide_column("P"))],
    "S21": [edited(set_cell("A1", "第１章　古い題名"), "A1"), edited(set_cell("A1", "第1章 章の題名"))],
    "S22": [Case(["E4"], {"rows": [SECTION, *TEXTS]}), rows(indicator())],
    "S23": [Case(["E4"], {"rows": [SECTION, indicator(), TEXTS[1]]}), rows(indicator())],
    "S24": [Case(["E4"], {"rows": [SECTION, indicator(), TEXTS[0]]}), rows(indicator())],
    "S30": [
        rows(indicator(), text("検証と課題", None), text("検証と課題", None), cells=["E6"], words="から 2 行"),
        # Nothing written is S36's; more than half of many blank is one line.
        rows(indicator(name=None)),
        Case([""], {"rows": [SECTION, indicator(), *[text("検証と課題", None)] * 10, *TEXTS]}, words="11 行のうち 10 行"),
        Case([], {"rows": [SECTION, indicator(), text("検証と課題", None), TEXTS[1]]}),
    ],
    "S36": [
        rows(indicator(values=(10, 11, None, 20)), cells=[""], words="R5 の実績（1 指標）が"),
        Case([""], {"rows": [SECTION, indicator(values=(10, 11, None, 20)), text("検証と課題", None), TEXTS[1]]},
             words="R5 の実績（1 指標）、「検証と課題」（1 行）が、"),
        Case([""], {"rows": [SECTION, indicator(), text("検証と課題", None), TEXTS[1]]}, words="まだ１つも"),
        Case([""], {"rows": [SECTION, indicator(), TEXTS[0], text("方向性", None)]}, words="まだ１つも"),
        rows(indicator(values=(10, 11, "－", 20))),
        rows(indicator(), text("検証と課題", None)),
        rows(indicator(), indicator(name="指標乙", values=(10, 11, None, 20))),
    ],
    "S37": [
        edited(set_cell("H3", '="実績"&" R4"'), "H3", words="上書き保存すると読めます"),
        Case(["Q3"], {"header": [*HEADER, "一次評価"], "edit": set_cell("Q5", "Ｂ")}, words="列「一次評価」、載せる「載せない」"),
        Case([], {"header": [*HEADER, "一次評価"]}),
    ],
    "S40": [
        Case(["Q5"], {"header": [*HEADER, "一次評価"], "extra_settings": JUDGED}, words="「指標甲」の「一次評価」が空欄"),
        rows(indicator(), indicator(name="指標乙"), cells=[""], words="「一次評価」が、まだ１つも付けられていません（2 件）",
             header=[*HEADER, "一次評価"], extra_settings=JUDGED),
        rows(indicator(), indicator(name="指標乙"), cells=["Q6"], words="「指標乙」の「一次評価」が空欄",
             header=[*HEADER, "一次評価"], extra_settings=JUDGED, edit=set_cell("Q5", "△")),
        Case([], {"header": [*HEADER, "一次評価"], "extra_settings": JUDGED, "edit": set_cell("Q5", "△")}),
        Case([], {"header": [*HEADER, "決算額（千円）"], "extra_settings": COSTS}),
        rows(indicator(mark="S"), indicator(name="指標乙"), cells=["K6"], words="「指標乙」の「進捗」が空欄",
             extra_settings=BY_PEOPLE),
        rows(indicator(), indicator(name="指標乙"), cells=[""], words="「進捗」が、まだ１つも", extra_settings=BY_PEOPLE),
        rows(indicator(group="群", mark="B"), indicator(name="指標乙", group="群"), extra_settings=BY_PEOPLE),
    ],
    "S41": [
        edited(copy_chapter, "", words="シート「第１章の写し」は章の形ですが"),
        edited(lambda book, sheet: copy_chapter(book, sheet).delete_rows(4, 20)),
    ],
    "S38": [
        Case([""], {"extra_settings": [("評価の年度", "R6")]}, words="R6 の実績の列がありません（実績の列：R4、R5）"),
        Case([], {"extra_settings": [("評価の年度", "令和５年度")]}),
        Case([], {"extra_settings": [("評価の年度", "R6")], "rows": [SECTION, *TEXTS]}),
    ],
    "S31": [
        Case([""], {"header": wide(14), "rows": wide_row(14)}),
        Case([], {"header": wide(13), "rows": wide_row(13)}),
        Case([], {"header": wide(20), "rows": wide_row(20), "extra_settings": [("表に載せる実績の年数", "5年")]}),
    ],
    "S25": [Case([""], {"rows": []}), rows(indicator())],
    "S26": [rows(*group("感染症患者発生数", "感染症の患者発生数"), cells=["E6"]),
            rows(*group("農水産業の産出額", "感染症患者発生数"))],
    "S27": [rows(with_department("企画科"), cells=["E5"]), rows(with_department("企画課")),
            rows(with_department("企画課、環境科"), cells=["E5"], words="「環境科」"),
            Case([], {"rows": [SECTION, with_department("企画課、財政課"), *TEXTS], "edit": department("財政課")}),
            Case([], {"rows": [SECTION, with_department("企画課／財政課"), *TEXTS], "edit": department("財政課")})],
    "S28": [rows(indicator(), indicator(), cells=["E6"]),
            rows(indicator(name="小学６年生", group="甲"), indicator(name="小学６年生", group="乙"))],
    "S29": [Case(["E8"], {"rows": [SECTION, indicator(), *TEXTS, SECTION, indicator(), *TEXTS]}),
            Case([], {"rows": [SECTION, indicator(), *TEXTS, text("節", "題二"), indicator(), *TEXTS]})],
    "S32": [edited(add_chart, "T8", words="グラフ「見本の図」"), edited(add_comment)],
    "S33": [edited(add_comment, "I5", words="R5 は速報値"), edited(add_chart)],
    "S34": [Case(["E7"], {"rows": sections_sorted(by_kind)}, words="7 行（ID 1-1-指1）"),
            Case(["E7"], {"rows": sections_sorted(by_department)}, words="6 行"),
            Case([], {"rows": sections_sorted(as_it_was)}),
            Case([], {"rows": sections_sorted(as_it_was, moved=(2, 6))}),
            Case([], {"rows": sections_sorted(as_it_was, moved=(9, 1))})],
    "S39": [Case(["E3"], {"rows": sections_sorted(as_it_was)[1:]}, words="1-1 の見出しの行がなくなって"),
            Case(["A7"], {"rows": LEVELS, "edit": declare(front="章、施策")}, words="「指標」の行は、「章・施策」の下"),
            Case([], {"rows": [*LEVELS, text("検証", "文。")], "edit": declare(front="章、事業")}),
            Case(["A4"], {"rows": LEVELS[2:], "edit": declare(front="事業")}, words="「施策」の下"),
            Case([], {"rows": LEVELS, "edit": declare(front="章、事業")}), rows(indicator())],
}  # fmt: skip

CELLS = {
    "C01": [Case(["Q5"], {"header": [*HEADER, "決算額（千円）"], "extra_settings": COSTS, "edit": set_cell("Q5", "44..6")}),
            edited(set_cell("H5", "44..6"), "H5"), edited(set_cell("H5", THOUSAND), "H5", words="「10³」"), edited(set_cell("H5", "(11)"), "H5", words="▲11"), edited(set_cell("H5", "約11")), edited(set_cell("H5", "同左"), "H5", words="元の値"),
            edited(set_cell("H5", "60.9\u200b"), "H5", words="ゼロ幅の空白 U+200B"),
            edited(set_cell("H5", "\ufeff12"), "H5", words="U+FEFF"), edited(set_cell("H5", "60 6"), "H5", words="空白"),
            edited(set_cell("H5", "12\n13"), "H5", words="改行"), edited(set_cell("H5", "\xa011")),
            edited(set_cell("H5", "１１"))],
    "C02": [edited(set_cell("E6", STRUCK), "E6"), edited(set_cell("E6", RED)),
            edited(set_cell("H5", 11, font=STRUCK_FONT), "H5", words="「11」"),
            edited(set_cell("H5", 0.25, font=STRUCK_FONT, number_format="0%"), "H5", words="「25%」"),
            edited(set_cell("E7", "消した文。", font=STRUCK_FONT), "E7")],
    "C03": [edited(set_cell("E6", RED), "E6"), edited(set_cell("E6", STRUCK))],
    "C04": [edited(set_cell("E6", "前_x0001_後"), "E6"), edited(set_cell("E6", "前\n後。"))],
    "C05": [edited(set_cell("E6", "=1+1"), "E6"), edited(set_cell("E6", "'=1+1", data_type="s")),
            edited(set_cell("E6", 46085, number_format='m"月"d"日"'), "E6", words="3月4日"),
            edited(set_cell("E6", datetime.date(2026, 3, 4), number_format='[$-411]ggge"年"'), "E6", words="令和8年"),
            edited(set_cell("E6", True), "E6", words="TRUE"), edited(set_cell("E6", 46085))],
    "C06": [edited(set_cell("H5", "18.6（H27）\n19.1（H28）"), "H5"), edited(set_cell("H5", "18.6（H27）"))],
    "C07": [rows(indicator(unit="％", values=(10, "11％", 12, 20)), cells=["H5"]),
            rows(indicator(unit="％", values=(10, 11, 12, 20)))],
    "C08": [edited(set_cell("H5", datetime.date(2024, 3, 1)), "H5", words="日付"),
            edited(set_cell("H5", 46085, number_format='m"月"d"日"'), "H5", words="「3月4日」"),
            edited(set_cell("H5", 0.354166666666667, number_format="h:mm"), "H5", words="時刻"),
            edited(set_cell("H5", 45352))],
    "C09": [edited(set_cell("H5", "=1+1"), "H5", words="保存されていません"), edited(set_cell("H5", 2))],
    "C10": [edited(set_cell("H5", "#DIV/0!", data_type="e"), "H5", words="0 で割る"),
            edited(set_cell("H5", True), "H5", words="論理値"), edited(set_cell("H5", "未集計"))],
    "C11": [edited(set_cell("H5", 0.446, number_format="0.0%"), "H5", words="単位が％ではありません"),
            rows(indicator(unit="％", values=(10, 11, 12, 20)), edit=set_cell("H5", 0.11, number_format="0%"))],
    "C12": [edited(set_cell("J5", "良化"), "J5"), edited(set_cell("J5", "増加"))],
    "C13": [edited(set_cell("H5", "１１"), "H5"), edited(set_cell("H5", "11（R3）"))],
    "C14": [rows(indicator(unit="％", values=(10, 110, 12, 20)), cells=["H5"]),
            rows(indicator(name="給付費の伸び率", unit="％", values=(10, 110, 12, 20))),
            rows(indicator(unit="件", values=(10, 110, 12, 20))),
            rows(indicator(unit="％", values=(10, 100, 12, 20)))],
    "C15": [long(series("1（H30）", "2（R1）", "3（H30）", "4（R3）", "5（R4）"), cells=["J5"]),
            long(series("1（R2）", 2, 3, 4, 5), cells=["H5"]),
            long(series("1（H30）", "2（R1）", "3（R2）", "4（R3）", "5（R4）")),
            long(series(1, 2, "3（R2）", 4, 5))],
    "C16": [edited(set_cell("I5", "12（速報）"), "I5"), edited(set_cell("I5", "12（R4）"))],
    "C17": [long(series(*STEADY, 448), cells=["L5"], words="10 倍"),
            long(series(0.446, 45.1, 44.9, 45.3, 45.0), cells=["H5"], words="100 分の 1"),
            long(series(4463, 4512, 4490, 4535, 4700, base=4400, targets=("-", 5000))),
            long(series(5.9, 30.5, 57.8, 66.9, 69.1, base=3, targets=("-", 80)))],
    "C18": [long(series(5345, 5412, 5390, 5402, 34, base=5000, targets=("-", 6000)), cells=["L5"]),
            long(series(5345, 5412, 5390, 5402, 4900, base=5000, targets=("-", 6000)))],
    "C19": [long(series(44.6, 45.1, -44.9, 45.3, 45.0), cells=["J5"]),
            long(series(2.8, -0.2, -5.4, 0.1, -3.5, base=2.6, targets=("-", 3)))],
    "C20": [rows(indicator(), indicator(name="指標乙", values=(10, 11, None, 20)), cells=["I6"]),
            # With nothing in the newest year, S36 tells of all together; with little, one line does.
            edited(set_cell("I5", None)), edited(set_cell("H5", None), "H5"),
            rows(*many(blank=15, filled=5), cells=[""], words="20 指標のうち 15"),
            rows(*many(blank=9, filled=11), cells=[f"I{n}" for n in range(5, 14)]),
            edited(set_cell("I5", "-")), edited(merge_years),
            Case(["R5"], {"header": YEARS, "extra_settings": YEARLY, "edit": set_cell("Q5", 12)}, words="決算額」の R5 が空欄"),
            Case([], {"header": YEARS, "extra_settings": YEARLY}),
            # The year after the one that is evaluated has no value yet.
            Case([], {"edit": set_cell("I5", None), "extra_settings": [("評価の年度", "R4")]})],
    "C21": [rows(indicator(unit=None), cells=["E5"]), rows(indicator(unit="-"))],
    "C22": [rows(indicator(values=(10, 11, 12, 20.5)), cells=["E5"]), rows(indicator())],
    "C23": [rows(indicator(values=("△1", "▲2", 3, 4)), cells=["G5"]),
            rows(indicator(values=("▲1", "▲2", -3, 4)))],
    "C24": [edited(set_cell("H5", 0, number_format='0;-0;"－"'), "H5", words="「－」"),
            edited(set_cell("H5", 11, number_format=";;;"), "H5", words="何も見えて"),
            edited(set_cell("H5", 120, number_format='[>=100]"多数";0'), "H5", words="「多数」"),
            edited(set_cell("H5", -3, number_format="0.0;0.0"), "H5", words="「3.0」"),
            edited(set_cell("H5", 0.25, number_format="# ?/?"), "H5", words="「1/4」"),
            edited(set_cell("E6", "隠れた文。", number_format=";;;"), "E6"),
            edited(set_cell("H5", -3, number_format="0.0;▲0.0")), edited(set_cell("H5", 0, number_format="0.0")),
            edited(set_cell("H5", 12, number_format="[>=10]0;0.0")), edited(set_cell("H5", -3, number_format="0;(0)"))],
    "C25": [edited(set_cell("I5", NOTE_RAISED), "I5"),
            edited(set_cell("O5", MARK_RAISED), "O5", words="「加者※」"),
            edited(set_cell("O5", LOWERED)), edited(set_cell("E6", RAISED)),
            edited(set_cell("E6", MARK_RAISED)), edited(set_cell("E5", LOWERED)),
            edited(set_cell("E6", ALL_RAISED)), edited(set_cell("E6", "面積は10m²である。"))],
    "C26": [edited(set_cell("O5", BOLD), "O5", words="「（重要）」"),
            edited(set_cell("O5", UNDERLINED), "O5", words="「割合」"),
            edited(set_cell("E6", BOLD)), edited(set_cell("E5", UNDERLINED)),
            edited(set_cell("O5", ALL_BOLD)), edited(set_cell("E6", "減少した。", font=BOLD_FONT))],
}  # fmt: skip

SERIES = {
    "K01": [long(series(44.1, 45.2, 46.3, 48.9, 48.9), cells=["L5"]),
            long(series(7, 7, 8, 9, 9, base=6, targets=("-", 12))),
            long(series(44.1, 45.2, 46.3, 48.9, 49.0))],
    "K02": [long(series(44.6, 45.1, 44.9, 45.3, 64.5), cells=["L5"]),
            long(series(44.6, 45.1, 44.9, 45.3, 46.5)),
            long(series(0, 0, 40, 79, 89, base=0, targets=("-", 96))),
            long(series(44.6, 45.1, 44.9, 45.3, 64.5, name="満足度\n※R5から設問を変更"))],
    "K03": [long(series(*STEADY, 46, base=46.4), cells=["G5"], previous=[series(*STEADY, 46, base=44.6)]),
            long(series(*STEADY, 46, base=44.6), previous=[series(*STEADY, 46, base="44.6")])],
    "K11": [long(series(60.1, 60.3, 62.9, 0, 0, name="割合\n※調査方法を変更"), cells=["K5"], words="62.9"),
            long(series(60.1, 60.3, 60.6, 62.9, 0, name="割合\n※調査方法を変更"), cells=["L5"], words="62.9"),
            long(series(60.1, 0, 60.6, 62.9, 61.0, name="割合\n※調査方法を変更"), cells=["I5"]),
            long(series(5, 4, 3, 1, 0, base=6, targets=("-", 0))),
            long(series(0, 0, 40, 79, 89, base=0, targets=("-", 96))),
            long(series(60.1, 60.3, 60.6, 62.9, "未集計"))],
    "K04": [long(series(91, 91, 91.5, 91.7, 91.8, base=91.7, targets=(90.7, 92.5)), cells=["M5"]),
            long(series(91, 91, 91.5, 91.7, 91.8, base=91.7, targets=(91.7, 92.5)))],
    "K05": [long(series(953, 951, 962, 953, 945, base=924, targets=(888, "881以下")), cells=["M5"]),
            long(series(953, 951, 962, 953, 945, base=924, targets=("888以下", "881以下")))],
    "K06": [long(series(40, 41, 40.5, 41.2, 86), cells=["L5"],
                 texts=["令和５年度調査から設問を修正した結果、指標の割合は大きく変わった。"]),
            long(series(40, 41, 40.5, 41.2, 41.9), texts=["令和５年度調査から設問を修正した。"]),
            long(series(40, 41, 40.5, 41.2, 86, name="割合\n※R5から設問を変更"),
                 texts=["令和５年度調査から設問を修正した結果、指標の割合は大きく変わった。"])],
    "K07": [rows(indicator(name="設立数（再掲）"), cells=["E5"]),
            rows(indicator(name="設立数（再掲）"), indicator(name="設立数"))],
    "K08": [long(series(44.6, 45.1, 44.9, 47, 46), cells=["K5"], previous=[series(*STEADY, 46)]),
            long(series(44.6, 45.1, 44.9, 47, 46), previous=[series(44.6, 45.1, 44.9, "45.3（概数）", 46)]),
            long(series(44.6, 45.1, 44.9, 47, 46, name="指標甲\n（実績は毎年度遡及改定）"),
                 previous=[series(*STEADY, 46, name="指標甲\n（実績は毎年度遡及改定）")])],
    "K09": [long(series(*STEADY, 46), cells=[""], previous=[series(*STEADY, 46), series(*STEADY, 46, name="消えた指標")]),
            long(series(*STEADY, 46), previous=[series(*STEADY, 46)])],
    "K10": [long(series(40, 41, 42, 43, 44, base=39, targets=(60, 46)), cells=["N5"]),
            long(series(40, 41, 42, 43, 44, base=39, targets=(46, 60)))],
}  # fmt: skip

MARKS = {
    "M01": [rows(indicator(values=(20, 11, 12, 20)), cells=["K5"]),
            rows(indicator(values=(20, 11, 12, 20), direction="上昇"))],
    "M02": [rows(indicator(mark="×"), cells=["K5"]), rows(indicator(mark="×", reason="理由")),
            rows(indicator(mark="B"), extra_settings=BY_PEOPLE)],
    "M03": [rows(indicator(mark="良", reason="理由"), cells=["K5"]), rows(indicator(mark="ｘ", reason="理由"))],
    "M04": [rows(indicator(mark="〇", reason="理由"), cells=["K5"]), rows(indicator(mark="×", reason="理由"))],
    "M05": [edited(setting("達成割合を表す指標", "指標甲"), "I5"),
            rows(indicator(values=(0, 0, 0, 100), unit="％"), edit=setting("達成割合を表す指標", "指標甲"))],
    "M06": [edited(set_cell("I5", "未集計"), "I5", words="R4 の実績（11）"), edited(merge_years),
            edited(set_cell("I5", None)), edited(set_cell("I5", "ー\n※算出方法変更")),
            Case([], {"edit": set_cell("I5", None), "extra_settings": [("評価の年度", "R4")]})],
    "M07": [rows(indicator(values=(10, 11, "19.2（見込み）", 20)), cells=["I5"]),
            rows(indicator(values=(10, 11, "12（見込み）", 20)))],
    "M08": [rows(indicator(values=(0, 1, 89.5, 100)), cells=["I5"]), rows(indicator(values=(0, 1, 80, 100)))],
    "M09": [rows(indicator(direction="減少"), cells=["J5"]), rows(indicator(direction="上昇")),
            rows(indicator(values=(10, 11, 12, "8以上"), direction="減少"), cells=["J5"])],
    # Base 50, target 60: last year's 60 was ○.
    "M10": [long(series(51, 52, 53, 60, 55), cells=["O5"], texts=["さらに周知が必要である。"], words="○ から × に下がりました",
                 previous=[series(51, 52, 53, 60, None)]),
            long(series(51, 52, 53, 60, 55), texts=["指標甲は、前年度より低下した。"], previous=[series(51, 52, 53, 60, None)]),
            long(series(51, 52, 53, 60, 55), texts=["さらに周知が必要である。"]),
            long(series(51, 52, 53, 54, 60), texts=["さらに周知が必要である。"], previous=[series(51, 52, 53, 54, None)]),
            long(series(51, 52, 53, 60, 55), texts=[], previous=[series(51, 52, 53, 60, None)]),
            # The other indicator's fall is no word about this one.
            long(series(51, 52, 53, 60, 55), series(51, 52, 53, 60, 55, name="相談件数"), cells=["O5"],
                 texts=["相談件数は前年度より減少した。"],
                 previous=[series(51, 52, 53, 60, None), series(51, 52, 53, 60, None, name="相談件数")])],
}  # fmt: skip
