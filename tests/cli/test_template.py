"""``kumareport template``: what it shows, and how it ends."""

from pathlib import Path

from tests.cli.command import run
from tests.conftest import ROOT

TEMPLATE = ROOT / "templates" / "report.docx"


def test_the_standard_template_has_no_fault() -> None:
    done = run("template", "check", TEMPLATE)
    assert (done.returncode, done.stdout.strip()) == (0, "エラー 0 件、警告 0 件、参考 0 件")


def test_a_file_that_is_no_template_is_said(tmp_path: Path) -> None:
    other = tmp_path / "様式.docx"
    other.write_text("ただの文")
    done = run("template", "check", other)
    assert done.returncode == 2
    assert "様式.docx" in done.stderr


def test_the_tags_are_listed_with_their_loops() -> None:
    done = run("template", "tags")
    assert done.returncode == 0
    assert "{{ 報告書.題名 }}" in done.stdout
    assert "{%tr for 行 in 群.行 %} … {%tr endfor %}" in done.stdout
