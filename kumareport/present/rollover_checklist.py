"""年度更新の確認表: what a rollover changed, and what people have to look at, as a list workbook.

What is the same on every sheet is one line; the texts that went are counted by section, and listed
one by one on a sheet of their own.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from kumareport.model.location import Location
from kumareport.model.period import Role, Year
from kumareport.model.report import Report
from kumareport.present.place import Map, shown
from kumareport.rollover.item import ChecklistItem, ChecklistTopic
from kumareport.workbook.links import link_to
from kumareport.workbook.listing import (
    Align,
    Link,
    ListingCell,
    ListingColumn,
    ListingTable,
    ListSheet,
    Row,
    write_listing,
)

_CHECKLIST, _SECTIONS, _TEXTS = "確認表", "節ごと", "前年度の文"
_TOGETHER = (ChecklistTopic.COLUMN, ChecklistTopic.SETTING, ChecklistTopic.TARGET)
"""What is done to every sheet alike."""
_DONE = ListingColumn("済", 5, Align.CENTER, choices=("済",))
_COLUMNS = (
    _DONE,
    ListingColumn("種類", 13),
    ListingColumn("章・節", 13),
    ListingColumn("所管課", 14),
    ListingColumn("場所", 11),
    ListingColumn("内容", 34),
    ListingColumn("前年度のブックでは", 34),
    ListingColumn("すること", 34),
)
_LEAD = (
    "年度更新で変えたところと、人が確かめるところの一覧です。場所（青い文字）を押すと、"
    "新しいブックのその場所が開きます。終わった行の「済」を選ぶと、残りを絞り込めます。"
)


class _Places(Struct, frozen=True):
    """Where things stand in the new workbook, and how a list leads there."""

    map: Map
    book: Path
    folder: Path
    target: str

    def link(self, at: Location) -> ListingCell:
        link = link_to(self.book, self.folder, at.sheet, at.cell if at.row else "A1")
        return ListingCell(shown(at), link=link)


def write_checklist(
    items: Sequence[ChecklistItem], year: Year, report: Report, book: Path, target: Path
) -> None:
    """Write the checklist.

    Args:
        items: its lines.
        year: the new year.
        report: the new workbook, as read.
        book: the new workbook; the links lead into it.
        target: the file to write.

    Raises:
        OutputFileError: the file cannot be written; an old one stays whole.
    """
    places = _Places(Map(report), book.absolute(), target.absolute().parent, report.target_name)
    ordered = sorted(items, key=lambda item: list(ChecklistTopic).index(item.topic))
    texts = [item for item in ordered if item.topic is ChecklistTopic.TEXT]
    rows = [*_rows(ordered, places), *_text_row(texts)]
    lead = f"{book.name} を作りました。前年度のブックは変えていません。{_LEAD}"
    first = ListSheet(
        _CHECKLIST,
        f"年度更新の確認表（{year}）",
        lead,
        (ListingTable(_COLUMNS, rows, is_list=True),),
        frozen_columns=5,
    )
    more = (_section_sheet(texts, places), _text_sheet(texts, places)) if texts else ()
    write_listing((first, *more), target, f"年度更新の確認表（{book.name}）")


def _rows(items: Sequence[ChecklistItem], places: _Places) -> list[Row]:
    """A line for each thing to look at; what every sheet has alike is one."""
    groups: dict[tuple[object, ...], list[ChecklistItem]] = {}
    for number, item in enumerate(items):
        alike = (item.topic, item.what) if item.topic in _TOGETHER else (number,)
        groups.setdefault(alike, []).append(item)
    return [
        _row(group, places)
        for group in groups.values()
        if group[0].topic is not ChecklistTopic.TEXT
    ]


def _row(group: Sequence[ChecklistItem], places: _Places) -> Row:
    item = group[0]
    sheets = list(dict.fromkeys(entry.location.sheet for entry in group))
    where = f"{sheets[0]} ～ {sheets[-1]}" if len(sheets) > 1 else places.map.heading(item.location)
    count = f"（{len(sheets)} シート）" if len(sheets) > 1 else ""
    said = (str(item.topic), item.what, item.next_step)
    if item.topic is ChecklistTopic.TARGET:
        said = tuple(words.replace(Role.TARGET, places.target) for words in said)
    topic, what, next_step = said
    return (
        "", topic, where, places.map.department(item.location), places.link(item.location),
        what + count, item.before, next_step,
    )  # fmt: skip


def _text_row(texts: Sequence[ChecklistItem]) -> list[Row]:
    """One line for all texts that went the same way."""
    link = ListingCell(_SECTIONS, link=Link("", f"'{_SECTIONS}'!A1"))
    before = f"文は「{_TEXTS}」のシートにもあります。"
    rows: list[Row] = []
    for what, count in Counter(item.what for item in texts).items():
        step = f"{texts[0].next_step}節ごとの行数と所管課は「{_SECTIONS}」のシートにあります。"
        rows.append(
            ("", ChecklistTopic.TEXT, "", "", link, f"{count} 行の文を{what}", before, step)
        )
    return rows


def _section_sheet(texts: Sequence[ChecklistItem], places: _Places) -> ListSheet:
    """One line for each section: how many texts of each kind wait to be written anew."""
    kinds = list(dict.fromkeys(item.kind for item in texts))
    columns = (
        _DONE, ListingColumn("章・節", 16), ListingColumn("節の題名", 48), ListingColumn("所管課", 26),
        ListingColumn("場所", 12), *(ListingColumn(f"{kind}（行）", 11, Align.RIGHT) for kind in kinds),
    )  # fmt: skip
    rows: list[Row] = []
    for _, group in groupby(texts, key=lambda item: places.map.section_key(item.location)):
        lines = list(group)
        counts = Counter(item.kind for item in lines)
        at = lines[0].location
        rows.append(
            ("", places.map.heading(at), places.map.title(at), places.map.department(at),
             places.link(at), *(counts[kind] or "" for kind in kinds))
        )  # fmt: skip
    return ListSheet(
        _SECTIONS,
        f"今年の文を書く節（{len(rows)} 節）",
        "１行が１つの節です。場所（青い文字）を押すと、新しいブックの最初の文のセルが開きます。",
        (ListingTable(columns, rows, is_list=True),),
        frozen_columns=2,
    )


def _text_sheet(texts: Sequence[ChecklistItem], places: _Places) -> ListSheet:
    """Every text that went, a line each: the cell shows its beginning, and holds all of it."""
    columns = (
        ListingColumn("章・節", 14), ListingColumn("所管課", 20), ListingColumn("場所", 12),
        ListingColumn("区分", 12), ListingColumn("前年度の文", 82, wrap=False),
    )  # fmt: skip
    rows = [
        (places.map.heading(item.location), places.map.department(item.location),
         places.link(item.location), item.kind, item.before)
        for item in texts
    ]  # fmt: skip
    return ListSheet(
        _TEXTS,
        f"前年度の文（{len(rows)} 行）",
        "１行に文の始まりが見えます。全文は、セルを選ぶと数式バーに出ます。",
        (ListingTable(columns, rows, is_list=True),),
        frozen_columns=3,
    )
