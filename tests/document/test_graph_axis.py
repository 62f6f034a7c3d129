"""The value axis of a graph, for any numbers."""

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from kumareport.graphs.indicator import axis_of

NUMBERS = st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1, max_size=12)


@given(
    numbers=NUMBERS,
    steps=st.integers(2, 5),
    from_zero=st.booleans(),
    unit=st.sampled_from(("％", "件")),
)
@example([Decimal(0), Decimal("39.9")], 5, False, "件")
@example([Decimal("7.25"), Decimal("46.9")], 5, False, "％")
@example([Decimal("9.9"), Decimal("49.8")], 5, True, "％")
@example([Decimal(100)], 2, False, "％")
@example([Decimal("99.97"), Decimal("99.98")], 3, False, "％")
def test_a_few_round_ticks_enclose_the_data(
    numbers: list[Decimal], steps: int, from_zero: bool, unit: str
) -> None:
    axis = axis_of(numbers, steps, from_zero=from_zero, unit=unit)
    assert axis.low <= min(numbers) <= max(numbers) <= axis.high
    assert (axis.high - axis.low) % axis.step == 0
    assert 1 <= (axis.high - axis.low) / axis.step <= steps
    if from_zero:
        assert axis.low <= 0 <= axis.high
    if min(numbers) >= 0:
        assert axis.low >= 0
    if unit == "％" and max(numbers) <= 100:
        assert axis.high <= 100


def test_where_the_axis_ends() -> None:
    percent = [Decimal("62.9"), Decimal(98)]
    assert axis_of(percent, 4, unit="％").high == 100
    assert axis_of(percent, 4, unit="件").high > 100
    assert axis_of([*percent, Decimal(104)], 4, unit="％").high > 104
    assert axis_of([Decimal(98), Decimal(99)], 4, from_zero=True).low == 0
    assert axis_of([Decimal(98), Decimal(99)], 4).low > 90
