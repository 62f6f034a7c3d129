"""判定一覧: every indicator's mark with what it rests on, and the totals."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kumareport.language.text_width import text_width
from kumareport.last_year import Past, SinceLastYear
from kumareport.marks import Judged
from kumareport.model.indicator import Indicator
from kumareport.model.mark import Judgement
from kumareport.model.period import Role
from kumareport.model.report import Chapter, Group, Part, Report
from kumareport.model.settings import Settings
from kumareport.model.value import Entry
from kumareport.notation import display_lines
from kumareport.present.mark_cells import PERCENT, mark_cell, truncated
from kumareport.present.mark_totals import mark_totals
from kumareport.present.place import chapter_name
from kumareport.workbook.listing import Align, ListingCell, ListingColumn, ListingTable, ListSheet

_VALUE_ROOM = 11
"""Half-width letters that the columns of values hold on a line."""
_COLUMNS = (
    ListingColumn("章", 6),
    ListingColumn("節", 6.5),
    ListingColumn("大項目", 10),
    ListingColumn("指標", 24),
    ListingColumn("単位", 6.5, Align.CENTER),
    ListingColumn("基準値", 9.5, Align.RIGHT),
    ListingColumn("実績（年度）", 10.5, Align.RIGHT),
    ListingColumn("検証値", 9, Align.RIGHT),
    ListingColumn("達成率", 9, Align.RIGHT),
    ListingColumn("下限", 7, Align.RIGHT, PERCENT),
    ListingColumn("進捗", 5.5, Align.CENTER),
    ListingColumn("自動判定", 5.5, Align.CENTER),
    ListingColumn("判定の説明", 29),
    ListingColumn("次の進捗まで", 13),
    ListingColumn("差", 9.5, Align.RIGHT),
)
_BEFORE = ListingColumn("前年度の進捗", 5.5, Align.CENTER)
_AT = [column.title for column in _COLUMNS].index("自動判定")
"""Where last year's mark stands: right of this year's."""
_LEAD = (
    "進捗は報告書に載る記号（大項目は行を合わせた１つの記号）、自動判定はその行だけの記号です。"
    "達成率は、検証値に届いたものと言葉の検証値（上昇など）では空欄です。小数第２位は切り捨てます。"
    "差は、次の進捗になる値から今の実績を引いた数です（「＞」「＜」のときは、それを超える必要があります）。"
)


def mark_sheet(report: Report, judged: Judged, past: Past | None = None) -> ListSheet:
    """One row for each indicator, then the totals by chapter.

    Args:
        report: the report.
        judged: its marks.
        past: last year's workbook, where there is one; last year's marks stand beside where they are known.
    """
    since = SinceLastYear(report, judged, past)
    target = report.target_name
    usual = [replace(one, title=one.title.replace(Role.TARGET, target)) for one in _COLUMNS]
    columns = (*usual[:_AT], _BEFORE, *usual[_AT:]) if since.knows_marks else tuple(usual)
    rows: list[tuple[ListingCell | str | float | None, ...]] = []
    for chapter, section, group in report.groups():
        for row in group.rows:
            cells = _row(chapter, section, group, row, report.settings, judged)
            before = mark_cell(since.rows[row.id].mark_before)
            rows.append((*cells[:_AT], before, *cells[_AT:]) if since.knows_marks else cells)
    return ListSheet(
        "判定一覧",
        "判定一覧",
        _LEAD.replace(Role.TARGET, target),
        (ListingTable(columns, rows, is_list=True), mark_totals(report, judged)),
        frozen_columns=4,
    )


def _row(
    chapter: Chapter,
    section: Part,
    group: Group,
    row: Indicator,
    settings: Settings,
    judged: Judged,
) -> tuple[ListingCell | str | float | None, ...]:
    judgement = judged.rows[row.id]
    return (
        chapter_name(chapter),
        chapter.number_of(section),
        group.name,
        row.name,
        row.unit,
        _value(judgement.base, settings),
        _actual(judgement.actual, settings),
        _value(judgement.target, settings),
        _rate(judgement, settings),
        None if judgement.limit is None else truncated(judgement.limit),
        mark_cell(judged.mark(group)),
        mark_cell(judgement.mark),
        "\n".join(_explanation(group, row, judgement, judged)),
        judgement.next_mark,
        _distance(judgement, settings),
    )


def _value(entry: Entry | None, settings: Settings) -> str:
    return "" if entry is None else _fitted(_lines(entry, settings))


def _actual(entry: Entry | None, settings: Settings) -> str:
    """The value with its year, also where the column alone says the year."""
    if entry is None:
        return ""
    year = [] if entry.value.year else [f"（{entry.period.year}）"]
    return _fitted([*_lines(entry, settings), *year])


def _lines(entry: Entry, settings: Settings) -> tuple[str, ...]:
    return display_lines(replace(entry.value, older=(), note=""), settings.minus)


def _fitted(lines: Sequence[str]) -> str:
    """On one line where it fits the column; otherwise broken before the brackets."""
    joined = "".join(lines)
    return joined if text_width(joined) <= _VALUE_ROOM else "\n".join(lines)


def _rate(judgement: Judgement, settings: Settings) -> ListingCell | None:
    if judgement.rate is None:
        return None
    return ListingCell(truncated(judgement.rate), number_format=_signed(PERCENT, settings))


def _distance(judgement: Judgement, settings: Settings) -> ListingCell | None:
    """What has to be added to the actual for the next mark."""
    actual = judgement.actual.number if judgement.actual else None
    if judgement.needed is None or actual is None:
        return None
    distance = (judgement.needed - actual).normalize()
    exponent = distance.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    shown = "#,##0." + "0" * decimals if decimals else "#,##0"
    return ListingCell(float(distance), number_format=_signed(shown, settings))


def _signed(number_format: str, settings: Settings) -> str:
    """The format with the report's own minus sign."""
    return f'{number_format};"{settings.minus}"{number_format}'


def _explanation(
    group: Group, row: Indicator, judgement: Judgement, judged: Judged
) -> Iterator[str]:
    yield judgement.explanation
    computed = judged.computed[group.rows[0].id]
    if computed is not None and computed != judgement.mark:
        yield f"大項目の行の判定が分かれるため、進捗は {computed.symbol}"
    if row.typed_mark:
        reason = f"（{row.override_reason}）" if row.override_reason else ""
        yield f"進捗は手で「{row.typed_mark}」と入力{reason}"
