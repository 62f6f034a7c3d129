"""概要 of 反映案.xlsx: how much there is to decide, and in which chapters."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kumareport.review.book.headings import Headings
from kumareport.review.decide.decisions import Decided
from kumareport.review.decide.proposal_columns import (
    OPINIONS_SHEET,
    OVERVIEW_SHEET,
    PROPOSALS_SHEET,
    STATUS_SHEET,
    UNREAD_SHEET,
)
from kumareport.review.merge.edits import EditKind
from kumareport.review.merge.proposal import Proposal
from kumareport.review.returns.collection import Collection
from kumareport.workbook.listing import (
    Align,
    Link,
    ListingCell,
    ListingColumn,
    ListingTable,
    ListSheet,
    Row,
)

_SUM, _CONFLICTS, _OPEN = "計", "うち競合", "うち未判断"
_LABEL = 44


def overview_sheet(
    collection: Collection, headings: Headings, decided: Mapping[str, Decided]
) -> ListSheet:
    """The first sheet: what to do on each of the others, and the proposals by chapter and kind."""
    open_ = [p for p in collection.proposals if not _is_decided(p, decided)]
    title = (
        f"修正案 {len(open_)} 件の判断を記入してください"
        if open_
        else "判断を待つ修正案はありません"
    )
    return ListSheet(
        OVERVIEW_SHEET,
        title,
        "シートの名前（青い文字）を押すと、そのシートが開きます。",
        (_sheets(collection, len(open_)), _chapters(collection.proposals, headings, decided)),
    )


def _is_decided(proposal: Proposal, decided: Mapping[str, Decided]) -> bool:
    known = decided.get(proposal.key)
    return known is not None and bool(known.decision)


def _sheets(collection: Collection, undecided: int) -> ListingTable:
    missing = sum(not entry.has_answered for entry in collection.answered)
    lines = (
        (PROPOSALS_SHEET, "「判断」を選びます", undecided),
        (OPINIONS_SHEET, "読んで「回答」を書きます", len(collection.opinions)),
        (STATUS_SHEET, "未提出の課を待ちます", missing),
        (UNREAD_SHEET, "必要なものをブックに直接入れます", len(collection.unread)),
    )
    columns = (ListingColumn("すること", _LABEL), ListingColumn("件数", 9, Align.RIGHT))
    rows = [
        (ListingCell(f"{name}：{what}", link=Link("", f"'{name}'!A1")), count)
        for name, what, count in lines
    ]
    return ListingTable(columns, rows)


def _chapters(
    proposals: Sequence[Proposal], headings: Headings, decided: Mapping[str, Decided]
) -> ListingTable:
    counts: Counter[tuple[str, str]] = Counter()
    names = (*map(str, EditKind), _SUM, _CONFLICTS, _OPEN)
    chapters = list(dict.fromkeys(headings.chapter(p.target.sheet) for p in proposals))
    for proposal in proposals:
        chapter = headings.chapter(proposal.target.sheet)
        for at in (chapter, _SUM):
            counts[at, proposal.kind] += 1
            counts[at, _SUM] += 1
            counts[at, _CONFLICTS] += bool(proposal.conflict)
            counts[at, _OPEN] += not _is_decided(proposal, decided)
    rows: list[Row] = [
        (chapter, *(counts[chapter, name] for name in names))
        for chapter in (*chapters, _SUM)
        if proposals
    ]
    columns = (
        ListingColumn("章", _LABEL),
        *(ListingColumn(name, 9, Align.RIGHT) for name in names),
    )
    return ListingTable(columns, rows, "章ごとの修正案の件数")
