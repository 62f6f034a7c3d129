"""Files that LibreOffice 7.4 edited (make_returns.py), with what must be read in each, by hand."""

import functools
from collections import Counter
from pathlib import Path

import pytest

from kumareport.office.word.revisions import RevisionKind, lines
from kumareport.office.word.word_document import read_word
from kumareport.review.returns.word.word_returned import read_returned
from tests.conftest import soffice
from tests.review_word.reporting import short
from tests.review_word.sample import RETURNS, build

document_of = functools.cache(read_word)
return_of = functools.cache(read_returned)
"""Each file of the corpus is read once for all that look at it."""

VALUE = "値:1-1-指1:実績2022"
ROW = ("名前:1-2-指1", "単位:1-2-指1", "値:1-2-指1:基準値2015", "値:1-2-指1:実績2022", "値:1-2-指1:実績2023",
       "値:1-2-指1:検証値2023", "進捗:1-2-指1")  # fmt: skip
EXPECTED = {
    "nothing": [],
    "formatting": [],
    "type_in_bullet": ["検証と課題:1-1-検1 → 定員は計画どおり、着実に増えた。"],
    "replace_in_bullet": ["検証と課題:1-1-検2 → 待機児童は増えている。"],
    "rewrite_bullet": ["検証と課題:1-1-検2 → 別の文に書き換えた。"],
    "delete_bullet": ["検証と課題:1-1-検2 ✕"],
    "delete_last_bullet": ["検証と課題:1-1-検3 ✕"],
    "add_bullet": ["＋検証と課題:1-1:枠｜検証と課題:1-1-検2｜新しい課題がある。"],
    "add_first_bullet": ["＋検証と課題:1-1:枠｜｜初めの課題がある。"],
    "add_last_bullet": ["＋方向性:1-1:枠｜方向性:1-1-方2｜終わりの方向である。"],
    "join_bullets": [
        "検証と課題:1-1-検1 → 定員は計画どおりに増えた。待機児童は減っていない。",
        "検証と課題:1-1-検2 ⤴ 検証と課題:1-1-検1",
    ],
    "split_bullet": [
        "検証と課題:1-1-検2 → 待機児童は",
        "＋検証と課題:1-1:枠｜検証と課題:1-1-検2｜減っていない。（分 検証と課題:1-1-検2）",
    ],
    "edit_value": [f"{VALUE} → 1,202"],
    "clear_value": [f"{VALUE} → "],
    "two_lines_in_value": [f"{VALUE} → 1,002\n（R4）"],
    "edit_heading": ["節:1-1 → 第１節 こどもの支援"],
    "edit_unit": ["単位:1-1-指2 → 人"],
    "edit_name": ["名前:1-1-指1 → 保育所などの定員"],
    "edit_note": ["注記:1-1-注1 → 注記の文（修正）である。"],
    "edit_label": ["？（【凡例】）【記号】"],
    "add_row": ["？新しい行"],
    "delete_row": [f"{place} ✕" for place in ROW],
    "add_table": ["？表の中の文"],
    "type_at_end": ["？枠の外に書いた文。"],
    "text_box": ["？吹き出しの文"],
    # LibreOffice parts the number of a footnote from its text by a tab.
    "footnote": ["？\t脚注の文"],
    "everything": [
        f"{VALUE} → 1,202",
        "検証と課題:1-1-検2 → 待機児童は減ってはいっていない。",
        "検証と課題:1-1-検3 ✕",
        "節:1-2 → 第２節 シニアの支援",
        "＋検証と課題:1-2:枠｜検証と課題:1-2-検1｜新しい課題がある。",
    ],
}
# What LibreOffice's API does not record, or what leaves no trace.
UNRECORDED = {"nothing", "formatting", "delete_row", "split_bullet_text"}


def test_the_corpus_is_complete() -> None:
    names = {f"{name}_{record}.docx" for name in EXPECTED for record in ("on", "off")}
    assert {path.name for path in RETURNS.iterdir()} == names


@pytest.mark.parametrize("record", ["on", "off"])
@pytest.mark.parametrize("name", EXPECTED)
def test_a_return_is_read(name: str, record: str) -> None:
    assert short(return_of(RETURNS / f"{name}_{record}.docx")) == EXPECTED[name]


@pytest.mark.parametrize("record", ["on", "off"])
@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_dropped(name: str, record: str) -> None:
    path = RETURNS / f"{name}_{record}.docx"
    result, document = return_of(path), document_of(path)
    placed = [text.current or "" for text in result.texts]
    placed += [new.text for new in result.added] + [rest.text for rest in result.unplaced]
    placed += result.fixed
    here = [p.now for p in (*document.paragraphs, *document.others)]
    # The order is not the file's; a value's second paragraph gets a line break before it.
    assert Counter("".join(placed).replace("\n", "")) == Counter("".join(here).replace("\n", ""))


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - UNRECORDED))
def test_who_recorded_a_change_is_known(name: str) -> None:
    on = return_of(RETURNS / f"{name}_on.docx")
    changed = [text for text in on.texts if text.is_changed]
    assert not any(text.is_untracked for text in changed)
    revisions = [r for text in changed if not text.joined_to for r in text.revisions]
    revisions += [r for item in (*on.added, *on.unplaced) for r in item.revisions]
    assert {revision.author for revision in revisions} == {"Unknown Author"}
    assert all(revision.when.startswith("20") for revision in revisions)
    off = return_of(RETURNS / f"{name}_off.docx")
    assert all(text.is_untracked for text in off.texts if text.is_changed)
    assert not any(item.revisions for item in (*off.texts, *off.added, *off.unplaced))


def test_kinds_of_revisions() -> None:
    def kinds(name: str):
        result = return_of(RETURNS / f"{name}_on.docx")
        items = [*(t for t in result.texts if t.is_changed), *result.added, *result.unplaced]
        return {revision.kind for item in items for revision in item.revisions}

    assert kinds("replace_in_bullet") == {RevisionKind.DELETION, RevisionKind.INSERTION}
    assert kinds("delete_bullet") == {RevisionKind.DELETION, RevisionKind.JOIN}
    assert kinds("join_bullets") == {RevisionKind.JOIN}
    assert kinds("split_bullet") == {RevisionKind.SPLIT}
    assert kinds("add_row") == {RevisionKind.INSERTION, RevisionKind.ROW_INSERTION}


def test_untouched_and_saved_again(tmp_path: Path, built: Path, resaved: Path) -> None:
    small = build(tmp_path)
    small_again = soffice(small, "docx:MS Word 2007 XML", tmp_path / "再保存")
    for source, again in ((small, small_again), (built, resaved)):
        assert read_returned(source).is_untouched
        assert short(read_returned(again)) == []
        assert read_word(again).issued == read_word(source).issued


def seen(path: Path, *, now: bool) -> list[str]:
    """The lines of the body that hold text."""
    paragraphs = document_of(path).paragraphs
    joined = [
        "".join(p.now if now else p.before for p in line) for line in lines(paragraphs, now=now)
    ]
    return [text for text in joined if text]


@pytest.mark.parametrize("name", EXPECTED)
def test_accepted_is_what_libreoffice_makes_without_a_record(name: str) -> None:
    on, off = (RETURNS / f"{name}_{record}.docx" for record in ("on", "off"))
    assert seen(on, now=True) == seen(off, now=True) == seen(off, now=False)


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - UNRECORDED))
def test_rejected_is_what_was_issued(name: str) -> None:
    assert seen(RETURNS / f"{name}_on.docx", now=False) == seen(
        RETURNS / "nothing_on.docx", now=True
    )
