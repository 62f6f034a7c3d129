"""Forms that LibreOffice opened and saved."""

from pathlib import Path

from openpyxl import Workbook

from kumareport import pipeline
from tests.conftest import INPUT, soffice
from tests.review.office import TODAY, Office, in_brief, put
from tests.review.test_collect import insert, struck


def test_saved_without_an_edit_proposes_nothing(office: Office, tmp_path: Path) -> None:
    for who in ("企画課", "総務課", "福祉課"):
        soffice(office.form(who), "xlsx", tmp_path)
    saved = [tmp_path / office.form(who).name for who in ("企画課", "総務課", "福祉課")]
    for paths in ([*saved, office.list], saved):
        collection = office.collect(*paths)
        assert in_brief(collection) == []
        assert collection.unread == ()
        assert collection.opinions == ()
        assert sum(entry.has_answered for entry in collection.answered) == 3
        assert [note for entry in collection.answered for note in entry.notes] == []


def test_edits_survive_libreoffice(office: Office, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        put(book, "1-1-指1", "実績 R5", 46.5, "0.0")
        put(book, "1-1-検2", "項目名・本文", "直した文。")
        put(book, "1-1-検3", "事務局への意見", "この文は要りますか。")
        insert("1-1-検3", "検証と課題", "足した文である。")(book)
        struck("1-1-検1")(book)

    office.edit("企画課", change)
    soffice(office.form("企画課"), "xlsx", tmp_path)
    collection = office.collect(tmp_path / office.form("企画課").name, office.list)
    assert in_brief(collection) == [
        ("値", "1-1-指1", "実績 R5", "46.5", "企画課"),
        ("本文", "1-1-検1", "項目名・本文", "指標甲は大きく増加した。", "企画課"),
        ("本文", "1-1-検2", "項目名・本文", "直した文。", "企画課"),
        ("追加", "1-1", "", "足した文である。", "企画課"),
    ]
    assert [opinion.text for opinion in collection.opinions] == ["この文は要りますか。"]
    assert collection.unread == ()


def test_drafts_saved_without_an_edit_propose_nothing(drafted: Office, tmp_path: Path) -> None:
    names = ("企画課", "総務課", "福祉課")
    saved = [soffice(drafted.draft(who), "docx", tmp_path) for who in names]
    collection = drafted.collect(*saved, drafted.list)
    assert in_brief(collection) == []
    assert collection.unread == ()
    assert collection.opinions == ()
    assert sum(entry.has_answered for entry in collection.answered) == 3
    assert [note for entry in collection.answered for note in entry.notes] == []


def test_the_real_report_saved_without_an_edit_proposes_nothing(resaved: Path) -> None:
    collection = pipeline.collect(INPUT, [resaved], None, today=TODAY).collection
    assert (collection.proposals, collection.opinions, collection.unread) == ((), (), ())


def test_the_old_formats_of_a_text_are_told(drafted: Office, tmp_path: Path) -> None:
    for kind, words in (
        ("odt", ".odt"),
        ("doc", "古い形式"),
        ("rtf", "リッチ テキスト"),
        ("pdf", "PDF ファイルです"),
    ):
        saved = soffice(drafted.draft("企画課"), kind, tmp_path)
        reason = drafted.collect(saved, drafted.list).rejected[0].reason
        assert words in reason
        assert "Word" in reason or kind == "pdf"


def test_the_old_format_of_another_program_is_told(office: Office, tmp_path: Path) -> None:
    for kind, words in (("ods", "OpenDocument"), ("xls", "古い形式")):
        saved = soffice(office.form("企画課"), kind, tmp_path)
        assert words in office.collect(saved, office.list).rejected[0].reason
