"""Sources in the shapes of published forms: what is placed right with nothing corrected."""

from pathlib import Path

import pytest

from kumareport.cli.main import main
from kumareport.workbook.read import read_report
from tests.importing.offices import OFFICES, Fact, share
from tests.importing.offices_more import MORE
from tests.importing.simple_reader import book_cells, lost, source_texts

# Headings whose numbers do not count on from 1 keep them: 「１ しごとをつくる」 below the sheet 「雇用」.
_ARGUABLE: dict[str, set[Fact]] = {
    "総合戦略の一覧": {("見出し", "しごとをつくる"), ("見出し", "ひとの流れをつくる")}
}


@pytest.fixture(scope="module", params=OFFICES | MORE)
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path, set[Fact]]:
    """An office's sources, imported twice with nothing corrected: its name, folder and facts."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "資料").mkdir()
    facts = (OFFICES | MORE)[request.param](folder / "資料")
    for _ in range(2):
        assert main(["import", str(folder / "資料"), "-o", str(folder / "結果")]) == 0
    return request.param, folder, facts


def test_what_the_sources_say_stands_in_the_workbook(office: tuple[str, Path, set[Fact]]) -> None:
    name, folder, facts = office
    placed, missing = share(facts, read_report(folder / "結果" / "input.xlsx"))
    assert placed >= 0.9, missing
    assert set(missing) <= _ARGUABLE.get(name, set())


def test_the_workbook_can_be_read_without_a_fault(office: tuple[str, Path, set[Fact]]) -> None:
    assert read_report(office[1] / "結果" / "input.xlsx").problems == ()


def test_every_text_is_in_one_of_the_results(office: tuple[str, Path, set[Fact]]) -> None:
    _, folder, _ = office
    said = [text for file in (folder / "資料").iterdir() for text in source_texts(file)]
    results = [
        value for name in ("input", "取込結果", "取込対応表")
        for value in book_cells(folder / "結果" / f"{name}.xlsx").values()
    ]  # fmt: skip
    assert lost(said, results) == []
