"""The way back: bookmarks around every place, and the base that the package carries."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.model.anchor import Anchor, Kind
from kumareport.model.issued import IssuedDraft
from kumareport.office.word.word_document import read_word
from kumareport.review.returns.word.word_returned import read_returned
from tests.conftest import INPUT, TEMPLATE
from tests.document.test_draft_template import changed
from tests.make_workbook import indicator, text, workbook
from tests.outside import integrity_problems, validator_problems

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
START, END = f"{W}bookmarkStart", f"{W}bookmarkEnd"


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft of the real report."""
    target = tmp_path_factory.mktemp("案") / "案.docx"
    assert pipeline.build(INPUT, target, TEMPLATE, draft=True).written
    return target


def body(path: Path) -> ET.Element:
    with zipfile.ZipFile(path) as package:
        return ET.fromstring(package.read("word/document.xml"))


def issued_in(path: Path) -> IssuedDraft:
    """What a report says it was issued with."""
    issued = read_word(path).issued
    assert issued is not None
    return issued


def text_of(elements: Iterable[ET.Element]) -> str:
    return "".join(
        (e.text or "") if e.tag == f"{W}t" else "\n" if e.tag == f"{W}br" else "" for e in elements
    )


def ranges(root: ET.Element) -> dict[str, list[ET.Element]]:
    """What stands in each bookmark; every bookmark must have one start and one end, in order."""
    found: dict[str, list[ET.Element]] = {}
    open_names: dict[str, str] = {}
    for element in root.iter():
        if element.tag == START:
            assert element.get(f"{W}name") not in found
            assert element.get(f"{W}id") not in open_names
            open_names[element.get(f"{W}id", "")] = element.get(f"{W}name", "")
            found[element.get(f"{W}name", "")] = []
        elif element.tag == END:
            open_names.pop(element.get(f"{W}id", ""))
        else:
            for name in open_names.values():
                found[name].append(element)
    assert not open_names
    return found


@pytest.mark.parametrize("which", ["built", "draft"])
def test_bookmarks_are_legal_and_unique(which: str, request: pytest.FixtureRequest) -> None:
    root = body(request.getfixturevalue(which))
    starts = list(root.iter(START))
    names = [start.get(f"{W}name") for start in starts]
    ids = [start.get(f"{W}id") for start in starts]
    assert len(set(names)) == len(names) > 1000
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"_[A-Za-z0-9_]{1,39}", name or "") for name in names)
    assert all(0 <= int(number or -1) < 2**31 for number in ids)
    assert Counter(ids) == Counter(end.get(f"{W}id") for end in root.iter(END))


def test_each_place_stands_in_its_bookmark(built: Path) -> None:
    issued = issued_in(built)
    held = {name: text_of(elements) for name, elements in ranges(body(built)).items()}
    parts = [part for paragraph in issued.paragraphs for part in paragraph.anchored]
    assert {part.bookmark for part in parts} | set(issued.boxes) == held.keys()
    assert all(held[part.bookmark] == part.text for part in parts)
    for name, anchor in issued.boxes.items():
        inside = [p.text for p in issued.paragraphs if p.box == name]
        assert held[name] == "".join(inside)
        assert anchor.label in ("検証と課題", "方向性", "注記")
    bullets = [p for p in issued.paragraphs if p.box]
    kinds = Counter(part.anchor.label for p in bullets for part in p.anchored if part.anchor)
    assert kinds["検証と課題"] + kinds["方向性"] == 191


@pytest.mark.parametrize("which", ["built", "draft"])
def test_a_text_bookmark_stays_in_its_paragraph(which: str, request: pytest.FixtureRequest) -> None:
    root = body(request.getfixturevalue(which))
    parents = {child: parent for parent in root.iter() for child in parent}
    holder: dict[str, ET.Element] = {}
    boxes = set(issued_in(request.getfixturevalue(which)).boxes)
    names = {}
    for element in root.iter():
        if element.tag not in (START, END):
            continue
        number = element.get(f"{W}id", "")
        if element.tag == START:
            names[number] = element.get(f"{W}name")
            holder[number] = parents[element]
        elif names[number] in boxes:
            # From the first to the last paragraph of one cell, or of one flow.
            assert parents[parents[element]] is parents[holder[number]]
        else:
            assert parents[element] is holder[number]


def test_names_come_from_the_records(tmp_path: Path) -> None:
    assert (
        Anchor(Kind.VALUE, "1-2-3", "実績2022").bookmark
        == Anchor(Kind.VALUE, "1-2-3", "実績2022").bookmark
    )
    rows = [text("節", "題"), indicator("甲"), text("検証と課題", "文")]

    def names(name: str):
        target = tmp_path / f"{name}.docx"
        pipeline.build(workbook(tmp_path / f"{name}.xlsx", rows), target, TEMPLATE, draft=True)
        return {e.get(f"{W}name"): e.get(f"{W}id") for e in body(target).iter(START)}

    before = names("前")
    rows.insert(1, indicator("乙"))
    assert before.items() <= names("後").items()


def test_base_names_neither_path_nor_person(built: Path) -> None:
    with zipfile.ZipFile(built) as package:
        base = next(
            package.read(n)
            for n in package.namelist()
            if b"urn:kumareport:issued" in package.read(n)
        ).decode()
    assert not re.search(r"/tmp|/home|\\\\|input\.xlsx|root", base)
    assert re.search(r'workbook="[0-9a-f]{64}"', base)


def test_equal_input_gives_equal_bytes(built: Path, tmp_path: Path) -> None:
    pipeline.build(INPUT, tmp_path / "別.docx", TEMPLATE)
    assert (tmp_path / "別.docx").read_bytes() == built.read_bytes()


@pytest.mark.parametrize("which", ["built", "draft"])
def test_validators_find_nothing(which: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(which)
    assert not validator_problems(path)
    assert not integrity_problems(path)


def test_an_empty_box_is_known_by_its_label(tmp_path: Path) -> None:
    rows = [text("節", "題"), indicator(), text("検証と課題", "文")]
    rows[0][1] = "1-1"
    target = tmp_path / "案.docx"
    pipeline.build(workbook(tmp_path / "a.xlsx", rows), target, TEMPLATE, draft=True)
    issued = issued_in(target)
    assert {anchor.key for anchor in issued.boxes.values()} == {
        "検証と課題:1-1:枠",
        "方向性:1-1:枠",
    }


def test_a_template_that_prints_several_places_in_one_run(tmp_path: Path) -> None:
    loop = "{{ 節.番号 }}／{{ 節.題名 }}・{{ 報告書.題名 }}。"
    template = changed(
        tmp_path / "t.docx", {"word/document.xml": [(r"\{\{ 節\.見出し \}\}", loop)]}
    )
    rows = [text("節", "題"), indicator(), text("検証と課題", "文"), text("方向性", "文")]
    target = tmp_path / "案.docx"
    pipeline.build(workbook(tmp_path / "a.xlsx", rows), target, template, draft=True)
    held = {name: text_of(elements) for name, elements in ranges(body(target)).items()}
    title = Anchor(Kind.TITLE).bookmark
    assert (held[title], held[f"{title}_2"]) == ("報告書", "報告書")
    (paragraph,) = [p for p in issued_in(target).paragraphs if "／" in p.text]
    assert [part.text for part in paragraph.parts] == ["第１節／", "題", "・", "報告書", "。"]
    assert not validator_problems(target)


def test_bookmarks_of_the_template_inside_a_loop_are_dropped(tmp_path: Path) -> None:
    mark = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
    template = changed(
        tmp_path / "t.docx",
        {"word/document.xml": [(r"(<w:r>(?:(?!<w:r>).)*?\{\{ 節\.見出し \}\})", rf"{mark}\1")]},
    )
    rows = [text("節", "題"), text("節", "題二")]
    target = tmp_path / "案.docx"
    pipeline.build(workbook(tmp_path / "a.xlsx", rows), target, template, draft=True)
    assert "_GoBack" not in ranges(body(target))


def test_an_empty_text_among_words_has_a_bookmark_too(tmp_path: Path) -> None:
    loop = "前{{ 報告書.資料区分 }}後{{ 節.題名 }}"
    template = changed(
        tmp_path / "t.docx", {"word/document.xml": [(r"\{\{ 節\.見出し \}\}", loop)]}
    )

    def without_label(book: Workbook, _: Worksheet) -> None:
        book["設定"]["B3"] = None

    source = workbook(tmp_path / "a.xlsx", title="題", edit=without_label)
    target = tmp_path / "案.docx"
    pipeline.build(source, target, template, draft=True)
    (paragraph,) = [p for p in issued_in(target).paragraphs if p.text.startswith("前")]
    assert [part.text for part in paragraph.parts] == ["前", "", "後", "節の題名"]
    assert paragraph.parts[1].anchor == Anchor(Kind.LABEL)
    assert read_returned(target).is_untouched
    assert not validator_problems(target)
