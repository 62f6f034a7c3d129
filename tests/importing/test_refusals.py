"""Files that cannot be read, and columns that say little."""

from pathlib import Path

import openpyxl
import pytest
from docx import Document
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.errors import InputFileError
from kumareport.workbook.read import read_report
from tests.importing.simple_reader import book_cells


def listed(path: Path, rows: list[list[str | int | None]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(InputFileError, match="取り込むファイルがありません"):
        pipeline.import_files([tmp_path / "空"], tmp_path / "結果")
    (tmp_path / "図.png").write_bytes(b"\x89PNG")
    with pytest.raises(InputFileError, match="取り込めない種類"):
        pipeline.import_files([tmp_path / "図.png"], tmp_path / "結果")


def test_old_files_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUMAREPORT_SOFFICE", str(tmp_path / "ない"))
    (tmp_path / "一覧.ods").write_bytes(b"PK")
    with pytest.raises(InputFileError, match="LibreOffice がない"):
        pipeline.import_files([tmp_path / "一覧.ods"], tmp_path / "結果")


def test_one_bad_file_among_others_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "資料"
    folder.mkdir()
    listed(folder / "一覧.xlsx", [["施策", "指標", "R5実績"], ["防災", "組織率", 80]])
    (folder / "壊れた.xlsx").write_bytes(b"")
    done = pipeline.import_files([folder], tmp_path / "結果")
    assert [name for name, _ in done.unread] == ["壊れた.xlsx"]


def test_columns_that_say_little(tmp_path: Path) -> None:
    file = listed(
        tmp_path / "一覧.xlsx",
        [
            ["施策", "指標", "単位", "担当課", "現状値", "R5実績", "R5実績の備考欄", "進捗", "判定の理由", "備考", "重点", ""],
            ["防災", "組織率", "％", "危機課", 70, "80％", "速報", "○", "達成", "要確認", "はい", None],
            ["防災", "訓練回数", "回", "危機課", 3, "5回", None, "×", None, None, "いいえ", None],
        ],
    )  # fmt: skip
    for _ in range(2):
        done = pipeline.import_files([file], tmp_path / "結果")
        if done.book is not None:
            report = read_report(done.book.path)
            (rows,) = [part.indicators for _, part in report.parts()]
            assert [(row.name, row.unit, row.department) for row in rows] == [
                ("組織率", "％", "危機課"), ("訓練回数", "回", "危機課"),
            ]  # fmt: skip
    left = openpyxl.load_workbook(tmp_path / "結果" / "取込結果.xlsx")["取り込まなかったもの"]
    # No year is guessed for 現状値.
    assert {"70", "3"} <= {str(cell.value) for cell in left["C"]}


def test_running_text_of_a_report_is_told(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("第１章　環境", 1)
    document.add_paragraph("この章では、環境の取組を述べる。")
    document.add_paragraph("【現状と課題】")
    document.add_paragraph("ごみが増えている。")
    document.add_paragraph("※　令和５年度末の値です。")
    document.save(str(tmp_path / "報告書.docx"))
    for _ in range(2):
        pipeline.import_files([tmp_path / "報告書.docx"], tmp_path / "結果")
    told = openpyxl.load_workbook(tmp_path / "結果" / "取込対応表.xlsx")["取込対応表"]
    lines = {row[2].value: (row[5].value, row[9].value) for row in told.iter_rows()}
    assert lines["この章では、環境の取組を述べる。"] == ("文", "低")
    assert (
        "この章では、環境の取組を述べる。" in book_cells(tmp_path / "結果" / "input.xlsx").values()
    )
