"""The laws of the round trip, over random edits of random departments."""

import random
import shutil
import tempfile
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from kumareport import pipeline
from kumareport.model.record_kind import Shape
from kumareport.model.row import Content, Row, RowSheet
from kumareport.review.merge.edits import Edit, EditKind, Sender, Target
from kumareport.review.merge.merge import merge
from kumareport.workbook.read import read_report
from tests.conftest import scaled
from tests.review.office import ISSUED_AT, RECORDS, TODAY, Office, columns, distribute, put, row_of
from tests.review.test_apply import AT, decide, parts
from tests.review.test_collect import delete, insert

TEXTS = st.text(
    st.sampled_from("市民と企業の割合は増減した。&<>=\"'①㎜〇12,.％ 　"), min_size=1, max_size=30
).filter(lambda text: text.strip() == text)
BULLETS = ("1-1-検1", "1-1-検2", "1-1-検3", "1-1-方1")
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("text"), st.sampled_from(BULLETS), TEXTS),
        st.tuples(st.just("delete"), st.sampled_from(BULLETS), st.just("")),
        st.tuples(st.just("add"), st.sampled_from(BULLETS), TEXTS),
        st.tuples(
            st.just("value"),
            st.sampled_from(("実績 R4", "実績 R5")),
            st.sampled_from(
                ("12", "1,234.5", "▲0.6", "41（H26）", "5,345（概数）", "未集計", "-", "維持")
            ),
        ),
    ),
    max_size=6,
)
FEW = scaled(0.06)


def carry_out(book: openpyxl.Workbook, edits: list[tuple[str, str, str]]) -> list[str]:
    """Make the edits in 企画課's form; the bullets of the first section as they then read."""
    sheet = book["第１章"]
    gone: set[str] = set()
    for kind, place, words in edits:
        if kind == "value":
            put(book, "1-1-指1", place, words)
        elif place in gone:
            continue
        elif kind == "text":
            put(book, place, "項目名・本文", words)
        elif kind == "delete":
            delete(place)(book)
            gone.add(place)
        else:
            row_kind = str(sheet.cell(row_of(sheet, place), 1).value)
            insert(place, row_kind, words)(book)
    section = None
    lines: list[str] = []
    found = columns(sheet)
    for row in range(4, sheet.max_row + 1):
        kind, words = sheet.cell(row, 1).value, sheet.cell(row, found["項目名・本文"]).value
        section = sheet.cell(row, found["ID"]).value if kind == "節" else section
        if section == "1-1" and kind in ("検証と課題", "方向性") and words:
            lines.append(str(words))
    return lines


def texts(file: Path) -> list[str]:
    section = read_report(file).chapters[0].parts[0]
    return [text.text for text in section.of_shape(Shape.TEXT)]


@FEW
@given(edits=EDITS)
def test_edits_reach_the_workbook_and_the_next_form(
    issued: Office, edits: list[tuple[str, str, str]]
) -> None:
    """distribute → edit → collect → apply(all) → distribute shows the edits, and twice is once."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(issued.book.parent, Path(name) / "office")
        office = Office(Path(name) / "office" / "book.xlsx", Path(name) / "office" / "forms")
        wanted: list[str] = []
        office.edit("企画課", lambda book: wanted.extend(carry_out(book, edits)))
        file, target = Path(name) / "反映案.xlsx", Path(name) / "反映後.xlsx"
        pipeline.collect(office.book, [office.forms], file, today=TODAY)
        pipeline.apply(office.book, decide(file, 判断="採用"), target, AT)
        assert texts(target) == wanted
        pipeline.apply(target, file, Path(name) / "二度目.xlsx", AT)
        assert parts(Path(name) / "二度目.xlsx") == parts(target)
        # Whoever answered already asks for nothing more, and the new forms show it all.
        again = pipeline.collect(target, [office.forms], None, today=TODAY).collection
        assert [p for p in again.proposals if p.kind is not EditKind.MOVE] == []
        new = distribute(target, Path(name) / "forms2")
        sheet = openpyxl.load_workbook(new.form("企画課"))["第１章"]
        shown = [str(line[4].value) for line in sheet.iter_rows(min_row=4) if line[4].value]
        assert [words for words in shown if words in wanted][: len(wanted)] == wanted


@FEW
@given(seed=st.integers(0, 10**6))
def test_untouched_forms_propose_nothing(seed: int) -> None:
    """Whatever the workbook holds, forms that come back as they went out ask for nothing."""
    chance = random.Random(seed)
    from kumareport.workbook.layout import Setting
    from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook
    from kumareport.workbook.write import write_workbook
    from tests.review.office import PERIODS, indicator
    from tests.review.office import text as bullet

    odd = [
        "",
        "  前の空白",
        "=1+1",
        "a\nb\n",
        "〇①㎜",
        "'引用",
        "12",
        "▲1.0",
        "ー\n※変更",
        "365日24時間",
    ]
    records = [RECORDS["第１章"][0]]
    for number in range(chance.randrange(1, 12)):
        words = "".join(chance.choices(odd, k=chance.randrange(1, 4))) or "文"
        if chance.random() < 0.4:
            values = [chance.choice([*odd, 1, 2.50, -3, 1e15, 0.1 + 0.2]) for _ in PERIODS]
            records.append(indicator(f"1-1-指{number}", words, *values))
        else:
            records.append(
                bullet(chance.choice([r.kind for r in RECORDS["第１章"][3:7]]), f"x{number}", words)
            )
    with tempfile.TemporaryDirectory() as name:
        book = Path(name) / "book.xlsx"
        chapters = [ChapterSheet("第１章", "第１章", "題名", PERIODS, records)]
        write_workbook(NewWorkbook({Setting.TITLE: "題"}, chapters, [("企画課", "", "")]), book)
        office = distribute(book, Path(name) / "forms", at=ISSUED_AT)
        office.edit("企画課", lambda form: None)
        collection = office.collect()
        assert collection.proposals == ()
        assert collection.unread == ()
        assert all(entry.has_answered for entry in collection.answered)


SENDERS = st.builds(
    Sender,
    st.sampled_from("甲乙丙"),
    st.just(""),
    st.sampled_from(("1", "2")),
    st.sampled_from("xyz"),
)
RECORD_IDS = ("甲-1", "甲-2", "甲-3")
CONTENTS = st.builds(Content, st.sampled_from(("文の一", "文の二", "文の三", "")))
TARGETS = st.builds(
    Target, st.just("第１章"), st.just("甲"), st.sampled_from((*RECORD_IDS, "無い行")), st.just("検証と課題"),
    st.just("項目名・本文"), st.just("項目名・本文"),
)  # fmt: skip
ROWS = st.builds(
    Edit, st.sampled_from((EditKind.TEXT, EditKind.DELETE, EditKind.MOVE, EditKind.ADD)), TARGETS, SENDERS, CONTENTS,
    CONTENTS, after=st.sampled_from(((), ("甲-1",), ("甲-2", "甲-1"))),
)  # fmt: skip


def now() -> list[RowSheet]:
    rows = [Row("第１章", 4, "甲", "節", "甲", {"項目名・本文": Content("節")})]
    rows += [
        Row(
            "第１章",
            5 + n,
            key,
            "検証と課題",
            "甲",
            {"項目名・本文": Content(f"文の{'一二三'[n]}")},
        )
        for n, key in enumerate(RECORD_IDS)
    ]
    return [RowSheet("第１章", 3, {"項目名・本文": 5}, {}, tuple(rows))]


@scaled(1.5)
@given(edits=st.lists(ROWS, max_size=8), seed=st.integers(0, 1000))
def test_the_order_of_the_files_does_not_matter(edits: list[Edit], seed: int) -> None:
    other = list(edits)
    random.Random(seed).shuffle(other)
    assert merge(edits, now(), {}) == merge(other, now(), {})


@scaled(1.5)
@given(edits=st.lists(ROWS, max_size=8))
def test_every_edit_is_proposed_or_done(edits: list[Edit]) -> None:
    """Nothing is lost: an edit that changes nothing is counted, any other names its sender.

    Whether a move is done depends on the other moves: it must be proposed, or stand as it wants.
    """
    together = merge(edits, now(), {})
    rows = [row.id for row in now()[0].rows]
    for move in [edit for edit in edits if edit.kind is EditKind.MOVE]:
        record, follows = move.target.record, next(iter(move.after), "")
        stands = record in rows and rows[rows.index(record) - 1] == follows
        proposed = [p for p in together.proposals if move.sender in p.senders]
        assert stands or any(p.target.record == record and p.kind is move.kind for p in proposed)
    edits = [edit for edit in edits if edit.kind is not EditKind.MOVE]
    alone = [merge([edit], now(), {}) for edit in edits]
    together = merge(edits, now(), {})
    assert together.done == sum(one.done for one in alone)
    wanted = {(p.key, sender) for one in alone for p in one.proposals for sender in p.senders}
    assert {(p.key, sender) for p in together.proposals for sender in p.senders} == wanted


@scaled(1.5)
@given(edits=st.lists(ROWS, max_size=8))
def test_a_file_twice_is_a_file_once(edits: list[Edit]) -> None:
    once, twice = merge(edits, now(), {}), merge([*edits, *edits], now(), {})
    assert once.proposals == twice.proposals
