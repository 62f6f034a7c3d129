"""点検結果 and 確認済: the findings that are open, and those that somebody has accepted."""

from collections.abc import Callable, Mapping, Sequence

from kumareport.model.acknowledgement import Acknowledgement
from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.present.place import Map, listed, shown
from kumareport.rules.acknowledge import Acknowledged
from kumareport.workbook.layout import ACKNOWLEDGED_SHEET, AcknowledgedColumn
from kumareport.workbook.listing import (
    Align,
    Link,
    ListingCell,
    ListingColumn,
    ListingTable,
    ListSheet,
)

FILLS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.NOTE: "DDEBF7"}

Linker = Callable[[Location], Link]
Confirmed = Mapping[str, Acknowledgement]
"""What was filled in beside findings, by their 照合キー."""
FINDINGS_SHEET = "点検結果"
SET_ASIDE_SHEET = "引き継げなかった記入"
FILL_IN = {FINDINGS_SHEET: (AcknowledgedColumn.PERSON, AcknowledgedColumn.REASON)}

_BAND = f"「{ACKNOWLEDGED_SHEET}」シートへ貼り付ける欄（６列）"
_LEAD = (
    "セルの番地（青い文字）を押すと、ブックのその場所が開きます。重さや所管課で絞り込めます。"
    "直さずにこのままでよいと決めた指摘は、右端の「確認した人」と「確認の理由」を記入し、"
    "「規則」から「確認の理由」までの６つのセルをコピーして、ブックの"
    f"「{ACKNOWLEDGED_SHEET}」シートの空いた行へ貼り付けてください（灰色の行はエラーなので、確認済にできません）。"
)
_COLUMNS = (
    ListingColumn("重さ", 8, Align.CENTER),
    ListingColumn("章・節", 12.5),
    ListingColumn("所管課", 14),
    ListingColumn("シート", 8),
    ListingColumn("セル", 7, Align.CENTER),
    ListingColumn("指摘", 40),
    ListingColumn("見つけた内容", 22),
    ListingColumn("どうするか", 32),
    ListingColumn("関係する場所", 13),
    # These repeat what stands to the left, for copying: narrow, and never higher than it.
    ListingColumn(AcknowledgedColumn.RULE, 7, Align.CENTER, band=_BAND),
    ListingColumn(AcknowledgedColumn.PLACE, 13, band=_BAND, wrap=False),
    ListingColumn(AcknowledgedColumn.MESSAGE, 18, band=_BAND, wrap=False),
    ListingColumn(AcknowledgedColumn.KEY, 14, band=_BAND, wrap=False),
    ListingColumn(AcknowledgedColumn.PERSON, 16, band=_BAND),
    ListingColumn(AcknowledgedColumn.REASON, 34, band=_BAND),
)
_PRINTED = 9
_INPUT_FILL, _UNUSED_FILL = "FFF9E5", "EDEDED"
_MOST_SEEN = 200
"""Letters of a found text that are shown: enough to recognise it; a click shows the rest."""


def finding_sheet(
    findings: Sequence[Finding], places: Map, link: Linker, confirmed: Confirmed
) -> ListSheet:
    """One row for each open finding, in the order given, with what was filled in for it before."""
    rows = [_row(finding, places, link, confirmed) for finding in findings]
    return ListSheet(
        FINDINGS_SHEET,
        f"点検結果（{len(rows)} 件）" if rows else "点検結果（指摘はありません）",
        _LEAD,
        (ListingTable(_COLUMNS, rows, is_list=True),),
        frozen_columns=5,
        printed_columns=_PRINTED,
    )


def _row(
    finding: Finding, places: Map, link: Linker, confirmed: Confirmed
) -> tuple[ListingCell | str, ...]:
    at = finding.location
    fill = _UNUSED_FILL if finding.severity is Severity.ERROR else _INPUT_FILL
    typed = confirmed.get(finding.key)
    person, reason = (typed.person, typed.reason) if typed else ("", "")
    pasted: dict[AcknowledgedColumn, ListingCell | str] = {
        AcknowledgedColumn.RULE: finding.code,
        AcknowledgedColumn.PLACE: shown(at),
        AcknowledgedColumn.MESSAGE: finding.message,
        AcknowledgedColumn.KEY: finding.key,
        AcknowledgedColumn.PERSON: ListingCell(person, fill),
        AcknowledgedColumn.REASON: ListingCell(reason, fill),
    }
    return (
        ListingCell(finding.severity, FILLS[finding.severity], bold=True),
        places.heading(at),
        places.department(at),
        at.sheet,
        _cell(at, link),
        finding.message,
        _short(finding.seen),
        finding.hint,
        "\n".join(listed(finding.related)),
        *(pasted[column] for column in AcknowledgedColumn),
    )


def _cell(location: Location, link: Linker) -> ListingCell:
    """The cell's address as a link into the workbook."""
    if not location.row:
        return ListingCell("シート" if location.sheet else "ブック", link=link(location))
    text = location.cell if location.column else f"{location.row}行"
    return ListingCell(text, link=link(location))


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SEEN else text[: _MOST_SEEN - 1] + "…"


def acknowledged_sheet(
    acknowledged: Sequence[Acknowledged], places: Map, link: Linker
) -> ListSheet:
    """Who accepted what, and why."""
    columns = (
        ListingColumn("重さ", 8, Align.CENTER),
        ListingColumn("章・節", 12.5),
        ListingColumn("所管課", 14),
        ListingColumn("シート", 8),
        ListingColumn("セル", 7, Align.CENTER),
        ListingColumn("指摘", 40),
        ListingColumn("規則", 7, Align.CENTER),
        ListingColumn("照合キー", 13),
        ListingColumn("確認した人", 14),
        ListingColumn("確認の理由", 36),
    )
    rows = [
        (
            ListingCell(entry.finding.severity, FILLS[entry.finding.severity], bold=True),
            places.heading(entry.finding.location),
            places.department(entry.finding.location),
            entry.finding.location.sheet,
            _cell(entry.finding.location, link),
            entry.finding.message,
            entry.finding.code,
            entry.finding.key,
            entry.line.person,
            entry.line.reason,
        )
        for entry in acknowledged
    ]
    return ListSheet(
        ACKNOWLEDGED_SHEET,
        f"確認済（{len(rows)} 件）" if rows else "確認済（ありません）",
        "確かめて、このままでよいと決めた指摘です。もとのセルが変わると、もう一度「点検結果」に出ます。"
        f"取り消すときは、ブックの「{ACKNOWLEDGED_SHEET}」シートからその行を削除してください。",
        (ListingTable(columns, rows, is_list=True),),
        frozen_columns=5,
    )


def set_aside_sheet(lines: Sequence[Acknowledgement]) -> ListSheet:
    """What was filled in for findings that are no longer there."""
    columns = (
        ListingColumn("照合キー", 15),
        ListingColumn("指摘", 60),
        ListingColumn("確認した人", 16),
        ListingColumn("確認の理由", 50),
    )
    return ListSheet(
        SET_ASIDE_SHEET,
        f"引き継げなかった記入（{len(lines)} 件）",
        "前の点検結果に記入されていましたが、同じ指摘が今はありません（直ったか、もとのセルが変わりました）。",
        (
            ListingTable(
                columns, [(a.key, a.shown, a.person, a.reason) for a in lines], is_list=True
            ),
        ),
    )
