"""回収状況 and 読取不能 of 反映案.xlsx: who has answered, and what could not be placed."""

from collections.abc import Sequence

from kumareport.review.decide.proposal_columns import STATUS_SHEET, UNREAD_SHEET
from kumareport.review.returns.collection import Answered, Collection
from kumareport.review.returns.status import deadline_text, state_of
from kumareport.workbook.listing import Align, ListingCell, ListingColumn, ListingTable, ListSheet

_WARNING_FILL = "FFEB9C"


def status_sheet(collection: Collection, today: str) -> ListSheet:
    """回収状況: one department a row, and below them each file that was not taken in."""
    columns = (
        ListingColumn("No", 5, Align.CENTER),
        ListingColumn("所管課", 22),
        ListingColumn("連絡先", 12),
        ListingColumn("状況", 11, Align.CENTER),
        ListingColumn("日時", 14),
        ListingColumn("記入者", 12),
        ListingColumn("回答", 9.5),
        ListingColumn("修正", 7, Align.RIGHT),
        ListingColumn("意見", 7, Align.RIGHT),
        ListingColumn("読取不能", 9, Align.RIGHT),
        ListingColumn("注意", 50),
        ListingColumn("局", 18),
        ListingColumn("ファイル", 40),
    )
    rows = [
        _status_row(n, entry, collection, today) for n, entry in enumerate(collection.answered, 1)
    ]
    count = sum(entry.has_answered for entry in collection.answered)
    rows += [
        (
            len(rows) + number,
            "（取り込まなかったファイル）",
            "",
            ListingCell("対象外", _WARNING_FILL, bold=True),
            *("",) * 6,
            file.reason,
            "",
            file.name,
        )
        for number, file in enumerate(collection.rejected, 1)
    ]
    tables = [ListingTable(columns, rows, is_list=True)]
    done = f"　ブックにもう反映されている修正：{collection.done} 件" if collection.done else ""
    title = f"回収状況（{len(collection.answered)} 課のうち {count} 課が提出）"
    round_ = collection.round
    lead = (
        f"{round_.name}　{deadline_text(round_, collection.answered)}{done}"
        if round_
        else done.strip()
    )
    return ListSheet(
        STATUS_SHEET, title, lead or "　", tables, frozen_columns=2, printed_columns=11
    )


def _status_row(
    number: int, entry: Answered, collection: Collection, today: str
) -> tuple[ListingCell | str | int, ...]:
    state = state_of(entry, collection.round, today)
    counts = (entry.edits, entry.opinions, entry.unread)
    return (
        number,
        entry.addressee.name,
        entry.addressee.contact,
        ListingCell(state.label, _WARNING_FILL if state.needs_attention else "", bold=True),
        entry.time,
        entry.person,
        entry.result,
        *(counts if entry.has_answered else ("",) * len(counts)),
        "\n".join(entry.notes),
        entry.addressee.bureau,
        "\n".join(entry.files),
    )


def unread_sheet(collection: Collection, lost: Sequence[tuple[str, str]]) -> ListSheet:
    """読取不能: all that could not be placed, quoted in full.

    Args:
        collection: what came back.
        lost: decisions of an earlier 反映案 that fit nothing any more: what they said, and the reason.
    """
    columns = (
        ListingColumn("No", 5, Align.CENTER),
        ListingColumn("課", 14),
        ListingColumn("出典", 28),
        ListingColumn("理由", 34),
        ListingColumn("書かれていること", 80),
        ListingColumn("提出者", 14),
        ListingColumn("日時", 14),
    )
    quoted = [
        (u.sender.department, u.sender.source, u.reason, u.text, u.sender.person, u.sender.time)
        for u in collection.unread
    ]
    quoted += [("", "前回の反映案", reason, text, "", "") for text, reason in lost]
    rows = [(number, *line) for number, line in enumerate(quoted, 1)]
    title = f"読取不能（{len(rows)} 件）" if rows else "読取不能（ありません）"
    lead = "どこの修正か決められなかったものを、書かれたとおりに載せています。必要なものは、ブックに直接入れてください。"
    return ListSheet(
        UNREAD_SHEET,
        title,
        lead,
        (ListingTable(columns, rows, is_list=True),),
        frozen_columns=2,
        printed_columns=5,
    )
