"""Findings as text for a terminal."""

from collections.abc import Iterator, Sequence

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Rule

_MARKS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.NOTE: "・"}


def summary(findings: Sequence[Finding]) -> str:
    """One line with the counts."""
    counts = [f"{s} {sum(f.severity is s for f in findings)} 件" for s in Severity]
    return "点検結果：" + "、".join(counts)


def lines(findings: Sequence[Finding], most: int | None = None) -> Iterator[str]:
    """Each finding with its place and what to do; errors first where not all are shown."""
    ranked = sorted(findings, key=lambda f: list(Severity).index(f.severity)) if most else findings
    for finding in ranked[:most]:
        place = str(finding.location)
        yield f"{_MARKS[finding.severity]} {finding.severity} {finding.code}　{place}"
        yield f"　　{finding.message}"
        if finding.hint:
            yield f"　　→ {finding.hint}"
        if finding.related:
            yield f"　　関係する場所：{'、'.join(map(str, finding.related))}"
    if most and len(findings) > most:
        yield f"ほかに {len(findings) - most} 件あります（--all ですべて表示します）。"


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
        )
    )
