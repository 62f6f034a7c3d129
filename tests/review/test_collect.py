"""What people do to their forms, and what must come of it. Expected proposals are written by hand."""

import datetime
import os
import pickle
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Color

from kumareport import pipeline
from kumareport.model.form import STANDARD
from kumareport.review.merge.edits import EditKind
from kumareport.review.returns.collection import Collection
from kumareport.review.returns.files import File, files_in, read_file
from kumareport.review.returns.status import status_lines
from tests.make_workbook import type_in
from tests.review.office import TODAY, Office, columns, distribute, edit, in_brief, put, row_of
from tests.review.word_editor import Editor

Change = Callable[[openpyxl.Workbook], object]


def typed(key: str, header: str, value: object, number_format: str = "") -> Change:
    return lambda book: put(book, key, header, value, number_format)


def insert(after: str, kind: str | None, content: str, row_id: str | None = None) -> Change:
    """Insert a row below a record, as Excel does, and type into it."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        row = row_of(sheet, after) + 1
        sheet.insert_rows(row)
        found = columns(sheet)
        type_in(sheet, row, found["区分"], kind)
        type_in(sheet, row, found["ID"], row_id)
        type_in(sheet, row, found["項目名・本文"], content)
        sheet.cell(
            row, found["項目名・本文"]
        ).data_type = "s"  # openpyxl takes what begins with = for a formula

    return change


def delete(key: str) -> Change:
    return lambda book: book["第１章"].delete_rows(row_of(book["第１章"], key))


def move(key: str, after: str) -> Change:
    """Cut a row and insert it below another."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        values = [cell.value for cell in sheet[row_of(sheet, key)]]
        sheet.delete_rows(row_of(sheet, key))
        row = row_of(sheet, after) + 1
        sheet.insert_rows(row)
        for column, value in enumerate(values, 1):
            type_in(sheet, row, column, value)

    return change


def struck(key: str) -> Change:
    rich = CellRichText(
        [
            "指標甲は",
            TextBlock(InlineFont(strike=True, color=Color("FFFF0000")), "前年度より"),
            TextBlock(InlineFont(color=Color("FFFF0000")), "大きく"),
            "増加した。",
        ]
    )

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        type_in(sheet, row_of(sheet, key), columns(sheet)["項目名・本文"], rich)

    return change


def without_ids(book: openpyxl.Workbook) -> None:
    sheet = book["第１章"]
    sheet.delete_cols(columns(sheet)["ID"])
    book.remove(book["控え（変更しないでください）"])


def sorted_by_kind(book: openpyxl.Workbook) -> None:
    sheet = book["第１章"]
    rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=4)]
    rows.sort(key=lambda row: (str(row[0]), str(row[4])))
    for number, row in enumerate(rows, 4):
        for column, value in enumerate(row, 1):
            type_in(sheet, number, column, value)
    put(book, "1-1-検1", "項目名・本文", "並べ替えたうえで直した文である。")


def inserted_column(book: openpyxl.Workbook) -> None:
    sheet = book["第１章"]
    sheet.insert_cols(6)
    sheet.cell(3, 6, "課内のメモ")
    sheet.cell(5, 6, "係長確認済み")
    sheet.column_dimensions["H"].hidden = True
    put(book, "1-1-指1", "実績 R5", 46.5, "0.0")


def renamed_sheet(book: openpyxl.Workbook) -> None:
    book["第１章"].title = "企画課分"
    put_in = book["企画課分"]
    put_in.cell(row_of(put_in, "1-1-検1"), columns(put_in)["項目名・本文"], "直した文。")


A = "企画課"
CASES: dict[str, tuple[Change, list[tuple[str, ...]]]] = {
    "何もしない": (lambda book: None, []),
    "数値を直す": (typed("1-1-指1", "実績 R5", 46.5, "0.0"), [("値", "1-1-指1", "実績 R5", "46.5", A)]),
    "全角の文字で打ち直しただけ": (typed("1-1-指1", "実績 R4", "４４．６"), []),
    "小数を増やして表示する": (
        typed("1-1-指1", "実績 R4", 44.6, "0.00"), [("表記のみ", "1-1-指1", "実績 R4", "44.6", A)],
    ),
    "文字で小数を増やす": (
        typed("1-1-指1", "実績 R4", "44.60"), [("表記のみ", "1-1-指1", "実績 R4", "44.60", A)],
    ),
    "値を消す": (typed("1-1-指1", "実績 R5", None), [("値", "1-1-指1", "実績 R5", "", A)]),
    "値なしの記号": (typed("1-1-指1", "実績 R5", "未集計"), [("値", "1-1-指1", "実績 R5", "未集計", A)]),
    "文を直す": (
        typed("1-1-検1", "項目名・本文", "指標甲は大きく増加した。"),
        [("本文", "1-1-検1", "項目名・本文", "指標甲は大きく増加した。", A)],
    ),
    "文の後ろに空白を足しただけ": (typed("1-1-検1", "項目名・本文", "指標甲は前年度より増加した。 \n"), []),
    "数式のような文": (
        typed("1-1-検1", "項目名・本文", "=1+1 である。"), [("本文", "1-1-検1", "項目名・本文", "=1+1 である。", A)],
    ),
    "見え消し": (struck("1-1-検1"), [("本文", "1-1-検1", "項目名・本文", "指標甲は大きく増加した。", A)]),
    "文を空にする": (typed("1-1-検2", "項目名・本文", None), [("削除", "1-1-検2", "", "", A)]),
    "行を消す": (delete("1-1-検2"), [("削除", "1-1-検2", "", "", A)]),
    "行を挿入する": (
        insert("1-1-検1", "検証と課題", "足した文である。"), [("追加", "1-1", "", "足した文である。", A)],
    ),
    "区分を入れずに行を挿入する": (
        insert("1-1-検1", None, "足した文である。"), [("追加", "1-1", "", "足した文である。", A)],
    ),
    "隠れた ID ごと行を写す": (
        insert("1-1-検1", "検証と課題", "写してから直した文である。", "1-1-検1"),
        [("追加", "1-1", "", "写してから直した文である。", A)],
    ),
    "行を動かす": (move("1-1-検3", "1-1-指2"), [("移動", "1-1-検3", "", "", A)]),
    "行を別の節へ動かす": (move("1-2-検1", "1-1-検1"), [("移動", "1-2-検1", "", "", "総務課")]),
    "並べ替えてから直す": (
        sorted_by_kind, [("本文", "1-1-検1", "項目名・本文", "並べ替えたうえで直した文である。", A)],
    ),
    "列を足し、隠す": (inserted_column, [("値", "1-1-指1", "実績 R5", "46.5", A)]),
    "シート名を変える": (renamed_sheet, [("本文", "1-1-検1", "項目名・本文", "直した文。", A)]),
    "進捗を選び、理由を書く": (
        lambda book: (put(book, "1-1-指1", "進捗", "○"), put(book, "1-1-指1", "判定の理由", "協議による")),
        [("項目", "1-1-指1", "進捗", "○", A), ("項目", "1-1-指1", "判定の理由", "協議による", A)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_edit_gives_just_these_proposals(office: Office, name: str) -> None:
    change, expected = CASES[name]
    department = expected[0][4] if expected else A
    office.edit(department, change)
    assert in_brief(office.collect()) == expected


def test_texts_below_each_other_come_in_the_order_typed(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        first = row_of(sheet, "1-1-検3") + 1
        for number, words in enumerate(("一つめ。", "二つめ。", "三つめ。")):
            type_in(sheet, first + number, 5, words)

    office.edit(A, change)
    collection = office.collect()
    assert [p.proposed.text for p in collection.proposals] == ["一つめ。", "二つめ。", "三つめ。"]
    assert collection.proposals[0].after[0] == "1-1-検3"


def test_nothing_typed_is_dropped(office: Office) -> None:
    """Whatever stands beside, above, below or on a sheet of its own is quoted in full."""

    def change(book: openpyxl.Workbook) -> None:
        inserted_column(book)
        book["第１章"].cell(1, 9, "上の余白の書き込み")
        book["第１章"].cell(300, 40, "右下の書き込み")
        book["表紙"].cell(40, 6, "表紙の余白の書き込み")
        book.create_sheet("別紙").append(["別紙の表", "甲", 12])

    office.edit(A, change)
    collection = office.collect()
    quoted = " ".join(unread.text for unread in collection.unread)
    for words in (
        "課内のメモ",
        "係長確認済み",
        "上の余白の書き込み",
        "右下の書き込み",
        "表紙の余白の書き込み",
        "別紙の表 ／ 甲 ／ 12",
    ):
        assert words in quoted
    assert len(collection.unread) == 6


def test_values_that_excel_spoilt_are_quoted_not_proposed(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-指1", "実績 R5", 45000, "yyyy/m/d")
        sheet = book["第１章"]
        row, column = row_of(sheet, "1-1-指1"), columns(sheet)["実績 R4"]
        sheet.cell(row, column, "#DIV/0!").data_type = "e"

    office.edit(A, change)
    collection = office.collect()
    assert in_brief(collection) == []
    assert {u.reason for u in collection.unread} == {
        "Excel が入力を日付に変えています", "数式の結果がエラーになっています",
    }  # fmt: skip


def test_opinions_come_from_the_column_the_cover_and_comments(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-指1", "事務局への意見", "単位は％でよいか。")
        sheet = book["第１章"]
        sheet.cell(row_of(sheet, "1-1-検1"), 5).comment = Comment(
            "山田:\nこの文は要りますか", "山田"
        )
        cover = book["表紙"]
        for line in cover.iter_rows(max_col=1):
            if line[0].value == "全体への意見":
                cover.cell(line[0].row, 2, "締切を延ばしてほしい。")
            if line[0].value == "記入者":
                cover.cell(line[0].row, 2, "鈴木")

    office.edit(A, change)
    opinions = office.collect().opinions
    assert {(o.about, o.label, o.text, o.sender.person) for o in opinions} == {
        ("1-1-指1", "事務局への意見", "単位は％でよいか。", "鈴木"),
        ("1-1-検1", "項目名・本文", "この文は要りますか", "山田"),
        ("", "全体への意見", "締切を延ばしてほしい。", "鈴木"),
    }


def test_rows_of_others_and_closed_cells_are_flagged(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-指2", "実績 R4", 111)  # 総務課's indicator in 企画課's section
        put(book, "1-1-指1", "検証値 R5", 40.5, "0.0")

    office.edit(A, change)
    remarks = {p.target.record: p.remarks for p in office.collect().proposals}
    assert remarks == {
        "1-1-指2": ("この課が記入する行ではありません",),
        "1-1-指1": ("この課が記入する欄ではありません",),
    }


def test_two_departments_who_differ_are_a_conflict_whatever_the_order(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "企画課の案。"))
    office.edit("総務課", typed("1-1-検1", "項目名・本文", "総務課の案。"))
    files = [office.form("企画課"), office.form("総務課")]
    one, other = office.collect(*files), office.collect(*reversed(files))
    assert one == other
    assert {p.proposed.text for p in one.proposals} == {"企画課の案。", "総務課の案。"}
    assert all("同じ場所に別の修正" in p.conflict for p in one.proposals)


def test_two_departments_who_agree_are_one_proposal(office: Office) -> None:
    for who in ("企画課", "総務課"):
        office.edit(who, typed("1-1-検1", "項目名・本文", "同じ案。"))
    assert in_brief(office.collect()) == [
        ("本文", "1-1-検1", "項目名・本文", "同じ案。", "企画課・総務課")
    ]


def test_the_office_may_have_changed_the_place(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", "課の案。"))
    office.edit("福祉課", typed("2-1-検1", "項目名・本文", "事務局と同じ案。"))
    edit(office.book, typed("1-1-検1", "項目名・本文", "事務局の案。"))
    edit(office.book, typed("2-1-検1", "項目名・本文", "事務局と同じ案。"))
    collection = office.collect()
    (proposal,) = collection.proposals
    assert (proposal.issued.text, proposal.current.text, proposal.proposed.text) == (
        "指標甲は前年度より増加した。", "事務局の案。", "課の案。",
    )  # fmt: skip
    assert "事務局が変えています" in proposal.conflict
    assert collection.done == 1


def test_one_deletes_what_another_changes(office: Office) -> None:
    office.edit("企画課", typed("1-1-検1", "項目名・本文", None))
    office.edit("総務課", typed("1-1-検1", "項目名・本文", "直した文。"))
    conflicts = {p.kind: p.conflict for p in office.collect().proposals}
    assert "削除を求めています" in conflicts[EditKind.TEXT]
    assert "修正を求めています" in conflicts[EditKind.DELETE]


def test_a_form_without_its_hidden_sheet_is_matched_and_said_so(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-検1", "項目名・本文", "指標甲は前年度より大きく増加した。")
        put(book, "1-1-指1", "実績 R5", 46.5, "0.0")
        without_ids(book)

    office.edit(A, change)
    edit(office.book, typed("1-1-検2", "項目名・本文", "事務局が直した別の文。"))
    for paths, against in (
        ([office.forms], "配付一覧にある発出時の内容"),
        ([office.form(A)], "今のブック"),
    ):
        collection = office.collect(*paths)
        texts = [line for line in in_brief(collection) if line[1] != "1-1-検2"]
        assert texts == [
            ("値", "1-1-指1", "実績 R5", "46.5", A),
            ("本文", "1-1-検1", "項目名・本文", "指標甲は前年度より大きく増加した。", A),
        ]
        notes = " ".join(next(a for a in collection.answered if a.addressee.name == A).notes)
        assert "控えがありません" in notes
        assert against in notes
        assert "本文で照合" in notes
        # The list tells what stood around the tables; the workbook tells all of it but the round.
        told = [unread.text for unread in collection.unread if unread.sender.department == A]
        unknown = ["第１回照会", "令和８年12月10日（木）", "企画課 内線 1"]
        assert told == ([] if "配付一覧" in against else unknown)
        assert "シートがありません" not in notes


def test_rows_of_another_department_pasted_in(office: Office) -> None:
    other = openpyxl.load_workbook(office.form("福祉課"))["第２章"]

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["第１章"]
        for number, row in enumerate(other.iter_rows(min_row=4, max_col=10, values_only=True), 40):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column, value).data_type = "s" if isinstance(value, str) else "n"

    file = office.edit("企画課", change)
    collection = office.collect(file, office.list)
    assert in_brief(collection) == []
    told = [unread.text for unread in collection.unread if unread.reason.startswith("ほかの課")]
    assert told == [
        "2-1 ／ 福祉課 ／ 節の三",
        "2-1-指1 ／ 指標丁 ／ 件 ／ 3 ／ 2 ／ 1 ／ 1",
        "2-1-検1 ／ 福祉の検証の文である。",
        "2-1-方1 ／ 福祉の方向の文である。",
    ]
    assert len(collection.unread) == len(told)


def test_a_changed_hidden_sheet_is_not_believed(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        ledger = book["控え（変更しないでください）"]
        for line in ledger.iter_rows():
            for cell in line:
                if cell.value == "指標甲は前年度より増加した。":
                    cell.value = "偽の発出時の文。"

    office.edit(A, change)
    collection = office.collect()
    assert in_brief(collection) == []
    notes = next(a for a in collection.answered if a.addressee.name == A).notes
    assert any("控えが書き換えられています" in note for note in notes)


def test_status_tells_who_has_answered_and_who_is_late(office: Office, tmp_path: Path) -> None:
    office.edit("企画課", typed("1-1-指1", "実績 R5", 46))
    collection = office.collect(office.list, office.form("企画課"))
    lines = list(status_lines(collection, "2026-12-11"))
    assert "3 課のうち 1 課が提出" in lines
    assert "  未提出（遅れ）　福祉課（内線 3）" in lines
    assert "  未提出　福祉課（内線 3）" in list(status_lines(collection, "2026-12-10"))


def test_a_form_in_which_nothing_was_said_is_no_answer_yet(office: Office) -> None:
    """It lies where it was put, was sent back unopened, or was only opened and saved."""
    office.edit("企画課", typed("1-1-指1", "実績 R5", 46))
    office.edit("総務課", lambda book: None)
    lines = list(status_lines(office.collect(), "2026-12-01"))
    assert "3 課のうち 3 課が提出（うち配付時のまま 2 課）" in lines
    assert [line.split("　")[1] for line in lines if "配付時のまま　" in line] == [
        "総務課",
        "福祉課",
    ]


def test_files_that_are_no_answer_are_named_with_the_reason(office: Office, tmp_path: Path) -> None:
    earlier = distribute(office.book, tmp_path / "earlier", "昨年の照会", at=_YEAR_AGO)
    earlier.edit("企画課", typed("1-1-検1", "項目名・本文", "昨年の回の修正。"))
    pile = tmp_path / "pile"
    pile.mkdir()
    for file, data in {
        "写し.xlsx": office.form("福祉課").read_bytes(),
        "昨年.xlsx": earlier.form("企画課").read_bytes(),
        "元のブック.xlsx": office.book.read_bytes(),
        "壊れた.xlsx": b"PK\x03\x04 broken",
        "空.xlsx": b"",
        "メモ.txt": "連絡です".encode(),
        "~$照会票.xlsx": b"lock",
    }.items():
        (pile / file).write_bytes(data)
    collection = office.collect(office.forms, pile)
    reasons = {file.name: file.reason for file in collection.rejected}
    assert "同じファイル" in reasons["福祉課/照会票_福祉課.xlsx"] + reasons.get("写し.xlsx", "")
    assert "ほかの回（昨年の照会）のファイルです" in reasons["昨年.xlsx"]
    assert "評価・検証のブックです" in reasons["元のブック.xlsx"]
    assert "壊れている" in reasons["壊れた.xlsx"]
    assert "空のファイル" in reasons["空.xlsx"]
    assert "テキスト ファイルです" in reasons["メモ.txt"]
    assert "作業用のファイル" in reasons["~$照会票.xlsx"]
    assert in_brief(collection) == []
    assert any("昨年の回の修正。" in unread.text for unread in collection.unread)
    assert sum(entry.has_answered for entry in collection.answered) == 3


_YEAR_AGO = datetime.datetime(2025, 11, 20, tzinfo=datetime.UTC)


def test_what_is_typed_beside_a_deleted_text_and_changed_kinds_are_quoted(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        put(book, "1-1-検2", "項目名・本文", None)
        put(book, "1-1-検2", "備考", "統合したため")
        put(book, "1-1-検3", "区分", "方向性")

    office.edit(A, change)
    collection = office.collect()
    assert in_brief(collection) == [("削除", "1-1-検2", "", "", A)]
    assert {(u.text, u.reason.partition("。")[0]) for u in collection.unread} == {
        ("統合したため", "削除する行に書かれています"),
        ("方向性", "区分が「検証と課題」から変えられています"),
    }


def test_an_indicator_that_is_added_or_deleted_is_shown_with_all_its_cells(office: Office) -> None:
    from kumareport.review.decide.proposal_sheets import shown_current, shown_proposed

    def change(book: openpyxl.Workbook) -> None:
        delete("1-1-指1")(book)
        insert("1-1-指2", "指標", "新しい指標")(book)
        sheet = book["第１章"]
        row = row_of(sheet, "1-1-指2") + 1
        sheet.cell(row, columns(sheet)["実績 R5"], 12.5)
        sheet.cell(row, columns(sheet)["単位"], "件")

    office.edit(A, change)
    labels = {"実績 2023": "実績 R5", "実績 2022": "実績 R4"}
    added, deleted = (
        next(p for p in office.collect().proposals if p.kind is kind)
        for kind in (EditKind.ADD, EditKind.DELETE)
    )
    assert shown_proposed(added, labels).splitlines() == ["新しい指標", "単位：件", "実績 R5：12.5"]
    gone = shown_current(deleted, labels)
    assert gone.splitlines()[0] == "指標甲"
    assert "実績 R4：44.6" in gone
    edit(office.book, typed("1-1-指1", "実績 R4", 40.1, "0.0"))
    changed = next(p for p in office.collect().proposals if p.kind is EditKind.DELETE)
    assert "事務局が変えています" in changed.conflict


def test_what_was_handed_in_is_the_same_whoever_reads_it(
    drafted: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "返送"
    for number in range(8):
        change = typed("1-1-検1", "項目名・本文", f"指標甲は {number} 件に増加した。")
        drafted.edit("企画課", change, folder / f"票{number}.xlsx")
        edited = Editor(drafted.draft("総務課"), random.Random(number))
        edited.edit(3)
        edited.save(folder / f"案{number}.docx")
    shutil.copy(folder / "票3.xlsx", folder / "票9.xlsx")
    shutil.copy(drafted.list, folder / "配付一覧.xlsx")
    (folder / "壊れた票.xlsx").write_bytes((folder / "票1.xlsx").read_bytes()[:-100])
    (folder / "メモ.txt").write_text("よろしくお願いします", encoding="utf-8")
    foreign = docx.Document()
    foreign.add_paragraph("別の文書")
    foreign.save(str(folder / "別の文書.docx"))

    def collected(processors: int) -> tuple[Collection, list[tuple[int, int, str]]]:
        monkeypatch.setattr(os, "cpu_count", lambda: processors)
        told: list[tuple[int, int, str]] = []

        def progress(done: int, of: int, name: str) -> None:
            told.append((done, of, name))

        result = pipeline.collect(drafted.book, [folder], None, today=TODAY, progress=progress)
        return result.collection, told

    alone, helped = collected(1), collected(3)
    assert alone == helped
    assert len(alone[0].rejected) == 4
    assert len(alone[0].proposals) > 8
    for path, name in files_in([folder]):
        if path.suffix != ".txt" and "壊れた" not in name:
            read = read_file(File(path, name, STANDARD))
            assert pickle.loads(pickle.dumps(read)) == read
