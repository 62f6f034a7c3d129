"""The untouched template gives the same report, whatever program has saved it."""

import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from kumareport import pipeline
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import XmlElement, parse_xml
from kumareport.office.word.loop_tables import own_rows
from kumareport.office.word.normal_form import normal_form
from tests.document.word_shapes import as_word_saves
from tests.make_package import pack, parts
from tests.make_workbook import indicator, text, workbook

SAVED = Path(__file__).parent / "saved_templates"
PRESETS = Path(pipeline.__file__).parents[1] / "presets"
ROWS = [
    text("節", "一つ目"),
    indicator("指標甲", "件", (10, 11, 12, 20)),
    indicator("指標乙", "％", (10, 11.5, "―", 90), group="まとまり", direction="上昇"),
    indicator("指標丙", "％", (10, 12, 14, 50), group="まとまり", direction="上昇"),
    text("注記", "表の注記。"),
    text("検証と課題", "指標甲は未達成となった。"),
    text("方向性", "方向の文。"),
    text("節", "二つ目"),
    indicator("指標丁", "人", (100, 200, 150, 180)),
    text("検証と課題", "文。"),
    text("方向性", "二つ目の方向。"),
]
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


class Facts(NamedTuple):
    """What a reader and the way back get of a report."""

    texts: list[str]
    grids: list[object]
    looks: list[str]
    alternative_texts: list[str]
    sizes: list[tuple[str | None, str | None]]
    charts: dict[str, list[str | None]]
    bookmarks: list[str]


def facts(path: Path) -> Facts:
    with zipfile.ZipFile(path) as package:
        root = parse_xml(package.read("word/document.xml"))
        styles = parse_xml(package.read("word/styles.xml"))
        charts = {
            name: [e.text for e in parse_xml(package.read(name)).iter("{*}v", "{*}t", "{*}f")]
            for name in package.namelist()
            if name.startswith("word/charts/chart") and name.endswith(".xml")
        }
    names = {
        style.get(w("styleId")): style.find(w("name")).get(w("val"), "").lower()  # type: ignore[union-attr]
        for style in styles.iter(w("style"))
    }
    return Facts(
        ["".join(t.text or "" for t in p.iter(w("t"))) for p in root.iter(w("p"))],
        [grid_of(table) for table in root.iter(w("tbl"))],
        [names[style.get(w("val"))] for style in root.iter(w("pStyle"))],
        [properties.get("descr", "") for properties in root.iter(f"{DRAWING}docPr")],
        [(extent.get("cx"), extent.get("cy")) for extent in root.iter(f"{DRAWING}extent")],
        charts,
        sorted(start.get(w("name"), "") for start in root.iter(w("bookmarkStart"))),
    )


def grid_of(table: XmlElement) -> object:
    """The columns, and each row's cells with their spans and merges."""
    rows: list[object] = []
    for row in table.findall(w("tr")):
        assert row.find(f"{w('trPr')}/{w('gridAfter')}") is None
        cells: list[object] = []
        for cell in row.findall(w("tc")):
            span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            cells.append((
                "1" if span is None else span.get(w("val")),
                None if merge is None else merge.get(w("val"), "continue"),
            ))  # fmt: skip
        rows.append(cells)
    grid = table.find(w("tblGrid"))
    assert grid is not None
    return [column.get(w("w")) for column in grid], rows


def built(folder: Path, template: Path, *, draft: bool = False) -> Facts:
    target = folder / f"{template.stem}{draft}.docx"
    result = pipeline.build(workbook(folder / "a.xlsx", ROWS), target, template, draft=draft)
    assert result.written == (target,), result
    return facts(target)


def word_saved(folder: Path) -> Path:
    return pack(folder / "word.docx", dict(as_word_saves(parts(SAVED / "original.docx"))))


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("program", ["libreoffice", "superdoc", "word"])
def test_the_same_report(tmp_path: Path, program: str, draft: bool) -> None:
    saved = word_saved(tmp_path) if program == "word" else SAVED / f"{program}.docx"
    before = saved.read_bytes()
    assert built(tmp_path, saved, draft=draft) == built(
        tmp_path, SAVED / "original.docx", draft=draft
    )
    assert saved.read_bytes() == before


def test_the_check_finds_nothing(tmp_path: Path) -> None:
    for path in (word_saved(tmp_path), SAVED / "libreoffice.docx", SAVED / "superdoc.docx"):
        assert pipeline.check_template(path) == ()


def spans(document: bytes) -> list[list[list[str | None]]]:
    """How many columns each cell takes, and the rows that leave some out, of tables without loops over
    cells: those are only whole when the loops have run."""
    root = parse_xml(document)
    return [
        [
            [e.get(w("val")) for e in row.iter(w("gridSpan"), w("gridAfter"))]
            for row in own_rows(table)
        ]
        for table in root.iter(w("tbl"))
        if "{%tc" not in "".join(table.itertext())
    ]


@pytest.mark.parametrize("name", ["2-measures", "5-projects"])
def test_the_other_templates_as_word_saves_them(name: str) -> None:
    original = parts(PRESETS / f"{name}.docx")
    saved = as_word_saves(original)
    main = "word/document.xml"
    assert spans(normal_form(saved, "グラフ")[main]) == spans(normal_form(original, "グラフ")[main])


def test_a_page_break_that_libreoffice_has_moved_to_a_tag() -> None:
    """It writes 「段落前で改ページ」 of a paragraph as a break at the end of the one before."""
    original = {
        k: d.decode("utf-8", "replace") for k, d in parts(PRESETS / "2-measures.docx").items()
    }
    main, program = "word/document.xml", "docProps/app.xml"
    head, _, tail = original[main].partition("<w:pageBreakBefore/>")
    above, _, here = head.rpartition("</w:p>")
    assert "{%p else %}" in above[-60:]
    body = f'{above}<w:r><w:br w:type="page"/></w:r></w:p>{here}{tail}'
    saved = original | {
        main: body,
        program: "<Properties><Application>LibreOffice/7.4</Application></Properties>",
    }
    before, after = (
        normal_form({k: d.encode() for k, d in some.items()}, "グラフ")[main]
        for some in (original, saved)
    )
    assert before == after
