"""Six sources written before the importer was read: what is placed right with nothing corrected."""

from pathlib import Path

import pytest

from kumareport.cli.main import main
from kumareport.workbook.read import read_report
from tests.importing.offices_third import THIRD
from tests.importing.simple_reader import book_cells, lost, source_texts
from tests.importing.truth import missing


@pytest.fixture(scope="module", params=THIRD)
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """An office's sources, imported twice with nothing corrected: its name and folder."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "資料").mkdir()
    THIRD[request.param](folder / "資料")
    for _ in range(2):
        assert main(["import", str(folder / "資料"), "-o", str(folder / "結果")]) == 0
    return request.param, folder


def test_what_the_sources_say_stands_in_a_workbook_without_fault(office: tuple[str, Path]) -> None:
    name, folder = office
    assert missing(name, folder / "結果" / "input.xlsx")[1] == []
    assert read_report(folder / "結果" / "input.xlsx").problems == ()


def test_every_text_is_in_one_of_the_results(office: tuple[str, Path]) -> None:
    _, folder = office
    said = [text for file in (folder / "資料").iterdir() for text in source_texts(file)]
    results = [
        value for name in ("input", "取込結果", "取込対応表")
        for value in book_cells(folder / "結果" / f"{name}.xlsx").values()
    ]  # fmt: skip
    assert lost(said, results) == []
