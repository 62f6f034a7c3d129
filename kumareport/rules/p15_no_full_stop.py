"""P15 文末の句点がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.record_kind import Shape
from kumareport.model.report import Text
from kumareport.patterns import regex
from kumareport.rules.rule import Checked, Request, Rule

_ENDED = regex(r"[。！？!?）)」』]\s*$")


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    texts: list[Text] = []
    for _, section in checked.report.parts():
        texts += section.of_shape(Shape.TEXT)
    open_ended = [text for text in texts if not _ENDED.search(text.text)]
    # An office that never ends its bullets with 。 does so on purpose.
    if len(open_ended) * 2 < len(texts):
        for text in open_ended:
            message = f"文末に句点がありません（…{text.text[-15:]}）"
            yield rule.finding(text.location, message, text.text[-15:])


RULE = Rule(
    code="P15",
    title="文末の句点がない",
    severity=Severity.NOTE,
    why="ほかの箇条には句点があり、打ち忘れや文の切れ残りに見えます。",
    bad="必要である",
    good="必要である。",
    advice="句点を付けるか、文が途中で切れていないか確かめてください。",
    request=Request("句点を付けるか、文が途中で切れていないか確かめてください。"),
    check=_check,
)
