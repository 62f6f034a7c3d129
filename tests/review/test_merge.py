"""Three ways: what was issued, what is asked for, what the workbook says now. Worked by hand."""

import pytest
from msgspec.structs import replace

from kumareport.model.row import BLANK, Content, Row, RowSheet
from kumareport.review.merge.edits import EditKind
from kumareport.review.merge.merge import merge, today_ids
from kumareport.review.merge.proposal import Proposal
from kumareport.review.merge.sameness import seen_otherwise
from tests.review.rows import R5, TEXT, UNIT, asked, line, sheet_of

ADD, DELETE, MOVE = EditKind.ADD, EditKind.DELETE, EditKind.MOVE
VALUE, WORDS = EditKind.VALUE, EditKind.TEXT
GONE = "この行は、発出のあとで削除されています"
CHANGED = "発出のあとで、事務局が変えています"


def now() -> list[RowSheet]:
    return [
        sheet_of(
            line("節1", "節の題", "節"),
            line("甲", "文の一。"),
            line("乙", "文の二。"),
            line("丙", "文の三。"),
            line("指", "満足度", "指標", 単位="％", 実績="44.6"),
        ),
        sheet_of(line("節2", "別の節", "節", "節2"), line("丁", "文の四。", section="節2"), name="第２章"),
    ]  # fmt: skip


def merged(*edits: object, sheets: list[RowSheet] | None = None) -> tuple[Proposal, ...]:
    return merge(edits, sheets or now(), {}).proposals  # pyright: ignore[reportArgumentType]


def only(*edits: object, sheets: list[RowSheet] | None = None) -> Proposal:
    (found,) = merged(*edits, sheets=sheets)
    return found


# today_ids


def test_a_row_that_lost_its_id_is_known_by_its_text() -> None:
    issued = [sheet_of(line("古", "文の一。"), line("乙", "文の二。"))]
    assert today_ids(issued, [sheet_of(line("新", "文の一。"), line("乙", "文の二。"))]) == {
        "古": "新"
    }


def test_a_row_whose_id_still_stands_is_itself_whatever_other_rows_say() -> None:
    issued = [sheet_of(line("甲", "文の一。"))]
    assert today_ids(issued, [sheet_of(line("新", "文の一。"), line("甲", "直した文。"))]) == {}


def test_a_row_that_was_issued_itself_stands_for_no_other() -> None:
    issued = [sheet_of(line("甲", "文の一。"), line("乙", "文の二。"))]
    assert today_ids(issued, [sheet_of(line("乙", "文の一。"))]) == {}


def test_a_row_is_found_only_on_its_own_sheet() -> None:
    issued = [sheet_of(line("古", "文の一。"))]
    elsewhere = sheet_of(line("新", "文の一。"), name="第２章")
    assert today_ids(issued, [elsewhere]) == {}
    # Its ID on another sheet is known all the same.
    moved = sheet_of(line("古", "文の一。"), name="第２章")
    assert today_ids(issued, [sheet_of(line("新", "文の一。")), moved]) == {}


# What is done already


@pytest.mark.parametrize(
    ("edit", "done"),
    [
        (asked(WORDS, "甲", "文の一。", "古い文。"), True),
        (asked(WORDS, "甲", "直した文。", "文の一。"), False),
        (asked(WORDS, "無", "文の一。", "古い文。"), False),
        (asked(WORDS, "無", "", "古い文。"), False),  # a row that is gone has no blank cell
        (asked(VALUE, "指", "４４．６", "40", column=R5, unit="％"), True),
        (asked(VALUE, "指", "44.60", "44.6", column=R5, unit="％"), False),
        (asked(DELETE, "無"), True),
        (asked(DELETE, "甲"), False),
        (asked(MOVE, "乙", after=("甲",)), True),
        (asked(MOVE, "丙", after=("甲",)), False),
        (asked(MOVE, "無", after=("甲",)), False),
        (asked(ADD, "新", "足した文。"), False),
        (asked(ADD, "甲", "足した文。"), True),  # the row has been taken over, and edited since
        (asked(ADD, "新", "文の一。"), True),
        (asked(ADD, "新", " 文の一。 "), True),
        (asked(ADD, "新", "文の一。", copies=1), False),  # the one that there is was there before
        (asked(ADD, "新", "文の一。", section="節2"), False),
        (asked(ADD, "新", "文の一。", row_kind="方向性"), False),
    ],
)
def test_an_edit_that_the_workbook_has_already_is_counted(edit: object, done: bool) -> None:
    found = merge([edit], now(), {})  # pyright: ignore[reportArgumentType]
    assert (found.done, len(found.proposals)) == ((1, 0) if done else (0, 1))


def test_all_that_is_done_is_counted() -> None:
    edits = [asked(DELETE, "無", by=by) for by in ("甲課", "乙課", "丙課")]
    assert merge(edits, now(), {}).done == 3


def test_a_move_is_done_though_the_row_above_is_edited() -> None:
    edits = [asked(MOVE, "乙", after=("甲",)), asked(WORDS, "甲", "直した文。", "文の一。")]
    assert merge(edits, now(), {}).done == 1


def test_a_second_copy_is_done_only_where_two_stand() -> None:
    sheets = [sheet_of(line("a", "同じ文。"), line("b", "同じ文。"))]
    assert merge([asked(ADD, "新", "同じ文。", copies=1)], sheets, {}).done == 1
    assert merge([asked(ADD, "新", "同じ文。", copies=2)], sheets, {}).done == 0


def test_rows_have_other_ids_today() -> None:
    found = merge(
        [asked(MOVE, "古1", after=("古2",), section="古節"), asked(WORDS, "乙", "直した。", "文の二。")],
        now(),
        {"古1": "丙", "古2": "甲", "古節": "節1"},
    ).proposals  # fmt: skip
    assert [(p.target.record, p.after, p.target.section) for p in found] == [
        ("乙", (), "節1"),
        ("丙", ("甲",), "節1"),
    ]


# What is proposed


def test_who_asks_for_the_same_asks_together() -> None:
    edits = [
        asked(VALUE, "指", "46.5", "44.6", column=R5, by="乙課", remarks=("計算し直した",)),
        asked(VALUE, "指", "46.5", "44.6", column=R5, by="甲課", remarks=("見込み", "計算し直した")),
    ]  # fmt: skip
    for given in (edits, edits[::-1]):
        found = only(*given)
        assert found.departments == ("乙課", "甲課")
        assert [sender.source for sender in found.senders] == ["乙課.xlsx", "甲課.xlsx"]
        assert set(found.remarks) == {"計算し直した", "見込み"}
        assert found.conflict == ""


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("46.5", "４６．５", True), ("1234", "1,234", True), ("1,234", "１２３４", True),
        ("-0.6", "▲0.6", True), ("△0.6", "−0.6", True), ("未集計", "未集計 ", True),
        ("41（H26）", "41(H26)", True), ("46.5", "46.50", False), ("46.5", "46.5（概数）", False),
        ("維持", "上昇", False), ("0", "-", False), ("約46", "約47", False),
    ],
)  # fmt: skip
def test_values_that_print_the_same_are_one_wish(one: str, other: str, *, together: bool) -> None:
    edits = [
        asked(VALUE, "指", text, "44.6", column=R5, unit="％", by=by)
        for text, by in ((one, "甲課"), (other, "乙課"))
    ]
    found = merged(*edits)
    assert len(found) == (1 if together else 2)
    assert all(("別の修正" in p.conflict) != together for p in found)


def test_the_cell_as_issued_now_and_proposed() -> None:
    found = only(asked(WORDS, "甲", "直した文。", "文の一。"))
    assert (found.kind, found.issued.text, found.current.text, found.proposed.text) == (
        WORDS, "文の一。", "文の一。", "直した文。",
    )  # fmt: skip
    assert found.cells == ()
    value = only(asked(VALUE, "指", "50", "44.6", column=R5, unit="％"))
    assert value.current == Content("44.6")
    # A cell that is blank now.
    blank = only(asked(VALUE, "甲", "50", column=R5))
    assert blank.current == BLANK


def test_a_row_edit_shows_the_rows_main_text() -> None:
    assert only(asked(DELETE, "乙", issued="文の二。")).current.text == "文の二。"
    assert only(asked(MOVE, "丙", after=("甲",))).current.text == "文の三。"
    added = only(asked(ADD, "新", "足した文。", cells=((TEXT, "足した文。"),), after=("甲",)))
    assert (added.current, added.conflict, added.after) == (BLANK, "", ("甲",))
    assert added.cells == ((TEXT, Content("足した文。")),)


def test_a_deletion_shows_all_cells_as_they_are_now() -> None:
    found = only(asked(DELETE, "指", cells=((TEXT, "満足度"), (UNIT, "％"), (R5, "44.6"))))
    assert found.cells == ((UNIT, Content("％")), (R5, Content("44.6")), (TEXT, Content("満足度")))
    assert found.conflict == ""


def test_a_wish_that_a_newer_version_dropped_is_a_conflict() -> None:
    gone = "新しい版では、求めていません"
    kept = asked(WORDS, "甲", "直した。", "文の一。")
    dropped = replace(kept, withdrawn=gone)
    assert only(dropped).conflict == gone
    assert only(replace(dropped, issued=Content("前の文。"))).conflict == f"{CHANGED}。{gone}"
    # Another department still asks for the same, whichever of the two is first.
    for who in ("乙課", "財政課"):
        other = replace(kept, sender=asked(WORDS, "甲", by=who).sender)
        assert only(dropped, other).conflict == ""


def test_a_text_that_only_holds_a_place_is_told() -> None:
    remark = "注意：「後日記載」は、書く前の仮の文のようです"
    assert only(asked(WORDS, "甲", "後日記載", "文の一。")).remarks == (remark,)
    assert (
        only(asked(WORDS, "甲", "後日、記載した内容を公表する予定である。", "文の一。")).remarks
        == ()
    )
    assert only(asked(VALUE, "指", "後日記載", "44.6", column=R5)).remarks == ()
    assert only(asked(DELETE, "甲", "後日記載")).remarks == ()


@pytest.mark.parametrize(
    "answer", ["変更なし", "（前回と同じ）", "現行どおりでお願いします。", "このままでよい"]
)
def test_an_answer_that_leaves_the_text_as_it_is_says_what_to_do(answer: str) -> None:
    told = "は、今のままでよいという回答のようです。不採用にすると、今のままになります"
    assert only(asked(WORDS, "甲", answer, "文の一。")).remarks[0].endswith(told)
    # Nothing stands there that could stay.
    assert not any(told in r for r in only(asked(WORDS, "無", answer)).remarks)


def test_a_formula_is_told_where_its_cell_would_be_written() -> None:
    sheet = sheet_of(line("指", "満足度", "指標"))
    row = replace(sheet.rows[0], cells={TEXT: Content("満足度", is_formula=True), R5: Content("3", "0", is_formula=True)})  # fmt: skip
    sheets = [replace(sheet, rows=(row,))]
    formula = "ブックのこのセルは数式です。採用すると値に置き換わります"
    value = only(asked(VALUE, "指", "4", "3", column=R5, remarks=("注",)), sheets=sheets)
    assert value.remarks == ("注", formula)
    assert only(asked(WORDS, "指", "指標乙", "満足度"), sheets=sheets).remarks == (formula,)
    assert only(asked(DELETE, "指"), sheets=sheets).remarks == ()
    assert only(asked(WORDS, "甲", "直した。", "文の一。")).remarks == ()


@pytest.mark.parametrize(
    ("edit", "conflict"),
    [
        (asked(WORDS, "甲", "直した文。", "文の一。"), ""),
        (asked(WORDS, "甲", "直した文。", "文の一。 \n"), ""),  # white space at the end is none
        (asked(WORDS, "甲", "直した文。", "古い文。"), CHANGED),
        (asked(WORDS, "無", "直した文。", "古い文。"), GONE),
        (asked(VALUE, "指", "50", "４４．６", column=R5), ""),
        (asked(VALUE, "指", "50", "44.60", column=R5), CHANGED),
        # ％ behind the number is the row's own unit, whoever tells it.
        (asked(VALUE, "指", "50", "44.6％", column=R5), ""),
        (asked(VALUE, "指", "50", "44.6人", column=R5, unit="人"), ""),
        (asked(DELETE, "甲", issued="文の一。"), ""),
        (asked(DELETE, "甲", issued="古い文。"), CHANGED),
        (asked(DELETE, "指", cells=((TEXT, "満足度"), (UNIT, "％"), (R5, "44.6"))), ""),
        (asked(DELETE, "指", cells=((TEXT, "満足度"), (UNIT, "％"), (R5, "40"))), CHANGED),
        # A cell that was filled, or emptied, since.
        (asked(DELETE, "指", cells=((TEXT, "満足度"), (UNIT, "％"))), CHANGED),
        (asked(DELETE, "指", cells=((TEXT, "満足度"), (UNIT, "％"), (R5, "44.6"), ("備考", "覚え"))), CHANGED),
        # 区分 and ID are no content.
        (asked(DELETE, "甲", cells=((TEXT, "文の一。"), ("区分", "検証と課題"), ("ID", "甲"))), ""),
        (asked(MOVE, "丙", issued="古い文。", after=("甲",)), ""),
        (asked(MOVE, "無", after=("甲",)), GONE),
        (asked(ADD, "新", "足した文。", issued="別"), ""),
    ],
)  # fmt: skip
def test_what_the_office_changed_since_is_a_conflict(edit: object, conflict: str) -> None:
    assert only(edit).conflict == conflict


# Rivals


def test_two_wishes_for_one_cell() -> None:
    found = merged(
        asked(WORDS, "甲", "甲課の文。", "文の一。", by="甲課"),
        asked(WORDS, "甲", "乙課の文。", "文の一。", by="乙課"),
        asked(WORDS, "甲", "丙課の文。", "古い文。", by="丙課"),
        asked(WORDS, "乙", "別の文。", "文の二。", by="甲課"),
    )
    rivals = "が、同じ場所に別の修正を求めています"
    told = {p.proposed.text: p.conflict for p in found}
    assert told["別の文。"] == ""
    assert told["甲課の文。"] in (f"丙課、乙課{rivals}", f"乙課、丙課{rivals}")
    assert told["丙課の文。"].startswith(f"{CHANGED}。")
    assert told["丙課の文。"].endswith(rivals)


def test_a_department_is_named_once_among_rivals() -> None:
    found = merged(
        asked(WORDS, "甲", "その一。", "文の一。", by="甲課"),
        asked(WORDS, "甲", "その二。", "文の一。", by="乙課"),
        asked(WORDS, "甲", "その三。", "文の一。", by="乙課"),
    )
    assert found[0].conflict == "乙課が、同じ場所に別の修正を求めています"


@pytest.mark.parametrize(
    ("stored", "code", "told"),
    [
        ("9.2", "#,##0", ["セルの数は 9.2 です（表示では丸められています）"]),
        ("9120", "#,##0", []),
        ("0.5", "0%", []),
        ("45000.5", "yyyy/m/d", []),
    ],
)
def test_an_item_whose_number_is_shown_rounded_says_the_number(
    stored: str, code: str, told: list[str]
) -> None:
    assert seen_otherwise("決算額 2024", "千円", Content(stored, code)) == told


def test_two_files_of_one_department_are_rivals_by_name_of_file() -> None:
    found = merged(
        asked(WORDS, "甲", "その一。", "文の一。"), asked(WORDS, "甲", "その二。", "文の一。")
    )
    told = "同じ課の別のファイルが、同じ場所に別の修正を求めています"
    assert [p.conflict for p in found] == [told, told]


def test_a_deletion_and_wishes_for_its_row_exclude_each_other() -> None:
    found = merged(
        asked(DELETE, "甲", by="甲課"),
        asked(WORDS, "甲", "直した文。", "文の一。", by="乙課"),
        asked(MOVE, "甲", after=("乙",), by="丙課"),
        asked(WORDS, "乙", "直した文。", "文の二。", by="丁課"),
    )
    told = {(p.kind, p.target.record): p.conflict for p in found}
    assert told[WORDS, "甲"] == "甲課が、この行の削除を求めています"
    assert told[MOVE, "甲"] == "甲課が、この行の削除を求めています"
    assert told[WORDS, "乙"] == ""
    assert told[DELETE, "甲"].startswith(f"{CHANGED}。")  # asked for without what was issued
    assert told[DELETE, "甲"].endswith(
        ("乙課、丙課が、この行の修正を求めています", "丙課、乙課が、この行の修正を求めています")
    )


def test_a_deletion_alone_and_one_that_all_ask_for_have_no_rival() -> None:
    edits = [asked(DELETE, "甲", issued="文の一。", by=by) for by in ("甲課", "乙課")]
    found = only(*edits)
    assert (found.conflict, found.departments) == ("", ("乙課", "甲課"))


def test_two_places_for_one_row_exclude_each_other() -> None:
    found = merged(
        asked(MOVE, "丙", after=("節1",), by="甲課"), asked(MOVE, "丙", after=("甲",), by="乙課")
    )
    assert sorted(p.conflict for p in found) == [
        "乙課が、同じ場所に別の修正を求めています",
        "甲課が、同じ場所に別の修正を求めています",
    ]


# The order


def records(*edits: object, sheets: list[RowSheet] | None = None) -> list[str]:
    return [proposal.target.record for proposal in merged(*edits, sheets=sheets)]


def test_the_order_is_that_of_the_workbook() -> None:
    assert records(
        asked(WORDS, "丁", "直し。", "文の四。", sheet="第２章", section="節2"),
        asked(WORDS, "丙", "直し。", "文の三。"),
        asked(WORDS, "甲", "直し。", "文の一。"),
        asked(WORDS, "よそ", "直し。", "文。", sheet="第９章", section=""),
    ) == ["甲", "丙", "丁", "よそ"]


def test_of_a_row_the_columns_are_in_the_sheets_order_and_the_row_itself_is_first() -> None:
    found = merged(
        asked(VALUE, "指", "50", "44.6", column=R5),
        asked(WORDS, "指", "件", "％", column=UNIT),
        asked(WORDS, "指", "指標甲", "満足度"),
        asked(WORDS, "指", "無い列", "", column="無い列"),
        asked(DELETE, "指"),
    )
    assert [p.target.column for p in found] == ["", "無い列", TEXT, UNIT, R5]


def test_additions_come_below_the_row_that_they_follow() -> None:
    assert records(
        asked(ADD, "二", "あとから。", after=("一", "甲")),
        asked(ADD, "一", "足した一。", after=("甲", "節1")),
        asked(WORDS, "甲", "直し。", "文の一。"),
        asked(WORDS, "乙", "直し。", "文の二。"),
    ) == ["甲", "一", "二", "乙"]


def test_an_addition_that_follows_no_row_there_is_stands_at_its_section() -> None:
    assert records(
        asked(WORDS, "甲", "直し。", "文の一。"),
        asked(ADD, "新", "足した文。", after=("無",)),
        asked(WORDS, "節1", "節の名", "節の題"),
    ) == ["節1", "新", "甲"]
    # Above the first section: before all rows, also where a row has no ID.
    sheets = [
        sheet_of(line("節1", "題", "節"), line("甲", "文。"), Row("第１章", 9, "", "注記", "", {}))
    ]
    assert records(
        asked(WORDS, "甲", "直し。", "文。"),
        asked(ADD, "新", "足した文。", section=""),
        sheets=sheets,
    ) == ["新", "甲"]


def test_a_move_stands_at_its_own_row_and_one_of_a_lost_row_where_it_should_go() -> None:
    assert records(
        asked(MOVE, "無", after=("乙",)),
        asked(WORDS, "丙", "直し。", "文の三。"),
        asked(WORDS, "乙", "直し。", "文の二。"),
    ) == ["乙", "無", "丙"]


def test_of_one_place_the_order_is_by_what_is_proposed() -> None:
    edits = [asked(WORDS, "甲", text, "文の一。") for text in ("う", "あ", "い")]
    assert [p.proposed.text for p in merged(*edits)] == ["あ", "い", "う"]
