"""Our own files imported again: forms that departments have, and the published JSON."""

import datetime
import json
from pathlib import Path

import pytest

from kumareport import pipeline
from kumareport.errors import InputFileError
from kumareport.importing.data_source import read_data_source
from kumareport.model.report import Report, Text
from kumareport.workbook.preset import presets
from kumareport.workbook.read import read_report
from kumareport.workbook.starting import example_plan, starting_workbook
from kumareport.workbook.write import write_workbook
from tests.importing.offices import facts_of
from tests.review.lists import lists_workbook


def _imported(source: Path, folder: Path) -> Report:
    pipeline.import_files([source], folder)
    done = pipeline.import_files([source], folder)
    assert done.book is not None
    return read_report(done.book.path)


def _declared(report: Report) -> object:
    """The form without the fixed columns and with its settings, as somebody would compare them."""
    said = report.settings
    departments = [(d.name, d.bureau, d.contact) for d in said.departments]
    return said.title, said.section_form, said.schemes, said.form.kinds, said.form.own, departments


@pytest.mark.parametrize("name", ["施策評価シート", "行政評価"])
def test_the_settings_of_a_workbook_are_taken_as_they_stand(tmp_path: Path, name: str) -> None:
    book = tmp_path / "input.xlsx"
    write_workbook(starting_workbook(example_plan(presets()[name])), book)
    said, done = read_report(book), _imported(book, tmp_path / "結果")
    assert _declared(done) == _declared(said)
    assert facts_of(done) == facts_of(said)


def test_forms_and_the_published_data_say_what_the_workbook_says(tmp_path: Path) -> None:
    book = tmp_path / "元.xlsx"
    write_workbook(starting_workbook(example_plan(presets()["施策評価シート"])), book)
    pipeline.export(book, tmp_path / "データ", format="all")
    pipeline.distribute(
        book,
        tmp_path / "照会",
        name="照会",
        deadline=datetime.date(2027, 1, 29),
        contact="企画課",
        issued_at=datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC),
        allow_past=True,
    )
    said = read_report(book)
    for sources in ("照会", "データ"):
        done = _imported(tmp_path / sources, tmp_path / f"{sources}の結果")
        assert facts_of(done) == facts_of(said), sources
        if sources == "照会":
            assert done.settings.form.kinds == said.settings.form.kinds
            assert done.settings.form.own == said.settings.form.own


def test_values_printed_by_year_are_read(tmp_path: Path) -> None:
    row = {
        "name": "組織率", "unit": "％", "base_year": "R2", "mark": "○", "notes": ["※グラフ無"],
        "periods": {"基準値": {"raw": "60.1"}, "R3": {"raw": "62.0"}},
        "target_mid": None, "target_final": {"raw": "65.0"},
    }  # fmt: skip
    section = {
        "number": "第１節",
        "title": "防災",
        "indicators": [row],
        "verification_bullets": [{"text": "進んだ。"}],
    }
    document = {
        "title": "評価", "columns": {"第1章": ["基準値(R2)", "R3", "検証値R5"]},
        "chapters": [{"number": "第１章", "title": "安全", "sections": [section]}],
    }  # fmt: skip
    (tmp_path / "report.json").write_text(json.dumps(document), encoding="utf-8")
    facts = facts_of(_imported(tmp_path / "report.json", tmp_path / "結果"))
    assert {
        ("値", "組織率", "基準値", 2020, "60.1"),
        ("値", "組織率", "検証値", 2023, "65"),
    } <= facts
    assert {("文", "防災", "進んだ。"), ("見出し", "安全")} <= facts


@pytest.mark.parametrize("text", ["[]", "{}", "見出し", '{"title": "評価", "chapters": [1]}'])
def test_other_json_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputFileError, match="報告書のデータではありません"):
        read_data_source(tmp_path / "a.json", "a.json")


@pytest.mark.parametrize("source", ["公開/報告書.json", "元.xlsx"])
def test_the_opening_of_a_report_comes_back_with_its_lists_and_fields(
    tmp_path: Path, source: str
) -> None:
    plan = example_plan(presets()["教育委員会の点検・評価"])
    write_workbook(starting_workbook(plan), tmp_path / "元.xlsx")
    pipeline.export(tmp_path / "元.xlsx", tmp_path / "公開")
    before = read_report(tmp_path / "元.xlsx")
    after = _imported(tmp_path / source, tmp_path / "結果")
    for first, second in zip(before.chapters, after.chapters, strict=True):
        assert (second.kind, second.title) == (first.kind, first.title)
        for one, other in zip(first.parts, second.parts, strict=True):
            assert [said(text) for text in other.texts] == [said(text) for text in one.texts]
            assert [value.text for value in other.fields] == [value.text for value in one.fields]


def test_lines_of_lists_and_texts_in_a_workbook_keep_their_fields(tmp_path: Path) -> None:
    before = read_report(lists_workbook(tmp_path / "元.xlsx"))
    after = _imported(tmp_path / "元.xlsx", tmp_path / "結果")
    texts = [
        [said(text) for chapter in report.chapters for part in chapter.parts for text in part.texts]
        for report in (before, after)
    ]
    assert texts[1] == texts[0]
    assert sum(any(fields) for *_, fields in texts[0]) == 5


def said(text: Text) -> tuple[str, str, list[str]]:
    """A text or a line of a list: its kind, words and fields."""
    return text.kind.name, text.text, [value.text for value in text.fields]
