"""S40 人が付ける評価や必須の項目が空欄"""

from collections.abc import Iterator
from itertools import chain

from kumareport.model.finding import Finding, Severity
from kumareport.model.form import FieldType
from kumareport.model.formula import read_points
from kumareport.model.location import Location
from kumareport.model.records import records
from kumareport.model.report import Report
from kumareport.rules.rule import Checked, Request, Rule

_Given = tuple[str, str, Location]
"""Whose mark it is, the mark, and its cell."""


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    columns: dict[tuple[str, str], list[_Given]] = {}
    form = checked.report.settings.form
    points = {f.name: points.terms[0] for f in form.own if (points := read_points(f.how))}
    for sheet, column, given in chain(_of_fields(checked.report), _of_indicators(checked.report)):
        columns.setdefault((sheet, column), []).append(given)
    for (sheet, column), marks in columns.items():
        blank = [(name, at) for name, mark, at in marks if not mark]
        source = f"。もとの点数「{points[column]}」を確かめてください" if column in points else ""
        if len(blank) == len(marks) and len(marks) > 1:
            message = f"「{column}」が、まだ１つも付けられていません（{len(marks)} 件）{source}"
            yield rule.finding(Location(sheet), message)
            continue
        for name, at in blank:
            yield rule.finding(at, f"「{name}」の「{column}」が空欄です{source}")


def _of_fields(report: Report) -> Iterator[tuple[str, str, _Given]]:
    for chapter, part in report.parts():
        for record in records(part):
            for value in record.fields:
                is_wanted = value.field.type is FieldType.MARK or value.field.is_required
                if is_wanted and not value.is_previous:
                    yield chapter.sheet, value.key, (record.name, value.text, value.location)


def _of_indicators(report: Report) -> Iterator[tuple[str, str, _Given]]:
    """The marks of indicators that nothing computes: one for the rows of a group."""
    for chapter, _, group in report.groups():
        if all(report.settings.scheme_of(row).is_judged for row in group.rows):
            typed = next((row.typed_mark for row in group.rows if row.typed_mark), "")
            first = group.rows[0]
            yield chapter.sheet, "進捗", (group.name or first.name, typed, first.mark_location)


RULE = Rule(
    code="S40",
    title="人が付ける評価や必須の項目が空欄",
    severity=Severity.WARNING,
    why="空欄のまま載せると、評価していないのか、入れ忘れかが読み手に分かりません。",
    bad="「設定」の表「項目」の型が評価の列「一次評価」や、区分の条件がすべて手入力のときの「進捗」が空欄",
    good="「進捗の区分」の記号のどれかが入っている",
    advice="評価や必須の項目を入れてください。評価しないものは、「進捗の区分」にその記号（－ など）を足して入れます。",
    request=Request("空欄の評価や項目を入れてください。"),
    check=_check,
)
