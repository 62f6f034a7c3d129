"""Each rule on workbooks that have its fault, and on near misses that have not."""

from pathlib import Path

import pytest

from kumareport import pipeline
from kumareport.model.finding import Severity
from kumareport.rules.acknowledge import ACKNOWLEDGE_RULES
from kumareport.rules.catalog import ALL_RULES, FAMILIES
from kumareport.rules.template import TEMPLATE_RULES
from tests.make_workbook import workbook
from tests.rules.cases import CELLS, MARKS, SERIES, STRUCTURE, Case
from tests.rules.cases_edges import EDGES
from tests.rules.cases_guards import GUARDS
from tests.rules.cases_margins import MARGINS
from tests.rules.cases_shared import SHARED
from tests.rules.cases_texts import NARRATIVE, PROSE

USUAL = STRUCTURE | CELLS | SERIES | MARKS | NARRATIVE | PROSE
CASES = {
    code: [
        *cases,
        *(case for more in (EDGES, GUARDS, MARGINS, SHARED) for case in more.get(code, ())),
    ]
    for code, cases in USUAL.items()
}


@pytest.mark.parametrize(
    ("code", "case"),
    [
        pytest.param(code, case, id=f"{code}-{number}")
        for code, cases in CASES.items()
        for number, case in enumerate(cases, 1)
    ],
)
def test_case(tmp_path: Path, code: str, case: Case) -> None:
    previous = None
    if case.previous is not None:
        previous = workbook(tmp_path / "last.xlsx", **case.previous)
    result = pipeline.check(workbook(tmp_path / "a.xlsx", **case.how), previous)
    found = [finding for finding in result.findings if finding.code == code]
    assert [finding.location.cell for finding in found] == case.cells, found
    for finding in found:
        assert finding.hint
        assert case.words in finding.message
    if case.related is not None:
        assert [place.cell for place in found[0].related] == list(case.related)


def test_a_good_workbook_has_no_findings(tmp_path: Path) -> None:
    assert pipeline.check(workbook(tmp_path / "a.xlsx")).findings == ()


def test_every_rule_has_cases_both_ways_and_a_full_text() -> None:
    codes = [rule.code for rule in ALL_RULES]
    assert len(codes) == len(set(codes))
    apart = {rule.code for rule in (*ACKNOWLEDGE_RULES, *TEMPLATE_RULES)}
    assert set(codes) == set(CASES) | apart
    for code, cases in CASES.items():
        assert any(case.cells for case in cases), f"{code}: no failing case"
        assert any(not case.cells for case in cases), f"{code}: no near miss"
    for rule in ALL_RULES:
        assert all((rule.title, rule.why, rule.bad, rule.good, rule.advice))
        assert rule.code[0] in FAMILIES


def test_an_error_stops_the_report_and_nothing_less(tmp_path: Path) -> None:
    errors = {rule.code for rule in ALL_RULES if rule.severity is Severity.ERROR}
    assert {"S01", "C01", "M01", "M02", "T01"} <= errors
    assert not errors & {code for code in CASES if code[0] in "KNP"}
