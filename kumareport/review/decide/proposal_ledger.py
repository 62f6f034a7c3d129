"""The 控え of 反映案.xlsx: every proposal as ``apply`` will carry it out, and how it was shown."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from kumareport.model.row import Content, as_texts, from_texts
from kumareport.review.decide.proposal_columns import ProposalColumn
from kumareport.review.merge.edits import EditKind, Sender, Target
from kumareport.review.merge.proposal import Proposal
from kumareport.workbook.ledger import Ledger, LedgerKind

_PROPOSAL, _CONTENT, _SENDER, _SHOWN = "修正案", "欄", "提出", "表示"
_AFTER = "後"
_SHOWN_COLUMNS = (
    ProposalColumn.TARGET, ProposalColumn.ITEM, ProposalColumn.CURRENT, ProposalColumn.PROPOSED,
)  # fmt: skip


class ShownProposal(Struct, frozen=True):
    """How a proposal stands in its row.

    Attributes:
        number: its No.
        heading: its chapter and section.
        texts: the cells that nobody may change, by column.
    """

    number: str
    heading: str
    texts: Mapping[ProposalColumn, str]


def to_ledger(proposals: Sequence[Proposal], shown: Mapping[str, ShownProposal]) -> Ledger:
    """The 控え; the proposals in the order of their numbers."""
    lines: list[tuple[str, ...]] = []
    for proposal in proposals:
        key, target, display = proposal.key, proposal.target, shown[proposal.key]
        what = (proposal.kind, target.sheet, target.section, target.record, target.kind)
        where = (target.column, target.label, target.unit, proposal.conflict)
        lines.append((_PROPOSAL, key, *what, *where))
        for name, content in (
            ("発出時", proposal.issued), ("現在", proposal.current), ("修正案", proposal.proposed),
        ):  # fmt: skip
            lines.append((_CONTENT, key, name, "", *as_texts(content)))
        lines += [(_CONTENT, key, "行", k, *as_texts(c)) for k, c in proposal.cells]
        lines += [(_AFTER, key, row) for row in proposal.after]
        lines += [
            (_SENDER, key, s.department, s.person, s.time, s.source) for s in proposal.senders
        ]
        texts = [display.texts[column] for column in _SHOWN_COLUMNS]
        lines.append((_SHOWN, key, display.number, display.heading, *texts))
    return Ledger(LedgerKind.PROPOSALS, {}, lines)


def from_ledger(ledger: Ledger) -> tuple[dict[str, Proposal], dict[str, ShownProposal]]:
    """The proposals and how they were shown, by their keys."""
    by_kind: dict[str, list[tuple[str, ...]]] = {}
    for line in ledger.lines:
        by_kind.setdefault(line[0], []).append((*line[1:], *("",) * 10))
    contents: dict[tuple[str, str], list[tuple[str, Content]]] = {}
    for key, name, column, *texts in by_kind.get(_CONTENT, ()):
        contents.setdefault((key, name), []).append((column, from_texts(texts)))
    after: dict[str, list[str]] = {}
    for key, row, *_ in by_kind.get(_AFTER, ()):
        after.setdefault(key, []).append(row)
    senders: dict[str, list[Sender]] = {}
    for key, *sender in by_kind.get(_SENDER, ()):
        senders.setdefault(key, []).append(Sender(*sender[:4]))
    proposals: dict[str, Proposal] = {}
    names: dict[str, str] = {}
    for (
        key,
        kind,
        sheet,
        section,
        record,
        row_kind,
        column,
        label,
        unit,
        conflict,
        *_,
    ) in by_kind.get(_PROPOSAL, ()):
        found = Proposal(
            kind=EditKind(kind),
            target=Target(sheet, section, record, row_kind, column, label, unit),
            issued=contents[key, "発出時"][0][1],
            current=contents[key, "現在"][0][1],
            proposed=contents[key, "修正案"][0][1],
            cells=tuple(contents.get((key, "行"), ())),
            after=tuple(after.get(key, ())),
            senders=tuple(senders.get(key, ())),
            conflict=conflict,
        )
        # What counts as the same wish may have changed since the file was made.
        names[key] = key if found.key in proposals else found.key
        proposals[names[key]] = found
    shown = {
        names.get(key, key): ShownProposal(
            number, heading, dict(zip(_SHOWN_COLUMNS, texts, strict=False))
        )
        for key, number, heading, *texts in by_kind.get(_SHOWN, ())
    }
    return proposals, shown
