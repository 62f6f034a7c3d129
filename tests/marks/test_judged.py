"""Marks of groups and of a report, and what people type for a mark."""

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from kumareport.marks import Judged, group_mark, newest_actual, recount, typed_mark
from kumareport.marks.totals import share_name, totals
from kumareport.model.form import WHOLE
from kumareport.model.indicator import Indicator
from kumareport.model.mark import Mark, Scheme, three_marks
from kumareport.model.period import Year
from kumareport.model.report import Chapter, Report
from kumareport.model.settings import Settings
from tests.marks.rows import AT, report, row, scheme

FIVE = scheme("A：達成：達成", "B：達成率90％以上：概ね達成", "C：達成率80％以上：概ね達成", "D：それ以外：未達成",
              "－：手入力")  # fmt: skip
NO_MIDDLE = scheme(
    "A：達成：達成", "B：達成率50％以上：未達成", "C：それ以外：未達成", "－：手入力"
)
NO_SPELLINGS: Mapping[str, tuple[str, ...]] = {}


def of(chosen: Scheme, symbols: str) -> list[Mark | None]:
    """Marks by their symbols; ？ is none."""
    marks = {mark.symbol: mark for mark in chosen.marks}
    return [marks.get(symbol) for symbol in symbols]


@pytest.mark.parametrize(
    ("chosen", "symbols", "expected"),
    [
        (three_marks(), "○○", "○"),
        (three_marks(), "×", "×"),
        (three_marks(), "○×", "△"),
        (three_marks(), "×○", "△"),
        (three_marks(), "○△", "△"),
        (three_marks(), "○？", None),
        (three_marks(), "", None),
        # Several marks between: the worst of those that the rows have, else the best there is.
        (FIVE, "BC", "C"),
        (FIVE, "CB", "C"),
        (FIVE, "AC", "C"),
        (FIVE, "AB", "B"),
        (FIVE, "AD", "B"),
        # No evaluation does not count beside others.
        (FIVE, "A－", "A"),
        (FIVE, "－－", "－"),
        (FIVE, "AD－", "B"),
        # Without a mark between: the worst.
        (NO_MIDDLE, "AB", "B"),
        (NO_MIDDLE, "CBA", "C"),
    ],
)
def test_the_mark_of_a_group(chosen: Scheme, symbols: str, expected: str | None) -> None:
    found = group_mark(of(chosen, symbols), chosen)
    assert (found.symbol if found else None) == expected


def test_rows_of_another_scheme_that_differ_have_no_common_mark() -> None:
    assert group_mark(of(FIVE, "AD"), scheme("よい：達成：達成", "だめ：それ以外：未達成")) is None


@pytest.mark.parametrize(
    ("symbols", "expected"),
    [("ABCD－", (3, 4)), ("D", (0, 1)), ("－？", (0, 0)), ("", (0, 0)), ("A？", (1, 1))],
)
def test_recount(symbols: str, expected: tuple[int, int]) -> None:
    assert recount(of(FIVE, symbols)) == expected


CASES = scheme("S：達成", "s：達成率90％以上", "Ａ：それ以外")


@pytest.mark.parametrize(
    ("text", "chosen", "expected"),
    [
        ("○", three_marks(), "○"),
        ("◯", three_marks(), "○"),  # a spelling
        ("△", three_marks(), "△"),
        ("よい", three_marks(), None),
        ("S", CASES, "S"),
        ("ｓ", CASES, "s"),  # a look-alike of one of two that differ in case
        ("a", CASES, "Ａ"),  # case does not matter where it decides nothing
        (" A ", CASES, "Ａ"),
        ("B", FIVE, "B"),
        ("b", FIVE, "B"),
        ("", FIVE, None),
    ],
)
def test_typed_marks(text: str, chosen: Scheme, expected: str | None) -> None:
    found = typed_mark(text, chosen, {"○": ("◯", "〇")})
    assert (found.symbol if found else None) == expected


def test_a_symbol_of_the_scheme_is_itself_before_it_is_a_way_to_type_another() -> None:
    both = scheme("△：達成率50％以上：概ね達成", "▲：それ以外：未達成")
    found = [typed_mark(text, both, {"△": ("△", "▲")}) for text in ("△", "▲")]
    assert [mark and mark.symbol for mark in found] == ["△", "▲"]


def test_a_typed_symbol_of_two_marks_alike_is_none() -> None:
    alike = scheme("Ａ：達成", "A：それ以外")
    assert typed_mark("A", alike, NO_SPELLINGS) is alike.marks[1]
    assert typed_mark("a", alike, NO_SPELLINGS) is None


def test_a_report() -> None:
    reached, missed = row("10", "20", "20", name="達"), row("10", "11", "20", name="未")
    typed = row("10", "11", "20", name="手", typed="△")
    wrong = row("10", "20", "20", name="誤", typed="まる")
    open_row = row("10", ("", ""), "20", name="無")
    other = row("10", "20", "20", name="他", scheme="二")
    typed_other = row("10", "11", "20", name="別", scheme="二", typed="B")
    settings = Settings(schemes=(three_marks(), scheme("A：達成", "B：それ以外", name="二")))
    groups = ([reached, missed], [missed, typed], [wrong], [open_row], [other], [typed_other])
    judged = Judged(report(*groups, settings=settings), NO_SPELLINGS)

    def symbols(marks: Mapping[str, Mark | None]) -> dict[str, str | None]:
        return {key: mark.symbol if mark else None for key, mark in marks.items()}

    assert {key: j.mark.symbol if j.mark else None for key, j in judged.rows.items()} == {
        "達": "○", "未": "×", "手": "×", "誤": "○", "無": None, "他": "A", "別": "B",
    }  # fmt: skip
    # A typed mark of any of its rows is the group's.
    assert symbols(judged.groups) == {
        "達": "△", "未": "△", "誤": "○", "無": None, "他": "A", "別": "B",
    }  # fmt: skip
    assert symbols(judged.computed) == {
        "達": "△", "未": "×", "誤": "○", "無": None, "他": "A", "別": "B",
    }  # fmt: skip
    assert symbols(judged.typed) == {"手": "△", "誤": None, "別": "B"}
    first = next(report(*groups).groups())[2]
    assert judged.mark(first) is judged.groups["達"]


def test_the_first_row_says_by_which_scheme_a_group_is_judged() -> None:
    usual, other = row("10", "20", "20", name="甲"), row("10", "11", "20", name="乙", scheme="二")
    settings = Settings(
        schemes=(three_marks(), scheme("A：達成", "B：それ以外：未達成", name="二"))
    )
    judged = Judged(report([usual, other], settings=settings), NO_SPELLINGS)
    assert judged.computed["甲"] == three_marks().marks[1]


def test_totals_by_chapter_and_of_the_whole() -> None:
    rows = [row("10", "20", "20", name=f"達{n}") for n in range(3)]
    rows += [row("10", "11", "20", name=f"未{n}") for n in range(2)]
    rows += [row("10", ("", ""), "20", name="無")]
    one = report([rows[0], rows[3]], [rows[1]]).chapters[0]
    two = report([rows[2]], [rows[4]], [rows[5]]).chapters[0]
    # はじめに is no chapter: it has no line.
    front = Chapter("", "はじめに", "", (), (), AT, WHOLE)
    both = Report(Settings(), (one, two, Chapter("", "無", "", (), (), AT), front), (), ())
    found = totals(both, Judged(both, NO_SPELLINGS))
    assert [(t.chapter, t.counts, t.favourable, t.rated) for t in found] == [
        (one, (1, 1, 0), 2, 2),
        (two, (1, 0, 1), 1, 2),
        (both.chapters[2], (0, 0, 0), 0, 0),
        (None, (2, 1, 1), 3, 4),
    ]


def test_the_name_of_the_share() -> None:
    assert share_name(three_marks().marks) == "○と△の割合"
    assert share_name(FIVE.marks) == "AとBとCの割合"
    assert share_name(NO_MIDDLE.marks) == "Aの割合"
    assert share_name([*FIVE.marks, *NO_MIDDLE.marks]) == "AとBとCの割合"


def of_year(found: Indicator, ad: int | None) -> Indicator:
    return replace(found, year=None if ad is None else Year(ad, str(ad)))


@pytest.mark.parametrize(
    ("actuals", "year", "expected"),
    [
        (("11", "12"), None, "12"),
        (("11", ""), None, "11"),
        (("11", "未集計"), None, "11"),
        (("11", "維持"), None, "維持"),
        (("11", "365日24時間"), None, "365日24時間"),
        (("", "-"), None, None),
        # R5 is after the year of the evaluation.
        (("11", "12"), 2022, "11"),
        (("11", "12"), 2023, "12"),
        (("", "12"), 2022, None),
    ],
)
def test_the_newest_actual(
    actuals: tuple[str, str], year: int | None, expected: str | None
) -> None:
    found = newest_actual(of_year(row("10", actuals, "20"), year))
    assert (found.value.raw if found else None) == expected


def test_the_newest_column_counts_wherever_it_stands() -> None:
    found = newest_actual(
        row("10", ("12", "11"), "20", headers=("基準値 H27", "実績 R5", "実績 R4", "検証値 R5"))
    )
    assert found is not None
    assert found.value.raw == "12"
