"""How many groups have each mark, by chapter."""

from collections.abc import Sequence

from kumareport.marks import Judged, recount
from kumareport.model.mark import Attainment, Mark
from kumareport.model.report import Report
from kumareport.present.mark_cells import PERCENT
from kumareport.present.place import chapter_name
from kumareport.workbook.listing import Align, Cell, Column, Table


def mark_totals(report: Report, judged: Judged) -> Table:
    """How many groups of each chapter have each mark. A 大項目 counts once."""
    own = report.settings.marks
    columns = (
        Column("章"),
        *(Column(mark.symbol, align=Align.RIGHT) for mark in own),
        Column("計", align=Align.RIGHT),
        Column(share_name(own), align=Align.RIGHT, number_format=PERCENT),
    )
    every: list[Mark | None] = []
    rows: list[Sequence[Cell | str | float | None]] = []
    for chapter in report.chapters:
        marks = [judged.mark(group) for section in chapter.sections for group in section.groups]
        every += marks
        rows.append(_sums(f"{chapter_name(chapter)}　{chapter.title}", marks, own, False))
    rows.append(_sums("全体", every, own, True))
    return Table(columns, rows, "章ごとの集計（大項目は１つと数えます）", start=4, new_page=True)


def share_name(marks: Sequence[Mark]) -> str:
    """What the share of reached and nearly reached targets is called: ○と△の割合."""
    good = (Attainment.ACHIEVED, Attainment.NEARLY)
    return "と".join(dict.fromkeys(m.symbol for m in marks if m.attainment in good)) + "の割合"


def _sums(
    label: str, marks: Sequence[Mark | None], own: Sequence[Mark], bold: bool
) -> list[Cell | str | float | None]:
    favourable, total = recount(marks)
    numbers = [*(marks.count(mark) for mark in own), total]
    share = Cell(favourable / total if total else None, bold=bold)
    return [Cell(label, bold=bold), *(Cell(number, bold=bold) for number in numbers), share]
