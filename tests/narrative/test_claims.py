"""Sentences of the kind that departments write, each judged by a proof-reader against its numbers.

How they were used to find the words that the rules know: ``docs/analysis/narrative.md``. None of them
has a corrected twin: a wrong and a right sentence are about different indicators throughout.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from kumareport.model.indicator import Indicator
from tests.narrative.sections import codes, indicator

ITEMS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("claims.json").read_text(encoding="utf-8")
)
MISSED = {2, 16, 27, 57, 68, 73, 86, 93, 165, 189, 201, 234}
"""Contradictions that the rules do not see; ``why`` in the file says what they are."""


def row_of(item: dict[str, Any]) -> Indicator:
    return indicator(
        item["actuals"], base=item["base"], target=item["target"], name=item["name"], unit=item["unit"]
    )  # fmt: skip


def case(number: int, item: dict[str, Any]) -> Any:
    known = pytest.mark.xfail(strict=True, reason=f"見落とし：{item['why']}")
    name = f"{number}-{item['kind']}-{'wrong' if item['contradiction'] else 'right'}"
    return pytest.param(item, id=name, marks=[known] if number in MISSED else [])


@pytest.mark.parametrize("item", [case(number, item) for number, item in enumerate(ITEMS)])
def test_a_sentence_is_told_where_it_is_wrong_and_only_there(item: dict[str, Any]) -> None:
    rows = [row_of(item), *([row_of(item["extra"])] if item.get("extra") else [])]
    assert bool(codes(item["text"], *rows)) == item["contradiction"], item["why"]


def test_the_sentences_are_half_and_half() -> None:
    assert sum(item["contradiction"] for item in ITEMS) == 120
    assert len(ITEMS) == 240
