"""概要: how many findings there are, where, and what to do next."""

from collections import Counter
from collections.abc import Sequence

from kumareport.model.finding import Finding, Severity
from kumareport.model.report import Report
from kumareport.present.finding_sheets import FILLS
from kumareport.present.place import Map, chapter_name
from kumareport.rules.acknowledge import Acknowledged
from kumareport.rules.catalog import ALL_RULES, FAMILIES
from kumareport.workbook.layout import ACKNOWLEDGED_SHEET
from kumareport.workbook.listing import Align, ListingCell, ListingColumn, ListingTable, ListSheet

_ELSEWHERE = "章のシート以外（設定など）"
_COUNTED = (*(str(severity) for severity in Severity), ACKNOWLEDGED_SHEET)
_LABEL = 66
_BY_RULE = "規則ごとの件数（同じ規則の指摘は、点検結果の「規則」の列で絞り込めます）"
_Counts = Counter[tuple[str, str]]


def next_step(findings: Sequence[Finding]) -> str:
    """What to do next, in one sentence."""
    errors, warnings, notes = (sum(f.severity is s for f in findings) for s in Severity)
    if errors:
        return f"エラーが {errors} 件あります。直すまで報告書は作れません。"
    if warnings:
        return (
            f"エラーはないので、報告書を作れます。その前に、警告 {warnings} 件を直すか、"
            "このままでよければ確認済にしてください。"
        )
    if notes:
        return f"エラーも警告もないので、報告書を作れます。参考が {notes} 件あります。"
    return "指摘はありません。報告書を作れます。"


def overview_sheet(
    report: Report,
    findings: Sequence[Finding],
    acknowledged: Sequence[Acknowledged],
    facts: Sequence[str],
) -> ListSheet:
    """The first sheet of a check result.

    Args:
        report: the workbook checked.
        findings: the open findings.
        acknowledged: the accepted ones.
        facts: what was checked, a line each.
    """
    families, chapters, rules = _counts(findings, acknowledged, Map(report))
    by_family = [
        (letter, f"{name}（{letter}）")
        for letter, name in FAMILIES.items()
        if _any(families, letter)
    ]
    by_chapter = [(c.sheet, f"{chapter_name(c)}　{c.title}") for c in report.chapters]
    by_rule = [
        (rule.code, f"{rule.code}　{rule.title}") for rule in ALL_RULES if _any(rules, rule.code)
    ]
    if _any(chapters, ""):
        by_chapter.append(("", _ELSEWHERE))
    return ListSheet(
        "概要",
        next_step(findings),
        "重さは３つあります。エラー：直すまで報告書を作れません。警告：誤りの疑いがあります。"
        "参考：知っておいていただきたいことです。",
        (
            ListingTable((ListingColumn("点検したもの", _LABEL),), [(fact,) for fact in facts]),
            _table("種類ごとの件数", "種類", by_family, families),
            _table("章ごとの件数", "章", by_chapter, chapters),
            *([_table(_BY_RULE, "規則", by_rule, rules, new_page=True)] if by_rule else []),
        ),
    )


def _counts(
    findings: Sequence[Finding], acknowledged: Sequence[Acknowledged], places: Map
) -> tuple[_Counts, _Counts, _Counts]:
    """By the letter of the family, by the chapter's sheet (empty for what is in none), by the rule."""
    counted = [(finding, str(finding.severity)) for finding in findings]
    counted += [(entry.finding, ACKNOWLEDGED_SHEET) for entry in acknowledged]
    families: _Counts = Counter()
    chapters: _Counts = Counter()
    rules: _Counts = Counter()
    for finding, column in counted:
        families[finding.code[:1], column] += 1
        rules[finding.code, column] += 1
        chapter = places.chapter(finding.location)
        chapters[chapter.sheet if chapter else "", column] += 1
    return families, chapters, rules


def _any(counts: _Counts, key: str) -> bool:
    return any(counts[key, column] for column in _COUNTED)


def _table(
    heading: str,
    name: str,
    lines: Sequence[tuple[str, str]],
    counts: _Counts,
    *,
    new_page: bool = False,
) -> ListingTable:
    """Counts by severity, and their sums in the last row."""
    fills = {str(severity): fill for severity, fill in FILLS.items()}
    rows: list[tuple[ListingCell | str, ...]] = [
        (label, *(_count(counts[key, column], fills.get(column, "")) for column in _COUNTED))
        for key, label in lines
    ]
    sums = [sum(counts[key, column] for key, _ in lines) for column in _COUNTED]
    rows.append(
        (ListingCell("計", bold=True), *(ListingCell(number, bold=True) for number in sums))
    )
    columns = (
        ListingColumn(name, _LABEL),
        *(ListingColumn(title, 11, Align.RIGHT) for title in _COUNTED),
    )
    return ListingTable(columns, rows, heading, new_page=new_page)


def _count(number: int, fill: str) -> ListingCell:
    return ListingCell(number, fill if number else "")
