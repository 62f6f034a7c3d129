"""Places that people point at, and texts that they write in place of others."""

import pytest

from kumareport.importing.places import Bounds, Pointed
from kumareport.importing.quote import GridCell, Line, Origin, Quote, Source, TextGrid
from kumareport.importing.rewriting import rewrite


def sheet(**texts: str) -> Source:
    """A sheet 一覧 of the file 表.xlsx with texts in cells."""
    cells: list[GridCell] = []
    for name, text in texts.items():
        row, column = int(name[1:]), "ABCDEF".index(name[0]) + 1
        cells.append(
            GridCell(row, column, row, column, Quote(text, Origin("表.xlsx", f"一覧!{name}")))
        )
    return Source("表.xlsx", "一覧", [TextGrid(cells, is_sheet=True)])


@pytest.mark.parametrize(
    "place", ["B2:C3", "一覧!b2:c3", "一覧!$C$3:$B$2", "表.xlsx　一覧!Ｂ２：Ｃ３", "'一覧'!B2:C3"]
)
def test_a_range_of_cells_however_it_is_typed(place: str) -> None:
    point = Pointed(place, None)
    assert point.bounds == Bounds(2, 2, 3, 3)
    said = [quote.text for quote in point.quotes(sheet(A1="題", B2="あ", C3="い", D4="外"))]
    assert said == ["あ", "い"]


@pytest.mark.parametrize("place", ["別の表!B2", "別.xlsx　一覧!B2", "C9"])
def test_another_sheet_file_or_cell_is_another_place(place: str) -> None:
    assert Pointed(place, None).quotes(sheet(B2="あ")) == []


def test_places_of_a_word_document() -> None:
    said = [Quote(place, Origin("報告.docx", place)) for place in (
        "段落 1", "段落 12", "表 1 の 1 行 2 列", "表 12 の 1 行 1 列",
    )]  # fmt: skip
    source = Source("報告.docx", "", [Line(quote) for quote in said])
    for place, texts in (
        ("段落 1", ["段落 1"]), ("表 1", ["表 1 の 1 行 2 列"]),
        ("報告.docx　表 12", ["表 12 の 1 行 1 列"]), ("別.docx　段落 1", []),
    ):  # fmt: skip
        assert [quote.text for quote in Pointed(place, None).quotes(source)] == texts


def test_a_text_is_written_in_place_of_another_and_into_a_blank_cell() -> None:
    source = sheet(A1="１ しごと", B1="R6")
    done = rewrite(
        source,
        [
            Pointed("一覧!A1", None, "しごと"),
            Pointed("C1", None, "単位"),
            Pointed("別!B1", None, "×"),
        ],
    )
    assert [(old.text, new) for old, new in done] == [("１ しごと", "しごと"), ("", "単位")]
    assert [quote.text for quote in source.quotes()] == ["しごと", "R6", "単位"]
    assert str(list(source.quotes())[2].origin) == "表.xlsx　一覧!C1"
