"""The pages of the real report: whatever the Word report says stands on them, for everybody."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from kumareport import pipeline
from tests.conftest import INPUT, ROOT, once
from tests.document.test_real_report import W, chart_parts, row_cells, sections, text_of
from tests.web.html_tree import Node, read

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

TEMPLATE = ROOT / "templates" / "web"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the real workbook; not to be changed."""

    def make(folder: Path) -> None:
        assert pipeline.publish(INPUT, folder / "サイト", TEMPLATE).folder is not None

    return once(tmp_path_factory, "site", make) / "サイト"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Node]:
    return {path.name: read(path) for path in sorted(site.glob("*.html"))}


def chapters(pages: dict[str, Node]) -> list[Node]:
    return [pages[f"chapter-{number}.html"] for number in range(1, len(pages) - 1)]


def plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def parts_of(page: Node) -> list[Node]:
    """The sections of a chapter's page."""
    return list(page.all("section", "part"))


def word_rows(table: Any) -> list[list[str]]:
    """The texts of a table's rows in Word; a cell that goes on from above has none."""
    rows = [row_cells(row) for row in table.findall(W + "tr")]
    return [["" if goes_on else plain(text) for text, _, goes_on in row] for row in rows]


def page_rows(table: Node, columns: int) -> list[list[str]]:
    """The same of a table of a page, whose spanned cells are laid out as Word has them."""
    found: list[list[str]] = []
    above: Counter[int] = Counter()
    for row in table.all("tr"):
        texts: list[str] = []
        cells = [cell for cell in row.all() if cell.tag in ("th", "td")]
        at = 0
        while cells or at < columns:
            if above[at]:
                above[at] -= 1
                texts.append("")
                at += 1
                continue
            if not cells:
                break
            cell = cells.pop(0)
            texts.append(plain(shown(cell)))
            width = int(cell.attributes.get("colspan", "1"))
            for n in range(width):
                more = int(cell.attributes.get("rowspan", "1")) - 1
                above[at + n] = more if n == 0 else 0
            at += width
        found.append(texts)
    return found


def shown(cell: Node) -> str:
    """A cell as Word prints it: a mark without the words that explain it."""
    marks = list(cell.all("span", "mark"))
    return marks[0].text if marks else cell.text


def test_everything_in_the_word_report_stands_on_the_pages(
    built: Path, pages: dict[str, Node]
) -> None:
    values = marks = bullets = notes = 0
    for (heading, printed), page in zip(sections(built), chapters(pages), strict=True):
        assert plain(page.one("h1").text) == plain(heading)
        for (title, content), part in zip(printed, parts_of(page), strict=True):
            assert plain(part.one("h2").text) == plain(title)
            table, boxes = (block for kind, block, _ in content if kind == "table")
            word = word_rows(table)
            columns = max(sum(span for _, span, _ in row_cells(r)) for r in table.findall(W + "tr"))
            web = page_rows(part.one("table", "indicators"), columns)
            assert [[t for t in row if t] for row in web] == [[t for t in row if t] for row in word]
            values += sum(len(row.findall(W + "tc")) for row in table.findall(W + "tr")[2:])
            marks += len(list(part.all("td", "result")))
            said = [
                plain(text_of(p))
                for row in boxes.findall(W + "tr")
                for p in row.findall(W + "tc")[1].findall(W + "p")
            ]
            lists = [plain(li.text) for ul in part.all("ul", "texts") for li in ul.all("li")]
            assert lists == said
            bullets += len(said)
            below = [text_of(p) for kind, p, _ in content if kind == "p" and text_of(p).strip()]
            assert [plain(p.text) for p in part.all("p", "note")] == [plain(t) for t in below]
            notes += len(below)
    assert (marks, bullets, notes) == (52, 191, 2)
    assert values > 555


def test_each_graph_of_the_word_report_is_drawn(built: Path, pages: dict[str, Node]) -> None:
    c = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    charts = chart_parts(built)
    drawn = 0
    for (_, printed), page in zip(sections(built), chapters(pages), strict=True):
        for (_, content), part in zip(printed, parts_of(page), strict=True):
            ids = [rel for _, _, found in content for rel in found]
            figures = list(part.all("figure"))
            for rel, figure in zip(ids, figures, strict=True):
                numbers = [
                    [float(v.text or "") for v in series.findall(f"{c}val//{c}v")]
                    for series in charts[rel].iter(f"{c}ser")
                ]
                cells = [
                    [td.text for td in row.all("td")]
                    for row in figure.one("table", "values").one("tbody").all("tr")
                ]
                table = [
                    [float(t.replace(",", "").replace("▲", "-")) for t in column if t != "―"]
                    for column in zip(*cells, strict=True)
                ]
                assert table == numbers
                assert len(list(figure.all("circle"))) - 1 == len(numbers[0])
                assert figure.one("title").text
                assert "折れ線グラフ" in figure.one("desc").text
                drawn += 1
    assert drawn == 54


def test_the_totals_of_the_published_report(pages: dict[str, Node]) -> None:
    table = pages["index.html"].one("table", "totals")
    rows = [
        [cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in table.all("tr")
    ]
    assert rows[-1] == ["全体", "22", "3", "27", "52", "48.1％"]
    assert len(rows) == 11


def test_every_page_keeps_to_what_everybody_needs(site: Path, pages: dict[str, Node]) -> None:
    assert len(pages) == 11
    for name, page in pages.items():
        html = page.one("html")
        assert html.attributes["lang"] == "ja"
        policies = [m for m in page.all("meta") if "http-equiv" in m.attributes]
        assert [m.attributes["content"].partition(";")[0] for m in policies] == [
            "default-src 'none'"
        ]
        assert not [n for n in page.all() if n.tag in ("script", "style", "iframe")]
        assert not [a for n in page.all() for a in n.attributes if a == "style" or a[:2] == "on"]
        ids = Counter(n.attributes["id"] for n in page.all() if "id" in n.attributes)
        assert max(ids.values()) == 1
        for node in page.all():
            for key in ("aria-labelledby", "for"):
                for target in node.attributes.get(key, "").split():
                    assert target in ids, (name, target)
        assert [n.tag for n in page.all() if n.tag in ("header", "main", "footer")] == [
            "header", "main", "footer",
        ]  # fmt: skip
        first = next(page.one("body").all("a"))
        assert first.attributes["href"] == "#main"
        assert "main" in ids
        for table in page.all("table"):
            assert table.one("caption").text.strip()
            assert all(th.attributes["scope"] for th in table.all("th"))
        levels = [int(n.tag[1]) for n in page.all() if re.fullmatch("h[1-6]", n.tag)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(b <= a + 1 for a, b in pairwise(levels))
        for time in page.all("time"):
            assert re.fullmatch(r"(19|20)\d\d", time.attributes["datetime"])
        assert (site / name).stat().st_size <= 300_000


def test_every_link_leads_somewhere(site: Path, pages: dict[str, Node]) -> None:
    fragments = {
        name: {n.attributes["id"] for n in page.all() if "id" in n.attributes}
        for name, page in pages.items()
    }
    count = 0
    for name, page in pages.items():
        for node in page.all():
            for target in (node.attributes.get("href"), node.attributes.get("src")):
                if target is None:
                    continue
                path, _, fragment = unquote(target).partition("#")
                assert (site / (path or name)).is_file(), target
                assert not fragment or fragment in fragments[path or name], target
                count += 1
    assert count > 200


def test_the_filter_has_a_rule_for_each_choice(site: Path, pages: dict[str, Node]) -> None:
    css = (site / "style.css").read_text(encoding="utf-8")
    page = pages["index.html"]
    choices = [n.attributes["id"] for n in page.all("input")]
    assert choices[0] == "show-all"
    rows = list(page.one("table", "change-list").one("tbody").all("tr"))
    assert len(rows) == 55
    for choice in choices[1:]:
        kind = choice.removeprefix("show-")
        assert f"#{choice}:checked) tbody tr:not(.is-{kind})" in css
        assert any(row.attributes["class"] == f"is-{kind}" for row in rows)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_letters_stand_out_from_their_ground() -> None:
    css = (TEMPLATE / "style.css").read_text(encoding="utf-8")
    names = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", css))
    white, black = "#ffffff", "#1d1d1f"
    pairs = [
        (names[ink], ground)
        for ink in ("text", "link", "quiet", "actual", "goal")
        for ground in (names["ground"], names["head"], names["target"])
    ]
    pairs += [(white, names["band"]), (black, "#f2d38a"), (black, "#f7e0bd"), ("#8c1d18", white)]
    for ink, ground in pairs:
        high, low = sorted((luminance(ink), luminance(ground)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)


def test_equal_workbooks_give_equal_pages(site: Path, tmp_path: Path) -> None:
    pipeline.publish(INPUT, tmp_path / "b", TEMPLATE)
    first, second = (
        {p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file() and ".kuma" not in str(p)}
        for f in (site, tmp_path / "b")
    )  # fmt: skip
    assert first == second
