"""Reading the table 列の言葉: what an office calls its 基準値, 実績 and 検証値."""

import unicodedata

from kumareport.model.period import parse_period, seems_period
from kumareport.model.period_words import Role, role_key
from kumareport.model.problem import ProblemKind
from kumareport.workbook import layout
from kumareport.workbook.settings_grid import Grid


def read_words(grid: Grid) -> tuple[tuple[str, Role], ...]:
    """The words, each with its role; what cannot be used is told with its place."""
    found: dict[str, tuple[str, Role]] = {}
    for row, (word, said) in grid.table(layout.WORDS_TITLE, layout.WORDS_HEADER):
        key = role_key(word)
        role = next((r for r in Role if unicodedata.normalize("NFKC", said) == r), None)
        if role is None:
            detail = f"読み方は {'・'.join(Role)} から選んでください"
            grid.report(ProblemKind.BAD_SETTING, row, 2, detail, said or word)
        elif not key:
            grid.report(ProblemKind.BAD_SETTING, row, 1, "言葉が空です", word)
        elif parse_period(word, 0) or (seems_period(word) and not parse_period(f"R1 {word}", 0)):
            detail = "言葉には年度を入れません（「実績 R6」の列なら「実績」）"
            grid.report(ProblemKind.BAD_SETTING, row, 1, detail, word)
        elif key in found:
            grid.report(ProblemKind.BAD_SETTING, row, 1, "同じ言葉が２度あります", word)
        else:
            found[key] = (word, role)
    return tuple(found.values())
