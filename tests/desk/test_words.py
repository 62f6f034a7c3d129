"""Folders as the pages name them."""

from pathlib import Path

import pytest

from kumareport.desk.words import in_words


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("/家/人/Desktop/第８次", "デスクトップ › 第８次"),
        ("/家/人/ドキュメント", "ドキュメント"),
        ("/家/人/計画/R6", "計画 › R6"),
        ("/家/人", "ホーム"),
        ("/共有/計画", "/共有/計画"),
    ],
)
def test_a_folder_is_called_as_people_call_it(
    folder: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/家/人")
    assert in_words(Path(folder)) == words
