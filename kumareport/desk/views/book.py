"""A workbook's own page: the year at a glance, and every job in the order of the office's work."""

from werkzeug.wrappers import Response

from kumareport.desk.jobs import TaskState
from kumareport.desk.views.jobs import open_path
from kumareport.desk.views.page import Page
from kumareport.model.finding import Severity

# The office's order of work: what a step is, and what can be done in it.
_WORKS: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "準備",
        "ブックの数と文を確かめます",
        (("findings", "点検する", "おかしなところを探し、確認済を記録します"),),
    ),
)


def overview(page: Page, number: int) -> Response:
    """The state of the workbook and of the year."""
    from kumareport.pipeline.standing import standing

    book = page.book(number)
    job = page.desk.look(book)
    now = book.checkup
    new = gone = None
    if now is not None and book.before is not None:
        new, gone = len(now.keys - book.before), len(book.before - now.keys)
    values = {
        "job": job,
        "is_running": job.state is TaskState.RUNNING,
        "checkup": now,
        "severities": list(Severity),
        "new": new,
        "gone": gone,
        "works": _WORKS,
        "standing": standing(book.path),
        "place": page.desk.places.place(book.path),
    }
    return page.show("book", values, book)


def show(page: Page, number: int) -> Response:
    """Open the workbook in Excel, or show it in its folder."""
    book = page.book(number)
    open_path(page, book.path)
    return page.to(f"/b/{number}/")
