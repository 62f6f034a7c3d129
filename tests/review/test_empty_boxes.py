"""What a department types into an empty box of its Word draft is found by its place in the template,
whatever the label beside it says."""

import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from lxml import etree

from kumareport.office.word.word_document import read_word
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook
from kumareport.workbook.write import write_workbook
from tests.conftest import TEMPLATE
from tests.review.office import PERIODS, RECORDS, distribute

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def labelled(word: str, path: Path) -> Path:
    """The standard template with another word beside the second box."""
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                before, label, after = content.decode().rpartition(">{{ 枠.見出し }}<")
                assert label
                text = f"{before}>{word}<{after}"
                content = text.encode()
            target.writestr(name, content)
    return path


def type_into(draft: Path, bookmark: str, words: str) -> None:
    """Type into the first paragraph of the table cell that holds a bookmark."""
    with zipfile.ZipFile(draft) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    (start,) = (s for s in root.iter(f"{W}bookmarkStart") if s.get(f"{W}name") == bookmark)
    cell = next(start.iterancestors(f"{W}tc"))
    paragraph = cell.find(f"{W}p")
    assert paragraph is not None
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}t").text = words
    parts["word/document.xml"] = etree.tostring(root)
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def in_one_paragraph(words: str, path: Path) -> Path:
    """The standard template with the texts of a box in one paragraph, among words of its own."""
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text = content.decode()
                start = text.rindex("<w:p>", 0, text.index("{%p for 箇条 in 枠.文 %}"))
                end = text.index("</w:p>", text.index("{%p endfor %}", start)) + len("</w:p>")
                content = (
                    f"{text[:start]}<w:p><w:r><w:t>{words}</w:t></w:r></w:p>{text[end:]}".encode()
                )
            target.writestr(name, content)
    return path


LOOP = "{% for 箇条 in 枠.文 %}・{{ 箇条 }}{% endfor %}"


@pytest.mark.parametrize(
    "template",
    [
        *(partial(labelled, word) for word in ("方向性", "これからの取組", "検証と課題")),
        partial(in_one_paragraph, LOOP),
        partial(in_one_paragraph, f"方針：{LOOP}"),
    ],
)
def test_a_text_typed_into_an_empty_box_is_an_addition_to_it(
    tmp_path: Path, template: Callable[[Path], Path]
) -> None:
    records = [record for record in RECORDS["第１章"] if record.id != "1-1-方1"]
    chapter = ChapterSheet("第１章", "第１章", "題名", PERIODS, records)
    book = tmp_path / "ブック.xlsx"
    departments = [("企画課", "", ""), ("総務課", "", "")]
    write_workbook(NewWorkbook({Setting.TITLE: "評価"}, [chapter], departments), book)
    office = distribute(book, tmp_path / "照会", template=template(tmp_path / "様式.docx"))
    draft = office.draft("企画課")
    issued = read_word(draft).issued
    assert issued is not None
    (bookmark,) = [n for n, a in issued.boxes.items() if (a.label, a.record) == ("方向性", "1-1")]
    type_into(draft, bookmark, "新しい取組を始める。")
    (found,) = office.collect(draft, office.list).proposals
    assert (found.target.kind, found.target.section, found.proposed.text) == (
        "方向性", "1-1", "新しい取組を始める。",
    )  # fmt: skip
