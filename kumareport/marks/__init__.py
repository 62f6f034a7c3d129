"""The mark rule (進捗), exact and explained.

Source of the rule: the published 第７次総合計画の評価・検証 of Kumamoto City, all of whose 52 marks it
reproduces for every threshold between 85.4 % and 95.0 %. See ``docs/marks.md``; for the schemes of
other cities ``docs/進捗の区分.md``.
"""

from kumareport.marks.beside import as_of, attainment, mark_before
from kumareport.marks.direction import direction_of
from kumareport.marks.judge import judge
from kumareport.marks.judged import Judged, group_mark, recount, typed_mark
from kumareport.marks.newest import newest_actual

__all__ = [
    "Judged",
    "as_of",
    "attainment",
    "direction_of",
    "group_mark",
    "judge",
    "mark_before",
    "newest_actual",
    "recount",
    "typed_mark",
]
