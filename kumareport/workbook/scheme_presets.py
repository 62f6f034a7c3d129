"""Marking schemes that cities use, to begin a new workbook with."""

from kumareport.mark_condition import parse_condition
from kumareport.model.mark import Attainment, Mark, Scheme

_NO_EVALUATION = ("－", "評価困難", "手入力", None)
_A, _N, _M = Attainment.ACHIEVED, Attainment.NEARLY, Attainment.MISSED


def _scheme(name: str, *lines: tuple[str, str, str, Attainment | None]) -> Scheme:
    marks: list[Mark] = []
    for symbol, meaning, words, attainment in (*lines, _NO_EVALUATION):
        condition = parse_condition(words)
        assert condition is not None
        marks.append(Mark(symbol, meaning, condition, attainment))
    return Scheme(name, tuple(marks))


PRESETS: dict[str, tuple[Scheme, ...]] = {
    # Without a table: the three marks have short lines of their own in 設定.
    "○△×": (),
    "SABC": (
        _scheme(
            "",
            ("S", "検証値を達成", "達成", _A),
            ("A", "基準値から改善", "改善10％超", _N),
            ("B", "基準値と同じ程度（±10％）", "悪化10％以内", _M),
            ("C", "基準値から悪化", "それ以外", _M),
        ),
    ),
    "ABCD": (
        _scheme(
            "",
            ("A", "達成（100％以上）", "達成率100％以上", _A),
            ("B", "概ね達成（80％以上）", "達成率80％以上", _N),
            ("C", "やや遅れ（60％以上）", "達成率60％以上", _M),
            ("D", "遅れ（60％未満）", "それ以外", _M),
        ),
    ),
    "abc": (
        _scheme(
            "標準",
            ("a", "目標に向けて順調", "計画比100％以上", _A),
            ("b", "改善または現状維持", "悪化0％以内", _N),
            ("c", "基準値より悪化", "それ以外", _M),
        ),
        _scheme(
            "意識調査",
            ("a", "目標に向けて順調", "計画比100％以上", _A),
            ("b", "改善または現状維持（±3ポイント未満）", "悪化3ポイント未満", _N),
            ("c", "基準値より悪化（3ポイント以上）", "それ以外", _M),
        ),
    ),
}
"""By the name that ``init --marks`` takes. Sources: docs/進捗の区分.md."""
