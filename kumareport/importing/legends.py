"""Legends as people write them: a table of marks, or a line of several."""

from collections.abc import Iterator

from kumareport.importing.found import FoundLine
from kumareport.importing.quote import GridCell, Quote, TextGrid
from kumareport.importing.schemes import is_symbol
from kumareport.importing.targets import FoundKind, Key
from kumareport.importing.words import bare
from kumareport.patterns import regex

LEGEND_TABLE = "凡例の表"
LEGEND_LINE = "凡例の文"
_FEWEST = 2
_OF_GRAPHS = regex(r"グラフの\s*[●◆■▲○◇]")
_PAIR = regex(
    r"(?P<symbol>[◎○◯〇△▲▽▼□■☆★●×✕SABCDEＳＡＢＣＤＥ])\s*[：:＝=…・\s]\s*(?P<words>[^◎○◯〇△▲▽▼□■☆★●×✕：:＝=\s]{1,30})"
)
_WORD = regex(
    r"(?:^|[\s　：:、，])(?P<word>[^\s　：:、，＝=（）()\d]{1,6})\s*[＝=]\s*(?P<words>[^＝=\s　]{1,40})"
)


def legend_rows(grid: TextGrid) -> list[FoundLine]:
    """A table of marks and their meanings, a line each; none for any other table."""
    rows = [cells for row in grid.rows if (cells := _filled(grid, row))]
    has_head = bool(rows) and len(rows[0]) == 2 and not is_symbol(rows[0][0].text)
    body = rows[1:] if has_head else rows
    names = [row[0] for row in body if len(row) == 1]
    marks = [row for row in body if len(row) == 2]
    if len(marks) < _FEWEST or not all(is_symbol(row[0].text) for row in marks):
        return []
    if len(names) + len(marks) < len(body):
        return []
    head = tuple(cell.quote for cell in rows[0]) if has_head else ()
    key = Key(FoundKind.LINE, LEGEND_TABLE)
    found: list[FoundLine] = []
    for row in body:
        if len(row) == 1:
            # The name of the way to evaluate that the marks below it belong to.
            found.append(FoundLine(key, row[0].quote))
            continue
        mark, words = row
        said = ((mark.text.strip(), " ".join(words.text.split())),)
        found.append(FoundLine(key, mark.quote, marks=said, beside=(*head, words.quote)))
        head = ()
    return found


def _filled(grid: TextGrid, row: int) -> list[GridCell]:
    return [cell for cell in grid.across(row) if cell.text.strip()]


def legend_line(quote: Quote) -> FoundLine | None:
    """A line that explains several marks."""
    marks = explained(quote.text)
    if _OF_GRAPHS.match(quote.text):
        return FoundLine(Key(FoundKind.LINE, LEGEND_LINE), quote)
    return FoundLine(Key(FoundKind.LINE, LEGEND_LINE), quote, marks=tuple(marks)) if marks else None


def explained(text: str) -> list[tuple[str, str]]:
    """The marks that a line explains, two or more: 【評価】 ◎：達成　○：改善; none for any other line."""
    found = list(_pairs(text)) or _words(text)
    symbols = [symbol for symbol, _ in found]
    return found if len(found) >= _FEWEST and len(set(symbols)) == len(symbols) else []


def _words(text: str) -> list[tuple[str, str]]:
    """Words that are explained as marks are: 順調＝…　やや遅れ＝…"""
    return [(match["word"], bare(match["words"])) for match in _WORD.finditer(text)]


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for match in _PAIR.finditer(text):
        before = text[: match.start()][-1:]
        if before and (before.isalnum() or before in "（("):
            continue
        yield match["symbol"], bare(match["words"])
