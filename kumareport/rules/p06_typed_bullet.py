"""P06 行頭に記号が打たれている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.patterns import regex
from kumareport.rules.rule import Checked, Request, Rule

_BULLET = regex(r"^\s*[・○●◯◎⚫■□◆◇▶►•‣▪*-](?![0-9.])")


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, _, text in checked.texts():
        match = _BULLET.match(text.text)
        if match:
            message = f"行頭に「{match[0].strip()}」が打たれています（{text.text[:25]}…）"
            yield rule.finding(text.location, message, text.text[:25])


RULE = Rule(
    code="P06",
    title="行頭に記号が打たれている",
    severity=Severity.WARNING,
    why="箇条書きの記号は様式が付けるため、二重になります。",
    bad="・市民の参加を促す。",
    good="市民の参加を促す。",
    advice="行頭の記号を消してください。",
    request=Request("行頭の記号を消してください。箇条書きの記号は報告書で付けます。"),
    check=_check,
)
