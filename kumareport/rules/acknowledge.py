"""確認済: findings that somebody has accepted are set aside, until a cell under them changes."""

import hashlib
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.acknowledgement import Acknowledgement
from kumareport.model.finding import Finding, Severity
from kumareport.model.places import Places
from kumareport.model.report import Report
from kumareport.rules.rule import Rule


class Acknowledged(Struct, frozen=True):
    """A finding that has been accepted, and by whom and why."""

    finding: Finding
    line: Acknowledgement


INCOMPLETE = Rule(
    code="A01",
    title="確認済の記入が足りない",
    severity=Severity.WARNING,
    why="だれがなぜ認めたかを、あとから説明できるようにするためです。書かれるまでは確認済にしません。",
    bad="照合キーだけを貼り付けた",
    good="照合キー、確認した人、確認の理由がそろっている",
    advice="「確認した人」と「確認の理由」を書いてください。照合キーは点検結果からコピーします。",
)
STALE = Rule(
    code="A02",
    title="確認済の行に当たる指摘がない",
    severity=Severity.NOTE,
    why="もとのセルが変わったか、もう直っています。変わったときは、指摘がもう一度出ています。",
    bad="確認したあとで、そのセルの値を直した",
    good="確認済の行が、今の指摘と合っている",
    advice="今の点検結果を見て、要らない行なら削除してください。",
)
REFUSED = Rule(
    code="A03",
    title="エラーは確認済にできない",
    severity=Severity.WARNING,
    why="エラーのままでは報告書が正しく作れません。",
    bad="読めない値を確認済にした",
    good="値を直す",
    advice="もとのセルを直し、この行を削除してください。",
)
ACKNOWLEDGE_RULES = (INCOMPLETE, STALE, REFUSED)


def key_of(finding: Finding, places: Places) -> str:
    """A finding's key: the rule, the places by their lasting names, and their texts."""
    parts = [finding.code, finding.seen]
    for place in (finding.location, *finding.related):
        parts += [places.name(place), places.text(place)]
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{finding.code}-{digest[:8]}"


def set_aside(
    findings: Sequence[Finding], report: Report
) -> tuple[list[Finding], list[Acknowledged]]:
    """Split findings into open and accepted ones; faults of the sheet 確認済 are added."""
    lines = {line.key: line for line in report.acknowledgements}
    opened: list[Finding] = []
    accepted: list[Acknowledged] = []
    for finding in findings:
        line = lines.get(finding.key)
        if line and line.person and line.reason and finding.severity is not Severity.ERROR:
            accepted.append(Acknowledged(finding, line))
        else:
            opened.append(finding)
    by_key = {finding.key: finding for finding in findings}
    faults = [_fault(line, by_key) for line in report.acknowledgements]
    told = [replace(f, key=key_of(f, report.places)) for f in faults if f]
    return opened + told, accepted


def _fault(line: Acknowledgement, by_key: dict[str, Finding]) -> Finding | None:
    shown = f"（{line.shown[:40]}）" if line.shown else ""
    finding = by_key.get(line.key)
    if line.key and finding is None:
        return STALE.finding(line.location, f"当たる指摘がありません{shown}", line.key)
    names = {"照合キー": line.key, "確認した人": line.person, "確認の理由": line.reason}
    missing = "と".join(name for name, text in names.items() if not text)
    if missing:
        return INCOMPLETE.finding(line.location, f"{missing}が空欄です{shown}", line.key)
    assert finding is not None
    if finding.severity is Severity.ERROR:
        return REFUSED.finding(line.location, f"エラーなので確認済にできません{shown}", line.key)
    return None
