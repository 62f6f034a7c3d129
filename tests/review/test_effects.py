"""Which findings a proposal would cause or clear."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.review.office import Office, edit, put
from tests.review.test_collect import typed


def test_a_finding_that_an_edit_causes_stands_beside_it(office: Office) -> None:
    office.edit("企画課", typed("1-1-方1", "項目名・本文", "事業者12０社と連携する。"))
    collection = office.collect()
    (proposal,) = collection.proposals
    effect = collection.effects[proposal.key]
    assert any(cause.startswith("P12 ") for cause in effect.causes)
    assert effect.clears == ()


def test_how_one_cell_is_written_concerns_no_other_cell_of_its_row(office: Office) -> None:
    def change(book: Workbook) -> None:
        put(book, "1-1-指1", "実績 R5", "集計しています")
        put(book, "1-1-指1", "実績 R4", 45.9, "0.0")

    office.edit("企画課", change)
    collection = office.collect()
    told = {p.target.column: collection.effects[p.key].causes for p in collection.proposals}
    assert {k: any(t.startswith("C") for t in v) for k, v in told.items()} == {
        "実績 2023": True, "実績 2022": False,
    }  # fmt: skip


def test_a_finding_that_an_edit_clears_stands_beside_it(office: Office, tmp_path: Path) -> None:
    from tests.review.office import distribute

    edit(office.book, typed("1-1-方1", "項目名・本文", "事業者12０社と連携する。"))
    again = distribute(office.book, tmp_path / "forms")
    again.edit("企画課", typed("1-1-方1", "項目名・本文", "事業者１２０社と連携する。"))
    collection = again.collect()
    effect = collection.effects[collection.proposals[0].key]
    assert any(text.startswith("P12 ") for text in effect.clears)
    assert effect.causes == ()


def test_an_added_and_a_deleted_row_are_tried_too(office: Office) -> None:
    def change(book: Workbook) -> None:
        sheet = book["第１章"]
        put(book, "1-1-検2", "項目名・本文", None)
        row = next(
            r
            for r in range(4, 40)
            if sheet.cell(r, 1).value == "検証と課題" and not sheet.cell(r, 2).value
        )
        sheet.cell(row, 5, "増加した施設は12０か所である。")

    office.edit("企画課", change)
    collection = office.collect()
    causes = {str(p.kind): collection.effects[p.key].causes for p in collection.proposals}
    assert any(text.startswith("P12 ") for text in causes["追加"])
    assert not any(text.startswith("P12 ") for text in causes["削除"])


@pytest.mark.parametrize("value", ["４６．５０", "46.5", "1,046.5", "46.5（見込み）"])
def test_a_number_typed_as_text_is_tried_as_it_is_stored(office: Office, value: str) -> None:
    office.edit("企画課", typed("1-1-指1", "実績 R5", value))
    collection = office.collect()
    (proposal,) = collection.proposals
    assert not any(c.startswith("C13 ") for c in collection.effects[proposal.key].causes)


def test_conflicts_are_not_tried(office: Office) -> None:
    for who, words in (("企画課", "12０件。"), ("総務課", "別の案である。")):
        office.edit(who, typed("1-1-検1", "項目名・本文", words))
    assert office.collect().effects == {}
