"""Nothing that a person did to a Word draft is lost, and nothing is told twice.

Each kind is tried in drafts that record what they hold, and in those sent out before they did.
"""

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kumareport.review.returns.collection import Collection
from kumareport.review.returns.status import state_of
from tests.review.office import TODAY, Office
from tests.review.test_word import body, paragraph_of, run_of
from tests.review_word.word_markup import A, B, dele, edited, gone, ins, r

A_TEXT = "順調に推移している。"
RECORD = "1-2-検1"
RELS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(params=["記録のある案", "前の版の案"])
def draft(drafted: Office, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """総務課's draft, to change."""
    target = tmp_path / "返送.docx"
    shutil.copy(drafted.draft("総務課"), target)
    return target if request.param == "記録のある案" else aged(target)


def aged(file: Path) -> Path:
    """The draft as the version before sent it out: without a word of what it holds."""
    return rewrite(file, "customXml/", lambda xml: re.sub(r"<held>.*?</held>|<held/>", "", xml))


def rewrite(file: Path, start: str, change: Callable[[str], str]) -> Path:
    """Change the parts whose names begin so."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith(start) and name.endswith((".xml", ".rels")):
                data = change(data.decode()).encode()
            new.writestr(name, data)
    file.write_bytes(out.getvalue())
    return file


def collected(office: Office, *files: Path) -> Collection:
    return office.collect(*files, office.list)


def said(collection: Collection) -> list[tuple[str, str, str]]:
    """The proposals as kind, record and new text."""
    return [
        (str(p.kind), p.target.record, p.proposed.text if p.kind not in ("削除", "移動") else "")
        for p in collection.proposals
    ]


def quoted(collection: Collection) -> list[str]:
    return [unread.text for unread in collection.unread]


def behind(draft: Path, markup: str, text: str = A_TEXT) -> Path:
    """The draft with markup behind a text."""
    run = run_of(draft, text)
    return edited(draft, draft, (run, run + markup))


def looks(properties: str, text: str) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str = "", form: str = "") -> str:
    middle = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{middle}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


CHECKED = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
UNCHECKED = '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'
CHOSEN = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList></w:ffData>'
RAISED, LOWERED = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
TYPED = {
    "囲い文字": (field(r"eq \o\ac(○,秘)"), "秘", "囲い"),
    "分数のフィールド": (field(r"EQ \f(1,2)"), "1/2", "フィールド"),
    "日付": ("（" and r("（") + field('DATE \\@ "ggge年M月d日"', "令和8年12月1日") + r("現在）"), "（令和8年12月1日現在）", ""),
    "単純な日付": (f'<w:fldSimple w:instr=" TIME ">{r("10:00")}</w:fldSimple>', "10:00", ""),
    "記号のフィールド": (field(r"SYMBOL 224 \f Wingdings"), "→", ""),
    "マクロボタン": (field("MACROBUTTON NoMacro ここを直す"), "ここを直す", "フィールド"),
    "チェック": (field("FORMCHECKBOX", form=CHECKED) + r("済"), "☑済", ""),
    "空のチェック": (field("FORMCHECKBOX", form=UNCHECKED) + r("済"), "☐済", ""),
    "一覧": (field("FORMDROPDOWN", form=CHOSEN), "乙", ""),
    "矢印": ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "→", ""),
    "字体の記号": (looks('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>', "\u00fc"), "✓", ""),
    "ギリシャ文字": ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α", ""),
    "知らない記号": ('<w:r><w:sym w:font="Webdings" w:char="F0E0"/></w:r>', "〓", "Webdings F0E0"),
    "ふりがな": ("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>くま</w:t></w:r></w:rt><w:rubyBase>"
             "<w:r><w:t>熊</w:t></w:r></w:rubyBase></w:ruby></w:r>", "熊（くま）", "ふりがな"),
    "分数": (f"<m:oMath><m:f><m:num>{m('1')}</m:num><m:den>{m('2')}</m:den></m:f></m:oMath>", "1/2", "数式"),
    "式の累乗": (f"<m:oMath><m:sSup><m:e>{m('10')}</m:e><m:sup>{m('3')}</m:sup></m:sSup></m:oMath>", "10³", "数式"),
    "式の分数の中": (f"<m:oMath><m:f><m:num>{m('a+b')}</m:num><m:den>{m('2')}</m:den></m:f></m:oMath>", "(a+b)/2", "数式"),
    "ふつうの式": (f"<m:oMath>{m('x+1')}</m:oMath>", "x+1", ""),
    "上付き": (r("10") + looks(RAISED, "3"), "10³", ""),
    "下付き": (r("CO") + looks(LOWERED, "2"), "CO₂", ""),
    "上付きの漢字": (looks(RAISED, "※注"), "※注", "上付き"),
    "隠し文字": (looks("<w:vanish/>", "内緒"), "内緒", "隠し文字"),
    "記録した上付き": (ins(r("m") + looks(RAISED, "2")), "m²", ""),
}  # fmt: skip
"""Markup, the text that a person sees, and a word of what is said beside it where that is not all."""


@pytest.mark.parametrize("name", TYPED)
def test_what_is_seen_is_proposed(drafted: Office, draft: Path, name: str) -> None:
    markup, text, beside = TYPED[name]
    collection = collected(drafted, behind(draft, markup))
    assert said(collection) == [("本文", RECORD, A_TEXT + text)]
    assert quoted(collection) == []
    remarks = "".join(collection.proposals[0].remarks)
    shown = {"囲い": "Word の機能", "フィールド": "Word の機能"}.get(beside, beside)
    assert shown in remarks
    if not beside:
        assert "読みました" not in remarks


def test_a_look_alone_is_quoted(drafted: Office, draft: Path) -> None:
    run = run_of(draft, A_TEXT)
    parts = r(A_TEXT[:2]) + looks("<w:vanish/>", A_TEXT[2:4]) + r(A_TEXT[4:])
    collection = collected(drafted, edited(draft, draft, (run, parts)))
    assert (said(collection), quoted(collection)) == ([], [A_TEXT[2:4]])


# --- a line through the text ----------------------------------------------------------------------

STRIKES = {
    "直接": "<w:strike/>",
    "二重": "<w:dstrike/>",
    "文字のスタイル": '<w:rStyle w:val="Struck"/>',
    "もとのスタイル": '<w:rStyle w:val="StruckToo"/>',
    "記録した": f"<w:strike/><w:rPrChange {A}><w:rPr/></w:rPrChange>",
    "赤": '<w:strike/><w:color w:val="FF0000"/>',
}
STYLES = (
    '<w:style w:type="character" w:styleId="Struck"><w:name w:val="消し"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="StruckToo"><w:name w:val="消し２"/><w:basedOn w:val="Struck"/></w:style>'
)


def with_styles(draft: Path) -> Path:
    whole = f"{STYLES}</w:styles>"
    return rewrite(draft, "word/styles.xml", lambda xml: xml.replace("</w:styles>", whole))


@pytest.mark.parametrize("how", STRIKES)
def test_a_line_through_words_deletes_them(drafted: Office, draft: Path, how: str) -> None:
    new = r(A_TEXT[:5]) + looks(STRIKES[how], A_TEXT[5:-1]) + r("。")
    file = edited(with_styles(draft), draft, (run_of(draft, A_TEXT), new))
    collection = collected(drafted, file)
    assert said(collection) == [("本文", RECORD, A_TEXT[:5] + "。")]
    assert collection.proposals[0].remarks == ("取消線を、削除として読みました",)
    assert quoted(collection) == []


@pytest.mark.parametrize("how", ["直接", "文字のスタイル"])
def test_a_line_through_a_value_and_a_new_one(drafted: Office, draft: Path, how: str) -> None:
    file = edited(with_styles(draft), draft, (run_of(draft, "110"), looks(STRIKES[how], "110") + r("111")))  # fmt: skip
    assert said(collected(drafted, file)) == [("値", "1-1-指2", "111")]


def test_a_line_through_a_whole_bullet(drafted: Office, draft: Path) -> None:
    file = edited(draft, draft, (run_of(draft, A_TEXT), looks("<w:strike/>", A_TEXT)))
    assert said(collected(drafted, file)) == [("削除", RECORD, "")]


def test_a_line_that_a_style_takes_away_is_none(drafted: Office, draft: Path) -> None:
    plain = looks('<w:rStyle w:val="Struck"/><w:strike w:val="0"/>', A_TEXT)
    file = edited(with_styles(draft), draft, (run_of(draft, A_TEXT), plain))
    assert collected(drafted, file).proposals == ()


# --- things ---------------------------------------------------------------------------------------

PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="7001" name="図 1"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="picture"><a:blip r:embed="rIdNew"/></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r>"
)
THINGS = {
    "図": (PICTURE, "image", "media/new.png", "図"),
    "古い図": ('<w:r><w:pict><v:shape><v:imagedata r:id="rIdNew"/></v:shape></w:pict></w:r>', "image", "media/new.png", "図"),
    "ワードアート": ('<w:r><w:pict><v:shape><v:textpath string="飾り文字"/></v:shape></w:pict></w:r>', "", "", "飾り文字"),
    "手書き": ('<w:r><w:contentPart r:id="rIdNew"/></w:r>', "customXml", "ink/ink1.xml", "手書き"),
    "図形": ('<w:r><w:pict><v:oval id="o1"/></w:pict></w:r>', "", "", "図形"),
    "SmartArt": ('<w:r><w:drawing><wp:inline><wp:docPr id="7002" name="d"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
                 '<a:relIds r:dm="rIdNew"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
                 "diagramData", "diagrams/data1.xml", "手順の一"),
    "埋め込み": ('<w:r><w:object><v:OLEObject ProgID="Package" r:id="rIdNew"/></w:object></w:r>',
              "oleObject", "embeddings/new.bin", "埋め込まれたファイル"),
}  # fmt: skip
CONTENT = {
    "diagrams/data1.xml": '<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>手順の一</a:t></d>',
}


def with_part(draft: Path, kind: str, target: str) -> Path:
    """The draft with one more part, and a relationship to it."""
    if not kind:
        return draft
    rel = f'<Relationship Id="rIdNew" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    rewrite(draft, RELS, lambda xml: xml.replace("</Relationships>", rel))
    return edited(draft, draft, parts={f"word/{target}": CONTENT.get(target, "中身")})


@pytest.mark.parametrize("name", THINGS)
def test_a_thing_is_told_once(drafted: Office, draft: Path, name: str) -> None:
    markup, kind, target, word = THINGS[name]
    collection = collected(drafted, with_part(behind(draft, markup), kind, target))
    assert said(collection) == []
    (unread,) = collection.unread
    assert word in unread.reason + unread.text
    assert A_TEXT in unread.sender.source


@pytest.mark.parametrize("markup", [dele(PICTURE), ins(dele(PICTURE))])
def test_a_thing_in_a_deletion_is_none(drafted: Office, draft: Path, markup: str) -> None:
    collection = collected(drafted, with_part(behind(draft, markup), "image", "media/new.png"))
    assert (said(collection), quoted(collection)) == ([], [])


def test_another_document_put_in_whole(drafted: Office, draft: Path) -> None:
    whole = paragraph_of(draft, A_TEXT)
    edited(draft, draft, (whole, f'{whole}<w:altChunk r:id="rIdNew"/>'))
    rel = f'<Relationship Id="rIdNew" Type="{_OFFICE}/aFChunk" Target="new.html"/></Relationships>'
    rewrite(draft, RELS, lambda xml: xml.replace("</Relationships>", rel))
    edited(draft, draft, parts={"word/new.html": "<html><p>入れた&amp;文</p></html>"})
    assert quoted(collected(drafted, draft)) == ["入れた&文"]


@pytest.mark.parametrize("recorded", [True, False])
def test_a_graph_deleted(drafted: Office, draft: Path, recorded: bool) -> None:
    run = next(
        x for x in re.findall(r"<w:r>(?:(?!</w:r>).)*?</w:r>", body(draft)) if "c:chart" in x
    )
    collection = collected(drafted, edited(draft, draft, (run, dele(run) if recorded else "")))
    (unread,) = collection.unread
    assert unread.reason == "グラフが削除されています"
    assert "指標" in unread.text
    assert collection.proposals == ()


def test_the_data_of_a_graph_changed(drafted: Office, draft: Path) -> None:
    rewrite(draft, "word/charts/chart101.xml", lambda xml: xml.replace(">44.6<", ">99.9<"))
    (unread,) = collected(drafted, draft).unread
    assert "データ" in unread.reason
    assert "99.9" in unread.text


def test_a_word_in_the_header(drafted: Office, draft: Path) -> None:
    rewrite(draft, "word/header1.xml", lambda xml: xml.replace("</w:p>", f"{r('追記')}</w:p>", 1))
    (unread,) = collected(drafted, draft).unread
    assert unread.text.endswith("追記")


# --- values by place ------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["45.5", "50.5", "10", "44.7"])
@pytest.mark.parametrize("recorded", [True, False])
def test_a_value_typed_behind_its_bookmark(
    drafted: Office, draft: Path, value: str, recorded: bool
) -> None:
    """Editing tools put new text behind the bookmark; it may equal a neighbour's."""
    run = run_of(draft, "44.6")
    end = body(draft).split(run)[1]
    mark = re.match(r"<w:bookmarkEnd [^>]*/>", end)
    assert mark is not None
    new = dele(gone("44.6")) + mark[0] + ins(r(value)) if recorded else mark[0] + r(value)
    collection = collected(drafted, edited(draft, draft, (run + mark[0], new)))
    assert said(collection) == [("値", "1-1-指1", value)]
    assert collection.proposals[0].target.column == "実績 2022"
    assert quoted(collection) == []
    told = "変更履歴に残っていない修正です" in collection.proposals[0].remarks
    assert told is not recorded


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("value", ["45.5", "38.8"])
def test_a_cell_deleted_and_a_new_one(
    drafted: Office, draft: Path, value: str, before: bool
) -> None:
    cell = next(c for c in re.findall(r"<w:tc>.*?</w:tc>", body(draft)) if ">44.6<" in c)
    old = cell.replace("</w:tcPr>", f"<w:cellDel {A}/></w:tcPr>", 1)
    new = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", cell).replace(run_of(draft, "44.6"), ins(r(value), B))  # fmt: skip
    new = new.replace("</w:tcPr>", f"<w:cellIns {B}/></w:tcPr>", 1)
    both = new + old if before else old + new
    collection = collected(drafted, edited(draft, draft, (cell, both)))
    assert said(collection) == [("値", "1-1-指1", value)]
    assert quoted(collection) == []
    assert "変更履歴に残っていない修正です" not in collection.proposals[0].remarks


def rows(draft: Path, *names: str) -> list[str]:
    found = re.findall(r"<w:tr>(?:(?!</w:tr>).)*</w:tr>|<w:tr .*?</w:tr>", body(draft))
    return [next(row for row in found if f">{name}<" in row) for name in names]


def test_rows_in_another_order(drafted: Office, draft: Path) -> None:
    first, second = rows(draft, "指標甲", "指標乙")
    collection = collected(drafted, edited(draft, draft, (first + second, second + first)))
    assert [(str(p.kind), p.target.record) for p in collection.proposals] in (
        [("移動", "1-1-指1")], [("移動", "1-1-指2")],
    )  # fmt: skip
    assert quoted(collection) == []


def test_a_row_moved_with_its_record(drafted: Office, draft: Path) -> None:
    first, second = rows(draft, "指標甲", "指標乙")

    def marked(row: str, kind: str) -> str:
        if "<w:trPr>" in row:
            return row.replace("</w:trPr>", f"<w:{kind} {A}/></w:trPr>", 1)
        return re.sub(r"(<w:tr\b[^>]*>)", rf"\1<w:trPr><w:{kind} {A}/></w:trPr>", row, count=1)

    came = marked(re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", first), "ins")
    file = edited(draft, draft, (first + second, marked(first, "del") + second + came))
    collection = collected(drafted, file)
    assert [(str(p.kind), p.target.record) for p in collection.proposals] in (
        [("移動", "1-1-指1")], [("移動", "1-1-指2")],
    )  # fmt: skip
    assert quoted(collection) == []


@pytest.mark.parametrize("same_paragraph", [True, False])
@pytest.mark.parametrize("note", ["※今年度から集計方法を変更", "（調査の対象を広げた）"])
def test_a_note_typed_below_a_name(
    drafted: Office, draft: Path, note: str, same_paragraph: bool
) -> None:
    whole = paragraph_of(draft, "指標甲")
    run = run_of(draft, "指標甲")
    inside = run + f"<w:r><w:br/><w:t>{note}</w:t></w:r>"
    below = whole + re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", whole).replace(run, r(note))
    change = (run, inside) if same_paragraph else (whole, below)
    collection = collected(drafted, edited(draft, draft, change))
    assert said(collection) == [("本文", "1-1-指1", f"指標甲\n{note}")]
    assert quoted(collection) == []


# --- comments -------------------------------------------------------------------------------------

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def comment(number: int, text: str, para: str = "") -> str:
    key = f' {W14} w14:paraId="{para}"' if para else ""
    return f'<w:comment w:id="{number}" w:author="甲課 太郎"><w:p{key}>{r(text)}</w:p></w:comment>'


def with_comments(draft: Path, *comments: str, extended: str = "") -> Path:
    new = "".join(comments)
    rewrite(draft, "word/comments.xml", lambda xml: xml.replace("</w:comments>", f"{new}</w:comments>"))  # fmt: skip
    if extended:
        kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
        rel = (
            f'<Relationship Id="rIdX" Type="{kind}" Target="commentsExtended.xml"/></Relationships>'
        )
        rewrite(draft, RELS, lambda xml: xml.replace("</Relationships>", rel))
        space = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
        whole = f"<w15:commentsEx {space}>{extended}</w15:commentsEx>"
        edited(draft, draft, parts={"word/commentsExtended.xml": whole})
    return draft


@pytest.mark.parametrize("paras", [("5A5A5A5A", "5A5A5A5A"), ("", ""), ("5A5A5A5A", "5A5A5A5B")])
def test_two_comments_are_two_opinions(
    drafted: Office, draft: Path, paras: tuple[str, str]
) -> None:
    numbers = (801, 801) if paras == ("", "") else (801, 802)
    comments = [
        comment(n, text, para)
        for n, text, para in zip(numbers, ("一つ目", "二つ目"), paras, strict=True)
    ]
    collection = collected(drafted, with_comments(draft, *comments))
    assert sorted(o.text for o in collection.opinions) == ["一つ目", "二つ目"]


def test_done_without_a_word(drafted: Office, draft: Path) -> None:
    named = f'<w:p {W14} w14:paraId="11111111">'
    rewrite(draft, "word/comments.xml", lambda xml: xml.replace("<w:p>", named, 1))
    done = '<w15:commentEx w15:paraId="11111111" w15:done="1"/>'
    (opinion,) = collected(drafted, with_comments(draft, extended=done)).opinions
    assert opinion.is_resolved
    assert "解決済み" in opinion.text


def test_a_comment_of_ours_deleted(drafted: Office, draft: Path) -> None:
    rewrite(draft, "word/comments.xml", lambda xml: re.sub(r"<w:comment .*</w:comment>", "", xml, flags=re.S))  # fmt: skip
    collection = collected(drafted, draft)
    assert all("コメントが削除されています" in o.text for o in collection.opinions)
    assert any("締切：令和８年12月10日（木）" in o.text for o in collection.opinions)


def test_a_picture_in_a_comment(drafted: Office, draft: Path) -> None:
    shape = '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="絵の字"/></w:pict></w:r>'
    told = comment(801, "図のとおり").replace("</w:p>", f"{shape}</w:p>")
    (opinion,) = collected(drafted, with_comments(draft, told)).opinions
    assert opinion.text == "図のとおり\n（ワードアート：絵の字）"


# --- status and versions --------------------------------------------------------------------------


def status(collection: Collection) -> str:
    (entry,) = [entry for entry in collection.answered if entry.has_answered]
    return state_of(entry, collection.round, TODAY.isoformat()).label


def saved(draft: Path, when: str) -> Path:
    return rewrite(
        draft,
        "docProps/core.xml",
        lambda xml: re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{when}", xml),
    )


@pytest.mark.parametrize("when", ["2001-01-01T00:00:00Z", "2026-12-01T10:05:00Z", ""])
def test_the_status_goes_by_content(drafted: Office, draft: Path, when: str) -> None:
    assert status(collected(drafted, saved(draft, when))) == "配付時のまま"
    assert status(collected(drafted, behind(draft, r("さらに"), A_TEXT))) == "提出"


def version(drafted: Office, folder: Path, name: str, when: str, *changes: tuple[str, str]) -> Path:
    file = folder / name
    shutil.copy(drafted.draft("総務課"), file)
    edited(file, file, *((run_of(file, old), r(new)) for old, new in changes))
    return saved(file, when)


def test_what_the_newest_version_put_back_is_a_conflict(drafted: Office, tmp_path: Path) -> None:
    old = version(drafted, tmp_path, "い.docx", "2026-12-01T10:00:00Z", (A_TEXT, "古い版の文。"), ("110", "115"))  # fmt: skip
    new = version(drafted, tmp_path, "あ.docx", "2026-12-02T10:00:00Z", ("110", "115"), ("この取組を続ける。", "新しい版の文。"))  # fmt: skip
    found = {p.proposed.text: p.conflict for p in collected(drafted, old, new).proposals}
    assert found == {
        "古い版の文。": "同じ課の新しい版「あ.docx」では、発出時の内容に戻されています",
        "115": "",
        "新しい版の文。": "",
    }


def test_versions_of_one_minute_are_put_to_people(drafted: Office, tmp_path: Path) -> None:
    when = "2026-12-01T10:00:00Z"
    one = version(drafted, tmp_path, "い.docx", when, (A_TEXT, "片方の文。"))
    other = version(drafted, tmp_path, "あ.docx", when, ("110", "115"))
    proposals = collected(drafted, one, other).proposals
    assert len(proposals) == 2
    assert all("どちらが新しいか" in p.conflict for p in proposals)


def test_the_file_as_sent_out_is_no_version(drafted: Office, tmp_path: Path) -> None:
    edited_ = version(drafted, tmp_path, "い.docx", "2026-12-01T10:00:00Z", (A_TEXT, "直した文。"))
    (proposal,) = collected(drafted, edited_, drafted.draft("総務課")).proposals
    assert proposal.conflict == ""
