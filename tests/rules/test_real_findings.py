"""Every finding on the real report has been read and judged by a person; none is wrong."""

from collections import Counter

import pytest

from kumareport import pipeline
from tools.make_judgements_page import PAGE, judgements, page

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover


def test_every_finding_is_judged_and_none_is_wrong(checked: pipeline.CheckResult) -> None:
    judged = judgements()
    counts = Counter(line["判断"] for line in judged)
    assert set(counts) == {"正しい", "議論あり"}
    assert counts["議論あり"] <= 0.1 * len(judged)
    assert PAGE.read_text(encoding="utf-8") == page(checked.findings, judged)


def test_the_contradictions_of_the_published_report_are_found(
    checked: pipeline.CheckResult,
) -> None:
    """Four that a reader of the published report sees: complaints rose or fell, the speed fell or
    stayed, 826億円 in 令和2年度, and a decline 以降 that ended two years before."""
    found = {(f.code, str(f.location)) for f in checked.findings}
    assert {
        ("N02", "第５章 E8"), ("N02", "第８章 E26"), ("N06", "第６章 E13"), ("N12", "第２章 E6"),
    } <= found  # fmt: skip
