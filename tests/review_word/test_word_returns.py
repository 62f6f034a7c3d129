"""Returns in the shapes that Microsoft Word writes, with what must be read in each, by hand."""

import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport.errors import InputFileError
from kumareport.office.word.word_document import read_word
from kumareport.review.returns.word.word_comments import CommentGround
from kumareport.review.returns.word.word_matching import Found
from kumareport.review.returns.word.word_result import ReturnedWord
from kumareport.review.returns.word.word_returned import read_returned
from tests.conftest import scaled, soffice
from tests.review_word.reporting import read, short
from tests.review_word.sample import build
from tests.review_word.word_markup import SPACES, A, B, dele, edited, gone, ins, p, r

ONE, TWO, THREE = (
    "定員は計画どおりに増えた。",
    "待機児童は減っていない。",
    "保育士の確保が課題である。",
)
BULLET = "検証と課題:1-1-検"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("発出"))


@pytest.fixture
def returned(issued: Path, tmp_path: Path) -> Callable[..., Path]:
    """A return with some texts of the document's XML replaced."""

    def make(*edits: tuple[str, str], parts: dict[str, str] | None = None) -> Path:
        return edited(issued, tmp_path / "返却.docx", *edits, parts=parts)

    return make


def xml_of(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()


def run(text: str) -> str:
    """A text's run as the tool writes it."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(xml: str, text: str) -> str:
    """The whole paragraph with a text."""
    return next(
        found for found in re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", xml) if text in found
    )


def without_bookmarks(markup: str) -> str:
    return re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", markup)


def test_replaced_in_pieces(returned: Callable[..., Path]) -> None:
    new = (
        r("待機児童は")
        + '<w:proofErr w:type="gramStart"/>'
        + dele(gone("減って"))
        + ins(r("増えて"), B)
        + r("いない。")
    )
    assert read(returned((run(TWO), new))) == [f"{BULLET}2 → 待機児童は増えていない。"]


def test_formatting_only(returned: Callable[..., Path]) -> None:
    new = f"<w:r><w:rPr><w:b/><w:rPrChange {A}><w:rPr/></w:rPrChange></w:rPr><w:t>{TWO}</w:t></w:r>"
    assert read_returned(returned((run(TWO), new))).is_untouched


def test_split_runs_and_a_control_around_a_text(returned: Callable[..., Path]) -> None:
    inner = r(TWO[:3]) + '<w:proofErr w:type="spellEnd"/>' + r(TWO[3:])
    control = (
        f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
    )
    assert read_returned(returned((run(TWO), control))).is_untouched


def test_bullet_moved_with_tracking(returned: Callable[..., Path], issued: Path) -> None:
    xml = xml_of(issued)
    first, third = paragraph(xml, ONE), paragraph(xml, THREE)
    properties = re.findall(r"<w:pPr>(.*?)</w:pPr>", first)[0]
    moved_away = first.replace("</w:pPr>", f"<w:rPr><w:moveFrom {A}/></w:rPr></w:pPr>")
    moved_away = moved_away.replace(
        run(ONE),
        f'<w:moveFromRangeStart w:id="8" w:name="move1" {A[11:]}/><w:moveFrom {A}>{run(ONE)}</w:moveFrom>',
    )
    arrived = p(f"<w:moveTo {A}>{r(ONE)}</w:moveTo>", f"{properties}<w:rPr><w:moveTo {A}/></w:rPr>")
    # Word puts the moved paragraph in front of the next one.
    path = returned((first, moved_away), (third, arrived + third))
    assert read(path) == [f"{BULLET}1 ✕", f"＋検証と課題:1-1:枠｜{BULLET}2｜{ONE}（移 {BULLET}1）"]
    kinds = {v.kind.value for v in read_returned(path).added[0].revisions}
    assert kinds == {"移動先", "段落の挿入"}


def test_bullet_cut_and_pasted_without_tracking(
    returned: Callable[..., Path], issued: Path
) -> None:
    xml = xml_of(issued)
    first, third = paragraph(xml, ONE), paragraph(xml, THREE)
    # The box's bookmark begins in the first bullet; Word moves its start on to the next.
    box = re.findall(r"<w:bookmarkStart [^>]*/>(?=<w:bookmarkStart )", first)[0]
    second = paragraph(xml, TWO)
    path = returned((first, ""), (second, second.replace("</w:pPr>", f"</w:pPr>{box}")),
                    (third, without_bookmarks(first) + third))  # fmt: skip
    assert read(path) == [f"{BULLET}1 ✕", f"＋検証と課題:1-1:枠｜{BULLET}2｜{ONE}（移 {BULLET}1）"]


def test_all_bullets_lost_their_bookmarks(returned: Callable[..., Path], issued: Path) -> None:
    xml = xml_of(issued)
    edits: list[tuple[str, str]] = []
    for text, new in ((ONE, ONE), (TWO, "待機児童は少し減った。"), (THREE, THREE)):
        old = paragraph(xml, text)
        edits.append((old, without_bookmarks(old).replace(text, new)))
    result = read_returned(returned(*edits))
    assert short(result) == [f"{BULLET}2 → 待機児童は少し減った。"]
    found = {text.anchor.key: text.found.value for text in result.texts}
    assert found[f"{BULLET}2:"] == "文字"


def test_cell_replaced_with_its_bookmark(returned: Callable[..., Path], issued: Path) -> None:
    old = paragraph(xml_of(issued), "1,002")
    result = read_returned(returned((old, without_bookmarks(old).replace("1,002", "9,876"))))
    assert short(result) == ["値:1-1-指1:実績2022 → 9,876"]
    (text,) = [text for text in result.texts if text.is_changed]
    assert (text.found.value, text.is_untracked) == ("表の中の位置", True)


def test_words_and_places_in_one_paragraph(returned: Callable[..., Path]) -> None:
    assert read(returned((run("検証値を達成"), run("検証値を超えた")))) == [
        "凡例:達成 → 検証値を超えた"
    ]


def test_words_between_places_changed(returned: Callable[..., Path], issued: Path) -> None:
    old = paragraph(xml_of(issued), "検証値を達成")
    path = returned((old, old.replace("：", "＝")))
    assert read(path) == ["？（：）＝"]


def test_pasted_paragraphs_outside(returned: Callable[..., Path]) -> None:
    end = "<w:sectPr>"
    path = returned(
        (end, p(ins(r("枠の外の文。")), f"<w:rPr><w:ins {A}/></w:rPr>") + p(r("もう一つ。")) + end)
    )
    result = read_returned(path)
    assert short(result) == ["？枠の外の文。", "？もう一つ。"]
    assert result.unplaced[0].section is not None
    assert result.unplaced[0].section.key == "節:1-2:"
    assert result.unplaced[0].where.startswith("「第２節 高齢者の支援」の節")
    assert {v.author for v in result.unplaced[0].revisions} == {"甲課 太郎"}


def test_base_is_lost(returned: Callable[..., Path], issued: Path, tmp_path: Path) -> None:
    path = returned((run(TWO), run("書き換えた。")), parts={"customXml/item1.xml": "<x/>"})
    with pytest.raises(InputFileError):
        read_returned(path)
    assert short(read_returned(path, read_word(issued).issued)) == [f"{BULLET}2 → 書き換えた。"]


def comments_parts(issued: Path, *comments: str, extended: str = "") -> dict[str, str]:
    """The parts of comments, related to the document."""
    with zipfile.ZipFile(issued) as package:
        rels = package.read("word/_rels/document.xml.rels").decode()
        types = package.read("[Content_Types].xml").decode()
    related = f'<Relationship Id="rIdC" Type="{RELS}/comments" Target="comments.xml"/>'
    related += '<Relationship Id="rIdE" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/>'
    override = f'<Override PartName="/word/comments.xml" ContentType="{TYPE}.comments+xml"/>'
    override += f'<Override PartName="/word/commentsExtended.xml" ContentType="{TYPE}.commentsExtended+xml"/>'
    space = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    rels = re.sub(r"<Relationship [^>]*/comments\"[^>]*/>", "", rels)
    types = re.sub(r'<Override PartName="/word/comments.xml"[^>]*/>', "", types)
    return {
        "word/_rels/document.xml.rels": rels.replace(
            "</Relationships>", f"{related}</Relationships>"
        ),
        "[Content_Types].xml": types.replace("</Types>", f"{override}</Types>"),
        "word/comments.xml": f"<w:comments {SPACES}>{''.join(comments)}</w:comments>",
        "word/commentsExtended.xml": f"<w15:commentsEx {space}>{extended}</w15:commentsEx>",
    }


def comment(number: int, author: str, text: str) -> str:
    return (
        f'<w:comment w:id="{number}" w:author="{author}" w:date="2026-05-01T09:00:00Z" w:initials="x">'
        f'<w:p w14:paraId="0000000{number}"><w:r><w:annotationRef/></w:r>{r(text)}</w:p></w:comment>'
    )


def over(content: str, *numbers: int) -> str:
    starts = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in numbers)
    ends = "".join(
        f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>'
        for n in numbers
    )
    return starts + content + ends


def test_comments(returned: Callable[..., Path], issued: Path) -> None:
    extended = (
        '<w15:commentEx w15:paraId="00000001" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000003" w15:done="0"/>'
    )
    parts = comments_parts(
        issued, comment(1, "甲", "根拠は何ですか"), comment(2, "乙", "調査です"), comment(3, "丙", "消してよいか"),
        comment(4, "丁", "グラフについて"), comment(5, "戊", "どこにもない"), comment(6, "己", "点だけ"),
        extended=extended,
    )  # fmt: skip
    xml = xml_of(issued)
    chart = re.findall(r"<w:r><w:drawing>.*?</w:drawing></w:r>", xml)[0]
    path = returned(
        (run(TWO), r("待機児童は") + over(r("減っていない"), 1, 2) + r("。")),
        (run(THREE), over(dele(gone(THREE)), 3)),
        (chart, over(chart, 4)),
        (run(ONE), run(ONE) + '<w:r><w:commentReference w:id="6"/></w:r>'),
        parts=parts,
    )
    result = read_returned(path)
    assert short(result) == [f"{BULLET}3 → "]
    found = {c.thread.first.author: c for c in result.comments}
    first = found["甲"]
    assert (first.ground, first.quoted) == (CommentGround.TEXT, "減っていない")
    assert [a.key for a in first.anchors] == [f"{BULLET}2:"]
    assert first.thread.is_resolved
    assert first.thread.first.text == "根拠は何ですか"
    assert first.thread.first.when == "2026-05-01T09:00:00Z"
    assert [(note.author, note.text) for note in first.thread.replies] == [("乙", "調査です")]
    assert (found["丙"].ground, found["丙"].quoted) == (CommentGround.DELETED, THREE)
    assert [a.key for a in found["丙"].anchors] == [f"{BULLET}3:"]
    assert found["丁"].ground is CommentGround.PICTURE
    assert "グラフ" in found["丁"].quoted
    assert found["丁"].section is not None
    assert found["丁"].section.key in ("節:1-1:", "節:1-2:")
    assert "の節" in found["丁"].where
    assert (found["戊"].ground, found["戊"].anchors) == (CommentGround.NOTHING, ())
    assert (found["己"].ground, [a.key for a in found["己"].anchors]) == (
        CommentGround.POINT,
        [f"{BULLET}1:"],
    )
    assert not any(
        c.is_issued or (c.thread.is_resolved and c is not first) for c in result.comments
    )
    assert not result.is_untouched


def test_comments_saved_again_by_libreoffice(
    returned: Callable[..., Path], issued: Path, tmp_path: Path
) -> None:
    """LibreOffice 7.4 keeps authors, times and 解決済み, and drops which comment answers which."""
    parts = comments_parts(
        issued, comment(1, "甲", "根拠は何ですか"), comment(2, "乙", "調査です"),
        extended='<w15:commentEx w15:paraId="00000001" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/>',
    )  # fmt: skip
    path = returned(
        (run(TWO), r("待機児童は") + over(r("減っていない"), 1, 2) + r("。")), parts=parts
    )
    (tmp_path / "再保存").mkdir()
    result = read_returned(soffice(path, "docx:MS Word 2007 XML", tmp_path / "再保存"))
    assert short(result) == []
    said = {(c.thread.first.author, c.thread.is_resolved, c.quoted) for c in result.comments}
    assert said == {("甲", True, "減っていない"), ("乙", False, "減っていない")}
    assert {c.thread.first.when for c in result.comments} == {"2026-05-01T09:00:00Z"}


def test_comments_of_the_tool_are_known(tmp_path: Path) -> None:
    from kumareport import pipeline
    from tests.conftest import TEMPLATE
    from tests.make_workbook import indicator, text, workbook

    rows = [text("節", "題"), indicator(values=(1, 2, "(3)", 4)), text("検証と課題", "文。")]
    target = tmp_path / "案.docx"
    pipeline.build(workbook(tmp_path / "a.xlsx", rows), target, TEMPLATE, draft=True)
    result = read_returned(target)
    assert result.comments
    assert all(c.is_issued for c in result.comments)
    assert result.is_untouched


def totals(path: Path) -> tuple[Counter[str], Counter[str]]:
    """The characters placed and unplaced, and all characters that stand in the file now."""
    result, document = read_returned(path), read_word(path)
    return Counter(everything(result)), Counter(
        "".join(q.now for q in (*document.paragraphs, *document.others)).replace("\n", "")
    )


def everything(result: ReturnedWord) -> str:
    texts = [text.current or "" for text in result.texts if text.found is not Found.UNREADABLE]
    texts += [item.text for item in (*result.added, *result.unplaced)]
    return "".join((*texts, *result.fixed)).replace("\n", "")


Damage = tuple[str, int, str]
"""What is done, to which paragraph, with which text."""


@st.composite
def damages(draw: st.DrawFn) -> list[Damage]:
    """Anything done to the markup: paragraphs and bookmarks dropped, doubled, swapped, rewritten."""
    return draw(
        st.lists(
            st.tuples(
                st.sampled_from(["drop", "double", "unmark", "type", "delete", "insert", "swap", "merge"]),
                st.integers(0, 200),
                st.text("甲乙：○、1", min_size=1, max_size=4),
            ),
            min_size=1,
            max_size=8,
        )
    )  # fmt: skip


def damage(xml: str, edits: list[Damage]) -> str:
    for kind, place, text in edits:
        found = list(re.finditer(r"<w:p>(?:(?!<w:p>).)*?</w:p>", xml))
        match = found[place % len(found)]
        old = match[0]
        ((head, inner),) = re.findall(r"^(<w:p>(?:<w:pPr>.*?</w:pPr>)?)(.*)</w:p>", old)
        after = found[(place + 1) % len(found)][0]
        new = {
            "drop": "<w:p/>",
            "double": old + old,
            "unmark": without_bookmarks(old),
            "type": f"{head}{inner}{run(text)}</w:p>",
            "delete": f"{head}{dele(inner)}</w:p>",
            "insert": f"{head}{ins(run(text))}{inner}</w:p>",
            "swap": after + old,
            "merge": old.replace("</w:pPr>", f"<w:rPr><w:del {A}/></w:rPr></w:pPr>", 1),
        }[kind]
        xml = xml[: match.start()] + new + xml[match.end() :]
    return xml


@scaled(0.75)
@given(damages())
def test_nothing_is_dropped(issued: Path, tmp_path: Path, edits: list[Damage]) -> None:
    xml = xml_of(issued)
    path = edited(issued, tmp_path / "返却.docx", (xml, damage(xml, edits)))
    placed, here = totals(path)
    assert placed == here


@pytest.mark.parametrize(
    "part",
    ["<!DOCTYPE x [<!ENTITY a 'b'>]><w:document xmlns:w='x'/>", "<w:document", "", "<x/>"],
)
def test_hostile_parts_are_refused(issued: Path, tmp_path: Path, part: str) -> None:
    path = edited(issued, tmp_path / "返却.docx", parts={"word/document.xml": part})
    with pytest.raises(InputFileError):
        read_returned(path)


def test_other_files_are_refused(issued: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    for content in (b"", b"PK\x03\x04", b"text"):
        path.write_bytes(content)
        with pytest.raises(InputFileError):
            read_returned(path)
    base = edited(
        issued,
        path,
        parts={"customXml/item1.xml": '<issued xmlns="urn:kumareport:issued" version="9"/>'},
    )
    with pytest.raises(InputFileError, match="形式"):
        read_returned(base)
