"""S36 評価の年度がまだ書かれていない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.model.period import Role
from kumareport.model.problem import ProblemKind
from kumareport.model.report import Indicator
from kumareport.model.value import Entry, ValueKind
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    newest = [entry for entry in map(_newest, checked.rows()) if entry is not None]
    if newest and all(entry.value.kind is ValueKind.BLANK for entry in newest):
        message = f"{newest[0].period.year} の実績が、どの指標にも入っていません"
        yield rule.finding(_sheet(newest[0].location), message)
    sections = [section for _, section in checked.report.parts()]
    for kind in checked.report.settings.form.required():
        is_written = any(section.of_kind(kind) for section in sections)
        # A form without such rows has no such boxes (S23, S24).
        waiting = [p for p in checked.problems(ProblemKind.UNFILLED) if p.detail == kind.name]
        if sections and waiting and not is_written:
            message = (
                f"「{kind.name}」が、どの節にも書かれていません（{len(waiting)} 行が空欄です）"
            )
            yield rule.finding(_sheet(waiting[0].location), message)


def _sheet(location: Location) -> Location:
    """The sheet alone: what is told of all departments belongs to no row of one of them."""
    return Location(location.sheet)


def _newest(row: Indicator) -> Entry | None:
    """The 実績 of the year of the evaluation; what a merged cell covers says nothing by itself."""
    due = [entry for entry in row.of_role(Role.ACTUAL) if row.is_due(entry) and entry.span]
    return max(due, key=lambda entry: entry.period.year.ad, default=None)


RULE = Rule(
    code="S36",
    title="評価の年度がまだ書かれていない",
    severity=Severity.ERROR,
    why="値か文が１つもない年度の報告書は、正式なものとして出せません。案（build --draft）は作れます。",
    bad="年度更新をしたばかりで、新しい年度の実績がどれも空欄",
    good="指標の実績と、節の文が書かれている",
    advice="新しい年度の値と文を入れてください。途中の確認には、案（build --draft）を使ってください。",
    check=_check,
    locked=True,
)
