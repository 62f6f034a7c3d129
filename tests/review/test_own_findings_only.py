"""A form or a draft quotes no row of a section that its department has no part in."""

import datetime
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from kumareport import pipeline
from kumareport.model.finding import Finding
from kumareport.review.book.book import Book, read_book
from kumareport.rules.catalog import find_rule
from tests.conftest import INPUT, TEMPLATE
from tests.review.office import ISSUED_AT, edit, row_of


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Path]:
    """The real workbook with one text in two chapters, and what is sent out of it."""
    folder = tmp_path_factory.mktemp("round")

    def copy_a_text(book: openpyxl.Workbook) -> None:
        first, last = book["第１章"], book["第８章"]
        text = first.cell(row_of(first, "1-1-検1"), 5).value
        last.cell(row_of(last, "8-6-検1"), 5, text)

    source = edit(INPUT, copy_a_text, folder / "book.xlsx")
    pipeline.distribute(
        source, folder / "forms", name="照会", deadline=datetime.date(2026, 12, 10), contact="内線",
        issued_at=ISSUED_AT, template=TEMPLATE,
    )  # fmt: skip
    return read_book(source), folder / "forms"


def sections_by_department(book: Book) -> dict[str, set[str]]:
    """Which sections name a department, read off the cells 所管課 by hand."""
    found: dict[str, set[str]] = {}
    for row in book.rows.values():
        for name in re.split("[、，]", row.text("所管課")):
            if name:
                found.setdefault(name, set()).add(row.section)
    return found


def section_at(book: Book, sheet: str, row: int) -> str | None:
    found = book.rows.get(book.report.places.ids.get((sheet, row), ""))
    return found.section if found else None


def comments(draft: Path) -> Iterator[str]:
    with zipfile.ZipFile(draft) as package:
        xml = package.read("word/comments.xml").decode()
    for comment in re.findall(r"<w:comment .*?</w:comment>", xml, re.DOTALL):
        paragraphs = re.findall(r"<w:p[ >].*?</w:p>", comment, re.DOTALL)
        texts = ("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", p)) for p in paragraphs)
        yield "\n".join(texts)


def _is_of_spelling(finding: Finding) -> bool:
    """Whether each of its places is asked about on its own: the message has counts, no rows."""
    rule = find_rule(finding.code)
    return rule is not None and rule.request is not None and rule.request.at_each


def test_no_finding_about_other_sections_is_on_a_cover_or_in_a_draft(
    round_: tuple[Book, Path],
) -> None:
    book, folder = round_
    own = sections_by_department(book)
    foreign = [
        (
            finding,
            {section_at(book, at.sheet, at.row) for at in (finding.location, *finding.related)},
        )
        for finding in book.findings
        if finding.related and not _is_of_spelling(finding)
    ]
    assert any(finding.code == "N10" and len(at) > 1 for finding, at in foreign)
    for form in sorted(folder.rglob("照会票*.xlsx")):
        who = form.parent.name
        cover = openpyxl.load_workbook(form)["表紙"]
        said = {str(cell.value) for line in cover.iter_rows() for cell in line if cell.value}
        said |= set(comments(form.with_name(f"報告書案_{who}.docx")))
        for finding, sections in foreign:
            if not sections <= own[who] | {None}:
                assert not any(finding.message in text for text in said), (who, finding)
