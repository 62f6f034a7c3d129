"""Bold, underlined and raised letters: from the workbook into forms, drafts and the report, and back."""

import datetime
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from kumareport import pipeline
from kumareport.model.lettering import said_of_looks
from kumareport.review.book.book import read_book
from kumareport.review.book.ownership import Ownership
from kumareport.review.issue.issued import Round
from kumareport.review.issue.parcel import Packer, Recipient
from kumareport.workbook.layout import Column
from tests.conftest import TEMPLATE, soffice
from tests.outside import integrity_problems, validator_problems
from tests.review.office import Office, distribute, edit, in_brief, office_workbook, put
from tests.review.test_apply import apply, proposals
from tests.review.test_word import body, run_of
from tests.review_word.word_markup import A, dele, edited, gone, ins

BULLET = "項目名・本文"
BOLD, LINE = InlineFont(b=True), InlineFont(u="single")
RAISED, LOWERED = InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript")


def rich(*pieces: str | tuple[InlineFont, str]) -> CellRichText:
    return CellRichText(*(p if isinstance(p, str) else TextBlock(*p) for p in pieces))


TEXT = rich(
    "面積は10m", (RAISED, "2"), "、CO", (LOWERED, "2"), "は", (BOLD, "大きく"), "減少した。"
)
SAID = "面積は10m²、CO₂は大きく減少した。"
LOOKS = "上付き「²」、下付き「₂」、太字「大きく」"
NAME = rich((LINE, "指標甲"), "の面積（m", (RAISED, "2"), "）\n※", (BOLD, "速報"), "による。")


@pytest.fixture
def lettered(tmp_path: Path) -> Office:
    """An office whose workbook has rich text, with forms and drafts."""

    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-検1", BULLET, TEXT)
        put(book, "1-1-指1", BULLET, NAME)
        put(book, "1-1", BULLET, rich("節の", (LINE, "一")))

    book = edit(office_workbook(tmp_path / "book.xlsx"), change)
    return distribute(book, tmp_path / "forms", template=TEMPLATE)


def runs(file: Path) -> Iterator[tuple[str, str]]:
    """Every run of a Word file that has looks: these, and its text."""
    for properties, text in re.findall(
        r"<w:r>(?:<w:rPr>((?:(?!</w:rPr>).)*)</w:rPr>)<w:t[^>]*>([^<]*)</w:t>", body(file)
    ):
        found = re.findall(r'<w:(b|u|i|vertAlign)(?: w:val="(\w+)")?/>', properties)
        if found:
            yield "".join(value or name for name, value in found), text


PRINTED = [
    ("single", "一"), ("single", "指標甲"), ("superscript", "2"), ("b", "速報"),
    ("superscript", "2"), ("subscript", "2"), ("b", "大きく"),
]  # fmt: skip


def test_the_report_prints_them(lettered: Office, tmp_path: Path) -> None:
    report = tmp_path / "報告書.docx"
    pipeline.build(lettered.book, report, template=TEMPLATE)
    assert list(runs(report)) == PRINTED
    assert not re.search("[\ufdd0-\ufdef]", body(report))
    assert not integrity_problems(report)
    assert not validator_problems(report)


def test_forms_and_drafts_hold_them(lettered: Office) -> None:
    book = openpyxl.load_workbook(lettered.form("企画課"), rich_text=True)
    found = {
        str(cell.value): cell.value
        for row in book["第１章"].iter_rows()
        for cell in row
        if isinstance(cell.value, CellRichText)
    }
    text = found["面積は10m2、CO2は大きく減少した。"]
    blocks = [(b.text, b.font.vertAlign, bool(b.font.b)) for b in text if isinstance(b, TextBlock)]
    assert blocks == [
        ("2", "superscript", False),
        ("2", "subscript", False),
        ("大きく", None, True),
    ]
    assert len(found) == 3
    assert list(runs(lettered.draft("企画課"))) == PRINTED


def test_they_reach_whoever_makes_the_files(lettered: Office) -> None:
    book = read_book(lettered.book)
    owners = Ownership([row for sheet in book.sheets for row in sheet.rows], ["企画課"])
    round_ = Round("1", "照会", "評価", datetime.date(2026, 12, 10), "内線 1", "2026-11-20T09:00")
    packer = Packer(book, owners, round_, None, TEMPLATE.read_bytes())
    to = Recipient("企画課", owners.sections("企画課"), ())
    sent: Packer = pickle.loads(pickle.dumps(packer))
    assert said_of_looks(sent.book.rows["1-1-検1"].cells[BULLET].text) == LOOKS
    assert sent(to) == packer(to)


def test_what_comes_back_as_it_was_proposes_nothing(lettered: Office, tmp_path: Path) -> None:
    for file, kind in ((lettered.form("企画課"), "xlsx"), (lettered.draft("企画課"), "docx")):
        assert in_brief(lettered.collect(lettered.list, file)) == []
        soffice(file, kind, tmp_path)
        collection = lettered.collect(lettered.list, tmp_path / file.name)
        assert in_brief(collection) == []
        assert collection.unread == ()


def applied(office: Office) -> dict[str, tuple[str, str]]:
    """What the sheet says after everything was accepted: text and looks, by ID."""
    target, _ = apply(office, proposals(office))
    assert not validator_problems(target) - validator_problems(office.book)
    rows = read_book(target).rows
    texts = {key: row.cells[Column.TEXT].text for key, row in rows.items()}
    return {key: (str(text), said_of_looks(text)) for key, text in texts.items()}


def test_an_edit_of_a_form_keeps_them(lettered: Office) -> None:
    new = rich("面積は12m", (RAISED, "2"), "、", (BOLD, "大きく"), "減少した。")
    lettered.edit("企画課", lambda book: put(book, "1-1-検1", BULLET, new))
    lettered.edit("企画課", lambda book: put(book, "1-1-検2", BULLET, rich((LINE, "目標"), "未達")))
    found = applied(lettered)
    assert found["1-1-検1"] == ("面積は12m²、大きく減少した。", "上付き「²」、太字「大きく」")
    assert found["1-1-検2"] == ("目標未達", "下線「目標」")
    assert found["1-1-指1"] == (
        "指標甲の面積（m²）\n※速報による。",
        "下線「指標甲」、上付き「²」、太字「速報」",
    )


def test_an_edit_of_a_draft_keeps_them(lettered: Office) -> None:
    """Typed before, inside and behind the words that stand out, with a record and without."""
    draft = lettered.draft("企画課")
    first, bold, last = (run_of(draft, text) for text in ("面積は10m", "大きく", "減少した。"))
    edited(
        draft,
        draft,
        (first, dele(gone("面積は10m")) + ins(first.replace("10m", "12m"))),
        (bold, bold.replace("大きく", "とても大きく")),
        (last, last + ins('<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>（速報）</w:t></w:r>', A)),
    )
    assert applied(lettered)["1-1-検1"] == (
        "面積は12m²、CO₂はとても大きく減少した。（速報）",
        "上付き「²」、下付き「₂」、太字「とても大きく」、下線「（速報）」",
    )


def test_a_name_edited_in_a_draft_keeps_its_looks(lettered: Office) -> None:
    draft = lettered.draft("企画課")
    run = run_of(draft, "の面積（m")
    edited(draft, draft, (run, run.replace("の面積", "の総面積")))
    assert applied(lettered)["1-1-指1"] == (
        "指標甲の総面積（m²）\n※速報による。",
        "下線「指標甲」、上付き「²」、太字「速報」",
    )


def test_letters_dressed_anew_in_a_draft_are_proposed(lettered: Office) -> None:
    draft = lettered.draft("企画課")
    run = run_of(draft, "大きく")
    plain = run.replace("<w:b/>", "")
    edited(draft, draft, (run, plain))
    (proposal,) = lettered.collect(lettered.list, draft).proposals
    assert (proposal.kind, proposal.target.record) == ("表記のみ", "1-1-検1")
    assert any("上付き「²」、下付き「₂」" in remark for remark in proposal.remarks)
    assert applied(lettered)["1-1-検1"] == (SAID, "上付き「²」、下付き「₂」")


def test_a_template_in_bold_hides_no_looks(lettered: Office, tmp_path: Path) -> None:
    """A bold word in a bold paragraph does not show, and is not lost by an edit beside it."""
    before = '枠.文 %}</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="箇条書き"/><w:keepNext/></w:pPr><w:r>'
    bold = edited(TEMPLATE, tmp_path / "太字.docx", (before, f"{before}<w:rPr><w:b/></w:rPr>"))
    office = distribute(lettered.book, tmp_path / "bold", template=bold)
    draft = office.draft("企画課")
    run = run_of(draft, "減少した。")
    edited(draft, draft, (run, run.replace("減少", "増加")))
    assert applied(office)["1-1-検1"] == (SAID.replace("減少", "増加"), LOOKS)
