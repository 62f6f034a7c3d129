"""P10 文が枠に入りきらないおそれ"""

from collections.abc import Iterator

from kumareport.model.finding import Finding, Severity
from kumareport.rules.rule import Checked, Request, Rule


def _check(rule: Rule, checked: Checked) -> Iterator[Finding]:
    settings = checked.report.settings
    for chapter in checked.report.chapters:
        # A last section without a partner has its page to itself, and room enough.
        is_flat = all(part.depth == 2 for part in chapter.parts)
        count = len(chapter.parts) // 2 * 2 if is_flat else len(chapter.parts)
        for section in chapter.parts[:count]:
            # Parts of several depths follow one another; no page has to hold two of them.
            for kind in settings.form.boxes:
                if settings.form.is_listed(kind) or not (is_flat or kind.length):
                    continue
                texts, limit = section.of_kind(kind), kind.length or settings.box_length
                length = sum(len(text.text) for text in texts)
                if length > limit:
                    message = f"{section.number}の「{kind.label}」が {length} 字あります（目安は {limit} 字）"
                    yield rule.finding(texts[0].location, message, str(length))


RULE = Rule(
    code="P10",
    title="文が枠に入りきらないおそれ",
    severity=Severity.NOTE,
    why="２節で１ページに収めるには、枠の文字数に限りがあります。",
    bad="１つの枠が 400 字",
    good="１つの枠が 300 字",
    advice="短くできないか見直してください。このままなら、節ごとに１ページになります。目安は「設定」で変えられます。",
    request=Request("短くできないか見直してください。短くできなければ、このままで構いません。"),
    check=_check,
)
