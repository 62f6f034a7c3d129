"""M01 進捗を判定できない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.mark import Undecided
from kumareport.model.value import ValueKind
from kumareport.rules.rule import Checked, ReplyAt, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, _, group in checked.report.groups():
        if checked.judged.mark(group) is not None:
            continue
        for row in group.rows:
            judgement = checked.judged.rows[row.id]
            if judgement.undecided is Undecided.BY_PEOPLE:
                continue
            unread = any(entry.value.kind is ValueKind.UNREADABLE for entry in row.entries)
            if judgement.undecided is not None and not unread:
                message = f"「{row.name}」の進捗を判定できません：{judgement.undecided}"
                yield rule.finding(row.mark_location, message, row.name)


RULE = Rule(
    code="M01",
    title="進捗を判定できない",
    severity=Severity.ERROR,
    why="進捗の欄が空になります。",
    bad="検証値が空欄、望ましい方向が決まらない",
    good="基準値・実績・検証値がそろっている",
    advice="足りない値を入れてください。基準値と検証値が同じときは「望ましい方向」を選んでください。"
    "まだ評価できない指標には、進捗に記号を入れ、判定の理由を書きます（評価困難などの記号は「設定」の「進捗の区分」で作れます）。",
    request=Request(
        "この行の実績が空欄なら、入れてください。値がまだないときや、基準値や検証値が違うときは、そのことを、",
        ReplyAt.OPINION,
    ),
    check=_check,
)
