"""Writing the sheet 設定."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.language.signs import PRINTED_MINUS_SIGNS
from kumareport.mark_condition import condition_words
from kumareport.model.field_columns import is_computed
from kumareport.model.form import STANDARD, FieldType, Form, FormField
from kumareport.model.mark import Scheme
from kumareport.model.period import Role
from kumareport.model.record_kind import Author, Shape, TextRole, Turn
from kumareport.workbook import layout
from kumareport.workbook.layout import Setting
from kumareport.workbook.looks import (
    BOX,
    DEPARTMENTS_NAME,
    add_dropdown,
    letters,
    put,
    set_up_print,
    write_header,
    write_title,
)
from kumareport.workbook.new_workbook import CellValue, NewWorkbook

_SETTING_NOTES = {
    Setting.TITLE: "表紙と文書の情報に入ります。",
    Setting.YEAR: "この年度の実績までで進捗を決めます。次の検証値（中間・最終）と比べます。空欄なら最新の実績の年度です。",
    Setting.SECTION_FORM: "１番目の節の番号です（例：第１節、施策１、(1)、第一節、①）。２番目からは数が進みます。",
    Setting.PRINTED_YEARS: "年度が増えて表に収まらないときに、新しい何年分を載せるか。空欄ならすべて載せます。",
    Setting.SUMMARY: "報告書の最後に、章ごとの進捗の数の表とグラフを載せるか。",
    Setting.OVERVIEW: "報告書のはじめに、集計・前年度からの変化・未達成の指標とその理由を１ページで載せるか。",
    Setting.LABEL: "表紙の右上に枠付きで入ります。",
    Setting.NUMBER: "表紙の右上の枠で、資料の区分のあとに入ります（例：３）。",
    Setting.CITY: "表紙に入ります。",
    Setting.DATE: "表紙に、書いたとおりに入ります（例：令和６年８月）。",
    Setting.CODE: "公開データの各行に入る、６けたの全国地方公共団体コードです（検査数字まで）。",
    Setting.PLAN: "公開データの各行に入る、評価する計画の名前です（例：第７次総合計画）。",
    Setting.LICENCE: "公開データの利用条件です：CC BY 4.0、CC0 1.0、PDL1.0 か、条件を書いたページのアドレス。",
    Setting.LEGEND_ACHIEVED: "表紙の【凡例】に入る説明です。",
    Setting.LEGEND_NEARLY: "同上",
    Setting.LEGEND_MISSED: "同上",
    Setting.SYMBOL_ACHIEVED: "進捗の欄に出る記号です。",
    Setting.SYMBOL_NEARLY: "同上",
    Setting.SYMBOL_MISSED: "同上",
    Setting.THRESHOLD: "未達成でも、達成率がこの値以上なら「概ね達成」とします。",
    Setting.METHOD: "基準値比：（実績−基準値）÷（検証値−基準値）　単純比：実績÷検証値",
    Setting.MINUS: "報告書での負の数の書き方です。▲ △ - − から選びます。",
    Setting.RECOUNT: "「達成＋概ね達成」の割合そのものを表す指標の名前。なければ空欄にします。",
    Setting.BOX_LENGTH: "２節で１ページのとき、１つの枠に入る文字数。超えると点検で知らせます。",
}

_SETTING_DEFAULTS: dict[Setting, str | int] = {
    Setting.LABEL: "参考資料",
    Setting.LEGEND_ACHIEVED: "検証値を達成",
    Setting.LEGEND_NEARLY: "検証値を概ね達成",
    Setting.LEGEND_MISSED: "検証値を未達成",
    Setting.SYMBOL_ACHIEVED: "○",
    Setting.SYMBOL_NEARLY: "△",
    Setting.SYMBOL_MISSED: "×",
    Setting.THRESHOLD: 90,
    Setting.METHOD: "基準値比",
    Setting.MINUS: PRINTED_MINUS_SIGNS[0],
    Setting.BOX_LENGTH: 330,
    Setting.SECTION_FORM: "第１節",
    Setting.SUMMARY: layout.SUMMARY_CHOICES[1],
    Setting.OVERVIEW: layout.SUMMARY_CHOICES[1],
}

_ON_REQUEST = (*layout.COVER_SETTINGS, *layout.DATA_SETTINGS)
_SWITCH_ROWS = 8
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, shrink_to_fit=False)
_DEPARTMENT_ROWS, _SPARE_ROWS = 10, 3
"""Blank lines of a list of departments that nobody has given yet, and below one that is given."""


def write_settings(book: Workbook, sheet: Worksheet, new: NewWorkbook) -> None:
    """The settings, then 章一覧 and 所管課一覧."""
    for letter, width in zip("ABC", (34, 46, 66), strict=True):
        sheet.column_dimensions[letter].width = width
    write_title(
        sheet,
        "設定",
        "報告書全体の設定です。白いセルを書き換えます。行の追加・並べ替えは自由です。",
    )
    row = 3
    write_header(sheet, row, layout.SETTINGS_HEADER)
    for setting in Setting:
        if new.schemes and setting in layout.SCHEME_SETTINGS:
            continue
        if setting in _ON_REQUEST and setting not in new.settings:
            continue
        row += 1
        value = new.settings.get(setting, _SETTING_DEFAULTS.get(setting, ""))
        _line(sheet, row, (setting, value, _SETTING_NOTES[setting]))
        sheet.cell(row, 3).font = letters(9, "595959")
        if setting is Setting.METHOD:
            add_dropdown(sheet, '"基準値比,単純比"', f"B{row}")
        if setting is Setting.MINUS:
            add_dropdown(sheet, f'"{",".join(PRINTED_MINUS_SIGNS)}"', f"B{row}")
        if setting in (Setting.SUMMARY, Setting.OVERVIEW):
            add_dropdown(sheet, f'"{",".join(layout.SUMMARY_CHOICES)}"', f"B{row}")
        if setting is Setting.THRESHOLD:
            _percent_limit(sheet, f"B{row}")
    row = _subtitle(sheet, row + 2, layout.CHAPTERS_TITLE)
    write_header(sheet, row, layout.CHAPTERS_HEADER)
    for chapter in new.chapters:
        row += 1
        _line(sheet, row, (chapter.name, chapter.number, chapter.title))
    row = _subtitle(sheet, row + 2, layout.DEPARTMENTS_TITLE)
    write_header(sheet, row, layout.DEPARTMENTS_HEADER)
    first = row + 1
    spare = _SPARE_ROWS if new.departments else _DEPARTMENT_ROWS
    for department in [*new.departments, *[("", "", "")] * spare]:
        row += 1
        _line(sheet, row, department)
    _name_departments(book, first, row + 1)
    if new.schemes:
        row = _write_schemes(sheet, row + 2, new.schemes)
    if new.form.kinds != STANDARD.kinds:
        row = _write_kinds(sheet, row + 2, new.form)
    if new.form.own:
        row = _write_fields(sheet, row + 2, new.form)
    if new.form.words:
        row = _write_words(sheet, row + 2, new.form)
    _write_switches(sheet, row + 2)
    # The tables of an own form have more columns than A4 shows in legible letters.
    is_wide = bool(new.schemes) or new.form != STANDARD
    paper = sheet.PAPERSIZE_A3 if is_wide else sheet.PAPERSIZE_A4
    set_up_print(sheet, landscape=True, paper=paper, repeat="1:2")
    sheet.freeze_panes = "A3"


def _name_departments(book: Workbook, first: int, below: int) -> None:
    """What the drop-downs offer: the names of the list as far as it is filled in, wherever its end is.

    Args:
        book: the workbook.
        first: the row of the first name.
        below: the blank row below the list, which rows put in at its end push down.
    """
    top = f"'{layout.SETTINGS_SHEET}'!$A${first}"
    names = f"OFFSET({top},0,0,MAX(1,COUNTA({top}:$A${below})),1)"
    book.defined_names[DEPARTMENTS_NAME] = DefinedName(DEPARTMENTS_NAME, attr_text=names)


def _write_schemes(sheet: Worksheet, row: int, schemes: Sequence[Scheme]) -> int:
    """進捗の区分: the marks and when each is given; the last row."""
    row = _subtitle(sheet, row, layout.SCHEMES_TITLE)
    write_header(sheet, row, layout.SCHEMES_HEADER)
    first = row + 1
    for scheme in schemes:
        for mark in scheme.marks:
            row += 1
            kind = str(mark.attainment or layout.NOT_EVALUATED)
            words = condition_words(mark.condition)
            _line(sheet, row, (mark.symbol, mark.meaning, words, kind, scheme.name))
    choices = ",".join(layout.ATTAINMENT_CHOICES)
    add_dropdown(sheet, f'"{choices}"', f"D{first}:D{row + _SWITCH_ROWS}")
    for letter in "DE":
        sheet.column_dimensions[letter].width = 14
    return row


def _write_kinds(sheet: Worksheet, row: int, form: Form) -> int:
    """記録の区分: the kinds of record; the last row."""
    row = _subtitle(sheet, row, layout.KINDS_TITLE)
    write_header(sheet, row, layout.KINDS_HEADER)
    first = row + 1
    for kind in form.kinds:
        row += 1
        required = layout.REQUIRED if kind.is_required else ""
        texts = (kind.name, kind.shape, "、".join(kind.under), kind.role, kind.heading)
        _line(sheet, row, (*texts, kind.author, kind.turn, required, kind.length or ""))
    for column, words in zip(
        "BDFGH", (Shape, TextRole, Author, Turn, (layout.REQUIRED,)), strict=True
    ):
        reference = f"{column}{first}:{column}{row + _SWITCH_ROWS}"
        add_dropdown(sheet, f'"{",".join(words)}"', reference)
    return row


def _write_fields(sheet: Worksheet, row: int, form: Form) -> int:
    """項目: the office's own columns; the last row."""
    row = _subtitle(sheet, row, layout.FIELDS_TITLE)
    write_header(sheet, row, layout.FIELDS_HEADER)
    first = row + 1
    for field in form.own:
        row += 1
        # The symbols of a mark stand in 進捗の区分: its cell names a 方式.
        is_how = field.type is FieldType.MARK or is_computed(field)
        choices = field.how if is_how else "、".join(field.choices)
        texts = (field.name, "、".join(field.of), field.type, choices, field.unit)
        _line(
            sheet,
            row,
            (
                *texts,
                field.author,
                field.turn,
                _printed(field),
            ),
        )
    choices = (
        FieldType,
        Author,
        Turn,
        (layout.PUT_IN, layout.REQUIRED, layout.SUMMED, layout.LEFT_OUT),
    )
    for column, words in zip("CFGH", choices, strict=True):
        reference = f"{column}{first}:{column}{row + _SWITCH_ROWS}"
        add_dropdown(sheet, f'"{",".join(words)}"', reference)
    return row


def _printed(field: FormField) -> str:
    """載せる: what the report does with a column."""
    asked = ((layout.REQUIRED, field.is_required), (layout.SUMMED, field.is_summed))
    return "、".join(word for word, is_asked in asked if is_asked) or layout.PUT_IN


def _write_words(sheet: Worksheet, row: int, form: Form) -> int:
    """列の言葉: what heads the years; the last row."""
    row = _subtitle(sheet, row, layout.WORDS_TITLE)
    write_header(sheet, row, layout.WORDS_HEADER)
    first = row + 1
    for word, role in form.words:
        row += 1
        _line(sheet, row, (word, role))
    add_dropdown(sheet, f'"{",".join(Role)}"', f"B{first}:B{row + _SWITCH_ROWS}")
    return row


def _write_switches(sheet: Worksheet, row: int) -> None:
    """点検の設定, empty: every rule is treated as usual until a line says otherwise."""
    row = _subtitle(sheet, row, layout.SWITCHES_TITLE)
    write_header(sheet, row, layout.SWITCHES_HEADER)
    for line in range(row + 1, row + 1 + _SWITCH_ROWS):
        _line(sheet, line, ("", "", ""))
    choices = ",".join(layout.SWITCH_CHOICES)
    add_dropdown(sheet, f'"{choices}"', f"B{row + 1}:B{row + _SWITCH_ROWS}")


def _subtitle(sheet: Worksheet, row: int, text: str) -> int:
    cell = put(sheet, row, 1, text)
    cell.font = letters(12, "1F3864", bold=True)
    return row + 1


def _line(sheet: Worksheet, row: int, values: Sequence[CellValue]) -> None:
    for column, value in enumerate(values, 1):
        # An empty text would count as a name of the list of departments.
        cell = put(sheet, row, column, None if value == "" else value)
        cell.font = letters(10, bold=column == 1)
        cell.alignment = _LEFT
        cell.border = BOX


def _percent_limit(sheet: Worksheet, reference: str) -> None:
    check = DataValidation(
        type="decimal",
        operator="between",
        formula1="1",
        formula2="100",
        allow_blank=True,
        sqref=reference,
    )
    check.error = "1 から 100 までの数値を入れてください。"
    check.errorTitle = "概ね達成の下限"
    check.showErrorMessage = True
    sheet.add_data_validation(check)
