"""Drafts through an office's own template: without the tag, without the styles, with comments."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from kumareport import pipeline
from tests.conftest import TEMPLATE
from tests.document.reading_comments import W, comments, part, text_of
from tests.make_workbook import indicator, text, workbook

TAG = "{{ 報告書.案 }}"
RELS = "word/_rels/document.xml.rels"
COMMENTED = (
    '<w:commentRangeStart w:id="7"/><w:r><w:t>{{ 節.見出し }}</w:t></w:r><w:commentRangeEnd w:id="7"/>'
    '<w:r><w:rPr><w:b/></w:rPr><w:commentReference w:id="7"/></w:r>'
)


def changed(path: Path, edits: dict[str, list[tuple[str, str]]], **new: str) -> Path:
    """The template with texts of its parts replaced and parts added."""
    out = io.BytesIO()
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name).decode() if name.endswith((".xml", ".rels")) else None
            for old, replacement in edits.get(name, ()):
                assert data is not None
                assert re.search(old, data), old
                data = re.sub(old, replacement, data, flags=re.DOTALL)
            target.writestr(name, source.read(name) if data is None else data)
        for name, data in new.items():
            target.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    path.write_bytes(out.getvalue())
    return path


def without_tag(replacement: str = "") -> dict[str, list[tuple[str, str]]]:
    return {
        "word/header1.xml": [(r"\{%p (if 報告書\.案|endif) %\}|" + re.escape(TAG), replacement)]
    }


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A workbook with one error."""
    rows = [
        text("節", "題"),
        indicator(values=(1, 2, "(3)", 4)),
        text("検証と課題", "検証の文。"),
        text("方向性", "方向の文。"),
    ]
    return workbook(tmp_path / "a.xlsx", rows)


def build(source: Path, template: Path, *, draft: bool) -> Path:
    target = source.parent / ("案.docx" if draft else "報告書.docx")
    result = pipeline.build(source, target, template, draft=draft)
    assert result.written == (target,), result.checked.findings
    return target


def first_text(path: Path) -> str:
    return text_of(part(path, "word/document.xml")[0][0])


def test_template_without_the_tag_prints_the_mark_at_the_very_top(
    tmp_path: Path, source: Path
) -> None:
    template = changed(tmp_path / "t.docx", without_tag())
    target = build(source, template, draft=True)
    assert first_text(target) == "案"
    good = workbook(tmp_path / "good.xlsx")
    assert first_text(build(good, template, draft=False)) != "案"


@pytest.mark.parametrize("tag", [TAG, "{% if 報告書.案 %}＜案＞{% endif %}"])
def test_template_with_the_tag_in_the_body_prints_it_there_only(
    tmp_path: Path, source: Path, tag: str
) -> None:
    edits = without_tag() | {
        "word/document.xml": [(re.escape("【凡例】"), f"【凡例】{tag}")],
    }
    template = changed(tmp_path / "t.docx", edits)
    target = build(source, template, draft=True)
    assert first_text(target) != "案"
    assert re.search("【凡例】(案|＜案＞)", text_of(part(target, "word/document.xml")))
    final = build(workbook(tmp_path / "good.xlsx"), template, draft=False)
    assert "案" not in text_of(part(final, "word/document.xml"))


def test_template_without_the_styles_of_comments(tmp_path: Path, source: Path) -> None:
    styles = [(r'<w:style [^>]*w:styleId="Comment\w+".*?</w:style>', "")]
    template = changed(tmp_path / "t.docx", {"word/styles.xml": styles})
    target = build(source, template, draft=True)
    assert comments(target)
    root = part(target, "word/comments.xml")
    assert not [node for node in root.iter() if node.tag in (W + "pStyle", W + "rStyle")]


def test_styles_of_comments_are_found_by_name(tmp_path: Path, source: Path) -> None:
    styles = [('w:styleId="CommentText"', 'w:styleId="a5"')]
    template = changed(tmp_path / "t.docx", {"word/styles.xml": styles})
    root = part(build(source, template, draft=True), "word/comments.xml")
    assert {node.get(W + "val") for node in root.iter(W + "pStyle")} == {"a5"}


@pytest.mark.parametrize("draft", [True, False])
def test_comments_in_the_template_are_its_makers_own(tmp_path: Path, draft: bool) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    namespace = W.strip("{}")
    template = changed(
        tmp_path / "t.docx",
        {
            "word/document.xml": [(r"<w:r><w:t[^>]*>\{\{ 節\.見出し \}\}</w:t></w:r>", COMMENTED)],
            RELS: [("</Rel", f'<Relationship Id="rIdX" Type="{kind}" Target="comments.xml"/></Rel')],
            r"[Content_Types].xml": [
                ("</Types>", f'<Override PartName="/word/comments.xml" ContentType="{word}"/></Types>')
            ],
        },
        word__comments_xml=f'<w:comments xmlns:w="{namespace}"><w:comment w:id="7" w:author="x"/></w:comments>',
    )  # fmt: skip
    rows = [
        text("節", "一"),
        text("節", "二"),
        indicator(),
        text("検証と課題", "あ"),
        text("方向性", "い"),
    ]
    if draft:
        rows[2] = indicator(values=(1, 2, "(3)", 4))
    source = workbook(tmp_path / "a.xlsx", rows)
    target = tmp_path / "out.docx"
    result = pipeline.build(source, target, template, draft=draft)
    found = comments(target)
    assert len(found) == (len(result.checked.findings) if draft else 0)
    assert all(read.attributes["author"] == "点検" for read in found)
    assert "第１節 一" in text_of(part(target, "word/document.xml"))


def test_places_that_the_template_does_not_print(tmp_path: Path, source: Path) -> None:
    """No value cells, no headings: the comment moves up to the title."""
    edits = [
        (re.escape("{{ 列.表示 }}"), ""),
        (re.escape("{{ 行.名前 }}"), ""),
        (re.escape("{{ 節.見出し }}"), ""),
        (re.escape("{{ 章.見出し }}"), "{{ 章.題名 }}"),
    ]
    template = changed(tmp_path / "t.docx", {"word/document.xml": edits})
    (read,) = [r for r in comments(build(source, template, draft=True)) if "C01" in r.words[0]]
    assert read.place == "章の題名"
    edits[-1] = (re.escape("{{ 章.見出し }}"), "")
    edits.append((re.escape("{{ 報告書.題名 }}"), ""))
    template = changed(tmp_path / "t.docx", {"word/document.xml": edits})
    found = comments(build(source, template, draft=True))
    assert len(found) == len(pipeline.check(source).findings)


def test_comment_of_a_text_in_a_text_box_stands_at_the_box(tmp_path: Path) -> None:
    box = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:rect style="width:300pt;height:50pt">'
        r"<v:textbox><w:txbxContent><w:p>\1</w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    )
    edits = {"word/document.xml": [(r"(<w:r><w:t[^>]*>\{\{ 報告書\.題名 \}\}</w:t></w:r>)", box)]}
    source = workbook(tmp_path / "a.xlsx", edit=lambda book, _: book.create_sheet("メモ"))
    target = build(source, changed(tmp_path / "t.docx", edits), draft=True)
    (read,) = [read for read in comments(target) if "S06" in read.words[0]]
    assert (read.path, read.place) == (("body",), "報告書")


def test_a_faulty_template_stops_a_draft_too(tmp_path: Path, source: Path) -> None:
    edits = {"word/document.xml": [(re.escape("{{ 章.見出し }}"), "{{ 章.見だし }}")]}
    target = tmp_path / "案.docx"
    result = pipeline.build(source, target, changed(tmp_path / "t.docx", edits), draft=True)
    assert (result.written, result.template_is_faulty, target.exists()) == ((), True, False)


def test_tags_in_properties_and_footers_leave_no_marks(tmp_path: Path, source: Path) -> None:
    edits = {
        "docProps/core.xml": [("<dc:title>[^<]*<", "<dc:title>{{ 報告書.題名 }}<"),
                              ("<dc:subject/>|<dc:subject></dc:subject>", "<dc:subject>{{ 報告書.題名 }}</dc:subject>")],
        "word/footer1.xml": [("</w:p></w:ftr>", "<w:r><w:t>{{ 報告書.題名 }}</w:t></w:r></w:p></w:ftr>")],
    }  # fmt: skip
    target = build(source, changed(tmp_path / "t.docx", edits), draft=True)
    with zipfile.ZipFile(target) as package:
        for name in package.namelist():
            assert not re.search("[\ufdd0\ufdd1]", package.read(name).decode("utf-8", "replace"))
        assert "<dc:subject>報告書</dc:subject>" in package.read("docProps/core.xml").decode()
