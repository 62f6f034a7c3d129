"""``kumareport publish``: what it refuses, what it leaves alone, what an office may change."""

import re
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from kumareport import pipeline
from kumareport.cli.main import main
from kumareport.errors import InputFileError, TemplateError
from kumareport.last_year import SinceLastYear
from kumareport.marks import Judged
from kumareport.model.report import Chapter
from kumareport.web.render import PageTemplate
from kumareport.web.site import Site, pages
from kumareport.workbook import layout
from tests.make_workbook import HEADER, LONG_HEADER, Row, indicator, series, text, workbook
from tests.web.html_tree import Node, read
from tests.web.test_real_pages import TEMPLATE

TEXTS = [text("検証と課題", "指標は未達成となった。"), text("方向性", "文。")]


def book(path: Path, *rows: Row, year: str = "R5") -> Path:
    lines = [text("節", "題"), *rows, *TEXTS]
    return workbook(path, lines, header=LONG_HEADER, extra_settings=[("評価の年度", year)])


def published(folder: Path, source: Path, previous: Path | None = None) -> Path:
    result = pipeline.publish(source, folder, TEMPLATE, previous=previous)
    assert result.folder is not None
    return result.folder.path


def words(node: Node) -> list[str]:
    return [cell.text.strip() for cell in node.all() if cell.tag in ("th", "td")]


def test_what_has_changed_since_last_year(tmp_path: Path) -> None:
    now = book(
        tmp_path / "今年.xlsx",
        series(51, 52, 53, 54, 60, name="甲"),
        series(51, 52, 53, 54, 53.5, name="乙"),
        series(51, 52, 53, 54, 55, name="新"),
    )
    then = book(
        tmp_path / "昨年.xlsx",
        series(51, 52, 53, 54, None, name="甲"),
        series(51, 52, 53, 59, None, name="乙"),
        series(51, 52, 53, 54, None, name="消えた指標"),
        year="R4",
    )
    page = read(published(tmp_path / "サイト", now, previous=then) / "index.html")
    rows = [words(r) for r in page.one("table", "change-list").one("tbody").all("tr")]
    assert rows == [
        ["第１章", "甲", "件", "54（R4）", "60（R5）", "＋6", "改善", "× 未達成", "○ 検証値を達成", "上がった"],
        # 59 of 60 was nearly there; the value that counts today is the one of today's workbook.
        ["第１章", "乙", "件", "54（R4）", "53.5（R5）", "▲0.5", "悪化", "△ 概ね達成", "× 未達成", "下がった"],
        ["第１章", "新", "件", "", "55（R5）", "", "新しい指標", "", "× 未達成", ""],
    ]  # fmt: skip
    changes = page.one("section", "changes")
    gone = [li.text for li in changes.one("ul").all("li")]
    assert gone == ["第１章 章の題名 第１節：消えた指標"]
    counts = [d.text for d in changes.all("span", "big")]
    # 改善, 悪化, 新しい指標; marks that rose, fell, stayed.
    assert counts == ["1", "1", "1", "1", "1", "0"]


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "'\" onfocus=alert(1) x='",
    "</title></svg><svg onload=alert(1)>",
    "&lt;b&gt;&amp;",
)


def test_hostile_texts_are_texts(tmp_path: Path) -> None:
    rows: list[Row] = []
    for number, bad in enumerate(HOSTILE):
        name, unit = f"{bad}{number}", bad[:20]
        rows += [series(51, 52, 53, 54, 55, name=name, unit=unit, title=bad, group=f"群{bad}")]
    path = workbook(
        tmp_path / "a.xlsx",
        [text("節", HOSTILE[0]), *rows, text("検証と課題", HOSTILE[1]), text("方向性", HOSTILE[2])],
        header=LONG_HEADER,
        title=HOSTILE[1],
        extra_settings=[("市名", HOSTILE[0]), ("資料番号", HOSTILE[4]), ("作成日", HOSTILE[5])],
    )
    result = pipeline.publish(path, tmp_path / "サイト", TEMPLATE, draft=True)
    assert result.folder is not None
    tags: set[str] = set()
    for file in result.pages:
        page = read(file)
        tags |= {node.tag for node in page.all()}
        for node in page.all():
            assert not [a for a in node.attributes if a.startswith("on") or a in ("style", "src")]
            assert "javascript:" not in node.attributes.get("href", "")
    assert not tags & {"script", "img", "b", "iframe", "object"}
    chapter = read(result.pages[1])
    names = [node.text for node in chapter.one("table", "indicators").all("th")]
    for number, bad in enumerate(HOSTILE):
        assert f"{bad}{number}" in names
    assert [li.text for ul in chapter.all("ul", "texts") for li in ul.all("li")] == [
        HOSTILE[1], HOSTILE[2],
    ]  # fmt: skip


def test_errors_stop_it_and_a_draft_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [text("節", "題"), indicator(values=(1, 2, "たくさん", 3))]
    )
    assert main(["publish", str(path)]) == 1
    assert "ページは作りませんでした" in capsys.readouterr().out
    assert not (tmp_path / "output").exists()
    assert main(["publish", str(path), "--draft"]) == 1
    page = read(tmp_path / "output" / "ウェブページ" / "chapter-1.html")
    assert page.one("head").one("title").text.startswith("【案】")
    assert "案です" in page.one("p", "draft").text


def test_a_page_that_a_person_has_changed_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path / "a.xlsx", series(51, 52, 53, 54, 55))
    folder = tmp_path / "サイト"
    assert main(["publish", str(path), "-o", str(folder)]) == 0
    assert main(["publish", str(path), "-o", str(folder)]) == 0
    assert not (tmp_path / "サイト（2）").exists()
    page = folder / "index.html"
    page.write_text("手で直した", encoding="utf-8")
    assert main(["publish", str(path), "-o", str(folder)]) == 0
    assert page.read_text(encoding="utf-8") == "手で直した"
    assert (tmp_path / "サイト（2）" / "index.html").exists()
    assert "人が直したファイル" in capsys.readouterr().out


def test_pages_of_chapters_that_are_gone_go_too(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", series(51, 52, 53, 54, 55))
    folder = published(tmp_path / "サイト", path)
    ours, persons = folder / "chapter-2.html", folder / "chapter-3.html"
    # As a report with more chapters has left it.
    shutil.copyfile(folder / "chapter-1.html", ours)
    shutil.copyfile(folder / ".kumareport" / "chapter-1.html", folder / ".kumareport" / ours.name)
    persons.write_text("手で書いたページ", encoding="utf-8")
    published(folder, path)
    assert not ours.exists()
    assert persons.exists()
    assert (folder / "chapter-1.html").exists()


def changed(folder: Path, old: str, new: str) -> Path:
    """A copy of the template with something changed."""
    shutil.copytree(TEMPLATE, folder)
    page = folder / "page.html"
    source = page.read_text(encoding="utf-8")
    assert old in source
    page.write_text(source.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{{ ページ.説明 }}", "{{ ページ.せつめい }}", "「せつめい」という名前はありません"),
        ("{{ ページ.説明 }}", "{{ ページ.説明|upper }}", "（7 行目）：「|upper」は使えません"),
        ("{{ ページ.説明 }}", "{{ ''.join() }}", "使えない書き方です"),
        ("{%- endfor %}\n</dl>", "\n</dl>", "タグの書き方が正しくありません"),
        ("<footer>", "<script>x</script><footer>", "<script> は使えません"),
        ("<footer>", '<img src="https://example.jp/a.png" alt=""><footer>', "ほかの場所のもの"),
        ("<footer>", '<img src="style.css"><footer>', "alt がありません"),
        ("<footer>", '<a href="javascript:x">x</a><footer>', "リンク先（javascript:x）は使えません"),
        ("<footer>", '<footer onclick="x">', "onclick は使えません"),
        ("<footer>", '<p style="color:red">x</p><footer>', "style は使えません"),
        ("<footer>", '<meta http-equiv="refresh" content="0"><footer>', "自動で移る"),
        ("default-src 'none'; ", "", "Content-Security-Policy"),
        ("style-src 'self'", "style-src 'self' 'unsafe-inline'", "ゆるめられています"),
        (' lang="ja"', "", "lang"),
        ("</main>", "</div>", "合う始まりがありません"),
        ("</html>", "", "<html> の終わりがありません"),
        ('<h1 id="top">', "<h2>", "合う始まり"),
        ("<footer>", "<h1>二</h1><footer>", "<h1> は、はじめに１つだけ"),
        ("<footer>", "<h6>深い</h6><footer>", "段を飛ばさない"),
        ("<footer>", '<p id="main">x</p><footer>', "id「main」が２つあります"),
        ('<th scope="col">章</th>', "<th>章</th>", "scope がありません"),
    ],
)  # fmt: skip
def test_a_template_that_breaks_a_promise_is_refused(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    path = book(tmp_path / "a.xlsx", series(51, 52, 53, 54, 55))
    template = changed(tmp_path / "web", old, new)
    with pytest.raises(TemplateError) as caught:
        pipeline.publish(path, tmp_path / "サイト", template)
    assert words in caught.value.message
    assert not (tmp_path / "サイト").exists()


def test_the_offices_own_template_is_found_and_its_pictures_go_along(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", series(51, 52, 53, 54, 55))
    own = changed(
        tmp_path / "templates" / "web", "<footer>", '<footer><img src="logo.png" alt="市章">'
    )
    (own / "logo.png").write_bytes(b"\x89PNG")
    (own / "メモ.txt").write_text("x", encoding="utf-8")
    assert main(["publish", str(path)]) == 0
    site = tmp_path / "output" / "ウェブページ"
    assert read(site / "index.html").one("img").attributes["alt"] == "市章"
    assert (site / "logo.png").read_bytes() == b"\x89PNG"
    assert not (site / "メモ.txt").exists()


def test_a_folder_that_is_no_template(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", series(51, 52, 53, 54, 55))
    with pytest.raises(InputFileError, match="テンプレートがありません"):
        pipeline.publish(path, tmp_path / "サイト", tmp_path)
    (tmp_path / "page.html").write_bytes("頁".encode("cp932"))
    with pytest.raises(InputFileError, match="UTF-8 ではありません"):
        pipeline.publish(path, tmp_path / "サイト", tmp_path)


def test_a_negative_axis_and_a_gap(tmp_path: Path) -> None:
    row = series("▲1.5", "中止", 0.5, 1, "▲2", base="▲1", targets=("-", "▲0.5"))
    path = book(tmp_path / "a.xlsx", row)
    site = published(tmp_path / "サイト", path)
    figure = read(site / "chapter-1.html").one("figure")
    shown = [node.text for node in figure.one("svg").all("text")]
    assert "▲2" in " ".join(shown)
    assert not [t for t in shown if re.search(r"[-−]\d", t)]
    # H27 alone, R1 alone, then R3 to R5: the year without a value parts the line.
    assert [len(n.attributes["points"].split()) for n in figure.all("polyline")] == [3]


def test_indicators_that_have_no_graph_and_sections_that_have_no_table(tmp_path: Path) -> None:
    rows = [
        text("節", "一"),
        indicator(values=("-", "維持", "維持", "維持")),
        *TEXTS,
        text("節", "二"),
        *TEXTS,
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    result = pipeline.publish(path, tmp_path / "サイト", TEMPLATE, draft=True)
    page = read(result.pages[1])
    assert len(list(page.all("figure"))) == 0
    assert len(list(page.all("table"))) == 1


def test_parts_in_parts_and_what_stands_before_them(tmp_path: Path) -> None:
    kinds = [
        (),
        ("記録の区分",),
        layout.KINDS_HEADER,
        ("施策", "見出し"),
        ("事業", "見出し"),
        ("指標", "指標", "章・施策・事業"),
        ("検証", "文", "章・施策・事業"),
    ]
    rows = [
        indicator("目標の指標", values=(10, 11, 12, 20)),
        text("検証", "章の文。"),
        text("施策", "施策の題"),
        indicator("施策の指標", values=(10, 11, 12, 20)),
        text("事業", "事業の題"),
        text("検証", "事業の文。"),
    ]
    path = workbook(tmp_path / "a.xlsx", rows, extra_settings=kinds)
    result = pipeline.publish(path, tmp_path / "サイト", TEMPLATE, draft=True)
    page = read(result.pages[1])
    headings = [(n.tag, n.text) for n in page.all() if re.fullmatch("h[1-6]", n.tag)]
    assert headings == [
        ("h1", "第１章 章の題名"),
        ("h2", "検証"),
        ("h2", "第１節 施策の題"),
        ("h3", "事業１ 事業の題"),
        ("h4", "検証"),
    ]
    assert [t.one("caption").text for t in page.all("table", "indicators")] == [
        "第１章 章の題名の検証指標",
        "第１節 施策の題の検証指標",
    ]


def test_the_offices_own_fields(tmp_path: Path) -> None:
    fields = [
        (),
        ("項目",),
        layout.FIELDS_HEADER,
        ("根拠法令", "節", "文"),
        ("決算額", "指標", "年度ごとの金額", "", "千円"),
    ]
    header = [*HEADER, "根拠法令", "決算額 R4", "決算額 R5"]
    rows = [
        [*text("節", "題"), *[None] * 11, "地方自治法\n<b>第１条</b>"],
        [*indicator("甲"), None, 1200, 1300],
        [*indicator("乙"), None, None, None],
        *TEXTS,
    ]
    path = workbook(tmp_path / "a.xlsx", rows, header=header, extra_settings=fields)
    result = pipeline.publish(path, tmp_path / "サイト", TEMPLATE, draft=True)
    page = read(result.pages[1])
    own = page.one("dl", "fields")
    assert [(own.one("dt").text, own.one("dd").text)] == [("根拠法令", "地方自治法\n<b>第１条</b>")]
    table = [words(row) for row in page.one("table", "fields").all("tr")]
    assert table == [
        ["検証指標", "決算額（千円）\nR4", "決算額（千円）\nR5"],
        ["甲", "1,200", "1,300"],
        ["乙", "", ""],
    ]


def test_very_many_indicators_and_chapters(tmp_path: Path) -> None:
    """105 chapters of 3 indicators: totals and changes have pages of their own, with 100 chapters and 300
    lines each."""
    checked = pipeline.check(
        workbook(
            tmp_path / "a.xlsx",
            [
                text("節", "題"),
                *(series(51, 52, 53, 54, 55, name=f"指標{n}") for n in range(3)),
                *TEXTS,
            ],
            header=LONG_HEADER,
        )
    )
    (chapter,) = checked.report.chapters

    def again(number: int) -> Chapter:
        (part,) = chapter.parts
        rows = (
            replace(g, rows=(replace(g.rows[0], id=f"{number}-{g.rows[0].id}"),))
            for g in part.groups
        )
        parts = (replace(part, id=f"{number}-{part.id}", groups=tuple(rows)),)
        return replace(chapter, number=f"第{number}章", title=f"題{number}", parts=parts)

    report = replace(checked.report, chapters=tuple(map(again, range(1, 106))))
    judged = Judged(report, {})
    site = Site(report, judged, SinceLastYear(report, judged), ())
    made = dict(pages(site, PageTemplate(TEMPLATE)))
    rows = {name: html.count('<tr class="is-') for name, html in made.items()}
    assert {name: n for name, n in rows.items() if n} == {"change-1.html": 300, "change-2.html": 15}
    bars = {name: html.count("<rect") for name, html in made.items() if name.startswith("totals")}
    assert bars == {"totals-1.html": 100, "totals-2.html": 5}
    assert '<a href="totals-2.html">進捗の集計（第101章～第105章）</a>' in made["index.html"]
    assert 'href="chapter-100.html"' in made["totals-1.html"]
    assert 'href="change-2.html"' in made["index.html"]
    assert "すべて" not in made["index.html"]
    # A page in the middle leads to the first, ten before it, itself, ten behind, and the last.
    nav = made["chapter-20.html"].split("</nav>")[0]
    assert nav.count("<li>") == 23
    assert max(len(html.encode()) for html in made.values()) < 300_000
