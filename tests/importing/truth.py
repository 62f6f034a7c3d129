"""What the sources of offices_third.json and offices_fourth.json say, held against a workbook.

A truth says, of a part, its 課, sentences (言葉), contents of fields (項目) and cells of its lists (一覧), and
of an indicator its unit, 課, part (部), mark (評価), sentences and values. Where a sentence stands (in a box,
in a field, of the part or of an indicator in it) is the form's affair.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

from kumareport.marks import Judged
from kumareport.model.indicator import Indicator
from kumareport.model.report import Part, Report
from kumareport.workbook.layout import MARK_SPELLINGS
from kumareport.workbook.read import read_report

TRUTH: dict[str, dict[str, Any]] = {
    name: said
    for file in ("offices_third.json", "offices_fourth.json")
    for name, said in json.loads(Path(__file__).with_name(file).read_text(encoding="utf-8")).items()
}
Told = tuple[str, ...]


def missing(name: str, book: Path) -> tuple[int, list[Told]]:
    """How many facts an office's sources say, and those that a workbook does not say."""
    report = read_report(book)
    held = set(_held(report)) | set(_owners(book))
    part_of = {fact[1]: fact[2] for fact in held if fact[0] == "部"}
    said = list(_said(TRUTH[name]))
    return len(said), [fact for fact in said if not _is_told(fact, held, part_of)]


def _is_told(fact: Told, held: set[Told], part_of: dict[str, str]) -> bool:
    if fact in held:
        return True
    if fact[0] != "言葉":
        return False
    owners = {fact[1], part_of.get(fact[1], fact[1])}
    owners |= {name for name, part in part_of.items() if part == fact[1]}
    sentence = fact[2].rstrip("。")
    return any(h[0] == "言葉" and h[1] in owners and sentence in h[2] for h in held)


def _said(truth: dict[str, Any]) -> Iterator[Told]:
    yield from (("見出し", _bare(title)) for title in truth["見出し"])
    yield from (("課", _bare(part), office) for part, office in truth.get("課", {}).items())
    for kind in ("言葉", "項目", "一覧"):
        for part, texts in truth.get(kind, {}).items():
            yield from ((kind, _bare(part), _plain(text)) for text in texts)
    for name, of in truth["指標"].items():
        yield "指標", _bare(name), of["単位"]
        yield from (
            (kind, _bare(name), _bare(of[kind])) for kind in ("課", "部", "評価") if kind in of
        )
        yield from (("言葉", _bare(name), _bare(text)) for text in of.get("言葉", ()))
        yield from (("値", _bare(name), when, _plain(value)) for when, value in of["値"].items())


def _held(report: Report) -> Iterator[Told]:
    judged = Judged(report, MARK_SPELLINGS)
    for _, _, group in report.groups():
        mark = judged.mark(group)
        if mark is not None:
            yield from (("評価", _bare(row.name), mark.symbol) for row in group.rows)
    for chapter in report.chapters:
        yield "見出し", _bare(chapter.title)
        for part in chapter.parts:
            yield from _of_part(part, _bare(chapter.title if part.is_front else part.title))


def _of_part(part: Part, title: str) -> Iterator[Told]:
    yield "見出し", title
    yield "課", title, part.department
    for value in part.fields:
        yield from ((kind, title, _plain(value.text)) for kind in ("言葉", "項目"))
    for text in part.texts:
        yield "言葉", title, _bare(text.text)
        for said in (text.text, *(value.text for value in text.fields)):
            yield "一覧", title, _plain(said)
    for row in part.indicators:
        yield from _of_indicator(row, title)


def _of_indicator(row: Indicator, title: str) -> Iterator[Told]:
    name = _bare(row.name)
    yield "指標", name, row.unit
    yield "課", name, row.department
    yield "部", name, title
    for value in row.fields:
        yield from ((kind, name, _plain(value.text)) for kind in ("言葉", "評価"))
    for entry in row.entries:
        if entry.number is not None:
            when = f"{entry.period.role} {entry.period.year.ad}"
            yield "値", name, when, _plain(f"{float(entry.number):.9f}")


def _owners(book: Path) -> Iterator[Told]:
    """The departments of the lines of lists: the column 所管課, below the heading of its part."""
    titles = {_bare(part.title) for _, part in read_report(book).parts()}
    for sheet in openpyxl.load_workbook(book).worksheets:
        title = ""
        for row in sheet.iter_rows(min_row=4, max_col=5, values_only=True):
            kind, _, office, _, text = (str(v or "") for v in (*row, *[None] * 5)[:5])
            title = _bare(text) if _bare(text) in titles else title
            if kind == "事務事業":
                yield "一覧", title, office


def _bare(text: object) -> str:
    return re.sub(r"\s", "", str(text))


def _plain(text: object) -> str:
    bare = _bare(text).replace(",", "")
    return f"{float(bare):.10g}" if re.fullmatch(r"-?\d+(\.\d+)?", bare) else _bare(text)
