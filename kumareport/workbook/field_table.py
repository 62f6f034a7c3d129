"""Reading the table 項目: the columns of an office's own form."""

import unicodedata
from collections.abc import Sequence

from msgspec.structs import replace

from kumareport.model.field_columns import COMPUTED, NUMERIC, PREVIOUS, YEARLY
from kumareport.model.form import FIXED_FIELDS, SHEETS, FieldType, Form, FormField
from kumareport.model.formula import read_formula, read_points
from kumareport.model.mark import Measure, Scheme
from kumareport.model.period import year_in
from kumareport.model.period_words import ROLE_WORDS, role_key
from kumareport.model.problem import ProblemKind
from kumareport.model.record_kind import Author, Shape, Turn
from kumareport.workbook import layout
from kumareport.workbook.field_formulas import OF_INDICATORS
from kumareport.workbook.kind_table import RESERVED, table_word
from kumareport.workbook.settings_grid import Grid

_COMPUTED = (*OF_INDICATORS, "前年度の進捗", "計", "項目")
"""What is printed of an indicator without a column of its own, or stands for all fields."""
_TAGS_OF_A_ROW = ("名前", "注", "単位", "値", "所管課", "区分")
_NO_TAG = "テンプレートのタグにできない文字があります（記号や空白を除いてください。単位は「単位」の欄に書きます）"
_PERCENT = "％"
_CHOOSING = (FieldType.CHOICE, FieldType.CHOICES)


def read_fields(grid: Grid, form: Form, schemes: Sequence[Scheme]) -> tuple[FormField, ...]:
    """The columns that the table declares; what cannot be used is told with its place.

    Args:
        grid: the sheet 設定.
        form: the kinds of record that a column may belong to.
        schemes: the ways to give marks.
    """
    found: list[FormField] = []
    for row, cells in grid.table(layout.FIELDS_TITLE, layout.FIELDS_HEADER):
        field = _field(grid, row, cells, replace(form, fields=(*form.fields, *found)), schemes)
        if field is None:
            continue
        if any(role_key(field.name) == role_key(other.name) for other in found):
            grid.report(ProblemKind.BAD_SETTING, row, 1, "同じ列が２度あります", field.name)
        else:
            found.append(field)
    return tuple(found)


def _field(
    grid: Grid, row: int, cells: tuple[str, ...], form: Form, schemes: Sequence[Scheme]
) -> FormField | None:
    name = " ".join(cells[0].split())
    _, of, type_word, choices, unit, author, turn, printed = (
        unicodedata.normalize("NFKC", cell).strip() for cell in cells
    )
    if not name:
        grid.report(ProblemKind.BAD_SETTING, row, 1, "列の見出しが空です")
        return None
    if printed == layout.LEFT_OUT:
        return FormField(name, FieldType.TEXT, is_printed=False)
    wanted = {word.strip() for word in printed.replace(",", "、").split("、")} - {""}
    if not wanted <= {layout.PUT_IN, layout.REQUIRED, layout.SUMMED}:
        words = (layout.PUT_IN, layout.REQUIRED, layout.SUMMED, layout.LEFT_OUT)
        detail = f"載せるは {'・'.join(words)} から選んでください"
        grid.report(ProblemKind.BAD_SETTING, row, 8, detail, printed)
    name = unicodedata.normalize("NFKC", name)
    kind = table_word(grid, row, 3, type_word, FieldType.TEXT, layout.FIELDS_HEADER)
    why = why_no_field_name(name, form)
    if why and not (kind is FieldType.COMPUTED and name in OF_INDICATORS and not choices):
        detail = f"「{name}」は項目の名前にできません。{why}"
        grid.report(ProblemKind.BAD_SETTING, row, 1, detail, name)
        return None
    if kind is None:
        return None
    is_mark = kind is FieldType.MARK
    usual = Turn.MOVE if is_mark else Turn.KEEP
    header = layout.FIELDS_HEADER
    if kind in COMPUTED:
        known = _check_formula(grid, row, name, choices, form)
        kind = known or kind
        unit = unit or (_PERCENT if name in OF_INDICATORS[:2] else "")
    symbols = _marks(grid, row, choices, form, schemes) if is_mark else ()
    kinds = _kinds(grid, row, of, form) if name not in OF_INDICATORS else _indicators(form)
    return FormField(
        name,
        kind,
        kinds,
        symbols if is_mark or kind in COMPUTED else _choices(grid, row, kind, choices),
        "％" if unit == "%" else unit,
        table_word(grid, row, 6, author, Author.DEPARTMENT, header) or Author.DEPARTMENT,
        Turn.KEEP if kind in COMPUTED else table_word(grid, row, 7, turn, usual, header) or usual,
        how=choices if is_mark or kind in COMPUTED else "",
        is_required=layout.REQUIRED in wanted,
        is_summed=layout.SUMMED in wanted and _may_be_summed(grid, row, kind, kinds, form),
    )


def _may_be_summed(grid: Grid, row: int, kind: FieldType, kinds: Sequence[str], form: Form) -> bool:
    """Whether a list can end with the total of a column; told where it cannot."""
    is_listed = any(form.shape(name) in (Shape.LIST, Shape.TEXT) for name in kinds)
    is_number = kind in (*NUMERIC, *COMPUTED)
    if not (is_listed and is_number):
        detail = "「合計」は、一覧に付く数・金額・計算の列だけです"
        grid.report(ProblemKind.BAD_SETTING, row, 8, detail, layout.SUMMED)
    return is_listed and is_number


def _indicators(form: Form) -> tuple[str, ...]:
    return tuple(kind.name for kind in form.of_shape(Shape.INDICATOR))


def _check_formula(grid: Grid, row: int, name: str, text: str, form: Form) -> FieldType | None:
    """Whether a number has a column of years follows from its terms; None, told, where it cannot be
    computed."""
    if name in OF_INDICATORS and not text:
        return FieldType.COMPUTED
    formula = read_formula(text)
    numbers = {f.name: f for f in form.own if f.type in (*NUMERIC, *COMPUTED)}
    unknown = [term for term in formula.terms if term not in numbers] if formula else []
    if formula is None or unknown:
        known = (
            f"使えるのは、この行より上にある {'・'.join(numbers)} です"
            if numbers
            else ("数や金額の列を、この行より上に書いてください")
        )
        what = (
            f"「{'」「'.join(unknown)}」という数や金額の列はありません。{known}"
            if unknown
            else (
                "「決算額÷予算額」「決算額−予算額」「人件費＋物件費」「決算額の計」のように入れてください"
            )
        )
        grid.report(ProblemKind.BAD_SETTING, row, 4, what, text)
        return None
    if formula.operator == "計" or not any(numbers[t].type in YEARLY for t in formula.terms):
        return FieldType.COMPUTED
    return FieldType.YEARLY_COMPUTED


def why_no_field_name(name: str, form: Form) -> str:
    """Why a name cannot be one of a field; empty where it can."""
    if name in RESERVED or name in (*_COMPUTED, *_TAGS_OF_A_ROW):
        return "報告書のほかのところを指す名前です"
    if name in FIXED_FIELDS or name in (*layout.Column, layout.OPINION_COLUMN):
        return "様式の決まった列の名前です"
    if form.kind(name) is not None:
        return "記録の区分の名前です"
    words = {role_key(word) for word in (*ROLE_WORDS, *(word for word, _ in form.words))}
    if role_key(name) in words:
        return "年度の列の言葉です"
    if year_in(name) is not None:
        return "年度を除いた名前にし、型を「年度ごとの数」などにしてください"
    if name.startswith(PREVIOUS):
        return "年度更新が作る列の名前です（もとの列の「年度更新」を「移す」にします）"
    return "" if name.isidentifier() else _NO_TAG


def _kinds(grid: Grid, row: int, words: str, form: Form) -> tuple[str, ...]:
    """付く区分: the kinds of record; all that are no texts where it is blank."""
    able = [kind.name for kind in form.kinds if kind.shape is not Shape.NOTE]
    names = [word for part in words.split("、") for word in part.split(",") if word.strip()]
    found: list[str] = []
    for name in (layout.PLACE_SPELLINGS.get(word.strip(), word.strip()) for word in names):
        if name in SHEETS:
            found.append(name)
            continue
        kind = form.typed(name)
        if kind is None or kind.name not in able:
            why = "という区分はありません" if kind is None else "の行には項目を付けられません"
            detail = f"「{name}」{why}。付く区分は {'・'.join((*able, *SHEETS))} から選んでください"
            grid.report(ProblemKind.BAD_SETTING, row, 2, detail, name)
        else:
            found.append(kind.name)
    usual = (kind.name for kind in form.kinds if kind.shape not in (Shape.NOTE, Shape.TEXT))
    return tuple(found or usual)


def _choices(grid: Grid, row: int, kind: FieldType, words: str) -> tuple[str, ...]:
    found = tuple(
        word.strip() for part in words.split("、") for word in part.split(",") if word.strip()
    )
    if kind in _CHOOSING and not found:
        detail = "選択肢がありません。「継続、拡充、縮小」のように入れてください"
        grid.report(ProblemKind.BAD_SETTING, row, 4, detail)
    if kind not in _CHOOSING and found:
        detail = f"選択肢を使うのは、型が {'・'.join(_CHOOSING)} のときだけです"
        grid.report(ProblemKind.BAD_SETTING, row, 4, detail, words)
    return found


def _marks(
    grid: Grid, row: int, text: str, form: Form, schemes: Sequence[Scheme]
) -> tuple[str, ...]:
    """The symbols of a scheme, which points may give."""
    points = read_points(text)
    numbers = [f.name for f in form.own if f.type in (FieldType.NUMBER, FieldType.COMPUTED)]
    if points and points.terms[0] not in numbers:
        known = (
            f"{'・'.join(numbers)} から選んで" if numbers else "点数の列を、この行より上に書いて"
        )
        detail = f"「{points.terms[0]}」という数の列はありません。{known}ください"
        grid.report(ProblemKind.BAD_SETTING, row, 4, detail, text)
    name = points.scheme if points else text
    names = [scheme.name for scheme in schemes]
    scheme = next((s for s in schemes if s.name == name), None if name else schemes[0])
    if scheme is None:
        known = "・".join(filter(None, names))
        hint = f"{known} から選ぶか、空欄にしてください" if known else "空欄にしてください"
        detail = f"「{layout.SCHEMES_TITLE}」に方式「{name}」がありません。{hint}"
        grid.report(ProblemKind.BAD_SETTING, row, 4, detail, name)
        return tuple(mark.symbol for mark in schemes[0].marks)
    if points and not scheme.needs(Measure.SCORE):
        detail = f"「{layout.SCHEMES_TITLE}」の条件に「点数80以上」のような点数の境がありません"
        grid.report(ProblemKind.BAD_SETTING, row, 4, detail, text)
    return tuple(mark.symbol for mark in scheme.marks)
