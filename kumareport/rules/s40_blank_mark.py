"""S40 人が付ける評価が空欄"""

from collections.abc import Iterator

from kumareport.model.field_value import FieldValue
from kumareport.model.finding import Finding, Severity
from kumareport.model.form import FieldType
from kumareport.model.location import Location
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    columns: dict[tuple[str, str], list[tuple[str, FieldValue]]] = {}
    for chapter, part in checked.report.parts():
        records = [(part.title, part.fields), *((row.name, row.fields) for row in part.indicators)]
        for name, fields in records:
            for value in fields:
                if value.field.type is FieldType.MARK and not value.is_previous:
                    columns.setdefault((chapter.sheet, value.key), []).append((name, value))
    for (sheet, key), given in columns.items():
        blank = [(name, value) for name, value in given if not value.text]
        if len(blank) == len(given) and len(given) > 1:
            message = f"「{key}」が、まだ１つも付けられていません（{len(given)} 件）"
            yield rule.finding(Location(sheet), message)
            continue
        for name, value in blank:
            yield rule.finding(value.location, f"「{name}」の「{key}」が空欄です")


RULE = Rule(
    code="S40",
    title="人が付ける評価が空欄",
    severity=Severity.WARNING,
    why="空欄のまま載せると、評価していないのか、入れ忘れかが読み手に分かりません。",
    bad="「設定」の表「項目」の型が評価の列「一次評価」が空欄",
    good="「進捗の区分」の記号のどれかが入っている",
    advice="評価を入れてください。評価しないものは、「進捗の区分」にその記号（－ など）を足して入れます。",
    request=Request("評価を入れてください。"),
    check=_check,
)
