"""Addresses, index entries, equations, pasted documents and marks of Word drafts: each is told once."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.review.office import Office
from tests.review.test_word import run_of
from tests.review.test_word_conservation import (
    A_TEXT,
    RECORD,
    RELS,
    aged,
    behind,
    collected,
    field,
    looks,
    m,
    quoted,
    rewrite,
    said,
)
from tests.review_word.word_markup import A, edited, r

PAGE = "https://example.jp/toukei"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def draft(drafted: Office, tmp_path: Path) -> Path:
    """総務課's draft, to change."""
    return Path(shutil.copy(drafted.draft("総務課"), tmp_path / "返送.docx"))


def related(draft: Path, kind: str, target: str, more: str = "") -> Path:
    one = f'<Relationship Id="rIdNew" Type="{_REL}/{kind}" Target="{target}"{more}/>'
    return rewrite(
        draft, RELS, lambda xml: xml.replace("</Relationships>", f"{one}</Relationships>")
    )


# --- addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "address", "tip", "unread"),
    [
        ("こちら", PAGE, "", [PAGE]),
        (PAGE, PAGE, "", []),
        (PAGE, PAGE, PAGE, []),
        (PAGE, PAGE, "昨年の分", ["昨年の分"]),
        ("こちら", PAGE, "昨年の分", [f"{PAGE}　昨年の分"]),
        ("example.jp/toukei", f"{PAGE}/", "", []),
        ("a@city.jp", "mailto:a@city.jp", "", []),
    ],
)
@pytest.mark.parametrize("as_field", [False, True], ids=["link", "field"])
def test_the_address_of_a_link(
    drafted: Office,
    draft: Path,
    words: str,
    address: str,
    tip: str,
    unread: list[str],
    *,
    as_field: bool,
) -> None:
    link = f'<w:hyperlink r:id="rIdNew" w:tooltip="{tip}">{r(words)}</w:hyperlink>'
    code = field(f'HYPERLINK "{address}" \\o "{tip}"', words)
    file = related(behind(draft, code if as_field else link), "hyperlink", address, ' TargetMode="External"')  # fmt: skip
    collection = collected(drafted, file)
    assert said(collection) == [("本文", RECORD, A_TEXT + words)]
    assert quoted(collection) == unread


# --- what is not on the page, and equations -------------------------------------------------------


@pytest.mark.parametrize("code", ['XE "索引の語"', 'TC "目次の語"', "LISTNUM", 'ASK x "問い"'])
def test_a_field_that_prints_nothing_is_quoted(drafted: Office, draft: Path, code: str) -> None:
    collection = collected(drafted, behind(draft, field(code)))
    assert (said(collection), quoted(collection)) == ([], [code])


def test_the_day_in_an_old_block(drafted: Office, draft: Path) -> None:
    collection = collected(drafted, behind(draft, "<w:r><w:dayLong/></w:r>"))
    assert (said(collection), quoted(collection)) == ([], ["dayLong"])


def e(text: str) -> str:
    return f"<m:e>{m(text)}</m:e>"


EQUATIONS = {
    "sum": (f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{m("1")}</m:sub><m:sup>{m("n")}</m:sup>{e("x")}</m:nary>', "∑_1^n x"),
    "integral": (f"<m:nary><m:sub/><m:sup/>{e('x')}</m:nary>", "∫ x"),
    "matrix": (f"<m:m><m:mPr/><m:mr>{e('1')}{e('2')}</m:mr><m:mr>{e('3')}{e('4')}</m:mr></m:m>", "[1、2；3、4]"),
    "lines": (f"<m:eqArr>{e('a')}{e('b')}</m:eqArr>", "[a；b]"),
    "brackets": (f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="）"/></m:dPr>{e("x")}</m:d>', "[x）"),
    "limit": (f"<m:limLow>{e('lim')}<m:lim>{m('0')}</m:lim></m:limLow>", "lim_0"),
    "bar": (f"<m:bar>{e('x')}</m:bar>", "x\u0304"),
    "hat": (f'<m:acc><m:accPr><m:chr m:val="\u0302"/></m:accPr>{e("x")}</m:acc>', "x\u0302"),
    "not shown": (f'<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr>{e("9")}</m:phant>', "9"),
}  # fmt: skip


@pytest.mark.parametrize("name", EQUATIONS)
def test_the_shape_of_an_equation_is_said(drafted: Office, draft: Path, name: str) -> None:
    markup, line = EQUATIONS[name]
    collection = collected(drafted, behind(draft, f"<m:oMath>{markup}</m:oMath>"))
    assert said(collection) == [("本文", RECORD, A_TEXT + line)]
    assert f"数式は、１行の文字に直して読みました：{line}" in collection.proposals[0].remarks


def test_signs_of_a_typeface_without_a_table(drafted: Office, draft: Path) -> None:
    look = '<w:rFonts w:ascii="Wingdings 3" w:hAnsi="Wingdings 3"/>'
    collection = collected(drafted, behind(draft, looks(look, "\u00e0")))
    assert said(collection) == [("本文", RECORD, f"{A_TEXT}〓")]


# --- a document put in whole ----------------------------------------------------------------------


def _word_file() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        text = "<w:p><w:r><w:t>貼った</w:t></w:r><w:r><w:t>文</w:t></w:r></w:p>"
        body = f'<w:document xmlns:w="{WORD}"><w:body>{text}</w:body></w:document>'
        file.writestr("word/document.xml", body)
    return out.getvalue()


PASTED: dict[str, tuple[bytes, str]] = {
    "docx": (_word_file(), "貼った文"),
    "rtf": (rb"{\rtf1\ansi{\fonttbl{\f0 Meiryo;}}\f0 \u25991?\u23383?\par \'93\'fa\'96\'7b {\*\x y}a}", "文字\n日本 a"),
    "mht": (b"MIME-Version: 1.0\nContent-Type: text/html; charset=\"utf-8\"\n"
            b"Content-Transfer-Encoding: quoted-printable\n\n<p>=E6=96=87</p>", "文"),
    "txt": ("平文".encode("cp932"), "平文"),
    "zip": (b"PK\x03\x04broken", "（文字のないもの）"),
}  # fmt: skip


@pytest.mark.parametrize("kind", PASTED)
def test_the_words_of_a_pasted_document(drafted: Office, draft: Path, kind: str) -> None:
    data, text = PASTED[kind]
    related(behind(draft, ""), "aFChunk", f"new.{kind}")
    paragraph = f'{run_of(draft, A_TEXT)}</w:p><w:altChunk r:id="rIdNew"/><w:p>'
    edited(draft, draft, (run_of(draft, A_TEXT), paragraph))
    with zipfile.ZipFile(draft, "a") as file:
        file.writestr(f"word/new.{kind}", data)
    assert quoted(collected(drafted, draft)) == [text]


def test_a_text_box_inside_a_graph(drafted: Office, draft: Path) -> None:
    with zipfile.ZipFile(draft) as file:
        chart = next(n for n in file.namelist() if n.startswith("word/charts/chart"))
        rels = f"word/charts/_rels/{chart.rpartition('/')[2]}.rels"
    one = f'<Relationship Id="rIdNew" Type="{_REL}/chartUserShapes" Target="../drawings/new.xml"/>'
    rewrite(draft, rels, lambda xml: xml.replace("</Relationships>", f"{one}</Relationships>"))
    shapes = '<c xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>ここが誤り</a:t></c>'
    edited(draft, draft, parts={"word/drawings/new.xml": shapes})
    assert quoted(collected(drafted, draft)) == ["ここが誤り"]


# --- marks, notes and comments --------------------------------------------------------------------


@pytest.mark.parametrize("markup", ["", looks("<w:strike/>", "×")], ids=["deleted", "struck"])
def test_a_mark_taken_away(drafted: Office, draft: Path, markup: str) -> None:
    run = run_of(draft, "×")
    file = rewrite(draft, "word/document.xml", lambda xml: markup.join(xml.rsplit(run, 1)))
    collection = collected(drafted, file)
    assert (said(collection), quoted(collection)) == ([], ["× → （削除）"])


def test_a_note_with_another_sign_below_a_name(drafted: Office, draft: Path) -> None:
    run = run_of(draft, "指標丙")
    file = edited(draft, draft, (run, f"{run}<w:r><w:br/><w:t>注１）集計方法を変更</w:t></w:r>"))
    assert said(collected(drafted, file)) == [("本文", "1-2-指1", "指標丙\n注１）集計方法を変更")]


def test_two_comments_with_the_same_words(drafted: Office, draft: Path) -> None:
    run = run_of(draft, A_TEXT)
    marks = "".join(f'<w:r><w:commentReference w:id="{n}"/></w:r>' for n in (4001, 4002))
    edited(draft, draft, (run, run + marks))
    comments = "".join(
        f'<w:comment {A.replace("901", str(n))}><w:p>{r("同じ意見")}</w:p></w:comment>' for n in (4001, 4002)
    )  # fmt: skip
    rewrite(draft, "word/comments.xml", lambda xml: xml.replace("</w:comments>", f"{comments}</w:comments>"))  # fmt: skip
    opinions = [opinion.text for opinion in collected(drafted, draft).opinions]
    assert [text.endswith("同じ意見") for text in opinions] == [True, True]


# --- words that no page shows ---------------------------------------------------------------------


def described(draft: Path) -> Path:
    """With a comment in its properties, which has a place for one."""
    new = "<dc:description>全文を差し替えてください</dc:description>"
    return rewrite(
        draft, "docProps/core",
        lambda xml: re.sub("<dc:description[^>]*/>|<dc:description></dc:description>", new, xml),
    )  # fmt: skip


def test_properties_are_told_where_the_record_tells_what_is_new(
    drafted: Office, draft: Path
) -> None:
    (unread,) = collected(drafted, described(draft)).unread
    assert unread.text == "全文を差し替えてください"
    assert unread.reason == "文書のプロパティ（ファイル → 情報）に書かれています"
    assert unread.sender.source.endswith("文書のプロパティ（コメント）")


def test_properties_of_drafts_of_before_are_not_told(drafted: Office, draft: Path) -> None:
    assert quoted(collected(drafted, described(aged(draft)))) == []
