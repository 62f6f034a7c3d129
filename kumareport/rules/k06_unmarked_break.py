"""K06 系列の断絶に注がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, ReplyAt, Request, Rule
from kumareport.rules.series_notes import change_in_texts, has_note


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for section, row in checked.report.indicators():
        jump = max(checked.jumps[row.id], key=lambda found: found.times, default=None)
        sentence = change_in_texts(section, row) if jump and not has_note(row) else ""
        if jump and sentence:
            first, last = jump.first.entry, jump.last.entry
            message = (
                f"文に「{sentence[:40]}{'…' if len(sentence) > 40 else ''}」とあり、値も {first.value.raw} から {last.value.raw} へ"
                "大きく変わっていますが、指標に※の注がありません"
            )
            yield rule.finding(
                last.location, message, last.value.raw, (first.location, row.location)
            )


RULE = Rule(
    code="K06",
    title="系列の断絶に注がない",
    severity=Severity.WARNING,
    why="調査や定義が変わった前後の値は比べられません。表だけを見た読み手には分かりません。",
    bad="本文に「設問を修正」とあるが、指標に※の注がない",
    good="指標の名前の下に「※R1から設問を変更」",
    advice="項目名のセルの２行目に、※で変更の内容を書いてください。進捗が前後の比較によるなら、判定の理由も考えてください。",
    request=Request("指標名の下に入れる※の文（何がどう変わったか）を、", ReplyAt.OPINION),
    check=_check,
)
