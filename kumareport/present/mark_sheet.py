"""判定一覧: every indicator's mark with what it rests on, and the totals."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from kumareport.marks import Judged, recount
from kumareport.model.mark import Judgement, Mark
from kumareport.model.report import Chapter, Group, Indicator, Report, Section, Settings
from kumareport.model.value import Entry
from kumareport.notation import display
from kumareport.present.place import chapter_name
from kumareport.workbook.listing import Align, Cell, Column, ListSheet, Table

MARK_FILLS = {Mark.ACHIEVED: "C6EFCE", Mark.NEARLY: "FFEB9C", Mark.MISSED: "FFC7CE"}
_UNDECIDED = "未判定"
PERCENT = "0.0%"
_COLUMNS = (
    Column("章", 7),
    Column("節", 7),
    Column("大項目", 12),
    Column("指標", 26),
    Column("単位", 7, Align.CENTER),
    Column("基準値", 8, Align.RIGHT),
    Column("実績（年度）", 9.5, Align.RIGHT),
    Column("検証値", 8, Align.RIGHT),
    Column("達成率", 10, Align.RIGHT),
    Column("下限", 8, Align.RIGHT, PERCENT),
    Column("進捗", 6, Align.CENTER),
    Column("自動判定", 6, Align.CENTER),
    Column("判定の説明", 33),
    Column("次の進捗まで", 14),
    Column("差", 10, Align.RIGHT),
)
_LEAD = (
    "進捗は報告書に載る記号（大項目は行を合わせた１つの記号）、自動判定はその行だけの記号です。"
    "達成率は、検証値に届いたものと言葉の検証値（上昇など）では空欄です。小数第２位は切り捨てます。"
    "差は、次の進捗になる値から今の実績を引いた数です。"
)


def mark_sheet(report: Report, judged: Judged) -> ListSheet:
    """One row for each indicator, then the totals by chapter."""
    rows = [
        _row(chapter, section, group, row, report.settings, judged)
        for chapter, section, group in report.groups()
        for row in group.rows
    ]
    return ListSheet(
        "判定一覧",
        "判定一覧",
        _LEAD,
        (Table(_COLUMNS, rows, is_list=True), _totals(report, judged)),
        frozen_columns=4,
    )


def _row(
    chapter: Chapter,
    section: Section,
    group: Group,
    row: Indicator,
    settings: Settings,
    judged: Judged,
) -> tuple[Cell | str | float | None, ...]:
    judgement = judged.rows[row.id]
    return (
        chapter_name(chapter),
        section.number,
        group.name,
        row.name,
        row.unit,
        _value(judgement.base, settings),
        _actual(judgement.actual, settings),
        _value(judgement.target, settings),
        _rate(judgement, settings),
        None if judgement.rate is None else truncated(judgement.threshold),
        mark_cell(judged.mark(group), settings),
        mark_cell(judgement.mark, settings),
        "\n".join(_explanation(group, row, judgement, judged, settings)),
        judgement.next_mark,
        _distance(judgement, settings),
    )


def mark_cell(mark: Mark | None, settings: Settings) -> Cell:
    """A mark's symbol on its colour."""
    if mark is None:
        return Cell(_UNDECIDED)
    return Cell(settings.symbols.get(mark, str(mark)), MARK_FILLS[mark])


def truncated(rate: Fraction) -> float:
    """The rate, rounded toward zero to 0.1 %: 89.96 % must not be shown as 90.0 % and ×."""
    return int(rate * 1000) / 1000


def _value(entry: Entry | None, settings: Settings) -> str:
    return "" if entry is None else display(replace(entry.value, older=(), note=""), settings.minus)


def _actual(entry: Entry | None, settings: Settings) -> str:
    """The value with its year, also where the column alone says the year."""
    if entry is None:
        return ""
    year = "" if entry.value.year else f"（{entry.period.year}）"
    return _value(entry, settings) + year


def _rate(judgement: Judgement, settings: Settings) -> Cell | None:
    if judgement.rate is None:
        return None
    return Cell(truncated(judgement.rate), number_format=_signed(PERCENT, settings))


def _distance(judgement: Judgement, settings: Settings) -> Cell | None:
    """What has to be added to the actual for the next mark."""
    actual = judgement.actual.number if judgement.actual else None
    if judgement.needed is None or actual is None:
        return None
    distance = (judgement.needed - actual).normalize()
    exponent = distance.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    shown = "#,##0." + "0" * decimals if decimals else "#,##0"
    return Cell(float(distance), number_format=_signed(shown, settings))


def _signed(number_format: str, settings: Settings) -> str:
    """The format with the report's own minus sign."""
    return f'{number_format};"{settings.minus}"{number_format}'


def _explanation(
    group: Group, row: Indicator, judgement: Judgement, judged: Judged, settings: Settings
) -> Iterator[str]:
    yield judgement.explanation
    computed = judged.computed[group.rows[0].id]
    if computed is not None and computed is not judgement.mark:
        yield f"大項目の行の判定が分かれるため、進捗は {settings.symbols.get(computed, '')}"
    if row.typed_mark:
        reason = f"（{row.override_reason}）" if row.override_reason else ""
        yield f"進捗は手で「{row.typed_mark}」と入力{reason}"


def _totals(report: Report, judged: Judged) -> Table:
    """How many groups of each chapter have each mark. A 大項目 counts once."""
    symbols = [report.settings.symbols.get(mark, str(mark)) for mark in Mark]
    columns = (
        Column("章"),
        *(Column(symbol, align=Align.RIGHT) for symbol in symbols),
        Column("計", align=Align.RIGHT),
        Column(f"{symbols[0]}と{symbols[1]}の割合", align=Align.RIGHT, number_format=PERCENT),
    )
    every: list[Mark | None] = []
    rows: list[Sequence[Cell | str | float | None]] = []
    for chapter in report.chapters:
        marks = [judged.mark(group) for section in chapter.sections for group in section.groups]
        every += marks
        rows.append(_sums(f"{chapter_name(chapter)}　{chapter.title}", marks, False))
    rows.append(_sums("全体", every, True))
    return Table(columns, rows, "章ごとの集計（大項目は１つと数えます）", start=4, new_page=True)


def _sums(label: str, marks: Sequence[Mark | None], bold: bool) -> list[Cell | str | float | None]:
    favourable, total = recount(marks)
    numbers = [*(marks.count(mark) for mark in Mark), total]
    share = Cell(favourable / total if total else None, bold=bold)
    return [Cell(label, bold=bold), *(Cell(number, bold=bold) for number in numbers), share]
