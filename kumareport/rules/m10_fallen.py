"""M10 進捗が前年度より下がったことに文が触れていない"""

from collections.abc import Iterator

from kumareport.last_year import MarkCourse
from kumareport.model.finding import Finding, Severity
from kumareport.model.record_kind import TextRole
from kumareport.model.report import Group, Part
from kumareport.narrative.about import passages_about
from kumareport.patterns import regex
from kumareport.rules.rule import Checked, ReplyAt, Request, Rule

_MOVED = regex("前年|昨年|[上下]が|[上下]回|上昇|低下|減|増|悪化|落ち|後退|転じ")
"""A sentence with one of these says how the indicator has moved; which way it did, other rules ask."""


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    if not checked.since.knows_marks:
        return
    for _, section, group in checked.report.groups():
        row = group.rows[0]
        change = checked.since.rows[row.id]
        verifying = section.of_role(TextRole.VERIFICATION)
        if change.mark_course is not MarkCourse.FELL or not verifying:
            continue
        if not _is_told(checked, section, group):
            assert change.mark_before is not None
            assert change.mark is not None
            name = group.name or row.name
            message = (
                f"「{name}」の進捗が、前年度の {change.mark_before.symbol} から {change.mark.symbol} に"
                f"下がりましたが、そのことに触れた文が「{verifying[0].kind.label}」に見つかりません"
            )
            related = (verifying[0].location,)
            yield rule.finding(row.mark_location, message, name, related)


def _is_told(checked: Checked, section: Part, group: Group) -> bool:
    passages = checked.passages_of(section)
    # In a section of one indicator every sentence is about it.
    about = passages if len(section.groups) == 1 else passages_about(group, passages)
    return any(_MOVED.search(passage.sentence.plain) for passage in about)


RULE = Rule(
    code="M10",
    title="進捗が前年度より下がったことに文が触れていない",
    severity=Severity.NOTE,
    why="前年度より評価が下がった理由は、読み手がまず知りたいことです。",
    bad="進捗が ○ から × に下がったのに、前年度と比べた文がない",
    good="「前年度より低下し、未達成となった」",
    advice="下がった理由や、前年度との違いを書いてください。検証値が変わったためであれば、そのことを書いてください。",
    request=Request("前年度より下がった理由を書いてください。", ReplyAt.VERIFICATION),
    check=_check,
)
