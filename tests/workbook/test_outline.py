"""Laws of the outline: every row stands below the heading that is nearest above it, whatever the
depths, and the open data give the same outline back."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kumareport.marks import Judged
from kumareport.model.form import STANDARD, Form
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.model.report import Part
from kumareport.opendata.report_json import from_json, to_json
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.read import read_report
from kumareport.workbook.write import write_workbook
from tests.conftest import scaled
from tests.review.office import PERIODS

HEADINGS = ("施策", "基本事業", "事務事業")
FORM = Form(
    (
        *(RecordKind(name, Shape.HEADING, depth=n) for n, name in enumerate(HEADINGS, 2)),
        RecordKind("成果", Shape.TEXT),
        RecordKind("注記", Shape.NOTE),
    ),
    STANDARD.fields,
    STANDARD.words,
)


KINDS = st.lists(st.sampled_from((*HEADINGS, "成果", "注記")), min_size=1, max_size=14)
TOGETHER = 8
"""So many outlines are the chapters of one workbook: writing it takes longer than reading it."""


@scaled(0.4 / TOGETHER)
@given(st.lists(KINDS, min_size=TOGETHER, max_size=TOGETHER))
def test_rows_stand_below_the_nearest_heading_in_any_order_of_depths(
    outlines: list[list[str]],
) -> None:
    chapters = [
        ChapterSheet(
            f"第{c}章", f"政策{c}", "題", PERIODS,
            [Record(kind, f"行{c}-{n}", f"文{n}") for n, kind in enumerate(kinds)], form=FORM,
        )
        for c, kinds in enumerate(outlines, 1)
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "b.xlsx"
        write_workbook(NewWorkbook({Setting.TITLE: "題"}, chapters, form=FORM), book)
        report = read_report(book)
    for sheet, chapter in zip(chapters, report.chapters, strict=True):
        check_outline(sheet, {part.id: part for part in chapter.parts})
    back = from_json(to_json(report, Judged(report, {})))
    assert [outline(part) for _, part in back.parts()] == [
        outline(part) for _, part in report.parts()
    ]


def outline(part: Part) -> tuple[object, ...]:
    return part.id, part.depth, part.parent, part.heading, [text.text for text in part.texts]


def check_outline(sheet: ChapterSheet, parts: dict[str, Part]) -> None:
    texts = {text.id: part.id for part in parts.values() for text in part.texts}
    # The open headings as a person reads them from the top: one closes all that are as deep.
    path: list[str] = []
    counts: dict[tuple[str, str], int] = {}
    for row in sheet.records:
        if row.kind not in HEADINGS:
            assert texts[row.id] == (path[-1] if path else sheet.name)
            continue
        depth = HEADINGS.index(row.kind)
        while path and HEADINGS.index(parts[path[-1]].kind) >= depth:
            path.pop()
        parent = path[-1] if path else ""
        path.append(row.id)
        counts[parent, row.kind] = counts.get((parent, row.kind), 0) + 1
        part = parts[row.id]
        assert (part.depth, part.parent, part.index) == (
            depth + 2, parent, counts[parent, row.kind],
        )  # fmt: skip
