"""C20 値が空欄"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.model.value import ValueKind
from kumareport.rules.rule import Checked, Request, Rule
from kumareport.rules.unwritten import newest_values


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    year, newest = newest_values(checked)
    together = set(newest.places) if newest.is_told_together else set[Location]()
    if together and not newest.is_all:
        message = f"{year} の実績が、{newest.total} 指標のうち {len(together)} で空欄です"
        sheet = Location(newest.places[0].sheet)
        yield rule.finding(sheet, message, related=tuple(newest.places))
    for row in checked.rows():
        for entry in row.entries:
            if entry.value.kind is not ValueKind.BLANK or entry.location in together:
                continue
            # A cell that a merged one covers belongs to it and is not empty.
            if entry.span and row.is_due(entry):
                message = f"「{row.name}」の{entry.period.label} が空欄です"
                yield rule.finding(entry.location, message)
    yield from _blank_years(rule, checked)


def _blank_years(rule: Rule, checked: Checked) -> Iterator[Finding]:
    """The years of a field (決算額 R5) that are blank beside others that are not; a record that leaves
    all of them blank has no use for it."""
    stated = checked.report.settings.year
    years = [stated] if stated else [row.year for row in checked.rows() if row.year]
    newest = max((year.ad for year in years), default=None)
    for row in checked.field_rows:
        blank = [entry for entry in row.entries if entry.value.kind is ValueKind.BLANK]
        if len(blank) == len(row.entries):
            continue
        for entry in blank:
            if newest is None or entry.period.year.ad <= newest:
                message = f"「{row.name}」の {entry.period.year} が空欄です"
                yield rule.finding(entry.location, message)


RULE = Rule(
    code="C20",
    title="値が空欄",
    severity=Severity.WARNING,
    why="空欄では、値がないのか入れ忘れかが読み手に分かりません。",
    bad="実績 R5 が空欄",
    good="44.6、または「未集計」",
    advice="値を入れてください。値がないときは「-」か「中止」「未集計」などと理由を入れます。",
    request=Request("値を入れてください。値がないときは「-」か「中止」「未集計」などと入れます。"),
    check=_check,
)
