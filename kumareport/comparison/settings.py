"""Changes of what 設定 gives the whole report: title, label, legend, minus sign."""

from collections.abc import Iterator
from itertools import zip_longest

from kumareport.comparison.wording import added_or_edited, edited
from kumareport.model.change import Change, Topic
from kumareport.model.settings import Settings


def settings_changes(old: Settings, new: Settings) -> Iterator[Change]:
    """The changes of the front page.

    A sign is told once here, not at each place where it is printed.
    """
    yield from added_or_edited(Topic.HEADING, "報告書の題名", old.title, new.title)
    yield from added_or_edited(Topic.HEADING, "資料の区分", old.label, new.label)
    for before, after in zip_longest(old.marks, new.marks):
        mark = after or before
        kind = "" if mark is None else mark.attainment or "評価しないもの"
        texts = [f"{m.symbol}：{m.meaning}" if m else "" for m in (before, after)]
        yield from added_or_edited(Topic.HEADING, f"凡例（{kind}）", *texts)
    yield from edited(Topic.HEADING, "マイナスの記号", old.minus, new.minus)
