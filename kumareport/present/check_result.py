"""点検結果.xlsx: everything that a check found, as a list workbook."""

from pathlib import Path

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.last_year import Past
from kumareport.marks import Judged
from kumareport.model.acknowledgement import Acknowledgement
from kumareport.model.location import Location
from kumareport.model.report import Report
from kumareport.office.excel.spreadsheet import read_workbook
from kumareport.output import Written, newest
from kumareport.present.finding_sheets import (
    FILL_IN,
    FINDINGS_SHEET,
    SET_ASIDE_SHEET,
    acknowledged_sheet,
    finding_sheet,
    set_aside_sheet,
)
from kumareport.present.mark_sheet import mark_sheet
from kumareport.present.overview_sheet import overview_sheet
from kumareport.present.place import Map
from kumareport.present.simulation_sheet import simulation_sheet
from kumareport.rules.run import Outcome
from kumareport.workbook.acknowledged import read_acknowledgements
from kumareport.workbook.fill_in import write_fill_in
from kumareport.workbook.ledger import Ledger, LedgerKind
from kumareport.workbook.links import link_to
from kumareport.workbook.listing import Link


class CheckList(Struct, frozen=True):
    """The list workbook that was written.

    Attributes:
        written: the file.
        carried_over: how many findings have what was filled in for them before.
        set_aside: how much was filled in for findings that are no longer there.
    """

    written: Written
    carried_over: int
    set_aside: int


def write_check_result(
    report: Report,
    judged: Judged,
    outcome: Outcome,
    source: Path,
    target: Path,
    previous: Path | None = None,
    past: Past | None = None,
) -> CheckList:
    """Write the list workbook of a check.

    What people filled in in one that is there (the last of several) is carried over.

    Args:
        report: the workbook as read.
        judged: its marks.
        outcome: its findings.
        source: the workbook; the links lead into it.
        target: the file to write; the links are relative to its folder.
        previous: last year's workbook, where one was compared with.
        past: what it says.

    Raises:
        OutputFileError: the file cannot be written; an old one stays whole.
    """
    book, folder = source.absolute(), target.absolute().parent

    def link(location: Location) -> Link:
        cell = location.cell if location.column else f"A{location.row or 1}"
        return link_to(book, folder, location.sheet, cell)

    places = Map(report)
    facts = [f"ブック：{source.name}", f"報告書の題名：{report.settings.title}"]
    facts += [f"前年度のブック：{previous.name}"] if previous else []
    found = {finding.key for finding in outcome.findings}
    typed = {line.key: line for line in _typed(target)}
    accepted = {entry.finding.key for entry in outcome.acknowledged}
    gone = [line for key, line in typed.items() if key not in found | accepted]
    written = write_fill_in(
        (
            overview_sheet(report, outcome.findings, outcome.acknowledged, facts),
            finding_sheet(outcome.findings, places, link, typed),
            mark_sheet(report, judged, past),
            simulation_sheet(report, judged),
            acknowledged_sheet(outcome.acknowledged, places, link),
            *([set_aside_sheet(gone)] if gone else []),
        ),
        target,
        f"点検結果（{source.name}）",
        Ledger(LedgerKind.CHECK, {}, ()),
        FILL_IN,
    )
    return CheckList(written, len(found & typed.keys()), len(gone))


def _typed(target: Path) -> list[Acknowledgement]:
    """What was filled in in the last 点検結果."""
    last = newest(target)
    try:
        sheets = [] if last is None else read_workbook(last)
    except InputFileError:
        return []
    lines: list[Acknowledgement] = []
    for sheet in sheets:
        if sheet.name in (FINDINGS_SHEET, SET_ASIDE_SHEET):
            lines += read_acknowledgements(sheet, [])
    return [line for line in lines if line.person or line.reason]
