"""The sheets of 反映案.xlsx, together because they share their columns and their looks."""

from collections.abc import Mapping, Sequence

from kumareport.model.row import BLANK, Content
from kumareport.review.collection import Answered, Collection
from kumareport.review.decisions import Decided, PreviousAnswers
from kumareport.review.differences import marked_pieces
from kumareport.review.edits import EditKind, Opinion
from kumareport.review.headings import Headings
from kumareport.review.japanese_date import date_text
from kumareport.review.proposal import Proposal
from kumareport.review.proposal_columns import (
    OPINIONS_SHEET,
    PROPOSALS_SHEET,
    STATUS_SHEET,
    UNREAD_SHEET,
    Decision,
    OpinionColumn,
    ProposalColumn,
)
from kumareport.review.sameness import shown
from kumareport.review.status import state_of
from kumareport.workbook.cell_text import as_listed
from kumareport.workbook.layout import Column as Field
from kumareport.workbook.listing import Align, ListingCell, ListingColumn, ListingTable, ListSheet

_PRINTED = 17
"""Up to 提出課; what follows is for the screen."""
_INPUT_FILL, _CONFLICT_FILL, _WARNING_FILL = "FFFFCC", "FFC7CE", "FFEB9C"
_LEAD = (
    "黄色の欄に記入します。「判断」で採用・不採用・保留を選び、言い回しを直して採用するときは「直して採用する文」に書きます。"
    "並べ替えと絞り込みは自由です。記入したら上書き保存し、apply で採用した分をブックの写しに反映します。"
    "赤い太字は、今のブックと違うところです。"
)


def shown_current(proposal: Proposal, labels: Mapping[str, str]) -> str:
    """What the place says now, as people read it; for a row to be deleted, all that goes with it."""
    if proposal.kind is EditKind.DELETE and proposal.cells:
        return _shown_row(proposal, labels)
    return _shown(proposal, proposal.current)


def shown_proposed(proposal: Proposal, labels: Mapping[str, str], above: str = "") -> str:
    """What it shall say, as people read it.

    Args:
        proposal: the proposal.
        labels: what the columns are called.
        above: what stands in the row that a moved row shall follow.
    """
    if proposal.kind is EditKind.DELETE:
        return "（この行を削除）"
    if proposal.kind is EditKind.MOVE:
        return f"（この行を移動：「{above}」の次へ）" if above else "（この行を移動）"
    if proposal.kind is EditKind.ADD:
        return _shown_row(proposal, labels)
    return _shown(proposal, proposal.proposed) or "（空欄にする）"


def _shown_row(proposal: Proposal, labels: Mapping[str, str]) -> str:
    """A row's main text, and below it what else it says."""
    cells = dict(proposal.cells)
    unit = cells.get(Field.UNIT, BLANK).text
    left_out = (Field.TEXT, Field.KIND, Field.ID)
    others = [
        f"{labels.get(key, key)}：{shown(key, unit, cell)}"
        for key, cell in proposal.cells
        if key not in left_out and cell.text.strip()
    ]
    return "\n".join([shown(Field.TEXT, unit, cells.get(Field.TEXT, BLANK)), *others])


def _shown(proposal: Proposal, content: Content) -> str:
    return shown(proposal.target.column or Field.TEXT, proposal.target.unit, content)


def proposal_sheet(
    collection: Collection, headings: Headings, decided: Mapping[str, Decided]
) -> ListSheet:
    """修正案: one proposed change a row."""
    columns = (
        ListingColumn(ProposalColumn.NUMBER, 5, Align.CENTER),
        ListingColumn("章", 8),
        ListingColumn("節", 14),
        ListingColumn(ProposalColumn.TARGET, 20),
        ListingColumn(ProposalColumn.ITEM, 11),
        ListingColumn("発出時", 26),
        ListingColumn(ProposalColumn.CURRENT, 28),
        ListingColumn(ProposalColumn.PROPOSED, 42),
        ListingColumn("種別", 8, Align.CENTER),
        ListingColumn("競合", 14),
        ListingColumn(ProposalColumn.DECISION, 9, Align.CENTER, choices=tuple(Decision)),
        ListingColumn(ProposalColumn.WORDING, 24),
        ListingColumn(ProposalColumn.POLICY, 18),
        ListingColumn(ProposalColumn.DECIDER, 12),
        ListingColumn("注意", 20),
        ListingColumn("採用すると出る指摘", 24),
        ListingColumn("提出課", 12),
        ListingColumn("採用するとなくなる指摘", 28),
        ListingColumn("提出者", 12),
        ListingColumn("日時", 12),
        ListingColumn("出典", 28),
    )
    rows = [
        _proposal_row(number, proposal, collection, headings, decided.get(proposal.key))
        for number, proposal in enumerate(collection.proposals, 1)
    ]
    conflicts = sum(bool(proposal.conflict) for proposal in collection.proposals)
    title = f"修正案（{len(rows)} 件、うち競合 {conflicts} 件）" if rows else "修正案（ありません）"
    table = ListingTable(columns, rows, is_list=True)
    return ListSheet(
        PROPOSALS_SHEET,
        title,
        _LEAD,
        (table,),
        frozen_columns=5,
        printed_columns=_PRINTED,
        is_wide=True,
    )


def _proposal_row(
    number: int,
    proposal: Proposal,
    collection: Collection,
    headings: Headings,
    decided: Decided | None,
) -> tuple[ListingCell | str | int, ...]:
    target = proposal.target
    labels = headings.labels(target.sheet)
    above = headings.first_line(proposal.after)
    current, proposed = shown_current(proposal, labels), shown_proposed(proposal, labels, above)
    is_cell = proposal.kind not in (EditKind.DELETE, EditKind.MOVE)
    pieces = marked_pieces(current, proposed) if is_cell and current else ()
    effect = collection.effects.get(proposal.key)
    known = decided or Decided()
    senders = proposal.senders
    return (
        number,
        headings.chapter(target.sheet),
        headings.section(target.section),
        headings.record(target.record, target.kind),
        target.label,
        _shown(proposal, proposal.issued),
        current,
        ListingCell(proposed, pieces=pieces),
        proposal.kind,
        ListingCell(proposal.conflict, _CONFLICT_FILL if proposal.conflict else ""),
        ListingCell(known.decision, _INPUT_FILL, bold=True),
        ListingCell(known.wording, _INPUT_FILL),
        ListingCell(known.policy, _INPUT_FILL),
        ListingCell(known.person, _INPUT_FILL),
        "\n".join(proposal.remarks),
        "（競合のため未確認）" if effect is None else "\n".join(effect.causes),
        "\n".join(proposal.departments),
        "" if effect is None else "\n".join(effect.clears),
        "\n".join(dict.fromkeys(sender.person for sender in senders if sender.person)),
        "\n".join(dict.fromkeys(sender.time for sender in senders)),
        "\n".join(sender.source for sender in senders),
    )


def opinion_sheet(
    collection: Collection, headings: Headings, answers: PreviousAnswers
) -> ListSheet:
    """意見: one opinion or comment thread a row, with a cell for the answer."""
    columns = (
        ListingColumn("No", 5, Align.CENTER),
        ListingColumn("章", 8),
        ListingColumn("節", 18),
        ListingColumn("対象", 24),
        ListingColumn("欄", 14),
        ListingColumn(OpinionColumn.OPINION, 60),
        ListingColumn("状態", 9, Align.CENTER),
        ListingColumn(OpinionColumn.ANSWER, 50),
        ListingColumn(OpinionColumn.DEPARTMENT, 16),
        ListingColumn("提出者", 14),
        ListingColumn("日時", 14),
        ListingColumn("出典", 30),
    )
    rows = [
        _opinion_row(number, opinion, headings, answers)
        for number, opinion in enumerate(collection.opinions, 1)
    ]
    title = f"意見（{len(rows)} 件）" if rows else "意見（ありません）"
    lead = "「事務局への意見」の欄、表紙の「全体への意見」、セルのコメントを集めました。黄色の欄に回答を書きます。"
    return ListSheet(
        OPINIONS_SHEET, title, lead, (ListingTable(columns, rows, is_list=True),), frozen_columns=1
    )


def _opinion_row(
    number: int, opinion: Opinion, headings: Headings, answers: PreviousAnswers
) -> tuple[ListingCell | str | int, ...]:
    sender = opinion.sender
    return (
        number,
        headings.chapter_of(opinion.about),
        headings.section_of(opinion.about),
        headings.record(opinion.about, "") if opinion.about else "（全体）",
        opinion.label,
        opinion.text,
        "解決済み" if opinion.is_resolved else "",
        ListingCell(answers.get((sender.department, as_listed(opinion.text)), ""), _INPUT_FILL),
        sender.department,
        sender.person,
        sender.time,
        sender.source,
    )


def status_sheet(collection: Collection, today: str) -> ListSheet:
    """回収状況: one department a row, and below them each file that was not taken in."""
    columns = (
        ListingColumn("No", 5, Align.CENTER),
        ListingColumn("所管課", 22),
        ListingColumn("局", 18),
        ListingColumn("連絡先", 14),
        ListingColumn("状況", 12, Align.CENTER),
        ListingColumn("日時", 16),
        ListingColumn("記入者", 14),
        ListingColumn("回答", 12),
        ListingColumn("修正", 7, Align.RIGHT),
        ListingColumn("意見", 7, Align.RIGHT),
        ListingColumn("読取不能", 9, Align.RIGHT),
        ListingColumn("注意", 60),
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
            "",
            ListingCell("対象外", _WARNING_FILL, bold=True),
            *("",) * 6,
            file.reason,
            file.name,
        )
        for number, file in enumerate(collection.rejected, 1)
    ]
    tables = [ListingTable(columns, rows, is_list=True)]
    done = f"　ブックにもう反映されている修正：{collection.done} 件" if collection.done else ""
    title = f"回収状況（{len(collection.answered)} 課のうち {count} 課が提出）"
    round_ = collection.round
    lead = f"{round_.name}　締切：{date_text(round_.deadline)}{done}" if round_ else done.strip()
    return ListSheet(STATUS_SHEET, title, lead or "　", tables, frozen_columns=2)


def _status_row(
    number: int, entry: Answered, collection: Collection, today: str
) -> tuple[ListingCell | str | int, ...]:
    state = state_of(entry, collection.round, today)
    return (
        number,
        entry.addressee.name,
        entry.addressee.bureau,
        entry.addressee.contact,
        ListingCell(state.label, _WARNING_FILL if state.needs_attention else "", bold=True),
        entry.time,
        entry.person,
        entry.result,
        entry.edits,
        entry.opinions,
        entry.unread,
        "\n".join(entry.notes),
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
        ListingColumn("課", 18),
        ListingColumn("出典", 40),
        ListingColumn("理由", 44),
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
        UNREAD_SHEET, title, lead, (ListingTable(columns, rows, is_list=True),), frozen_columns=2
    )
