"""S30 まだ書かれていない行"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.model.problem import Problem, ProblemKind
from kumareport.rules.rule import Checked, Rule
from kumareport.rules.unwritten import texts_of


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    together: set[str] = set()
    for kind in checked.report.settings.form.required():
        texts = texts_of(checked, kind)
        if not texts.is_told_together:
            continue
        together.add(kind.name)
        if not texts.is_all:
            message = f"「{kind.name}」の {texts.total} 行のうち {len(texts.places)} 行が、まだ書かれていません"
            yield rule.finding(Location(texts.places[0].sheet), message, kind.name)
    for run in _runs(checked):
        first = run[0]
        if first.detail in together:
            continue
        others = f"から {len(run)} 行" if len(run) > 1 else "の行"
        message = f"「{first.detail}」{others}が、まだ書かれていません"
        yield rule.finding(first.location, message, first.seen)


def _runs(checked: Checked) -> list[list[Problem]]:
    """The rows without content, those that stand one below the other together."""
    runs: list[list[Problem]] = []
    for problem in checked.problems(ProblemKind.UNFILLED):
        last = runs[-1][-1].location if runs else None
        if last and (last.sheet, last.row + 1) == (problem.location.sheet, problem.location.row):
            runs[-1].append(problem)
        else:
            runs.append([problem])
    return runs


RULE = Rule(
    code="S30",
    title="まだ書かれていない行",
    severity=Severity.NOTE,
    why="区分だけの行は、報告書には載りません。",
    bad="区分だけを選び、本文が空欄の行",
    good="本文のある行だけがある",
    advice="内容を書いてください。使わない行なら、行ごと削除して構いません。",
    check=_check,
)
