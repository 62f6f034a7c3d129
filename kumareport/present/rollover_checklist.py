"""年度更新の確認表: what a rollover changed, and what people have to look at, as a list workbook."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kumareport.model.location import Location
from kumareport.model.period import Year
from kumareport.model.report import Report
from kumareport.present.place import Map
from kumareport.rollover.item import NEXT_STEPS, ChecklistItem, ChecklistTopic
from kumareport.workbook.links import link_to
from kumareport.workbook.listing import (
    Align,
    ListingCell,
    ListingColumn,
    ListingTable,
    ListSheet,
    write_listing,
)

_COLUMNS = (
    ListingColumn("済", 6, Align.CENTER, choices=("済",)),
    ListingColumn("種類", 16),
    ListingColumn("章・節", 13),
    ListingColumn("所管課", 15),
    ListingColumn("場所", 14),
    ListingColumn("内容", 42),
    ListingColumn("前年度のブックでは", 42),
    ListingColumn("すること", 40),
)
_LEAD = (
    "年度更新で変えたところと、人が確かめるところの一覧です。場所（青い文字）を押すと、"
    "新しいブックのその場所が開きます。終わった行の「済」を選ぶと、残りを絞り込めます。"
)


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
    places = Map(report)
    ordered = sorted(items, key=lambda item: list(ChecklistTopic).index(item.topic))
    rows = [_row(item, places, book.absolute(), target.absolute().parent) for item in ordered]
    counts = Counter(item.topic for item in items)
    summary = [
        (topic, counts[topic], NEXT_STEPS[topic]) for topic in ChecklistTopic if counts[topic]
    ]
    columns = (
        ListingColumn("種類"),
        ListingColumn("件数", align=Align.RIGHT),
        ListingColumn("すること", 70, wrap=True),
    )
    overview = ListSheet(
        "概要",
        f"年度更新の確認表（{year}）",
        f"{book.name} を作りました。前年度のブックは変えていません。",
        (ListingTable(columns, summary, "種類ごとの件数"),),
    )
    every = ListSheet(
        "確認表",
        f"年度更新の確認表（{year}）",
        _LEAD,
        (ListingTable(_COLUMNS, rows, is_list=True),),
        frozen_columns=5,
        is_wide=True,
    )
    write_listing((overview, every), target, f"年度更新の確認表（{book.name}）")


def _row(
    item: ChecklistItem, places: Map, book: Path, folder: Path
) -> tuple[ListingCell | str, ...]:
    at = item.location
    link = link_to(book, folder, at.sheet, at.cell if at.row else "A1")
    return (
        "",
        item.topic,
        places.heading(at),
        places.department(at),
        ListingCell(_shown(at), link=link),
        item.what,
        item.before,
        item.next_step,
    )


def _shown(location: Location) -> str:
    return f"{location.sheet}!{location.cell}" if location.row else location.sheet
