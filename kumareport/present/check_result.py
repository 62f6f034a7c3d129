"""点検結果.xlsx: everything that a check found, as a list workbook."""

from pathlib import Path

from kumareport.marks import Judged
from kumareport.model.location import Location
from kumareport.model.report import Report
from kumareport.present.finding_sheets import acknowledged_sheet, finding_sheet
from kumareport.present.mark_sheet import mark_sheet
from kumareport.present.overview_sheet import overview_sheet
from kumareport.present.place import Map
from kumareport.present.simulation_sheet import simulation_sheet
from kumareport.rules.run import Outcome
from kumareport.workbook.links import link_to
from kumareport.workbook.listing import Link, write_listing


def write_check_result(
    report: Report,
    judged: Judged,
    outcome: Outcome,
    source: Path,
    target: Path,
    previous: Path | None = None,
) -> None:
    """Write 点検結果.xlsx.

    Args:
        report: the workbook as read.
        judged: its marks.
        outcome: its findings.
        source: the workbook; the links lead into it.
        target: the file to write; the links are relative to its folder.
        previous: last year's workbook, where one was compared with.

    Raises:
        OutputFileError: the file cannot be written; an old one stays whole.
    """
    book, folder = source.absolute(), target.absolute().parent

    def link(location: Location) -> Link:
        cell = f"{location.cell}" if location.column else f"A{location.row or 1}"
        return link_to(book, folder, location.sheet, cell)

    places = Map(report)
    facts = [f"ブック：{source.name}", f"報告書の題名：{report.settings.title}"]
    facts += [f"昨年度のブック：{previous.name}"] if previous else []
    write_listing(
        (
            overview_sheet(report, outcome.findings, outcome.acknowledged, facts),
            finding_sheet(outcome.findings, places, link),
            mark_sheet(report, judged),
            simulation_sheet(report),
            acknowledged_sheet(outcome.acknowledged, places, link),
        ),
        target,
        f"点検結果（{source.name}）",
    )
