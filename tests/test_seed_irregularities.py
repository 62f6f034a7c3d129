"""The irregular notations found in the published report, each read as a person reads it."""

import csv
from decimal import Decimal
from typing import Any

import pytest

from kumareport.model.period import Year
from kumareport.model.value import Operator, Value, ValueKind, ValueWord
from kumareport.notation import display, parse
from tests.conftest import ROOT

ABOUT_VALUES = {"数値", "欠測", "質的", "演算子", "状態", "年", "表記"}
H25, H26, H27, H28 = Year(2013, "H25"), Year(2014, "H26"), Year(2015, "H27"), Year(2016, "H28")
H29, H30, R2, R4 = Year(2017, "H29"), Year(2018, "H30"), Year(2020, "R2"), Year(2022, "R4")


def number(typed: str, exact: str, decimals: int = 0, **more: Any) -> Value:
    return Value(ValueKind.NUMBER, typed, number=Decimal(exact), decimals=decimals, **more)


# By 項目 of the list: the value that a cell with this text has, and how the report prints it.
EXPECTED = {
    "負号△": [
        (number("△0.18", "-0.18", 2), "▲0.18"),
        (number("△3.54", "-3.54", 2), "▲3.54"),
        (number("△1.4", "-1.4", 1), "▲1.4"),
    ],
    "負号▲": [(number("▲0.6", "-0.6", 1), "▲0.6")],
    "負号と数字の間の空白": [(number("△ 5.43", "-5.43", 2), "▲5.43")],
    "全角数字": [
        (number("１９３", "193"), "193"),
        (number("２０５", "205"), "205"),
        (number("１７５", "175"), "175"),
        (number("１２０", "120"), "120"),
    ],
    "桁区切り欠落": [
        (number("4843(H26)", "4843", year=H26), "4,843（H26）"),
        (number("4316", "4316"), "4,316"),
        (number("4063", "4063"), "4,063"),
        (number("3931", "3931"), "3,931"),
    ],
    "行内の桁区切り混在": [
        (number("5,481", "5481"), "5,481"),
        (number("4843", "4843"), "4,843"),
    ],
    "小数桁の不揃い": [
        (number("42", "42"), "42"),
        (number("42.3", "42.3", 1), "42.3"),
        (number("87.51", "87.51", 2), "87.51"),
    ],
    "末尾ゼロを付けた値": [
        (number("35.0", "35", 1), "35.0"),
        (number("98.0", "98", 1), "98.0"),
    ],
    "2値が1セル": [
        (
            number(
                "18.6（H27） 19.1（H28）",
                "19.1",
                1,
                year=H28,
                older=(number("18.6(H27)", "18.6", 1, year=H27),),
            ),
            "18.6（H27）19.1（H28）",
        )
    ],
    "結合セルで2年分": [
        (
            Value(ValueKind.NO_DATA, "ー ※算出方法変更", note="※算出方法変更"),
            "ー ※算出方法変更",
        )
    ],
    "欠測: 長音": [(Value(ValueKind.NO_DATA, "ー"), "ー")],
    "欠測: ハイフン": [(Value(ValueKind.NO_DATA, "-"), "-")],
    "中止": [(Value(ValueKind.NO_DATA, "中止"), "中止")],
    "文字の基準値": [(Value(ValueKind.QUALITATIVE, "365日24時間"), "365日24時間")],
    "語の実績": [(Value(ValueKind.WORD, "維持", word=ValueWord.KEEP), "維持")],
    "語の検証値": [
        (Value(ValueKind.WORD, "上昇", word=ValueWord.RISE), "上昇"),
        (Value(ValueKind.WORD, "減少", word=ValueWord.FALL), "減少"),
    ],
    "以上": [(number("7,000以上", "7000", operator=Operator.AT_LEAST), "7,000以上")],
    "以下": [(number("881以下", "881", operator=Operator.AT_MOST), "881以下")],
    "概数": [(number("5,345（概数）", "5345", status="概数"), "5,345（概数）")],
    "見込み": [(number("945（見込み）", "945", status="見込み"), "945（見込み）")],
    "基準年の上書き": [(number("924（H26）", "924", year=H26), "924（H26）")],
    "全セルのデータ年ずれ": [(number("2,411（H25）", "2411", year=H25), "2,411（H25）")],
    "半角括弧": [
        (number("7.9(H26)", "7.9", 1, year=H26), "7.9（H26）"),
        (number("7,039(H26)", "7039", year=H26), "7,039（H26）"),
        (number("16(H30)", "16", year=H30), "16（H30）"),
        (number("31(R4)", "31", year=R4), "31（R4）"),
    ],
}
# The published cells behind the brackets that the list gives alone.
BRACKETS = [
    ("（Ｒ２）", number("24（Ｒ２）", "24", year=R2), "24（R2）"),
    ("（Ｈ25）", number("5,481（Ｈ25）", "5481", year=H25), "5,481（H25）"),
    ("（Ｈ29）", number("1,003（Ｈ29）", "1003", year=H29), "1,003（H29）"),
]
NOT_A_CELL = {
    "全角英字の元号": "brackets and headers without a number; see BRACKETS",
    "見出し行の全角４": "headers of columns",
    "暦年": "part of an indicator's name",
    "遡及改定": "a remark on a whole row",
    "連続同値": "two cells compared",
    "中間検証値が基準〜最終の外": "two cells compared",
    "基準=最終検証値": "two cells compared",
}


def irregularities() -> dict[str, dict[str, str]]:
    path = ROOT / "tests" / "seed" / "irregularities.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["項目"]: row for row in csv.DictReader(file)}


def test_every_irregularity_of_values_is_in_one_of_the_tables() -> None:
    about_values = {name for name, row in irregularities().items() if row["種別"] in ABOUT_VALUES}
    assert EXPECTED.keys() | NOT_A_CELL.keys() == about_values
    assert not EXPECTED.keys() & NOT_A_CELL.keys()


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [(name, *case) for name, cases in EXPECTED.items() for case in cases],
)
def test_an_irregular_cell_reads_as_people_mean_it(name: str, value: Value, shown: str) -> None:
    row = irregularities()[name]
    assert value.raw in row["例"] + "｜" + row["場所"]
    assert parse(value.raw) == value
    assert display(value, "▲") == shown


@pytest.mark.parametrize(("bracket", "value", "shown"), BRACKETS)
def test_full_width_eras_in_brackets(bracket: str, value: Value, shown: str) -> None:
    row = irregularities()["全角英字の元号"]
    assert bracket in row["例"] + "｜" + row["場所"]
    assert bracket in value.raw
    assert parse(value.raw) == value
    assert display(value, "▲") == shown
