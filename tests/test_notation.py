"""Every notation of the 様式, and laws of reading and writing."""

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport.model.value import ValueKind, Word
from kumareport.notation import display, display_lines, format_number, from_number, parse
from kumareport.number_format import NumberFormat
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("typed", "number", "shown"),
    [
        ("44.6", "44.6", "44.6"), ("１９３", "193", "193"), ("5,460", "5460", "5,460"),
        ("４４．６", "44.6", "44.6"), ("▲0.6", "-0.6", "▲0.6"), ("△0.18", "-0.18", "▲0.18"),
        ("△ 5.43", "-5.43", "▲5.43"), ("-1.3", "-1.3", "▲1.3"), ("−1.3", "-1.3", "▲1.3"),
        ("41（H26）", "41", "41（H26）"), ("7.9(H26)", "7.9", "7.9（H26）"),
        ("5,481（Ｈ25）", "5481", "5,481（H25）"), ("24（Ｒ２）", "24", "24（R2）"),
        ("5,345（概数）", "5345", "5,345（概数）"), ("945（見込み）", "945", "945（見込み）"),
        ("7,000以上", "7000", "7,000以上"), ("881\n以下", "881", "881以下"), ("4843", "4843", "4,843"),
        ("35.0", "35.0", "35.0"), ("44.6％", "44.6", "44.6"),
        ("18.6（H27）\n19.1（H28）", "19.1", "18.6（H27）19.1（H28）"),
    ],
)  # fmt: skip
def test_numbers(typed, number, shown):
    value = parse(typed, "％")
    assert value.kind is ValueKind.NUMBER
    assert value.number == Decimal(number)
    assert display(value, "▲") == shown


@pytest.mark.parametrize(
    "typed", ["中止", "-", "ー", "－", "―", "…", "未集計", "ー\n※算出方法変更"]
)
def test_no_value(typed):
    assert parse(typed).kind is ValueKind.NO_DATA
    assert display_lines(parse(typed), "▲") == tuple(typed.split("\n"))


@pytest.mark.parametrize(("typed", "word"), [("上昇", Word.RISE), ("増加", Word.RISE), ("低下", Word.FALL), ("維持", Word.KEEP)])  # fmt: skip
def test_words(typed, word):
    assert parse(typed).word is word


@pytest.mark.parametrize(
    "typed", ["44..6", "約50", "12,34", "15人", "①", "1/2", "▲", "=1+1", "{{ x }}"]
)
def test_not_a_number(typed):
    assert parse(typed, "％").kind is ValueKind.QUALITATIVE


def test_bracket_without_meaning_says_so():
    assert "かっこの中の「abc」" in parse("12（abc）").reason


@pytest.mark.parametrize(
    ("stored", "code", "unit", "shown"),
    [
        ("35", "0.0", "％", "35.0"), ("0.446", "0.0%", "％", "44.6"), ("4843", "#,##0", "件", "4,843"),
        ("44.600000000000001", "General", "", "44.6"), ("-0.5", '0.0;"▲"0.0', "", "▲0.5"),
        ("-0.5", "0.0;[Red]▲0.0", "", "▲0.5"), ("5345", '#,##0"（概数）"', "人", "5,345（概数）"),
        ("5481000", "#,##0,", "千トン", "5,481"), ("12", '0"人"', "人", "12"),
        ("5", "#,##0_);(#,##0)", "", "5"), ("0.1", "0.##", "", "0.1"), ("2.675", "0.00", "", "2.68"),
    ],
)  # fmt: skip
def test_number_formats(stored, code, unit, shown):
    assert display(from_number(stored, code, unit), "▲") == shown


@pytest.mark.parametrize(
    "code", ["yyyy/m/d", 'ggge"年"', "[h]:mm", "m/d", "[$-411]ge.m.d;@", "mmm-yy"]
)
def test_dates(code):
    assert NumberFormat.of(code).is_date


@pytest.mark.parametrize(
    "code", ["General", "0.0", '0.0"時間"', "0.00E+00", '#,##0;"△"#,##0', "[赤]0", "@"]
)
def test_not_dates(code):
    assert not NumberFormat.of(code).is_date


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    )
)
def test_what_is_written_reads_the_same(number):
    for minus in "▲△-−":
        assert parse(format_number(number, 3, minus)).number == number


@given(st.text(max_size=40))
def test_any_text_gives_some_value_and_loses_nothing(text):
    value = parse(text, "％")
    if value.kind is not ValueKind.BLANK:
        assert value.raw == text.strip()


def test_the_seed_irregularities_are_known():
    with (ROOT / "tests" / "seed" / "irregularities.csv").open(encoding="utf-8-sig") as file:
        assert sum(1 for _ in csv.DictReader(file)) == 65


def test_the_largest_number_of_excel_can_be_shown():
    value = from_number("1.7976931348623157E+308", "0.0")
    assert value.number == Decimal("1.79769313486232E+308")
