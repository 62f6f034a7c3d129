"""The reader of revisions on markup in the shapes that Word writes, with results by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumareport.office.word.revisions import Revision, RevisionKind, lines
from kumareport.office.word.word_story import read_story
from tests.review_word.word_markup import A, B, body, dele, gone, ins, mark, p, r

WHO = ("甲課 太郎", "2026-05-01T10:00:00Z")
OTHER = ("乙課 花子", "2026-05-02T11:30:00Z")


def read(content: str):
    return read_story(body(content))


def both(content: str) -> tuple[list[str], list[str]]:
    """The lines with all revisions rejected, and with all accepted."""
    paragraphs = read(content)
    return tuple(  # type: ignore[return-value]
        ["".join(q.now if now else q.before for q in line) for line in lines(paragraphs, now=now)]
        for now in (False, True)
    )


def box(content: str) -> str:
    return f"<w:txbxContent>{content}</w:txbxContent>"


def field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


RUNS = {
    "split runs": (r("検証") + '<w:proofErr w:type="spellStart"/>' + r("の") + r("文"), "検証の文"),
    "tab, breaks": ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/></w:r>", "a\tb\nc\n"),
    "page break": ('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>', "ab"),
    "hyphens": ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/></w:r>", "a\u2011b\u00ad"),
    "symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "→"),
    "broken symbol": ('<w:r><w:sym w:font="x" w:char="zz"/></w:r>', "〓"),
    "ruby": ("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>くま</w:t></w:r></w:rt>"
             "<w:rubyBase><w:r><w:t>熊</w:t></w:r></w:rubyBase></w:ruby></w:r>", "熊（くま）"),
    "field": (field("REF x", "第３章"), "第３章"),
    "page number": (r("p.") + field("PAGE", "12"), "p."),
    "simple field": (f'<w:fldSimple w:instr=" REF y ">{r("図１")}</w:fldSimple>', "図１"),
    "nested field": ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
                     + field("REF z", "x") + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("y")
                     + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "y"),
    "field without an end": ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("残る"), "残る"),
    "smart tag": (f'<w:smartTag w:element="x"><w:smartTagPr/>{r("市")}</w:smartTag>', "市"),
    "content control": (f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{r("値")}</w:sdtContent></w:sdt>', "値"),
    "link": (f'<w:hyperlink r:id="rId9">{r("市の頁")}</w:hyperlink>', "市の頁"),
    "formula": ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
    "old formatting": ('<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="x"><w:rPr/></w:rPrChange></w:rPr><w:t>太</w:t></w:r>', "太"),
    "trimmed": ("<w:r><w:t> a </w:t></w:r><w:r><w:t xml:space='preserve'> b</w:t></w:r>", "a b"),
    "unknown element": ("<w:strange>" + r("中") + "</w:strange>", "中"),
    "alternate content": ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>新</w:t></mc:Choice>'
                          "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>", "新"),
    "only a fallback": ('<w:r><mc:AlternateContent><mc:Choice Requires="x"/>'
                        "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>", "旧"),
}  # fmt: skip


@pytest.mark.parametrize("name", RUNS)
def test_text_of_runs(name: str) -> None:
    content, text = RUNS[name]
    (paragraph,) = read(p(content))
    assert paragraph.before == paragraph.now == text
    assert list(paragraph.revisions()) == []


def test_insertion_and_deletion() -> None:
    (paragraph,) = read(
        p(r("指標は") + dele(gone("減") + gone("少")) + ins(r("増加")) + r("した。"))
    )
    assert paragraph.before == "指標は減少した。"
    assert paragraph.now == "指標は増加した。"
    assert list(paragraph.revisions()) == [
        Revision(RevisionKind.DELETION, *WHO, "減少"),
        Revision(RevisionKind.INSERTION, *WHO, "増加"),
    ]


def test_nested_revisions_of_two_authors() -> None:
    (paragraph,) = read(p(r("前") + ins(r("残") + dele(gone("消"), B) + r("残")) + r("後")))
    assert paragraph.before == "前後"
    assert paragraph.now == "前残残後"
    assert sorted(paragraph.revisions(), key=lambda v: v.kind) == [
        Revision(RevisionKind.DELETION, *OTHER, "消"),
        Revision(RevisionKind.INSERTION, *WHO, "残消残"),
    ]


def test_move_with_range_marks() -> None:
    content = p(
        f'<w:moveFromRangeStart w:id="5" w:name="move1" {A[11:]}/><w:moveFrom {A}>{r("動く文")}</w:moveFrom>'
        '<w:moveFromRangeEnd w:id="5"/>',
        mark("moveFrom"),
    ) + p(r("残る文")) + p(f"<w:moveTo {A}>{r('動く文')}</w:moveTo>", mark("moveTo")) + p(r("終"))  # fmt: skip
    assert both(content) == (["動く文", "残る文", "終"], ["残る文", "動く文", "終"])
    kinds = [[v.kind.value for v in q.revisions()] for q in read(content)]
    assert kinds == [["移動元", "段落の削除"], [], ["移動先", "段落の挿入"], []]


def test_joined_and_split_paragraphs() -> None:
    joined = p(r("一つ目。"), mark("del")) + p(r("二つ目。"))
    assert both(joined) == (["一つ目。", "二つ目。"], ["一つ目。二つ目。"])
    split = p(r("前半"), mark("ins")) + p(r("後半"))
    assert both(split) == (["前半後半"], ["前半", "後半"])


def test_a_mark_inserted_by_one_and_deleted_by_another() -> None:
    content = p(r("甲"), f"<w:rPr><w:ins {A}/><w:del {B}/></w:rPr>") + p(r("乙"))
    assert both(content) == (["甲乙"], ["甲乙"])


def test_paragraphs_are_not_joined_over_a_table() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(r('表'))}</w:tc></w:tr></w:tbl>"
    content = p(r("前"), mark("del")) + table + p(r("後"))
    assert both(content) == (["前", "表", "後"], ["前", "表", "後"])


def test_rows_and_cells() -> None:
    def row(text: str, properties: str = "", cell: str = ""):
        inner = f"<w:trPr>{properties}</w:trPr>" if properties else ""
        return f"<w:tr>{inner}<w:tc><w:tcPr>{cell}</w:tcPr>{p(r(text))}</w:tc></w:tr>"

    rows = row("残") + row("新", f"<w:ins {A}/>") + row("旧", f"<w:del {B}/>")
    rows += row("新セル", cell=f"<w:cellIns {A}/>") + row("旧セル", cell=f"<w:cellDel {A}/>")
    content = f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"
    assert both(content) == (["残", "旧", "旧セル"], ["残", "新", "新セル"])
    assert [q.cell.path for q in read(content)] == [(1, n, 1) for n in range(1, 6)]
    assert [q.frame[0].kind.value for q in read(content)[1:]] == [
        "行の挿入", "行の削除", "セルの挿入", "セルの削除",
    ]  # fmt: skip


def test_nested_tables_and_controls_around_rows_and_cells() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p(r('内'))}</w:tc></w:tr></w:tbl>"
    cell = f"<w:sdt><w:sdtPr/><w:sdtContent><w:tc>{inner}{p(r('外'))}</w:tc></w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt>"
    assert [(q.now, q.cell.path) for q in read(f"<w:tbl>{row}</w:tbl>")] == [
        ("内", (1, 1, 1, 1, 1, 1)),
        ("外", (1, 1, 1)),
    ]


def test_text_box_is_read_once_and_last() -> None:
    choice = f"<w:drawing><wp:inline><wp:docPr id='1' name='吹き出し'/><wps:txbx>{box(p(r('箱')))}</wps:txbx></wp:inline></w:drawing>"
    fallback = f"<w:pict><v:textbox>{box(p(r('箱')))}</v:textbox></w:pict>"
    content = p(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>" + r("本")
    )
    found = read(content + p(r("次")))
    assert [(q.now, q.cell.story) for q in found] == [
        ("本", "本文"),
        ("次", "本文"),
        ("箱", "文字枠1"),
    ]
    assert found[0].pieces[0].picture == "吹き出し"


def test_a_deleted_text_box_is_gone() -> None:
    content = p(dele(f"<w:r><w:pict><v:textbox>{box(p(r('箱')))}</v:textbox></w:pict></w:r>"))
    assert [(q.before, q.now) for q in read(content)] == [("", ""), ("箱", "")]


TEXT = st.text("甲乙丙12", min_size=1, max_size=3)
PART = st.recursive(
    TEXT.map(lambda t: ("text", t)),
    lambda inner: st.tuples(st.sampled_from(["ins", "del"]), st.lists(inner, max_size=3)),
    max_leaves=6,
)


def markup(part: Any, is_deleted: bool = False) -> str:
    kind, content = part
    if kind == "text":
        return gone(content) if is_deleted else r(content)
    inner = "".join(markup(each, is_deleted or kind == "del") for each in content)
    return ins(inner) if kind == "ins" else dele(inner, B)


def text(part: Any, now: bool) -> str:
    kind, content = part
    if kind == "text":
        return content
    if (kind == "del") is now:
        return ""
    return "".join(text(each, now) for each in content)


@given(
    st.lists(st.tuples(st.lists(PART, max_size=4), st.sampled_from(["", "ins", "del"])), min_size=1)
)
def test_any_nesting_of_revisions(paragraphs: list[tuple[list[Any], str]]) -> None:
    content = "".join(
        p("".join(map(markup, parts)), mark(kind) if kind else "") for parts, kind in paragraphs
    )

    def expected(now: bool) -> list[str]:
        found: list[str] = []
        open_line = ""
        for number, (parts, kind) in enumerate(paragraphs):
            open_line += "".join(text(part, now) for part in parts)
            ends = kind != ("del" if now else "ins")
            if ends or number == len(paragraphs) - 1:
                found.append(open_line)
                open_line = ""
        return found

    assert both(content) == (expected(False), expected(True))
