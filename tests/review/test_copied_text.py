"""The text of a draft copied into a new document: its words say which place they are of."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import cast

import docx
import openpyxl
import pytest
from docx.document import Document
from lxml import etree
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.review.returns.collection import Collection
from tests.review.office import Office, in_brief

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Change = Callable[[list[str]], list[str]]
Element = etree._Element  # pyright: ignore[reportPrivateUsage]


def body_of(document: Document) -> Element:
    return cast("Element", getattr(document.element, "body"))  # noqa: B009


def with_tables(source: Path, target: Path, *pairs: tuple[str, str]) -> Path:
    """Its body pasted into a blank document: tables stay, bookmarks, pictures and records do not."""
    body = body_of(docx.Document(str(source)))
    new = docx.Document()
    for child in body:
        if child.tag == f"{W}sectPr":
            continue
        pasted = copy.deepcopy(child)
        for name in ("bookmarkStart", "bookmarkEnd", "drawing", "commentRangeStart", "commentRangeEnd",
                     "commentReference", "sectPr", "AlternateContent"):  # fmt: skip
            for element in list(pasted.iter(f"{{*}}{name}")):
                parent = element.getparent()
                assert parent is not None
                parent.remove(element)
        body_of(new).insert(len(body_of(new)) - 1, pasted)
    save(new, target)
    for old, now in pairs:
        replaced(target, old, now)
    return target


def replaced(target: Path, old: str, now: str) -> None:
    document = docx.Document(str(target))
    texts = [t for t in body_of(document).iter(f"{W}t") if old in (t.text or "")]
    assert texts, old
    for text in texts:
        text.text = (text.text or "").replace(old, now)
    save(document, target)


def lines_of(source: Path) -> list[str]:
    """Its text as a text editor has it: a row of a table is a line, its cells by tabs."""
    found: list[str] = []
    for child in body_of(docx.Document(str(source))):
        if child.tag == f"{W}tbl":
            for row in child.iter(f"{W}tr"):
                cells = [
                    "\n".join(words(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")
                ]
                found += "\t".join(cell for cell in cells if cell.strip()).split("\n")
        else:
            found += [words(p) for p in ([child] if child.tag == f"{W}p" else child.iter(f"{W}p"))]
    return [line for line in found if line.strip()]


def words(paragraph: Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(f"{W}t"))


def plain(source: Path, target: Path, change: Change) -> Path:
    document = docx.Document()
    for line in change(lines_of(source)):
        document.add_paragraph(line)
    save(document, target)
    return target


def save(document: Document, target: Path) -> None:
    document.save(str(target))


def quotes(collection: Collection) -> list[str]:
    return [unread.text for unread in collection.unread]


def test_an_unchanged_copy_asks_for_nothing(drafted: Office, tmp_path: Path) -> None:
    source = drafted.draft("企画課")
    for file in (
        with_tables(source, tmp_path / "表.docx"),
        plain(source, tmp_path / "文.docx", lambda lines: lines),
    ):
        collection = drafted.collect(file, drafted.list)
        assert collection.rejected == ()
        assert in_brief(collection) == []
        assert quotes(collection) == []


def test_a_file_of_a_program_that_drops_records(drafted: Office, tmp_path: Path) -> None:
    """Google ドキュメント and Pages keep headers and comments, but no bookmarks and no data of ours."""
    document = docx.Document(str(drafted.draft("企画課")))
    for element in list(body_of(document).iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    for rel_id in [key for key, rel in document.part.rels.items() if "customXml" in rel.reltype]:
        document.part.drop_rel(rel_id)
    file = tmp_path / "ドキュメント.docx"
    save(document, file)
    replaced(file, "目標には届いていない", "目標にはほぼ届いた")
    collection = drafted.collect(file, drafted.list)
    assert in_brief(collection) == [
        ("本文", "1-1-検2", "項目名・本文", "目標にはほぼ届いた状況である。", "企画課")
    ]
    assert (quotes(collection), collection.opinions) == ([], ())


def test_a_copy_with_its_tables(drafted: Office, tmp_path: Path) -> None:
    file = with_tables(
        drafted.draft("企画課"),
        tmp_path / "新しい文書.docx",
        ("目標には届いていない状況である。", "目標には届かなかった状況である。"),
        ("44.6", "99"),
        ("引き続き周知が必要である。", "まったく別のことを書いた。"),
    )
    collection = drafted.collect(file, drafted.list)
    assert in_brief(collection) == [
        ("値", "1-1-指1", "実績 R4", "99", "企画課"),
        ("本文", "1-1-検2", "項目名・本文", "目標には届かなかった状況である。", "企画課"),
    ]
    assert sorted(quotes(collection)) == [
        "まったく別のことを書いた。",
        "引き続き周知が必要である。",
    ]
    (entry,) = [entry for entry in collection.answered if entry.has_answered]
    assert any("写された本文" in note for note in entry.notes)


@pytest.mark.parametrize("number", range(2, 10))
def test_a_line_typed_anywhere_is_quoted(drafted: Office, tmp_path: Path, number: int) -> None:
    def change(lines: list[str]) -> list[str]:
        return [*lines[:number], "課で打った一行ヰ。", *lines[number:]]

    file = plain(drafted.draft("企画課"), tmp_path / "文.docx", change)
    collection = drafted.collect(file, drafted.list)
    told = [*quotes(collection), *(p.proposed.text for p in collection.proposals)]
    assert [text for text in told if "ヰ" in text] == ["課で打った一行ヰ。"]
    assert len(told) == 1


def test_another_document_is_no_copy(drafted: Office, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("会議の次第")
    save(document, tmp_path / "次第.docx")
    (rejected,) = drafted.collect(tmp_path / "次第.docx", drafted.list).rejected
    assert "発出時の記録が失われています" in rejected.reason


# --- Excel ----------------------------------------------------------------------------------------


def pasted(
    source: Path, target: Path, change: Callable[[Worksheet], None], *, top: int = 1
) -> Path:
    """The cells of a form's sheet as values in a new workbook."""
    old = openpyxl.load_workbook(source)["第１章"]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in old.iter_rows(min_row=top):
        for cell in row:
            if isinstance(cell, Cell) and cell.value is not None:
                sheet.cell(cell.row - top + 1, cell.column, cell.value)
    change(sheet)
    book.save(target)
    return target


def rewrite(sheet: Worksheet, old: str | float, new: str | float) -> None:
    cells = [cell for row in sheet.iter_rows() for cell in row]
    found = [cell for cell in cells if isinstance(cell, Cell) and cell.value == old]
    assert found
    for cell in found:
        cell.value = new


@pytest.mark.parametrize("has_ids", [True, False])
def test_a_sheet_copied_into_a_new_workbook(
    drafted: Office, tmp_path: Path, *, has_ids: bool
) -> None:
    def change(sheet: Worksheet) -> None:
        rewrite(sheet, "目標には届いていない状況である。", "目標には届かなかった状況である。")
        rewrite(sheet, 45.5, 46.5)
        sheet.cell(40, 30, "欄の外の一言ヰ")
        if not has_ids:
            column = next(cell.column for cell in sheet[3] if cell.value == "ID")
            assert column is not None
            sheet.delete_cols(column)

    file = pasted(drafted.form("企画課"), tmp_path / "新しいブック.xlsx", change)
    collection = drafted.collect(file, drafted.list)
    assert in_brief(collection) == [
        ("値", "1-1-指1", "実績 R5", "46.5", "企画課"),
        ("本文", "1-1-検2", "項目名・本文", "目標には届かなかった状況である。", "企画課"),
    ]
    assert quotes(collection) == ["欄の外の一言ヰ"]


def test_rows_copied_without_their_header_are_quoted(drafted: Office, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        rewrite(sheet, "目標には届いていない状況である。", "目標には届かなかった状況である。")
        rewrite(sheet, 45.5, 46.5)

    file = pasted(drafted.form("企画課"), tmp_path / "写し.xlsx", change, top=4)
    collection = drafted.collect(file, drafted.list)
    assert collection.proposals == ()
    told = quotes(collection)
    assert len(told) == 2
    assert "46.5" in told[0]
    assert "目標には届かなかった状況である。" in told[1]
    assert {unread.sender.department for unread in collection.unread} == {"企画課"}


def test_an_office_workbook_of_other_things_is_only_named(drafted: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "会議の次第"
    book.save(tmp_path / "次第.xlsx")
    collection = drafted.collect(tmp_path / "次第.xlsx", drafted.list)
    assert [r.reason for r in collection.rejected] == ["照会票ではない Excel ブックです"]
    assert collection.unread == ()
