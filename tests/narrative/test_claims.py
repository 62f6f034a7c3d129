"""Sentences of the kind that departments write, each judged by a proof-reader against its numbers.

How they were used to find the words that the rules know: ``docs/analysis/narrative.md``.
"""

import json
from pathlib import Path

from kumareport import pipeline
from tests.make_workbook import LONG_HEADER, series, text, workbook

HERE = Path(__file__).parent
RULES = {"N01", "N02", "N03", "N04", "N05", "N06", "N08", "N12", "N14"}


def indicator_of(item):
    return series(*item["actuals"], base=item["base"], targets=("-", item["target"]),
                  name=item["name"], unit=item["unit"])  # fmt: skip


def is_marked(tmp_path, item) -> bool:
    """Whether a rule speaks about the item's sentence."""
    rows = [text("節", "題"), indicator_of(item)]
    if item.get("extra"):
        rows.append(indicator_of(item["extra"]))
    rows += [text("検証と課題", item["text"]), text("方向性", "方向の文。")]
    result = pipeline.check(workbook(tmp_path / "a.xlsx", rows, header=LONG_HEADER))
    return any(finding.code in RULES for finding in result.findings)


def measured(tmp_path, name) -> tuple[float, float]:
    """Precision and recall over a file of judged sentences."""
    items = json.loads((HERE / name).read_text(encoding="utf-8"))
    marked = [(is_marked(tmp_path, item), item["contradiction"]) for item in items]
    hits = sum(found and wrong for found, wrong in marked)
    return hits / sum(found for found, _ in marked), hits / sum(wrong for _, wrong in marked)


def test_contradictions_are_found_without_false_alarms(tmp_path):
    precision, recall = measured(tmp_path, "claims.json")
    assert precision >= 0.99
    assert recall >= 0.90
