"""The drop-down lists of a chapter sheet."""

from collections.abc import Iterable, Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.model.field_columns import field_column
from kumareport.model.form import FRONT, OF_REPORT, WRITTEN, FieldType, Form
from kumareport.model.mark import Scheme, three_marks
from kumareport.model.record_kind import RecordKind
from kumareport.workbook import layout
from kumareport.workbook.layout import Column
from kumareport.workbook.looks import (
    DEPARTMENTS_NAME,
    add_dropdown,
    list_formula,
)

LAST_ROW = 400
"""Drop-downs and looks reach down to this row."""


def _add_own_choices(sheet: Worksheet, header: str, number: int, form: Form) -> None:
    """The words that an own field takes; several may be typed with 、 between."""
    own = field_column(form, header, number)
    if own is None or own.is_previous or not own.field.choices:
        return
    letter = get_column_letter(number)
    several = own.field.type is FieldType.CHOICES
    words = "、".join(own.field.choices)
    error = f"{words} から選んでください。" + (
        "いくつも選ぶときは「、」で区切って入れます。" if several else ""
    )
    place = f"{letter}{layout.HEADER_ROW + 1}:{letter}{LAST_ROW}"
    add_dropdown(sheet, list_formula(own.field.choices), place, error, may_differ=several)


def kinds_of_sheet(form: Form, sheet: str) -> list[RecordKind]:
    """The 区分 that a sheet may hold, in order: of a sheet of the whole report what the form puts there."""
    own = [kind for kind in form.of_sheets if kind.name == sheet]
    if sheet == FRONT:
        return own + [k for k in form.kinds if not k.under or {*k.under} - {*OF_REPORT}]
    return own + [k for k in form.of_shape(*WRITTEN) if not k.under or sheet in k.under]


def add_dropdowns(
    sheet: Worksheet,
    column_of: Mapping[str, int],
    form: Form,
    schemes: Sequence[Scheme],
    *,
    kinds: Iterable[RecordKind],
    knows_departments: bool,
) -> None:
    """The lists to choose from, down to the last row that may be used.

    Args:
        sheet: the sheet.
        column_of: the columns that get one where they have one.
        form: the kinds of record and the columns.
        schemes: the marks; where empty, the three usual ones.
        kinds: the kinds that a new row may be of.
        knows_departments: whether the book lists the departments.
    """
    used = of_indicators(schemes) or (three_marks(),)

    def add(column: Column, formula: str, error: str = "", prompt: str = "") -> None:
        if column in column_of:
            letter = get_column_letter(column_of[column])
            place = f"{letter}{layout.HEADER_ROW + 1}:{letter}{LAST_ROW}"
            may_differ = column is Column.DEPARTMENT
            add_dropdown(sheet, formula, place, error, prompt, may_differ=may_differ)

    names = list_formula(scheme.name for scheme in used)
    add(Column.SCHEME, names, "設定の「進捗の区分」にある方式を選んでください。")
    add(Column.KIND, f'"{",".join(kind.name for kind in kinds)}"', "区分は一覧から選んでください。")
    if knows_departments:
        error = "設定の所管課一覧にない名前です。２つの課なら「Ａ課、Ｂ課」と入れます。"
        add(Column.DEPARTMENT, f"={DEPARTMENTS_NAME}", error)
    symbols = list_formula(mark.symbol for scheme in used for mark in scheme.marks)
    usual = "通常は空欄（自動で判定します）。記号を入れると上書きになり、「判定の理由」が要ります。"
    add(Column.MARK, symbols, prompt=usual)
    for header, number in column_of.items():
        _add_own_choices(sheet, header, number, form)
    directions = f'"{",".join(layout.DIRECTION_CHOICES)}"'
    add(Column.DIRECTION, directions, "上昇・減少・維持から選んでください。")
    add(Column.CHART, f'"{",".join(layout.CHART_CHOICES)}"', "有か無を選んでください。")


def of_indicators(schemes: Sequence[Scheme]) -> Sequence[Scheme]:
    """The schemes that indicators may use: of several, those that people alone give are the fields'."""
    return [scheme for scheme in schemes if not scheme.is_judged] or schemes
