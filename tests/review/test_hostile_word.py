"""Returned Word files that mean harm: contained, reported, nothing opened, the others still read."""

import re
import shutil
import socket
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.review.office import Office, in_brief
from tests.review.test_hostile_returns import rewrite as change_parts
from tests.review.test_word import BULLET, rewrite

GOOD = ("本文", "2-1-検1", BULLET, "福祉課の直した文。", "福祉課")
DOCUMENT = "word/document.xml"


@pytest.fixture(autouse=True)
def no_network_no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection or starts a program while reading fails the test."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("opened a connection or started a program")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)


@pytest.fixture
def answered(drafted: Office, tmp_path: Path) -> Office:
    """福祉課 sends an ordinary answer."""
    shutil.copytree(drafted.forms, tmp_path / "forms")
    shutil.copy(drafted.book, tmp_path / "book.xlsx")
    office = Office(tmp_path / "book.xlsx", tmp_path / "forms")
    rewrite(office.draft("福祉課"), ("福祉の検証の文である。", "福祉課の直した文。"))
    return office


def laughs(parts: dict[str, bytes]) -> None:
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    doctype = b'<!DOCTYPE w [<!ENTITY a0 "ha">' + entities + b"]>"
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:document", doctype + b"<w:document", 1)


def outside(parts: dict[str, bytes]) -> None:
    doctype = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:document", doctype + b"<w:document", 1)


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/media/bomb.bin"] = b"\0" * (210 * 1024 * 1024)


def deep(parts: dict[str, bytes]) -> None:
    nested = b"<w:sdt><w:sdtContent>" * 5000 + b"</w:sdtContent></w:sdt>" * 5000
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:sectPr", nested + b"<w:sectPr", 1)


def no_body(parts: dict[str, bytes]) -> None:
    parts[DOCUMENT] = re.sub(rb"<w:body>.*</w:body>", b"", parts[DOCUMENT], flags=re.DOTALL)


@pytest.mark.parametrize("harm", [laughs, outside, bomb, deep, no_body])
def test_a_harmful_file_is_named_and_the_others_are_read(
    answered: Office, harm: Callable[[dict[str, bytes]], None]
) -> None:
    change_parts(answered.draft("企画課"), harm)
    collection = answered.collect()
    assert in_brief(collection) == [GOOD]
    (rejected,) = collection.rejected
    assert rejected.name == "企画課/報告書案_企画課.docx"
    assert re.search("[ぁ-ん]", rejected.reason)
    assert "/tmp" not in rejected.reason


def broken_record(parts: dict[str, bytes]) -> None:
    name = next(n for n, data in parts.items() if b"urn:kumareport:issued" in data)
    parts[name] = parts[name].replace('kind="値"'.encode(), 'kind="穴"'.encode())


def test_a_draft_whose_record_is_broken_is_matched_by_its_text(answered: Office) -> None:
    change_parts(answered.draft("企画課"), broken_record)
    collection = answered.collect()
    assert in_brief(collection) == [GOOD]
    assert not collection.rejected
    answer = next(a for a in collection.answered if a.addressee.name == "企画課")
    assert len(answer.files) == 2
    # A form and a draft of one department are the usual case.
    assert not [note for note in answer.notes if "複数のファイル" in note]


def test_macros_and_links_are_said_and_not_opened(answered: Office) -> None:
    def add(parts: dict[str, bytes]) -> None:
        parts["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 macros"
        link = (
            b'<Relationship Id="rIdEvil" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/attachedTemplate" Target="http://example.invalid/t.dotm" TargetMode="External"/>'
        )
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", link + b"</Relationships>")

    change_parts(answered.draft("福祉課"), add)
    collection = answered.collect()
    assert in_brief(collection) == [GOOD]
    notes = next(a for a in collection.answered if a.addressee.name == "福祉課").notes
    assert any("マクロ" in note for note in notes)
    assert any("外部のファイルへのリンク" in note for note in notes)


def record_part(parts: dict[str, bytes]) -> str:
    return next(n for n, data in parts.items() if b"urn:kumareport:issued" in data)


def test_a_forged_department_is_refused_and_quoted(answered: Office) -> None:
    def forge(parts: dict[str, bytes]) -> None:
        name = record_part(parts)
        parts[name] = parts[name].replace(">福祉課<".encode(), ">市長室<".encode())

    change_parts(answered.draft("福祉課"), forge)
    collection = answered.collect()
    assert collection.proposals == ()
    assert "照会していない課のファイルです" in collection.rejected[0].reason
    assert [unread.text for unread in collection.unread] == ["福祉課の直した文。"]


def test_a_forged_record_makes_a_conflict(answered: Office) -> None:
    """Whoever says that another text was sent out does not get around the office's."""

    def forge(parts: dict[str, bytes]) -> None:
        name = record_part(parts)
        parts[name] = parts[name].replace("福祉の検証の文である。".encode(), "別の文。".encode())

    change_parts(answered.draft("福祉課"), forge)
    (proposal,) = answered.collect().proposals
    assert "事務局が変えています" in proposal.conflict
    assert proposal.current.text == "福祉の検証の文である。"


def test_formulas_and_templates_typed_into_word_stay_text(answered: Office) -> None:
    for words in ('=HYPERLINK("http://example.invalid","x")', "{{ 7*7 }}", "{% for x in y %}"):
        shutil.copy(answered.draft("企画課"), answered.forms / "別名.docx")
        plain = words.replace('"', "&quot;")
        rewrite(answered.forms / "別名.docx", ("指標甲は前年度より増加した。", plain))
        proposals = answered.collect(answered.forms / "別名.docx").proposals
        assert [p.proposed.text for p in proposals] == [words]


def test_thousands_of_pasted_paragraphs_are_all_told(answered: Office) -> None:
    draft = answered.draft("企画課")

    def paste(parts: dict[str, bytes]) -> None:
        lines = "".join(f"<w:p><w:r><w:t>貼り付け{n}行</w:t></w:r></w:p>" for n in range(3000))
        body = parts[DOCUMENT].decode()
        at = body.rindex("<w:sectPr")
        parts[DOCUMENT] = (body[:at] + lines + body[at:]).encode()

    change_parts(draft, paste)
    collection = answered.collect(draft)
    assert sum(unread.text.startswith("貼り付け") for unread in collection.unread) == 3000


def test_names_never_become_paths(answered: Office, tmp_path: Path) -> None:
    def forge(parts: dict[str, bytes]) -> None:
        name = record_part(parts)
        parts[name] = parts[name].replace(">福祉課<".encode(), ">../../etc/福祉課<".encode())

    change_parts(answered.draft("福祉課"), forge)
    before = set(tmp_path.rglob("*"))
    answered.collect()
    assert set(tmp_path.rglob("*")) == before


def test_two_parts_of_one_name(answered: Office) -> None:
    draft = answered.draft("企画課")
    with zipfile.ZipFile(draft, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(DOCUMENT, "<w:document/>")
    collection = answered.collect()
    assert in_brief(collection) == [GOOD]
    assert len(collection.rejected) == 1
