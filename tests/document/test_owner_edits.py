"""Edits that owners of a template make in Word, each as a kind: the report is right, or the check says
what to mend and where."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kumareport import pipeline
from kumareport.errors import InputFileError
from tests.conftest import TEMPLATE
from tests.make_package import pack, parts
from tests.make_workbook import indicator, text, workbook

BODY = "word/document.xml"
HEADING = "{{ 節.見出し }}"
ROWS = [
    text("節", "一つ目"), indicator("指標甲", "％", (10, 11, 12, 20)), text("検証と課題", "甲。"),
    text("検証と課題", "乙。"), text("方向性", "丙。"),
    text("節", "二つ目"), indicator("指標乙", "件", (5, 4, 3, 2)), text("検証と課題", "丁。"), text("方向性", "戊。"),
]  # fmt: skip
Parts = dict[str, bytes | str]


def edited(folder: Path, *changes: tuple[str, str, str], more: Parts | None = None) -> Path:
    """The standard template with texts of its parts replaced: (part, old, new)."""
    content: Parts = dict(parts(TEMPLATE))
    for part, old, new in changes:
        data = content[part]
        words = data.decode() if isinstance(data, bytes) else data
        assert old in words, (part, old)
        content[part] = words.replace(old, new, 1)
    return pack(folder / "様式.docx", content | (more or {}))


def built(folder: Path, template: Path, *, draft: bool = False) -> dict[str, str]:
    """The parts of the report as texts; nothing of a tag or a mark is in any of them."""
    target = folder / "報告書.docx"
    result = pipeline.build(workbook(folder / "a.xlsx", ROWS), target, template, draft=draft)
    assert result.written == (target,)
    with zipfile.ZipFile(target) as package:
        found = {n: package.read(n).decode("utf-8", "replace") for n in package.namelist()}
    for name, words in found.items():
        if not name.endswith((".xlsx", ".jpeg", ".png")):
            assert not re.search("\\{\\{|\\{%|[\ufdd0-\ufdef]", words), name
    return found


def told(template: Path) -> list[tuple[str, str, str]]:
    """Code, place and message of each finding, all in Japanese."""
    findings = pipeline.check_template(template)
    assert all(not f.message.isascii() and f.location.place for f in findings)
    return [(f.code, f.location.place, f.message) for f in findings]


def paragraph(words: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def field(code: str, result: str) -> str:
    marks = {
        k: f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")
    }
    return (
        f'{marks["begin"]}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f"{marks['separate']}<w:r><w:t>{result}</w:t></w:r>{marks['end']}"
    )


BEFORE_TITLE = "<w:body>"
AUTHOR = 'w:author="様式 太郎" w:date="2026-11-01T00:00:00Z"'


def test_recorded_changes_are_accepted_and_nobody_is_named(tmp_path: Path) -> None:
    change = (
        f'<w:p><w:pPr><w:rPr><w:del w:id="903" {AUTHOR}/></w:rPr></w:pPr><w:del w:id="901" {AUTHOR}><w:r>'
        f"<w:delText>{{{{ 報告書.誤り }}}}</w:delText></w:r></w:del></w:p>"
        f'<w:p><w:ins w:id="902" {AUTHOR}><w:r><w:t>新しい見出し</w:t></w:r></w:ins></w:p>'
    )
    template = edited(
        tmp_path,
        (BODY, BEFORE_TITLE, BEFORE_TITLE + change),
        ("word/settings.xml", "<w:defaultTabStop", "<w:trackRevisions/><w:defaultTabStop"),
    )
    before = template.read_bytes()
    assert told(template) == []
    found = built(tmp_path, template)
    assert "新しい見出し" in found[BODY]
    assert not any("太郎" in words or "<w:ins " in words for words in found.values())
    assert "trackRevisions" not in found["word/settings.xml"]
    assert template.read_bytes() == before


def test_fields_keep_their_codes_and_lose_copied_tags(tmp_path: Path) -> None:
    bookmark = '<w:bookmarkStart w:id="7" w:name="_Ref7"/>', '<w:bookmarkEnd w:id="7"/>'
    start = f'<w:r><w:t xml:space="preserve">{HEADING}</w:t></w:r>'
    reference = "</w:p><w:p>" + field("REF _Ref7 \\h", HEADING)
    template = edited(tmp_path, (BODY, start, f"{bookmark[0]}{start}{bookmark[1]}{reference}"))
    assert told(template) == []
    body = built(tmp_path, template)[BODY]
    names = re.findall(r'w:name="(_Ref7[^"]*)"', body)
    assert names == ["_Ref7", "_Ref7_2"]
    assert re.findall(r"REF (_Ref7\w*) ", body) == names
    shown = [
        re.sub("<[^>]*>", "", p) for p in re.findall("<w:p>.*?</w:p>", body) if "REF _Ref7" in p
    ]
    assert [words.split("\\h")[1].strip() for words in shown] == ["第１節 一つ目", "第２節 二つ目"]


def test_captions_are_numbered_and_listed(tmp_path: Path) -> None:
    caption = paragraph("").replace(
        "<w:t ", "<w:t>図</w:t></w:r>" + field("SEQ 図 \\* ARABIC", "1") + "<w:r><w:t "
    )
    caption = caption.replace("></w:t></w:r></w:p>", ">　{{ 節.題名 }}</w:t></w:r></w:p>")
    simple = '<w:p><w:fldSimple w:instr=" SEQ 図 "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    plain = (
        "<w:fldSimple w:instr=' TOC \\o &quot;1-1&quot; '><w:r><w:t>古い</w:t></w:r></w:fldSimple>"
    )
    lists = [f"<w:p>{words}</w:p>" for words in (field("TOC \\h \\c “図”", "古い"), plain)]
    start = (
        f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t xml:space="preserve">{HEADING}'
    )
    template = edited(
        tmp_path,
        (BODY, BEFORE_TITLE, BEFORE_TITLE + "".join(lists)),
        (BODY, start, caption + simple + start),
    )
    assert told(template) == []
    body = built(tmp_path, template)[BODY]
    said = [
        re.sub("<w:instrText.*?</w:instrText>|<[^>]*>", "", p)
        for p in re.findall("<w:p>.*?</w:p>", body)
    ]
    entries = ["図1　一つ目", "図3　二つ目"]
    assert [words for words in said if words.startswith("図")] == entries * 2
    assert re.findall("fldSimple [^>]*>.*?<w:t[^>]*>([0-9])", body) == ["2", "4"]
    assert said.count("第１章 章の題名") == 2
    assert said.count("第１節 一つ目") == 1


CONTENTS = "<w:p>" + field('TOC \\o "1-2" \\h', "{{ 章.見出し }}") + "</w:p>"


@pytest.mark.parametrize("draft", [False, True])
def test_contents_are_filled_and_numbered_by_word(tmp_path: Path, draft: bool) -> None:
    template = edited(tmp_path, (BODY, BEFORE_TITLE, BEFORE_TITLE + CONTENTS))
    found = built(tmp_path, template, draft=draft)
    pages = re.findall(r"PAGEREF (_Toc\d+) ", found[BODY])
    assert len(pages) == 3
    assert all(f'w:name="{name}"' in found[BODY] for name in pages)
    # A draft that is being recorded in must not gain changes by being opened.
    assert ("updateFields" in found["word/settings.xml"]) is not draft


def test_numbers_begin_anew_in_each_box(tmp_path: Path) -> None:
    template = edited(
        tmp_path,
        ("word/numbering.xml", '<w:numFmt w:val="bullet"/><w:lvlText w:val="●"/>',
         '<w:numFmt w:val="decimal"/><w:lvlText w:val="(%1)"/>'),
    )  # fmt: skip
    found = built(tmp_path, template)
    numbers = re.findall(r'<w:numId w:val="(\d+)"', found[BODY])
    assert [numbers.count(number) for number in dict.fromkeys(numbers)] == [2, 1, 1, 1]
    assert found["word/numbering.xml"].count("startOverride") == 4


def test_a_turned_page_is_filled(tmp_path: Path) -> None:
    page = 'w:w="11906" w:h="16838"'
    turned = 'w:w="16838" w:h="11906" w:orient="landscape"'
    body = built(tmp_path, edited(tmp_path, (BODY, page, turned)))[BODY]
    text_width = 16838 - 2 * 1020
    grids = [sum(map(int, re.findall(r'gridCol w:w="(\d+)"', g))) for g in re.findall("<w:tblGrid>.*?</w:tblGrid>", body)]  # fmt: skip
    assert [abs(grid - text_width) <= 1 for grid in grids[1:]] == [True] * 4
    charts = [int(cx) / 635 for cx in re.findall(r'<wp:extent cx="(\d+)"', body)]
    assert all(abs(chart - text_width) <= 2 for chart in charts)


def test_an_address_with_a_tag_is_filled(tmp_path: Path) -> None:
    link = '<w:hyperlink r:id="rId95"><w:r><w:t>{{ 節.番号 }}へ</w:t></w:r></w:hyperlink>'
    rel = (
        '<Relationship Id="rId95" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/hyperlink" Target="https://example.jp/%7B%7B%20節.番号%20%7D%7D" '
        'TargetMode="External"/></Relationships>'
    )
    start = f'<w:r><w:t xml:space="preserve">{HEADING}</w:t></w:r>'
    template = edited(
        tmp_path,
        (BODY, start, start + link),
        ("word/_rels/document.xml.rels", "</Relationships>", rel),
    )
    assert told(template) == []
    rels = built(tmp_path, template)["word/_rels/document.xml.rels"]
    assert rels.count("https://example.jp/%E7%AC%AC") == 2


def test_a_watermark_with_the_draft_s_mark(tmp_path: Path) -> None:
    mark = (
        '<w:r><w:pict><v:shape id="w1" style="width:400pt;height:200pt"><v:textpath '
        'string="{{ 報告書.案 }}"/></v:shape></w:pict></w:r></w:p></w:hdr>'
    )
    template = edited(tmp_path, ("word/header1.xml", "</w:p></w:hdr>", mark))
    assert 'string="案"' in built(tmp_path, template, draft=True)["word/header1.xml"]


def test_a_picture_on_the_cover_or_words_around_a_tag_change_no_graph(tmp_path: Path) -> None:
    described = edited(tmp_path, (BODY, 'descr="{{ グラフ }}"', 'descr="{{ グラフ }}（折れ線）"'))
    assert told(described) == []
    body = built(tmp_path, described)[BODY]
    assert body == built(tmp_path, TEMPLATE)[BODY]
    box = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="99" cy="99"/><wp:docPr id="77" name="枠"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"/></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    with_box = built(tmp_path, edited(tmp_path, (BODY, BEFORE_TITLE, BEFORE_TITLE + box)))[BODY]
    size = r'<wp:extent cx="\d{4,}" cy="\d+"/>'
    assert re.findall(size, with_box) == re.findall(size, body)


def test_words_in_a_bullet_count_on_the_page(tmp_path: Path) -> None:
    words = '<w:t xml:space="preserve">{{ 箇条 }}</w:t>'
    lines = "<w:t>【現状】</w:t><w:br/><w:t>（つづき）</w:t><w:br/>" * 4
    taller = built(tmp_path, edited(tmp_path, (BODY, words, lines + words)))[BODY]
    size = r'<wp:extent cx="\d{4,}" cy="(\d+)"/>'
    usual = re.findall(size, built(tmp_path, TEMPLATE)[BODY])
    assert all(int(a) < int(b) for a, b in zip(re.findall(size, taller), usual, strict=True))


def as_bars(chart: str) -> str:
    chart = re.sub(r"<c:marker>.*?</c:marker>|<c:smooth [^>]*/>|<c:dLblPos [^>]*/>", "", chart)
    chart = chart.replace('<c:marker val="1"/>', "").replace(
        '<c:lineChart><c:grouping val="standard"/>',
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>',
    )
    return chart.replace("</c:lineChart>", "</c:barChart>")


def with_chart(folder: Path, change: Callable[[str], str]) -> Path:
    chart = parts(TEMPLATE)["word/charts/chart1.xml"].decode()
    return edited(folder, more={"word/charts/chart1.xml": change(chart)})


def test_bars_begin_at_zero_and_are_called_bars(tmp_path: Path) -> None:
    template = with_chart(tmp_path, as_bars)
    assert told(template) == []
    found = built(tmp_path, template)
    charts = [words for name, words in found.items() if name.startswith("word/charts/chart")]
    assert charts
    assert all('<c:min val="0"/>' in chart for chart in charts)
    assert found[BODY].count('descr="棒グラフ。') == 2


def as_scatter(chart: str) -> str:
    return chart.replace("lineChart", "scatterChart")


def as_shares(chart: str) -> str:
    return chart.replace('val="standard"', 'val="percentStacked"')


def as_pie(chart: str) -> str:
    return chart.replace("lineChart", "pieChart")


def with_axis_title(chart: str) -> str:
    title = (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{{ 行.単位 }}</a:t></a:r></a:p></c:rich></c:tx>"
        "</c:title>"
    )
    return chart.replace('<c:axPos val="l"/>', f'<c:axPos val="l"/>{title}')


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (as_scatter, "T05", "散布図"),
        (as_shares, "T05", "100%"),
        (as_pie, "T05", "円グラフ"),
        (with_axis_title, "T10", "ここにはタグを書けません"),
    ],
)
def test_graphs_that_are_refused_by_name(
    tmp_path: Path, change: Callable[[str], str], code: str, words: str
) -> None:
    found = told(with_chart(tmp_path, change))
    assert [(c, words in message) for c, _, message in found] == [(code, True)]


def test_a_graph_too_small_to_read_is_refused(tmp_path: Path) -> None:
    sample = r'<wp:extent cx="\d+" cy="\d+"/>(?=<wp:docPr [^>]*descr="{{ グラフ }}")'
    body = parts(TEMPLATE)[BODY].decode()
    small = re.sub(sample, '<wp:extent cx="1080000" cy="700000"/>', body)
    assert small != body
    found = told(edited(tmp_path, more={BODY: small}))
    assert {(c, "小さすぎて" in message) for c, _, message in found} == {("T05", True)}


ENDIF = "{%p endif %}</w:t></w:r></w:p>"
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "words"),
    [
        ("{%p endif %}", "{%p endif %}　※令和５年度末", "T11", "※令和５年度末", "消える文字"),
        ("{%tr for 行 in 群.行 %}", "{%tr for 行 in 群.行 %}備考", "T11", "備考", "消える文字"),
        (ENDIF, ENDIF.replace("</w:p>", f"{PAGE_BREAK}</w:p>"), "T11", "endif", "改ページ"),
        ("{%p for 章 in 報告書.章 %}", "{%p for 章 in 報告書.章 %}{{ 章.題名 }}", "T11", "章.題名", "ほかのタグ"),
        (HEADING, "{ 節.見出し }", "T01", "節.見出し", "波かっこが１つ"),
        (HEADING, "{ { 節.見出し } }", "T01", "節.見出し", "波かっこ"),
        (HEADING, "{{ 節.見出し|大文字 }}", "T07", "大文字", "|大文字"),
        (HEADING, "{{ 節.表題 }}", "T03", "節.表題", "題名"),
        ("{%tr endfor %}", "{%p endfor %}", "T04", "endfor", "場所が合いません"),
        (HEADING, "{{ 節。見出し }}", "T01", "節。見出し", "半角の「.」"),
        (HEADING, "{{ 節…見出し }}", "T01", "節…見出し", "「.」を１つだけ"),
        (HEADING, "{{（節.見出し）}}", "T01", "見出し", "「（」は書けません"),
        (HEADING, "{{ 節.見 出し }}", "T01", "見 出し", "「見」と「出し」の間に空白"),
        (HEADING, "{{{ 節.見出し }}}", "T01", "見出し", "２つずつ"),
        (HEADING, "{｛ 節.見出し }}", "T02", "見出し", "全角"),
        ("{%p for 章 in", "{%p for 章", "T01", "for 章", "{% for 名前 in … %}"),
        ("{%p for 章 in", "{%p For 章 in", "T07", "For 章", "半角の小文字で「for」"),
        ("{%p for 章 in", "{%ｐ for 章 in", "T07", "ｐ for", "半角の小文字で「p」"),
        ("{%p endif %}", "{%p end if %}", "T07", "end if", "「endfor」「endif」"),
        ("{%p for 章 in", "{%–p for 章 in", "T07", "–p", "半角の「-」"),
        ("{%p for 章 in", "{% p for 章 in", "T01", "p for", "間をあけずに"),
        ("{%p for 章 in", "{%pfor 章 in", "T07", "pfor", "「p」と「for」の間を"),
        (HEADING, "{{ 節→見出し }}", "T01", "節→見出し", "「→」は書けません"),
        (HEADING, "{% if 節.区分 = '節' %}甲{% endif %}", "T01", "= '節'", "= を２つ"),
        (HEADING, "{% if 節.番号 %}甲{% else if 節.題名 %}乙{% endif %}", "T01", "else if", "「elif」"),
    ],
)  # fmt: skip
def test_what_would_be_lost_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, code: str, place: str, words: str
) -> None:
    found = told(edited(tmp_path, (BODY, old, new)))
    assert any(c == code and place in where and words in message for c, where, message in found), (
        found
    )
    # One cause, one finding: a tag that is not read does not leave the one that ends it alone.
    assert {c for c, _, _ in found} <= {code, "T11"}
    assert code in ("T04", "T11") or len({where for _, where, _ in found}) == len(found)


def test_a_note_and_a_field_with_an_unknown_name(tmp_path: Path) -> None:
    start = f'<w:r><w:t xml:space="preserve">{HEADING}</w:t></w:r>'
    code = '<w:r><w:instrText xml:space="preserve"> TC "{{ 節.表題 }}" </w:instrText></w:r>'
    found = told(edited(tmp_path, (BODY, start, start + code)))
    assert [(c, "表題" in message) for c, _, message in found] == [("T03", True)]
    note = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="1"><w:p><w:r><w:t>{{ 節.題名 }}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "wordprocessingml.footnotes+xml"
    template = edited(
        tmp_path,
        ("[Content_Types].xml", "</Types>",
         f'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.{kind}"/></Types>'),
        more={"word/footnotes.xml": note},
    )  # fmt: skip
    assert [(c, where.startswith("脚注")) for c, where, _ in told(template)] == [("T03", True)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("wordprocessingml.document.main", "wordprocessingml.template.main", ".dotx"),
        ("vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main", ".docm"),
    ],
)  # fmt: skip
def test_other_kinds_of_word_files_are_named(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(InputFileError, match=re.escape(words)) as caught:
        pipeline.check_template(edited(tmp_path, ("[Content_Types].xml", old, new)))
    assert "名前を付けて保存" in caught.value.hint


def test_strict_is_named(tmp_path: Path) -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    with pytest.raises(InputFileError, match="Strict"):
        pipeline.check_template(edited(tmp_path, (BODY, usual, strict)))


def test_the_cover_says_what_the_settings_say(tmp_path: Path) -> None:
    target = tmp_path / "報告書.docx"
    lines = (("資料番号", "３"), ("市名", "見本市"), ("作成日", "令和６年８月"))
    source = workbook(tmp_path / "a.xlsx", ROWS, extra_settings=lines)
    assert pipeline.build(source, target, TEMPLATE).written
    with zipfile.ZipFile(target) as package:
        body = package.read(BODY).decode()
    words = re.sub("<[^>]*>", "", body)
    assert "参考資料３報告書令和６年８月見本市【凡例】" in words


def test_tags_beside_the_marks(tmp_path: Path) -> None:
    """Of 20 from 10, 12 is 20.0 %, and 11 the year before was no more; from 5 to 2, 3 is 66.6 %."""
    words = "［{% for 群 in 節.群 %}{{ 群.前年度の進捗 }}／{% for 行 in 群.行 %}{{ 行.達成率 }}{% endfor %}{% endfor %}］"
    template = edited(tmp_path, (BODY, HEADING, HEADING + words))
    assert told(template) == []
    body = built(tmp_path, template)[BODY]
    assert re.findall("［[^］]*］", re.sub("<[^>]*>", "", body)) == [
        "［×／20.0％］",
        "［×／66.6％］",
    ]


@pytest.mark.parametrize(
    ("holder", "place"),
    [
        ("{}", "本文の段落「後ろ」のあたり"),
        (
            "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
            "本文の表の中「後ろ」のあたり",
        ),
    ],
)
def test_a_tag_that_leaves_its_link_is_told_with_its_place(
    tmp_path: Path, holder: str, place: str
) -> None:
    """What no look at single paragraphs shows: a condition that begins inside of a link."""
    link = (
        '<w:p><w:r><w:t>手前の文</w:t></w:r><w:hyperlink w:anchor="a"><w:r><w:t>{% if 報告書.題名 %}'
        "リンク</w:t></w:r></w:hyperlink><w:r><w:t>後ろ{% endif %}{% if not 報告書.題名 %}</w:t></w:r>"
        '<w:hyperlink w:anchor="a"><w:r><w:t>別{% endif %}</w:t></w:r></w:hyperlink></w:p>'
    )
    template = edited(tmp_path, (BODY, BEFORE_TITLE, BEFORE_TITLE + holder.format(link)))
    found = [(code, where) for code, where, _ in told(template)]
    assert found == [("T09", place)]


@pytest.mark.parametrize(
    "heading",
    [
        '<w:r><w:t>{{ 節.</w:t></w:r><w:r><w:tab/><w:t xml:space="preserve">見出し }}</w:t></w:r>',
        "<w:r><w:t>{{ 節.\u200b見出\u00adし }}</w:t></w:r>",
        "<w:r><w:t>{{　節.見出し　}}</w:t></w:r>",
        '<w:r><w:t>{{ 節.</w:t></w:r><w:hyperlink w:anchor="a"><w:r><w:t>見出し</w:t></w:r></w:hyperlink><w:r><w:t> }}</w:t></w:r>',
        f'<w:r><w:t>{{{{ 節.</w:t></w:r><w:ins w:id="9" {AUTHOR}><w:r><w:t>見出し</w:t></w:r></w:ins><w:r><w:t> }}}}</w:t></w:r>',
        f'<w:bdo w:val="rtl"><w:r><w:t>{HEADING}</w:t></w:r></w:bdo>',
        f'<w:smartTag w:uri="u" w:element="e"><w:r><w:t>{HEADING}</w:t></w:r></w:smartTag>',
    ],
)
def test_a_tag_however_word_holds_it(tmp_path: Path, heading: str) -> None:
    start = f'<w:r><w:t xml:space="preserve">{HEADING}</w:t></w:r>'
    template = edited(tmp_path, (BODY, start, heading))
    assert told(template) == []
    words = re.sub("<[^>]*>", "", built(tmp_path, template)[BODY])
    assert (words.count("第１節 一つ目"), words.count("第２節 二つ目")) == (1, 1)


def test_a_tag_that_word_has_split_in_a_field_code(tmp_path: Path) -> None:
    start = f'<w:r><w:t xml:space="preserve">{HEADING}</w:t></w:r>'
    code = "".join(
        f'<w:r><w:instrText xml:space="preserve">{words}</w:instrText></w:r>'
        for words in (' TC "{{ 節.', '題名 }}" \\l 1 ')
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "end"))
    template = edited(tmp_path, (BODY, start, start + begin + code + end))
    assert told(template) == []
    body = built(tmp_path, template)[BODY]
    codes = "".join(re.findall(r"<w:instrText[^>]*>([^<]*)<", body))
    assert codes == ' TC "一つ目" \\l 1  TC "二つ目" \\l 1 '


def test_a_protected_template_makes_drafts_to_write_in(tmp_path: Path) -> None:
    kept = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop'
    template = edited(tmp_path, ("word/settings.xml", "<w:defaultTabStop", kept))
    found = built(tmp_path, template, draft=True)
    assert "documentProtection" not in found["word/settings.xml"]


def test_what_no_tag_prints_is_told(tmp_path: Path) -> None:
    """A box is empty, and the column of units: the report is made, with a warning."""
    body = parts(TEMPLATE)[BODY].decode()
    start = body.index("{%p for 箇条 in 枠.文 %}")
    start, end = body.rindex("<w:p>", 0, start), body.index("{%p endfor %}", start)
    end = body.index("</w:p>", end) + len("</w:p>")
    less = f"{body[:start]}<w:p/>{body[end:]}".replace("{{ 行.単位 }}", "")
    template = edited(tmp_path, more={BODY: less})
    book = workbook(tmp_path / "a.xlsx", ROWS)
    assert told(template) == []
    findings = pipeline.check_template(template, book)
    result = pipeline.build(book, tmp_path / "b.docx", template)
    assert result.written
    assert findings == tuple(f for f in result.checked.findings if f.code == "T12")
    (finding,) = findings
    assert finding.message.endswith("：「単位」、「検証と課題」")
