"""S22 節に指標がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.record_kind import Shape
from kumareport.rules.rule import Checked, Rule
from kumareport.rules.waiting import waits


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for chapter, section in checked.report.parts():
        wanted = [
            kind
            for kind in checked.report.settings.form.of_shape(Shape.INDICATOR)
            if kind.is_required and checked.report.settings.form.is_at_home(kind, section.kind)
        ]
        waiting = any(waits(checked, chapter, section, kind.name) for kind in wanted)
        if wanted and not section.groups and not waiting:
            message = f"{section.number}「{section.title}」に指標がありません"
            yield rule.finding(section.location, message, section.title)


RULE = Rule(
    code="S22",
    title="節に指標がない",
    severity=Severity.WARNING,
    why="指標のない節では、進捗もグラフも載りません。",
    bad="「節」の行のすぐ下が文の行",
    good="節ごとに１つ以上の「指標」の行がある",
    advice="指標の行の区分を確かめてください。指標のない節なら、このままで構いません。",
    check=_check,
)
