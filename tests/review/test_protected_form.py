"""What 記入要領 tells a department to do, done in LibreOffice in the protected form."""

from pathlib import Path

import pytest

from tests.conftest import libreoffice_runs
from tests.review.office import Office, in_brief

SCRIPT = Path(__file__).parent.parent / "libreoffice" / "form_edits.py"


@pytest.fixture(scope="module")
def done(issued: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the form after each deed."""
    folder = tmp_path_factory.mktemp("deeds")
    libreoffice_runs(SCRIPT, str(issued.form("企画課")), str(folder))
    return folder


@pytest.mark.parametrize(
    ("deed", "proposed"),
    [
        ("add", [("追加", "1-1", "", "足した文である。", "企画課")]),
        ("fill_blank", [("追加", "1-1", "", "空いた行に書いた文である。", "企画課")]),
        ("cut_and_insert", [("移動", "1-1-検1", "", "", "企画課")]),
        ("delete", [("削除", "1-1-検2", "", "", "企画課")]),
        ("narrow", []),
    ],
)
def test_what_the_guide_says_can_be_done(
    issued: Office, done: Path, deed: str, proposed: list[tuple[str, ...]]
) -> None:
    collection = issued.collect(done / f"{deed}.xlsx", issued.list)
    assert in_brief(collection) == proposed
    assert collection.unread == ()
    assert collection.opinions == ()


@pytest.mark.parametrize("deed", ["delete_indicator", "sort"])
def test_what_the_guide_rules_out_is_refused(done: Path, deed: str) -> None:
    assert (done / f"{deed}.refused").exists()
    assert not (done / f"{deed}.xlsx").exists()
