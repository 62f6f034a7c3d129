"""Arbitrary workbooks: never an exception, the same twice differs in nothing, the Word file opens."""

import tempfile
from pathlib import Path

import docx
from hypothesis import given

from kumareport import pipeline
from kumareport.errors import KumareportError
from tests.conftest import scaled
from tests.rules.test_random_workbooks import Sheets, workbooks, write


@scaled(0.3)
@given(old=workbooks(), new=workbooks())
def test_any_two_workbooks_can_be_compared(old: Sheets, new: Sheets) -> None:
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name) / "old.xlsx", Path(name) / "new.xlsx"]
        for path, sheets in zip(paths, (old, new), strict=True):
            write(path, sheets)
        target = Path(name) / "t.docx"
        try:
            result = pipeline.compare(paths[0], paths[1], target)
        except KumareportError:
            return
        tables = docx.Document(str(target)).tables
        assert bool(tables) is bool(result.comparison.counts())
        assert not pipeline.compare(paths[1], paths[1], target).comparison.chapters
