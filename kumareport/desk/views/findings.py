"""The findings of a workbook, and accepting them."""

from collections.abc import Sequence

from msgspec import Struct
from werkzeug.wrappers import Response

from kumareport.desk.jobs import TaskState
from kumareport.desk.orders.checking import AcceptOrder, ListOrder
from kumareport.desk.outcome import ShownFinding
from kumareport.desk.views.choices import books_beside
from kumareport.desk.views.page import Page
from kumareport.errors import InputFileError
from kumareport.model.finding import Severity


class RuleGroup(Struct, frozen=True):
    """The findings of one rule.

    Attributes:
        first: one of them, for what they share.
        findings: all.
    """

    first: ShownFinding
    findings: Sequence[ShownFinding]


def findings(page: Page, number: int) -> Response:
    """The findings, by severity and rule."""
    book = page.book(number)
    job = page.desk.look(book)
    checkup = book.checkup if job.state is not TaskState.RUNNING else None
    who, part = page.field("department"), page.field("part")
    found = checkup.findings if checkup is not None else ()
    shown = [f for f in found if who in ("", f.department) and part in ("", f.part)]
    values = {
        "job": job,
        "is_running": job.state is TaskState.RUNNING,
        "checkup": checkup,
        "groups": _groups(shown),
        "shown": len(shown),
        "severities": list(Severity),
        "departments": sorted({f.department for f in found if f.department}),
        "parts_": list(dict.fromkeys(f.part for f in found if f.part)),
        "who": who,
        "part": part,
        "chosen": page.field("previous"),
        "books": books_beside(page, book, page.field("previous")),
    }
    return page.show("findings", values, book)


def accept(page: Page, number: int) -> Response:
    """確認済 for the findings that were ticked."""
    book = page.book(number)
    keys = tuple(key for key in page.fields("key") if key)
    person, reason = page.field("person"), page.field("reason")
    if not keys:
        raise InputFileError(
            "指摘が選ばれていません。", "確認済にする指摘の□を押してから、もう一度押してください。"
        )
    if not (person and reason):
        raise InputFileError(
            "確認した人と理由が書かれていません。", "両方を書いて、もう一度押してください。"
        )
    return page.order(AcceptOrder(book.path, keys, person, reason), book)


def write_list(page: Page, number: int) -> Response:
    """The findings as an Excel list."""
    book = page.book(number)
    return page.order(ListOrder(book.path, page.file("previous"), page.has("copy")), book)


def _groups(found: Sequence[ShownFinding]) -> list[RuleGroup]:
    """By severity, then by rule; within one in the workbook's order."""
    groups: dict[tuple[int, str], list[ShownFinding]] = {}
    ranks = list(Severity)
    for finding in found:
        groups.setdefault((ranks.index(finding.severity), finding.code), []).append(finding)
    return [RuleGroup(groups[key][0], groups[key]) for key in sorted(groups)]
