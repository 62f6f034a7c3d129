"""An XML comment or a processing instruction inside a text does not cut it: no Office program writes
one, and a reader that stops there reads 2541 as 25."""

import zipfile
from pathlib import Path

import pytest

from kumareport.errors import InputFileError
from kumareport.office.excel.spreadsheet import read_workbook
from kumareport.office.package.package import Package
from kumareport.office.word.word_document import read_word
from tests.conftest import TEMPLATE
from tests.make_package import MAIN, bare, relations, worksheet

CUTS = ("<!-- x -->", "<?x y?>", "<!-- 1 --><?x?><!-- 2 -->", "<![CDATA[]]>")


@pytest.mark.parametrize("cut", CUTS)
def test_cells(tmp_path: Path, cut: str) -> None:
    rows = (
        f'<row r="1"><c r="A1"><v>25{cut}41</v></c>'
        f'<c r="B1" t="inlineStr"><is><t>平成{cut}27年</t></is></c>'
        f'<c r="C1" t="inlineStr"><is>{cut}<r><t>太{cut}字</t></r>{cut}<r><t>の文</t></r></is></c>'
        f'<c r="D1" t="s"><v>{cut}0</v></c><c r="E1" t="str"><f>A1{cut}</f><v>結{cut}果</v></c></row>'
    )
    strings = f'<sst xmlns="{MAIN}"><si>{cut}<t>共{cut}有</t></si></sst>'
    related = relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"),
        ("rId3", "sharedStrings", "sharedStrings.xml"),
    )  # fmt: skip
    more: dict[str, str | None] = {
        "xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": related,
    }  # fmt: skip
    file = bare(tmp_path / "a.xlsx", worksheet(rows), more=more)
    cells = read_workbook(file)[0].cells
    assert [cells[1, column].text for column in range(1, 6)] == [
        "2541", "平成27年", "太字の文", "共有", "結果",
    ]  # fmt: skip


@pytest.mark.parametrize("cut", CUTS[:3])
def test_words(tmp_path: Path, cut: str) -> None:
    path = tmp_path / "a.docx"
    text = f"<w:body><w:p>{cut}<w:r><w:t>25{cut}41人</w:t></w:r>{cut}</w:p>"
    with zipfile.ZipFile(TEMPLATE) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", text.encode())
            new.writestr(name, data)
    assert read_word(path).paragraphs[0].now == "2541人"


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("xl/workbook.xml", "<workbook/>")
        target.writestr("xl/Workbook.xml", "<workbook/>")
    with pytest.raises(InputFileError, match="２つ"):
        Package(path, "Excel ブック")


def test_what_lies_outside_the_package_is_no_part(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("[Content_Types].xml", "<Types/>")
        target.writestr("../../evil", "x")
        target.writestr("xl/workbook.xml", "<workbook/>")
    with Package(path, "Excel ブック") as package:
        assert sorted(package.names()) == ["[Content_Types].xml", "xl/workbook.xml"]
