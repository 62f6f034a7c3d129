"""K11 値のあった行の 0"""

from collections.abc import Iterator, Sequence

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.series import Point, points_of
from kumareport.rules.rule import Checked, Request, Rule
from kumareport.rules.series_notes import has_note

_ENOUGH = 3
_NEAR = 2
"""A neighbour of at least half the usual size: few come down from there to nothing in a year."""


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row in checked.rows():
        if not any(entry.number == 0 for entry in row.entries):
            continue
        points = points_of(row)
        zeros = [place for place, point in enumerate(points) if point.number == 0]
        # Several are zeros of years to come where nothing follows them.
        are_last = zeros == [*range(len(points) - len(zeros), len(points))]
        if not zeros or not (len(zeros) == 1 or are_last) or len(points) - len(zeros) < _ENOUGH:
            continue
        zero = points[zeros[0]].entry
        jumps = () if has_note(row) else checked.jumps[row.id]
        told = [jump.last.entry.location for jump in jumps]
        if zero.location not in told and _is_sudden(points, zeros[0]):
            before = points[zeros[0] - 1].entry if zeros[0] else points[1].entry
            message = f"0 になっています。となりの値は {before.value.raw} です"
            yield rule.finding(zero.location, message, zero.value.raw, (before.location,))


def _is_sudden(points: Sequence[Point], place: int) -> bool:
    """Whether the values beside a zero are of the row's usual size."""
    others = sorted(abs(point.number) for point in points if point.number)
    beside = [
        p for p in (*points[max(0, place - 1) : place], *points[place + 1 : place + 2]) if p.number
    ]
    usual = others[len(others) // 2]
    return all(abs(point.number) * _NEAR >= usual for point in beside)


RULE = Rule(
    code="K11",
    title="値のあった行の 0",
    severity=Severity.WARNING,
    why="まだ値の出ていない年に 0 を入れると、○△×もグラフも 0 として扱います。",
    bad="62.9 の次の年が 0（本当は未集計）",
    good="値がまだないときは「未集計」か「-」",
    advice="値がないのなら「未集計」や「-」に直してください。本当に 0 なら、確認済にできます。",
    request=Request(
        "値がないのなら「未集計」や「-」に直してください。本当に 0 なら、このままで構いません。"
    ),
    check=_check,
)
