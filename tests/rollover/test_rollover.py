"""A rollover: what goes, what stays, what is told; and the round trip with the departments after it."""

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kumareport import pipeline
from kumareport.cli.main import main
from kumareport.model.period import parse_year
from kumareport.rollover.item import ChecklistTopic
from kumareport.rollover.stale import stale_words
from kumareport.workbook import layout
from tests.conftest import INPUT
from tests.make_package import parts
from tests.make_workbook import HEADER, Row, indicator, text, workbook
from tests.review.test_apply import decide

NOW = datetime.datetime(2026, 6, 1, 9, 0, tzinfo=datetime.UTC)


def section(*rows: Row) -> list[Row]:
    return [
        text("節", "令和５年度の重点"),
        *rows,
        text("検証と課題", "令和５年度は増加した。"),
        text("方向性", "来年度も続ける。"),
        text("注記", "※昨年度の調査による"),
    ]


def rolled(path: Path, **more: Any) -> tuple[openpyxl.Workbook, pipeline.RolloverResult]:
    target = path.with_name("次.xlsx")
    result = pipeline.rollover(path, target, **more)
    return openpyxl.load_workbook(target), result


def header_of(sheet: Worksheet) -> list[str]:
    return [str(cell.value).replace("\n", " ") for cell in sheet[3] if cell.value]


def test_what_goes_and_what_stays(tmp_path: Path) -> None:
    rows = section(
        indicator(name="指標甲", mark="○", reason="特別の事情"),
        indicator(name="指標乙", values=(10, "5,345（概数）", "66（改定）", 20)),
    )
    extra = [("評価の年度", "令和５年度")]
    path = workbook(tmp_path / "今.xlsx", rows, extra_settings=extra)
    before = path.read_bytes()
    book, result = rolled(path)
    assert path.read_bytes() == before
    sheet = book["第１章"]
    assert header_of(sheet)[6:11] == ["基準値 H27", "実績 R4", "実績 R5", "検証値 R5", "実績 R6"]
    here = {name: n for n, name in enumerate(header_of(sheet), 1)}
    assert [sheet.cell(5, here[n]).value for n in ("進捗", "判定の理由")] == [None, None]
    assert sheet.cell(7, here["項目名・本文"]).value is None
    assert sheet.cell(7, here["前年度の記載"]).value == "令和５年度は増加した。"
    assert sheet.cell(9, here["項目名・本文"]).value == "※昨年度の調査による"
    # Every row got the ID that its text had given it.
    ids = [sheet.cell(row, here["ID"]).value for row in range(4, 10)]
    assert all(ids)
    assert len(set(ids)) == 6
    told = {(item.topic, item.before) for item in result.items}
    assert (ChecklistTopic.OVERRIDE, "○　特別の事情") in told
    assert (ChecklistTopic.OPEN, "5,345（概数）") in told
    assert not [item for item in result.items if "改定" in item.before]
    stale = {item.before for item in result.items if item.topic is ChecklistTopic.STALE}
    assert stale == {"令和５年度の重点", "※昨年度の調査による"}
    settings = {row[0].value: row[1].value for row in book["設定"].iter_rows() if row[0].value}
    assert settings["評価の年度"] == "R6"


def test_the_printed_marks_stand_beside_those_to_come(tmp_path: Path) -> None:
    """甲 is × by its values and ○ by hand; 乙 and 丙 share the mark △ of their 大項目; 丁 has none."""
    rows = section(
        indicator(name="指標甲", mark="○", reason="特別の事情"),
        indicator(name="指標乙", values=(10, 11, 20, 20), group="群"),
        indicator(name="指標丙", group="群"),
        indicator(name="指標丁", values=(10, 11, "未集計", "未定")),
    )
    book, _ = rolled(workbook(tmp_path / "今.xlsx", rows))
    here = {name: n for n, name in enumerate(header_of(book["第１章"]), 1)}
    assert here["前年度の進捗"] == here["進捗"] + 1
    marks = [book["第１章"].cell(row, here["前年度の進捗"]).value for row in range(5, 9)]
    assert marks == ["○", "△", "△", None]
    # A year later they are those of the year between: nobody has typed anything.
    pipeline.rollover(tmp_path / "次.xlsx", tmp_path / "次の次.xlsx")
    later = openpyxl.load_workbook(tmp_path / "次の次.xlsx")["第１章"]
    assert [n for n in header_of(later) if n == "前年度の進捗"] == ["前年度の進捗"]
    assert later.cell(5, header_of(later).index("前年度の進捗") + 1).value == "×"
    again = pipeline.check(tmp_path / "次.xlsx")
    assert [row.mark_before for _, row in again.report.indicators()] == ["○", "△", "△", ""]


def test_texts_carried_over_on_request(tmp_path: Path) -> None:
    book, result = rolled(workbook(tmp_path / "今.xlsx", section(indicator())), keep_texts=True)
    sheet = book["第１章"]
    here = {name: n for n, name in enumerate(header_of(sheet), 1)}
    assert sheet.cell(6, here["項目名・本文"]).value == "令和５年度は増加した。"
    assert sheet.cell(6, here["前年度の記載"]).value == "令和５年度は増加した。"
    stale = {item.before for item in result.items if item.topic is ChecklistTopic.STALE}
    assert "来年度も続ける。" in stale


def test_the_setting_is_added_where_it_is_missing(tmp_path: Path) -> None:
    book, result = rolled(workbook(tmp_path / "今.xlsx", section(indicator())))
    lines = [row[0].value for row in book["設定"].iter_rows()]
    assert lines[lines.index("枠の文字数の目安") + 1] == "評価の年度"
    again = pipeline.rollover(tmp_path / "次.xlsx", tmp_path / "次の次.xlsx")
    assert str(again.year) == "R7"
    assert result.checklist.exists()


def test_acknowledgements_are_cleared_and_told(tmp_path: Path) -> None:
    def acknowledge(book: Workbook, sheet: Worksheet) -> None:
        accepted = book.create_sheet("確認済")
        accepted.append(["規則", "場所", "指摘", "照合キー", "確認した人", "確認の理由"])
        accepted.append(["K02", "第１章!H5", "変わっている", "K02-12345678", "企画", "実数のため"])

    book, result = rolled(workbook(tmp_path / "今.xlsx", section(indicator()), edit=acknowledge))
    assert [cell.value for cell in book["確認済"][2]] == [None] * 6
    assert [i.before for i in result.items if i.topic is ChecklistTopic.ACKNOWLEDGED] == [
        "企画：実数のため"
    ]


def test_what_is_alike_is_told_once(tmp_path: Path) -> None:
    """191 texts and two lines for each of nine sheets are six lines; the texts are on sheets of
    their own."""
    made = pipeline.rollover(INPUT, tmp_path / "R6.xlsx")
    book = openpyxl.load_workbook(made.checklist)
    assert book.sheetnames == ["確認表", "節ごと", "前年度の文"]
    lines = [row[1:6] for row in book["確認表"].iter_rows(min_row=5, values_only=True)]
    assert [line[0] for line in lines] == [
        "年度の列", "設定", "確定していない値", "確定していない値", "検証値", "前年度の文",
    ]  # fmt: skip
    assert lines[0][4] == "「実績 R6」の列を足しました（9 シート）"
    assert lines[-1][4] == "191 行の文を「前年度の記載」に移しました"
    sections = [row[1:] for row in book["節ごと"].iter_rows(min_row=5, values_only=True)]
    assert len(sections) == 38
    assert sections[0] == ("第１章 第１節", "人権尊重社会の実現", "人権政策課", "第１章!E6", 2, 2)
    assert sum(int(str(row[4])) + int(str(row[5])) for row in sections) == 191
    texts = [row[4] for row in book["前年度の文"].iter_rows(min_row=5, values_only=True)]
    assert len(texts) == len(set(texts)) == 191
    assert {item.before for item in made.items if item.kind} == set(texts)


def test_the_new_year_is_one_line_of_the_check(tmp_path: Path) -> None:
    """Not a warning, a note and a line for each of 55 blank values and 191 blank texts."""
    pipeline.rollover(INPUT, tmp_path / "R6.xlsx")
    found = pipeline.check(tmp_path / "R6.xlsx").findings
    assert [f.message for f in found if f.code in ("S36", "C20", "M06", "S30")] == [
        "R6 の実績（55 指標）、「検証と課題」（99 行）、「方向性」（92 行）が、まだ１つも書かれていません"
    ]
    assert Counter(str(f.severity) for f in found) == {"エラー": 1, "警告": 5, "参考": 10}


def test_parts_that_the_year_does_not_change_keep_their_bytes(tmp_path: Path) -> None:
    pipeline.rollover(INPUT, tmp_path / "R6.xlsx")
    old, new = parts(INPUT), parts(tmp_path / "R6.xlsx")
    assert set(old) <= set(new) | {"xl/calcChain.xml"}
    sheets = {name for name in old if name.startswith("xl/worksheets/sheet")}
    allowed = sheets | {"xl/styles.xml", "xl/workbook.xml"}
    assert {name for name in old if old[name] != new[name]} <= allowed


def test_the_same_bytes_again(tmp_path: Path) -> None:
    for name in ("一.xlsx", "二.xlsx"):
        pipeline.rollover(INPUT, tmp_path / name)
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


@pytest.mark.parametrize("year", ["R5", "R7", "H30"])
def test_only_the_next_year(tmp_path: Path, year: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rollover", str(INPUT), "-o", str(tmp_path / "x.xlsx"), "--year", year]) == 2
    assert "次の年度は R6 です" in capsys.readouterr().err
    assert not (tmp_path / "x.xlsx").exists()


def test_work_that_people_did_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "R6.xlsx"
    assert main(["rollover", str(INPUT), "-o", str(target)]) == 0
    book = openpyxl.load_workbook(target)
    book["第１章"]["E6"] = "書き始めた文"
    book.save(target)
    before = target.read_bytes()
    assert main(["rollover", str(INPUT), "-o", str(target)]) == 0
    assert "「R6.xlsx」は人が直したもの" in capsys.readouterr().out
    assert target.read_bytes() == before
    assert (tmp_path / "R6（2）.xlsx").exists()
    assert (tmp_path / "R6（2）（年度更新の確認表）.xlsx").exists()


def test_columns_that_are_not_understood_stop_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = [*HEADER[:4], "なまえ", *HEADER[5:]]
    path = workbook(tmp_path / "今.xlsx", header=header)
    assert main(["rollover", str(path)]) == 2
    assert "年度更新ができません" in capsys.readouterr().err


def test_a_revised_value_against_last_year(tmp_path: Path) -> None:
    last = workbook(tmp_path / "昨.xlsx", section(indicator(values=(10, 66.4, 12, 20))))

    def codes(value: object) -> list[str]:
        rows = section(indicator(values=(10, value, 12, 20)))
        result = pipeline.check(workbook(tmp_path / "今.xlsx", rows), last)
        return [finding.code for finding in result.findings if finding.code == "K08"]

    assert codes(64.4) == ["K08"]
    assert codes("64.4（改定）") == []
    assert codes("66.4（改定）") == ["K08"]  # it says so and is not
    assert codes("64.4（概数）") == ["K08"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("令和５年度に始めた", ("令和5年度",)),
        ("令和6年度までに", ("令和6年度",)),
        ("平成27年度から", ()),
        ("対前年度の伸び率", ()),
        ("前年度より増えた", ("前年度",)),
        ("R5の実績", ("R5",)),
        ("2023年度、今年度", ("2023年度", "今年度")),
        ("SR5型の機器", ()),
    ],
)
def test_words_that_may_be_stale(words: str, found: tuple[str, ...]) -> None:
    newest = parse_year("R5")
    assert newest is not None
    assert stale_words(words, newest) == found


@pytest.mark.no_cover
def test_the_round_trip_with_a_department_after_a_rollover(tmp_path: Path) -> None:
    """The form shows last year's text beside; what the department writes comes back to its row."""
    book = tmp_path / "R6.xlsx"
    pipeline.rollover(INPUT, book)
    sent = tmp_path / "照会"
    pipeline.distribute(
        book, sent, name="照会", deadline=datetime.date(2026, 6, 30), contact="企画課",
        issued_at=NOW,
    )  # fmt: skip
    form = next(sent.glob("人権政策課/*.xlsx"))
    filled = openpyxl.load_workbook(form)
    sheet = filled["第１章"]
    here = {name: n for n, name in enumerate(header_of(sheet), 1)}
    rows = {sheet.cell(r, 2).value: r for r in range(4, 40) if sheet.cell(r, 2).value}
    row = rows["1-1-検1"]
    assert sheet.cell(row, here["項目名・本文"]).value is None
    assert str(sheet.cell(row, here["前年度の記載"]).value).startswith(
        "指標の割合が基準値と比較して"
    )
    sheet.cell(row, here["項目名・本文"], "令和６年度は、割合が上昇した。")
    sheet.cell(rows["1-1-指1"], here["実績 R6"], 39.1)
    filled.save(form)
    proposals = tmp_path / "反映案.xlsx"
    result = pipeline.collect(book, [sent], proposals, today=NOW.date())
    found = {(p.target.record, p.target.column) for p in result.collection.proposals}
    assert found == {("1-1-検1", "項目名・本文"), ("1-1-指1", "実績 2024")}
    decided = decide(proposals, 判断="採用")
    applied = pipeline.apply(book, decided, tmp_path / "反映後.xlsx", at=NOW)
    assert applied.carried_out == 2
    report = pipeline.check(tmp_path / "反映後.xlsx").report
    first = report.chapters[0].parts[0]
    assert [t.text for t in first.texts if t.kind.name == "検証と課題"] == [
        "令和６年度は、割合が上昇した。"
    ]
    assert report.chapters[0].parts[0].indicators[0].entries[-1].value.raw == "39.1"


MEETINGS = [
    (), ("記録の区分",), layout.KINDS_HEADER,
    ("会議", "一覧", "シート", "", "", "事務局", "消す"), ("節", "見出し"), ("指標", "指標"),
    ("取組", "文", "", "検証", "令和５年度の主な取組", "", "移す", "必須"), ("課題", "文"),
    (), ("項目",), layout.FIELDS_HEADER, ("開催日", "会議", "日付"), ("議案", "会議", "年度ごとの数", "", "件"),
]  # fmt: skip


def test_a_unit_in_a_form_without_indicators_is_told(tmp_path: Path) -> None:
    """A board of education writes texts alone: a unit is printed nowhere, and a new year has no column."""
    kinds = [
        ("節", "見出し"),
        ("成果", "文", "", "", "", "", "移す"),
        ("課題", "文", "", "", "", "", "移す"),
    ]
    settings = [
        ("評価の年度", "R5"),
        ("集計のページ", "載せる"),
        (),
        ("記録の区分",),
        layout.KINDS_HEADER,
        *kinds,
    ]
    header = [*HEADER[:3], "項目名・本文", "単位", "備考"]
    rows = [
        ["節", None, None, "題", "件"],
        ["成果", None, None, "文。"],
        ["課題", None, None, "文。"],
    ]
    path = workbook(tmp_path / "今.xlsx", rows, header=header, extra_settings=settings)
    told = {f.code: f.message for f in pipeline.check(path).findings}
    assert told.keys() == {"S14", "S16"}
    assert "「集計のページ」に数える進捗がありません" in told["S16"]
    book, _ = rolled(path)
    assert header_of(book["第１章"]) == [*header, "前年度の記載"]
    assert {f.code for f in pipeline.check(tmp_path / "次.xlsx").findings} == {"S14", "S16", "S30"}


def test_a_record_that_goes_goes_whole_and_headings_of_the_old_year_are_told(
    tmp_path: Path,
) -> None:
    """A meeting leaves neither its date nor its count behind; a row that waited still only waits; the
    words of 設定 that are printed are looked at too."""
    blank = [None] * (len(HEADER) - 5)
    rows: list[Row] = [
        [*text("会議", "第４回定例会"), *blank, "4月25日", 5],
        text("節", "題名"),
        indicator(),
        text("取組", "講座を開いた。"),
        text("課題", None),
    ]
    header = [*HEADER, "開催日", "議案 R5"]
    path = workbook(tmp_path / "今.xlsx", rows, header=header, extra_settings=MEETINGS)
    book, result = rolled(path)
    sheet = book["第１章"]
    here = {name: n for n, name in enumerate(header_of(sheet), 1)}
    kept = [sheet.cell(4, here[n]).value for n in ("ID", "項目名・本文", "開催日", "議案 R5")]
    assert kept == [None] * 4
    told = {(item.topic, item.what, item.before) for item in result.items}
    gone = "第４回定例会\n開催日：4月25日\n議案 R5：5"
    assert (ChecklistTopic.TEXT, "消しました", gone) in told
    assert (ChecklistTopic.STALE, "「令和5年度」", "令和５年度の主な取組") in told
    lines = list(openpyxl.load_workbook(result.checklist)["確認表"].values)
    assert [line[5] for line in lines if line[1] == "前年度の文"] == [
        "1 行の文を消しました", "1 行の文を「前年度の記載」に移しました",
    ]  # fmt: skip
    codes = {f.code for f in pipeline.check(tmp_path / "次.xlsx").findings}
    assert "S12" not in codes
