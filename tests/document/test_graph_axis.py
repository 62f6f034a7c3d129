"""The value axis of a graph, for any numbers."""

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from kumareport.document.graphs import axis_of

NUMBERS = st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1, max_size=12)


@given(numbers=NUMBERS)
@example([Decimal(0), Decimal("39.9")])
@example([Decimal("7.25"), Decimal("46.9")])
@example([Decimal("9.9"), Decimal("49.8")])
def test_a_few_round_ticks_enclose_the_data(numbers: list[Decimal]) -> None:
    axis = axis_of(numbers)
    assert axis.low <= min(numbers) <= max(numbers) <= axis.high
    ticks = (axis.high - axis.low) / axis.step
    assert ticks == int(ticks)
    assert 1 <= ticks <= 7
    assert axis.low % axis.step == 0
