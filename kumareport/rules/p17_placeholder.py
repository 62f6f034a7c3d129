"""P17 仮の文のまま"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.prose.placeholders import placeholder_in
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for place, text in checked.printed:
        found = placeholder_in(text)
        if found:
            message = f"「{found[:30]}」は、書く前の仮の文のようです。このままでは報告書に載ります"
            yield rule.finding(place, message, text)


RULE = Rule(
    code="P17",
    title="仮の文のまま",
    severity=Severity.WARNING,
    why="「調整中」「同上」などのまま公表すると、評価が書かれていないことになります。",
    bad="本文が「（調整中）」",
    good="本文に、結果とその理由がある",
    advice="文を書いてください。前と同じ文なら、その文を入れます。載せない行なら、行ごと削除してください。",
    request=Request(
        "文を書いてください。前と同じ文なら、その文を入れます。要らない行なら、空欄にしてください。"
    ),
    check=_check,
)
