"""S31 表に収まらない数の年度がある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.model.shortening import printed_periods
from kumareport.rules.rule import Checked, Rule

# With the built-in template on A4 the columns of 13 years still hold 4,843; those of 14 break it.
_MOST = 13


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for chapter in checked.report.chapters:
        count = len(printed_periods(chapter.periods, checked.report.settings.printed_years))
        if count > _MOST and chapter.parts:
            message = f"「{chapter.heading}」の表に、年度の列が {count} あります"
            yield rule.finding(Location(chapter.sheet), message, chapter.heading)


RULE = Rule(
    code="S31",
    title="年度の列が多すぎる",
    severity=Severity.WARNING,
    why="Ａ４縦の表では、列が細くなって数値が折れます。",
    bad="基準値・実績・検証値を合わせて 17 列",
    good="合わせて 13 列まで",
    advice="「設定」の「表に載せる実績の年数」に 5 などと入れると、新しい年度だけを載せます。",
    check=_check,
)
