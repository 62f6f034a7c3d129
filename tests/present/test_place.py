"""Places in words."""

import pytest

from kumareport import pipeline
from kumareport.model.location import Location
from kumareport.present.place import Map, listed, shown


@pytest.mark.parametrize(
    ("location", "words"),
    [
        (Location("第１章", 5, 8), "第１章!H5"),
        (Location("第１章", 12), "第１章!12行"),
        (Location("第１章"), "第１章"),
        (Location(), "ブック全体"),
        (Location(file="report.docx", place="第２段落"), "report.docx 第２段落"),
    ],
)
def test_shown(location: Location, words: str) -> None:
    assert shown(location) == words


def test_places_of_a_sheet_stand_together() -> None:
    places = [("甲", 5, 8), ("甲", 6, 8), ("乙", 5, 8), ("甲", 7, 0), ("甲", 0, 0), ("甲", 1, 1)]
    assert listed([Location(*place) for place in places]) == [
        "甲!H5、H6", "乙!H5", "甲!7行", "甲", "甲!A1",
    ]  # fmt: skip
    assert listed([]) == []


def test_section_and_department(checked: pipeline.CheckResult) -> None:
    # 第３章第２節: the section belongs to 医療政策課, its first indicator to 食品保健課.
    places = Map(checked.report)
    assert places.heading(Location("第３章", 11, 8)) == "第３章 第２節"
    assert places.department(Location("第３章", 11, 8)) == "食品保健課"
    assert places.department(Location("第３章", 10, 5)) == "医療政策課"
    assert places.heading(Location("第３章", 1, 1)) == "第３章"
    assert places.heading(Location("推進", 17, 8)) == "推進 第３節"
    assert (places.heading(Location("設定", 5, 2)), places.department(Location("設定"))) == (
        "設定",
        "",
    )
