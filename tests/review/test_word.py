"""Word drafts sent to departments, edited as Word edits them, and collected with the Excel forms."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from kumareport import pipeline
from kumareport.errors import OutputFileError
from kumareport.review.returns.collection import Collection
from kumareport.review.returns.word.draft_ground import plain_time
from kumareport.workbook.read import read_report
from tests.conftest import INPUT, TEMPLATE
from tests.outside import integrity_problems, validator_problems
from tests.review.office import ISSUED_AT, TODAY, Office, distribute, in_brief, put
from tests.review.test_apply import AT, decide
from tests.review_word.word_markup import A, B, dele, edited, gone, ins, r

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET, KIND = "項目名・本文", "本文"


@pytest.fixture
def office(drafted: Office, tmp_path: Path) -> Office:
    """A copy to change."""
    shutil.copytree(drafted.forms, tmp_path / "forms")
    shutil.copy(drafted.book, tmp_path / "book.xlsx")
    return Office(tmp_path / "book.xlsx", tmp_path / "forms")


def body(file: Path) -> str:
    with zipfile.ZipFile(file) as package:
        return package.read("word/document.xml").decode()


def run_of(file: Path, text: str, nth: int = 0) -> str:
    """The whole run that says a text."""
    pattern = rf"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>{re.escape(text)}</w:t></w:r>"
    return re.findall(pattern, body(file))[nth]


def rewrite(file: Path, *changes: tuple[str, str], recorded: bool = True) -> Path:
    """Replace whole texts, recorded by 甲課 太郎 or not."""
    pairs: list[tuple[str, str]] = []
    for old, new in changes:
        run = run_of(file, old)
        plain = run.replace(f">{old}<", f">{new}<")
        deleted = run.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        pairs.append((run, dele(deleted) + ins(plain) if recorded else plain))
    return edited(file, file, *pairs)


def paragraph_of(file: Path, text: str) -> str:
    return next(p for p in re.findall(r"<w:p>.*?</w:p>", body(file)) if f">{text}<" in p)


def collected(office: Office, *names: str) -> Collection:
    return office.collect(*(office.draft(name) for name in names))


# --- what is sent out ---------------------------------------------------------------------------


def test_a_draft_has_the_sections_of_its_department(office: Office) -> None:
    xml = body(office.draft("総務課"))
    assert "第１節 節の一" in xml
    assert "第２節 節の二" in xml
    assert "節の三" not in xml
    assert "第２節 節の二" not in body(office.draft("企画課"))
    with zipfile.ZipFile(office.draft("総務課")) as package:
        assert ">案<" in package.read("word/header1.xml").decode()
        message = package.read("word/comments.xml").decode()
    assert "第１回照会　総務課 あて" in message
    assert "締切：令和８年12月10日（木）" in message


def test_a_draft_has_track_changes_on_and_is_valid(office: Office) -> None:
    draft = office.draft("総務課")
    with zipfile.ZipFile(draft) as package:
        assert b"<w:trackRevisions/>" in package.read("word/settings.xml")
    assert not validator_problems(draft)
    assert not integrity_problems(draft)


def test_the_final_report_does_not_track_changes(tmp_path: Path, built: Path) -> None:
    with zipfile.ZipFile(built) as package:
        assert b"trackRevisions" not in package.read("word/settings.xml")


def test_the_list_names_both_files(office: Office) -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(office.list).worksheets[0]
    texts = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "企画課/照会票_企画課.xlsx" in texts
    assert "企画課/報告書案_企画課.docx" in texts


def test_drafts_are_not_written_over(office: Office, tmp_path: Path) -> None:
    for form in office.forms.rglob("照会票*.xlsx"):
        form.unlink()
    office.list.unlink()
    with pytest.raises(OutputFileError, match="すでにファイルがあります"):
        distribute(office.book, office.forms, template=TEMPLATE)


# --- what comes back ----------------------------------------------------------------------------


def test_untouched_drafts_propose_nothing(office: Office) -> None:
    collection = office.collect()
    assert collection.proposals == ()
    assert collection.opinions == ()
    assert collection.unread == ()
    assert all(entry.is_as_issued and len(entry.files) == 2 for entry in collection.answered)


@pytest.mark.parametrize("recorded", [True, False])
def test_values_and_texts(office: Office, recorded: bool) -> None:
    draft = office.draft("企画課")
    changes = [("45.5", "46.0"), ("指標甲は前年度より増加した。", "指標甲は上昇した。")]
    rewrite(draft, *changes, ("44.6", "４４．６"), recorded=recorded)
    collection = collected(office, "企画課")
    assert in_brief(collection) == [
        ("値", "1-1-指1", "実績 R5", "46.0", "企画課"),
        ("本文", "1-1-検1", BULLET, "指標甲は上昇した。", "企画課"),
    ]
    proposal = collection.proposals[0]
    assert (proposal.issued.text, proposal.current.text) == ("45.5", "45.5")
    sender = proposal.senders[0]
    assert sender.person == ("甲課 太郎" if recorded else "")
    assert sender.time == "2026-05-01 10:00" if recorded else sender.time != ""
    assert ("変更履歴に残っていない修正です" in proposal.remarks) is not recorded
    assert "第１章 第１節 節の一" in sender.source


def test_places_that_are_not_the_departments(office: Office) -> None:
    rewrite(office.draft("企画課"), ("10", "11"), ("110", "111"), ("指標乙", "指標乙の二"))
    collection = collected(office, "企画課")
    assert in_brief(collection) == [
        ("値", "1-1-指1", "基準値 H27", "11", "企画課"),
        ("本文", "1-1-指2", BULLET, "指標乙の二", "企画課"),
        ("値", "1-1-指2", "実績 R4", "111", "企画課"),
    ]
    assert [p.remarks for p in collection.proposals] == [
        ("この課が記入する欄ではありません",),
        ("この課が記入する行ではありません",),
        ("この課が記入する行ではありません",),
    ]


def test_a_value_with_a_bracket_below_it(office: Office) -> None:
    draft = office.draft("総務課")
    edited(draft, draft, (">（概数）<", ">（見込み）<"))
    assert in_brief(collected(office, "総務課")) == [
        ("値", "1-1-指2", "実績 R5", "120（見込み）", "総務課")
    ]


def test_what_only_the_office_changes_is_quoted(office: Office) -> None:
    draft = office.draft("企画課")
    rewrite(draft, ("第１章 第１章の題名", "第１章 別の題名"), ("評価・検証", "別の報告書"))
    collection = collected(office, "企画課")
    assert collection.proposals == ()
    assert sorted(unread.text for unread in collection.unread) == [
        "第１章 第１章の題名 → 第１章 別の題名",
        "評価・検証 → 別の報告書",
    ]
    assert all("「設定」シート" in unread.reason for unread in collection.unread)


def test_a_section_title_and_its_number(office: Office) -> None:
    rewrite(office.draft("企画課"), ("第１節 節の一", "第１節 節の壱"))
    rewrite(office.draft("福祉課"), ("第１節 節の三", "第３節 節の三"))
    collection = office.collect()
    assert in_brief(collection) == [("本文", "1-1", BULLET, "節の壱", "企画課")]
    assert [unread.text for unread in collection.unread] == ["第１節 節の三 → 第３節 節の三"]


def test_a_mark_typed_over(office: Office) -> None:
    mark = re.findall(r">([○△×])<", body(office.draft("福祉課")))[-1]
    other = next(symbol for symbol in "○△×" if symbol != mark)
    draft = office.draft("福祉課")
    run = run_of(draft, mark, -1)
    whole = paragraph_of_last(draft, mark)
    edited(draft, draft, (whole, whole.replace(run, run.replace(f">{mark}<", f">{other}<"))))
    collection = collected(office, "福祉課")
    assert in_brief(collection) == [("項目", "2-1-指1", "進捗", other, "福祉課")]
    assert "計算しています" in collection.proposals[0].remarks[-1]


def paragraph_of_last(file: Path, text: str) -> str:
    return [p for p in re.findall(r"<w:p>.*?</w:p>", body(file)) if f">{text}<" in p][-1]


def test_moved_bullets(office: Office) -> None:
    """Cut and pasted with its bookmarks (not recorded), and moved with a record."""
    draft = office.draft("企画課")
    one = paragraph_of(draft, "指標甲は前年度より増加した。")
    three = paragraph_of(draft, "引き続き周知が必要である。")
    xml = body(draft)
    assert xml.index(one) < xml.index(three)
    edited(draft, draft, (one, ""), (three, ""), ("</w:body>", "</w:body>"))
    second = paragraph_of(draft, "目標には届いていない状況である。")
    edited(draft, draft, (second, three + second + one))
    collection = collected(office, "企画課")
    assert {p.kind for p in collection.proposals} == {"移動"}
    assert order_after(office, collection, "企画課") == ["1-1-検3", "1-1-検2", "1-1-検1"]


def order_after(office: Office, collection: Collection, name: str) -> list[str]:
    file, target = office.book.with_name("反映案.xlsx"), office.book.with_name("反映後.xlsx")
    pipeline.collect(office.book, [office.draft(name)], file, today=TODAY)
    pipeline.apply(office.book, decide(file, 判断="採用"), target, AT)
    return [
        text.id
        for text in read_report(target).chapters[0].parts[0].texts
        if text.kind.name == "検証と課題"
    ]


def test_a_move_that_word_recorded(office: Office) -> None:
    draft = office.draft("企画課")
    text = "引き続き周知が必要である。"
    old = paragraph_of(draft, text)
    run = run_of(draft, text)
    first = paragraph_of(draft, "指標甲は前年度より増加した。")
    properties = re.findall(r"<w:pPr>.*?</w:pPr>", old)[0]

    def marked(kind: str) -> str:
        return properties.replace("</w:pPr>", f"<w:rPr><w:{kind} {A}/></w:rPr></w:pPr>")

    came = (
        f'<w:p>{marked("ins")}<w:moveToRangeStart w:id="77" {B[10:]} w:name="move1"/>'
        f'<w:moveTo {A}>{r(text)}</w:moveTo></w:p><w:moveToRangeEnd w:id="77"/>'
    )
    went = old.replace(properties, marked("del")).replace(
        run, f"<w:moveFrom {A}>{run}</w:moveFrom>"
    )
    # A cell's last paragraph keeps its mark.
    went = went.replace(marked("del"), properties)
    edited(draft, draft, (old, went), (first, came + first))
    assert in_brief(collected(office, "企画課")) == [("移動", "1-1-検3", "", "", "企画課")]


def test_word_and_excel_ask_for_the_same(office: Office) -> None:
    rewrite(office.draft("企画課"), ("45.5", "46.0"), ("引き続き周知が必要である。", "周知する。"))
    office.edit("企画課", lambda book: put(book, "1-1-指1", "実績 R5", 46.0, "0.0"))
    office.edit("企画課", lambda book: put(book, "1-1-検3", BULLET, "啓発する。"))
    collection = office.collect()
    same, one, other = collection.proposals
    assert {one.proposed.text, other.proposed.text} == {"周知する。", "啓発する。"}
    assert (same.target.record, same.target.label) == ("1-1-指1", "実績 R5")
    files = {sender.source.partition("　")[0].rpartition(".")[2] for sender in same.senders}
    assert files == {"docx", "xlsx"}
    assert same.conflict == ""
    assert "別の修正を求めています" in one.conflict
    assert "別の修正を求めています" in other.conflict


def test_the_same_new_bullet_from_word_and_excel(office: Office) -> None:
    from tests.review.test_collect import insert

    draft = office.draft("企画課")
    old = paragraph_of(draft, "目標には届いていない状況である。")
    new = old.replace("目標には届いていない状況である。", "新しい課題がある。")
    new = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", new)
    edited(draft, draft, (old, old + new))
    office.edit("企画課", insert("1-1-検2", "検証と課題", "新しい課題がある。"))
    (proposal,) = office.collect().proposals
    assert (proposal.kind, len(proposal.senders)) == ("追加", 2)


def test_the_office_changed_it_meanwhile(office: Office) -> None:
    rewrite(office.draft("企画課"), ("45.5", "46.0"))
    from tests.review.office import edit

    edit(office.book, lambda book: put(book, "1-1-指1", "実績 R5", 47.0, "0.0"))
    (proposal,) = collected(office, "企画課").proposals
    assert (proposal.issued.text, proposal.proposed.text) == ("45.5", "46.0")
    assert "事務局が変えています" in proposal.conflict


def test_an_old_rounds_draft_and_another_workbooks(office: Office, tmp_path: Path) -> None:
    earlier = distribute(office.book, tmp_path / "earlier", "昨年の照会", at=ISSUED_AT.replace(year=2025), template=TEMPLATE)  # fmt: skip
    rewrite(earlier.draft("企画課"), ("45.5", "46.0"))
    pipeline.build(INPUT, tmp_path / "別の市.docx", TEMPLATE)
    collection = office.collect(office.forms, earlier.draft("企画課"), tmp_path / "別の市.docx")
    reasons = {file.name: file.reason for file in collection.rejected}
    assert "ほかの回（昨年の照会）のファイルです" in reasons["報告書案_企画課.docx"]
    assert "別のブックから作られたファイルです" in reasons["別の市.docx"]
    assert [u.text for u in collection.unread] == ["46.0"]


def test_a_word_file_of_somebody_else(office: Office, tmp_path: Path) -> None:
    shutil.copy(TEMPLATE, tmp_path / "手紙.docx")
    (rejected,) = office.collect(tmp_path / "手紙.docx").rejected
    assert "発出時の記録が失われています" in rejected.reason


def test_a_draft_that_lost_its_record(office: Office, tmp_path: Path) -> None:
    """Word's document inspector takes custom XML out; the bookmarks stay."""
    returned = tmp_path / "返送.docx"
    with zipfile.ZipFile(office.draft("企画課")) as old, zipfile.ZipFile(returned, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/_rels/document.xml.rels":
                data = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", data)
            if not name.startswith("customXml/"):
                new.writestr(name, data)
    rewrite(returned, ("45.5", "46.0"))
    alone = office.collect(returned)
    assert not alone.rejected  # matched by its text, which is said
    assert in_brief(alone) == [("値", "1-1-指1", "実績 R5", "46.0", "企画課")]
    told = "".join(note for answered in alone.answered for note in answered.notes)
    assert "しおりと発出時の記録がありません" in told
    collection = office.collect(office.forms, returned)
    assert in_brief(collection) == [("値", "1-1-指1", "実績 R5", "46.0", "企画課")]
    notes = next(a for a in collection.answered if a.addressee.name == "企画課").notes
    assert any("発出時の記録が失われている" in note for note in notes)


def test_comments_become_opinions(office: Office) -> None:
    draft = office.draft("企画課")
    with zipfile.ZipFile(draft) as package:
        names = package.namelist()
        comments = (
            package.read("word/comments.xml").decode() if "word/comments.xml" in names else ""
        )
    assert comments, "the draft carries what the check found"
    run = run_of(draft, "指標甲は前年度より増加した。")
    anchored = f'<w:commentRangeStart w:id="900"/>{run}<w:commentRangeEnd w:id="900"/><w:r><w:commentReference w:id="900"/></w:r>'
    comment = f'<w:comment w:id="900" w:author="乙 花子" w:date="2026-11-22T13:05:00Z"><w:p>{r("根拠を書いてください。")}</w:p></w:comment>'
    parts = {"word/comments.xml": comments.replace("</w:comments>", f"{comment}</w:comments>")}
    edited(draft, draft, (run, anchored), parts=parts)
    collection = collected(office, "企画課")
    assert collection.proposals == ()
    (opinion,) = collection.opinions
    assert (opinion.about, opinion.label) == ("1-1-検1", "検証と課題")
    assert opinion.text == "［「指標甲は前年度より増加した。」］\n根拠を書いてください。"
    assert (opinion.sender.person, opinion.sender.time) == ("乙 花子", "2026-11-22 13:05")
    # LibreOffice writes this where a comment has no time.
    assert plain_time("0-00-00T00:00:00") == ""


def test_a_deleted_section_is_quoted_and_its_rows_proposed(office: Office) -> None:
    draft = office.draft("総務課")
    heading = paragraph_of(draft, "第２節 節の二")
    run = run_of(draft, "第２節 節の二")
    deleted = run.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    edited(draft, draft, (heading, heading.replace(run, dele(deleted))))
    collection = collected(office, "総務課")
    assert collection.proposals == ()
    assert "節の見出しが削除されています" in collection.unread[0].reason


def test_a_new_row_of_the_table_is_quoted_as_one(office: Office) -> None:
    draft = office.draft("企画課")
    rows = re.findall(r"<w:tr>.*?</w:tr>|<w:tr .*?</w:tr>", body(draft))
    old = next(row for row in rows if ">指標乙<" in row)
    new = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", old)
    for before, after in ((">指標乙<", ">新指標<"), (">110<", ">210<"), (">150以上<", ">250以上<")):
        new = new.replace(before, after)
    edited(draft, draft, (old, old + new))
    collection = collected(office, "企画課")
    assert collection.proposals == ()
    (unread,) = collection.unread
    assert unread.text.startswith("新指標 ／ ")
    assert "210" in unread.text
    assert "250以上" in unread.text
    assert "行を足してください" in unread.reason


def test_typed_outside_every_box(office: Office) -> None:
    draft = office.draft("企画課")
    heading = paragraph_of(draft, "第１節 節の一")
    edited(draft, draft, (heading, heading + f"<w:p>{ins(r('ここに図を入れてください。'))}</w:p>"))
    collection = collected(office, "企画課")
    (unread,) = collection.unread
    assert (unread.text, unread.sender.person) == ("ここに図を入れてください。", "甲課 太郎")
    assert "第１節 節の一" in unread.sender.source


def test_deleted_words_of_the_form(office: Office) -> None:
    draft = office.draft("企画課")
    run = run_of(draft, "方向性")
    deleted = gone("方向性").replace("</w:r>", "</w:r>")
    edited(draft, draft, (run, dele(deleted)))
    collection = collected(office, "企画課")
    (unread,) = collection.unread
    assert (unread.reason, unread.text) == ("様式の決まった文字が削除されています", "方向性")
