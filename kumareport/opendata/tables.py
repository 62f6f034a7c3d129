"""The tables: values, marks, totals and texts of a report, one record a row."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from kumareport.marks import Judged
from kumareport.marks.totals import counted_marks, totals
from kumareport.model.field_columns import PREVIOUS
from kumareport.model.form import WRITTEN
from kumareport.model.indicator import Indicator
from kumareport.model.period import Year
from kumareport.model.records import records
from kumareport.model.report import Chapter, Group, Part, Report
from kumareport.model.value import Entry, Value, ValueKind
from kumareport.notation import display
from kumareport.opendata.table import DataField, Table, Type

COVERED = "結合"
"""値の種類 of a year whose cell is merged with the one before."""

_OFFICE = (
    DataField("団体コード", "全国地方公共団体コード（６けた）", blank="「設定」に団体コードがない"),
    DataField("団体名", "報告書を作った団体", blank="「設定」に市名がない"),
    DataField("計画名", "評価した計画", blank="「設定」に計画名がない"),
    DataField("評価年度", "評価の年度（西暦）", Type.WHOLE, blank="評価の年度が決まらない"),
)
_PLACE = (
    *_OFFICE,
    DataField("章番号", "第１章 など", blank="番号のない章"),
    DataField("章", "章の題名"),
    DataField("節番号", "第１節 など", blank="節に属さず、章のはじめにある"),
    DataField("節", "節の題名", blank="節に属さず、章のはじめにある"),
)
_INDICATOR = (
    *_PLACE,
    DataField(
        "大項目",
        "１つの進捗を分け合う指標の、共通の名前",
        blank="ほかの指標と進捗を分け合わない",
    ),
    DataField("指標ID", "年度が変わっても同じ、指標の番号"),
    DataField("指標名", "指標の名前"),
)
_VALUES = (
    *_INDICATOR,
    DataField("指標の注", "名前に付く注。２つ以上なら全角の空白で区切る", blank="注がない"),
    DataField("単位", "単位", blank="単位が書かれていない"),
    DataField("所管課", "所管課", blank="所管課が書かれていない"),
    DataField("区分", "基準値・実績・検証値"),
    DataField("年度（和暦）", "列の年度。R5 など"),
    DataField("年度（西暦）", "列の年度", Type.WHOLE),
    DataField("値の番号", "１つのセルに値が２つあるとき、新しいほうが 1", Type.WHOLE),
    DataField(
        "値",
        "数値。桁区切りや単位は付かない",
        Type.NUMBER,
        blank="数値ではない。わけは「値の種類」と「表記」「注記」にある",
    ),
    DataField(
        "値の種類", "数値・語・値なし・質的な値・空欄・読めない値。前の年と結合したセルは「結合」"
    ),
    DataField("表記", "報告書に載る書き方", blank="空欄か、前の年と結合したセル"),
    DataField("状態", "概数・見込み・改定 など", blank="確定した値か、値ではない"),
    DataField("不等号", "検証値の 以上・以下・未満・超", blank="不等号がない"),
    DataField(
        "データの年度（和暦）",
        "セルに別の年度が書かれているとき、その年度",
        blank="列の年度のまま",
    ),
    DataField("データの年度（西暦）", "同上", Type.WHOLE, blank="列の年度のまま"),
    DataField("注記", "セルの ※ の注", blank="注がない"),
)
_MARKS = (
    *_INDICATOR,
    DataField("進捗", "報告書に載る記号（大項目は１つ）", blank="判定できない"),
    DataField("進捗の説明", "記号の説明", blank="判定できない"),
    DataField("自動判定", "その指標だけの、値から決まる記号", blank="値からは決まらない"),
    DataField(
        "達成率",
        "判定に使った達成率（％）。小数第２位を切り捨て",
        Type.NUMBER,
        blank="検証値に届いたか、達成率で判定しない。わけは「判定の説明」にある",
    ),
    DataField("判定の説明", "判定の決まりと計算"),
    DataField("判定の理由", "手で入れた進捗の理由", blank="手で入れていない"),
)
_TOTALS = (
    *_OFFICE,
    DataField("章番号", "第１章 など", blank="番号のない章か、報告書全体"),
    DataField("章", "章の題名。報告書全体の行では「全体」"),
    DataField("進捗", "記号"),
    DataField("進捗の説明", "記号の説明", blank="凡例に説明がない"),
    DataField("数", "その記号の指標の数。大項目は１つと数える", Type.WHOLE),
)
_TEXTS = (
    *_PLACE,
    DataField("文ID", "文の番号"),
    DataField("区分", "{kinds}"),
    DataField("番号", "節の中での順", Type.WHOLE),
    DataField("本文", "文"),
)
_FIELDS = (
    *_PLACE,
    DataField("記録ID", "節か指標の行の番号"),
    DataField("記録", "節の題名か指標名"),
    DataField("項目", "「設定」の表「項目」の列"),
    DataField("年度（和暦）", "年度ごとの項目の年度", blank="年度ごとの項目ではない"),
    DataField("年度（西暦）", "同上", Type.WHOLE, blank="年度ごとの項目ではない"),
    DataField("単位", "数と金額の単位", blank="単位がない"),
    DataField("数値", "数と金額", Type.NUMBER, blank="数値ではない"),
    DataField("内容", "報告書に載る書き方", blank="空欄"),
)
_ROW = ("評価年度", "指標ID")


def tables(report: Report, judged: Judged) -> tuple[Table, ...]:
    """All tables of a report."""
    return (
        Table(
            "指標の値", "指標の基準値・実績・検証値", _VALUES, list(_values(report)),
            "values", (*_ROW, "区分", "年度（西暦）", "値の番号"), ("marks", _ROW),
        ),
        Table("進捗", "指標の進捗", _MARKS, list(_marks(report, judged)), "marks", _ROW),
        Table(
            "集計", "章ごとの進捗の数", _TOTALS, list(_totals(report, judged)),
            "totals", ("評価年度", "章", "進捗"),
        ),
        _table_of_texts(report),
        *([_table_of_fields(report)] if report.settings.form.own else []),
    )  # fmt: skip


def _office(report: Report, chapter: Chapter | None = None) -> tuple[str, ...]:
    """Whose report it is, and of what year; a chapter may be a year behind the others."""
    settings = report.settings
    chapters = report.chapters if chapter is None else (chapter,)
    # The rows of a chapter are all of one year.
    firsts = (next((row for p in one.parts for row in p.indicators), None) for one in chapters)
    own = [row.year.ad for row in firsts if row is not None and row.year is not None]
    years = [settings.year.ad] if settings.year else own
    return settings.code, settings.city, settings.plan, str(max(years)) if years else ""


def _place(report: Report, chapter: Chapter, part: Part) -> tuple[str, ...]:
    own = (chapter.number_of(part), "" if part.is_front else part.title)
    return *_office(report, chapter), chapter.number, chapter.title, *own


def _indicator(place: tuple[str, ...], group: Group, row: Indicator) -> tuple[str, ...]:
    return *place, group.name, row.id, row.name


def _values(report: Report) -> Iterator[tuple[str, ...]]:
    minus = report.settings.minus
    for chapter, section, group in report.groups():
        place = _place(report, chapter, section)
        for row in group.rows:
            start = _indicator(place, group, row)
            about = (*start, "　".join(row.notes), row.unit, row.department)
            for entry in row.entries:
                year = entry.period.year
                column = (*about, str(entry.period.role), year.label, str(year.ad))
                for number, value in enumerate(_values_of(entry), 1):
                    yield (*column, str(number), *_value(value, entry, minus))


def _values_of(entry: Entry) -> tuple[Value, ...]:
    """The values of a cell, the newest first."""
    return (entry.value, *reversed(entry.value.older))


def _value(value: Value, entry: Entry, minus: str) -> tuple[str, ...]:
    kind = COVERED if not entry.span else str(value.kind)
    alone = replace(value, older=())
    return (
        plain_number(value),
        kind,
        display(alone, minus).replace("\n", ""),
        value.status,
        str(value.operator or ""),
        *_year(value.year),
        value.note,
    )


def plain_number(value: Value) -> str:
    """A number with its decimals and an ASCII minus; empty for what is none."""
    if value.kind is not ValueKind.NUMBER or value.number is None:
        return ""
    exponent = value.number.as_tuple().exponent
    own = -exponent if isinstance(exponent, int) else 0
    return f"{value.number:.{max(value.decimals, own, 0)}f}"


def _year(year: Year | None) -> tuple[str, str]:
    return (year.label, str(year.ad)) if year else ("", "")


def _marks(report: Report, judged: Judged) -> Iterator[tuple[str, ...]]:
    for chapter, section, group in report.groups():
        mark = judged.mark(group)
        place = _place(report, chapter, section)
        for row in group.rows:
            judgement = judged.rows[row.id]
            rate = judgement.rate
            yield (
                *_indicator(place, group, row),
                mark.symbol if mark else "",
                mark.meaning if mark else "",
                judgement.mark.symbol if judgement.mark else "",
                "" if rate is None else f"{Decimal(int(rate * 1000)) / 10:.1f}",
                judgement.explanation,
                row.override_reason,
            )


def _totals(report: Report, judged: Judged) -> Iterator[tuple[str, ...]]:
    for total in totals(report, judged):
        chapter = total.chapter
        name = (chapter.number, chapter.title) if chapter else ("", "全体")
        for mark, count in zip(counted_marks(report), total.counts, strict=True):
            yield (*_office(report, chapter), *name, mark.symbol, mark.meaning, str(count))


def _table_of_fields(report: Report) -> Table:
    key = ("評価年度", "記録ID", "項目", "年度（和暦）")
    return Table("項目", "その市の項目", _FIELDS, list(_fields(report)), "fields", key)


def _fields(report: Report) -> Iterator[tuple[str, ...]]:
    minus = report.settings.minus
    for chapter, part in report.parts():
        for record, name, fields in records(part):
            for said in fields:
                title = f"{PREVIOUS if said.is_previous else ''}{said.field.name}"
                number = plain_number(said.value) if said.value else ""
                shown = display(said.value, minus) if said.value else said.text
                start = (*_place(report, chapter, part), record, name, title, *_year(said.year))
                yield (*start, said.field.unit, number, shown.replace("\n", ""))


def _table_of_texts(report: Report) -> Table:
    kinds = [kind.name for kind in report.settings.form.of_shape(*WRITTEN)]
    fields = tuple(
        replace(f, description=f.description.format(kinds="・".join(kinds))) for f in _TEXTS
    )
    rows = list(_texts(report))
    return Table("本文", "、".join(kinds), fields, rows, "texts", ("評価年度", "文ID"))


def _texts(report: Report) -> Iterator[tuple[str, ...]]:
    for chapter, section in report.parts():
        for kind in report.settings.form.of_shape(*WRITTEN):
            for number, text in enumerate(section.of_kind(kind), 1):
                place = _place(report, chapter, section)
                yield (*place, text.id, kind.name, str(number), text.text)
