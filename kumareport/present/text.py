"""Findings as text for a terminal."""

from collections.abc import Iterator, Sequence

from kumareport.model.finding import Finding, Severity
from kumareport.present.place import listed, shown
from kumareport.present.terminal import printable

# All of them are in CP932, the set of characters of a Japanese Windows console.
MARKS = {Severity.ERROR: "■", Severity.WARNING: "▲", Severity.NOTE: "・"}
_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.NOTE: "36"}
INDENT = "　　"


def counts(findings: Sequence[Finding], acknowledged: int | None = None) -> str:
    """How many findings there are of each severity, and how many are accepted."""
    parts = [f"{s} {sum(f.severity is s for f in findings)} 件" for s in Severity]
    parts += [] if acknowledged is None else [f"確認済 {acknowledged} 件"]
    return "、".join(parts)


def lines(findings: Sequence[Finding], color: bool = False) -> Iterator[str]:
    """Every finding in full, with its place and what to do."""
    for finding in findings:
        place = printable(shown(finding.location))
        head = f"{MARKS[finding.severity]} {finding.severity} {finding.code}　{place}"
        yield painted(head, finding.severity, color)
        yield f"{INDENT}{printable(finding.message)}"
        if finding.hint:
            yield f"{INDENT}→ {printable(finding.hint)}"
        if finding.related:
            places = "、".join(map(printable, listed(finding.related)))
            yield f"{INDENT}関係する場所：{places}"


def painted(text: str, severity: Severity, color: bool) -> str:
    """The text in the colour of a severity, where colours are wanted."""
    return f"\x1b[{_COLORS[severity]}m{text}\x1b[0m" if color else text
