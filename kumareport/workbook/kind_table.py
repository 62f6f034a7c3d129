"""Reading the table 記録の区分: the kinds of record of an office's own form.

What it may say is that of a row each, as in XLSForm; a cell that cannot be used is told with its place.
"""

import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from msgspec.structs import replace

from kumareport.model.anchor import Kind as Place
from kumareport.model.form import AT_END, DEEPEST, FRONT, OF_REPORT, SHEETS, STANDARD, WRITTEN, Form
from kumareport.model.problem import ProblemKind
from kumareport.model.record_kind import Author, RecordKind, Shape, TextRole, Turn
from kumareport.workbook import layout
from kumareport.workbook.settings_grid import Grid

TAGS_OF_A_SECTION = (
    "番号", "題名", "見出し", "所管課", "群", "項目列数", "見出し列", "年度列", "注", "グラフの段", "枠",
    "深さ", "区分", "項目", "項目列", "項目行", "一覧", "並び", "by_list", "by_field", "by_kind",
)  # fmt: skip
"""What a template may name below 節 in every form."""
RESERVED = frozenset((*TAGS_OF_A_SECTION, *map(str, Place)))
"""A kind of text is a tag, and names the places of its texts: it may be none of these."""
Word = TypeVar("Word", bound=StrEnum)


def read_form(grid: Grid) -> Form:
    """The form that the table declares; the standard one where there is no such table."""
    kinds: list[RecordKind] = []
    for row, cells in grid.table(layout.KINDS_TITLE, layout.KINDS_HEADER):
        kind = _kind(grid, row, cells)
        if kind is None:
            continue
        if kind.name in (other.name for other in kinds):
            grid.report(ProblemKind.BAD_SETTING, row, 1, "同じ区分が２度あります", kind.name)
        elif kind.shape is Shape.HEADING:
            depth = 2 + sum(other.shape is Shape.HEADING for other in kinds)
            if depth > DEEPEST:
                detail = (
                    "見出しの区分は３つまでです（シートが１段目、見出しの行が２～４段目です。"
                    "１段目の名前は、章一覧の章番号に書きます）"
                )
                grid.report(ProblemKind.BAD_SETTING, row, 2, detail, kind.name)
            else:
                kinds.append(replace(kind, depth=depth))
        else:
            kinds.append(kind)
    if not kinds:
        return STANDARD
    if not any(kind.shape is Shape.HEADING for kind in kinds):
        row = grid.title_row(layout.KINDS_TITLE)
        detail = "形が「見出し」の区分がありません。節の行になる区分を１つ入れてください"
        grid.report(ProblemKind.BAD_SETTING, row, 1, detail)
        return STANDARD
    _check_places(grid, kinds)
    return _with_columns(tuple(kinds))


def _check_places(grid: Grid, kinds: Sequence[RecordKind]) -> None:
    """Whether 付くところ names headings of the form."""
    headings = tuple(kind.name for kind in kinds if kind.shape is Shape.HEADING)
    known = (*SHEETS, *headings, *(name + AT_END for name in (FRONT, *headings)))
    by_name = {kind.name: kind for kind in kinds}
    for row, cells in grid.table(layout.KINDS_TITLE, layout.KINDS_HEADER):
        kind = by_name.get(unicodedata.normalize("NFKC", cells[0]).strip())
        for name in () if kind is None else kind.under:
            if name not in known:
                detail = (
                    f"付くところは {'・'.join((*SHEETS, *headings))} から選んでください"
                    f"（下の段のあとに載せるものは、「{headings[0]}{AT_END}」のように書きます）"
                )
                grid.report(ProblemKind.BAD_SETTING, row, 3, detail, name)


def _with_columns(kinds: tuple[RecordKind, ...]) -> Form:
    """The kinds with the usual columns; those of the indicators serve every kind of indicator, and no
    record of a form that has none."""
    names = tuple(kind.name for kind in kinds if kind.shape is Shape.INDICATOR)
    fields = tuple(replace(f, of=names or f.of) if f.of else f for f in STANDARD.fields)
    return Form(kinds, fields)


def _kind(grid: Grid, row: int, cells: tuple[str, ...]) -> RecordKind | None:
    name, shape_word, under, role, _, author, turn, required, length = (
        unicodedata.normalize("NFKC", cell).strip() for cell in cells
    )
    shape = table_word(grid, row, 2, shape_word, Shape.TEXT, layout.KINDS_HEADER)
    if not name or shape is None:
        if not name:
            grid.report(ProblemKind.BAD_SETTING, row, 1, "区分の名前が空です")
        return None
    if name in (*SHEETS, *layout.PLACE_SPELLINGS) and (shape is Shape.HEADING or name in OF_REPORT):
        what = "報告書全体" if name in OF_REPORT else "シートそのもの"
        detail = f"「{name}」は区分の名前にできません。{what}を指す名前です"
        grid.report(ProblemKind.BAD_SETTING, row, 1, detail, name)
        return None
    if shape in WRITTEN and (name in RESERVED or not name.isidentifier()):
        why = (
            "報告書のほかのところを指す名前です"
            if name in RESERVED
            else "テンプレートのタグにできない文字があります（記号や空白を除き、載せる言葉は「見出しの言葉」に書いてください）"
        )
        detail = f"「{name}」は区分の名前にできません。{why}"
        grid.report(ProblemKind.BAD_SETTING, row, 1, detail, name)
        return None
    if length and not length.isdecimal():
        grid.report(ProblemKind.BAD_SETTING, row, 9, "文字数の目安は整数で入れてください", length)
    usual = STANDARD.kind(name)
    return RecordKind(
        name,
        shape,
        under=_places(under),
        role=table_word(grid, row, 4, role, TextRole.NONE, layout.KINDS_HEADER) or TextRole.NONE,
        heading=cells[4].strip(),
        author=table_word(grid, row, 6, author, Author.DEPARTMENT, layout.KINDS_HEADER)
        or Author.DEPARTMENT,
        turn=table_word(grid, row, 7, turn, Turn.KEEP, layout.KINDS_HEADER) or Turn.KEEP,
        is_required=required == layout.REQUIRED,
        length=int(length) if length.isdecimal() else 0,
        spellings=usual.spellings if usual else (),
        data_name=usual.data_name if usual else "",
    )


def _places(text: str) -> tuple[str, ...]:
    """The parts that 付くところ names; the front of a sheet under its own name."""
    names = (name.strip() for name in text.replace(",", "、").split("、"))
    return tuple(layout.PLACE_SPELLINGS.get(name, name) for name in names if name)


def table_word(
    grid: Grid, row: int, column: int, text: str, blank: Word, header: tuple[str, ...]
) -> Word | None:
    """One of a column's words; ``blank`` for none; None, told, for any other."""
    if not text:
        return blank
    for word in type(blank):
        if unicodedata.normalize("NFKC", word) == text:
            return word
    label = header[column - 1]
    detail = f"{label}は {'・'.join(type(blank))} から選んでください"
    grid.report(ProblemKind.BAD_SETTING, row, column, detail, text)
    return None
