"""Sources written before the importer was read: what stands where, first and after a person's corrections."""

from pathlib import Path

import pytest

from kumareport.workbook.read import read_report
from tests.importing.judge import Judged, judge
from tests.importing.offices_fourth import FOURTH
from tests.importing.offices_third import THIRD
from tests.importing.simple_reader import book_cells, lost, source_texts


@pytest.fixture(scope="module", params=THIRD | FOURTH)
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path, Judged]:
    """An office's sources, imported twice with nothing corrected, then as corrected on file."""
    folder = tmp_path_factory.mktemp("office")
    return request.param, folder, judge(request.param, folder)


def test_what_the_sources_say_stands_in_a_workbook_without_fault(
    office: tuple[str, Path, Judged],
) -> None:
    _, folder, judged = office
    assert judged.corrected == []
    assert (judged.cells == 0) == (judged.first == [])
    assert read_report(folder / "結果" / "input.xlsx").problems == ()


def test_every_text_is_in_one_of_the_results(office: tuple[str, Path, Judged]) -> None:
    _, folder, _ = office
    said = [text for file in (folder / "資料").iterdir() for text in source_texts(file)]
    results = [
        value for name in ("input", "取込結果", "取込対応表")
        for value in book_cells(folder / "結果" / f"{name}.xlsx").values()
    ]  # fmt: skip
    assert lost(said, results) == []
