"""An order: how far it is, and what came of it."""

from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from kumareport.desk.desk import OpenBook
from kumareport.desk.jobs import Task, TaskState
from kumareport.desk.outcome import WorkResult
from kumareport.desk.views.page import Page
from kumareport.errors import InputFileError

OPENABLE = (".docx", ".xlsx", ".xlsm", ".pdf", ".html", ".csv", ".json", ".txt")
"""What is opened with its program; nothing that could run."""


def show(page: Page, name: str) -> Response:
    """The page of an order."""
    job = _job(page, name)
    outcome = job.outcome
    files = outcome.files if outcome is not None else ()
    shown = [(n, path, _is_openable(path), path.is_dir()) for n, path in enumerate(files)]
    goes_on = None
    if outcome is not None and outcome.book is not None and outcome.book.is_file():
        page.desk.places.allow(outcome.book.parent)
        goes_on = page.desk.places.place(outcome.book)
    values = {
        "job": job, "is_running": job.state is TaskState.RUNNING, "outcome": outcome, "files": shown,
        "goes_on": goes_on, "state": job.state, "mapping": _mapping(page, outcome),
    }  # fmt: skip
    return page.show("job", values, _book_of(page, job))


def _mapping(page: Page, outcome: WorkResult | None) -> str:
    """The place of the files whose 取込対応表 is to be looked at next; empty for none."""
    if outcome is None or outcome.mapping is None or not outcome.mapping.is_file():
        return ""
    return page.desk.places.place(outcome.mapping.parent.parent)


def state(page: Page, name: str) -> Response:
    """How far an order is, for the script of its page."""
    job = _job(page, name)
    is_running = "1" if job.state is TaskState.RUNNING else "0"
    return Response(f"{is_running}\n{job.step}", mimetype="text/plain")


def stop(page: Page, name: str) -> Response:
    """Stop it."""
    job = _job(page, name)
    page.desk.jobs.stop(job)
    return page.to(f"/jobs/{job.id}")


def open_file(page: Page, name: str, place: int) -> Response:
    """Open a result with its program, or show it in its folder."""
    outcome = _job(page, name).outcome
    if outcome is None or not 0 <= place < len(outcome.files):
        raise NotFound
    open_path(page, outcome.files[place])
    return page.to(f"/jobs/{name}")


def open_path(page: Page, path: Path) -> None:
    """Open a file with its program, or show it in its folder, as the button said.

    Raises:
        InputFileError: it is gone, or of a kind that is not opened.
    """
    if not path.exists():
        raise InputFileError(
            f"ファイルがありません：{path}", "名前や場所が変わっていないか見てください。"
        )
    in_folder = page.field("how") == "folder"
    if not in_folder and not _is_openable(path):
        raise InputFileError(f"この種類のファイルは開けません：{path.name}")
    page.desk.show(path, in_folder)


def _is_openable(path: Path) -> bool:
    return path.suffix.lower() in OPENABLE and not path.is_dir()


def _job(page: Page, name: str) -> Task:
    job = page.desk.jobs.get(name)
    if job is None:
        raise NotFound
    return job


def _book_of(page: Page, job: Task) -> OpenBook | None:
    return None if job.book is None else page.desk.open(job.book)
