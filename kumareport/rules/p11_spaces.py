"""P11 余分な空白がある"""

import re
from collections.abc import Iterator

from kumareport.language.signs import TYPED_MINUS_SIGNS
from kumareport.model.finding import Finding, Severity
from kumareport.patterns import regex
from kumareport.prose.quoted import blanked
from kumareport.rules.rule import Checked, Request, Rule

# A space between two names in Latin letters belongs there; one beside Japanese punctuation never.
_SPACE = regex(
    r"[ \u3000\t]+(?=[、。）」』])|(?<=[、。（「『])[ \u3000\t]+|[ \u3000]{2,}|(?<=[ぁ-ん])[ \t]+(?=[ぁ-ん一-龠])"
)
_BLANK = regex("[ \u3000\t]")
_IN_A_NUMBER = regex(rf"(?<=[{re.escape(TYPED_MINUS_SIGNS)}\d,.，．])[ \u3000]+(?=[\d.．])")


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for place, text in checked.printed:
        # Mottoes in quotes are set with spaces on purpose.
        match = _SPACE.search(blanked(text)) if _BLANK.search(text) else None
        if match:
            around = text[max(0, match.start() - 6) : match.end() + 6]
            yield rule.finding(place, f"余分な空白があります（…{around}…）", around)
    for _, entry in checked.entries:
        raw = entry.value.raw
        if entry.value.is_text and entry.number is not None and _IN_A_NUMBER.search(raw):
            yield rule.finding(entry.location, f"数値の中に空白があります（{raw}）", raw)


RULE = Rule(
    code="P11",
    title="余分な空白がある",
    severity=Severity.NOTE,
    why="文の途中の空白は、そのまま印刷されます。数値の中の空白は、報告書では詰めますが、表では桁の違う数に見えます。",
    bad="救命率は、　高齢化の進行により、△ 5.43",
    good="救命率は、高齢化の進行により、△5.43",
    advice="空白を消してください。",
    request=Request("空白を消してください。"),
    check=_check,
)
