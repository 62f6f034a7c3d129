"""Years on the command line."""

from collections.abc import Sequence

from kumareport.errors import InputFileError
from kumareport.model.period import Year, parse_year, shift_year
from kumareport.patterns import regex

_MOST = 40
"""Years that a range may have; more is a slip of the keyboard."""


def years(texts: Sequence[str]) -> tuple[Year, ...]:
    """Years as people list them: ``R6,R7``, ``R6-R9``, ``令和６年度、令和７年度``.

    Raises:
        InputFileError: something is no year, or the list is out of all proportion.
    """
    found: list[Year] = []
    for part in regex(r"[,、，\s]+").split(",".join(texts)):
        if not part:
            continue
        ends = [parse_year(end) for end in regex(r"[-~〜～－]").split(part)]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(ends) > 2 or not 0 <= last.ad - first.ad < _MOST:
            raise InputFileError(
                f"年度を読めません：{part}", "R6、令和６年度、2024、R6-R9 のように入れてください。"
            )
        found += [shift_year(first, n) for n in range(last.ad - first.ad + 1)]
    unique = {year.ad: year for year in found}
    if not unique:
        raise InputFileError("年度がありません。", "R6、令和６年度、2024 のように入れてください。")
    return tuple(unique.values())
