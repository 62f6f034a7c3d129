"""Write ``docs/analysis/findings-on-the-real-report.md``: every finding on ``input.xlsx``, read and
judged by a person (``tests/seed/judgements.csv``).

Run after a change of the rules: ``python tools/make_judgements_page.py``.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kumareport import pipeline  # noqa: E402
from kumareport.model.finding import Finding  # noqa: E402

PAGE = ROOT / "docs" / "analysis" / "findings-on-the-real-report.md"
JUDGEMENTS = ROOT / "tests" / "seed" / "judgements.csv"
_HEAD = """# 実際の報告書（input.xlsx）での点検結果

`kumareport check input.xlsx --all` が出すすべての指摘を、１件ずつ文と表を読んで判断した表です。
「正しい」は校正者が直すか確かめるもの、「議論あり」は確かめたうえで残すこともあるもの、「誤り」は出すべきでないものです。

{counts}

| 規則 | 重さ | 場所 | 指摘 | 判断 | 理由 |
|---|---|---|---|---|---|
"""


def judgements() -> list[dict[str, str]]:
    """The judgements, in the order of the findings."""
    with JUDGEMENTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page(findings: tuple[Finding, ...], judged: list[dict[str, str]]) -> str:
    """The page. Findings and judgements must match one to one, in order."""
    lines: list[str] = []
    for finding, line in zip(findings, judged, strict=True):
        place = str(finding.location)
        assert (line["規則"], f"{line['シート']} {line['セル']}") == (finding.code, place), place
        cells = (finding.code, finding.severity, place, finding.message, line["判断"], line["理由"])
        lines.append("| " + " | ".join(str(cell).replace("|", "／") for cell in cells) + " |")
    counts = Counter(line["判断"] for line in judged)
    shown = "、".join(f"{name} {counts[name]} 件" for name in ("正しい", "議論あり", "誤り"))
    return _HEAD.format(counts=f"全 {len(judged)} 件：{shown}。") + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(
        page(pipeline.check(ROOT / "input.xlsx").findings, judgements()), encoding="utf-8"
    )
