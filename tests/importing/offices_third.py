"""Six sources more, in shapes of published lists, forms and reports; what they say: offices_third.json.

They were written, with what they say, before the importer was read; the contents are made up.
"""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

_GREY = PatternFill("solid", fgColor="D9D9D9")
_Cells = Sequence[str | float | None]


def _sheet(book: openpyxl.Workbook, name: str) -> Worksheet:
    return book.create_sheet(name)


def _book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    return book


def _put(sheet: Worksheet, area: str, value: str | float | None, *, grey: bool = False) -> None:
    first = area.split(":")[0]
    if value is not None:
        sheet[first] = value
    sheet[first].alignment = Alignment(wrap_text=True, vertical="center")
    if ":" in area:
        sheet.merge_cells(area)
    if grey:
        sheet[first].fill = _GREY


def merged_list(folder: Path) -> None:
    """A KPI list: a header of three rows, 基本目標, 施策 and 担当課 merged over their rows, goals' own 数値目標."""
    book = _book()
    sheet = _sheet(book, "KPI検証")
    _put(sheet, "A1:M1", "第３期総合戦略　数値目標・重要業績評価指標（KPI）検証シート")
    _put(sheet, "M2", "令和７年８月末現在")
    for area, text in (
        ("A4:A6", "基本\n目標"), ("B4:B6", "施策"), ("C4:C6", "数値目標・\n重要業績評価指標（ＫＰＩ）"),
        ("D4:D6", "単位"), ("E4:E5", "基準値"), ("E6", "R5年度"), ("F4:I4", "実績値"),
        ("F5", "１年目"), ("G5", "２年目"), ("H5", "３年目"), ("I5", "４年目"),
        ("F6", "R6年度"), ("G6", "R7年度"), ("H6", "R8年度"), ("I6", "R9年度"),
        ("J4:J5", "目標値"), ("J6", "R11年度"), ("K4:K6", "評価"), ("L4:L6", "分析・今後の方針"),
        ("M4:M6", "担当課"),
    ):  # fmt: skip
        _put(sheet, area, text, grey=True)
    rows: tuple[_Cells, ...] = (
        ("１　働く場をつくる", "－", "【数値目標】市内従業者数", "人", 18250, 18310, None, None, None, 18500, "－", None, "商工観光課"),
        (None, "(1) 企業の誘致と育成", "誘致企業数（累計）", "社", 12, 13, None, None, None, 20, "B", "用地の問合せはあるが、工業団地の残りが少ない。", None),
        (None, None, "創業支援件数", "件", 31, 44, None, None, None, 45, "A", "創業塾の参加者が増えた。引き続き商工会と進める。", None),
        (None, "(2) 農業の担い手づくり", "新規就農者数", "人", 8, 5, None, None, None, 12, "C", "研修の受入れ先を広げる。", "農林水産課"),
        ("２　人を呼び込む", "－", "【数値目標】社会増減数", "人", -120, -98, None, None, None, -50, "－", None, "企画政策課"),
        (None, "(1) 移住・定住の促進", "移住相談件数", "件", 210, 265, None, None, None, 300, "A", "都内の相談会を２回から４回に増やした。", None),
        (None, None, "空き家バンク成約件数", "件", 14, 17, None, None, None, 25, "B", "登録物件が不足しているため、所有者への通知を続ける。", "都市整備課"),
        (None, "(2) 観光の振興", "観光入込客数", "千人", 1043.5, 1101.2, None, None, None, 1300, "B", "春の催しが好天に恵まれた。", "商工観光課"),
    )  # fmt: skip
    for number, row in enumerate(rows, start=7):
        for column, value in zip("ABCDEFGHIJKLM", row, strict=True):
            _put(sheet, f"{column}{number}", value)
    for area in ("A7:A10", "A11:A14", "B8:B9", "B12:B13", "M7:M9", "M11:M12"):
        sheet.merge_cells(area)
    _put(sheet, "A16", "※ 評価：A＝目標達成が見込まれる　B＝一部に遅れ　C＝改善が必要")
    book.save(folder / "KPI検証シート.xlsx")


_MEASURES = {
    "子育て": (
        "2-1", "子育て支援の充実", "こども家庭課", "2154", "保育課、健康推進課", "子どもと子育て中の家庭",
        "安心して子どもを産み、育てることができる。",
        (("子育てしやすいと感じる市民の割合", "％", (60, 62, 64, 70), (57.8, 60.4, 61.9, None)),
         ("待機児童数", "人", (10, 5, 0, 0), (14, 6, 3, None))),
        "相談の窓口を一つにし、妊娠期から切れ目なく支えることができた。",
        "保育士の確保が難しく、年度途中の入所が待ちになっている。", "■拡充　□継続　□縮小", "保育士の就職準備金を設ける。",
        ((1, "子育て世代包括支援センター運営事業", "こども家庭課", 15320, 15870, "B", "継続"),
         (2, "保育所整備事業", "保育課", 204500, 98100, "A", "拡充")),
    ),
    "学校教育": (
        "2-2", "学校教育の充実", "学校教育課", "3301", "教育総務課", "小・中学校の児童・生徒", "確かな学力と豊かな心を身に付ける。",
        (("授業が分かると答えた児童の割合", "％", (80, 82, 84, 90), (79.1, 80.6, 83.3, None)),
         ("学校図書館の貸出冊数", "冊", (52000, 53000, 54000, 58000), (50120, 54871, 55203, None))),
        "１人１台の端末を授業で使う学校が増えた。", "不登校の児童・生徒が増えている。", "□拡充　■継続　□縮小",
        "校内の教育支援センターを全中学校に置く。",
        ((1, "学習用端末整備事業", "教育総務課", 88000, 12400, "A", "継続"),
         (2, "学校図書館支援事業", "学校教育課", 9310, 9560, "B", "継続")),
    ),
}  # fmt: skip


def measure_forms(folder: Path) -> None:
    """A sheet a 施策: labels beside and above values, a table of years downwards, a list of 事務事業 inside."""
    book = _book()
    for tab, (code, title, office, phone, others, target, aim, indicators, done, issue, choice, plan, works) in _MEASURES.items():  # fmt: skip
        sheet = _sheet(book, tab)
        _put(sheet, "A1:I1", "令和７年度　施策評価表（令和６年度の振り返り）")
        for label, value, (at, to) in (
            ("施策番号", code, ("A3", "B3")), ("施策名", title, ("C3", "D3:I3")),
            ("政策名", "安心して子どもを育てられるまち", ("A4", "B4:I4")),
            ("主管課", office, ("A5", "B5:C5")), ("内線", phone, ("D5", "E5")), ("関係課", others, ("F5", "G5:I5")),
            ("対象", target, ("A8", "B8:I8")), ("意図", aim, ("A9", "B9:I9")),
        ):  # fmt: skip
            _put(sheet, at, label, grey=True)
            _put(sheet, to, value)
        _put(sheet, "A7:I7", "１　施策の目的", grey=True)
        _put(sheet, "A11:I11", "２　成果指標の推移", grey=True)
        _put(sheet, "A12:A13", "年度", grey=True)
        for first, second, third, (name, unit, goals, actuals) in zip(
            "BE", "CF", "DG", indicators, strict=True
        ):
            _put(sheet, f"{first}12:{third}12", f"{name}（{unit}）", grey=True)
            for column, word in ((first, "目標値"), (second, "実績値"), (third, "達成率")):
                _put(sheet, f"{column}13", word, grey=True)
            for number, (goal, actual) in enumerate(zip(goals, actuals, strict=True), start=14):
                _put(sheet, f"{first}{number}", goal)
                _put(sheet, f"{second}{number}", actual)
                if actual is not None:
                    _put(sheet, f"{third}{number}", f"{actual / goal:.1%}" if goal else "－")
        for number, year in enumerate(("R4", "R5", "R6", "R9"), start=14):
            _put(sheet, f"A{number}", year)
        _put(sheet, "A19:I19", "３　評価と今後の方向性", grey=True)
        for row, label, value in (
            (20, "成果", done), (21, "課題", issue), (22, "方向性", choice), (23, "今後の取組", plan),
        ):  # fmt: skip
            _put(sheet, f"A{row}", label, grey=True)
            _put(sheet, f"B{row}:I{row}", value)
        _put(sheet, "A25:I25", "４　施策を構成する事務事業", grey=True)
        _put(sheet, "I26", "（単位：千円）")
        for column, word in zip("ABCDEFG", ("No.", "事務事業名", "担当課", "R5決算額", "R6決算額", "評価", "方向性"), strict=True):  # fmt: skip
            _put(sheet, f"{column}27", word, grey=True)
        for number, work in enumerate(works, start=28):
            for column, value in zip("ABCDEFG", work, strict=True):
                _put(sheet, f"{column}{number}", value)
        _put(sheet, "A30:C30", "合計")
        _put(sheet, "D30", sum(float(work[3]) for work in works))
        _put(sheet, "E30", sum(float(work[4]) for work in works))
    book.save(folder / "施策評価表.xlsx")


def long_book(folder: Path) -> None:
    """A workbook of three sheets: a row for each 指標, 区分 and year; texts by 施策; a legend."""
    book = _book()
    sheet = _sheet(book, "指標データ")
    sheet.append(
        ("施策コード", "施策名", "指標コード", "指標名", "単位", "区分", "年度", "数値", "主管課")
    )
    for code, title, key, name, unit, office, values in (
        ("11", "地域福祉の推進", "11-1", "見守り協定の締結数", "団体", "福祉課", (21, 25, 28, 33, 30, 35)),
        ("11", "地域福祉の推進", "11-2", "民生委員の充足率", "％", "福祉課", (97.1, 95.5, 95.5, 94.8, 98, 100)),
        ("12", "防災・減災対策の推進", "12-1", "自主防災組織の訓練実施率", "％", "危機管理課", (62, 78.4, 90, 100, 95, 100)),
    ):  # fmt: skip
        years = (
            ("基準", 2020),
            ("実績", 2022),
            ("実績", 2023),
            ("実績", 2024),
            ("目標", 2024),
            ("目標", 2026),
        )
        for (kind, year), value in zip(years, values, strict=True):
            sheet.append((code, title, key, name, unit, kind, year, value, office))
    texts = _sheet(book, "施策の評価")
    texts.append(("施策コード", "施策名", "評価年度", "成果", "課題", "今後の方向"))
    texts.append(("11", "地域福祉の推進", 2024, "見守りの協定を結んだ事業所が増えた。", "担い手の高齢化が進んでいる。", "若い世代への働きかけを強める。"))  # fmt: skip
    texts.append(("12", "防災・減災対策の推進", 2024, "全ての自主防災組織で訓練を行った。", "夜間の避難訓練を広げる必要がある。", "個別避難計画の作成を急ぐ。"))  # fmt: skip
    legend = _sheet(book, "凡例")
    legend.append(("区分", "説明"))
    legend.append(("基準", "計画を作ったときの値"))
    legend.append(("目標", "計画の中間年度と最終年度の値"))
    book.save(folder / "指標データ.xlsx")


_BOX = (
    '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="width:400pt;height:60pt">'
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p><w:p><w:r><w:t>{1}</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict>"
)


def word_report(folder: Path) -> None:
    """A report in Word: two-tier tables in other words (策定時, 直近), marks ◎○△▲, text boxes, label tables."""
    document = Document()
    document.add_heading("第２次健康づくり計画　中間評価報告書", level=0)
    document.add_paragraph("令和７年３月")
    document.add_heading("第２章　計画の評価", level=1)
    document.add_paragraph("【評価の見方】　◎ 目標を達成　○ 改善　△ 変わらない　▲ 悪化")
    for number, title, office, indicators, findings, plans, note in (
        (1, "栄養・食生活", "健康づくり課",
         (("朝食を欠食する20歳代の割合（％）", "22.4", "23.0", "24.1", "15以下", "▲"),
          ("１日の野菜の摂取量（g）", "281", "284", "283", "350", "△"),
          ("減塩協力店の登録数（店）", "12", "30", "52", "50", "◎")),
         ("朝食の欠食は、若い世代で改善が見られない。", "食塩の取り過ぎを減らす店の登録が進んだ。"),
         ("大学・事業所と連携した取組が必要である。", "若い世代が使うアプリで、朝食の献立を届ける。"),
         "※ 直近値は、令和６年度の市民健康意識調査による。"),
        (2, "身体活動・運動", "スポーツ振興課",
         (("運動習慣のある人の割合（％）", "30.2", "31.5", "35.8", "40", "○"),
          ("１日の平均歩数（歩）", "6,420", "6,350", "6,980", "8,000以上", "○")),
         ("歩数は増えたが、目標には届かなかった。",),
         ("働く世代は、運動の時間を取りにくい。", "通勤で歩く仕組みを事業所と始める。"), None),
    ):  # fmt: skip
        document.add_heading(f"{number}　{title}", level=2)
        document.add_paragraph(f"（担当：{office}）")
        _indicator_table(document, indicators)
        if note:
            document.add_paragraph(note)
        box = parse_xml(_BOX.format("【現状の評価】", findings[0]))
        run: Any = document.add_paragraph().add_run().element
        run.append(box)
        table = document.add_table(rows=0, cols=2)
        table.style = "Table Grid"
        for label, text in (
            *((("評価の補足", findings[1]),) if len(findings) > 1 else ()),
            ("課題", plans[0]), ("今後の取組", plans[1]),
        ):  # fmt: skip
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, text
    document.add_heading("第３章　今後に向けて", level=1)
    document.add_paragraph("次の計画では、生活習慣の改善を柱とする。")
    document.save(str(folder / "中間評価報告書.docx"))


def _indicator_table(document: WordDocument, indicators: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=2, cols=6)
    table.style = "Table Grid"
    for place, (top, below) in enumerate((
        ("指　標", ""), ("策定時", "平成29年度"), ("中間値", "令和３年度"), ("直近値", "令和６年度"), ("目標値", "令和10年度"), ("評価", ""),
    )):  # fmt: skip
        table.cell(0, place).text = top
        if below:
            table.cell(1, place).text = below
        else:
            table.cell(0, place).merge(table.cell(1, place))
    for row in indicators:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def broken_csv(folder: Path) -> None:
    """A CSV in CP932 as Excel saves a list: line breaks within quotes, titles above, notes and blank rows below."""
    rows: tuple[tuple[str, ...], ...] = (
        ("令和６年度　総合計画　指標の達成状況", *("",) * 12), ("",) * 13,
        ("№", "政策分野", "個別施策", "指標名\n（単位）", "計画策定時\n(R3)", "R4\n実績", "R5\n実績", "R6\n実績", "目標\n(R8)",
         "達成状況", "R6年度の\n取組実績", "課題・今後の対応", "担当部署"),
        ("1", "環境", "ごみの減量", "１人１日当たりのごみ排出量\n（g）", "912", "905", "893", "880", "850", "未達成",
         "生ごみの水切りを呼び掛けた。\n広報紙に特集を組んだ。", "事業系のごみが減らない。", "環境課"),
        ("2", "環境", "ごみの減量", "リサイクル率\n（％）", "18.5%", "18.2%", "18.0%", "17.6%", "22.0%", "未達成",
         "「分別アプリ」を始めた。", "紙類の回収を増やす。", "環境課"),
        ("3", "環境", "自然の保護", "自然観察会の参加者数\n（人）", "310", "420", "1,054", "1,210", "1,000", "達成",
         "川の観察会を加えた。", "指導者を育てる。", "環境課"),
        ("4", "教育", "生涯学習", "公民館の講座数\n（講座）", "85", "90", "98", "104", "100", "達成",
         "夜の講座を、３館で開いた。", "働く世代の参加を増やす。", "生涯学習課"),
        ("",) * 13, ("※リサイクル率は、国の集計を待って確定する。", *("",) * 12),
    )  # fmt: skip
    with (folder / "達成状況.csv").open("w", encoding="cp932", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)


_WORKS = (
    ("放課後児童健全育成事業", "福祉部", "子ども課", "子どもの成長を支える", "放課後の居場所づくり", "平成18年度～", "児童福祉法第34条の８",
     "保護者が昼間家庭にいない児童に、放課後の居場所を用意する。", "学童クラブ12か所を運営する。",
     (101200, 108450, 115300, 121000), (33600, 36100, 38400, 40300), (8200, 8200, 8300, 8300),
     (("活動指標", "学童クラブの利用児童数", "人", (520, 540, 560, 620), (512, 549, 571, None)),
      ("成果指標", "待機児童数", "人", (0, 0, 0, 0), (4, 9, 6, None))),
     (("必要性", "A", "共働きの家庭が増え、必要性は高い。"), ("有効性", "B", "利用者の満足度は高いが、待機がある。"), ("効率性", "B", "委託料の見直しの余地がある。")),
     "B", "継続", "支援員を確保し、２か所を増やす。"),
    ("橋りょう長寿命化事業", "建設部", "土木課", "安全なまちをつくる", "道路・橋の維持", "平成25年度～令和15年度", "道路法第42条",
     "橋を計画的に直し、費用をならす。", "点検と修繕を行う。",
     (64000, 71500, 88900, 95000), (32000, 35700, 44400, 47500), (6100, 6100, 6200, 6200),
     (("活動指標", "修繕した橋の数", "橋", (3, 4, 4, 5), (3, 3, 5, None)),
      ("成果指標", "健全な橋の割合", "％", (82, 84, 86, 92), (81.5, 83.2, 86.4, None))),
     (("必要性", "A", "落橋を防ぐために欠かせない。"), ("有効性", "A", "計画のとおり進んでいる。"), ("効率性", "A", "新しい工法で費用を抑えた。")),
     "A", "拡大", "点検に新技術を取り入れる。"),
)  # fmt: skip


def work_forms(folder: Path) -> None:
    """A file a 事業: merged labels over labels, 財源内訳 under the cost, two rows (目標, 実績) an indicator."""
    for work in _WORKS:
        name, bureau, office, policy, measure, term, law, aim, content = work[:9]
        book = _book()
        sheet = _sheet(book, "評価表")
        _put(sheet, "A1:J1", "令和７年度　事務事業評価表（令和６年度実施分）")
        for at, label, to, value in (
            ("A3:B3", "事務事業名", "C3:F3", name), ("G3:G4", "担当部署", "I3:J3", bureau), ("H3", "部", "", None),
            ("H4", "課", "I4:J4", office), ("A4:B5", "総合計画での位置付け", "D4:F4", policy), ("C4", "政策", "", None),
            ("C5", "施策", "D5:F5", measure), ("A6:B6", "事業期間", "C6:F6", term), ("G6:H6", "根拠法令等", "I6:J6", law),
            ("A7:B7", "事業の目的", "C7:J7", aim), ("A8:B8", "事業の内容", "C8:J8", content),
        ):  # fmt: skip
            _put(sheet, at, label, grey=True)
            if to:
                _put(sheet, to, value)
        _costs(sheet, *work[9:12])
        _pairs(sheet, work[12])
        _put(sheet, "A23:B23", "評価の視点", grey=True)
        _put(sheet, "C23", "評価", grey=True)
        _put(sheet, "D23:J23", "評価の理由", grey=True)
        for number, (label, mark, reason) in enumerate(work[13], start=24):
            _put(sheet, f"A{number}:B{number}", label, grey=True)
            _put(sheet, f"C{number}", mark)
            _put(sheet, f"D{number}:J{number}", reason)
        for number, (label, value) in enumerate(
            (("総合評価", work[14]), ("今後の方向性", work[15]), ("改善の内容", work[16])), start=28
        ):
            _put(sheet, f"A{number}:B{number}", label, grey=True)
            _put(sheet, f"C{number}:J{number}", value)
        book.save(folder / f"事務事業評価表_{name}.xlsx")


def _costs(sheet: Worksheet, *rows: Sequence[float]) -> None:
    _put(sheet, "A10:C10", "コスト（千円）", grey=True)
    for column, year in zip("DEFG", ("R4決算", "R5決算", "R6決算", "R7予算"), strict=True):
        _put(sheet, f"{column}10", year, grey=True)
    _put(sheet, "A11:C11", "事業費", grey=True)
    _put(sheet, "A12:A13", "財源内訳", grey=True)
    _put(sheet, "B12:C12", "国・県支出金", grey=True)
    _put(sheet, "B13:C13", "一般財源", grey=True)
    _put(sheet, "A14:C14", "人件費", grey=True)
    whole, grant, people = rows
    rest = [all_of - part for all_of, part in zip(whole, grant, strict=True)]
    for number, values in ((11, whole), (12, grant), (13, rest), (14, people)):
        for column, value in zip("DEFG", values, strict=True):
            _put(sheet, f"{column}{number}", value)


def _pairs(
    sheet: Worksheet,
    indicators: Sequence[tuple[str, str, str, Sequence[float], Sequence[float | None]]],
) -> None:
    for area, word in (
        ("A16:A17", "区分"), ("B16:D17", "指標名"), ("E16:E17", "単位"), ("F16:F17", ""), ("G16:J16", "年度"),
        ("G17", "R4"), ("H17", "R5"), ("I17", "R6"), ("J17", "R9"),
    ):  # fmt: skip
        _put(sheet, area, word or None, grey=True)
    for number, (kind, name, unit, goals, actuals) in enumerate(indicators):
        top = 18 + number * 2
        _put(sheet, f"A{top}:A{top + 1}", kind, grey=True)
        _put(sheet, f"B{top}:D{top + 1}", name)
        _put(sheet, f"E{top}:E{top + 1}", unit)
        for row, word, values in ((top, "目標", goals), (top + 1, "実績", actuals)):
            _put(sheet, f"F{row}", word, grey=True)
            for column, value in zip("GHIJ", values, strict=True):
                _put(sheet, f"{column}{row}", value)


THIRD: dict[str, Callable[[Path], None]] = {
    "結合した一覧": merged_list,
    "施策の帳票": measure_forms,
    "縦持ちの三枚": long_book,
    "別の言葉のWord": word_report,
    "改行のあるCSV": broken_csv,
    "事務事業評価表": work_forms,
}
