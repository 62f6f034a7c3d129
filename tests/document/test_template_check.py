"""Faults that a clerk makes in Word are named with the paragraph, before anything is printed."""

import io
import zipfile
from pathlib import Path

import pytest

from kumareport import pipeline
from kumareport.errors import InputFileError
from tests.conftest import TEMPLATE
from tests.make_workbook import workbook


def damaged(old: str, new: str, template: bytes | None = None) -> bytes:
    """The template (another where one is given) with one text of its body replaced."""
    out = io.BytesIO()
    before = io.BytesIO(template or TEMPLATE.read_bytes())
    with zipfile.ZipFile(before) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                assert old in data.decode()
                data = data.decode().replace(old, new, 1).encode()
            target.writestr(name, data)
    return out.getvalue()


def test_the_template_itself_is_clean() -> None:
    assert pipeline.check_template(TEMPLATE) == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("{{ 章.見出し }}", "{{ 章.見だし }}", "T03", "「見出し」ではありませんか"),
        ("{{ 章.見出し }}", "{{ 賞.見出し }}", "T03", "「賞」という名前はありません"),
        ("{{ 章.見出し }}", "｛｛ 章.見出し ｝｝", "T02", "全角"),
        ("{{ 章.見出し }}", "{{ 章.見出し }", "T01", "そろっていません"),
        ("{{ 章.見出し }}", "{{ 章..見出し }}", "T01", "書き方"),
        ("{%p for 章 in 報告書.章 %}", "", "T04", "endfor"),
        ("{%p for 凡例 in 報告書.凡例 %}", "{%p for 凡例 in 報告書.凡例 %}{%p if 報告書.題名 %}", "T04", "閉じていません"),
        ('<c:chart r:id="rId9"/>', "", "T05", "見本"),
        ('<wp:extent cx="6264000"', '<wp:extent cx="abc"', "T05", "幅か高さがありません"),
        ('<wp:extent cx="6264000"', '<wp:extent cx="0"', "T05", "幅か高さがありません"),
        ('<wp:extent cx="6264000" cy="1224000"', '<wp:extent cx="6264000"', "T05", "幅か高さがありません"),
    ],
)  # fmt: skip
def test_faults(tmp_path: Path, old: str, new: str, code: str, words: str) -> None:
    path = tmp_path / "様式.docx"
    path.write_bytes(damaged(old, new))
    findings = pipeline.check_template(path)
    assert code in [finding.code for finding in findings]
    assert any(words in finding.message for finding in findings)
    result = pipeline.build(workbook(tmp_path / "a.xlsx"), tmp_path / "a.docx", path)
    assert result.written == ()


@pytest.mark.parametrize("name", ["gridSpan", "gridBefore", "gridAfter"])
def test_a_table_wider_than_any(tmp_path: Path, name: str) -> None:
    """The libraries would make an element of each of its columns, until the memory is full."""
    wide = f'<w:{name} w:val="1001"/>'
    of_row, of_cell = ("", wide) if name == "gridSpan" else (wide, "")
    row = f"<w:tr><w:trPr>{of_row}</w:trPr><w:tc><w:tcPr>{of_cell}</w:tcPr><w:p/></w:tc></w:tr>"
    path = tmp_path / "様式.docx"
    path.write_bytes(damaged("<w:body>", f"<w:body><w:tbl><w:tblGrid/>{row}</w:tbl>"))
    with pytest.raises(InputFileError, match="1001 列にまたがるセル"):
        pipeline.check_template(path)


def test_a_tag_that_word_split_over_runs_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "様式.docx"
    split = '{{ 章.</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>見出し }}'
    path.write_bytes(damaged("{{ 章.見出し }}", split))
    assert pipeline.check_template(path) == ()
    result = pipeline.build(workbook(tmp_path / "a.xlsx"), tmp_path / "a.docx", path)
    assert result.written


def test_dangerous_names_are_not_reached(tmp_path: Path) -> None:
    path = tmp_path / "様式.docx"
    path.write_bytes(damaged("{{ 章.見出し }}", "{{ 章.__class__.__mro__ }}"))
    assert [f.code for f in pipeline.check_template(path)] == ["T07"]
