"""On which side an indicator is better: the target's own words, 望ましい方向, the side of the base."""

import pytest

from kumareport.marks import direction_of
from kumareport.model.mark import Direction
from tests.marks.rows import row

HIGHER, LOWER, KEEP = Direction.HIGHER, Direction.LOWER, Direction.KEEP


@pytest.mark.parametrize(
    ("base", "target", "stated", "expected"),
    [
        # 以上, 以下 and the like fix the direction, whatever else is said.
        ("20", "10以上", LOWER, HIGHER),
        ("20", "10超", LOWER, HIGHER),
        ("10", "20以下", HIGHER, LOWER),
        ("10", "20未満", HIGHER, LOWER),
        ("10", "上昇", LOWER, HIGHER),
        ("10", "増加", LOWER, HIGHER),
        ("10", "減少", HIGHER, LOWER),
        ("10", "低下", HIGHER, LOWER),
        # Otherwise 望ましい方向; 維持 has no side.
        ("20", "10", HIGHER, HIGHER),
        ("10", "20", LOWER, LOWER),
        ("10", "20", KEEP, None),
        ("10", "維持", HIGHER, HIGHER),
        ("10", "維持", LOWER, LOWER),
        # Otherwise the side of the base that the target lies on.
        ("10", "20", None, HIGHER),
        ("20", "10", None, LOWER),
        ("10", "10", None, None),
        # A base of - counts as 0.
        ("-", "5", None, HIGHER),
        ("-", "-5", None, LOWER),
        ("-", "0", None, None),
        # Nothing that decides.
        ("", "5", None, None),
        ("365日24時間", "5", None, None),
        ("10", "維持", None, None),
        ("10", "", None, None),
    ],
)
def test_direction(
    base: str, target: str, stated: Direction | None, expected: Direction | None
) -> None:
    found = row(base, "1", target, stated)
    assert direction_of(found, found.target) is expected


def test_without_a_base_column_or_a_target() -> None:
    no_base = row("1", "1", "5", headers=("実績 R2", "実績 R4", "実績 R5", "検証値 R5"))
    assert direction_of(no_base, no_base.target) is None
    assert direction_of(row("1", "1", "5"), None) is None
