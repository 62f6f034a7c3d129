"""The real report, read back with nothing but zipfile and the standard XML parser."""

import io
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from kumareport import pipeline
from kumareport.document.fonts import missing_fonts
from tests.conftest import INPUT, TEMPLATE, need
from tests.outside import poppler, validator_problems

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Content = tuple[str, ET.Element, list[str]]
"""A paragraph ("p") or table ("table"), and the charts in it."""


def canonical(text: str) -> str:
    """The notation of workbook.md, worked out again: NFKC, one minus, no white space."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[▲△−](?=\s*\d)", "▲", text).replace("〇", "○")
    text = re.sub(r"\s+", "", text)
    return re.sub(r"(?<![\d.,])(\d{4,})(?!\d)", lambda m: f"{int(m[1]):,}", text)


def plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def text_of(element: ET.Element) -> str:
    return "".join(
        (node.text or "") if node.tag == W + "t" else "\n" if node.tag == W + "br" else ""
        for node in element.iter()
    )


def blocks(path: Path) -> Iterator[tuple[str, str | None, ET.Element, list[str]]]:
    """The body's paragraphs ("p", style, element, chart ids) and tables ("table", None …)."""
    with zipfile.ZipFile(path) as package:
        body = ET.fromstring(package.read("word/document.xml"))[0]
    for block in body:
        if block.tag == W + "p":
            style = block.find(f"{W}pPr/{W}pStyle")
            charts = [c.attrib[R + "id"] for c in block.iter(C + "chart")]
            yield "p", "" if style is None else style.get(W + "val"), block, charts
        elif block.tag == W + "tbl":
            yield "table", None, block, []


def sections(path: Path) -> list[tuple[str, list[tuple[str, list[Content]]]]]:
    """Chapters and sections as lists of blocks."""
    chapters: list[tuple[str, list[tuple[str, list[Content]]]]] = []
    for kind, style, content, charts in blocks(path):
        if style == "Heading1":
            chapters.append((text_of(content), []))
        elif style == "Heading2":
            chapters[-1][1].append((text_of(content), []))
        elif chapters and chapters[-1][1]:
            chapters[-1][1][-1][1].append((kind, content, charts))
    return chapters


def chart_parts(path: Path) -> dict[str, ET.Element]:
    with zipfile.ZipFile(path) as package:
        rels = ET.fromstring(package.read("word/_rels/document.xml.rels"))
        return {
            rel.attrib["Id"]: ET.fromstring(package.read("word/" + rel.attrib["Target"]))
            for rel in rels
            if rel.attrib["Type"].endswith("/chart")
        }


def row_cells(row: ET.Element) -> list[tuple[str, int, bool]]:
    """Text, column span and whether the cell continues a vertical merge."""
    found: list[tuple[str, int, bool]] = []
    for cell in row.findall(W + "tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and merge.get(W + "val", "continue") == "continue"
        text = "".join(text_of(p) + "\n" for p in cell.findall(W + "p")).strip()
        found.append((text, int(span.attrib[W + "val"]) if span is not None else 1, goes_on))
    return found


def test_every_heading_cell_note_and_bullet_is_there_in_order(
    built: Path, seed: dict[str, Any]
) -> None:
    found = sections(built)
    assert [plain(h) for h, _ in found] == [
        plain(c["number"] + c["title"]) for c in seed["chapters"]
    ]
    cells = bullets = 0
    for (_, printed), chapter in zip(found, seed["chapters"], strict=True):
        assert [plain(h) for h, _ in printed] == [
            plain(s["number"] + s["title"]) for s in chapter["sections"]
        ]
        for (_, content), section in zip(printed, chapter["sections"], strict=True):
            tables = [block for kind, block, _ in content if kind == "table"]
            cells += check_table(tables[0], section, chapter)
            rows = tables[1].findall(W + "tr")
            for row, name in zip(rows, ("verification_bullets", "direction_bullets"), strict=True):
                box = row.findall(W + "tc")[1]
                texts = [text_of(p) for p in box.findall(W + "p")]
                assert [plain(t) for t in texts] == [plain(b["text"]) for b in section[name]]
                bullets += len(texts)
            notes = [text_of(p) for kind, p, _ in content if kind == "p" and text_of(p).strip()]
            assert notes == section["section_notes"]
    assert bullets == 191
    assert cells == 55


def check_table(table: ET.Element, section: dict[str, Any], chapter: dict[str, Any]) -> int:
    rows = [row_cells(row) for row in table.findall(W + "tr")]
    six = not chapter["number"]
    heads = ["基準値", "実績", "検証値"] if six else ["基準値", "実績", "検証値", "実績", "検証値"]
    assert [text for text, _, _ in rows[0]] == ["検証指標", "単位", *heads, "進捗"]
    years = "H30 R2 R3 R4 R5 R5" if six else "H27 H28 H29 H30 R1 R1 R2 R3 R4 R5 R5"
    assert [text for text, _, on in rows[1] if not on] == years.split()
    keys = ["基準値", *(["R2", "R3", "R4", "R5"] if six else ["H28", "H29", "H30", "R1"])]
    mark = ""
    for row, indicator in zip(rows[2:], section["indicators"], strict=True):
        texts = [text for text, _, _ in row]
        periods = indicator["periods"]
        raws = [periods[key]["raw"] for key in keys]
        if not six:
            raws += [indicator["target_mid"]["raw"]]
            raws += [periods[key]["raw"] for key in ("R2", "R3", "R4", "R5")]
        raws += [indicator["target_final"]["raw"]]
        merged = [cell.get("merged_with") for cell in periods.values()]
        if any(merged):
            raws.remove("")
        names = [plain(indicator["name"] + "".join(indicator["notes"]))]
        if indicator.get("group"):
            names.insert(0, plain(indicator["group"]))
        shown = [plain(text) for text in texts[: len(names)]]
        assert shown == names or (row[0][2] and shown[1:] == names[1:])
        unit = texts[len(names)]
        assert plain(unit) == plain(indicator["unit"])
        assert [canonical(t) for t in texts[len(names) + 1 : -1]] == [canonical(r) for r in raws]
        mark = texts[-1] if not row[-1][2] else mark
        assert mark == indicator["mark"]
    return len(rows) - 2


def test_every_graph_title_is_there(built: Path, seed: dict[str, Any]) -> None:
    charts = chart_parts(built)
    for (_, printed), chapter in zip(sections(built), seed["chapters"], strict=True):
        for (_, content), section in zip(printed, chapter["sections"], strict=True):
            ids = [rel for _, _, block_charts in content for rel in block_charts]
            titles = [
                "".join(t.text or "" for t in charts[rel].findall(f"{C}chart/{C}title//{A}t"))
                for rel in ids
            ]
            # The seed's order of titles is that of a jumbled extraction; ours is the table's.
            # Two published sections have a graph for each row of a group, without titles.
            if section["chart_titles"]:
                assert sorted(titles) == sorted(section["chart_titles"])
            else:
                assert not any(titles) or section["indicators"][0].get("group")


def test_nothing_of_the_template_is_left(built: Path) -> None:
    with zipfile.ZipFile(built) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                text = package.read(name).decode()
                assert not re.search(r"\{\{|\{%|%\}|\}\}|\ufdd0|\ufdd1|グラフの見本", text), name


def ad(year: str) -> int:
    """H27 → 2015."""
    return {"H": 1988, "R": 2018}[year[0]] + int(year[1:])


def points_of(series: ET.Element) -> list[tuple[int, float]]:
    """Year and number of each point; the labels count on from an era's beginning: H29, 30, R1, 2. Where
    there is little room, the era stands below: 29 H."""
    labels = [
        "".join(reversed((v.text or "").split("\n"))) for v in series.findall(f"{C}cat//{C}v")
    ]
    first = ad(labels[0])
    assert [label[-2:].lstrip("HR") for label in labels] == [
        str(year - (1988 if year < 2019 else 2018)) for year in range(first, first + len(labels))
    ]
    points = series.findall(f"{C}val//{C}pt")
    return [(first + int(p.get("idx", "")), float(p[0].text or "")) for p in points]


def test_each_graph_shows_the_numbers_of_its_row(built: Path, seed: dict[str, Any]) -> None:
    charts = chart_parts(built)
    drawn = 0
    for (_, printed), chapter in zip(sections(built), seed["chapters"], strict=True):
        for (_, content), section in zip(printed, chapter["sections"], strict=True):
            ids = iter([rel for _, _, block_charts in content for rel in block_charts])
            for row in section["indicators"]:
                if "※グラフ無" in row["notes"]:
                    continue
                first, *rest = charts[next(ids)].iter(C + "ser")
                # A base of another year than its column's says so in its cell: 41（H26）.
                assert points_of(first) == [
                    (
                        ad(cell.get("data_year") or (row["base_year"] if key == "基準値" else key)),
                        number,
                    )
                    for key, cell in row["periods"].items()
                    if (number := cell.get("value")) is not None
                ]
                targets = (("R1", row.get("target_mid")), ("R5", row["target_final"]))
                assert [point for series in rest for point in points_of(series)] == [
                    (ad(cell.get("data_year") or key), cell["value"])
                    for key, cell in targets
                    if cell and cell.get("value") is not None
                ]
                drawn += 1
            assert next(ids, None) is None
    assert drawn == 54


def test_chart_cache_equals_its_workbook(built: Path) -> None:
    seen = 0
    with zipfile.ZipFile(built) as package:
        for name in sorted(n for n in package.namelist() if n.startswith("word/charts/chart")):
            root = ET.fromstring(package.read(name))
            rels = package.read(name.replace("charts/", "charts/_rels/") + ".rels").decode()
            (embedded,) = re.findall(r'Target="\.\./(embeddings/[^"]+)"', rels)
            embedded_book = io.BytesIO(package.read("word/" + embedded))
            sheet = openpyxl.load_workbook(embedded_book).worksheets[0]
            cached: dict[tuple[int, int], float] = {}
            for column, series in enumerate(root.iter(C + "ser"), 2):
                for point in series.findall(f"{C}val//{C}pt"):
                    value = float(point.findtext(C + "v", ""))
                    cached[int(point.attrib["idx"]) + 2, column] = value
                (count,) = series.findall(f"{C}val//{C}ptCount")
                assert sheet.max_row == int(count.attrib["val"]) + 1
            stored = {
                (c.row, c.column): c.value for row in sheet.iter_rows(2, min_col=2) for c in row
            }
            assert {k: v for k, v in stored.items() if v is not None} == cached
            seen += len(cached)
    assert seen > 400


def test_drawing_ids_are_unique_and_cells_end_with_a_paragraph(built: Path) -> None:
    with zipfile.ZipFile(built) as package:
        root = ET.fromstring(package.read("word/document.xml"))
        rels = package.read("word/_rels/document.xml.rels").decode()
        for chart in (n for n in package.namelist() if re.match("word/charts/chart.*xml$", n)):
            tree = ET.fromstring(package.read(chart))
            axes = [
                own.attrib["val"]
                for a in tree.iter()
                if a.tag in (C + "catAx", C + "valAx")
                for own in a.findall(C + "axId")
            ]
            plotted = [
                a.attrib["val"]
                for line in tree.iter(C + "lineChart")
                for a in line.findall(C + "axId")
            ]
            assert sorted(axes) == sorted(plotted)
    ids = [node.get("id") for node in root.iter() if node.tag.endswith("}docPr")]
    assert len(ids) == len(set(ids)) == 54
    assert all(cell[-1].tag == W + "p" for cell in root.iter(W + "tc"))
    used = [chart.get(R + "id") for chart in root.iter(C + "chart")]
    assert len(used) == len(set(used))
    assert all(f'Id="{rel}"' in rels for rel in used)


def test_two_builds_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    before = INPUT.read_bytes()
    again = tmp_path / "again.docx"
    pipeline.build(INPUT, again, TEMPLATE)
    assert again.read_bytes() == built.read_bytes()
    assert INPUT.read_bytes() == before


# All that Microsoft's validator finds in the workbook: the first child of each font in styles.xml
# that comes late for it (b, color or sz), since openpyxl writes the name first. ECMA-376 Part 1
# allows any order (CT_Font is a choice); the validator wants Excel's own. Put into this order, the
# fonts need no tolerance, and nothing can hide behind one.
EXCELS_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color",
    "name", "family", "charset", "scheme",
)  # fmt: skip


def with_fonts_in_excels_order(source: Path, target: Path) -> Path:
    """The same workbook but for the order of each font's children."""

    def in_order(font: re.Match[str]) -> str:
        children = re.findall(r"<\w+[^>]*/>", font[1])
        assert "".join(children) == font[1]
        children.sort(key=lambda child: EXCELS_FONT_ORDER.index(re.split(r"\W", child)[1]))
        return f"<font>{''.join(children)}</font>"

    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/styles.xml":
                data = re.sub(r"<font>(.*?)</font>", in_order, data.decode()).encode()
            new.writestr(name, data)
    return target


def test_microsofts_validator_finds_nothing(built: Path, tmp_path: Path) -> None:
    workbook = with_fonts_in_excels_order(INPUT, tmp_path / "input.xlsx")
    for file in (built, workbook, TEMPLATE):
        assert not validator_problems(file)


def test_ooxml_integrity_finds_nothing(built: Path) -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "ooxml-integrity"), "check", str(built)],
        capture_output=True,
        text=True,
    )
    assert "0 error(s), 0 warning(s)" in done.stdout


def test_libreoffice_opens_and_saves_it_whole(built: Path, resaved: Path) -> None:
    with zipfile.ZipFile(resaved) as package:
        charts = [n for n in package.namelist() if re.match(r"word/charts/chart\d+\.xml", n)]
        text = ET.fromstring(package.read("word/document.xml"))
    with zipfile.ZipFile(built) as package:
        ours = ET.fromstring(package.read("word/document.xml"))
    assert len(charts) == 54
    assert len(list(text.iter(W + "tbl"))) == len(list(ours.iter(W + "tbl"))) == 77
    assert plain(text_of(text)) == plain(text_of(ours))


def test_pdf_has_about_22_pages(printed: Path) -> None:
    need(None if missing_fonts(TEMPLATE) else "installed", "BIZ UD 書体")
    (pages,) = re.findall(r"Pages:\s+(\d+)", poppler("pdfinfo", str(printed)))
    assert 21 <= int(pages) <= 24
