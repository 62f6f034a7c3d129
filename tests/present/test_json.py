"""The JSON of a check against its published schema."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from jsonschema import Draft202012Validator
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.present.json import to_json
from tests.conftest import INPUT, ROOT
from tests.make_workbook import workbook

SCHEMA = json.loads((ROOT / "docs" / "schema" / "check.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def validator() -> Any:
    Draft202012Validator.check_schema(SCHEMA)
    return Draft202012Validator(SCHEMA)


def document(source: Path) -> dict[str, Any]:
    result = pipeline.check(source)
    return json.loads(to_json(result.findings, result.acknowledged))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A document with an error, a finding of a whole sheet and an accepted finding."""

    def edit(book: Workbook, sheet: Worksheet) -> None:
        sheet["H5"] = "44..6"
        sheet["I5"] = "18.6（H27）\n19.1（H28）"
        book.create_sheet("メモ")

    path = workbook(tmp_path_factory.mktemp("json") / "a.xlsx", edit=edit)
    key = next(f.key for f in pipeline.check(path).findings if f.code == "C06")
    book = load_workbook(path)
    sheet = book.create_sheet("確認済")
    sheet.append(["規則", "場所", "指摘", "照合キー", "確認した人", "確認の理由"])
    sheet.append(["C06", "", "", key, "甲", "このままでよい"])
    book.save(path)
    return document(path)


def test_real_workbook(validator: Any) -> None:
    validator.validate(document(INPUT))


def test_full_document(validator: Any, full: dict[str, Any]) -> None:
    validator.validate(full)
    assert full["counts"]["error"] == 1
    assert full["counts"]["acknowledged"] == 1
    accepted = full["acknowledged"][0]
    assert (accepted["code"], accepted["family"]) == ("C06", "セルの値")
    assert (accepted["person"], accepted["reason"]) == ("甲", "このままでよい")
    assert accepted["location"] == {"sheet": "第１章", "cell": "I5"}
    assert "C06" not in [f["code"] for f in full["findings"]]
    assert all(f["key"].startswith(f["code"]) for f in full["findings"])


Change = Callable[[dict[str, Any]], None]


def remove(*path: str | int) -> Change:
    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        del value[path[-1]]

    return change


def put(new: object, *path: str | int) -> Change:
    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = new

    return change


@pytest.mark.parametrize(
    "change",
    [
        put(2, "version"),
        remove("acknowledged"),
        remove("findings", 0, "key"),
        put("fatal", "findings", 0, "severity"),
        put("c1", "findings", 0, "code"),
        put(-1, "counts", "error"),
        put("x", "findings", 0, "more"),
        put("甲", "findings", 0, "person"),
        remove("acknowledged", 0, "reason"),
        put("error", "acknowledged", 0, "severity"),
        put("5H", "findings", 0, "location", "cell"),
    ],
)
def test_damaged_document_is_refused(validator: Any, full: dict[str, Any], change: Change) -> None:
    damaged = copy.deepcopy(full)
    change(damaged)
    assert not validator.is_valid(damaged)


def test_every_field_is_described_in_japanese() -> None:
    def walk(node: Any) -> None:
        if isinstance(node, dict):
            inner = cast(dict[str, Any], node)
            for field in inner.get("properties", {}).values():
                assert any(char > "\u3000" for char in field["description"])
            node = list(inner.values())
        if isinstance(node, list):
            for child in cast(list[Any], node):
                walk(child)

    walk(SCHEMA)
