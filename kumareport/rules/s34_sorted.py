"""S34 表が並べ替えられている"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.model.report import Chapter, Part
from kumareport.rules.rule import Checked, Rule

_FEW = 3
_SHARE = 4
_NAMED = 5


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    sections = {section.id for _, section in checked.report.parts()}
    for chapter in checked.report.chapters:
        rows = [(section, row_id, at) for section in chapter.parts for row_id, at in _rows(section)]
        known = [(s, row_id, at) for s, row_id, at in rows if _home(row_id, sections)]
        away = [(s, row_id, at) for s, row_id, at in known if _home(row_id, sections) != s.id]
        away.sort(key=lambda found: found[2].row)
        # Single rows may be moved to another section.
        if len(away) < _FEW or len(away) * _SHARE < len(known):
            continue
        yield rule.finding(
            away[0][2], _message(chapter, away), related=tuple(at for _, _, at in away[1:])
        )


def _rows(section: Part) -> Iterator[tuple[str, Location]]:
    for row in section.indicators:
        yield row.id, row.location
    for text in section.texts:
        yield text.id, text.location


def _home(row_id: str, sections: set[str]) -> str:
    """The section that an ID names, as ``2-1-指1`` names ``2-1``; empty where it names none."""
    while "-" in row_id:
        row_id = row_id.rpartition("-")[0]
        if row_id in sections:
            return row_id
    return ""


def _message(chapter: Chapter, away: list[tuple[Part, str, Location]]) -> str:
    named = "、".join(f"{at.row} 行（ID {row_id}）" for _, row_id, at in away[:_NAMED])
    more = f"ほか、合わせて {len(away)} 行" if len(away) > _NAMED else ""
    return (
        f"「{chapter.sheet}」の表が並べ替えられ、行が別の節の下に入っています："
        f"{named}{more}が、ID とは別の節にあります"
    )


RULE = Rule(
    code="S34",
    title="表が並べ替えられている",
    severity=Severity.ERROR,
    why="節の行から次の節の行の前までが、その節の内容です。並べ替えると、ほかの節の指標や文が載ります。",
    bad="章のシートを「所管課」の列で並べ替えた",
    good="見たい課は、見出しの ▼ で絞り込む",
    advice="Excel の「元に戻す」か、並べ替える前に保存したブックに戻してください。戻せないときは、B 列（ID）を再表示し、"
    "行を ID の節（2-1-指1 なら 2-1 の節）の下へ切り取って挿入してください。",
    check=_check,
    locked=True,
)
