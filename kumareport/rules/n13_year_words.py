"""N13 年の書き方が合わない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.narrative.years import wrong_years
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, _, text in checked.texts():
        for words, reason in wrong_years(text.text):
            yield rule.finding(text.location, f"「{words}」：{reason}", words)


RULE = Rule(
    code="N13",
    title="年の書き方が合わない",
    severity=Severity.WARNING,
    why="和暦と西暦が食い違う年や、ない年は、読み手を迷わせます。",
    bad="令和４年（2021年）、平成35年度",
    good="令和４年（2022年）、令和５年度",
    advice="年を確かめて直してください。",
    request=Request("年を確かめて直してください。"),
    check=_check,
)
