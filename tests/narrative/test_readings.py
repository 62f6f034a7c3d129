"""The reading of every judged sentence is the one on file; what differs is for a person to judge.

``python -m tests.narrative.readings`` writes them anew. See its docstring.
"""

from pathlib import Path

import pytest

from tests.narrative.corpus import HERE
from tests.narrative.families import Family, families
from tests.narrative.readings import by_document, family_readings, reading, written

DOCUMENTS = {
    document: (path, found)
    for path in sorted(HERE.glob("*.json"))
    for document, found in by_document(path).items()
}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_sentences_are_read_as_on_file(document: str) -> None:
    path, found = DOCUMENTS[document]
    on_file = written(path.stem)
    for sentence in found:
        assert reading(sentence) == on_file[sentence.name]


@pytest.mark.parametrize("path", sorted(HERE.glob("*.json")), ids=lambda path: path.stem)
def test_no_reading_on_file_is_of_a_sentence_that_is_gone(path: Path) -> None:
    names = {s.name for found in by_document(path).values() for s in found}
    assert set(written(path.stem)) == names


FAMILIES = tuple(families())


@pytest.mark.parametrize("family", FAMILIES, ids=[family.name for family in FAMILIES])
def test_short_sentences_are_read_as_on_file(family: Family) -> None:
    on_file = written("families")
    mine = {name: lines for name, lines in on_file.items() if name.startswith(f"{family.name}/")}
    assert family_readings(family) == mine
