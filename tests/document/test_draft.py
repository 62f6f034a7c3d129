"""The draft (案): every finding is one comment at its place, and the file is as whole as the final."""

import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.document.fonts import missing_fonts
from kumareport.pipeline import BuildResult
from tests.conftest import INPUT, TEMPLATE, soffice
from tests.document.reading_comments import Read, W, comments, part, text_of
from tests.make_workbook import HEADER, Edit, indicator, text, type_in, workbook
from tests.outside import poppler, validator_problems

TITLE = "総合計画の評価"
CHAPTER = "第１章 章の題名"
TEXTS = [text("検証と課題", "検証の文。"), text("方向性", "方向の文。")]


def draft(
    tmp_path: Path, rows: Sequence[Sequence[object]] | None = None, **more: Any
) -> tuple[BuildResult, list[Read]]:
    """A draft of a small workbook: the result, and the comments."""
    source = workbook(tmp_path / "様式.xlsx", rows, title=TITLE, **more)
    target = tmp_path / "案.docx"
    result = pipeline.build(source, target, TEMPLATE, draft=True)
    assert result.written == (target,)
    return result, comments(target)


def put(**cells: Any) -> Edit:
    """An edit of the chapter's cells."""

    def edit(_: Workbook, sheet: Worksheet) -> None:
        for reference, value in cells.items():
            sheet[reference] = value

    return edit


def change_setting(name: str, value: str) -> Edit:
    """An edit of a line of 設定."""

    def edit(book: Workbook, _: Worksheet) -> None:
        for row in book["設定"].iter_rows(max_row=20):
            if row[0].value == name:
                book["設定"][f"B{row[0].row}"] = value

    return edit


def merge_years(text_of_both: str) -> Edit:
    """An edit that merges the cells of R4 and R5."""

    def edit(_: Workbook, sheet: Worksheet) -> None:
        sheet["H5"], sheet["I5"] = text_of_both, None
        sheet.merge_cells("H5:I5")

    return edit


def hide_sheet(_: Workbook, sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"


def add_sheet(book: Workbook, _: Worksheet) -> None:
    book.create_sheet("メモ")


def remove_header(_: Workbook, sheet: Worksheet) -> None:
    sheet["A3"] = "くぶん"


STRUCK = CellRichText("残す", TextBlock(InlineFont(strike=True), "消す"))
GROUP = [text("節", "題"), indicator(name="甲", group="組"), indicator(name="乙", group="組", mark="良"), *TEXTS]  # fmt: skip
SPLIT = [text("節", "題"), indicator(name="甲", group="組"), indicator(name="乙"), indicator(name="丙", group="組"), *TEXTS]  # fmt: skip

# what is done to the workbook, the rule that finds it, the text where the comment stands
PLACES: dict[str, tuple[dict[str, Any], str, str]] = {
    "value": ({"edit": put(H5="(50)")}, "C01", "(50)"),
    "two values": ({"edit": put(H5="18.6（H27）\n19.1（H28）")}, "C06", "18.6\n（H27）\n19.1\n（H28）"),
    "merged value": ({"edit": merge_years("(11)")}, "C01", "(11)"),
    "covered column": (
        {"header": [*HEADER[:6], "実績 R3", *HEADER[7:]], "edit": merge_years("未集計")}, "M06", "未集計",
    ),
    "mark": ({"edit": put(K5="良", L5="理由")}, "M03", "×"),
    "mark left empty": ({"edit": put(J5=None)}, "M01", ""),
    "mark of a group": ({"rows": GROUP}, "M03", "×"),
    "section": ({"edit": put(E4=STRUCK)}, "C02", "第１節 残す"),
    "name": ({"edit": put(E5=STRUCK)}, "C02", "残す"),
    "verification": ({"edit": put(E6=STRUCK)}, "C02", "残す"),
    "direction": ({"edit": put(E7=STRUCK)}, "C02", "残す"),
    "note": ({"rows": [text("節", "題"), indicator(), text("注記", "注_x0001_"), *TEXTS]}, "C04", "注"),
    "unit": ({"edit": put(F5="件_x0001_")}, "C04", "指標甲"),
    "group": ({"rows": SPLIT}, "S10", "丙"),
    "reason": ({"edit": put(M5="良化")}, "S18", "指標甲"),
    "column of a bullet": ({"edit": put(I6=12)}, "S14", "指標甲は未達成となった。"),
    "row not printed": ({"rows": [text("節", "題"), text("まとめ", "文"), *TEXTS]}, "S08", CHAPTER),
    "header row": ({"header": [*HEADER[:7], "実績", *HEADER[8:]]}, "S03", CHAPTER),
    "hidden sheet": ({"edit": hide_sheet}, "S07", CHAPTER),
    "chapter not printed": ({"edit": remove_header}, "S04", TITLE),
    "stray sheet": ({"edit": add_sheet}, "S06", TITLE),
    "settings": ({"edit": change_setting("概ね達成の下限（％）", "九割")}, "S16", TITLE),
}  # fmt: skip


@pytest.mark.parametrize("case", PLACES)
@pytest.mark.no_cover
def test_comment_stands_at_the_place_of_its_finding(tmp_path: Path, case: str) -> None:
    how, code, place = PLACES[case]
    result, found = draft(tmp_path, **how)
    assert len(found) == len(result.checked.findings)
    places = [read.place for read in found if f" {code}］" in read.words[0]]
    assert places == [place]


def test_words_of_a_comment(tmp_path: Path) -> None:
    result, found = draft(tmp_path, edit=put(H5="(50)"))
    (finding,) = [f for f in result.checked.findings if f.code == "C01"]
    (read,) = [read for read in found if "C01" in read.words[0]]
    message = f"［エラー C01］{finding.message}"
    assert read.words == (message, f"→ {finding.hint}", "場所：第１章 H5")
    # No time: the same workbook gives the same file.
    assert read.attributes == {"id": read.attributes["id"], "author": "点検", "initials": "点"}
    assert read.path == ("body", "tc")


def test_related_places_and_characters_that_word_cannot_hold(tmp_path: Path) -> None:
    _, found = draft(tmp_path, SPLIT)
    (read,) = [read for read in found if "S10" in read.words[0]]
    assert read.words[-1] == "関係する場所：第１章 E5"
    _, found = draft(tmp_path, edit=put(K5="良_x0001_\n_xD800_<&>", L5="理由"))
    assert any("「良\n<&>」" in read.words[0] for read in found)


def test_forty_findings_at_one_place_are_forty_comments(tmp_path: Path) -> None:
    rows = [text("節", "題"), indicator(), *(text("まとめ", f"文{n}") for n in range(40)), *TEXTS]
    result, found = draft(tmp_path, rows)
    here = [read for read in found if read.place == CHAPTER and "S08" in read.words[0]]
    assert len(here) == 40
    assert len(found) == len(result.checked.findings)


def test_findings_of_chapters_that_are_not_printed_stand_at_the_title(
    tmp_path: Path, damaged: Path
) -> None:
    target = tmp_path / "案.docx"
    result = pipeline.build(damaged, target, TEMPLATE, chapters=["8"], draft=True)
    found = comments(target)
    assert len(found) == len(result.checked.findings)
    title = openpyxl.load_workbook(damaged)["設定"]["B4"].value
    others = {r.place for r in found if re.search("場所：第[1-7１-７]章", r.words[2])}
    assert others == {title}


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real workbook with faults of many kinds."""
    book = openpyxl.load_workbook(INPUT)
    first = book["第１章"]
    first["I5"], first["A7"], first["E8"] = "約50人くらい（要確認）", "まとめ", "前_x0001_後"
    second = book["第２章"]
    second["C3"], second["E4"] = "担当", None
    book["第３章"].sheet_state = "hidden"
    book["第４章"]["A3"] = "くぶん"
    fifth = book["第５章"]
    for row in range(4, fifth.max_row + 1):
        if fifth.cell(row, 1).value == "指標":
            type_in(fifth, row, 17, None)
            type_in(fifth, row, 18, "○" if row % 2 else None)
    book["設定"]["B12"] = "九割"
    book.create_sheet("メモ")
    path = tmp_path_factory.mktemp("damaged") / "様式.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def real_draft(damaged: Path, tmp_path_factory: pytest.TempPathFactory):
    """A draft of it."""
    target = tmp_path_factory.mktemp("draft") / "報告書（案）.docx"
    return pipeline.build(damaged, target, TEMPLATE, draft=True), target


def test_nothing_is_lost(real_draft: tuple[BuildResult, Path]) -> None:
    result, target = real_draft
    assert result.checked.has_errors
    findings = Counter(f"［{f.severity} {f.code}］{f.message}" for f in result.checked.findings)
    found = comments(target)
    assert Counter(read.words[0] for read in found) == findings
    assert findings.total() >= 20
    assert {read.path for read in found} == {("body",), ("body", "tc")}


def test_what_cannot_be_read_is_printed_as_typed(real_draft: tuple[BuildResult, Path]) -> None:
    printed = text_of(part(real_draft[1], "word/document.xml"))
    assert "約50人くらい（要確認）" in printed
    assert "前後" in printed


def test_same_workbook_same_bytes(
    real_draft: tuple[BuildResult, Path], damaged: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.docx"
    pipeline.build(damaged, again, TEMPLATE, draft=True)
    assert again.read_bytes() == real_draft[1].read_bytes()


def test_validators_find_nothing(real_draft: tuple[BuildResult, Path]) -> None:
    target = real_draft[1]
    done = subprocess.run(
        [str(Path(sys.executable).parent / "ooxml-integrity"), "check", str(target)],
        capture_output=True, text=True,
    )  # fmt: skip
    assert "0 error(s), 0 warning(s)" in done.stdout
    assert not validator_problems(target)


def words_and_place(read: Read) -> tuple[tuple[str, ...], str]:
    return read.words, "".join(read.place.split())


def test_libreoffice_keeps_every_comment_and_the_text(
    real_draft: tuple[BuildResult, Path], tmp_path: Path
) -> None:
    target = real_draft[1]
    saved = soffice(target, "docx", tmp_path)
    ours, theirs = comments(target), comments(saved, ranges=False)
    assert Counter(map(words_and_place, theirs)) == Counter(map(words_and_place, ours))
    before, after = (text_of(part(p, "word/document.xml")) for p in (target, saved))
    assert "".join(after.split()) == "".join(before.split())


def header_texts(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        names = [n for n in package.namelist() if n.startswith("word/header")]
    return [text_of(part(path, name)).strip() for name in names]


def status(path: Path) -> str | None:
    core = part(path, "docProps/core.xml")
    return next((node.text for node in core if node.tag.endswith("}contentStatus")), None)


def test_only_a_draft_is_marked(real_draft: tuple[BuildResult, Path], built: Path) -> None:
    assert (header_texts(real_draft[1]), status(real_draft[1])) == (["案"], "案")
    assert (header_texts(built), status(built)) == ([""], None)
    assert comments(built) == []
    header = part(built, "word/header1.xml")
    assert [list(p.iter(W + "pBdr")) for p in header.iter(W + "p")] == [[]]


def pages(pdf: Path) -> list[str]:
    """The text of each page."""
    shown = poppler("pdftotext", "-layout", str(pdf), "-")
    return ["".join(page.split()) for page in shown.split("\f")][:-1]


def test_draft_has_the_pages_of_the_final_with_the_mark_on_each(
    printed: Path, tmp_path: Path
) -> None:
    target = tmp_path / "案.docx"
    pipeline.build(INPUT, target, TEMPLATE, draft=True)
    final, marked = pages(printed), pages(soffice(target, "pdf", tmp_path))
    # Where the fonts of the template are missing, the pages break elsewhere.
    assert len(final) == 23 or missing_fonts(TEMPLATE) != ()
    assert marked == ["案" + page for page in final]
