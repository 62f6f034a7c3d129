"""S36 評価の年度がまだ書かれていない"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.rules.rule import Checked, Rule
from kumareport.rules.unwritten import newest_values, texts_of


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    found: list[str] = []
    places: list[Location] = []
    year, values = newest_values(checked)
    if values.is_all:
        found.append(f"{year} の実績（{values.total} 指標）")
        places += values.places
    # A form without such rows has no such boxes (S23, S24).
    for kind in checked.report.settings.form.required():
        texts = texts_of(checked, kind)
        if texts.is_all:
            found.append(f"「{kind.name}」（{texts.total} 行）")
            places += texts.places
    if found:
        # The sheet alone: what is told of all departments belongs to no row of one of them.
        message = f"{'、'.join(found)}が、まだ１つも書かれていません"
        yield rule.finding(Location(places[0].sheet), message)


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
