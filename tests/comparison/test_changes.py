"""What counts as a change, worked by hand."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport.comparison.compare import compare_reports
from kumareport.model.change import ChangeKind, Topic
from kumareport.model.report import Report
from tests.comparison.states import brief, bullets, report, with_id
from tests.make_workbook import HEADER, Row, indicator, text, type_in

SECTION = text("節", "節の題名")


def states(tmp_path: Path, old: list[Row], new: list[Row], **more: Any) -> tuple[Report, Report]:
    return report(tmp_path / "old.xlsx", [SECTION, *old]), report(
        tmp_path / "new.xlsx", [SECTION, *new], **more
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (44.6, "４４．６", []),
        (44.6, "44.60", [("修正", "実績 R4", "44.6", "44.60")]),
        (44.6, "△44.6", [("修正", "実績 R4", "44.6", "▲44.6")]),
        (1234, "1,234", []),
        (1234, "1234（概数）", [("修正", "実績 R4", "1,234", "1,234\n（概数）")]),
        (12, None, [("修正", "実績 R4", "12", "")]),
    ],
)
def test_values_are_compared_as_printed(
    tmp_path: Path, old: float, new: str | None, expected: list[tuple[str, ...]]
) -> None:
    rows = [[indicator(values=(10, value, 19, 20))] for value in (old, new)]
    assert [c for c in brief(*states(tmp_path, *rows)) if c[1] != "グラフ"] == expected


def test_the_mark_that_follows_from_a_value(tmp_path: Path) -> None:
    rows = [[indicator(values=(10, 11, value, 20))] for value in (12, 20)]
    assert brief(*states(tmp_path, *rows)) == [
        ("修正", "実績 R5", "12", "20"),
        ("修正", "進捗", "×", "○"),
    ]


def test_a_typed_mark_that_is_the_computed_one_is_no_change(tmp_path: Path) -> None:
    rows = [[indicator(mark=mark, reason="理由")] for mark in (None, "×", "△")]
    assert brief(*states(tmp_path, rows[0], rows[1])) == []
    assert brief(*states(tmp_path, rows[0], rows[2])) == [("修正", "進捗", "×", "△")]


def test_a_mark_of_a_group_is_told_once(tmp_path: Path) -> None:
    def rows(last: int) -> list[Row]:
        return [indicator(name, group="大", values=(10, 11, last, 20)) for name in ("男", "女")]

    changes = brief(*states(tmp_path, rows(12), rows(20)))
    assert [change for change in changes if change[1] == "進捗"] == [("修正", "進捗", "×", "○")]


def test_name_note_unit_and_group(tmp_path: Path) -> None:
    old = [with_id(indicator("名前甲\n※注甲", "人", group="大甲"), "a")]
    new = [with_id(indicator("名前乙", "件", group="大乙"), "a")]
    assert brief(*states(tmp_path, old, new)) == [
        ("修正", "大項目", "大甲", "大乙"),
        ("修正", "名称", "名前甲", "名前乙"),
        ("削除", "注", "※注甲", ""),
        ("修正", "単位", "人", "件"),
    ]


def test_indicators_added_removed_and_moved(tmp_path: Path) -> None:
    old = [with_id(indicator(name), name) for name in ("甲", "乙", "丙")]
    new = [old[2], old[0], with_id(indicator("丁", "人", values=(1, None, 3, 4)), "丁")]
    assert brief(*states(tmp_path, old, new)) == [
        ("移動", "検証指標の順", "丙", "丙"),
        ("削除", "検証指標", "乙\n単位：件\n基準値 H27：10、実績 R4：11、実績 R5：12、検証値 R5：20\n進捗：×\nグラフ：乙", ""),
        ("追加", "検証指標", "", "丁\n単位：人\n基準値 H27：1、実績 R5：3、検証値 R5：4\n進捗：×\nグラフ：丁"),
    ]  # fmt: skip


def test_a_bullet_that_only_moved_is_one_change(tmp_path: Path) -> None:
    old = bullets("一つめの文です。", "二つめの文です。", "三つめの文です。")
    changes = list(compare_reports(*states(tmp_path, old, [old[2], *old[:2]])).changes())
    assert [(c.kind, c.new, c.remark) for c in changes] == [
        (ChangeKind.MOVED, "三つめの文です。", "3つ目から1つ目へ")
    ]


def test_two_bullets_that_change_places(tmp_path: Path) -> None:
    old = bullets("甲の文。", "乙の文。", "丙の文。")
    changes = list(compare_reports(*states(tmp_path, old, old[::-1])).changes())
    assert [(c.new, c.remark) for c in changes] == [
        ("丙の文。", "3つ目から1つ目へ"),
        ("甲の文。", "1つ目から3つ目へ"),
    ]


def test_texts_cut_and_pasted_while_the_ids_stay_behind(tmp_path: Path) -> None:
    one, two = bullets("はじめの長い文です。", "おわりの別の文章。")
    old = [with_id(one, "a"), with_id(two, "b")]
    new = [with_id(two, "a"), with_id(one, "b")]
    assert [kind for kind, *_ in brief(*states(tmp_path, old, new))] == ["移動"]


def test_ids_given_anew_after_an_insertion(tmp_path: Path) -> None:
    texts = ["駅前の再開発が進み、人の流れが戻った。", "担い手の不足が続いている。"]
    old = [with_id(row, f"検{n}") for n, row in enumerate(bullets(*texts), 1)]
    changed = ["新しく加えた箇条。", "駅前の再開発が進み、人の流れが増えた。", texts[1]]
    new = [with_id(row, f"検{n}") for n, row in enumerate(bullets(*changed), 1)]
    assert brief(*states(tmp_path, old, new)) == [
        ("追加", "1つ目", "", changed[0]),
        ("修正", "2つ目", texts[0], changed[1]),
    ]


def test_a_bullet_in_the_other_box_and_in_another_section(tmp_path: Path) -> None:
    moved = with_id(text("検証と課題", "動かした文。"), "x")
    stay = text("方向性", "残る文。")
    new = [text("節", "節の題名"), [*stay], text("節", "次の節"), ["方向性", *moved[1:]]]
    old = [text("節", "節の題名"), moved, stay, text("節", "次の節")]
    before, after = report(tmp_path / "o.xlsx", old), report(tmp_path / "n.xlsx", new)
    (change,) = compare_reports(before, after).changes()
    assert (change.kind, change.remark) == (ChangeKind.MOVED, "第１章第１節から")
    assert change.place == "方向性\n1つ目"
    same_section = [text("節", "節の題名"), ["方向性", *moved[1:]], stay, text("節", "次の節")]
    (change,) = compare_reports(before, report(tmp_path / "m.xlsx", same_section)).changes()
    assert (change.kind, change.remark) == (ChangeKind.MOVED, "検証と課題から")


def test_sections_removed_added_and_renumbered(tmp_path: Path) -> None:
    old = [
        text("節", "農業の振興"),
        *bullets("作物の話。"),
        text("節", "文化財の保存"),
        *bullets("建物の話。"),
    ]
    new = [text("節", "文化財の保存"), *bullets("建物の話。"), text("節", "港の整備")]
    before, after = report(tmp_path / "o.xlsx", old), report(tmp_path / "n.xlsx", new)
    comparison = compare_reports(before, after)
    assert brief(before, after) == [
        ("削除", "節の見出し", "第１節 農業の振興", ""),
        ("削除", "1つ目", "作物の話。", ""),
        ("修正", "節の見出し", "第２節 文化財の保存", "第１節 文化財の保存"),
        ("追加", "節の見出し", "", "第２節 港の整備"),
    ]
    headings = [section.heading for section in comparison.chapters[0].sections]
    assert headings == ["第１節 農業の振興（削除）", "第１節 文化財の保存", "第２節 港の整備"]


def test_a_column_is_one_change_with_its_values(tmp_path: Path) -> None:
    header = [*HEADER[:9], "実績\nR6", *HEADER[9:]]
    old = [indicator("甲"), indicator("乙")]
    new = [
        indicator(name, values=(10, 11, 12, last, 20)) for name, last in (("甲", 20), ("乙", 21))
    ]
    changes = [c for c in brief(*states(tmp_path, old, new, header=header)) if c[1] != "進捗"]
    assert changes == [("追加", "検証指標の表の列", "", "実績 R6\n甲：20\n乙：21")]


def test_a_column_that_went_is_one_change_with_its_values(tmp_path: Path) -> None:
    header = [*HEADER[:7], *HEADER[8:]]
    new = [indicator("甲", values=(10, 12, 20))]
    assert brief(*states(tmp_path, [indicator("甲")], new, header=header)) == [
        ("削除", "検証指標の表の列", "実績 R4\n甲：11", "")
    ]


def test_columns_are_known_by_role_and_year_not_by_their_words(tmp_path: Path) -> None:
    header = [*HEADER[:7], "実績値　令和4年度", "実績 R5", "目標値 R5", *HEADER[10:]]
    rows = [indicator()]
    assert brief(*states(tmp_path, rows, rows, header=header)) == [
        ("修正", "検証指標の表の見出し", "実績 R4", "実績値 令和4年度"),
        ("修正", "検証指標の表の見出し", "検証値 R5", "目標値 R5"),
    ]


def test_columns_in_another_order(tmp_path: Path) -> None:
    header = [*HEADER[:7], HEADER[8], HEADER[7], *HEADER[9:]]
    old, new = [indicator()], [indicator(values=(10, 12, 11, 20))]
    assert brief(*states(tmp_path, old, new, header=header)) == [
        ("移動", "検証指標の表の列の順", "基準値 H27、実績 R4、実績 R5、検証値 R5",
         "基準値 H27、実績 R5、実績 R4、検証値 R5")
    ]  # fmt: skip


def test_graphs(tmp_path: Path) -> None:
    old = [indicator("甲", title="甲の図"), indicator("乙")]
    renamed = [indicator("甲", title="新しい図"), indicator("乙")]
    without = [indicator("甲", title="甲の図", chart="無"), indicator("乙")]
    assert brief(*states(tmp_path, old, renamed)) == [
        ("修正", "グラフの題名", "甲の図", "新しい図")
    ]
    assert brief(*states(tmp_path, old, without)) == [
        ("修正", "グラフ", "（グラフあり）", "（グラフなし）")
    ]


def test_a_graph_that_stands_alone_prints_no_title(tmp_path: Path) -> None:
    rows = [[indicator("甲", title=title)] for title in ("甲の図", "別の図")]
    assert brief(*states(tmp_path, *rows)) == []


def test_settings(tmp_path: Path) -> None:
    def edit(book: Workbook, _sheet: Worksheet) -> None:
        for row in book["設定"].iter_rows():
            if row[0].value == "マイナスの記号":
                book["設定"][f"B{row[0].row}"] = "△"
            if row[0].value == "記号：達成":
                book["設定"][f"B{row[0].row}"] = "◎"

    rows = [SECTION, indicator(values=(-10, 11, 20, 20))]
    old = report(tmp_path / "o.xlsx", rows)
    new = report(tmp_path / "n.xlsx", rows, title="新しい題名", edit=edit)
    assert brief(old, new) == [
        ("修正", "報告書の題名", "報告書", "新しい題名"),
        ("修正", "凡例（達成）", "○：検証値を達成", "◎：検証値を達成"),
        ("修正", "マイナスの記号", "▲", "△"),
    ]


def test_a_cell_merged_over_the_next_column(tmp_path: Path) -> None:
    def merge(_book: Workbook, sheet: Worksheet) -> None:
        sheet.merge_cells("H5:I5")

    old, new = states(tmp_path, [indicator()], [indicator(values=(10, 11, None, 20))], edit=merge)
    changes = [c for c in brief(old, new) if c[1] == "実績 R5"]
    assert changes == [("修正", "実績 R5", "12", "（左の欄と結合）")]


def two_chapters(
    path: Path, first: list[Row], second: list[Row], header: Sequence[object] = HEADER
) -> Report:
    def edit(book: Workbook, _sheet: Worksheet) -> None:
        for row in book["設定"].iter_rows():
            if row[0].value == "第１章":
                book["設定"].insert_rows(row[0].row + 1)
                after = ("第２章", "第２章", "次の章")
                for column, value in enumerate(after, 1):
                    type_in(book["設定"], row[0].row + 1, column, value)
                break
        sheet = book.create_sheet("第２章")
        for line in ([], [], header, *second):
            sheet.append(list(line))

    return report(path, first, edit=edit)


def test_chapters_added_and_removed(tmp_path: Path) -> None:
    rows = [SECTION, *bullets("文。")]
    one = report(tmp_path / "o.xlsx", rows)
    two = two_chapters(tmp_path / "n.xlsx", rows, [text("節", "別の節"), *bullets("別の文。")])
    assert brief(one, two) == [
        ("追加", "章の見出し", "", "第２章 次の章"),
        ("追加", "節の見出し", "", "第１節 別の節"),
        ("追加", "1つ目", "", "別の文。"),
    ]
    assert [kind for kind, *_ in brief(two, one)] == ["削除"] * 3


def test_a_section_in_another_chapter(tmp_path: Path) -> None:
    stays, goes = text("節", "残る節"), with_id(text("節", "動く節"), "x")
    inside = bullets("動く節の文。")
    old = two_chapters(tmp_path / "o.xlsx", [stays, goes, *inside], [text("節", "別の題")])
    new = two_chapters(tmp_path / "n.xlsx", [stays], [text("節", "別の題"), goes, *inside])
    (change,) = compare_reports(old, new).changes()
    assert (change.kind, change.new, change.remark) == (
        ChangeKind.MOVED, "第２節 動く節", "第１章から",
    )  # fmt: skip


def test_sections_that_change_places(tmp_path: Path) -> None:
    titles = ("農業の振興", "文化財の保存", "港の整備")
    rows = [with_id(text("節", title), title) for title in titles]
    old, new = report(tmp_path / "o.xlsx", rows), report(tmp_path / "n.xlsx", rows[::-1])
    assert brief(old, new) == [
        ("移動", "節の見出し", "第３節 港の整備", "第１節 港の整備"),
        ("移動", "節の見出し", "第１節 農業の振興", "第３節 農業の振興"),
    ]


def test_an_indicator_in_another_chapter_with_other_columns(tmp_path: Path) -> None:
    row = with_id(indicator("動かした指標", values=(10, 11, 12, 20)), "x")
    header = [*HEADER[:8], "実績 R6", *HEADER[9:]]
    old = two_chapters(tmp_path / "o.xlsx", [SECTION, row], [text("節", "別の節")], header)
    new = two_chapters(tmp_path / "n.xlsx", [SECTION], [text("節", "別の節"), row], header)
    first, *values = compare_reports(old, new).changes()
    assert (first.kind, first.remark) == (ChangeKind.MOVED, "第１章第１節から")
    assert [(c.place.rpartition("\n")[2], c.old, c.new) for c in values] == [
        ("実績 R6", "", "12"),
        ("実績 R5", "12", ""),
    ]


def test_counts_by_topic(tmp_path: Path) -> None:
    old, new = states(tmp_path, bullets("甲。"), bullets("甲。", "乙。"))
    assert compare_reports(old, new).counts() == {Topic.TEXT: 1}


@pytest.mark.no_cover
def test_the_real_workbook_with_a_handful_of_edits(tmp_path: Path) -> None:
    from tests.conftest import INPUT

    book = openpyxl.load_workbook(INPUT)
    sheet = book["第１章"]
    header = {
        str(c.value).replace("\n", ""): number for number, c in enumerate(sheet[3], 1) if c.value
    }
    rows = {sheet.cell(r, header["ID"]).value: r for r in range(4, sheet.max_row + 1)}
    name = header["項目名・本文"]
    sheet.cell(rows["1-1-指1"], header["実績R5"], "37.5")
    first, second = (sheet.cell(rows[f"1-1-検{n}"], name).value for n in (1, 2))
    sheet.cell(rows["1-1-検1"], name, second)
    sheet.cell(rows["1-1-検2"], name, first)
    sheet.cell(rows["1-2-指1"], header["単位"], "%")
    sheet.cell(rows["1-2"], name, "男女共同参画社会の推進")
    book.save(tmp_path / "new.xlsx")
    from kumareport.workbook.read import read_report

    changes = brief(read_report(INPUT), read_report(tmp_path / "new.xlsx"))
    assert [change[:2] for change in changes] == [
        ("修正", "実績 R5"), ("移動", "1つ目"), ("修正", "節の見出し"),
    ]  # fmt: skip
    assert changes[0][2:] == ("37.3", "37.5")
    assert changes[2][2:] == ("第２節 男女共同参画社会の実現", "第２節 男女共同参画社会の推進")
