"""The PDF by LibreOffice, read by another program."""

import html
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject

from kumareport.document import fonts
from kumareport.document.pdf import convert_to_pdf
from tests.conftest import SOFFICE, TEMPLATE, need
from tests.make_package import pack, parts


@pytest.fixture(scope="module")
def pdf(built: Path, tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    need(SOFFICE, "LibreOffice")
    target = tmp_path_factory.mktemp("pdf") / "報告書.pdf"
    convert_to_pdf(built, target)
    return pypdf.PdfReader(target)


def test_bookmarks_are_the_headings(pdf: pypdf.PdfReader, seed: dict[str, Any]) -> None:
    chapters = [c for c in pdf.outline if not isinstance(c, list)]
    expected = [f"{c['number']} {c['title']}".strip() for c in seed["chapters"]]
    assert [c.title for c in chapters] == expected
    groups: list[Any] = [g for g in pdf.outline if isinstance(g, list)]
    sections = [s.title for group in groups for s in group]
    assert len(sections) == sum(len(c["sections"]) for c in seed["chapters"])
    assert sections[0] == "第１節 人権尊重社会の実現"


def test_it_is_tagged_in_japanese(pdf: pypdf.PdfReader, seed: dict[str, Any]) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ja-JP"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == seed["title"]
    kinds: Counter[str] = Counter()
    _count(root["/StructTreeRoot"], kinds)
    assert kinds["/H1"] == 9
    assert kinds["/H2"] == sum(len(c["sections"]) for c in seed["chapters"])
    assert kinds["/TH"] > 500
    # The labels of the two boxes of each section.
    assert kinds["行の見出し"] == 2 * kinds["/H2"]
    assert kinds["/LI"] == sum(
        len(s["verification_bullets"]) + len(s["direction_bullets"])
        for c in seed["chapters"]
        for s in c["sections"]
    )


def _count(element: Any, kinds: Counter[str]) -> None:
    found = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(found, ArrayObject):
        for item in found:
            _count(item, kinds)
    elif isinstance(found, DictionaryObject):
        kinds[str(found.get("/S", ""))] += 1
        kinds["行の見出し"] += "'/Row'" in str(found.get("/A", ""))
        if "/K" in found:
            _count(found["/K"], kinds)


def _figures(element: Any) -> Iterator[DictionaryObject]:
    found = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(found, ArrayObject):
        for item in found:
            yield from _figures(item)
    elif isinstance(found, DictionaryObject):
        if found.get("/S") == "/Figure":
            yield found
        elif "/K" in found:
            yield from _figures(found["/K"])


def test_every_graph_says_what_it_shows(pdf: pypdf.PdfReader, built: Path) -> None:
    with zipfile.ZipFile(built) as package:
        body = package.read("word/document.xml").decode()
    texts = [html.unescape(words) for words in re.findall(r'<wp:docPr[^>]* descr="([^"]*)"', body)]
    root: Any = pdf.trailer["/Root"]
    figures = list(_figures(root["/StructTreeRoot"]))
    assert len(texts) == 54
    assert [figure.get("/Alt") for figure in figures] == texts


def test_every_font_is_embedded(pdf: pypdf.PdfReader) -> None:
    seen = 0
    for page in pdf.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            described = font.get_object()
            if "/DescendantFonts" in described:
                described = described["/DescendantFonts"][0].get_object()
            file = described["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(file)
            seen += 1
    assert seen


def test_fonts_that_the_template_names() -> None:
    assert fonts.named_fonts(TEMPLATE) == ("BIZ UDPゴシック",)


def test_a_font_that_nobody_has(tmp_path: Path) -> None:
    changed = dict(parts(TEMPLATE))
    styles = changed["word/styles.xml"].decode()
    changed["word/styles.xml"] = styles.replace("BIZ UDPゴシック", "存在しない書体Ｘ").encode()
    path = tmp_path / "様式.docx"
    pack(path, changed)
    if fonts.installed_fonts() is None:
        pytest.skip("書体の一覧を得られません")
    assert "存在しない書体Ｘ" in (fonts.missing_fonts(path) or ())
