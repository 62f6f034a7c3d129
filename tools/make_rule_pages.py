"""Write docs/点検の規則.md from the rules themselves: ``python tools/make_rule_pages.py``."""

import re
from collections.abc import Iterator
from pathlib import Path

from kumareport.present.explain import changeable, families
from kumareport.rules.rule import Rule

PAGE = Path(__file__).resolve().parent.parent / "docs" / "点検の規則.md"
_MARKUP = re.compile(r"([\\`*_<>|\[\]#])")


def page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# 点検の規則"
    yield ""
    yield "<!-- tools/make_rule_pages.py が作ります。直すときは、規則のほうを直してください。 -->"
    yield ""
    yield "`kumareport explain コード` で、同じ説明を画面に表示できます。"
    yield ""
    yield "| 種類 | 規則 |"
    yield "|---|---|"
    for letter, name, rules in families():
        links = "、".join(f"[{rule.code}](#{rule.code.lower()})" for rule in rules)
        yield f"| {letter}　{name} | {links} |"
    for letter, name, rules in families():
        yield ""
        yield f"## {letter}　{name}"
        for rule in rules:
            yield ""
            yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f'### <a id="{rule.code.lower()}"></a>{rule.code}　{_plain(rule.title)}'
    yield ""
    for name, text in (
        ("重さ", rule.severity),
        ("なぜ", rule.why),
        ("悪い例", rule.bad),
        ("良い例", rule.good),
        ("どうするか", rule.advice),
        ("扱いの変更", changeable(rule)),
    ):
        yield f"- **{name}**：{_plain(text)}"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.splitlines()))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(PAGE)
