"""Every sheet, column and setting name of the 様式, in one place."""

from enum import StrEnum

from kumareport.model.finding import Severity
from kumareport.model.form import AT_END, FRONT, WHOLE, WHOLE_END
from kumareport.model.mark import Attainment

GUIDE_SHEET = "記入要領"
SETTINGS_SHEET = "設定"
ACKNOWLEDGED_SHEET = "確認済"
HISTORY_SHEET = "変更履歴"
HEADER_ROW = 3
"""Where a new sheet's header stands. Reading looks for it in the first rows."""


class Column(StrEnum):
    """Columns of a chapter sheet besides the period columns, found by header text."""

    KIND = "区分"
    ID = "ID"
    DEPARTMENT = "所管課"
    GROUP = "大項目"
    TEXT = "項目名・本文"
    UNIT = "単位"
    MARK = "進捗"
    REASON = "判定の理由"
    SCHEME = "判定の方式"
    DIRECTION = "望ましい方向"
    CHART = "グラフ"
    CHART_TITLE = "グラフ題名"
    MEMO = "備考"
    PREVIOUS = "前年度の記載"
    MARK_BEFORE = "前年度の進捗"


OPINION_COLUMN = "事務局への意見"
"""A column that only the forms for departments have. It is told, never printed."""

REQUIRED_COLUMNS = (Column.KIND, Column.TEXT)
"""Without these a sheet cannot be read at all."""

OPTIONAL_COLUMNS = (
    Column.SCHEME, Column.CHART, Column.CHART_TITLE, Column.MEMO, Column.PREVIOUS, Column.MARK_BEFORE,
)  # fmt: skip
"""Sheets do well without these."""

LETTERED_COLUMNS = (Column.GROUP, Column.TEXT)
"""How the letters stand there is printed: bold, raised …"""

UNPRINTED_COLUMNS = (Column.MEMO, Column.PREVIOUS, Column.MARK_BEFORE)
"""What stands there is for the office alone: it is no content of the record."""

EXPECTED_COLUMNS = tuple(column for column in Column if column not in OPTIONAL_COLUMNS)
"""Each missing one is an error: a column deleted by mistake must not pass as blank."""

INDICATOR_COLUMNS = (
    Column.GROUP, Column.UNIT, Column.MARK, Column.REASON, Column.DIRECTION, Column.CHART,
    Column.CHART_TITLE,
)  # fmt: skip
"""What only indicators have: a form without any does well without these, and without years."""

OTHER_WORDS = {
    "所管": Column.DEPARTMENT, "所管部局": Column.DEPARTMENT, "所管部署": Column.DEPARTMENT,
    "所管部課": Column.DEPARTMENT, "担当課": Column.DEPARTMENT, "担当部局": Column.DEPARTMENT,
    "担当部署": Column.DEPARTMENT, "主管課": Column.DEPARTMENT,
}  # fmt: skip
"""What offices call a column, where the form has no column of its own of that name."""


class Setting(StrEnum):
    """Lines of the first table of 設定."""

    TITLE = "報告書の題名"
    LABEL = "資料の区分"
    LEGEND_ACHIEVED = "凡例：達成"
    LEGEND_NEARLY = "凡例：概ね達成"
    LEGEND_MISSED = "凡例：未達成"
    SYMBOL_ACHIEVED = "記号：達成"
    SYMBOL_NEARLY = "記号：概ね達成"
    SYMBOL_MISSED = "記号：未達成"
    THRESHOLD = "概ね達成の下限（％）"
    METHOD = "達成率の計算方法"
    MINUS = "マイナスの記号"
    RECOUNT = "達成割合を表す指標"
    BOX_LENGTH = "枠の文字数の目安"
    YEAR = "評価の年度"
    SECTION_FORM = "節の番号"
    PRINTED_YEARS = "表に載せる実績の年数"
    SUMMARY = "集計のページ"
    OVERVIEW = "概要版"
    NUMBER = "資料番号"
    CITY = "市名"
    DATE = "作成日"
    CODE = "団体コード"
    PLAN = "計画名"
    LICENCE = "データの利用条件"


LEGEND_SETTINGS = {
    Attainment.ACHIEVED: Setting.LEGEND_ACHIEVED,
    Attainment.NEARLY: Setting.LEGEND_NEARLY,
    Attainment.MISSED: Setting.LEGEND_MISSED,
}
SYMBOL_SETTINGS = {
    Attainment.ACHIEVED: Setting.SYMBOL_ACHIEVED,
    Attainment.NEARLY: Setting.SYMBOL_NEARLY,
    Attainment.MISSED: Setting.SYMBOL_MISSED,
}
SCHEME_SETTINGS = (*LEGEND_SETTINGS.values(), *SYMBOL_SETTINGS.values(), Setting.THRESHOLD)
"""The three usual marks in short. A workbook with a table 進捗の区分 has none of these lines."""

COVER_SETTINGS = (Setting.NUMBER, Setting.CITY, Setting.DATE)
"""Lines for the front page; a new workbook has those that are given."""
DATA_SETTINGS = (Setting.CODE, Setting.PLAN, Setting.LICENCE)
"""Lines for the data that is published; likewise."""
OPTIONAL_SETTINGS = (
    Setting.YEAR, Setting.SECTION_FORM, Setting.PRINTED_YEARS, Setting.SUMMARY, Setting.OVERVIEW,
    *COVER_SETTINGS, *DATA_SETTINGS,
)  # fmt: skip
"""Lines that a workbook may do without."""


SETTINGS_HEADER = ("項目", "値", "説明")
CHAPTERS_TITLE = "章一覧"
CHAPTERS_HEADER = ("シート", "章番号", "章の題名")
DEPARTMENTS_TITLE = "所管課一覧"
DEPARTMENTS_HEADER = ("所管課", "局", "連絡先")
SWITCHES_TITLE = "点検の設定"
SWITCHES_HEADER = ("規則", "扱い", "理由")
OFF = "点検しない"
SWITCH_CHOICES = (OFF, *(str(severity) for severity in reversed(Severity)))
SCHEMES_TITLE = "進捗の区分"
SCHEMES_HEADER = ("記号", "説明", "条件", "扱い", "方式")
KINDS_TITLE = "記録の区分"
PLACE_SPELLINGS = {
    "シート": FRONT,
    "シートの末尾": FRONT + AT_END,
    "巻頭": WHOLE,
    "巻末": WHOLE_END,
}
"""Other words for a sheet and the whole report in 付くところ, 付く区分 and 章番号."""
KINDS_HEADER = (
    "区分", "形", "付くところ", "役", "見出しの言葉", "記入", "年度更新", "必須", "文字数の目安",
)  # fmt: skip
REQUIRED = "必須"
FIELDS_TITLE = "項目"
FIELDS_HEADER = (
    "列", "付く区分", "型", "選択肢または方式", "単位", "記入", "年度更新", "載せる",
)  # fmt: skip
PUT_IN, LEFT_OUT, SUMMED = "載せる", "載せない", "合計"
WORDS_TITLE = "列の言葉"
WORDS_HEADER = ("言葉", "読み方")
NOT_EVALUATED = "対象外"
ATTAINMENT_CHOICES = (*(str(attainment) for attainment in Attainment), NOT_EVALUATED)
OPTIONAL_TABLES = (SCHEMES_TITLE, KINDS_TITLE, FIELDS_TITLE, WORDS_TITLE, SWITCHES_TITLE)
"""Without them the three usual marks are given, the form is the standard one, and every rule is treated
as usual."""
TABLE_TITLES = (CHAPTERS_TITLE, DEPARTMENTS_TITLE, *OPTIONAL_TABLES)


class AcknowledgedColumn(StrEnum):
    """Columns of the sheet 確認済. The check result offers them side by side for copying."""

    RULE = "規則"
    PLACE = "場所"
    MESSAGE = "指摘"
    KEY = "照合キー"
    PERSON = "確認した人"
    REASON = "確認の理由"


LICENCES = ("CC BY 4.0", "CC0 1.0", "PDL1.0")
"""What may be written for データの利用条件 besides an address: the usual licences of open data."""
SUMMARY_CHOICES = ("載せる", "載せない")
CHART_CHOICES = ("有", "無")
DIRECTION_CHOICES = ("上昇", "減少", "維持")

# What staff type for the three usual marks. 〇 is the kanji zero, ◯ the large circle, o and O letters.
MARK_SPELLINGS: dict[str, tuple[str, ...]] = {
    "○": ("○", "〇", "◯", "◎", "O", "o", "0", "Ｏ", "まる"),
    "△": ("△", "▲", "∆", "Δ", "さんかく"),
    "×": ("×", "✕", "✖", "✗", "☓", "x", "X", "ｘ", "Ｘ", "ばつ", "バツ"),
}
