"""What a sentence claims, as data: of whom, what, when, and whether it is denied."""

from enum import Enum

from msgspec import Struct, field

from kumareport.model.indicator import Indicator
from kumareport.model.mark import Attainment
from kumareport.narrative.doubts import Doubt
from kumareport.narrative.lexicon import Movement, Side
from kumareport.narrative.quantities import Quantity


class ClaimKind(Enum):
    """The kinds of claim that can be held against the table."""

    MOVEMENT = "it rose or fell"
    STREAK = "it moved so for so many years in a row"
    RECORD = "it is the highest or lowest"
    RANK = "it is the n-th highest"
    LEVEL = "it stands above or below something"
    ATTAINMENT = "its target is reached, nearly or not"
    SYMBOL = "its mark is this one"
    VALUE = "its value is so much"
    BAND = "its value is in a band"
    BOUND = "its value is above or below so much"
    CHANGE = "it moved by so much"
    RATE = "it moved by so many per cent"
    RATIO = "it is so many times, or per cent of, what it was"
    TARGET_VALUE = "its target is so much"
    BASE_VALUE = "its base is so much"
    INCREMENT = "so much came to its running total in a year"
    AMONG = "it is the first or last of the section's indicators"
    TOTAL = "the section's indicators come to so much together, or on average"
    GAP = "so much lies between it and its target"
    ATTAINMENT_RATE = "so much of its target is reached"
    AVERAGE = "its average is so much"
    SUM = "its sum is so much"


class Limit(Enum):
    """In which years something is said to be so."""

    EACH = "in each of the years told"
    ONLY = "in these and in no others"
    FIRST = "in these and in none before"
    NEVER = "in none"
    EVERY = "in every year but these"
    SINCE = "in each from this year on, and not in the one before"


class Start(Enum):
    """From where a movement is told."""

    UNSAID = "not said"
    PREVIOUS = "the year before"
    EARLIER = "two years before"
    BASE = "the base"
    YEAR = "a year"
    YEARS = "so many years ago"
    PANDEMIC = "before the pandemic"
    TARGET = "the target"


class Window(Struct, frozen=True):
    """The years of a claim, as its words fix them.

    Attributes:
        year: the year that the claim ends in; None for the newest.
        others: further years that would do (in brackets, or told earlier in the sentence).
        start: from where a movement or a comparison is told.
        since: the year that 以降 and から name, and that ``Start.YEAR`` compares with.
        years: how many years it spans, or are in a row.
        recent: 近年, 傾向: some of the last years.
        steady: every step.
        plan: the whole plan.
        first_since: for the first time in so many years.
        ago: how many years ago a movement starts (５年前と比べ).
        in_a_row: whether ``years`` are so many in a row (３年連続).
        foreign: whether the time is no year of the table: a month, next year.
        previous: whether the year before the evaluation's is meant.
        label: the words.
    """

    year: int | None = None
    others: tuple[int, ...] = ()
    start: Start = Start.UNSAID
    since: int | None = None
    years: int = 0
    recent: bool = False
    steady: bool = False
    plan: bool = False
    first_since: int = 0
    foreign: bool = False
    ago: int = 0
    previous: bool = False
    label: str = ""
    onwards: bool = False
    peak: bool = False
    until: bool = False
    in_a_row: bool = False
    target_year: int | None = None


class Claim(Struct, frozen=True):
    """One claim.

    Attributes:
        kind: what is claimed.
        rows: whom it is about; with ``each``, it must hold for every one of them.
        each: whether it is said of every one; otherwise they are one thing (the rows of a group).
        by_name: whether the words name them.
        words: the words that claim it.
        quote: the clause up to them, for messages.
        window: the years.
        negated: whether it is denied.
        movement, side: where the kind has them.
        quantity: the number.
        attainments, symbols: for marks, what the words allow.
        turning: whether a turn is claimed (増加に転じた).
        trend: whether a tendency is claimed (増加傾向).
        to_level: whether a value is said to be back at a level, not above it.
        rank: for RANK.
        others: for ``only``, those that the sentence names beside it; all of the section without any.
        only: whether it is said of no other indicator of the section (のみ).
        measure: for AMONG, what is compared: 値 or 達成率; for TOTAL, 合計 or 平均.
        strict: whether a tie will not do (過去最高を更新).
        count, total: how many of the section's indicators it is said of, where a number says so.
        position: where it stands in the sentence.
        every_step: whether each single step is claimed (毎年, 年々, 一貫して).
        nearly: whether ほぼ, 大きな or the like leave room (大きな変化はない).
        per_year: whether a difference is that of a year on average (年平均, ずつ).
        is_short: whether a distance is said to be missing (不足, 届かない).
        of_target: whether a share is of the target itself (目標の８割), not of the way to it.
        is_firm: whether a particle makes a number a value (55％と, 55％に).
        beside: for GAP, the number of a level that the table does not hold (全国平均（54.2％）).
        doubt: why it is not certain by its words; None where it is.
        open_windows: further windows that the words leave open.
        limit: in which years it is said to be so, where that is what is claimed.
        years: the years that the limit speaks of; none for the claim's own.
        words_are_numeric: whether 上回る or 下回る says the side; 不足 says only that it is not reached.
    """

    kind: ClaimKind
    rows: tuple[Indicator, ...]
    words: str
    quote: str
    window: Window = field(default_factory=Window)
    each: bool = True
    by_name: bool = True
    negated: bool = False
    movement: Movement | None = None
    side: Side | None = None
    start: "Start | None" = None
    quantity: Quantity | None = None
    attainments: tuple[Attainment, ...] = ()
    symbols: tuple[str, ...] = ()
    turning: bool = False
    trend: bool = False
    to_level: bool = False
    rank: int = 0
    only: bool = False
    others: tuple[Indicator, ...] = ()
    measure: str = ""
    strict: bool = False
    count: int | None = None
    total: int | None = None
    position: int = 0
    words_are_numeric: bool = False
    every_step: bool = False
    per_year: bool = False
    is_short: bool = False
    is_firm: bool = False
    of_target: bool = False
    beside: Quantity | None = None
    nearly: bool = False
    limit: Limit | None = None
    years: tuple[int, ...] = ()
    doubt: Doubt | None = None
    open_windows: tuple[Window, ...] = ()
