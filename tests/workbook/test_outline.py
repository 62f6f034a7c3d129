"""Laws of the outline: every row stands below the heading that is nearest above it, whatever the
depths, and the open data give the same outline back."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kumareport.marks import Judged
from kumareport.model.form import STANDARD, Form
from kumareport.model.record_kind import RecordKind, Shape
from kumareport.opendata.report_json import from_json, to_json
from kumareport.workbook.new_workbook import Record
from kumareport.workbook.read import read_report
from tests.conftest import scaled
from tests.review.levels import levels_workbook

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


@scaled(0.4)
@given(st.lists(st.sampled_from((*HEADINGS, "成果", "注記")), min_size=1, max_size=14))
def test_rows_stand_below_the_nearest_heading_in_any_order_of_depths(kinds: list[str]) -> None:
    rows = [Record(kind, f"行{n}", f"文{n}") for n, kind in enumerate(kinds)]
    with tempfile.TemporaryDirectory() as folder:
        report = read_report(levels_workbook(Path(folder) / "b.xlsx", rows, FORM))
    parts = {part.id: part for _, part in report.parts()}
    texts = {text.id: part.id for part in parts.values() for text in part.texts}
    # The open headings as a person reads them from the top: one closes all that are as deep.
    path: list[str] = []
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.kind not in HEADINGS:
            assert texts[row.id] == (path[-1] if path else "第１章")
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
    back = from_json(to_json(report, Judged(report, {})))
    assert [
        (p.id, p.depth, p.parent, p.heading, [t.text for t in p.texts]) for _, p in back.parts()
    ] == [(p.id, p.depth, p.parent, p.heading, [t.text for t in p.texts]) for p in parts.values()]
