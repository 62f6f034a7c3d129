"""Marks of a source: typed into the workbook only where the rule gives another."""

from kumareport.importing.draft import Draft
from kumareport.marks import Judged, typed_mark
from kumareport.model.report import Report
from kumareport.workbook.layout import MARK_SPELLINGS

_REASON = "取り込んだ資料の判定"


def settle_marks(draft: Draft, report: Report) -> tuple[int, int]:
    """Take the marks out of a draft that the workbook computes by itself.

    Args:
        draft: the draft; changed.
        report: its workbook as read, all marks typed.

    Returns:
        How many groups have the same mark by the rule, and how many another.
    """
    rows = [i for part in draft.parts() for i in part.indicators]
    judged = Judged(report, MARK_SPELLINGS)
    by_id = dict(zip((row.id for _, row in report.indicators()), rows, strict=False))
    same = other = 0
    for _, _, group in report.groups():
        scheme = report.settings.scheme_of(group.rows[0])
        drafts = [by_id[row.id] for row in group.rows if row.id in by_id]
        marks = [d.mark for d in drafts if d.mark]
        if not marks:
            continue
        computed = judged.computed[group.rows[0].id]
        if all(typed_mark(mark, scheme, MARK_SPELLINGS) == computed for mark in marks):
            same += 1
            for draft_row in drafts:
                draft_row.mark = ""
        else:
            other += 1
            for draft_row in drafts:
                if draft_row.mark:
                    draft_row.reason = draft_row.reason or _REASON
    return same, other
