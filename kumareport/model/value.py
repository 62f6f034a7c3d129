"""What a value cell says, once read."""

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from kumareport.model.location import Location
from kumareport.model.period import Period, Year


class ValueKind(StrEnum):
    """The kinds of content that a value cell may have."""

    BLANK = "空欄"
    NUMBER = "数値"
    WORD = "語"
    NO_DATA = "値なし"
    QUALITATIVE = "質的な値"
    UNREADABLE = "読めない値"


class ValueWord(StrEnum):
    """Targets and actuals in words."""

    RISE = "上昇"
    FALL = "減少"
    KEEP = "維持"


class Fault(StrEnum):
    """Why a cell is UNREADABLE."""

    NOTATION = "notation"
    WORD = "word"
    DATE = "date"
    NO_RESULT = "no-result"
    EXCEL_ERROR = "excel-error"
    PERCENT = "percent"


class Operator(StrEnum):
    """The side that a numeric target states itself."""

    AT_LEAST = "以上"
    AT_MOST = "以下"
    BELOW = "未満"
    ABOVE = "超"


REVISED = ("改定", "改訂", "遡及改定", "改定値", "訂正", "修正")
"""Statuses of a past value that was changed after it had been published."""

SETTLED = (*REVISED, "確定", "確定値", "確報", "確報値")
"""Statuses that leave nothing open."""

OPEN = (
    "概数", "概算", "見込み", "見込", "推計", "推計値", "速報", "速報値", "暫定", "暫定値", "参考値", "未確定",
)  # fmt: skip
"""Statuses of a value that may still change; also within a longer remark (9月末現在、速報)."""

OF_WHICH = "うち"
SCOPES = ("累計",)
"""What a number counts; as the part of it (``うちH28 255``) it says nothing of whether it may change."""


class Value(Struct, frozen=True):
    """The content of one value cell.

    Attributes:
        kind: which of the attributes below carry meaning.
        raw: the text as the person sees it in Excel.
        number: the exact number (NUMBER only), in the indicator's unit.
        decimals: decimals to print.
        year: the year that the number belongs to where the cell states one.
        status: 概数, 見込み, 改定 … or whatever else the cell says of the number (H27～R1累計, 約), as
            typed; empty where it says nothing.
        operator: 以上, 以下 … of a target.
        word: RISE, FALL or KEEP (WORD only).
        note: a ※ remark in the cell.
        older: earlier dated values in the same cell, oldest first.
        reason: why the value is UNREADABLE, in Japanese, with what to do.
        fault: the kind of that reason.
        is_text: whether Excel holds the cell as text, not as a number.
        seen: what Excel shows instead of the number, where its format hides or changes it (``;;;``,
            ``－`` for zero); None where it shows the number.
        shown: how the cell is printed, where that is as typed: a number in a notation that says more
            than the number (``1.70→1.80``), or no single number (``10～15``).
        ends: the lower and the upper end of a range, each with the side that it states.
    """

    kind: ValueKind
    raw: str
    number: Decimal | None = None
    decimals: int = 0
    year: Year | None = None
    status: str = ""
    operator: Operator | None = None
    word: ValueWord | None = None
    note: str = ""
    older: tuple["Value", ...] = ()
    reason: str = ""
    fault: Fault | None = None
    is_text: bool = False
    seen: str | None = None
    shown: str = ""
    ends: tuple["Value", ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the value may still change: 概数, 見込み …"""
        if not self.status:
            return False
        is_part = self.status.startswith(OF_WHICH)
        return not is_part and any(word in self.status for word in OPEN)


BLANK = Value(ValueKind.BLANK, "")


class Entry(Struct, frozen=True):
    """A value in its period column.

    Attributes:
        period: the column.
        value: what the cell says; BLANK for a column covered by a merged cell to its left.
        location: the cell.
        span: how many period columns the cell is merged over (0 for a covered one).
    """

    period: Period
    value: Value
    location: Location
    span: int = 1

    @property
    def number(self) -> Decimal | None:
        """The number, or None where the cell has none."""
        return self.value.number

    @property
    def data_year(self) -> Year:
        """The year that the value belongs to: the one in the cell, or the column's."""
        return self.value.year or self.period.year
