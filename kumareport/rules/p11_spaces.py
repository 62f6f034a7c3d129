"""P11 余分な空白がある"""

import re
from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, Request, Rule

# A space between two names in Latin letters belongs there; one beside Japanese punctuation never.
_QUOTED = re.compile("「[^」]*」|『[^』]*』|“[^”]*”")
_SPACE = re.compile(
    r"[ \u3000\t]+(?=[、。）」』])|(?<=[、。（「『])[ \u3000\t]+|[ \u3000]{2,}|(?<=[ぁ-ん])[ \t]+(?=[ぁ-ん一-龠])"
)


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for place, text in checked.printed:
        # Mottoes in quotes are set with spaces on purpose.
        bare = _QUOTED.sub(lambda quoted: "＊" * len(quoted[0]), text)
        match = _SPACE.search(bare)
        if match:
            around = text[max(0, match.start() - 6) : match.end() + 6]
            yield rule.finding(place, f"余分な空白があります（…{around}…）", around)


RULE = Rule(
    code="P11",
    title="余分な空白がある",
    severity=Severity.NOTE,
    why="文の途中の空白は、そのまま印刷されます。",
    bad="救命率は、　高齢化の進行により",
    good="救命率は、高齢化の進行により",
    advice="空白を消してください。",
    request=Request("空白を消してください。"),
    check=_check,
)
