"""M06 最新年度の実績がない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.indicator import Indicator
from kumareport.model.value import Entry, ValueKind
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, _, group in checked.report.groups():
        for row in group.rows:
            actual = checked.judged.rows[row.id].actual
            latest = max(row.due_actuals, key=lambda entry: entry.period.year.ad, default=None)
            if actual is None or latest is None or actual is latest:
                continue
            # C20 and S36 tell of a blank.
            is_blank = latest.value.kind is ValueKind.BLANK and latest.span
            if not is_blank and not _says_why(row, latest):
                message = (
                    f"「{row.name}」は {latest.period.year} の値がないため、"
                    f"{actual.period.year} の実績（{actual.value.raw}）で判定しました"
                )
                yield rule.finding(latest.location, message, latest.value.raw)


def _says_why(row: Indicator, latest: Entry) -> bool:
    """Whether the cell has a ※ note; one that is merged over several years speaks for each."""
    upto = row.entries[: row.entries.index(latest) + 1]
    shown = next((entry for entry in reversed(upto) if entry.span), latest)
    return bool(shown.value.note)


RULE = Rule(
    code="M06",
    title="最新年度の実績がない",
    severity=Severity.NOTE,
    why="最新の年度に値がないため、前の年度の実績で判定しました。",
    bad="R5 が「―」",
    good="R5 に値がある",
    advice="値が出ていれば入れてください。出ないときは、理由を※で書いておくと読み手に伝わります。",
    request=Request("値が出ていれば入れてください。出ないときは「未集計」などと入れます。"),
    check=_check,
)
