"""The report's pages as they are now, made again when the workbook was saved."""

from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from kumareport.desk.guard import HEADERS
from kumareport.desk.views.page import Page
from kumareport.own_digest import RECORDS

_TYPES = {
    ".html": "text/html", ".css": "text/css", ".png": "image/png", ".jpg": "image/jpeg",
    ".csv": "text/csv", ".json": "application/json",
}  # fmt: skip


def preview(page: Page, number: int) -> Response:
    """The pages in a frame, or how far they are."""
    book = page.book(number)
    folder, job = page.desk.preview(book)
    values = {
        "job": job,
        "is_running": not job.over.is_set(),
        "is_there": (folder / "index.html").is_file(),
    }
    return page.show("preview", values, book)


def stamp(page: Page, number: int) -> Response:
    """Changes when the pages were made again, for the script of the page."""
    _, job = page.desk.preview(page.book(number))
    return Response(job.id if job.over.is_set() else "", mimetype="text/plain")


def file(page: Page, number: int, name: str) -> Response:
    """One of the pages, or what lies beside them."""
    folder, _ = page.desk.preview(page.book(number))
    files = (p for p in folder.rglob("*") if p.is_file() and p.parent.name != RECORDS)
    known = {p.relative_to(folder).as_posix(): p for p in files}
    path: Path | None = known.get(name)
    if path is None or path.suffix not in _TYPES:
        raise NotFound
    response = Response(path.read_bytes(), mimetype=_TYPES[path.suffix])
    # In the frame of this desk's own page, and in nobody else's.
    policy = HEADERS["Content-Security-Policy"].replace("script-src 'self'; ", "")
    response.headers["Content-Security-Policy"] = policy.replace(
        "ancestors 'none'", "ancestors 'self'"
    )
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
