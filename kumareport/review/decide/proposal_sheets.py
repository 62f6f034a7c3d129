"""The sheets of 反映案.xlsx, together because they share their columns and their looks."""

from collections.abc import Mapping

from kumareport.model.row import BLANK, Content
from kumareport.review.book.headings import Headings
from kumareport.review.decide.decisions import Decided, PreviousAnswers
from kumareport.review.decide.proposal_columns import (
    OPINIONS_SHEET,
    PROPOSALS_SHEET,
    Decision,
    OpinionColumn,
    ProposalColumn,
)
from kumareport.review.merge.differences import marked_pieces
from kumareport.review.merge.edits import EditKind, Opinion
from kumareport.review.merge.proposal import Proposal
from kumareport.review.merge.sameness import shown
from kumareport.review.returns.collection import Collection
from kumareport.workbook.cell_text import as_listed
from kumareport.workbook.layout import Column as Field
from kumareport.workbook.listing import Align, ListingCell, ListingColumn, ListingTable, ListSheet

_PRINTED = 12
"""Up to 判断; what follows is for the screen."""
_INPUT_FILL, _CONFLICT_FILL = "FFFFCC", "FFC7CE"
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
        ListingColumn(ProposalColumn.NUMBER, 4.5, Align.CENTER),
        ListingColumn("章", 6.5),
        ListingColumn("節", 12),
        ListingColumn(ProposalColumn.TARGET, 17),
        ListingColumn(ProposalColumn.ITEM, 10),
        ListingColumn(ProposalColumn.CURRENT, 28),
        ListingColumn(ProposalColumn.PROPOSED, 34),
        ListingColumn("種別", 6, Align.CENTER),
        ListingColumn("競合", 11),
        ListingColumn("提出課", 10),
        ListingColumn("注意", 14),
        ListingColumn(ProposalColumn.DECISION, 7.5, Align.CENTER, choices=tuple(Decision)),
        ListingColumn(ProposalColumn.WORDING, 30),
        ListingColumn(ProposalColumn.POLICY, 18),
        ListingColumn(ProposalColumn.DECIDER, 12),
        ListingColumn("採用すると出る指摘", 50),
        ListingColumn("採用するとなくなる指摘", 50),
        ListingColumn("発出時", 28),
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
        current,
        ListingCell(proposed, pieces=pieces),
        proposal.kind,
        ListingCell(proposal.conflict, _CONFLICT_FILL if proposal.conflict else ""),
        "\n".join(proposal.departments),
        "\n".join(proposal.remarks),
        ListingCell(known.decision, _INPUT_FILL, bold=True),
        ListingCell(known.wording, _INPUT_FILL),
        ListingCell(known.policy, _INPUT_FILL),
        ListingCell(known.person, _INPUT_FILL),
        "（競合のため未確認）" if effect is None else "\n".join(effect.causes),
        "" if effect is None else "\n".join(effect.clears),
        _shown(proposal, proposal.issued),
        "\n".join(dict.fromkeys(sender.person for sender in senders if sender.person)),
        "\n".join(dict.fromkeys(sender.time for sender in senders)),
        "\n".join(sender.source for sender in senders),
    )


def opinion_sheet(
    collection: Collection, headings: Headings, answers: PreviousAnswers
) -> ListSheet:
    """意見: one opinion or comment thread a row, with a cell for the answer."""
    columns = (
        ListingColumn("No", 4.5, Align.CENTER),
        ListingColumn("章", 6.5),
        ListingColumn("節", 14),
        ListingColumn("対象", 18),
        ListingColumn("欄", 11),
        ListingColumn(OpinionColumn.OPINION, 46),
        ListingColumn("状態", 8, Align.CENTER),
        ListingColumn(OpinionColumn.ANSWER, 40),
        ListingColumn(OpinionColumn.DEPARTMENT, 14),
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
        OPINIONS_SHEET,
        title,
        lead,
        (ListingTable(columns, rows, is_list=True),),
        frozen_columns=1,
        printed_columns=9,
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
