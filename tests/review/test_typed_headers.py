"""Words typed into the header of a form: they are told, and the answers below are read."""

import openpyxl
import pytest

from tests.review.office import Office, columns, in_brief, put


@pytest.mark.parametrize(
    ("header", "typed"),
    [
        ("項目名・本文", "項目名・本文（ここを直した）"),
        ("項目名・本文", "※見てください 項目名・本文"),
        ("区分", "区分？"),
        ("実績 R5", "実績\nR5\n（暫定）"),
        ("単位", "単位は％でよいか"),
        ("事務局への意見", "事務局への意見（企画課）"),
    ],
)
def test_a_header_that_was_typed_into_still_heads_its_column(
    office: Office, header: str, typed: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-検1", "項目名・本文", "指標甲は減少した。")
        put(book, "1-1-指1", "実績 R5", 46.5, "0.0")
        put(book, "1-1-指1", "単位", "人")
        put(book, "1-1-検1", "事務局への意見", "意見である")
        sheet = book["第１章"]
        sheet.cell(3, columns(sheet)[header], typed)

    office.edit("企画課", change)
    collection = office.collect(office.list, office.form("企画課"))
    assert collection.rejected == ()
    assert [p[1:4] for p in in_brief(collection)] == [
        ("1-1-指1", "単位", "人"),
        ("1-1-指1", "実績 R5", "46.5"),
        ("1-1-検1", "項目名・本文", "指標甲は減少した。"),
    ]
    assert [opinion.text for opinion in collection.opinions] == ["意見である"]
    assert ["".join(unread.text.split()) for unread in collection.unread] == [
        "".join(typed.split())
    ]


def test_a_year_typed_over_another_is_told_with_what_to_do(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-指1", "実績 R5", 46.5, "0.0")
        sheet = book["第１章"]
        sheet.cell(3, columns(sheet)["実績 R5"], "実績\nR6")

    office.edit("企画課", change)
    (entry,) = (
        e
        for e in office.collect(office.list, office.form("企画課")).answered
        if e.addressee.name == "企画課"
    )
    told = "\n".join(entry.notes)
    assert "「第１章」の見出し「実績 R6」は、配付したときにありません" in told
    assert "照会票の見出しを元に戻して、もう一度集めてください" in told
    assert "「第１章」に「実績 R5」の列がありません" in told
