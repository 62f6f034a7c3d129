"""The parts of an open document are those of python-docx, in its order."""

from pathlib import Path

import docx
import pytest

from kumareport import pipeline
from kumareport.document.open_parts import every_part
from tests.conftest import TEMPLATE

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("is_report", [False, True])
def test_every_part_comes_once_and_where_python_docx_has_it(
    is_report: bool, tmp_path: Path
) -> None:
    path = TEMPLATE
    if is_report:
        path = tmp_path / "報告書.docx"
        pipeline.build(ROOT / "input.xlsx", path, TEMPLATE, chapters=["第１章"])
    package = docx.Document(str(path)).part.package
    assert package is not None
    # A part that leads back, and one outside.
    main = package.main_document_part
    next(iter(main.rels.values())).target_part.relate_to(main, "http://example.com/back")
    main.relate_to("http://example.com/", "http://example.com/outside", is_external=True)
    found = list(every_part(package))
    assert found == package.parts
    assert len(found) > 10
