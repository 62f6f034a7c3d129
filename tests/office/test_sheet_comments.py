"""Comments as Excel writes them: notes, threads with replies, closed threads."""

import zipfile
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment as Note

from kumareport.office.excel.sheet_comments import Remark, SheetComment, read_comments
from kumareport.office.package.package import Package

THREADS = """<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
<threadedComment ref="B2" dT="2026-12-01T09:00:00.00" personId="{A}" id="{1}" done="1"><text>値は確かですか</text></threadedComment>
<threadedComment ref="B2" dT="2026-12-01T10:00:00.00" personId="{B}" id="{2}" parentId="{1}"><text>確かめました</text></threadedComment>
</ThreadedComments>"""
PEOPLE = """<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
<person displayName="山田" id="{A}"/><person displayName="鈴木" id="{B}"/></personList>"""
KIND = "http://schemas.microsoft.com/office/2017/10/relationships"


def with_threads(path: Path) -> Path:
    """A workbook with a note in A1, and in B2 a thread beside the note that Excel writes for old versions."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "表"
    book.worksheets[0]["A1"].comment = Note("佐藤:\nメモです", "佐藤")
    book.worksheets[0]["B2"].comment = Note("[スレッド化されたコメント]\n値は確かですか", "tc={1}")
    plain = path.with_suffix(".plain")
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for part, kind, target in (
                (
                    "xl/worksheets/_rels/sheet1.xml.rels",
                    "threadedComment",
                    "/xl/threadedComments/threadedComment1.xml",
                ),
                ("xl/_rels/workbook.xml.rels", "person", "/xl/persons/person.xml"),
            ):
                if name == part:
                    related = f'<Relationship Id="x9" Type="{KIND}/{kind}" Target="{target}"/></Relationships>'
                    data = data.replace(b"</Relationships>", related.encode())
            new.writestr(name, data)
        new.writestr("xl/threadedComments/threadedComment1.xml", THREADS)
        new.writestr("xl/persons/person.xml", PEOPLE)
    return path


def test_notes_and_threads(tmp_path: Path) -> None:
    with Package(with_threads(tmp_path / "book.xlsx"), "Excel ブック") as package:
        comments = read_comments(package)
    assert comments == [
        SheetComment("表", 1, 1, (Remark("佐藤", "", "メモです"),)),
        SheetComment(
            "表", 2, 2,
            (
                Remark("山田", "2026-12-01T09:00:00.00", "値は確かですか"),
                Remark("鈴木", "2026-12-01T10:00:00.00", "確かめました"),
            ),
            is_resolved=True,
        ),
    ]  # fmt: skip


def test_a_reply_whose_head_is_gone_is_not_lost(tmp_path: Path) -> None:
    path = with_threads(tmp_path / "book.xlsx")
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    lines = THREADS.splitlines()
    parts["xl/threadedComments/threadedComment1.xml"] = "".join(
        [lines[0], lines[2], lines[3]]
    ).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    with Package(path, "Excel ブック") as package:
        said = [remark.text for comment in read_comments(package) for remark in comment.remarks]
    assert "確かめました" in said
