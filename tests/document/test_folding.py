"""Tables of one shape are finished once: a report must be as it is where each is finished by itself."""

import re
import zipfile
from pathlib import Path

import pytest

from kumareport import pipeline
from kumareport.document.build import make_document
from kumareport.document.template_file import open_template
from kumareport.office.word.word_document import read_word
from tests.conftest import TEMPLATE
from tests.document.test_draft_template import changed
from tests.make_workbook import indicator, text, workbook

TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
# A body with a field is looked through as a whole: its tables are all finished as trees.
FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
LAST = "<w:sectPr"


def section(title: str, *rows: list[object]) -> list[list[object]]:
    return [text("節", title), *rows, text("検証と課題", f"{title}の文。"), text("方向性", None)]


ROWS = [
    *section("同じ形", indicator(values=(1, 2, 3, 4)), indicator("乙", values=(5, 6, 7, 8))),
    *section("同じ形で幅が違う", indicator(values=(1, 2, 3_000_000, 4)), indicator("乙")),
    *section(
        "同じ形で文字が違う", indicator("A&B <社> \"引用\" '一重'"), indicator("{{ x }}{% if %}")
    ),
    *section(
        "同じ形で２行", indicator(values=("概ね10", "12（R3）", "※調査なし", 4)), indicator("乙")
    ),
    *section("大項目", indicator(group="まとまり"), indicator("乙", group="まとまり")),
    *section("空", indicator("甲", None, (None, "-", 1, 2)), indicator("乙")),
    *section("注", indicator("甲\n※注１\n※注２"), indicator("乙 ")),
    *section(
        "同じ形をもう一度", indicator(values=(2, 3, 4, 5)), indicator("丙", values=(6, 7, 8, 9))
    ),
]


@pytest.mark.parametrize("draft", [False, True])
def test_tables_are_the_same_whether_or_not_they_are_folded(tmp_path: Path, draft: bool) -> None:
    checked = pipeline.check(workbook(tmp_path / "a.xlsx", ROWS))
    field = (LAST, FIELD + LAST)
    whole = changed(tmp_path / "欄のある様式.docx", {"word/document.xml": [field]})
    made: list[list[str]] = []
    said: list[list[object]] = []
    for template in (TEMPLATE, whole):
        target = tmp_path / f"{len(made)}.docx"
        remarks = checked.findings if draft else None
        content = open_template(template)
        report = make_document(checked.report, checked.judged, content, lambda _: None, remarks)
        target.write_bytes(report.data)
        with zipfile.ZipFile(target) as package:
            made.append(TABLE.findall(package.read("word/document.xml").decode()))
        issued = read_word(target).issued
        assert issued is not None
        said.append([(p.cell, p.parts, p.box) for p in issued.paragraphs if p.cell.path])
    assert len(made[0]) >= 16
    assert made[0] == made[1]
    assert said[0] == said[1]


def test_a_place_that_a_template_brings_along_is_not_taken_for_ours(tmp_path: Path) -> None:
    place = '<k:table xmlns:k="urn:kumareport:folded" n="0"/>'
    template = changed(tmp_path / "様式.docx", {"word/document.xml": [(LAST, place + LAST)]})
    assert [finding.code for finding in pipeline.check_template(template)] == ["T09"]
