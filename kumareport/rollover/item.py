"""What a rollover changed, and what people have to look at."""

from enum import StrEnum

from msgspec import Struct

from kumareport.model.location import Location


class ChecklistTopic(StrEnum):
    """The kinds of line of the checklist, in its order."""

    COLUMN = "年度の列"
    SETTING = "設定"
    OVERRIDE = "手で入れた進捗"
    ACKNOWLEDGED = "確認済"
    OPEN = "確定していない値"
    STALE = "古い年度の言葉"
    TARGET = "検証値"
    FIELD = "項目"
    TEXT = "前年度の文"


NEXT_STEPS = {
    ChecklistTopic.COLUMN: "新しい列に、その年度の値を入れてください。",
    ChecklistTopic.SETTING: "このままでよいか確かめてください。",
    ChecklistTopic.OVERRIDE: "消しました。今年も上書きするときは、進捗と判定の理由を入れ直してください。",
    ChecklistTopic.ACKNOWLEDGED: "消しました。点検でまた出たら、もう一度確かめてください。",
    ChecklistTopic.OPEN: "確定した値が出ていれば、入れ直してください。公表した値を改めるときは（改定）と書きます。",
    ChecklistTopic.STALE: "今年の言葉に直すか、このままでよいか確かめてください。",
    ChecklistTopic.FIELD: "今年の内容を入れてください（同じ列のほかの行も同じです）。",
    ChecklistTopic.TEXT: "今年の文を書いてください。",
    ChecklistTopic.TARGET: "どの年度の検証値と比べるか、その値が入っているかを確かめてください。",
}


class ChecklistItem(Struct, frozen=True):
    """One line of the checklist.

    Attributes:
        topic: the kind.
        location: the place in the new workbook; row 0 for a sheet as a whole.
        what: what is there, or was done.
        before: what stood there in last year's workbook; empty where nothing was.
        kind: the 区分 of a text that went; empty for all else.
    """

    topic: ChecklistTopic
    location: Location
    what: str
    before: str = ""
    kind: str = ""

    @property
    def next_step(self) -> str:
        """What to do about it."""
        return NEXT_STEPS[self.topic]
