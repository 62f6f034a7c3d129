"""M02 判定の理由のない上書き"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, _, group in checked.report.groups():
        for row in group.rows:
            is_override = not checked.report.settings.scheme_of(row).is_judged
            if row.typed_mark and is_override and not row.override_reason:
                message = f"進捗に「{row.typed_mark}」と入っていますが、判定の理由がありません"
                yield rule.finding(row.mark_location, message, row.typed_mark)


RULE = Rule(
    code="M02",
    title="判定の理由のない上書き",
    severity=Severity.ERROR,
    why="上書きした進捗には、公表のときに説明できる理由が要ります。",
    bad="進捗に ○、判定の理由は空欄",
    good="進捗に ○、判定の理由に「…のため」",
    advice="判定の理由を書くか、進捗を空欄に戻してください。",
    request=Request("判定の理由を書くか、進捗を空欄に戻してください。"),
    check=_check,
)
