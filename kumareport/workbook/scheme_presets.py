"""Marking schemes that cities use, to begin a new workbook with."""

from collections.abc import Sequence

from msgspec.structs import replace

from kumareport.mark_condition import parse_condition
from kumareport.model.form import FieldType, Form
from kumareport.model.formula import read_points
from kumareport.model.mark import Attainment, Mark, Scheme, three_marks

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


def marks_in(name: str, form: Form, usual: Sequence[Scheme]) -> tuple[Scheme, ...]:
    """The schemes that ``init --marks`` means in a form: the wanted ones for its indicators; those that
    its 評価 columns name stay.

    Args:
        name: one of :data:`PRESETS`.
        form: the form.
        usual: its own schemes, the indicators' first.
    """
    named = {
        points.scheme if (points := read_points(field.how)) else field.how
        for field in form.own
        if field.type is FieldType.MARK
    } - {""}
    kept = tuple(scheme for scheme in usual if scheme.name in named)
    if not kept:
        return PRESETS[name]
    first = "" if usual[0] in kept else usual[0].name
    wanted = PRESETS[name] or (three_marks(),)
    return (*(replace(scheme, name=scheme.name or first) for scheme in wanted), *kept)
