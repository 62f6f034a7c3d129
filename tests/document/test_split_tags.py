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
    parts = {"word/document.xml": [("{{ 行.単位 }}", f"{{{{ 行.{parted} }}}}")]}
    template = changed(tmp_path / "様式.docx", parts)
    checked = pipeline.check(workbook(tmp_path / "a.xlsx", ROWS))
    made = make_document(checked.report, checked.judged, open_template(template), lambda _: None)
    (tmp_path / "a.docx").write_bytes(made.data)
    table = Document(str(tmp_path / "a.docx")).tables[1]
    # From 10 to 15, where 20 was wanted.
    assert "50.0％" in [cell.text for row in table.rows for cell in row.cells]
