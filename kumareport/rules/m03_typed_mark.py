"""M03 進捗の記号が読めない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    settings = checked.report.settings
    for _, _, group in checked.report.groups():
        for row in group.rows:
            if row.typed_mark and not checked.judged.typed.get(row.id):
                marks = settings.scheme_of(row).marks
                symbols = "・".join(mark.symbol for mark in marks)
                message = f"進捗の「{row.typed_mark}」は、使える記号（{symbols}）ではありません"
                yield rule.finding(row.mark_location, message, row.typed_mark)


RULE = Rule(
    code="M03",
    title="進捗の記号が読めない",
    severity=Severity.ERROR,
    why="設定にない記号は、意味が決まりません。",
    bad="進捗に「良」",
    good="進捗が空欄、または ○",
    advice="一覧から記号を選ぶか、空欄に戻してください。",
    request=Request("一覧から記号を選ぶか、空欄に戻してください（空欄なら自動で判定します）。"),
    check=_check,
)
