"""C23 マイナスの記号が混ざっている"""

from collections import defaultdict
from collections.abc import Iterator

from kumareport.language.signs import TYPED_MINUS_SIGNS
from kumareport.model.finding import Finding, Severity
from kumareport.model.value import Entry
from kumareport.rules.rule import Checked, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for _, entry in checked.entries:
        # A number cell shows what its format says; only typed text chooses a sign.
        if entry.value.is_text and entry.number is not None and entry.number < 0:
            sign = next((char for char in entry.value.raw if char in TYPED_MINUS_SIGNS), "")
            found[sign].append(entry)
    if len(found) > 1:
        counts = "、".join(f"「{sign}」{len(cells)} か所" for sign, cells in found.items())
        message = f"マイナスの記号が混ざっています（{counts}）。報告書では「{checked.report.settings.minus}」にそろえます"
        fewest = min(found.values(), key=len)
        related = tuple(entry.location for entry in fewest[1:])
        yield rule.finding(fewest[0].location, message, counts, related)


RULE = Rule(
    code="C23",
    title="マイナスの記号が混ざっている",
    severity=Severity.NOTE,
    why="△ は進捗の記号と同じ字で、混ざると読み間違えます。報告書では「設定」の記号にそろえます。",
    bad="▲0.6 と △1.4 が同じ報告書にある",
    good="▲0.6 と ▲1.4",
    advice="入力も「設定」の記号にそろえると、見比べやすくなります。",
    check=_check,
)
