"""K02 前の年から大きく変わっている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, Request, Rule
from kumareport.rules.series_notes import change_in_texts, has_note


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    slips = {found.entry.location for _, found in checked.outliers}
    for section, row in checked.report.indicators():
        found = checked.jumps[row.id]
        if not found or has_note(row) or change_in_texts(section, row):
            continue
        for jump in found:
            first, last = jump.first.entry, jump.last.entry
            if {first.location, last.location} & slips:
                continue
            message = (
                f"「{row.name}」が {first.value.raw} から {last.value.raw} へ、"
                f"ふだんの変化の約 {jump.times:.0f} 倍動いています"
            )
            yield rule.finding(last.location, message, last.value.raw, (first.location,))


RULE = Rule(
    code="K02",
    title="前の年から大きく変わっている",
    severity=Severity.WARNING,
    why="その行のふだんの動きをはるかに超える変化は、打ち間違いか、調査や定義の変更です。",
    bad="39.3 の次の年が 90",
    good="39.3 の次の年が 40.1",
    advice="値を確かめてください。正しければ、理由を※の注に書くか、確認済にしてください。",
    request=Request(
        "値を確かめてください。正しければこのままで構いませんが、大きく動いた理由を文に書くと読み手に伝わります。"
    ),
    check=_check,
)
