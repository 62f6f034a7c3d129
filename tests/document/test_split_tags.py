"""A tag prints what it says, also where saving a template has parted its letters among runs."""

from pathlib import Path

import pytest
from docx import Document

from kumareport import pipeline
from kumareport.document.build import make_document
from kumareport.document.template_file import open_template
from tests.document.test_draft_template import changed
from tests.make_workbook import indicator, text, workbook

ROWS = [
    text("節", "節の題"),
    indicator(values=(10, 11, 15, 20)),
    text("検証と課題", "検証の文。"),
    text("方向性", "方向の文。"),
]


@pytest.mark.parametrize(
    "parted",
    [
        "達成</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t>率",
        "達</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>成率",
        "&#36948;成率",
        "達\u200b成率",
    ],
)
def test_the_rate_of_attainment_is_printed_however_its_tag_is_held(
    tmp_path: Path, parted: str
) -> None:
    # From 10 to 15, where 20 was wanted.
    assert "50.0％" in printed(tmp_path, "{{ 行.単位 }}", f"{{{{ 行.{parted} }}}}")


@pytest.mark.parametrize("parted", ["前年度の進捗", "前年</w:t></w:r><w:r><w:t>度の進捗"])
def test_last_years_mark_is_printed_however_its_tag_is_held(tmp_path: Path, parted: str) -> None:
    # 11 a year before, of 20.
    assert "前×" in printed(tmp_path, "{{ 群.進捗 }}", f"前{{{{ 群.{parted} }}}}")


def printed(folder: Path, tag: str, other: str) -> list[str]:
    """The cells of the table where a tag of the template stands as another."""
    template = changed(folder / "様式.docx", {"word/document.xml": [(tag, other)]})
    checked = pipeline.check(workbook(folder / "a.xlsx", ROWS))
    made = make_document(checked.report, checked.judged, open_template(template), lambda _: None)
    (folder / "a.docx").write_bytes(made.data)
    table = Document(str(folder / "a.docx")).tables[1]
    return [cell.text for row in table.rows for cell in row.cells]
