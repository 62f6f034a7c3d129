"""The law of the Word report: build → import (both runs, nothing corrected) → the same report."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from kumareport import pipeline
from kumareport.cli.main import main
from kumareport.workbook.preset import presets
from tests.conftest import TEMPLATE, soffice
from tests.importing.simple_reader import book_cells, word_lines
from tests.review.levels import levels_workbook
from tests.review.lists import lists_workbook

PRESETS = tuple(presets())


def imported(source: Path, folder: Path) -> Path:
    """Both runs with nothing corrected; the workbook."""
    assert main(["import", str(source), "-o", str(folder)]) == 0
    assert not (folder / "input.xlsx").exists()
    assert main(["import", str(source), "-o", str(folder)]) == 0
    return folder / "input.xlsx"


@pytest.fixture(scope="module")
def book(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return imported(built, tmp_path_factory.mktemp("取り込み"))


def test_the_imported_report_gives_the_same_report(built: Path, book: Path, tmp_path: Path) -> None:
    again = tmp_path / "報告書.docx"
    result = pipeline.build(book, again, TEMPLATE)
    assert result.written == (again,)
    assert word_lines(again) == word_lines(built)


def test_the_same_after_libreoffice_has_saved_the_report(
    resaved: Path, book: Path, tmp_path: Path
) -> None:
    assert book_cells(imported(resaved, tmp_path / "取り込み")) == book_cells(book)


@dataclass
class Office:
    """A report of another form, with its template and the workbook that was imported from it."""

    report: Path
    template: Path
    book: Path


def _example(name: str, folder: Path) -> tuple[Path, Path]:
    """The workbook of a form and its template."""
    if name in PRESETS:
        assert main(["init", str(folder / "元"), "--form", name, "--example"]) == 0
        return folder / "元" / "input.xlsx", folder / "元" / "templates" / "report.docx"
    (folder / "元").mkdir()
    make = levels_workbook if name == "４段" else lists_workbook
    return make(folder / "元" / "input.xlsx"), TEMPLATE


@pytest.fixture(scope="module", params=[*PRESETS, "４段", "一覧"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("様式")
    source, template = _example(request.param, folder)
    report = folder / "報告書.docx"
    assert pipeline.build(source, report, template).written
    return Office(report, template, imported(report, folder / "取り込み"))


def test_the_reports_of_other_forms_come_back_whole(office: Office, tmp_path: Path) -> None:
    again = tmp_path / "報告書.docx"
    assert pipeline.build(office.book, again, office.template).written == (again,)
    assert word_lines(again) == word_lines(office.report)


def test_they_do_after_libreoffice_has_saved_them(office: Office, tmp_path: Path) -> None:
    saved = soffice(office.report, "docx", tmp_path)
    assert book_cells(imported(saved, tmp_path / "取り込み")) == book_cells(office.book)


def test_what_found_no_place_is_quoted_in_full(book: Path) -> None:
    cells = book_cells(book.with_name("取込結果.xlsx"))
    left = {value for (sheet, _), value in cells.items() if sheet == "取り込まなかったもの"}
    # The template writes these; they are no data.
    assert {"【凡例】", "グラフの ● は実績、◆ は検証値"} <= left
    graphs = [
        value for (sheet, _), value in cells.items() if sheet != "まとめ" and value == "グラフ"
    ]
    assert len(graphs) == 54
