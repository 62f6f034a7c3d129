"""Cells as other programs store them, and formulas, links and signs in them: told as they are seen."""

from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink

from kumareport.review.returns.collection import Collection
from tests.review.judge.excel_edits import COVER, TABLE, S, cell
from tests.review.judge.package import Returned
from tests.review.office import Office

FORM, TOP, VALUE, TEXT, OPINION = "企画課", "1-1-指1", "I5", "E8", "L8"
OLD = "目標には届いていない状況である。"


def rich(*runs: str) -> str:
    return f'<c t="inlineStr"><is>{"".join(runs)}</is></c>'


def run(text: str, look: str = "") -> str:
    return f"<r>{look and f'<rPr>{look}</rPr>'}<t>{text}</t></r>"


TOLD: dict[str, tuple[str, str, str, str]] = {
    "date": (VALUE, '<c t="d"><v>2026-03-04</v></c>', "読取不能", "2026/3/4"),
    "time": (VALUE, '<c t="d"><v>2026-03-04T10:30:00</v></c>', "読取不能", "2026/3/4 10:30"),
    "date for a text": (TEXT, '<c t="d"><v>2026-03-04</v></c>', "読取不能", "2026/3/4"),
    "formula without result": (VALUE, "<c><f>45+1.5</f></c>", "読取不能", "（結果のない数式：=45+1.5）"),
    "formula without result as opinion": (OPINION, "<c><f>B2</f></c>", "意見", "（結果のない数式：=B2）"),
    "large number": (VALUE, "<c><v>1.5E+15</v></c>", "修正案", "1.5E+15"),
    "control characters": (TEXT, rich("<t>目標_x0007_には届く。</t>"), "修正案", "目標には届く。"),
    "wingdings": (TEXT, rich(run("目標は"), run("\u00e0", '<rFont val="Wingdings"/>'), run("届く。")),
                  "修正案", "目標は→届く。"),
    "opinion struck in part": (OPINION, rich(run("取り下げ", "<strike/>"), run("新しい意見")),
                               "意見", "新しい意見（取り消し線：取り下げ）"),
    "opinion struck": (OPINION, rich(run("取り下げた意見", "<strike/>")), "意見", "（取り消し線：取り下げた意見）"),
    "opinion that is true": (OPINION, '<c t="b"><v>1</v></c>', "意見", "TRUE"),
}  # fmt: skip


def told(collection: Collection) -> list[tuple[str, str]]:
    found = [("修正案", p.proposed.text) for p in collection.proposals]
    found += [("意見", opinion.text) for opinion in collection.opinions]
    return found + [("読取不能", unread.text) for unread in collection.unread]


def typed(office: Office, tmp_path: Path, part: str, *cells: tuple[str, str]) -> Path:
    """The form with cells written as XML."""
    returned = Returned(office.form(FORM), 1)
    for reference, xml in cells:
        old = cell(returned, part, reference)
        new = etree.fromstring(xml.replace("<c", f'<c xmlns="{S}"', 1))
        new.set("r", reference)
        if old.get("s"):
            new.set("s", str(old.get("s")))
        parent = old.getparent()
        assert parent is not None
        parent.replace(old, new)
    return returned.save(tmp_path / "返送.xlsx")


@pytest.mark.parametrize("name", TOLD)
def test_a_cell_is_told_once_as_it_is_seen(issued: Office, tmp_path: Path, name: str) -> None:
    reference, xml, sheet, text = TOLD[name]
    file = typed(issued, tmp_path, TABLE, (reference, xml))
    assert told(issued.collect(file, issued.list)) == [(sheet, text)]


def test_a_date_as_an_opinion(issued: Office, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["第１章"][OPINION] = 46085
        book["第１章"][OPINION].number_format = 'm"月"d"日"'

    file = issued.edit(FORM, change, tmp_path / "返送.xlsx")
    assert told(issued.collect(file, issued.list)) == [("意見", "3月4日")]


@pytest.mark.parametrize(
    ("code", "seen"), [(";;;", "何も見えていません"), ("# ?/?", "「45 1/2」と見えています")]
)
def test_another_look_of_the_same_value(
    issued: Office, tmp_path: Path, code: str, seen: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["第１章"][VALUE].number_format = code

    file = issued.edit(FORM, change, tmp_path / "返送.xlsx")
    assert told(issued.collect(file, issued.list)) == [("読取不能", f"Excel では{seen}")]


@pytest.mark.parametrize("code", ['"¥"#,##0', "0.00E+00"])
def test_a_number_is_told_once_however_it_is_shown(
    issued: Office, tmp_path: Path, code: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["第１章"][VALUE] = 1200
        book["第１章"][VALUE].number_format = code

    file = issued.edit(FORM, change, tmp_path / "返送.xlsx")
    assert told(issued.collect(file, issued.list)) == [("修正案", "1200")]


def test_equal_words_in_several_places_are_each_told(issued: Office, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        for place in (OPINION, "U7", "K5", "B8"):
            sheet[place] = "済"
        book["記入要領"]["A3"] = "済"

    file = issued.edit(FORM, change, tmp_path / "返送.xlsx")
    collection = issued.collect(file, issued.list)
    assert told(collection) == [("意見", "済"), *[("読取不能", "済")] * 4]


# --- links ----------------------------------------------------------------------------------------

PAGE = "https://example.jp/toukei?x=1"


@pytest.mark.parametrize(
    ("words", "link", "tip", "wanted"),
    [
        ("資料参照", PAGE, None, [("意見", "資料参照"), ("読取不能", PAGE)]),
        ("資料参照", PAGE, "昨年の", [("意見", "資料参照"), ("読取不能", f"{PAGE}　昨年の")]),
        (PAGE, PAGE, None, [("意見", PAGE)]),
        ("問合せ：a@city.jp", "mailto:a@city.jp", None, [("意見", "問合せ：a@city.jp")]),
        ("資料参照", "#第１章!A1", None, [("意見", "資料参照")]),
    ],
)
def test_the_address_of_a_link(
    issued: Office,
    tmp_path: Path,
    words: str,
    link: str,
    tip: str | None,
    wanted: list[tuple[str, str]],
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell = book["第１章"][OPINION]
        cell.value, cell.hyperlink = words, Hyperlink(OPINION, target=link, tooltip=tip)

    file = issued.edit(FORM, change, tmp_path / "返送.xlsx")
    assert told(issued.collect(file, issued.list)) == wanted


def test_the_address_in_a_formula(issued: Office, tmp_path: Path) -> None:
    xml = f'<c t="str"><f>HYPERLINK("{PAGE}","こちら")</f><v>こちら</v></c>'
    file = typed(issued, tmp_path, TABLE, (OPINION, xml))
    assert told(issued.collect(file, issued.list)) == [("意見", "こちら"), ("読取不能", PAGE)]


# --- what the office wrote ------------------------------------------------------------------------


def test_words_of_the_office_that_are_gone(issued: Office, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["表紙"]["B8"] = None
        book["表紙"]["B6"] = "締切を延ばしてください"

    file = issued.edit(FORM, change, tmp_path / "返送.xlsx")
    assert sorted(told(issued.collect(file, issued.list))) == [
        ("読取不能", "第１章 第１節 節の一"), ("読取不能", "締切を延ばしてください"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["第１章", "記入要領"])
def test_a_sheet_that_is_gone(issued: Office, tmp_path: Path, name: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        del book[name]
        (label,) = (cell for cell in book["表紙"]["A"] if cell.value == "全体への意見")
        book["表紙"].cell(label.row, 2, "該当しません")

    collection = issued.collect(issued.edit(FORM, change, tmp_path / "返送.xlsx"), issued.list)
    assert told(collection) == [("意見", "該当しません")]
    (entry,) = [entry for entry in collection.answered if entry.has_answered]
    assert entry.notes == [f"「{name}」シートがありません"]


def test_a_formula_for_the_contact(issued: Office, tmp_path: Path) -> None:
    file = typed(issued, tmp_path, COVER, ("B12", "<c><f>1+1</f></c>"))
    collection = issued.collect(file, issued.list)
    (entry,) = [entry for entry in collection.answered if entry.has_answered]
    assert "（結果のない数式：=1+1）" in entry.person


def test_a_typeface_of_signs_for_the_whole_cell(issued: Office, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["第１章"][OPINION] = "\u00fc"
        book["第１章"][OPINION].font = Font(name="Wingdings")

    file = issued.edit(FORM, change, tmp_path / "返送.xlsx")
    assert told(issued.collect(file, issued.list)) == [("意見", "✓")]


def test_an_answer_in_words_of_its_own(issued: Office, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        (label,) = (cell for cell in book["表紙"]["A"] if cell.value == "回答")
        book["表紙"].cell(label.row, 2, "電話でお伝えしました")

    collection = issued.collect(issued.edit(FORM, change, tmp_path / "返送.xlsx"), issued.list)
    assert told(collection) == [("意見", "電話でお伝えしました")]
