"""Filling in a 反映案 as people do in Excel: the same cells of the same file."""

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.office.excel.spreadsheet import Sheet, read_workbook
from kumareport.office.excel.workbook_patch import WorkbookPatch
from kumareport.output import Written
from kumareport.review.decide.decisions import header_of
from kumareport.review.decide.opinions import write_answers
from kumareport.review.decide.proposal_columns import ProposalColumn
from kumareport.workbook.ledger import is_ledger


class FilledIn(Struct, frozen=True):
    """What is filled in for a proposal; empty texts empty the cell."""

    decision: str
    wording: str
    policy: str
    person: str


def write_choices(
    path: Path, choices: Mapping[str, FilledIn], answers: Mapping[int, str]
) -> Written:
    """Fill in the columns of 修正案 and 意見 that people fill in.

    Args:
        path: the 反映案; the new one takes its place, whole or not at all.
        choices: by the proposal's No.
        answers: to opinions, by their row.

    Raises:
        InputFileError: it has no 修正案, or lacks a No.
        OutputFileError: it cannot be written.
    """
    sheets = read_workbook(path)
    with WorkbookPatch(path) as patch:
        if choices:
            _write(patch, sheets, choices)
        if answers:
            write_answers(patch, sheets, answers)
        return patch.save(path)


def _write(patch: WorkbookPatch, sheets: Sequence[Sheet], choices: Mapping[str, FilledIn]) -> None:
    for sheet in sheets:
        header = None if is_ledger(sheet) else header_of(sheet, tuple(ProposalColumn))
        if header is not None:
            break
    else:
        raise InputFileError("反映案に「修正案」のシートがありません。")
    column = header.columns[ProposalColumn.NUMBER]
    rows = {
        unicodedata.normalize("NFKC", cell.text).strip().removesuffix(".0"): row
        for (row, at), cell in sheet.cells.items()
        if at == column and row > header.row
    }
    if lacking := sorted(set(choices) - set(rows)):
        raise InputFileError(f"反映案に No {lacking[0]} の行がありません。")
    for number, choice in choices.items():
        texts = {
            ProposalColumn.DECISION: choice.decision,
            ProposalColumn.WORDING: choice.wording,
            ProposalColumn.POLICY: choice.policy,
            ProposalColumn.DECIDER: choice.person,
        }
        for name, text in texts.items():
            patch.set_value(sheet.name, rows[number], header.columns[name], text)
