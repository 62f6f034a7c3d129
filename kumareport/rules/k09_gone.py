"""K09 前年度の指標がない"""

from collections.abc import Iterator

from kumareport.last_year import gone
from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    if checked.previous is None:
        return
    sheets = set(checked.report.sheets)
    for chapter, section, row in gone(checked.report, checked.previous):
        place = Location(chapter.sheet if chapter.sheet in sheets else "")
        message = f"前年度の {chapter.number or chapter.title}{chapter.number_of(section)}にあった「{row.name}」がありません"
        yield rule.finding(place, message, row.name)


RULE = Rule(
    code="K09",
    title="前年度の指標がない",
    severity=Severity.WARNING,
    why="行を消したり、名前と ID を変えたりすると、前年度とつながらなくなります。",
    bad="前年度にあった指標の行が消えている",
    good="前年度の指標がすべてある",
    advice="行を消したのが間違いなら戻してください。計画から外れたのなら、このままで構いません。",
    check=_check,
)
