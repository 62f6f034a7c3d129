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

2026年11月28日に、規則を知らない人が、３度、そのときの指摘を表・本文と突き合わせて判断しました。

- １度め、56 件：正しい 40 件、議論の余地 16 件（29 %）、誤り 0 件。これを受けて種類ごとに規則を直し、49 件になりました。
- ２度め、49 件：正しい 43 件、議論の余地 6 件（12 %）、誤り 0 件。件数の数え落としも２つ見つかりました（「いかす」は 2 でなく 3 か所、「取組」は 29 でなく 32 か所）。
- ２度めの 6 件は、また種類ごとに直しました。出なくなったもの：章の題に合わせた「だれ」（P05）、基準値の近くで同じ「7,000以上」（K04）。指す場所を変えたもの：「一人ひとり」は少ないほうの推進 E26（P05）、同数の「第2次」は第４章 E19（P16）、同数の「ＡＩ」は第３章 E47（P04）。件数を正したもの：「いかす」（P05）。けた数（C22）は、検証値だけが整数の 7 行を除き、目立つ行から挙げます。
- ３度め、直したあとの 47 件を、それまでと違う２人が別々に：正しい 42 件と 43 件、議論の余地 5 件（11 %）と 4 件（9 %）、誤り 0 件。うち 2 件（過去の２年だけ同じ値が続く K01 の第３章 J5・推進 I11）は、もう知らせません。N07 は、触れた文を探した箇条をすべて指すようにしました（第８章 E47 もその１つでした）。もう 1 件（C22 の 11 行）は、表示形式を見れば数が合います。

下の表は、直したあとの 45 件です。１人でも議論の余地ありとしたものは「議論あり」にしています。「正しい」の理由には、前の回の人の言葉もあります。

{counts}

その人が「指摘がないが、印を付ける」と挙げたもののうち、推進 F48 の単位の半角「%」は、報告書では全角にそろえて載るため、指摘していません。

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
