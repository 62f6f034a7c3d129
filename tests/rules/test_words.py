"""How texts and pieces of advice are worded."""

from pathlib import Path

from kumareport import pipeline
from kumareport.model.form import STANDARD, Form
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.rules.run import in_words_of
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.read import read_report
from kumareport.workbook.write import write_workbook
from tests.make_workbook import HEADER, workbook

FORM = Form(
    (*STANDARD.kinds, RecordKind("はじめに", Shape.TEXT, under=("報告書",))),
    STANDARD.fields,
    STANDARD.words,
)


def codes(path: Path, chapter: list[Record]) -> set[str]:
    """What is found in a report that speaks to its reader first."""
    front = [Record("はじめに", "頭-1", "この報告書は、評価の結果をまとめたものです。")]
    sheets = [
        ChapterSheet("巻頭", "報告書", "はじめに", (), front, form=FORM, kind="報告書"),
        ChapterSheet("第１章", "第１章", "題", ("基準値\nH27", "実績\nR5"), chapter, form=FORM),
    ]
    write_workbook(NewWorkbook({Setting.TITLE: "評価"}, sheets, form=FORM), path)
    return {finding.code for finding in pipeline.check(path).findings}


def test_the_front_may_be_polite_where_the_chapters_are_plain(tmp_path: Path) -> None:
    section, plain = Record("節", "1-1", "題"), Record("検証と課題", "1-1-検1", "利用が増えた。")
    assert "P14" not in codes(tmp_path / "a.xlsx", [section, plain])
    polite = Record("方向性", "1-1-方1", "窓口を増やします。")
    assert "P14" in codes(tmp_path / "b.xlsx", [section, plain, polite])


def test_advice_speaks_of_targets_as_the_workbook_does(tmp_path: Path) -> None:
    advice = "検証値を確かめてください。"
    own = workbook(tmp_path / "a.xlsx")
    header = [name.replace("検証値", "目標値") for name in HEADER]
    other = workbook(tmp_path / "b.xlsx", header=header)
    assert in_words_of(read_report(own).target_name, advice) == advice
    assert in_words_of(read_report(other).target_name, advice) == "目標値を確かめてください。"
