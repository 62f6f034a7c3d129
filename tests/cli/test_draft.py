"""``kumareport build --draft``: where it writes, what it says, its exit code."""

from pathlib import Path

import pytest

from tests.cli.command import run
from tests.cli.test_bad_input import stored
from tests.conftest import TEMPLATE
from tests.document.reading_comments import comments
from tests.document.test_template_check import damaged
from tests.make_workbook import indicator, text, workbook


@pytest.fixture
def faulty(tmp_path: Path):
    """A workbook with an error."""
    return workbook(tmp_path / "様式.xlsx", [text("節", "題"), indicator(values=(1, 2, "(3)", 4))])


def test_draft_with_errors_is_written_and_says_so(tmp_path: Path, faulty: Path) -> None:
    done = run("build", faulty, "--draft")
    target = tmp_path / "output" / "様式（案）.docx"
    assert done.returncode == 1, done
    assert f"作りました：{target}" in done.stdout
    count = len(comments(target))
    assert count > 0
    assert f"点検の結果 {count} 件を、それぞれの場所に Word のコメントで入れました" in done.stdout
    assert "このままでは正式な報告書は作れません" in done.stdout


def test_draft_without_errors(tmp_path: Path) -> None:
    source = workbook(tmp_path / "様式.xlsx")
    done = run("build", source, "--draft")
    assert done.returncode == 0, done
    assert (tmp_path / "output" / "様式（案）.docx").exists()
    assert "案です。" in done.stdout
    assert "作れません" not in done.stdout


def test_draft_never_overwrites_the_final(tmp_path: Path, faulty: Path) -> None:
    (tmp_path / "output").mkdir()
    final = stored(tmp_path / "output" / "様式.docx", b"final")
    run("build", faulty, "--draft")
    assert final.read_bytes() == b"final"
    assert len(list(final.parent.iterdir())) == 2


def test_draft_under_a_name_of_ones_own(tmp_path: Path, faulty: Path) -> None:
    target = tmp_path / "確認用.docx"
    assert run(faulty, "--draft", "-o", target).returncode == 1
    assert target.exists()


def test_final_names_the_way_to_a_draft(faulty: Path) -> None:
    done = run("build", faulty)
    assert done.returncode == 1
    assert "--draft" in done.stdout


@pytest.mark.parametrize("options", [[], ["--draft"]])
def test_faulty_template_stops_both(tmp_path: Path, faulty: Path, options: list[str]) -> None:
    template = stored(tmp_path / "t.docx", damaged("{{ 章.見出し }}", "{{ 章.見だし }}"))
    target = tmp_path / "a.docx"
    done = run("build", faulty, "--template", template, "-o", target, *options)
    assert (done.returncode, target.exists()) == (2, False), done
    assert "T03" in done.stdout
    assert "テンプレートを直して" in done.stdout


def test_unreadable_workbook_stops_a_draft(tmp_path: Path) -> None:
    done = run("build", TEMPLATE, "--draft", "-o", tmp_path / "a.docx")
    assert (done.returncode, "Word 文書です" in done.stderr) == (2, True)
