"""N07 届かなかった指標に文が触れていない"""

from collections.abc import Iterator, Sequence

from kumareport.model.finding import Finding, Severity
from kumareport.model.mark import Attainment
from kumareport.model.record_kind import TextRole
from kumareport.model.report import Group, Part
from kumareport.narrative.about import passages_about
from kumareport.narrative.passages import Passage
from kumareport.patterns import regex
from kumareport.rules.rule import Checked, ReplyAt, Request, Rule

_ITS_OWN = regex(
    "検証値|基準値|目標値|鈍化|頭打ち|伸び悩|停滞|低迷|横ばい|足踏み|遅れ|遅延|届か|及ば|至ら|至って(?:い|お)|未達"
)
"""Beside the only indicator of a section these levels, and this turn of things, are its own."""


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for _, section, group in checked.report.groups():
        mark = checked.judged.mark(group)
        if mark is None or mark.attainment in (None, Attainment.ACHIEVED):
            continue
        verifying = section.of_role(TextRole.VERIFICATION)
        if not verifying:
            continue
        if not _is_told(section, group, checked.passages_of(section)):
            row = group.rows[0]
            name = group.name or row.name
            box = verifying[0].kind.label
            message = f"「{name}」の進捗は {mark.symbol} ですが、届かなかったことに触れた文が「{box}」に見つかりません"
            related = tuple(text.location for text in verifying)
            yield rule.finding(row.mark_location, message, name, related)


def _is_told(section: Part, group: Group, passages: Sequence[Passage]) -> bool:
    results = [passage for passage in passages if passage.is_result]
    is_alone = len(section.groups) == 1
    if is_alone and any(_ITS_OWN.search(passage.sentence.plain) for passage in results):
        return True
    return any(True for _ in passages_about(group, results))


RULE = Rule(
    code="N07",
    title="届かなかった指標に文が触れていない",
    severity=Severity.NOTE,
    why="未達成の理由と課題を書くことが、検証の目的です。",
    bad="進捗が × の指標について何も書かれていない",
    good="「…のため、未達成となった」",
    advice="その指標が届かなかった理由や課題を書いてください。",
    request=Request("この指標が届かなかった理由や課題を書いてください。", ReplyAt.VERIFICATION),
    check=_check,
)
