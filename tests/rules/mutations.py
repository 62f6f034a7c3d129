"""Ways in which a clerk damages a good workbook, and where the damage must be found.

Each is done to the real workbook through openpyxl. Columns of chapters 1–8: G 基準値, H–K 実績 H28–R1,
L 検証値 R1, M–P 実績 R2–R5, Q 検証値 R5, R 進捗, S 判定の理由, T 望ましい方向.
"""

import datetime
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Damage = Callable[[Workbook], object]


@dataclass
class Mutation:
    """A damage: what it is called, who finds it, where, and how it is done."""

    name: str
    code: str
    sheet: str
    cell: str
    damage: Damage


def row_of(sheet: Worksheet, start: str, column: str = "E") -> int:
    """The row whose text begins so."""
    for cell in sheet[column]:
        if isinstance(cell.value, str) and cell.value.startswith(start):
            return cell.row
    raise LookupError(start)


def typed(sheet: str, cell: str, value: Any, **formats: object) -> Damage:
    """A cell typed over."""

    def damage(book: Workbook) -> None:
        target = book[sheet][cell]
        target.value = value
        for name, setting in formats.items():
            setattr(target, name, setting)

    return damage


def replaced(sheet: str, start: str, old: str, new: str) -> Damage:
    """A part of a text typed over."""

    def damage(book: Workbook) -> None:
        cell = book[sheet][f"E{row_of(book[sheet], start)}"]
        assert old in cell.value, (start, old)
        cell.value = cell.value.replace(old, new)

    return damage


def added(sheet: str, row: int, kind: str, text: str) -> Damage:
    """A row inserted."""

    def damage(book: Workbook) -> None:
        book[sheet].insert_rows(row)
        book[sheet].cell(row, 1, kind)
        book[sheet].cell(row, 5, text)

    return damage


def appended(sheet: str, start: str, extra: str) -> Damage:
    """Something typed at a text's end."""

    def damage(book: Workbook) -> None:
        cell = book[sheet][f"E{row_of(book[sheet], start)}"]
        cell.value += extra

    return damage


def relabelled(sheet: str, *cells: str, kind: str | None) -> Damage:
    """区分 chosen wrongly."""

    def damage(book: Workbook) -> None:
        for cell in cells:
            book[sheet][cell] = kind

    return damage


def pasted_row(book: Workbook) -> None:
    """Row 5 of 第１章, copied and pasted below itself with its hidden ID."""
    sheet = book["第１章"]
    sheet.insert_rows(6)
    for cell in sheet[5]:
        below = sheet[f"{cell.coordinate.rstrip('5')}6"]
        below.value, below.number_format = cell.value, copy(cell.number_format)


def split_group(book: Workbook) -> None:
    sheet = book["第３章"]
    first = row_of(sheet, "結核")
    sheet.cell(first + 2, 4, sheet.cell(first, 4).value)
    sheet[f"D{first + 1}"] = None


def swapped_headers(book: Workbook) -> None:
    """The columns R2 and R5 were moved without their headers."""
    sheet = book["第５章"]
    sheet["M3"], sheet["P3"] = sheet["P3"].value, sheet["M3"].value


def sorted_by_kind(book: Workbook) -> None:
    """The whole table sorted by 区分."""
    sheet = book["第１章"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=15)]
    for number, row in enumerate(sorted(rows, key=lambda row: str(row[0])), 4):
        for column, value in enumerate(row, 1):
            sheet[f"{get_column_letter(column)}{number}"] = value


def hidden_row(book: Workbook) -> None:
    book["第１章"].row_dimensions[6].hidden = True


def hidden_column(book: Workbook) -> None:
    book["第１章"].column_dimensions["P"].hidden = True


def renamed_sheet(book: Workbook) -> None:
    book["第１章"].title = "１章"


def group_retyped(book: Workbook) -> None:
    sheet = book["第３章"]
    sheet.cell(row_of(sheet, "結核") + 1, 4, "感染症の患者発生数（暦年）")


def threshold(book: Workbook) -> None:
    for row in book["設定"].iter_rows(max_row=20):
        if row[0].value == "概ね達成の下限（％）":
            book["設定"][f"B{row[0].row}"] = "九割"


def struck(book: Workbook) -> None:
    rich = CellRichText("指標の割合が", TextBlock(InlineFont(strike=True), "大きく"), "減少した。")
    book["第１章"]["E6"] = rich


def red(book: Workbook) -> None:
    rich = CellRichText(
        "指標の割合が", TextBlock(InlineFont(color=Color("FFFF0000")), "大きく"), "減少した。"
    )
    book["第１章"]["E6"] = rich


A = "第１章"
MUTATIONS = [
    # --- slips of the keyboard in values
    Mutation("小数点を２度打つ", "C01", A, "P5", typed(A, "P5", "37..3")),
    Mutation("別の単位を付けて打つ", "C01", A, "P5", typed(A, "P5", "37.3人")),
    Mutation("かっこで囲んで打つ", "C01", A, "P5", typed(A, "P5", "(37)")),
    Mutation("小数点を落とす", "C17", A, "P5", typed(A, "P5", 373)),
    Mutation("けたを１つ多く打つ", "C17", A, "P11", typed(A, "P11", 850)),
    Mutation("百分率を小数で打つ", "C17", A, "P5", typed(A, "P5", 0.373)),
    Mutation("千人単位の列に人で打つ", "C17", "第８章", "P17", typed("第８章", "P17", "45,603,000（R4）")),
    Mutation("頭の数字を落とす", "C18", "第３章", "P42", typed("第３章", "P42", "345（概数）")),
    Mutation("▲を付けて打つ", "C19", A, "P5", typed(A, "P5", "▲37.3")),
    Mutation("全角で打つ", "C13", A, "P5", typed(A, "P5", "３７．３")),
    Mutation("数値を文字で貼る", "C13", A, "P5", typed(A, "P5", "37.3", data_type="s")),
    Mutation("値を消す", "C20", A, "P5", typed(A, "P5", None)),
    Mutation("？を入れる", "C12", A, "P5", typed(A, "P5", "？")),
    Mutation("決められていない語の検証値", "C12", A, "Q5", typed(A, "Q5", "良化")),
    Mutation("100 を超える割合", "C14", "第８章", "P51", typed("第８章", "P51", 108)),
    Mutation("２年分を１つのセルに打つ", "C06", A, "P5", typed(A, "P5", "35.0（R4）\n37.3（R5）")),
    Mutation("速報のまま", "C16", A, "P5", typed(A, "P5", "37.3（速報）")),
    Mutation("かっこの年を打ち間違える", "C15", "第６章", "P5", typed("第６章", "P5", "2,533（R3）")),
    Mutation("単位を消す", "C21", A, "E5", typed(A, "F5", None)),
    # --- what Excel makes of typing
    Mutation("日付に変わる", "C08", A, "P5", typed(A, "P5", datetime.date(2024, 3, 7))),
    Mutation("参照先が消える", "C10", A, "P5", typed(A, "P5", "#REF!", data_type="e")),
    Mutation("論理値になる", "C10", A, "P5", typed(A, "P5", True)),
    Mutation("計算されていない数式", "C09", A, "P5", typed(A, "P5", "=O5+2")),
    Mutation("人数がパーセント表示になる", "C11", "第２章", "P14", typed("第２章", "P14", 0.5, number_format="0%")),
    Mutation("割合がパーセント表示になる", "C07", A, "P5", typed(A, "P5", 0.373, number_format="0.0%")),
    # --- values against the other years
    Mutation("前の年の値を写す", "K01", A, "P5", typed(A, "P5", 35.0)),
    Mutation("ほかの行の値を打つ", "K02", A, "P11", typed(A, "P11", 60)),
    Mutation("検証値だけに以上を付ける", "K05", "第２章", "L5", typed("第２章", "Q5", "44以上")),
    Mutation("検証値の数字を入れ替える", "K10", "第２章", "Q5", typed("第２章", "Q5", 34)),
    Mutation("途中の検証値を打ち間違える", "K04", "第２章", "L5", typed("第２章", "L5", 24)),
    Mutation("再掲と書き足す", "K07", A, "E5", appended(A, "一人ひとり", "（再掲）")),
    # --- the sheet
    Mutation("見出しを書き換える", "S01", A, "3", typed(A, "F3", "たんい")),
    Mutation("見出しの年を打ち間違える", "S02", A, "P3", typed(A, "P3", "実績\nR4")),
    Mutation("見出しの年を消す", "S03", A, "P3", typed(A, "P3", "実績\n今年度")),
    Mutation("区分を打ち間違える", "S08", A, "A5", relabelled(A, "A5", kind="指漂")),
    Mutation("区分を消す", "S08", A, "A6", relabelled(A, "A6", kind=None)),
    Mutation("節の行を消す", "S09", A, "A4", lambda book: book[A].delete_rows(4)),
    Mutation("区分で並べ替える", "S09", A, "A4", sorted_by_kind),
    Mutation("大項目の間に行を挟む", "S10", "第３章", "D14", split_group),
    Mutation("大項目を書き直す", "S26", "第３章", "E13", group_retyped),
    Mutation("行をコピーして貼る", "S11", A, "B6", pasted_row),
    Mutation("行を二重に貼る", "S28", A, "E6", pasted_row),
    Mutation("本文を消す", "S12", A, "E6", typed(A, "E6", None)),
    Mutation("行を隠す", "S13", A, "E6", hidden_row),
    Mutation("列を隠す", "S20", A, "P3", hidden_column),
    Mutation("文の行に値を打つ", "S14", A, "P6", typed(A, "P6", 37.3)),
    Mutation("列を書き足す", "S15", A, "X3", typed(A, "X3", "メモ")),
    Mutation("表の横に書く", "S19", A, "Z7", typed(A, "Z7", "ここを直すこと")),
    Mutation("１行目の題名だけ直す", "S21", A, "A1", typed(A, "A1", "第１章　新しい題名")),
    Mutation("指標の区分を選び間違える", "S22", A, "E4", relabelled(A, "A5", kind="注記")),
    Mutation("検証と課題の区分を選び間違える", "S23", A, "E4", relabelled(A, "A6", "A7", kind="方向性")),
    Mutation("方向性の区分を選び間違える", "S24", A, "E4", relabelled(A, "A8", "A9", kind="検証と課題")),
    Mutation("シートの名前を変える", "S05", "設定", "A25", renamed_sheet),
    Mutation("シートを足す", "S06", "下書き", "", lambda book: book.create_sheet("下書き")),
    Mutation("所管課を打ち間違える", "S27", A, "E4", typed(A, "C4", "人権政策科")),
    Mutation("列を入れ替える", "C15", "第５章", "P12", swapped_headers),
    Mutation("設定に言葉を入れる", "S16", "設定", "B12", threshold),
    # --- marks
    Mutation("理由なしに○を付ける", "M02", A, "R5", typed(A, "R5", "○")),
    Mutation("進捗に言葉を入れる", "M03", A, "R5", typed(A, "R5", "良")),
    Mutation("望ましい方向を逆に選ぶ", "M09", "第２章", "Q5", typed("第２章", "T5", "減少")),
    Mutation("検証値を消す", "M01", A, "R5", typed(A, "Q5", None)),
    Mutation("達成割合を打ち間違える", "M05", "推進", "K17", typed("推進", "K17", 84.1)),
    # --- texts against numbers
    Mutation("増減を逆に書く", "N02", A, "E6", replaced(A, "指標の割合が", "減少した", "増加した")),
    Mutation("年の増減を逆に書く", "N02", "第６章", "E6", replaced("第６章", "市内総生産額は、", "実績は減少", "実績は増加")),
    Mutation("達成と書く", "N01", "第３章", "E6", replaced("第３章", "指標の割合は、", "未達成となった", "検証値を達成した")),
    Mutation("未達成と書く", "N01", "第３章", "E24", replaced("第３章", "65歳以上の元気な高齢者の割合は、", "検証値を達成した", "検証値の達成には至らなかった")),
    Mutation("金額の数字を入れ替える", "N05", "第６章", "E13", replaced("第６章", "観光消費額は、", "826億円", "862億円")),
    Mutation("件数を打ち間違える", "N05", "第２章", "E22", replaced("第２章", "校区防災連絡会は", "９６校区", "９５校区")),
    Mutation("上回ると下回るを書き間違える", "N04", "第６章", "E13", replaced("第６章", "観光消費額は、", "検証値を上回る", "検証値を下回る")),
    Mutation("過去最多でなくなった値", "N03", "推進", "E44", typed("推進", "K41", 7000)),
    Mutation("西暦を打ち間違える", "N13", "第５章", "E31", replaced("第５章", "令和4年（2022年）", "2022", "2021")),
    Mutation("旧稿を残す", "N11", "第６章", "E8", added("第６章", 8, "方向性", "スタートアップの連続創出（エコシステムの構築）を進めていく。")),
    Mutation("ほかの節の文を写す", "N10", A, "E12", added(A, 12, "検証と課題", "インターネット等による誹謗中傷、様々なハラスメント行為、半導体企業の進出を契機とした国際的な視点に立った人権問題など、社会情勢や人々の意識の変化に伴い、人権課題は多様化・複雑化しており、その現状の把握や必要に応じた取組が必要である。")),
    # --- the text itself
    Mutation("半角カナで打つ", "P02", A, "E7", replaced(A, "インターネット等", "インターネット", "ｲﾝﾀｰﾈｯﾄ")),
    Mutation("丸数字を打つ", "P01", A, "E7", replaced(A, "インターネット等", "インターネット等", "①インターネット等")),
    Mutation("行頭に中黒を打つ", "P06", A, "E7", replaced(A, "インターネット等", "インターネット等", "・インターネット等")),
    Mutation("句点を二度打つ", "P07", A, "E7", appended(A, "インターネット等", "。")),
    Mutation("かっこを閉じ忘れる", "P08", A, "E14", replaced(A, "また、困難な", "からの暴力）", "からの暴力")),
    Mutation("かを落とす", "P09", "推進", "E6", replaced("推進", "市民参画の手法", "必要である", "必要ではなった。できなった")),
    Mutation("助詞を二度打つ", "P09", A, "E7", replaced(A, "インターネット等", "人々の意識", "人々のの意識")),
    Mutation("空白が入る", "P11", A, "E7", replaced(A, "インターネット等", "、様々な", "、　様々な")),
    Mutation("数字の幅を混ぜる", "P12", A, "E7", appended(A, "インターネット等", "相談は１,2５０件である。")),
    Mutation("ですますで書く", "P14", A, "E7", replaced(A, "インターネット等", "必要である", "必要です")),
    Mutation("句点を忘れる", "P15", A, "E7", replaced(A, "インターネット等", "である。", "である")),
    Mutation("書き足しすぎる", "P10", A, "E6", appended(A, "指標の割合が", "引き続き啓発に取り組む必要がある。" * 8)),
    # --- what is seen only in the cell's format
    Mutation("見え消しを残す", "C02", A, "E6", struck),
    Mutation("赤字を残す", "C03", A, "E6", red),
    Mutation("見えない文字を貼る", "C04", A, "E6", typed(A, "E6", "指標の割合が_x000B_減少した。")),
]  # fmt: skip
