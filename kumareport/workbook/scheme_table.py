"""Reading the table 進捗の区分: the marks of a city, and when each is given."""

import unicodedata
from collections.abc import Mapping

from kumareport.mark_condition import FORMS, parse_condition
from kumareport.model.mark import Attainment, Condition, Mark, Measure, Scheme, three_marks
from kumareport.model.problem import ProblemKind
from kumareport.workbook import layout
from kumareport.workbook.layout import Setting
from kumareport.workbook.settings_grid import Grid


def read_schemes(grid: Grid, lines: Mapping[Setting, int]) -> tuple[Scheme, ...]:
    """The schemes of the table, in its order; the usual one where no line can be used.

    Lines without 方式 belong to the scheme above them. Lines for the three usual marks elsewhere in
    設定 do not count then, and are told.
    """
    for setting in layout.SCHEME_SETTINGS:
        seen = grid.text(lines.get(setting, 0), 2)
        if seen:
            detail = f"「{layout.SCHEMES_TITLE}」の表があるので、この行は使いません。行ごと削除してください"
            grid.report(ProblemKind.BAD_SETTING, lines[setting], 2, detail, seen)
    schemes: dict[str, list[Mark]] = {}
    rows: dict[str, int] = {}
    name = ""
    for row, cells in grid.table(layout.SCHEMES_TITLE, layout.SCHEMES_HEADER):
        name = unicodedata.normalize("NFKC", cells[4]).strip() or name
        marks = schemes.setdefault(name, [])
        rows[name] = row
        mark = _mark(grid, row, cells)
        if mark is not None and mark.symbol in (other.symbol for other in marks):
            grid.report(ProblemKind.BAD_SETTING, row, 1, "同じ記号が２度あります", mark.symbol)
        elif mark is not None:
            marks.append(mark)
    for name, marks in schemes.items():
        _check_order(grid, rows[name], marks)
    found = tuple(Scheme(name, tuple(marks)) for name, marks in schemes.items() if marks)
    return found or (three_marks(),)


def _mark(grid: Grid, row: int, cells: tuple[str, ...]) -> Mark | None:
    symbol, meaning, words, kind, _ = cells
    condition = parse_condition(words)
    if not symbol:
        grid.report(ProblemKind.BAD_SETTING, row, 1, "記号が空です", meaning)
        return None
    if condition is None:
        detail = f"条件は {'、'.join(FORMS)} のような書き方で入れてください"
        grid.report(ProblemKind.BAD_SETTING, row, 3, detail, words)
        return None
    if kind and kind not in layout.ATTAINMENT_CHOICES:
        detail = f"扱いは {'・'.join(layout.ATTAINMENT_CHOICES)} から選んでください"
        grid.report(ProblemKind.BAD_SETTING, row, 4, detail, kind)
        return None
    return Mark(symbol, meaning, condition, _attainment(kind, condition))


def _attainment(kind: str, condition: Condition) -> Attainment | None:
    """What 扱い says, or what the condition suggests where it is blank."""
    if kind == layout.NOT_EVALUATED:
        return None
    if kind:
        return Attainment(kind)
    usual = {
        Measure.TARGET: Attainment.ACHIEVED,
        Measure.REST: Attainment.MISSED,
        Measure.TYPED: None,
    }
    return usual.get(condition.measure, Attainment.NEARLY)


def _check_order(grid: Grid, row: int, marks: list[Mark]) -> None:
    """A scheme that computes marks ends with それ以外; only marks that people type may follow."""
    computed = [mark for mark in marks if mark.condition.measure is not Measure.TYPED]
    places = [n for n, m in enumerate(computed) if m.condition.measure is Measure.REST]
    if computed and places != [len(computed) - 1]:
        detail = (
            "条件は良いものから順に並べ、最後に「それ以外」を１つ置いてください"
            "（「手入力」はそのあとでも構いません。すべて「手入力」なら要りません）"
        )
        grid.report(ProblemKind.BAD_SETTING, row, 3, detail)
