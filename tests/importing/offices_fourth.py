"""Sources in shapes of published forms, written with what they say before the importer was read again.

A table is written as text, a row a line, cells between |: < joins a cell to its left neighbour, ^ to the one above.
"""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
from docx import Document
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

_GREY = PatternFill("solid", fgColor="DDEBF7")


def grid(text: str) -> list[list[str]]:
    """The cells of a table that is written as text; ＼n is a line break in a cell."""
    lines = text.strip("\n").split("\n")
    return [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in lines]


def write(sheet: Worksheet, text: str, *, grey: str = "") -> None:
    """Put a table into a sheet, numbers as numbers, joined cells as merged; cells that hold a word of grey get a fill."""
    cells = grid(text)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    area: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(cells, start=1):
        for c, value in enumerate(row, start=1):
            if value in ("<", "^"):
                home = owner[(r, c - 1) if value == "<" else (r - 1, c)]
                owner[r, c] = home
                area[home] = (max(area[home][0], r), max(area[home][1], c))
                continue
            owner[r, c] = area[r, c] = (r, c)
            if not value:
                continue
            bare = value.replace(",", "")
            sheet.cell(
                r,
                c,
                float(bare)
                if re.fullmatch(r"-?\d+(\.\d+)?", bare) and not bare.startswith("00")
                else value,
            )
            sheet.cell(r, c).alignment = Alignment(wrap_text=True)
            if grey and re.search(grey, value):
                sheet.cell(r, c).fill = _GREY
    for (r, c), (bottom, right) in area.items():
        if (bottom, right) != (r, c):
            sheet.merge_cells(start_row=r, start_column=c, end_row=bottom, end_column=right)


def book_of(path: Path, sheets: dict[str, str], grey: str = "") -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, text in sheets.items():
        write(book.create_sheet(name), text, grey=grey)
    book.save(path)


def project_sheets(folder: Path) -> None:
    """事務事業評価シート: a sheet a 事業, labels left and above, no colours at all, 予算 and 決算 rows, units in a column."""
    book_of(folder / "事務事業評価シート.xlsx", {
        "101": """
事務事業評価シート（令和６年度実績） | < | < | < | < | < | < | 整理番号 | 101
 | | | | | | | |
事業名 | 高齢者配食サービス事業 | < | < | < | 担当課 | 高齢福祉課 | < | <
施策名 | 高齢者福祉の充実 | < | < | < | 担当係 | 在宅支援係 | < | <
事業区分 | □法定　■任意 | < | < | < | 開始年度 | 平成12年度 | < | <
事業の対象 | 在宅で、調理が難しい65歳以上の高齢者 | < | < | < | < | < | < | <
事業の目的 | 栄養の取れた食事を届け、安否を確かめる。 | < | < | < | < | < | < | <
事業の概要 | 週３回、夕食を届け、声をかける。 | < | < | < | < | < | < | <
 | | | | | | | |
事業費の推移（単位：千円） | < | < | < | < | < | < | < | <
 | | R4年度 | R5年度 | R6年度 | R7年度（予算） | | |
予算額 | | 12,000 | 12,500 | 13,000 | 13,400 | | |
決算額 | | 11,240 | 12,105 | 12,877 | | | |
うち一般財源 | | 8,430 | 9,079 | 9,658 | | | |
 | | | | | | | |
指標 | < | < | < | < | < | < | < | <
指標名 | < | 単位 | | R4年度 | R5年度 | R6年度 | R7年度 | 達成率
配食サービスの利用者数 | < | 人 | 目標 | 180 | 190 | 200 | 210 | 103.5%
^ | ^ | ^ | 実績 | 172 | 195 | 207 | | ^
安否確認で異常を見つけた件数 | < | 件 | 目標 | | | | |
^ | ^ | ^ | 実績 | 3 | 5 | 4 | | ^
 | | | | | | | |
成果と課題 | < | < | < | < | < | < | < | <
利用者が増え、孤立の防止につながった。 | < | < | < | < | < | < | < | <
今後の方向性 | < | 現状のまま継続 | < | < | < | < | < | <
改善策 | < | < | < | < | < | < | < | <
配達の担い手を増やすため、地域の商店に協力を求める。 | < | < | < | < | < | < | < | <
一次評価 | B | 二次評価 | A | | | | |
""",
        "102": """
事務事業評価シート（令和６年度実績） | < | < | < | < | < | < | 整理番号 | 102
 | | | | | | | |
事業名 | 認知症カフェ事業 | < | < | < | 担当課 | 地域包括ケア課 | < | <
施策名 | 高齢者福祉の充実 | < | < | < | 担当係 | 認知症対策係 | < | <
事業区分 | □法定　■任意 | < | < | < | 開始年度 | 平成28年度 | < | <
事業の対象 | 認知症の人とその家族 | < | < | < | < | < | < | <
事業の目的 | 家族の負担を軽くする。 | < | < | < | < | < | < | <
事業の概要 | 公民館などで、月１回カフェを開く。 | < | < | < | < | < | < | <
 | | | | | | | |
事業費の推移（単位：千円） | < | < | < | < | < | < | < | <
 | | R4年度 | R5年度 | R6年度 | R7年度（予算） | | |
予算額 | | 800 | 800 | 900 | 900 | | |
決算額 | | 655 | 712 | 866 | | | |
うち一般財源 | | 328 | 356 | 433 | | | |
 | | | | | | | |
指標 | < | < | < | < | < | < | < | <
指標名 | < | 単位 | | R4年度 | R5年度 | R6年度 | R7年度 | 達成率
カフェの参加者数 | < | 人 | 目標 | 300 | 350 | 400 | 450 | 88.3%
^ | ^ | ^ | 実績 | 241 | 318 | 353 | | ^
 | | | | | | | |
成果と課題 | < | < | < | < | < | < | < | <
参加する家族が固定している。 | < | < | < | < | < | < | < | <
今後の方向性 | < | 見直して継続 | < | < | < | < | < | <
改善策 | < | < | < | < | < | < | < | <
オンラインで参加できる回を設ける。 | < | < | < | < | < | < | < | <
一次評価 | C | 二次評価 | C | | | | |
"""})  # fmt: skip


def strategy_list(folder: Path) -> None:
    """KPI一覧: bare years under 実績値, units in the name's brackets, 達成状況 in words, notes below, an ID column."""
    book_of(folder / "KPI一覧.xlsx", {"KPI一覧（R6）": """
第２期まち・ひと・しごと創生総合戦略　KPI進捗状況一覧 | < | < | < | < | < | < | < | < | < | <
 | | | | | | | | | | 資料２
基本目標 | 具体的な施策 | ＫＰＩ | 基準値 | < | 実績値 | < | < | 目標値 | 進捗状況 | 所管
^ | ^ | ^ | 年度 | 値 | 2022 | 2023 | 2024 | （R8） | ^ | ^
基本目標１　稼ぐ力を高める | ①起業の支援 | 起業相談件数（件／年） | R3 | 40 | 45 | 51 | 58 | 60 | 順調 | 商工課
^ | ^ | 空き店舗の活用数（累計・店） | R3 | 0 | 2 | 5 | 7 | 15 | やや遅れ | ^
^ | ②地場産品の販路拡大 | ふるさと納税の寄附額（百万円） | R2 | 210.4 | 255.8 | 301.2 | 288.9 | 400 | やや遅れ | 企画課
基本目標２　若者の定着を図る | ①高校生の地元就職 | 地元就職率（％） | R3 | 31.5 | 30.8 | 33.0 | 34.6 | 40.0 | 順調 | ^
^ | ②移住の促進 | 移住者数（人） | R3 | 12 | 18 | 9 | － | 30 | 評価困難 | まちづくり課
 | | | | | | | | | |
（注１）進捗状況：順調＝目標に向かっている　やや遅れ＝遅れがある　評価困難＝判断できない | < | < | < | < | < | < | < | < | < | <
（注２）移住者数の令和６年度の値は、調査中。 | < | < | < | < | < | < | < | < | < | <
"""})  # fmt: skip


def education_forms(folder: Path) -> None:
    """教育委員会の点検・評価: a file a 施策, every label a row of its own over its box, indicators with 年度 downwards."""
    for number, title, office, aim, done, indicator, values, result, issue, mark, opinion in (
        ("1", "学力の向上", "学校教育課", "確かな学力を身に付けさせる。", "・少人数の授業を全ての中学校で行った。\\n・家庭学習の手引を配った。",
         "授業の内容がよく分かると答えた生徒の割合（％）", (("令和４年度", 76, 74.3), ("令和５年度", 77, 76.0), ("令和６年度", 78, 78.8)),
         "目標を上回った。", "学校の間に差がある。", "Ａ", "授業の工夫が成果につながっている。差の原因を調べてほしい。"),
        ("2", "図書館の充実", "生涯学習課", "誰もが本に親しめる環境をつくる。", "・電子図書館を始めた。",
         "市民１人当たりの貸出冊数（冊）", (("令和４年度", 5.0, 4.6), ("令和５年度", 5.1, 4.7), ("令和６年度", 5.2, 4.9)),
         "貸出冊数は増えたが、目標に届かなかった。", "10代の利用が少ない。", "Ｂ", "電子図書館の周知に力を入れてほしい。"),
    ):  # fmt: skip
        rows = "\n".join(f"{year} | {goal} | {actual} | |" for year, goal, actual in values)
        book_of(folder / f"点検評価_{number}.xlsx", {"Sheet1": f"""
令和７年度　教育委員会の点検・評価シート | < | < | < | <
 | | | 担当課 | {office}
施策{number} | {title} | < | < | <
１　施策の目標 | < | < | < | <
{aim} | < | < | < | <
２　令和６年度の主な取組 | < | < | < | <
{done} | < | < | < | <
３　指標 | < | < | < | <
{indicator} | < | < | < | <
年度 | 目標 | 実績 | |
{rows}
４　成果 | < | < | < | <
{result} | < | < | < | <
５　課題 | < | < | < | <
{issue} | < | < | < | <
６　自己評価 | {mark} | < | < | <
７　学識経験者の意見 | < | < | < | <
{opinion} | < | < | < | <
"""}, grey="^[１-７]　|担当課|^施策")  # fmt: skip


def year_rows_tsv(folder: Path) -> None:
    """A text file of tabs (UTF-8 with a mark of its order): a row for each indicator and year, 目標 and 実績 side by side."""
    rows = ["施策番号\t施策\t指標名\t単位\t年度\t目標値\t実績値\t担当課\t備考"]
    for code, part, name, unit, office, values in (
        ("1-1", "水道水の安定供給", "有収率", "％", "水道課", ((2022, 90.5, 90.1), (2023, 91, 90.8), (2024, 91.5, 91.7))),
        ("1-1", "水道水の安定供給", "管路の耐震化率", "％", "工務課", ((2022, 30, 28.4), (2023, 32, 30.9), (2024, 34, 33.0))),
        ("1-2", "下水道の整備", "下水道普及率", "％", "下水道課", ((2022, 70, 69.1), (2023, 71, 70.3), (2024, 72, 71.9))),
    ):  # fmt: skip
        for year, goal, actual in values:
            note = "漏水調査を行った" if (name, year) == ("有収率", 2024) else ""
            rows.append("\t".join(map(str, (code, part, name, unit, f"{year}年度", goal, actual, office, note))))  # fmt: skip
    (folder / "指標.tsv").write_bytes(("\r\n".join(rows) + "\r\n").encode("utf-8-sig"))


def many_tables(folder: Path) -> None:
    """A sheet with a table a 施策, each with its title above, its own header and notes below; 策定時 and 中間目標, 最終目標."""
    head = "指標 | 単位 | 策定時\\n(R2) | R5 | R6 | 中間目標\\n(R7) | 最終目標\\n(R12) | 担当課"
    book_of(folder / "環境基本計画_指標.xlsx", {"指標一覧": f"""
環境基本計画　指標の進行管理 | | | | | | |
 | | | | | | |
基本方針１　脱炭素のまち | | | | | | |
施策１－１　再生可能エネルギーの導入 | | | | | | |
{head}
太陽光発電の設備容量 | kW | 8,200 | 9,940 | 10,310 | 10,500 | 13,000 | 環境政策課
公用車の電動化率 | ％ | 4.0 | 11.5 | 16.2 | 20 | 50 | 管財課
※ 設備容量は、国の公表値による。 | | | | | | |
 | | | | | | |
施策１－２　省エネルギーの推進 | | | | | | |
{head}
市の施設の電力使用量 | MWh | 15,300 | 14,870 | 14,420 | 14,200 | 13,000 | 管財課
 | | | | | | |
基本方針２　循環のまち | | | | | | |
施策２－１　ごみの減量 | | | | | | |
{head}
１人１日当たりのごみ排出量 | g | 905 | 872 | 861 | 860 | 820 | 廃棄物対策課
リサイクル率 | ％ | 19.8 | 20.4 | 20.1 | 22 | 25 | 廃棄物対策課
※ 令和６年度は速報値。 | | | | | | |
""", "取組": """
施策 | 令和６年度の取組 | 今後の予定
施策１－１　再生可能エネルギーの導入 | 小学校３校の屋根に太陽光パネルを置いた。 | 蓄電池の補助を始める。
施策１－２　省エネルギーの推進 | 庁舎の照明を LED に替えた。 | 空調の更新を進める。
施策２－１　ごみの減量 | 食品ロスの講座を開いた。 | 生ごみ処理機の補助を広げる。
"""})  # fmt: skip


def numbered_word(folder: Path) -> None:
    """A Word report without styles: headings by numbers, tables of two rows an indicator, labels merged downwards, 【評価：Ｂ】."""
    document = Document()
    for line in ("令和７年度　行政評価報告書", "令和７年９月　○○市"):
        document.add_paragraph(line)
    for number, chapter, measures in (
        ("第１編　安全・安心", "", (
            ("１　防災体制の強化", "Ｂ", "防災課", (("自主防災組織の結成率", "％", (80, 82, 84), (79.2, 81.0, 82.5)), ("防災訓練の参加者数", "人", (3000, 3200, 3400), (2100, 2850, 3510))),
             "訓練の参加者は増えたが、結成率の伸びが鈍い。", "結成の手引を作り、町内会を回る。"),
            ("２　交通安全の推進", "Ａ", "市民生活課", (("交通事故の件数", "件", (150, 145, 140), (148, 139, 127)),),
             "事故は３年続けて減った。", "高齢者の免許返納を支える。"))),
        ("第２編　暮らし・環境", "", (
            ("１　公園の整備", "Ｃ", "都市計画課", (("公園の面積", "ha", (45, 46, 47), (44.1, 44.1, 44.6)),),
             "用地の取得が遅れた。", "借地による整備を検討する。"),)),
    ):  # fmt: skip
        document.add_paragraph(number + chapter)
        for title, mark, office, indicators, result, plan in measures:
            document.add_paragraph(title)
            document.add_paragraph(f"【評価：{mark}】　担当課：{office}")
            rows = grid("指標名 | 単位 | 区分 | R4 | R5 | R6")
            table = document.add_table(rows=0, cols=6)
            table.style = "Table Grid"
            for name, unit, goals, actuals in indicators:
                rows += [
                    [name, unit, "目標", *map(str, goals)],
                    ["", "", "実績", *map(str, actuals)],
                ]
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
            for n in range(1, len(rows), 2):
                for c in (0, 1):
                    name = table.cell(n, c).text
                    table.cell(n, c).merge(table.cell(n + 1, c)).text = name
            box = document.add_table(rows=2, cols=2)
            box.style = "Table Grid"
            for n, (label, text) in enumerate((("成果・課題", result), ("今後の取組方針", plan))):
                box.cell(n, 0).text, box.cell(n, 1).text = label, text
    document.save(str(folder / "行政評価報告書.docx"))


def two_head_csv(folder: Path) -> None:
    """A CSV (UTF-8, no mark) saved from a list with merged cells: years above and 目標, 実績 below, blanks where cells were joined."""
    text = """
総合計画　成果指標の一覧 | | | | | | | | | | |
政策 | 施策 | 成果指標 | 単位 | 令和５年度 | | 令和６年度 | | 令和７年度 | | 主担当課 | 評価コメント
 | | | | 目標 | 実績 | 目標 | 実績 | 目標 | 実績 | |
健やかに暮らす | 健康づくりの推進 | 特定健診の受診率 | ％ | 45.0 | 41.2 | 48.0 | 43.9 | 50.0 | | 国保年金課 | 受診の勧奨を強める。
 | | がん検診の受診者数 | 人 | 9,000 | 8,112 | 9,200 | 8,640 | 9,500 | | 健康課 | 土曜の検診を増やした。
 | 医療体制の確保 | 休日当番医の数 | か所 | 12 | 12 | 12 | 11 | 12 | | 健康課 | 医師の高齢化が課題。
学び育つ | 文化の振興 | 文化会館の利用率 | ％ | 60.0 | 55.5 | 62.0 | 63.1 | 64.0 | | 文化課 | 催しを増やし、目標を達成した。
"""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(grid(text))
    (folder / "成果指標.csv").write_bytes(out.getvalue().encode("utf-8"))


def four_tiers(folder: Path) -> None:
    """行政評価の一覧: 政策, 施策, 基本事業 and 事務事業 merged downwards; costs of years, marks by two, a direction."""
    book_of(folder / "事務事業一覧.xlsx", {"一覧": """
令和６年度　行政評価結果一覧表 | < | < | < | < | < | < | < | < | < | <
 | | | | | | | | | 単位：千円 |
政策 | 施策 | 基本事業 | 事務事業 | 担当課 | 事業費 | < | < | 評価 | < | 今後の方向性
^ | ^ | ^ | ^ | ^ | R5決算 | R6決算 | R7予算 | 一次 | 二次 | ^
１ 産業 | １-１ 農業の振興 | １-１-１ 担い手の育成 | 新規就農支援事業 | 農政課 | 4,500 | 5,200 | 6,000 | Ａ | Ａ | 拡充
^ | ^ | ^ | 農業研修事業 | 農政課 | 1,200 | 1,150 | 1,200 | Ｂ | Ｂ | 継続
^ | ^ | １-１-２ 農地の保全 | 農地集積事業 | 農業委員会事務局 | 8,800 | 9,100 | 9,000 | Ｂ | Ｃ | 見直し
^ | １-２ 商業の振興 | １-２-１ 商店街の活性化 | 空き店舗対策事業 | 商工観光課 | 3,000 | 2,400 | 2,500 | Ｃ | Ｃ | 縮小
２ 都市 | ２-１ 道路の整備 | ２-１-１ 幹線道路の整備 | 市道中央線整備事業 | 建設課 | 120,000 | 98,500 | 150,000 | Ａ | Ｂ | 継続
合計 | | | | | 137,500 | 116,350 | 168,700 | | |
"""}, grey="^(政策|施策|基本事業|事務事業|担当課|事業費|評価|今後の方向性)$")  # fmt: skip


def odd_words(folder: Path) -> None:
    """A sheet in words that nobody knows, its tables lying on their sides, its headings without a look."""
    book_of(folder / "まちの通信簿.xlsx", {"通信簿": """
わがまちの通信簿 | | |
 | | |
みどりの柱 | | |
ものさし | 公園の面積 | 苗木の配布数 |
はかり | ha | 本 |
むかし | 10.5 | 200 |
いま | 11 | 260 |
めあて | 12 | 300 |
かかり | 公園課 | 緑化課 |
 | | |
 | ひとこと | 木を植える人が増えた。 |
 | | |
みずの柱 | | |
ものさし | 川の清掃の回数 | |
はかり | 回 | |
むかし | 4 | |
いま | 7 | |
めあて | 10 | |
かかり | 河川課 | |
 | | |
 | ひとこと | 雨で２回中止した。 |
"""})  # fmt: skip


FOURTH: dict[str, Callable[[Path], None]] = {
    "色のない事務事業シート": project_sheets,
    "基準年度の列があるKPI一覧": strategy_list,
    "教育委員会の施策ファイル": education_forms,
    "タブ区切りの縦持ち": year_rows_tsv,
    "施策ごとの表と取組シート": many_tables,
    "書式のないWord": numbered_word,
    "２段見出しのCSV": two_head_csv,
    "行政評価の一覧表": four_tiers,
    "知らない言葉の表": odd_words,
}
