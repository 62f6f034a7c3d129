"""Anchors: a name for each editable place, the same in each build, none lost in the template."""

import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn

from kumareport import pipeline
from kumareport.document.anchors import AnchoredTexts, Kind
from kumareport.document.context import report_tags
from kumareport.document.finish import finish
from kumareport.document.metrics import Metrics
from kumareport.document.render import render
from kumareport.document.shapes import Shapes
from tests.conftest import INPUT, TEMPLATE
from tests.make_workbook import indicator, text, workbook


def anchored(source: Path) -> AnchoredTexts:
    checked = pipeline.check(source)
    rendered = render(TEMPLATE.read_bytes(), report_tags(checked.report, checked.judged))
    rendered.document.save(io.BytesIO())
    every = rendered.marker.printed
    shapes = Shapes(rendered.folded, rendered.root, (), apart=every)
    return finish(rendered.document, rendered.marker, Metrics(rendered.document), {}, {}, shapes)


@pytest.mark.no_cover
def test_every_editable_place_of_the_real_report_is_found_once(seed: dict[str, Any]) -> None:
    texts = anchored(INPUT)
    found = list(texts)
    assert len({anchor.key for anchor in found}) == len(found)
    assert all(len(texts.paragraphs(anchor)) == 1 for anchor in found)
    sections = [section for chapter in seed["chapters"] for section in chapter["sections"]]
    rows = [row for section in sections for row in section["indicators"]]
    groups = {(id(section), row["group"]) for section in sections for row in section["indicators"]
              if row.get("group")}  # fmt: skip
    single = sum(not row.get("group") for row in rows)
    kinds = Counter(anchor.kind for anchor in found)
    assert kinds[Kind.TITLE] == kinds[Kind.LABEL] == 1
    assert kinds[Kind.SYMBOL] == kinds[Kind.LEGEND] == 3
    assert kinds[Kind.CHAPTER] == len(seed["chapters"])
    assert kinds[Kind.SECTION] == len(sections)
    assert kinds[Kind.NAME] == kinds[Kind.UNIT] == len(rows) == 55
    assert kinds[Kind.NAME_NOTE] == sum(len(row["notes"]) for row in rows)
    assert kinds[Kind.GROUP] == len(groups)
    assert kinds[Kind.MARK] == len(groups) + single
    notes = sum(len(section["section_notes"]) for section in sections)
    assert kinds[Kind.TEXT] == notes + 191


def test_keys_come_from_the_records(tmp_path: Path) -> None:
    rows = [text("節", "題"), indicator(name="指標\n※注")]
    rows[0][1], rows[1][1] = "1-1", "1-1-指1"
    keys = [anchor.key for anchor in anchored(workbook(tmp_path / "a.xlsx", rows))]
    for key in ("題名::", "凡例:概ね達成:", "章:第１章:", "節:1-1:", "名前:1-1-指1:", "注:1-1-指1:1", "単位:1-1-指1:",
                "値:1-1-指1:基準値2015", "値:1-1-指1:実績2023", "値:1-1-指1:検証値2023", "進捗:1-1-指1:"):  # fmt: skip
        assert key in keys


def test_a_row_in_front_changes_no_key(tmp_path: Path) -> None:
    rows = [text("節", "題"), indicator(name="甲"), text("検証と課題", "文")]
    before = {a.key for a in anchored(workbook(tmp_path / "a.xlsx", rows))}
    rows.insert(1, indicator(name="乙"))
    after = {a.key for a in anchored(workbook(tmp_path / "a.xlsx", rows))}
    assert before < after


def test_text_that_looks_like_a_mark_is_only_text(tmp_path: Path) -> None:
    rows = [text("節", "前\ufdd00\ufdd1後"), indicator(name="\ufdd099\ufdd1甲")]
    texts = anchored(workbook(tmp_path / "a.xlsx", rows))
    (section,) = [a for a in texts if a.kind is Kind.SECTION]
    (paragraph,) = texts.paragraphs(section)
    assert "".join(t.text or "" for t in paragraph.iter(qn("w:t"))) == "第１節 前0後"
