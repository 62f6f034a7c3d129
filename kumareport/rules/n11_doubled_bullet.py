"""N11 同じことを言う箇条がある"""

from collections.abc import Iterator
from itertools import combinations

from kumareport.model.finding import Finding, Severity
from kumareport.model.report import Text
from kumareport.narrative.likeness import restates
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, section in checked.report.parts():
        for kind in checked.report.settings.form.boxes:
            for earlier, later in combinations(section.of_kind(kind), 2):
                if restates(earlier.text, later.text):
                    yield _finding(rule, earlier, later)


def _finding(rule: Rule, earlier: Text, later: Text) -> Finding:
    short, long = sorted((earlier, later), key=lambda text: len(text.text))
    # Of two equal ones the second is the copy.
    extra, kept = (later, earlier) if earlier.text == later.text else (short, long)
    message = f"「{extra.text[:30]}…」と「{kept.text[:30]}…」が同じことを言っています"
    return rule.finding(extra.location, message, extra.text, (kept.location,))


RULE = Rule(
    code="N11",
    title="同じことを言う箇条がある",
    severity=Severity.WARNING,
    why="直す前の文が消されずに残っているおそれがあります。",
    bad="短い旧稿と、書き直した長い文が両方ある",
    good="書き直した文だけがある",
    advice="片方が旧稿なら、その行を削除してください。",
    request=Request("片方が前の文なら、その文を消してください。"),
    check=_check,
)
