"""C13 数値が文字で入っている"""

import unicodedata
from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.model.value import Value, ValueKind
from kumareport.patterns import regex
from kumareport.rules.rule import Checked, Rule

_PLAIN = regex(r"[\d,]+(?:\.\d+)?")


def _is_text_number(value: Value) -> bool:
    plain = unicodedata.normalize("NFKC", value.raw).strip()
    return value.is_text and value.kind is ValueKind.NUMBER and bool(_PLAIN.fullmatch(plain))


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    for row in checked.rows():
        cells = [entry for entry in row.entries if _is_text_number(entry.value)]
        if cells:
            shown = "、".join(entry.value.raw for entry in cells)
            message = f"「{row.name}」の {len(cells)} つの値が文字で入っています（{shown}）"
            related = tuple(entry.location for entry in cells[1:])
            yield rule.finding(cells[0].location, message, shown, related)


RULE = Rule(
    code="C13",
    title="数値が文字で入っている",
    severity=Severity.NOTE,
    why="文字のままだと、Excel の計算やグラフに使えません。報告書には半角の数値で載せます。",
    bad="１９３（全角）、文字として入った 44.6",
    good="193（数値）",
    advice="セルに数値で入れ直してください（左寄せの数字は文字です）。",
    check=_check,
)
