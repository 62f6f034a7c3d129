"""datapackage.json describes the files truly: keys, references, blanks, whose and which year's."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from kumareport import pipeline
from kumareport.model.problem import ProblemKind
from tests.conftest import INPUT
from tests.make_workbook import LONG_HEADER, series, text, workbook

OFFICE = [
    ("団体コード", "431001"),
    ("市名", "熊本市"),
    ("計画名", "第７次総合計画"),
    ("作成日", "令和６年９月１日"),
    ("データの利用条件", "CC BY 4.0"),
]


def book(path: Path, year: str, *settings: tuple[str, str]) -> Path:
    rows = [
        text("節", "題"),
        series(51, 52, 53, "（集計中）", 55, name="甲", group="群"),
        series(51, 52, 53, 54, None, name="乙", unit=None, group="群"),
        text("検証と課題", "文。"),
        text("方向性", "文。"),
    ]
    extra = [("評価の年度", year), *settings]
    return workbook(path, rows, header=LONG_HEADER, extra_settings=extra)


def exported(source: Path, folder: Path) -> tuple[dict[str, Any], dict[str, list[dict[str, str]]]]:
    """The description, and the rows of each resource as a program without knowledge reads them."""
    pipeline.export(source, folder)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    found = {
        resource["name"]: list(
            csv.DictReader(
                io.StringIO(
                    (folder / resource["path"]).read_bytes().decode("utf-8-sig"), newline=""
                )
            )
        )
        for resource in package["resources"]
    }
    return package, found


def faults(package: dict[str, Any], rows: dict[str, list[dict[str, str]]]) -> list[str]:
    """Where the rows are not as they are described."""
    found: list[str] = []
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        for field in schema["fields"]:
            blanks = [row for row in rows[name] if not row[field["name"]]]
            if field.get("constraints", {}).get("required") and blanks:
                found.append(f"{name}: {field['name']} is blank")
            if blanks and "空欄：" not in field["description"]:
                found.append(f"{name}: {field['name']} does not say why it is blank")
        keys = [tuple(row[c] for c in schema["primaryKey"]) for row in rows[name]]
        if len(set(keys)) != len(keys):
            found.append(f"{name}: the key is not unique")
        for foreign in schema.get("foreignKeys", ()):
            there = foreign["reference"]
            known = {tuple(r[c] for c in there["fields"]) for r in rows[there["resource"]]}
            if {tuple(r[c] for c in foreign["fields"]) for r in rows[name]} - known:
                found.append(f"{name}: rows of no {there['resource']}")
    return found


@pytest.mark.no_cover
def test_the_real_data_is_as_it_is_described(tmp_path: Path) -> None:
    package, rows = exported(INPUT, tmp_path / "データ")
    assert faults(package, rows) == []
    # 555 cells, one of which holds two values; nine chapters and the whole have three marks.
    assert [len(rows[name]) for name in ("values", "marks", "totals", "texts")] == [
        556, 55, 30, 193,
    ]  # fmt: skip
    # Without 団体コード no key rests on it.
    assert all("団体コード" not in r["schema"]["primaryKey"] for r in package["resources"])
    assert package["name"] == "plan-evaluation-2023"
    assert "licenses" not in package
    assert "created" not in package


def test_whose_data_it_is(tmp_path: Path) -> None:
    package, rows = exported(book(tmp_path / "a.xlsx", "R5", *OFFICE), tmp_path / "データ")
    assert faults(package, rows) == []
    for table in rows.values():
        for row in table:
            start = [row[n] for n in ("団体コード", "団体名", "計画名", "評価年度")]
            assert start == ["431001", "熊本市", "第７次総合計画", "2023"]
    assert package["name"] == "431001-plan-evaluation-2023"
    assert package["created"] == "2024-09-01T00:00:00Z"
    assert package["sources"] == [{"title": "熊本市「報告書」"}]
    (licence,) = package["licenses"]
    assert licence["name"] == "CC-BY-4.0"
    assert package["resources"][0]["schema"]["primaryKey"][0] == "団体コード"


def test_years_and_cities_stack(tmp_path: Path) -> None:
    """Laid one below the other, the rows of two years and two cities are still told apart."""
    others = [("団体コード", "401005"), *OFFICE[1:]]
    sources = [
        book(tmp_path / "1.xlsx", "R4", *OFFICE),
        book(tmp_path / "2.xlsx", "R5", *OFFICE),
        book(tmp_path / "3.xlsx", "R5", *others),
    ]
    package: dict[str, Any] = {}
    stacked: dict[str, list[dict[str, str]]] = {}
    for number, source in enumerate(sources):
        package, rows = exported(source, tmp_path / str(number))
        for name, table in rows.items():
            stacked.setdefault(name, []).extend(table)
    assert faults(package, stacked) == []
    assert {row["評価年度"] for row in stacked["marks"]} == {"2022", "2023"}


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("431001", True),
        # 札幌市, 福岡市 and 東京都, as 総務省 publishes them.
        ("011002", True),
        ("401307", True),
        ("130001", True),
        ("４３１００１", True),
        ("431002", False),
        ("43100", False),
        ("熊本市", False),
    ],
)
def test_the_check_digit_of_a_code(tmp_path: Path, code: str, fits: bool) -> None:
    report = pipeline.check(book(tmp_path / "a.xlsx", "R5", ("団体コード", code))).report
    told = [p for p in report.problems if p.kind is ProblemKind.BAD_SETTING]
    assert bool(report.settings.code) is fits
    assert len(told) == (0 if fits else 1)


@pytest.mark.parametrize(
    ("text_", "licence"),
    [
        ("ＣＣ０ 1.0", {"name": "CC0-1.0"}),
        ("https://www.example.jp/terms", {"path": "https://www.example.jp/terms"}),
        ("自由に使えます", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_licence_is_a_known_one_or_an_address(
    tmp_path: Path, text_: str, licence: dict[str, str] | None
) -> None:
    source = book(tmp_path / "a.xlsx", "R5", ("データの利用条件", text_))
    package, _ = exported(source, tmp_path / "データ")
    if licence is None:
        assert "licenses" not in package
        assert any(f.code == "S16" for f in pipeline.check(source).findings)
    else:
        assert licence.items() <= package["licenses"][0].items()
