"""反映案.xlsx read back: what was proposed, and what people decided."""

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.model.row import BLANK, Content
from kumareport.office.excel.spreadsheet import Sheet, read_sheets
from kumareport.office.package.file_facts import read_facts
from kumareport.office.package.package import Package
from kumareport.review.decide.proposal_columns import Decision, OpinionColumn, ProposalColumn
from kumareport.review.decide.proposal_ledger import ShownProposal, from_ledger
from kumareport.review.merge.proposal import Proposal
from kumareport.workbook.cell_text import as_listed
from kumareport.workbook.ledger import LedgerKind, is_ledger, read_ledger
from kumareport.workbook.row_sheets import content_of

_SEARCHED_ROWS = 30
PreviousAnswers = Mapping[tuple[str, str], str]


class Decided(Struct, frozen=True):
    """What stands in the columns to fill in.

    Attributes:
        decision: the decision; empty where there is none yet.
        wording: the text to take instead of the proposed one, as typed.
        content: the same as a cell's content.
        policy: 対応方針.
        person: who decided.
        number: its No, for messages.
    """

    decision: str = ""
    wording: str = ""
    content: Content = BLANK
    policy: str = ""
    person: str = ""
    number: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.decision or self.wording or self.policy or self.person)


class Refused(Struct, frozen=True):
    """A row of 修正案 that is not carried out.

    Attributes:
        number: its No; where it has none, the row.
        reason: why, and what to do.
    """

    number: str
    reason: str

    def __str__(self) -> str:
        return f"{self.number}：{self.reason}"


class ProposalBook(Struct, frozen=True):
    """A 反映案.

    Attributes:
        path: the file.
        proposals: the proposals by their key, in order.
        shown: how each was shown.
        decided: what was filled in, by the proposal's key.
        answers: the answers to opinions, by department and opinion.
        saved_by: who saved the file.
        faults: the rows that cannot be carried out, by their proposal's key (or what stands for one):
            altered ones, decisions that are none, rows without a No of this 反映案.
    """

    path: Path
    proposals: Mapping[str, Proposal]
    shown: Mapping[str, ShownProposal]
    decided: Mapping[str, Decided]
    answers: PreviousAnswers
    saved_by: str
    faults: Mapping[str, Refused]


def read_proposal_book(path: Path) -> ProposalBook:
    """Read a 反映案 with the decisions in it.

    Raises:
        InputFileError: no 反映案, or one whose 控え is gone or was changed.
    """
    with Package(path, "Excel ブック") as package:
        sheets = read_sheets(package)
        saved_by = read_facts(package).saved_by
    ledger = read_ledger(sheets)
    if ledger is None or ledger.kind is not LedgerKind.PROPOSALS:
        raise InputFileError(
            f"反映案のブックではありません：{path}",
            "collect で作った反映案.xlsx を指定してください。隠れた控えのシートを消すと使えなくなります。",
        )
    if not ledger.intact:
        raise InputFileError(
            f"反映案の控えが書き換えられているため、使えません：{path}",
            "collect をもう一度実行して、反映案を作り直してください。",
        )
    proposals, displays = from_ledger(ledger)
    decided: dict[str, Decided] = {}
    faults: dict[str, Refused] = {}
    answers: dict[tuple[str, str], str] = {}
    for sheet in sheets:
        if is_ledger(sheet):
            continue
        columns = header_of(sheet, tuple(ProposalColumn))
        if columns is not None:
            _read_decisions(sheet, columns, displays, decided, faults)
            continue
        columns = header_of(sheet, tuple(OpinionColumn))
        if columns is not None:
            answers |= _read_answers(sheet, columns)
    return ProposalBook(path, proposals, displays, decided, answers, saved_by, faults)


class DecisionHeader(Struct, frozen=True):
    """A sheet's header: its row, and where each column is."""

    row: int
    columns: Mapping[str, int]


def header_of(sheet: Sheet, names: Sequence[str]) -> DecisionHeader | None:
    """The header that has all these columns, wherever they are now."""
    by_row: dict[int, dict[str, int]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row <= _SEARCHED_ROWS and cell.text.strip() in names:
            by_row.setdefault(row, {}).setdefault(cell.text.strip(), column)
    for row, columns in sorted(by_row.items()):
        if set(columns) == set(names):
            return DecisionHeader(row, columns)
    return None


def _read_decisions(
    sheet: Sheet,
    header: DecisionHeader,
    displays: Mapping[str, ShownProposal],
    decided: dict[str, Decided],
    faults: dict[str, Refused],
) -> None:
    by_number = {shown.number: (key, shown) for key, shown in displays.items()}
    for row in sorted({row for row, _ in sheet.cells if row > header.row}):

        def text(column: ProposalColumn, row: int = row) -> str:
            cell = sheet.cells.get((row, header.columns[column]))
            return cell.text.strip() if cell else ""

        number = unicodedata.normalize("NFKC", text(ProposalColumn.NUMBER)).removesuffix(".0")
        decision = unicodedata.normalize("NFKC", text(ProposalColumn.DECISION))
        wording = sheet.cells.get((row, header.columns[ProposalColumn.WORDING]))
        if number not in by_number:
            if decision:
                line = f"「{sheet.name}」の {row} 行目"
                reason = f"「No」が、この反映案の番号ではありません（{number or '空欄'}）"
                faults[line] = Refused(line, reason)
            continue
        key, display = by_number[number]
        found = Decided(
            decision=decision,
            wording=text(ProposalColumn.WORDING),
            content=content_of(wording) if wording else BLANK,
            policy=text(ProposalColumn.POLICY),
            person=text(ProposalColumn.DECIDER),
            number=f"No {number}",
        )
        seen = {column: text(column) for column in display.texts}
        altered = [c for c, t in display.texts.items() if _bare(seen[c]) != _bare(as_listed(t))]
        reason = _why_not(found, altered, is_doubled=key in decided)
        if reason:
            faults[key] = Refused(found.number, reason)
        decided[key] = found


def _why_not(found: Decided, altered: Sequence[ProposalColumn], *, is_doubled: bool) -> str:
    """Why a row cannot be carried out; empty where it can."""
    if is_doubled:
        return "同じ No の行が２つあります。どちらかを消してください"
    if altered:
        return (
            f"「{'」「'.join(altered)}」が書き換えられています。"
            f"元に戻し、言い回しは「{ProposalColumn.WORDING}」に書いてください"
        )
    if found.decision and found.decision not in set(Decision):
        return f"判断は {'・'.join(Decision)} から選びます（「{found.decision}」とあります）"
    return ""


def _read_answers(sheet: Sheet, header: DecisionHeader) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for row in sorted({row for row, _ in sheet.cells if row > header.row}):
        texts = {
            name: sheet.cells[row, column].text.strip()
            for name, column in header.columns.items()
            if (row, column) in sheet.cells
        }
        answer = texts.get(OpinionColumn.ANSWER, "")
        if answer:
            opinion = texts.get(OpinionColumn.OPINION, "")
            found[texts.get(OpinionColumn.DEPARTMENT, ""), opinion] = answer
    return found


def _bare(text: str) -> str:
    return "".join(text.split())
