"""A document that cannot be made: whose fault it is, a trial of the template says, and only then."""

from pathlib import Path

import pytest

from kumareport import pipeline
from kumareport.errors import OutputFileError
from tests.conftest import TEMPLATE
from tests.document.test_nothing_from_outside import RELS, relate
from tests.document.test_owner_edits import BEFORE_TITLE, BODY, ROWS, edited, told
from tests.make_package import pack, parts
from tests.make_workbook import workbook


def torn(condition: str) -> str:
    """A paragraph that is no XML where a condition does not hold: it begins inside of a link."""
    return (
        f'<w:p><w:hyperlink w:anchor="a"><w:r><w:t>{{% if {condition} %}}手前</w:t></w:r></w:hyperlink>'
        "<w:r><w:t>後ろ{% endif %}</w:t></w:r></w:p>"
    )


def test_what_this_report_does_not_meet_is_left_to_the_check_of_the_template(
    tmp_path: Path,
) -> None:
    template = edited(tmp_path, (BODY, BEFORE_TITLE, BEFORE_TITLE + torn("not 報告書.集計")))
    assert [code for code, _, _ in told(template)] == ["T09"]
    book, target = workbook(tmp_path / "a.xlsx", ROWS), tmp_path / "報告書.docx"
    built = pipeline.build(book, target, template)
    assert built.written == (target,)
    assert not built.template_is_faulty


def test_a_document_without_a_place_is_not_the_templates_fault(tmp_path: Path) -> None:
    template = edited(tmp_path, (BODY, BEFORE_TITLE, BEFORE_TITLE + torn("not 報告書.集計")))
    book = workbook(tmp_path / "a.xlsx", ROWS)
    (tmp_path / "出力").write_text("フォルダーではない")
    with pytest.raises(OutputFileError, match="フォルダー"):
        pipeline.build(book, tmp_path / "出力" / "報告書.docx", template)


def test_what_it_meets_is_the_templates_fault(tmp_path: Path) -> None:
    template = edited(tmp_path, (BODY, BEFORE_TITLE, BEFORE_TITLE + torn("not 報告書.題名")))
    book, target = workbook(tmp_path / "a.xlsx", ROWS), tmp_path / "報告書.docx"
    built = pipeline.build(book, target, template)
    assert built.written == ()
    assert built.template_is_faulty
    assert [f.code for f in built.checked.findings if f.code.startswith("T")] == ["T09"]
    assert not target.exists()


def test_two_parts_of_one_name_are_no_document(tmp_path: Path) -> None:
    """As of a template that was made of a report: its graphs have the names that ours will have."""
    content = dict(parts(TEMPLATE))
    content["word/charts/Chart101.xml"] = content["word/charts/chart1.xml"]
    types = content["[Content_Types].xml"].decode()
    chart = next(line for line in types.split("<") if "drawingml.chart+xml" in line)
    twin = "<" + chart.replace("chart1.xml", "Chart101.xml")
    content["[Content_Types].xml"] = types.replace("</Types>", f"{twin}</Types>").encode()
    relate(content, RELS, "image", "charts/Chart101.xml", "Internal")
    template = pack(tmp_path / "様式.docx", content)
    ((code, _, message),) = told(template)
    assert code == "T09"
    assert "同じ名前の部品" in message
    built = pipeline.build(workbook(tmp_path / "a.xlsx", ROWS), tmp_path / "b.docx", template)
    assert built.template_is_faulty
    assert built.written == ()
