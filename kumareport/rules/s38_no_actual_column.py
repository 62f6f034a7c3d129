"""S38 評価の年度の実績の列がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.model.period import Role
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    year = checked.report.settings.year
    for chapter in checked.report.chapters:
        actuals = [period.year for period in chapter.periods if period.role is Role.ACTUAL]
        if year is None or any(actual.ad == year.ad for actual in actuals):
            continue
        if not any(part.indicators for part in chapter.parts):
            continue
        there = "、".join(map(str, actuals)) or "なし"
        message = f"「{chapter.heading}」に、評価の年度 {year} の実績の列がありません（実績の列：{there}）"
        yield rule.finding(Location(chapter.sheet), message, str(year))


RULE = Rule(
    code="S38",
    title="評価の年度の実績の列がない",
    severity=Severity.ERROR,
    why="前の年度の実績で進捗が決まり、その年度の報告書として誤ったものができます。",
    bad="「設定」の評価の年度が R6 で、章のシートの実績が R5 まで",
    good="「実績 R6」の列がある",
    advice="章のシートに、その年度の実績の列を足してください。列があるのに出るときは、見出しの書き方と、「設定」の評価の年度を確かめてください。",
    check=_check,
    locked=True,
)
