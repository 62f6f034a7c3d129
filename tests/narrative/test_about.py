"""Which sentence says why an indicator stands as it does."""

import pytest

from kumareport.narrative.about import passages_about, reason_told
from kumareport.narrative.passages import passages
from tests.narrative.families import sections

SECTIONS = sections()
MANY, ONE = "多", "一"
FALLEN = "刑法犯認知件数は、前年度より減少した。"
WHY_FALLEN = "刑法犯認知件数は、防犯カメラを増やしたことにより減少した。"
RISEN = "がん検診受診率は、休日の検診を始めたため上昇した。"
NAMELESS = "大雨の影響で、中止した回があった。"


def told(table: str, row: int, *sentences: str, box: str = "検証") -> tuple[int, str]:
    """How many of the sentences are about a row, and the one that says why it stands so."""
    report = SECTIONS[table].report("".join(sentences), box)
    ((_, part),) = report.parts()
    found = passages(report)
    group = part.groups[row]
    return len(list(passages_about(group, found))), reason_told(part, group, found)


@pytest.mark.parametrize(
    ("table", "row", "sentences", "about", "reason"),
    [
        (MANY, 1, (RISEN, FALLEN, WHY_FALLEN), 2, WHY_FALLEN),
        (MANY, 1, (RISEN, FALLEN), 1, FALLEN),
        (MANY, 0, (FALLEN, WHY_FALLEN, RISEN), 1, RISEN),
        (MANY, 2, (FALLEN, RISEN), 0, ""),
        (MANY, 1, (FALLEN, NAMELESS), 1, FALLEN),
        (MANY, 1, ("刑法犯については、見回りを増やした。",), 1, "刑法犯については、見回りを増やした。"),
        (ONE, 0, (NAMELESS,), 0, NAMELESS),
        (ONE, 0, (), 0, ""),
    ],
)  # fmt: skip
def test_a_sentence_with_a_reason_comes_first(
    table: str, row: int, sentences: tuple[str, ...], about: int, reason: str
) -> None:
    assert told(table, row, *sentences) == (about, reason)


def test_what_is_to_come_is_no_reason() -> None:
    assert told(ONE, 0, NAMELESS, box="方向") == (0, "")
