"""How letters stand in a returned form: raised, lowered, in bold, with furigana. None of it is silent."""

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.make_package import pack, parts
from tests.review.office import Office, in_brief, put

RAISED, LOWERED = InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript")
BULLET = "項目名・本文"


def rich(*pieces: str | tuple[InlineFont, str]) -> CellRichText:
    return CellRichText(*(p if isinstance(p, str) else TextBlock(*p) for p in pieces))


def typed(office: Office, key: str, header: str, content: object) -> None:
    office.edit("企画課", lambda book: put(book, key, header, content))


@pytest.mark.parametrize(
    ("content", "said", "told"),
    [
        (rich("面積は10m", (RAISED, "2"), "である。"), "面積は10m²である。", "上付き「²」"),
        (rich("CO", (LOWERED, "２"), "を減らす。"), "CO₂を減らす。", "下付き「₂」"),
        (rich("10", (RAISED, "-6"), "程度である。"), "10⁻⁶程度である。", "上付き「⁻⁶」"),
        (rich("参加者", (RAISED, "※"), "が増えた。"), "参加者※が増えた。", "上付き「※」"),
    ],
)
def test_raised_letters_are_proposed_and_told(
    office: Office, content: CellRichText, said: str, told: str
) -> None:
    typed(office, "1-1-検1", BULLET, content)
    collection = office.collect(office.list, office.form("企画課"))
    (proposal,) = collection.proposals
    assert proposal.proposed.text == said
    assert f"文字の見た目も取り込みます：{told}" in proposal.remarks
    assert collection.unread == ()


def test_raised_letters_alone_are_another_way_to_write_it(office: Office) -> None:
    """The letters are those that were issued: only how they stand was changed."""
    typed(office, "1-1-検1", BULLET, rich("指標甲は前年", (RAISED, "度"), "より増加した。"))
    collection = office.collect(office.list, office.form("企画課"))
    (proposal,) = collection.proposals
    assert (proposal.kind, proposal.proposed.text) == ("表記のみ", "指標甲は前年度より増加した。")
    assert "文字の見た目も取り込みます：上付き「度」" in proposal.remarks
    assert collection.unread == ()


def test_a_raised_digit_is_no_value(office: Office) -> None:
    typed(office, "1-1-指1", "実績 R5", rich("10", (RAISED, "3")))
    collection = office.collect(office.list, office.form("企画課"))
    (unread,) = collection.unread
    assert (unread.text, "「10³」" in unread.reason) == ("10³", True)
    assert collection.proposals == ()


def test_a_raised_note_behind_a_value_is_a_note(office: Office) -> None:
    typed(office, "1-1-指1", "実績 R5", rich("41", (RAISED, "（H26）")))
    (proposal,) = office.collect(office.list, office.form("企画課")).proposals
    assert proposal.proposed.text == "41（H26）"
    assert any("上付き" in remark for remark in proposal.remarks)


def test_an_opinion_keeps_its_raised_letters(office: Office) -> None:
    typed(office, "1-1-検1", "事務局への意見", rich("10m", (RAISED, "2"), "では", (RAISED, "※")))
    collection = office.collect(office.list, office.form("企画課"))
    (opinion,) = collection.opinions
    assert opinion.text.startswith("10m²では※\n")
    assert "「では※」と載ります" in opinion.text
    assert collection.unread == ()


def test_emphasis_is_proposed_in_texts_and_told_elsewhere(office: Office) -> None:
    bold, line = InlineFont(b=True), InlineFont(u="single")

    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-検1", BULLET, rich("指標甲は前年度より", (bold, "大きく"), "増加した。"))
        put(book, "1-1-検2", BULLET, rich((line, "目標"), "には届いていない状況である。"))
        put(book, "1-1-指2", "実績 R5", rich("120", (bold, "（概数）")))

    office.edit("企画課", change)
    collection = office.collect(office.list, office.form("企画課"))
    one, two = collection.proposals
    assert (one.kind, two.kind) == ("本文", "表記のみ")
    assert "文字の見た目も取り込みます：太字「大きく」" in one.remarks
    assert "文字の見た目も取り込みます：下線「目標」" in two.remarks
    (entry,) = [entry for entry in collection.answered if entry.has_answered]
    assert entry.notes == ["「第１章」の I6 の太字・斜体・下線は取り込みません"]
    assert collection.unread == ()


def test_a_part_struck_through_is_taken_out(office: Office) -> None:
    struck = InlineFont(strike=True)
    typed(office, "1-1-検1", BULLET, rich("指標甲は", (struck, "前年度より"), "増加した。"))
    assert in_brief(office.collect(office.list, office.form("企画課"))) == [
        ("本文", "1-1-検1", BULLET, "指標甲は増加した。", "企画課")
    ]


@pytest.mark.parametrize(("shown", "told"), [("", []), (' ph="1"', ["（シヒョウ）"])])
def test_furigana_is_told_where_excel_shows_it(office: Office, shown: str, told: list[str]) -> None:
    """Japanese Excel stores the reading of whatever is typed, and shows it only on demand."""
    form = office.form("企画課")
    content: dict[str, bytes | str] = {**parts(form)}
    sheet = content["xl/worksheets/sheet2.xml"]
    text = sheet.decode() if isinstance(sheet, bytes) else sheet
    start = text.index('<c r="E8"')
    end = text.index("</c>", start)
    said = "指標甲は前年度より増加した。"
    style = text[start:end].partition('s="')[2].partition('"')[0]
    reading = '<rPh sb="0" eb="2"><t>シヒョウ</t></rPh>'
    cell = f'<c r="E8" s="{style}" t="inlineStr"{shown}><is><t>{said}</t>{reading}</is>'
    content["xl/worksheets/sheet2.xml"] = text[:start] + cell + text[end:]
    pack(form, content)
    collection = office.collect(office.list, form)
    assert [unread.text.removeprefix(said) for unread in collection.unread] == told
    assert collection.proposals == ()
