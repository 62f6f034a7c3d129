"""What departments are asked: in their own form, at a cell that they fill in, in their words."""

import datetime
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.review.book.book import read_book
from kumareport.review.book.ownership import Ownership
from kumareport.review.issue.questions import questions_for
from kumareport.rules.catalog import ALL_RULES
from kumareport.rules.rule import Rule
from tests.make_workbook import Edit, workbook
from tests.review.office import ISSUED_AT
from tests.rules.cases import Case
from tests.rules.test_rules import CASES
from tools.questions import OFFICE_WORDS, Line, questions

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

REQUESTED = [rule for rule in ALL_RULES if rule.request is not None]
NEED_LAST_YEAR = {"M10", "N09"}
"""Rules that compare with last year's workbook, which ``distribute`` does not have."""


def code_of(rule: Rule) -> str:
    return rule.code


def distribute(book: Path, folder: Path) -> Path:
    pipeline.distribute(
        book, folder, name="照会", deadline=datetime.date(2026, 12, 10), contact="内線",
        issued_at=ISSUED_AT,
    )  # fmt: skip
    return folder


def asked(folder: Path) -> list[Line]:
    return [line for form in sorted(folder.rglob("照会票_*.xlsx")) for line in questions(form)]


def with_department(case: Case) -> Edit:
    """The case's workbook with every section given to 企画課."""
    edit = case.how.get("edit")

    def change(book: Workbook, sheet: Worksheet) -> None:
        if edit:
            edit(book, sheet)
        for chapter in book.worksheets:
            heads = {str(c.value): number for number, c in enumerate(chapter[3], 1) if c.value}
            for row in range(4, chapter.max_row + 1):
                if {"区分", "所管課"} <= set(heads):
                    kind = chapter.cell(row, heads["区分"]).value
                    if kind == "節":
                        chapter.cell(row, heads["所管課"], "企画課")

    return change


def made(path: Path, case: Case) -> Path:
    how: dict[str, Any] = {**case.how, "edit": with_department(case)}
    return workbook(path, **how)


def failing_cases(code: str) -> list[Case]:
    return [case for case in CASES[code] if case.cells and case.previous is None]


def test_every_question_of_the_real_forms_can_be_answered(real_round: Path) -> None:
    lines = asked(real_round)
    assert len(lines) > 30
    assert [line for line in lines if line.is_wrong] == []
    # A way of writing is asked about wherever it stands: two texts say さらなる.
    assert len({line.place for line in lines if "「さらなる」2 か所" in line.words}) == 2


@pytest.mark.parametrize("rule", REQUESTED, ids=code_of)
def test_what_a_rule_asks_can_be_answered(tmp_path: Path, rule: Rule) -> None:
    """Each rule that can go out does, on a workbook that has its fault, and rightly."""
    assert rule.request is not None
    words = rule.request.advice
    assert not any(word in words for word in OFFICE_WORDS)
    if rule.code in NEED_LAST_YEAR:
        return
    gone_out = 0
    for number, case in enumerate(failing_cases(rule.code)):
        folder = distribute(made(tmp_path / f"{number}.xlsx", case), tmp_path / f"forms{number}")
        lines = asked(folder)
        assert [line for line in lines if line.is_wrong] == []
        gone_out += sum(words in line.words for line in lines)
    assert gone_out


@pytest.mark.parametrize("rule", [rule for rule in ALL_RULES if rule.request is None], ids=code_of)
def test_what_only_the_office_can_do_stays_there(tmp_path: Path, rule: Rule) -> None:
    for number, case in enumerate(failing_cases(rule.code) if rule.code in CASES else ()):
        book = read_book(made(tmp_path / f"{number}.xlsx", case))
        names = [department.name for department in book.report.settings.departments]
        owners = Ownership([row for sheet in book.sheets for row in sheet.rows], names)
        for who in owners.departments():
            asked_of = questions_for(book, owners, who, owners.sections(who))
            assert rule.code not in {one.finding.code for one in asked_of}


def test_a_draft_speaks_to_its_department(real_round: Path) -> None:
    seen = 0
    for draft in sorted(real_round.rglob("報告書案_*.docx")):
        with zipfile.ZipFile(draft) as package:
            xml = package.read("word/comments.xml").decode()
        said = ["".join(re.findall(r"<w:t[ >][^<]*", c)) for c in xml.split("<w:comment ")[2:]]
        form = list(questions(draft.with_name(f"照会票_{draft.parent.name}.xlsx")))
        assert len(said) == len(form)
        for words in said:
            seen += 1
            assert not any(word in words for word in (*OFFICE_WORDS, "場所：", "［"))
    assert seen > 30
