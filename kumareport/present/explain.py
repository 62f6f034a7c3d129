"""The catalogue of rules as text."""

from collections.abc import Iterator

from kumareport.rules.catalog import ALL_RULES, FAMILIES
from kumareport.rules.rule import Rule
from kumareport.workbook import layout


def families() -> Iterator[tuple[str, str, tuple[Rule, ...]]]:
    """Each family with its letter, its name and its rules, in the order of the codes."""
    for letter, name in FAMILIES.items():
        rules = tuple(rule for rule in ALL_RULES if rule.code.startswith(letter))
        if rules:
            yield letter, name, rules


def catalogue() -> Iterator[str]:
    """One line for each rule, by family."""
    for letter, name, rules in families():
        yield f"■ {letter}　{name}"
        for rule in rules:
            yield f"　{rule.code}　{rule.severity}　{rule.title}"


def changeable(rule: Rule) -> str:
    """Whether an office may treat the rule differently."""
    # 点検の設定 reaches only the rules that look at the workbook's content.
    if rule.locked or rule.check is None:
        return "変えられません。"
    choices = "・".join(layout.SWITCH_CHOICES)
    return (
        f"「{layout.SETTINGS_SHEET}」シートの「{layout.SWITCHES_TITLE}」で変えられます（{choices}）。"
        "理由も書いてください。"
    )


def explain(rule: Rule) -> str:
    """One rule in full."""
    return "\n".join(
        (
            f"{rule.code}　{rule.title}（{rule.severity}）",
            "",
            f"なぜ　　　：{rule.why}",
            f"悪い例　　：{rule.bad}",
            f"良い例　　：{rule.good}",
            f"どうするか：{rule.advice}",
            f"扱いの変更：{changeable(rule)}",
        )
    )
