"""What a number format says of a number, after ECMA-376 Part 1, 18.8.30."""

from decimal import Decimal

import pytest

from kumareport.number_format import NumberFormat, Shown


def shown(code: str, number: str) -> Shown:
    return NumberFormat.of(code).show(Decimal(number))


@pytest.mark.parametrize(
    ("code", "number", "decimals"),
    [
        ("General", "12", 0), ("General", "1.25", 2), ("General", "1.20", 1), ("General", "1200", 0),
        ("@", "1.5", 1), ("標準", "1.5", 1), ("", "1.5", 1), ('"計"General', "1.5", 1),
        ("0", "1.5", 0), ("0.0", "12", 1), ("0.00", "1.234", 2), ("0.0#", "12", 1), ("0.0#", "12.34", 2),
        ("0.0#", "12.345", 2), ("0.##", "12", 0), ("0.??", "12.5", 1), ("#,##0.0", "1234", 1),
    ],
)  # fmt: skip
def test_decimals(code: str, number: str, decimals: int) -> None:
    assert shown(code, number) == Shown(Decimal(number), decimals)


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [
        ("0%", "0.446", Shown(Decimal("44.6"), 0, percent=True)),
        ("0.0%", "0.446", Shown(Decimal("44.6"), 1, percent=True)),
        ("0.0,", "5481", Shown(Decimal("5.481"), 1)),
        ("#,##0,,", "5481000", Shown(Decimal("5.481"), 0)),
        # A comma between digits groups them; only one after the last divides.
        ("#,##0", "5481", Shown(Decimal("5481"), 0)),
        # One behind the decimals divides as well.
        ("0.0,", "5000", Shown(Decimal("5"), 1)),
    ],
)
def test_scales(code: str, number: str, expected: Shown) -> None:
    assert shown(code, number) == expected


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ('0"人"', "", "人"),
        ('"約"0"人"', "約", "人"),
        ("0人", "", "人"),
        (r"0\人\台", "", "人台"),
        ('0"（概数）"', "", "（概数）"),
        # Signs, spaces, currency, colours and padding are look, not words.
        ("¥#,##0_ ", "", ""),
        ("[Red]0", "", ""),
        ("[$€-2]0", "", ""),
        ("(0)", "", ""),
        ('"▲ "0', "", ""),
        ("0*-", "", ""),
        ('0""', "", ""),
    ],
)
def test_words(code: str, before: str, after: str) -> None:
    found = shown(code, "12")
    assert (found.before, found.after) == (before, after)


@pytest.mark.parametrize(
    ("number", "after"), [("5", "増"), ("0.5", "増"), ("-5", "減"), ("-0.5", "減"), ("0", "同")]
)
def test_the_parts_for_positive_negative_and_zero(number: str, after: str) -> None:
    assert shown('0"増";0"減";0"同"', number).after == after


@pytest.mark.parametrize(("number", "after"), [("5", "増"), ("-5", "減"), ("0", "増")])
def test_two_parts(number: str, after: str) -> None:
    assert shown('0"増";0"減"', number).after == after


def test_one_part_is_for_all_and_a_quoted_semicolon_parts_nothing() -> None:
    assert [shown('0"；;件"', number).after for number in ("5", "-5", "0")] == ["；;件"] * 3


def test_a_part_without_digits_shows_the_number_itself() -> None:
    assert shown('0.0;"減";"なし"', "0") == Shown(Decimal(0), 0)
    assert shown('0.0;"減"', "-1.25") == Shown(Decimal("-1.25"), 2)


@pytest.mark.parametrize("code", ["General", "標準", "@", "", '"件"', '"計"General', "[Red]"])
def test_general(code: str) -> None:
    found = NumberFormat.of(code)
    assert (found.is_general, found.is_date) == (True, False)


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("0", False), ("0.00E+00", False), ("##0e+0", False), ('0"年"', False), (r"0\d", False),
        ("[赤]0", False), ("0_m", False), ("0*d", False), ("[DBNum1]0", False),
        ("yyyy", True), ("M/D", True), ("[h]:mm", True), ("[mm]:ss", True), ("e", True), ("ggge", True),
        ("h:mm AM/PM", True), ("0e", False),
    ],
)  # fmt: skip
def test_dates(code: str, is_date: bool) -> None:
    found = NumberFormat.of(code)
    assert (found.is_general, found.is_date) == (False, is_date)
