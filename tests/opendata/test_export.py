"""Open data: it follows its schema, and read back it is the same report."""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from kumareport import pipeline
from kumareport.cli.main import main
from kumareport.model.location import Location
from kumareport.model.report import Report
from kumareport.opendata.report_json import from_json, to_json
from kumareport.opendata.table import DataField, Table, Type, guarded, to_csv, unguarded
from kumareport.opendata.tables import COVERED, tables
from tests.conftest import INPUT, ROOT, soffice
from tests.make_workbook import indicator, text, workbook
from tests.outside import load

SCHEMA = json.loads((ROOT / "docs" / "schema" / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR: Any = jsonschema.Draft202012Validator(SCHEMA)
"""Made once: ``jsonschema.validate`` checks the schema, which takes longer, each time."""


@pytest.fixture(scope="module")
def real(checked: pipeline.CheckResult) -> pipeline.CheckResult:
    return checked


def without_places(value: Any) -> object:
    """The model without its cells, sheets and column numbers, which a document has not."""
    if isinstance(value, Location):
        return None
    if isinstance(value, Struct):
        names = value.__struct_fields__
        left_out = ("sheet", "column", "location", "mark_location")
        return {n: without_places(getattr(value, n)) for n in names if n not in left_out}
    if isinstance(value, tuple):
        return [without_places(item) for item in cast(tuple[object, ...], value)]
    return value


def content(report: Report) -> object:
    """What a document is to hold. A number typed 10 and printed 10.0 is one number."""
    return without_places(report.chapters)


def test_the_real_report_follows_the_schema_and_comes_back(real: pipeline.CheckResult) -> None:
    document = to_json(real.report, real.judged)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(json.loads(document))
    assert content(from_json(document)) == content(real.report)
    assert to_json(real.report, real.judged) == document


VALUES = st.sampled_from(
    [
        10, 44.6, -1.5, "４４．６", "▲0.6", "△ 5.43", "41（H26）", "5,345（概数）", "7,000以上", "881以下",
        "20未満", "上昇", "維持", "中止", "ー\n※算出方法変更", "18.6（H27）\n19.1（H28）", "66.4（改定）", None,
        "たくさん", "=1+1", "-", "１２３４５６７８９０１２３４５６７８９",
    ]
)  # fmt: skip


@given(
    values=st.tuples(VALUES, VALUES, VALUES, VALUES),
    name=st.text("甲乙=+@-'\"<&>㎜⚫ 　", min_size=1),
)
def test_any_values_come_back(
    tmp_path_factory: pytest.TempPathFactory, values: Sequence[object], name: str
) -> None:
    path = tmp_path_factory.mktemp("book") / "a.xlsx"
    rows = [
        text("節", "題"),
        indicator(name=f"指{name}", values=values, direction="上昇"),
        text("検証と課題", f"文{name}"),
        text("方向性", '=HYPERLINK("x")'),
    ]
    result = pipeline.check(workbook(path, rows))
    document = to_json(result.report, result.judged)
    VALIDATOR.validate(json.loads(document))
    back, was = content(from_json(document)), content(result.report)
    assert back == was
    for table in tables(result.report, result.judged):
        assert rows_of(to_csv(table, "utf-8").data, table) == [list(row) for row in table.rows]


def rows_of(data: bytes, table: Table, encoding: str = "utf-8-sig") -> list[list[str]]:
    """A CSV file read back, the guard of its texts taken off."""
    lines = list(csv.reader(io.StringIO(data.decode(encoding), newline="")))
    assert lines[0] == [field.name for field in table.fields]
    return [
        [
            unguarded(cell) if field.type is Type.TEXT else cell
            for cell, field in zip(line, table.fields, strict=True)
        ]
        for line in lines[1:]
    ]


@given(st.text(max_size=20))
def test_the_guard_comes_off_again(sample: str) -> None:
    assert unguarded(guarded(sample)) == sample


@pytest.mark.parametrize(
    ("sample", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+81", "'+81"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1+1", "'＝1+1"),
        ("-", "-"),
        ("'=1", "''=1"),
        ("甲=乙", "甲=乙"),
        ("'甲", "'甲"),
    ],
)
def test_texts_that_a_spreadsheet_would_run(sample: str, shown: str) -> None:
    assert guarded(sample) == shown


def test_the_tables_against_the_published_report(
    real: pipeline.CheckResult, seed: dict[str, Any]
) -> None:
    by_name = {table.name: table for table in tables(real.report, real.judged)}
    values = records(by_name["指標の値"])
    sections = [section for chapter in seed["chapters"] for section in chapter["sections"]]
    count = sum(len(section["indicators"]) for section in sections)
    assert len({row["指標ID"] for row in values}) == count
    # One record for each indicator, role and year.
    first = [row for row in values if row["値の番号"] == "1"]
    keys = Counter((row["指標ID"], row["区分"], row["年度（西暦）"]) for row in first)
    assert set(keys.values()) == {1}
    births = next(
        r
        for r in first
        if r["指標名"].startswith("出生数") and r["年度（和暦）"] == "R5" and r["区分"] == "実績"
    )
    assert (births["値"], births["状態"], births["表記"]) == ("5345", "概数", "5,345（概数）")
    assert any(row["値の種類"] == COVERED for row in values)
    two = [row for row in values if row["値の番号"] == "2"]
    assert [(row["値"], row["データの年度（和暦）"]) for row in two] == [("18.6", "H27")]
    whole = [row for row in records(by_name["集計"]) if row["章"] == "全体"]
    assert [(row["進捗"], row["数"]) for row in whole] == [("○", "22"), ("△", "3"), ("×", "27")]
    bullets = sum(
        len(s["verification_bullets"]) + len(s["direction_bullets"]) + len(s["section_notes"])
        for s in sections
    )
    assert len(by_name["本文"].rows) == bullets


def records(table: Table) -> list[dict[str, str]]:
    names = [field.name for field in table.fields]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_numbers_are_plain(real: pipeline.CheckResult) -> None:
    (values,) = (t for t in tables(real.report, real.judged) if t.name == "指標の値")
    for row in records(values):
        if row["値の種類"] == "数値":
            assert str(Decimal(row["値"])) == row["値"]
        else:
            assert row["値"] == ""


def test_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "公開 データ"
    assert main(["export", str(INPUT), "-o", str(folder)]) == 0
    names = {path.name for path in folder.iterdir() if path.is_file()}
    assert names == {
        "指標の値.csv", "進捗.csv", "集計.csv", "本文.csv", "datapackage.json", "報告書.json",
    }  # fmt: skip
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert b"\r\n" in data
        header = data.decode("utf-8-sig").split("\r\n")[0]
        assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]]
    first = {name: (folder / name).read_bytes() for name in names}
    assert main(["export", str(INPUT), "-o", str(folder)]) == 0
    assert {name: (folder / name).read_bytes() for name in names} == first


def test_characters_that_cp932_lacks_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        text("節", "題"),
        indicator(name="⚫の数"),
        text("検証と課題", "文⚫。"),
        text("方向性", "文。"),
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    assert main(["export", str(path), "-o", str(tmp_path / "o"), "--encoding", "cp932"]) == 0
    out = capsys.readouterr().out
    assert "⚫（6）" in out  # the name beside four values and the mark, and the text
    assert "〓の数" in (tmp_path / "o" / "進捗.csv").read_text(encoding="cp932")


def test_a_workbook_with_errors_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [text("節", "題"), indicator(values=(1, 2, "たくさん", 3))]
    )
    assert main(["export", str(path)]) == 1
    assert "直るまで公開しないでください" in capsys.readouterr().out
    assert (tmp_path / "output" / "公開データ" / "報告書.json").exists()


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--encoding", "euc-jp"]])
def test_what_is_not_offered_is_told(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(INPUT), *arguments]) == 2
    assert "使えません" in capsys.readouterr().err


def test_libreoffice_reads_the_same_cells(tmp_path: Path, real: pipeline.CheckResult) -> None:
    folder = tmp_path / "データ"
    pipeline.export(INPUT, folder)
    (values,) = (t for t in tables(real.report, real.judged) if t.name == "指標の値")
    opened = load(soffice(folder / "指標の値.csv", "xlsx", tmp_path)).worksheets[0]
    number = [field.name for field in values.fields].index("値")
    found = [row[number].value for row in opened.iter_rows(min_row=2)]
    expected = [float(row[number]) if row[number] else None for row in values.rows]
    assert [None if v is None else float(str(v)) for v in found] == expected
    assert not [c for row in opened.iter_rows() for c in row if c.data_type == "f"]


def test_a_field_without_its_type_is_a_text() -> None:
    table = Table(
        "表",
        "題",
        [DataField("甲", ""), DataField("乙", "", Type.NUMBER)],
        [["-1", "-1"], ["=1", "2"]],
    )
    lines = to_csv(table, "utf-8").data.decode("utf-8-sig").split("\r\n")
    assert lines[1:3] == ["'-1,-1", "'=1,2"]
