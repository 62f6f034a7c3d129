"""What 記入要領 tells a department to do, done in LibreOffice in the protected form: of a small plan,
of one with many sections and notes, and of that one after a rollover that kept the texts."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from kumareport import pipeline
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.write import write_workbook
from tests.conftest import libreoffice_runs
from tests.review.office import PERIODS, Office, distribute, in_brief, indicator, text

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

SCRIPT = Path(__file__).parent.parent / "libreoffice" / "form_edits.py"


@dataclass
class Form:
    """A department's form, and what deeds did to it.

    Attributes:
        office: the round that it belongs to.
        section: the section that the deeds are done to.
        done: the folder with the form after each deed.
    """

    office: Office
    section: str
    done: Path


def many_sections(path: Path) -> Path:
    """Twelve sections of one department, with groups and notes."""
    records: list[Record] = []
    for n in range(1, 13):
        key = f"1-{n}"
        records += [
            Record("節", key, f"節{n}", department="企画課"),
            indicator(f"{key}-指1", f"指標{n}の甲", 10, 44, 45, 50, group=f"大項目{n}"),
            indicator(f"{key}-指2", f"指標{n}の乙", 5, 6, "7（概数）", 9, group=f"大項目{n}"),
            Record("注記", f"{key}-注1", f"※{n}の調査は隔年である。"),
            text("検証と課題", f"{key}-検1", f"第{n}の取組は順調である。"),
            text("検証と課題", f"{key}-検2", f"一方で、{n}番目の課題が残る。"),
            text("検証と課題", f"{key}-検3", f"周知が足りない節は{n}である。"),
            text("方向性", f"{key}-方1", f"方向{n}を続ける。"),
        ]
    chapter = ChapterSheet("第１章", "第１章", "多い章", PERIODS, records)
    settings: dict[Setting, str | int] = {Setting.TITLE: "評価・検証"}
    write_workbook(NewWorkbook(settings, [chapter], [("企画課", "局", "1")]), path)
    return path


def next_year(book: Path) -> Path:
    target = book.with_name("次の年度.xlsx")
    pipeline.rollover(book, target, keep_texts=True)
    return target


@pytest.fixture(scope="module", params=["small", "many", "kept"])
def form(
    request: pytest.FixtureRequest, issued: Office, tmp_path_factory: pytest.TempPathFactory
) -> Form:
    """A form of each kind with all deeds done."""
    folder = tmp_path_factory.mktemp("forms")
    kind = str(request.param)
    office, section = issued, "1-1"
    if kind != "small":
        book, section = many_sections(folder / "多い.xlsx"), "1-7"
        if kind != "many":
            book = next_year(book)
        office = distribute(book, folder / "照会")
    done = folder / "deeds"
    done.mkdir()
    libreoffice_runs(SCRIPT, str(office.form("企画課")), str(done), "第１章", section)
    return Form(office, section, done)


DEEDS = {
    "add": [("追加", "{0}", "足した文である。")],
    "add_above_all": [
        ("追加", "{0}", "いちばん上の検証の文である。"),
        ("追加", "{0}", "いちばん上の方向の文である。"),
    ],
    "rewrite": [("本文", "{0}-検2", "書き直した文である。")],
    "fill_blank": [("追加", "{0}", "空いた行に書いた文である。")],
    "cut_and_insert": [("移動", "{0}-検1", "")],
    "delete": [("削除", "{0}-検2", "")],
    "narrow": [],
}


@pytest.mark.parametrize("deed", DEEDS)
def test_what_the_guide_says_can_be_done(form: Form, deed: str) -> None:
    collection = form.office.collect(form.done / f"{deed}.xlsx", form.office.list)
    found = [(kind, record, said) for kind, record, _, said, _ in in_brief(collection)]
    expected = [(kind, record.format(form.section), said) for kind, record, said in DEEDS[deed]]
    assert found == expected
    assert collection.unread == ()
    assert collection.opinions == ()


def test_a_text_put_above_the_first_comes_first(form: Form) -> None:
    collection = form.office.collect(form.done / "add_above_all.xlsx", form.office.list)
    assert [proposal.target.kind for proposal in collection.proposals] == ["検証と課題", "方向性"]
    texts = (f"{form.section}-検1", f"{form.section}-方1")
    for proposal, text_below in zip(collection.proposals, texts, strict=True):
        assert text_below not in proposal.after


@pytest.mark.parametrize("deed", ["delete_indicator", "sort"])
def test_what_the_guide_rules_out_is_refused(form: Form, deed: str) -> None:
    assert (form.done / f"{deed}.refused").exists()
    assert not (form.done / f"{deed}.xlsx").exists()
