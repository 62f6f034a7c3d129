"""S27 所管課が一覧にない"""

from collections.abc import Iterator

from kumareport.model.department_names import departments_in
from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    known = {department.name for department in checked.report.settings.departments}
    for _, section in checked.report.parts():
        for place in (section, *section.indicators):
            inherited = place is not section and place.department == section.department
            for name in () if inherited else departments_in(place.department, known):
                if name not in known:
                    message = f"所管課「{name}」が所管課一覧にありません"
                    yield rule.finding(place.location, message, place.department)


RULE = Rule(
    code="S27",
    title="所管課が一覧にない",
    severity=Severity.WARNING,
    why="一覧にない所管課には様式を配れません。",
    bad="所管課「環境政策科」",
    good="所管課一覧にある「環境政策課」",
    advice="打ち間違いなら直し、新しい課なら「設定」の所管課一覧に足してください。２つの課なら「、」で区切れます。",
    check=_check,
)
