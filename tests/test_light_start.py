"""What a command does not use, it does not load: openpyxl alone costs as much as reading a workbook, and
pydantic, which typer would take for a path, as much again."""

import subprocess
import sys
from pathlib import Path

import pytest

from kumareport import pipeline

# Not measured (docs/テスト.md): it goes through the whole program, whose lines have examples of their own.
pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).resolve().parent.parent
_CODE = """
import sys
from kumareport.cli.main import main
main(sys.argv[2:])
rooms = {"document", "review", "web", "importing", "rollover", "comparison", "opendata"}
others = {f"kumareport.{room}" for room in rooms}
heavy = {"openpyxl", "docx", "jinja2", "pydantic", *others}
print(sorted(heavy & sys.modules.keys()), file=open(sys.argv[1], "w"))
"""


@pytest.mark.parametrize(
    ("words", "loaded"),
    [
        (("check",), "[]"),
        (("build", "-o", "{0}/報告書.docx"), "['docx', 'jinja2', 'kumareport.document']"),
    ],
)
def test_a_command_loads_only_what_it_uses(
    words: tuple[str, ...], loaded: str, tmp_path: Path
) -> None:
    told = tmp_path / "modules.txt"
    command = [word.format(tmp_path) for word in words]
    source = str(ROOT / "input.xlsx")
    subprocess.run(
        [sys.executable, "-c", _CODE, str(told), command[0], source, *command[1:]],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert told.read_text("utf-8").strip() == loaded


def test_each_use_case_is_found_where_it_is_asked_for() -> None:
    assert {name for name in pipeline.__all__ if callable(getattr(pipeline, name))} == set(
        pipeline.__all__
    )
    with pytest.raises(AttributeError, match="no attribute 'cheque'"):
        pipeline.cheque  # noqa: B018  # pyright: ignore
