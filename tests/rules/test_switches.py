"""点検の設定 and 確認済: what an office may change, and what it may not."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.model.finding import Severity
from kumareport.pipeline import CheckResult
from tests.make_workbook import indicator, workbook
from tests.rules.cases import rows

EQUAL = rows(indicator(values=(10.5, 48.9, 48.9, 60), unit="％")).how
"""K01, a note, at I5."""


def switched(tmp_path: Path, *lines: Sequence[object], **how: Any) -> CheckResult:
    """Check a workbook with lines in 点検の設定."""
    extra: list[Sequence[object]] = [(), ("点検の設定",), ("規則", "扱い", "理由"), *lines]

    def edit(book: Workbook, _: Worksheet) -> None:
        for line in extra:
            book["設定"].append(list(line))

    return pipeline.check(workbook(tmp_path / "a.xlsx", edit=edit, **how))


def codes(result: CheckResult) -> list[tuple[str, Severity]]:
    return [(finding.code, finding.severity) for finding in result.findings]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("点検しない", None),
        ("参考", Severity.NOTE),
        ("警告", Severity.WARNING),
        ("エラー", Severity.ERROR),
    ],
)
def test_level(tmp_path: Path, level: str, expected: Severity | None) -> None:
    result = switched(tmp_path, ("k01", level, "毎年同じ値のため"), **EQUAL)
    found = [severity for code, severity in codes(result) if code == "K01"]
    assert found == ([expected] if expected else [])
    assert result.has_errors is (expected is Severity.ERROR)


@pytest.mark.parametrize(
    ("line", "cell", "words"),
    [
        (("K99", "参考", "理由"), "A26", "「K99」という規則はありません"),
        (("S01", "点検しない", "理由"), "A26", "変えられません"),
        (("K01", "見ない", "理由"), "B26", "点検しない・参考・警告・エラー"),
        (("K01", "点検しない", None), "C26", "理由を書いてください"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_told_and_changes_nothing(
    tmp_path: Path, line: tuple[str, ...] | tuple[str | None, ...], cell: str, words: str
) -> None:
    result = switched(tmp_path, line, **EQUAL)
    told = [f for f in result.findings if f.code == "S16"]
    assert [f.location.cell for f in told] == [cell]
    assert words in told[0].message
    assert ("K01", Severity.NOTE) in codes(result)


LOCKED = ("C05", "S01", "S02", "S03", "S04", "S05", "S08", "S12", "S16", "S34", "S36", "S37", "S38")
"""Without these, content would be missing from the report and nobody would know."""


@pytest.mark.parametrize("code", LOCKED, ids=lambda code: f"{code}-locked")
def test_what_guards_the_content_cannot_be_switched_off(tmp_path: Path, code: str) -> None:
    result = switched(tmp_path, (code, "点検しない", "理由"), **EQUAL)
    told = [f for f in result.findings if f.code == "S16"]
    assert [(f.location.cell, "変えられません" in f.message) for f in told] == [("A26", True)]


def test_a_rule_switched_twice_keeps_the_first_and_is_told(tmp_path: Path) -> None:
    lines = (("K01", "警告", "理由"), ("k01", "点検しない", "理由"))
    result = switched(tmp_path, *lines, **EQUAL)
    told = [f for f in result.findings if f.code == "S16"]
    assert [(f.location.cell, "２つあります" in f.message) for f in told] == [("A27", True)]
    assert ("K01", Severity.WARNING) in codes(result)


def acknowledged(tmp_path: Path, source: Path, *lines: Sequence[object]) -> tuple[Path, Workbook]:
    """A copy of a workbook with lines in the sheet 確認済."""
    from openpyxl import load_workbook

    book = load_workbook(source)
    sheet = book.create_sheet("確認済")
    sheet.append(["規則", "場所", "指摘", "照合キー", "確認した人", "確認の理由"])
    for line in lines:
        sheet.append(list(line))
    target = tmp_path / "acknowledged.xlsx"
    book.save(target)
    return target, book


def test_accepted_findings_are_set_aside_until_a_cell_under_them_changes(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", **EQUAL)
    finding = next(f for f in pipeline.check(source).findings if f.code == "K01")
    line = (
        "K01",
        "第１章 I5",
        finding.message,
        finding.key,
        "企画課 山田",
        "調査が２年に１度のため",
    )
    target, book = acknowledged(tmp_path, source, line)

    result = pipeline.check(target)
    assert not {"K01", "A01", "A02", "A03"} & {code for code, _ in codes(result)}
    assert [(a.finding.key, a.line.person) for a in result.acknowledged] == [
        (finding.key, "企画課 山田")
    ]

    # A row inserted above moves the cell but not the finding.
    book["第１章"].insert_rows(4)
    book["第１章"]["A4"], book["第１章"]["E4"] = "節", "前の節"
    book.save(target)
    assert "K01" not in [code for code, _ in codes(pipeline.check(target))]

    # The other of the two equal values changes, and so does what was accepted.
    book["第１章"]["H6"], book["第１章"]["I6"] = 50.1, 50.1
    book.save(target)
    result = pipeline.check(target)
    assert {"K01", "A02"} <= {code for code, _ in codes(result)}
    assert result.acknowledged == ()


@pytest.mark.parametrize(
    ("person", "reason", "missing"),
    [("", "理由", "確認した人"), ("山田", "", "確認の理由"), ("", "", "確認した人と確認の理由")],
)
def test_without_who_and_why_nothing_is_accepted(
    tmp_path: Path, person: str, reason: str, missing: str
) -> None:
    source = workbook(tmp_path / "a.xlsx", **EQUAL)
    finding = next(f for f in pipeline.check(source).findings if f.code == "K01")
    target, _ = acknowledged(tmp_path, source, ("K01", "", "", finding.key, person, reason))
    result = pipeline.check(target)
    told = [f for f in result.findings if f.code == "A01"]
    assert [f.location.cell for f in told] == ["D2"]
    assert told[0].message.startswith(f"{missing}が空欄")
    assert "K01" in [code for code, _ in codes(result)]


def test_an_error_cannot_be_accepted(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", rows(indicator(values=(10, "1..1", 12, 20))).how["rows"])
    finding = next(f for f in pipeline.check(source).findings if f.code == "C01")
    target, _ = acknowledged(tmp_path, source, ("C01", "", "", finding.key, "山田", "理由"))
    result = pipeline.check(target)
    assert result.has_errors
    assert "A03" in [code for code, _ in codes(result)]


@pytest.mark.parametrize(
    ("shown", "told"),
    [("あ" * 41, f"（{'あ' * 40}）"), ("あ" * 40, f"（{'あ' * 40}）"), ("", "")],
)
def test_a_line_of_no_finding_is_told_with_the_words_pasted(
    tmp_path: Path, shown: str, told: str
) -> None:
    source = workbook(tmp_path / "a.xlsx", **EQUAL)
    target, _ = acknowledged(tmp_path, source, ("K01", "", shown, "K01-00000000", "山田", "理由"))
    found = [f for f in pipeline.check(target).findings if f.code[0] == "A"]
    assert [(f.code, f.message) for f in found] == [("A02", f"当たる指摘がありません{told}")]


def test_a_line_without_a_key_is_incomplete(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", **EQUAL)
    target, _ = acknowledged(tmp_path, source, ("K01", "", "指摘の文", "", "山田", "理由"))
    found = [f for f in pipeline.check(target).findings if f.code[0] == "A"]
    assert [(f.code, f.message) for f in found] == [("A01", "照合キーが空欄です（指摘の文）")]


def test_a_key_holds_the_rule_its_words_and_its_places(tmp_path: Path) -> None:
    """Nobody accepts one finding and silences another."""
    many = [indicator(name=name, values=(10.5, 48.9, 48.9, 60), unit="％") for name in "甲乙丙"]
    found = pipeline.check(workbook(tmp_path / "a.xlsx", **rows(*many).how)).findings
    keys = [f.key for f in found]
    assert len(set(keys)) == len(keys) > 2
    assert all(
        key.startswith(f"{f.code}-") and len(key) == 12 for f, key in zip(found, keys, strict=True)
    )
