"""依頼文, 督促文 and the page 回収状況."""

import datetime
import io
from pathlib import Path

import docx
import pytest

from kumareport import pipeline
from kumareport.document.letter import letter_bytes
from kumareport.errors import OutputFileError, TemplateError
from tests.conftest import INPUT
from tests.review.office import ISSUED_AT, Office

TEMPLATE = INPUT.parent / "templates" / "letter.docx"


def paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def letters(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_each_department_gets_a_request_that_says_what_by_when_and_to_whom(
    office: Office, tmp_path: Path
) -> None:
    pipeline.distribute(
        office.book, tmp_path / "forms", name="第１回照会", deadline=datetime.date(2026, 12, 10),
        contact="企画課 内線 1", issued_at=ISSUED_AT, letters=tmp_path / "letters",
        letter_template=TEMPLATE.read_bytes(),
    )  # fmt: skip
    assert letters(tmp_path / "letters") == [
        f"依頼文_{who}.{kind}" for who in ("企画課", "福祉課", "総務課") for kind in ("docx", "txt")
    ]
    text = (tmp_path / "letters" / "依頼文_福祉課.txt").read_bytes().decode("utf-8-sig")
    page = paragraphs((tmp_path / "letters" / "依頼文_福祉課.docx").read_bytes())
    for words in (
        "福祉課 あて", "評価・検証　第１回照会のお願い", "・第２章 第１節 節の三",
        "締切：令和８年12月10日（木）", "返送先・問合せ：企画課 内線 1",
    ):  # fmt: skip
        assert words in text.split("\r\n")
        assert words in page
    assert "節の一" not in text


def test_where_the_letters_cannot_be_written_no_form_goes_out(
    office: Office, tmp_path: Path
) -> None:
    """Forms that are there are never made again: those of a round without letters stayed alone."""
    place = tmp_path / "依頼文"
    place.write_text("フォルダーではない", encoding="utf-8")

    def distribute() -> None:
        pipeline.distribute(
            office.book, tmp_path / "照会", name="照会", deadline=datetime.date(2026, 12, 10),
            contact="内線 1", issued_at=ISSUED_AT, letters=place,
        )  # fmt: skip

    with pytest.raises(OutputFileError):
        distribute()
    assert not (tmp_path / "照会").exists()
    place.unlink()
    distribute()
    assert letters(place) == [f"依頼文_{who}.txt" for who in ("企画課", "福祉課", "総務課")]
    assert (tmp_path / "照会" / "配付一覧.xlsx").exists()


def test_who_is_late_gets_a_reminder_once_the_deadline_is_over(
    office: Office, tmp_path: Path
) -> None:
    for day, late in ((10, []), (11, ["企画課", "福祉課"])):
        folder = tmp_path / str(day)
        pipeline.collect(
            office.book, [office.form("総務課"), office.list], None,
            today=datetime.date(2026, 12, day), letters=folder,
        )  # fmt: skip
        assert letters(folder) == ["回収状況.txt", *(f"督促文_{who}.txt" for who in late)]
    status = (tmp_path / "11" / "回収状況.txt").read_bytes().decode("utf-8-sig").split("\r\n")
    assert "提出：3 課のうち 1 課" in status
    assert "未提出（2 課）：企画課、福祉課" in status


def test_words_are_text_and_equal_letters_are_equal_bytes() -> None:
    words = ("<b> & {{ 手紙.宛先 }}", "=1+1")
    made = [
        letter_bytes(
            TEMPLATE.read_bytes(), to="課", date="日", sender="甲", title="題", lines=words
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert paragraphs(made[0])[-2:] == list(words)


def test_a_header_is_filled_in_for_each_letter() -> None:
    document = docx.Document()
    document.add_paragraph("{{ 手紙.件名 }}")
    document.sections[0].header.paragraphs[0].text = "{{ 手紙.宛先 }}"
    out = io.BytesIO()
    document.save(out)
    for who in ("福祉課", "総務課", "福祉課"):
        page = letter_bytes(
            out.getvalue(), to=who, date="日", sender="甲", title=f"{who}の件", lines=()
        )
        head = docx.Document(io.BytesIO(page)).sections[0].header.paragraphs[0].text
        assert (head, paragraphs(page)) == (f"{who} あて", [f"{who}の件"])


def test_a_template_that_asks_for_more_is_refused() -> None:
    document = docx.Document()
    document.add_paragraph("{{ 手紙.電話 }}")
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(TemplateError, match="手紙のテンプレート"):
        letter_bytes(out.getvalue(), to="", date="", sender="", title="", lines=())
