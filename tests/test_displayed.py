"""Numbers as Excel shows them: a table of formats and values, judged by LibreOffice.

Values worked by hand stand in ``BY_HAND``; where LibreOffice is known to differ from Excel, the format
is not in the table that it judges.
"""

import csv
from pathlib import Path

import openpyxl
import pytest

from kumareport.number_format import NumberFormat, displayed_number, displayed_text
from tests.conftest import soffice

NUMBERS = ("0", "1", "-1", "5", "0.5", "-0.5", "2.5", "44.65", "-44.65", "0.446", "99.96", "100", "120.04",
           "1234.5", "-1234567.891", "1234567", "0.333333333", "1e-7", "1.25", "33.9", "8600001")  # fmt: skip
FORMATS = (
    "0", "0.0", "0.00", "#,##0", "#,##0.0", "0%", "0.0%", "0.0;▲0.0", "0.0;▲0.0;－", '0;-0;"－"', "0;(0)",
    '0.0"人"', '"約"0', "#,##0,", '0.0,"千"', "[>=100]0;0.0", '[>=100]"多い";0.0', "[>=1]0.0;[>=0.1]0.00;0.000",
    "[Red]0;[Blue]-0", "000", "#", "?0", "0.0?", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ',
    "0.00E+00", "#,##0_);(#,##0)", "# ?/?", "# ??/??", "000-0000", '"¥"#,##0', "[$¥-411]#,##0",
)  # fmt: skip
DAYS = ("46085", "43586", "43585", "32516", "1", "46085.75", "46085.123456", "0.75")
DATES = (
    'm"月"d"日"', "yyyy/m/d", "yyyy-mm-dd", "yy/mm/dd", "m/d", "h:mm", "hh:mm:ss", "h:mm AM/PM",
    '[$-411]ggge"年"m"月"d"日"', "[$-411]ge.m.d", "[$-411]aaa", "[$-411]aaaa", "[h]:mm", "mm:ss", '[$-411]yyyy"年"m"月"d"日"(aaa)',
)  # fmt: skip
LIBREOFFICE_DIFFERS = {
    # Excel counts 1 January 1900 as day 1, LibreOffice as day 2.
    *((value, code) for value in ("1", "0.75") for code in DATES if "m" in code or "a" in code),
    # Excel rounds to the second, LibreOffice cuts.
    *(("46085.123456", code) for code in DATES if "s" in code),
}
BY_HAND = [
    ("46085", 'm"月"d"日"', "3月4日"),
    ("46085", '[$-411]ggge"年"m"月"d"日"', "令和8年3月4日"),
    ("43586", "[$-411]ge.m.d", "R1.5.1"),
    ("43585", "[$-411]ge.m.d", "H31.4.30"),
    ("1", "yyyy/m/d", "1900/1/1"),
    ("5", ";;;", ""),
    ("0", '0.0;-0.0;"－"', "－"),
    ("120", '[>=100]"多数";0.0', "多数"),
    ("99.94", '[>=100]"多数";0.0', "99.9"),
    ("0.446", "0.0%", "44.6%"),
    ("0.30000000000000004", "General", "0.3"),
    ("12345678901234", "General", "1.23457E+13"),
    ("-1", "yyyy/m/d", "########"),
    ("12.5", "@", "12.5"),
    ("5", "0.#", "5."),
    ("-1", "[>=100]0;0.0", "1.0"),
    ("46085.123456", "h:mm:ss", "2:57:47"),
    ("-0.5", "0", "-1"),
    ("-0.04", "0.0", "0.0"),
    ("12345", "##0.0E+0", "12.3E+3"),
    ("1234", 'General"人"', "1234人"),
    # General has room for eleven characters.
    ("0.333333333333", "General", "0.333333333"),
    ("1234.56789012", "General", "1234.56789"),
    ("50", "[>=100]0", "####"),
    ("49", '[<50]"低";[>50]"高";"同"', "低"),
    ("50", '[<50]"低";[>50]"高";"同"', "同"),
    ("51", '[<50]"低";[>50]"高";"同"', "高"),
    ("50", '[<=50]"低";"高"', "低"),
    ("51", '[<=50]"低";"高"', "高"),
    ("49", '[=50]"同";"他"', "他"),
    ("50", '[=50]"同";"他"', "同"),
    ("51", '[=50]"同";"他"', "他"),
    ("49", '[<>50]"他";"同"', "他"),
    ("50", '[<>50]"他";"同"', "同"),
    ("51", '[<>50]"他";"同"', "他"),
    ("2.3", "# ?/4", "2 1/4"),
    # 4 March 2026 is a Wednesday.
    ("46085", "[$-F800]dddd, mmmm dd, yyyy", "2026年3月4日"),
    ("0.75", "[$-F400]h:mm:ss AM/PM", "18:00:00"),
    ("46085", "d mmm yyyy", "4 Mar 2026"),
    ("46085", "mmmm", "March"),
    ("46085", "mmmmm", "M"),
    ("46085", "ddd", "Wed"),
    ("46085", "dddd", "Wednesday"),
    ("0.25", "hhh", "06"),
    ("0.0000173611111111", "mm:ss.00", "00:01.50"),
]


@pytest.mark.parametrize(("stored", "code", "seen"), BY_HAND)
def test_a_number_is_shown_as_worked_by_hand(stored: str, code: str, seen: str) -> None:
    assert displayed_number(stored, code) == seen


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("General", "文"), ("@", "文"), (";;;", ""), ("0;-0;0;", ""), ("0;-0;0", "文"),
        ('0;-0;0;"（"@"）"', "（文）"), ('@"さん"', "文さん"),
    ],
)  # fmt: skip
def test_a_text_is_changed_only_by_a_text_section(code: str, seen: str) -> None:
    assert displayed_text("文", code) == seen


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("General", False), ("0.0", False), ('m"月"', True), ("[h]:mm", True), ('"day"0', False),
        ("[Red]0", False), ("0.00E+00", False), ("ge.m.d", True), ("[$-411]0", False), ("mm:ss.0", True),
    ],
)  # fmt: skip
def test_dates_are_known_by_their_format(code: str, is_date: bool) -> None:
    assert NumberFormat.of(code).is_date is is_date


def test_the_table_is_shown_as_libreoffice_shows_it(tmp_path: Path) -> None:
    """Padding is left out: it is white space on the screen, and nothing in a list."""
    rows = [(value, code) for values, codes in ((NUMBERS, FORMATS), (DAYS, DATES)) for value in values
            for code in codes if (value, code) not in LIBREOFFICE_DIFFERS]  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, (value, code) in enumerate(rows, 1):
        sheet.cell(row, 1, float(value)).number_format = code
    path = tmp_path / "table.xlsx"
    book.save(path)
    as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1041,false,true"
    with soffice(path, as_shown, tmp_path / "out").open(encoding="utf-8", newline="") as file:
        shown = [line[0] if line else "" for line in csv.reader(file)]
    assert len(shown) == len(rows)
    differing = [
        (value, code, ours, theirs)
        for (value, code), theirs in zip(rows, shown, strict=True)
        if (ours := displayed_number(value, code)).replace(" ", "") != theirs.replace(" ", "")
    ]
    assert not differing, "\n".join(map(str, differing))
