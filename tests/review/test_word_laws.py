"""The law of the Word round trip: what people make of the text is what the next report says."""

import os
import random
from pathlib import Path

import pytest

from kumareport import pipeline
from tests.conftest import INPUT, TEMPLATE
from tests.review.office import TODAY
from tests.review.test_apply import AT, decide
from tests.review.word_editor import Editor, accepted

SEEDS = range(int(os.environ.get("KUMAREPORT_SEEDS", "5")))
EDITS = 240
"""Each seed's: so many that two of three bullets of the report are edited."""


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", SEEDS)
def test_the_next_report_says_what_the_edited_one_says(
    built: Path, tmp_path: Path, seed: int
) -> None:
    """build → random edits, recorded or not → collect → apply(all) → build."""
    editor = Editor(built, random.Random(seed))
    editor.edit(EDITS)
    returned = editor.save(tmp_path / "返送.docx")
    file, after = tmp_path / "反映案.xlsx", tmp_path / "反映後.xlsx"
    collection = pipeline.collect(INPUT, [returned], file, today=TODAY).collection
    assert collection.unread == ()
    assert not any(proposal.conflict for proposal in collection.proposals)
    pipeline.apply(INPUT, decide(file, 判断="採用"), after, AT)
    assert pipeline.build(after, tmp_path / "次.docx", TEMPLATE, draft=True).written
    assert accepted(tmp_path / "次.docx") == accepted(returned)
    again = pipeline.collect(after, [returned], None, today=TODAY).collection
    assert [p for p in again.proposals if p.kind != "移動"] == []
    assert editor.done.total() == EDITS


@pytest.mark.no_cover
def test_whatever_is_typed_anywhere_is_proposed_or_quoted(built: Path, tmp_path: Path) -> None:
    """A word of its own typed into 450 paragraphs: bullets, values, headings, the form's own words."""
    editor = Editor(built, random.Random(100))
    typed = editor.type_anywhere(450)
    returned = editor.save(tmp_path / "返送.docx")
    collection = pipeline.collect(INPUT, [returned], None, today=TODAY).collection
    proposed = "\n".join(p.proposed.text for p in collection.proposals)
    quoted = "\n".join(unread.text for unread in collection.unread)
    lost = [word for word in typed if word not in proposed and word not in quoted]
    assert lost == []
    assert len(typed) == 450
