"""The forms of a second round show what has changed since the first."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kumareport import pipeline
from kumareport.errors import InputFileError
from kumareport.review.decide.status_sheets import status_sheet
from kumareport.review.letters import reminder_letters
from kumareport.review.returns.status import status_lines
from tests.review.office import ISSUED_AT, Office, columns, edit, put

PURPLE = "7030A0"
SIGN = "紫の太字は、前回の照会から変わったところです。"


def second(first: Office, folder: Path, before: Path | None) -> Office:
    """Another round, after one."""
    pipeline.distribute(
        first.book, folder, name="第２回照会", deadline=datetime.date(2026, 12, 20),
        contact="企画課 内線 1", issued_at=ISSUED_AT, previous_round=before,
    )  # fmt: skip
    return Office(first.book, folder)


def purple(form: Path) -> list[tuple[str, str]]:
    """The cells of the chapter that stand out: header and content; each is bold."""
    sheet: Any = openpyxl.load_workbook(form)["第１章"]
    names = {number: header for header, number in columns(sheet).items()}
    found: list[tuple[str, str]] = []
    for row in sheet.iter_rows(min_row=4):
        for cell in row:
            if cell.font.color is not None and str(cell.font.color.rgb).endswith(PURPLE):
                assert cell.font.b
                found.append((names[cell.column], str(cell.value)))
    return found


def cover(form: Path) -> str:
    """All words of the cover."""
    sheet = openpyxl.load_workbook(form).worksheets[0]
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


def changed(book: openpyxl.Workbook) -> None:
    """What the office writes between the rounds."""
    put(book, "1-1-指1", "実績 R5", 46.5)
    put(book, "1-1-検2", "項目名・本文", "目標にあと一歩である。")


def test_what_has_changed_stands_out(tmp_path: Path, office: Office) -> None:
    edit(office.book, changed)
    again = second(office, tmp_path / "二", office.list)
    form = again.form("企画課")
    assert [found for found in purple(form) if found[0] in ("実績 R5", "項目名・本文")] == [
        ("実績 R5", "46.5"),
        ("項目名・本文", "目標にあと一歩である。"),
    ]
    assert SIGN in cover(form)


def test_where_nothing_has_changed_nothing_stands_out(tmp_path: Path, office: Office) -> None:
    again = second(office, tmp_path / "二", office.list)
    assert purple(again.form("企画課")) == []
    assert SIGN not in cover(again.form("企画課"))


def test_without_the_list_of_the_first_round_nothing_stands_out(
    tmp_path: Path, office: Office
) -> None:
    edit(office.book, changed)
    assert purple(second(office, tmp_path / "二", None).form("企画課")) == []


def test_a_form_is_no_list_of_a_round(tmp_path: Path, office: Office) -> None:
    with pytest.raises(InputFileError, match="配付一覧として読めません"):
        second(office, tmp_path / "二", office.form("企画課"))


def test_forms_of_a_second_round_are_collected(tmp_path: Path, office: Office) -> None:
    edit(office.book, changed)
    again = second(office, tmp_path / "二", office.list)
    assert again.collect().proposals == ()


def test_a_form_sent_out_anew_belongs_to_its_round(tmp_path: Path, office: Office) -> None:
    """One department asks for its form again; all answers count, and all are known to be asked. Who
    was told a deadline keeps it."""

    def send(folder: Path, who: list[str], again: Path | None) -> Office:
        day = 10 if again is None else 20
        pipeline.distribute(
            office.book, folder, name="再", deadline=datetime.date(2026, 12, day),
            contact="企画課 内線 1", issued_at=ISSUED_AT, departments=who, again=again,
        )  # fmt: skip
        return Office(office.book, folder)

    assert dict(pipeline.askable(office.book)) == {"企画課": 1, "総務課": 2, "福祉課": 1}
    first = send(tmp_path / "一", ["企画課", "総務課"], None)
    assert sorted(path.name for path in first.forms.iterdir()) == [
        "企画課",
        "総務課",
        "配付一覧.xlsx",
    ]
    anew = send(tmp_path / "二", ["福祉課"], first.list)
    assert [path.name for path in anew.forms.glob("*/*.xlsx")] == ["照会票_福祉課.xlsx"]
    edited = anew.edit("福祉課", lambda book: put(book, "2-1-指1", "実績 R5", 8))
    found = office.collect(first.form("企画課"), first.list, edited, anew.list)
    assert found.rejected == ()
    assert [one.addressee.name for one in found.answered] == ["企画課", "総務課", "福祉課"]
    assert [one.has_answered for one in found.answered] == [True, False, True]
    assert [one.proposed.text for one in found.proposals] == ["8"]
    told = "再　締切：令和８年12月20日（日）（企画課・総務課は令和８年12月10日（木））"
    assert next(status_lines(found, "2026-12-15")) == told
    assert told in str(status_sheet(found, "2026-12-15").lead)
    assert "  未提出（遅れ）　総務課（内線 2）" in list(status_lines(found, "2026-12-15"))
    found = office.collect(first.form("企画課"), first.list, anew.list)
    assert [one.to for one in reminder_letters(found, datetime.date(2026, 12, 15))] == ["総務課"]
    (_, mine) = reminder_letters(found, datetime.date(2026, 12, 21))
    assert mine.lines[0].startswith("令和８年12月20日（日）を締切として")
    with pytest.raises(InputFileError, match="照会するところのない課です：ない課"):
        send(tmp_path / "三", ["ない課"], None)
    assert not (tmp_path / "三").exists()
