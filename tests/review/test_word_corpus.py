"""Files that LibreOffice saved, edited with and without recording, and what is proposed for each.

How they were made: tests/review_word/make_returns.py. What is expected was written down by hand from
the edit.
"""

from pathlib import Path

import pytest

from kumareport import pipeline
from tests.review.office import TODAY
from tests.review_word.sample import RETURNS, build

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

VALUE, TEXT, FIELD, ADD, DELETE = "値", "本文", "項目", "追加", "削除"
EXPECTED: dict[str, list[tuple[str, str, str, str]]] = {
    "nothing": [],
    "formatting": [],
    "type_in_bullet": [(TEXT, "1-1-検1", "項目名・本文", "定員は計画どおり、着実に増えた。")],
    "replace_in_bullet": [(TEXT, "1-1-検2", "項目名・本文", "待機児童は増えている。")],
    "rewrite_bullet": [(TEXT, "1-1-検2", "項目名・本文", "別の文に書き換えた。")],
    "delete_bullet": [(DELETE, "1-1-検2", "", "")],
    "delete_last_bullet": [(DELETE, "1-1-検3", "", "")],
    "add_bullet": [(ADD, "1-1 検証と課題 1-1-検2", "", "新しい課題がある。")],
    "add_first_bullet": [(ADD, "1-1 検証と課題 1-1-注1", "", "初めの課題がある。")],
    "add_last_bullet": [(ADD, "1-1 方向性 1-1-方2", "", "終わりの方向である。")],
    "join_bullets": [
        (TEXT, "1-1-検1", "項目名・本文", "定員は計画どおりに増えた。待機児童は減っていない。"),
        (DELETE, "1-1-検2", "", ""),
    ],
    "split_bullet": [
        (TEXT, "1-1-検2", "項目名・本文", "待機児童は"),
        (ADD, "1-1 検証と課題 1-1-検2", "", "減っていない。"),
    ],
    "edit_value": [(VALUE, "1-1-指1", "実績 R4", "1,202")],
    "clear_value": [(VALUE, "1-1-指1", "実績 R4", "")],
    "two_lines_in_value": [(VALUE, "1-1-指1", "実績 R4", "1,002（R4）")],
    "edit_heading": [(TEXT, "1-1", "項目名・本文", "こどもの支援")],
    "edit_unit": [(FIELD, "1-1-指2", "単位", "人")],
    "edit_name": [(TEXT, "1-1-指1", "項目名・本文", "保育所などの定員")],
    "edit_note": [(TEXT, "1-1-注1", "項目名・本文", "注記の文（修正）である。")],
    "delete_row": [(DELETE, "1-2-指1", "", "")],
    "edit_label": [],
    "add_row": [],
    "add_table": [],
    "type_at_end": [],
    "text_box": [],
    "footnote": [],
    "everything": [
        (VALUE, "1-1-指1", "実績 R4", "1,202"),
        (TEXT, "1-1-検2", "項目名・本文", "待機児童は減ってはいっていない。"),
        (DELETE, "1-1-検3", "", ""),
        (TEXT, "1-2", "項目名・本文", "シニアの支援"),
        (ADD, "1-2 検証と課題 1-2-検1", "", "新しい課題がある。"),
    ],
}
UNREAD = {
    "edit_label": "【凡例】 → 【記号】",
    "add_row": "新しい行",
    "add_table": "表の中の文",
    "type_at_end": "枠の外に書いた文。",
    "text_box": "吹き出しの文",
    "footnote": "脚注の文",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("様式")
    build(folder)
    return folder / "様式.xlsx"


def test_every_file_of_the_corpus_is_expected_here() -> None:
    assert {file.stem.rpartition("_")[0] for file in RETURNS.glob("*.docx")} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("recorded", ["on", "off"])
def test_what_libreoffice_saved(book: Path, name: str, recorded: str) -> None:
    file = RETURNS / f"{name}_{recorded}.docx"
    collection = pipeline.collect(book, [file], None, today=TODAY).collection
    found = [
        (
            str(p.kind),
            f"{p.target.section} {p.target.kind} {p.after[0]}"
            if p.kind == ADD
            else p.target.record,
            p.target.label,
            p.proposed.text if p.kind != DELETE else "",
        )
        for p in collection.proposals
    ]
    assert found == EXPECTED[name]
    assert [unread.text for unread in collection.unread] == (
        [UNREAD[name]] if name in UNREAD else []
    )
    assert not collection.opinions
    assert not collection.rejected
    assert not any(proposal.conflict for proposal in collection.proposals)
