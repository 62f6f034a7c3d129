"""Every notation of the 様式, and laws of reading and writing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport.model.value import BLANK, Fault, Operator, ValueKind, ValueWord
from kumareport.notation import (
    display,
    display_lines,
    display_unit,
    excel_number,
    format_number,
    from_number,
    parse,
)
from kumareport.number_format import NumberFormat
from kumareport.wording.doubts import doubt


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
def test_numbers(typed: str, number: str, shown: str) -> None:
    value = parse(typed, "％")
    assert value.kind is ValueKind.NUMBER
    assert value.number == Decimal(number)
    assert display(value, "▲") == shown


@pytest.mark.parametrize(
    "typed", ["中止", "-", "ー", "－", "―", "…", "未集計", "調査中", "公表前", "ー\n※算出方法変更"]
)
def test_no_value(typed: str) -> None:
    assert parse(typed).kind is ValueKind.NO_DATA
    assert display_lines(parse(typed), "▲") == tuple(typed.split("\n"))


@pytest.mark.parametrize(("typed", "word"), [("上昇", ValueWord.RISE), ("増加", ValueWord.RISE), ("低下", ValueWord.FALL), ("維持", ValueWord.KEEP)])  # fmt: skip
def test_words(typed: str, word: ValueWord) -> None:
    assert parse(typed).word is word


@pytest.mark.parametrize(
    "typed",
    [
        "44..6",
        "12,34",
        "15人",
        "①",
        "1①",
        "5²",
        "①（H27）",
        "①（H27）2（H28）",
        "1/2",
        "▲",
        "=1+1",
        "{{ x }}",
    ],
)
def test_not_a_number(typed: str) -> None:
    assert parse(typed, "％").kind is ValueKind.QUALITATIVE


def test_a_year_and_a_status_stand_in_brackets_in_any_order() -> None:
    for typed in ("41（H26）（概数）", "41（概数）（H26）"):
        value = parse(typed)
        assert (str(value.year), value.status) == ("H26", "概数")
        assert display(value, "▲") == "41（H26）（概数）"


@pytest.mark.parametrize(
    ("typed", "content"), [("41（H26）（H27）", "H27"), ("41（）", ""), ("41（Ｇ26）", "G26")]
)
def test_a_bracket_too_many_is_unreadable(typed: str, content: str) -> None:
    value = parse(typed)
    assert value.kind is ValueKind.UNREADABLE
    assert value.fault is Fault.NOTATION
    assert f"かっこの中の「{content}」" in value.reason
    assert value.number is None


def test_notes_stay_with_the_value() -> None:
    number = parse("12※暫定の集計")
    assert (number.number, number.note) == (Decimal(12), "※暫定の集計")
    assert display_lines(number, "▲") == ("12", "※暫定の集計")
    assert parse("12").note == ""
    assert display_lines(parse("12"), "▲") == ("12",)
    none = parse("ー\n※算出方法変更")
    assert none.note == "※算出方法変更"
    assert parse("ー").note == ""
    assert parse("（未集計）").kind is ValueKind.NO_DATA


@pytest.mark.parametrize("typed", ["", " ", "\n", "　"])
def test_nothing_is_blank(typed: str) -> None:
    assert parse(typed) == BLANK
    assert display_lines(parse(typed), "▲") == ()


@pytest.mark.parametrize(
    ("typed", "operator"),
    [("7,000以上", Operator.AT_LEAST), ("5以下", Operator.AT_MOST), ("5未満", Operator.BELOW),
     ("5超", Operator.ABOVE), ("5", None)],
)  # fmt: skip
def test_operators(typed: str, operator: Operator | None) -> None:
    assert parse(typed).operator is operator


def test_a_unit_behind_a_number_must_be_the_rows_own() -> None:
    assert parse("15人", "人").number == Decimal(15)
    assert parse("15人", "件").kind is ValueKind.QUALITATIVE
    assert parse("15 人", "人 ").number == Decimal(15)
    assert parse("+15").number == Decimal(15)


def test_dated_values_in_any_order_count_by_their_years() -> None:
    value = parse("19.1（H28）\n18.65（H27）\n20（R1）（概数）")
    assert value.kind is ValueKind.QUALITATIVE  # two brackets: no list of dated values
    value = parse("19.1（H28）\n18.65（H27）")
    assert (value.number, value.decimals, str(value.year)) == (Decimal("19.1"), 1, "H28")
    assert [older.number for older in value.older] == [Decimal("18.65")]
    value = parse("1（R1）2（H27）3以上（H30）", "件")
    assert value.number == Decimal(1)
    assert [older.raw for older in value.older] == ["2(H27)", "3以上(H30)"]
    assert display(value, "▲") == "2（H27）3以上（H30）1（R1）"
    value = parse("5（H27）6以下（R2）")
    assert value.operator is Operator.AT_MOST
    assert parse("5人（H27）6人（R2）", "人").number == Decimal(6)


@pytest.mark.parametrize(
    "typed", ["5（H27）6（概数）", "5（H27）約6（R1）", "5（H27）6", "5（概数）6（概数）"]
)
def test_values_that_are_not_all_dated(typed: str) -> None:
    assert parse(typed).kind is ValueKind.QUALITATIVE


def test_a_format_with_words_of_no_meaning_is_told() -> None:
    value = from_number("12", '"約"0"人位"', "人")
    assert value.kind is ValueKind.UNREADABLE
    assert value.fault is Fault.NOTATION
    assert "「約人位」" in value.reason
    assert value.raw == "約12人位"


def test_a_percentage_under_another_unit_is_told() -> None:
    value = from_number("0.446", "0.0%", "件")
    assert (value.kind, value.fault) == (ValueKind.UNREADABLE, Fault.PERCENT)
    assert value.raw == "44.6%"
    assert from_number("0.446", "0.0%", "％").raw == "44.6%"
    assert from_number("0.446", "0.0%", "%").number == Decimal("44.6")


def test_what_a_format_adds_counts_as_typed() -> None:
    value = from_number("5345.25", '#,##0.0"以上（H26）（概数）"', "人")
    assert (value.number, value.decimals, value.status) == (Decimal("5345.25"), 1, "概数")
    assert (str(value.year), value.operator) == ("H26", Operator.AT_LEAST)
    assert value.raw == "5,345.3以上（H26）（概数）"
    assert from_number("-5345", "0").raw == "-5,345"


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ("0.30000000000000004", "0.3"), ("0", "0"), ("0.0", "0"), ("123456789012345678", "123456789012346000"),
        ("1234567890.123456789", "1234567890.12346"), ("1E-7", "0.0000001"), ("99999999999999.95", "100000000000000"),
    ],
)  # fmt: skip
def test_fifteen_digits_as_excel_shows_them(stored: str, number: str) -> None:
    assert excel_number(stored) == Decimal(number)


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        ("2.5", 0, "3"), ("-2.5", 0, "▲3"), ("2.449", 1, "2.4"), ("0", 0, "0"), ("0", 2, "0.00"),
        ("-0.4", 0, "0"), ("999.5", 0, "1,000"), ("-1234567.891", 2, "▲1,234,567.89"), ("1E+3", 0, "1,000"),
    ],
)  # fmt: skip
def test_canonical_numbers(number: str, decimals: int, shown: str) -> None:
    assert format_number(Decimal(number), decimals, "▲") == shown


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("%", "％"),
        (" % ", "％"),
        ("人\n／日", "人／日"),
        ("十億円", "十億円"),
        ("", ""),
        ("％", "％"),
    ],
)
def test_units_as_printed(typed: str, printed: str) -> None:
    assert display_unit(typed) == printed


def test_bracket_without_meaning_says_so() -> None:
    assert "かっこの中の「abc」" in parse("12（abc）").reason


@pytest.mark.parametrize(
    ("stored", "code", "unit", "shown"),
    [
        ("35", "0.0", "％", "35.0"), ("0.446", "0.0%", "％", "44.6"), ("4843", "#,##0", "件", "4,843"),
        ("44.600000000000001", "General", "", "44.6"), ("-0.5", '0.0;"▲"0.0', "", "▲0.5"),
        ("-0.5", "0.0;[Red]▲0.0", "", "▲0.5"), ("5345", '#,##0"（概数）"', "人", "5,345（概数）"),
        ("5481000", "#,##0,", "千トン", "5,481"), ("12", '0"人"', "人", "12"),
        ("5", "#,##0_);(#,##0)", "", "5"), ("0.1", "0.##", "", "0.1"), ("2.675", "0.00", "", "2.68"),
        ("1234567", "General", "人", "1,234,567"), ("100", "General", "", "100"), ("0", "General", "", "0"),
    ],
)  # fmt: skip
def test_number_formats(stored: str, code: str, unit: str, shown: str) -> None:
    assert display(from_number(stored, code, unit), "▲") == shown


def test_a_whole_number_that_general_has_no_room_for_is_seen_otherwise() -> None:
    fits, wide = (from_number(stored, "General") for stored in ("12345678901", "123456789012"))
    assert (fits.number, fits.seen) == (Decimal(12345678901), None)
    assert (wide.number, wide.seen) == (Decimal(123456789012), "1.23457E+11")


@pytest.mark.parametrize("typed", ["1\u200b2", "１２\u200b人"])
def test_a_letter_that_nobody_sees_is_told(typed: str) -> None:
    value = parse(typed, "人")
    assert value.kind is ValueKind.UNREADABLE
    assert "見えない文字" in value.reason
    assert "U+200B" in value.reason


@pytest.mark.parametrize(
    "code", ["yyyy/m/d", 'ggge"年"', "[h]:mm", "m/d", "[$-411]ge.m.d;@", "mmm-yy"]
)
def test_dates(code: str) -> None:
    assert NumberFormat.of(code).is_date


@pytest.mark.parametrize(
    "code", ["General", "0.0", '0.0"時間"', "0.00E+00", '#,##0;"△"#,##0', "[赤]0", "@"]
)
def test_not_dates(code: str) -> None:
    assert not NumberFormat.of(code).is_date


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    )
)
def test_what_is_written_reads_the_same(number: Decimal) -> None:
    for minus in "▲△-−":
        assert parse(format_number(number, 3, minus)).number == number


@given(st.text(max_size=40))
def test_any_text_gives_some_value_and_loses_nothing(text: str) -> None:
    value = parse(text, "％")
    if value.kind is not ValueKind.BLANK:
        assert value.raw == text.strip()


def test_a_number_of_more_digits_than_any_statistic_is_no_value() -> None:
    for value in (
        from_number("1.7976931348623157E+308", "0.0"),
        from_number("12345678901234567", "0"),
        parse("9" * 401),
        parse("12345678901234567"),
        parse("0.1234567890123"),
    ):
        assert (value.kind, value.fault) == (ValueKind.UNREADABLE, Fault.NOTATION)
        assert "桁" in value.reason
    assert from_number("1234567890123456", "0").number == Decimal("1234567890123460")
    assert parse("1,234,567,890,123,456").number == Decimal(1234567890123456)
    assert parse("0.123456789012").number == Decimal("0.123456789012")
    assert parse("00000000000000000012").number == 12
    assert from_number("5E-324", "0.00").number == 0
    assert from_number("1.23456789012345E-5", "General").number == Decimal("0.0000123456789012345")


@pytest.mark.parametrize(
    ("typed", "unit", "number", "status", "operator"),
    [
        ("5（累計）", "社", "5", "累計", None),
        ("515（うちH28 255）", "人", "515", "うちH28 255", None),
        ("515（うちH28：255）", "人", "515", "うちH28：255", None),
        ("515人\n（うち H28は 255人）", "人", "515", "うち H28は 255人", None),
        ("80％以上を維持", "％", "80", "", Operator.AT_LEAST),
        ("3未満維持", "件", "3", "", Operator.BELOW),
        ("1.70→1.80", "", "1.80", "", None),
        ("10→15以上", "件", "15", "", Operator.AT_LEAST),
    ],
)
def test_notations_that_say_more_than_a_number_are_printed_as_typed(
    typed: str, unit: str, number: str, status: str, operator: Operator | None
) -> None:
    value = parse(typed, unit)
    assert (value.kind, value.number, value.status) == (ValueKind.NUMBER, Decimal(number), status)
    assert (value.operator, value.is_open) == (operator, False)
    if not status:
        assert display(value, "▲") == typed
    assert parse(display(value, "▲"), unit).number == value.number


@pytest.mark.parametrize("typed", ["10～15", "10〜15", "5年間で1,000", "3か年で50件"])
def test_what_no_single_number_says_is_printed_as_typed(typed: str) -> None:
    value = parse(typed, "件")
    assert (value.kind, value.number, display(value, "▲")) == (ValueKind.QUALITATIVE, None, typed)
    assert parse(display(value, "▲"), "件") == value


@pytest.mark.parametrize(
    "typed",
    [
        "10～",
        "1→2→3",
        "1.70→良",
        "5年間でたくさん",
        "概ね以上を維持",
        "（うち3）",
        "5～99999999999999999",
    ],
)
def test_what_only_looks_like_them_is_not_taken(typed: str) -> None:
    value = parse(typed, "件")
    assert (value.kind, value.shown) == (ValueKind.QUALITATIVE, "")


@pytest.mark.parametrize(
    ("typed", "unit", "number"),
    [
        ("25件（H27～R1累計）", "件", "25"), ("250程度", "人", "250"), ("8分30秒", "分", "8.5"),
        ("1時間20分", "分", "80"), ("20分", "時間", "0.333333333333"), ("1年6か月", "年", "1.5"),
        ("約1,200人", "人", "1200"), ("延べ1,234人", "人", "1234"), ("30％以上", "％", "30 以上"),
        ("100.0％（達成）", "％", "100.0"), ("3.5万人", "人", "35000"), ("3.5万人", "千人", "35"),
        ("3.5万", "人", "35000"), ("3.5万", "万人", "3.5"), ("2億3,456万円", "万円", "23456"),
        ("2億5千万円", "円", "250000000"), ("83,940円", "千円", "83.94"), ("¥1,234", "円", "1234"),
        ("全国3位", "位", "3"), ("80％（8/10）", "％", "80"), ("45人（62.5％）", "人", "45"),
        ("※1,234", "人", "1234"), ("1,234*", "人", "1234"), ("12ヶ所", "箇所", "12"), ("25名", "人", "25"),
        ("毎年度100件以上", "件", "100 以上"), ("30分以内", "分", "30 以下"), ("約8分20秒以内", "秒", "500 以下"),
        ("≧80", "％", "80 以上"), ("80％を超える", "％", "80 超"), ("50件に減少", "件", "50 以下"),
        ("50件まで増加", "件", "50 以上"), ("8割以上", "％", "80 以上"), ("▲3.5万人", "人", "-35000"),
        ("41（R4実績）", "％", "41"), ("100％を達成", "％", "100"),
    ],
)  # fmt: skip
def test_a_number_in_words_is_read_and_printed_as_typed(typed: str, unit: str, number: str) -> None:
    value = parse(typed, unit)
    assert value.kind is ValueKind.NUMBER
    assert f"{value.number} {value.operator or ''}".strip() == number
    assert display(value, "▲") == typed


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("3.5万", "千円"), ("1,234人", "件"), ("¥5人", "円"), ("10人中8人", "人"), ("3～5万人", "人"),
        ("15～10", "人"), ("良～15", "人"), ("10～良", "人"), ("10以下～15", "人"), ("5秒3分", "分"), ("5分", "人"),
        ("r1,234", "人"), ("あ" * 61 + "1", "人"), ("9999999999999999億", "人"), ("(45.2)", "％"), ("万", "人"),
        ("12345678901234567分5秒", "分"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_no_number(typed: str, unit: str) -> None:
    value = parse(typed, unit)
    assert (value.kind, value.shown, value.ends) == (ValueKind.QUALITATIVE, "", ())


@pytest.mark.parametrize(
    "typed", ["－千円", "集計中（9月公表）", "R7.9公表予定", "感染症のため中止", "算定不可", "対象外", "ｰ", "／"]
)  # fmt: skip
def test_more_words_for_no_value(typed: str) -> None:
    assert parse(typed, "千円").kind is ValueKind.NO_DATA


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("同左", "元の値"),
        ("12（千円）", "千円"),
        ("1,234（567）", "うち567"),
        ("約12人（G26）", "G26"),
    ],
)
def test_what_refers_elsewhere_or_may_mean_two_things_is_told(typed: str, reason: str) -> None:
    assert reason in parse(typed, "人").reason


def test_targets_in_words_of_offices() -> None:
    said = [
        (parse(t).word, parse(t).operator) for t in ("現状維持", "現状値以上", "基準値を下回る")
    ]
    keep, fall = ValueWord.KEEP, ValueWord.FALL
    assert said == [(keep, None), (keep, Operator.AT_LEAST), (fall, None)]
    for typed in ("10％増", "前年度以上", "1年間で約100人"):
        assert (parse(typed, "人").number, parse(typed, "人").shown) == (None, typed)


def test_a_format_that_shows_a_scale_counts_as_typed() -> None:
    value = from_number("3.5", '0.0"万人"', "人")
    assert (value.number, display(value, "▲")) == (35000, "3.5万人")


@pytest.mark.parametrize(
    ("typed", "advice"),
    [("(45.2)", "45.2（参考値）"), ("8/10", "8（全10）"), ("10-15", "10～15"), ("1,23", "コンマ"),
     ("5円", "「人」ですが、「円」"), ("r5", "断りはかっこに")],
)  # fmt: skip
def test_a_doubt_says_what_to_write(typed: str, advice: str) -> None:
    assert advice in doubt(typed, "人")


def test_a_part_beside_another_status_is_said_with_it() -> None:
    value = parse("5（概数）（うち3）", "件")
    assert (value.number, value.status, value.is_open) == (5, "概数、うち3", True)
