"""The dictionary's memory."""

import sys
from pathlib import Path

import pytest

from kumareport.prose.words import put_away, words

_MAPS = Path("/proc/self/maps")


def _surfaces(text: str) -> list[str]:
    return [word.surface for word in words(text)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which files are mapped")
def test_the_dictionary_is_put_away_and_comes_back() -> None:
    assert _surfaces("目標を下回った") == ["目標", "を", "下回っ", "た"]
    assert "system.dic" in _MAPS.read_text("utf-8")
    put_away()
    assert "system.dic" not in _MAPS.read_text("utf-8")
    # Another text than the first, whose words are remembered.
    assert _surfaces("目標を上回った") == ["目標", "を", "上回っ", "た"]
