"""P01 機種依存文字がある"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.notation import invisible_in
from kumareport.prose.characters import better, is_dependent
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    every = set[str]().union(*(text for _, text in checked.printed))
    dependent = set(filter(is_dependent, every))
    for place, text in checked.printed if dependent else ():
        if not dependent.isdisjoint(text):
            found = [char for char in dict.fromkeys(text) if char in dependent]
            shown = "、".join(_shown(char) for char in found)
            yield rule.finding(place, f"機種依存文字があります（{shown}）", "".join(found))


def _shown(char: str) -> str:
    invisible = invisible_in(char)
    if invisible:
        return f"見えない文字：{invisible}"
    plain = better(char)
    return f"「{char}」→「{plain}」" if plain else f"「{char}」"


RULE = Rule(
    code="P01",
    title="機種依存文字がある",
    severity=Severity.WARNING,
    why="ほかのパソコンやシステムでは、文字化けしたり、検索できなかったりします。",
    bad="60㎜、①、髙",
    good="60mm、(1)、高",
    advice="普通の文字に直してください。人名や固有名詞で必要なら、確認済にできます。",
    request=Request("普通の文字に直してください。人名や固有名詞なら、このままで構いません。"),
    check=_check,
)
