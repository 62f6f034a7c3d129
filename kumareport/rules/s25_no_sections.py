"""S25 章に節がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.model.problem import ProblemKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    waiting = {p.location.sheet for p in checked.report.problems if p.kind is ProblemKind.UNFILLED}
    for chapter in checked.report.chapters:
        if not chapter.parts and chapter.sheet not in waiting:
            message = f"「{chapter.heading}」に節がありません"
            yield rule.finding(Location(chapter.sheet), message, chapter.heading)


RULE = Rule(
    code="S25",
    title="章に節がない",
    severity=Severity.WARNING,
    why="章の見出しだけのページになります。",
    bad="見出し行の下に行がない",
    good="章ごとに１つ以上の「節」の行がある",
    advice="節の行を入れるか、載せない章なら「設定」の章一覧から外してください。",
    check=_check,
)
