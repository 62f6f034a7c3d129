"""The first page, and what tells whether anybody is still there."""

from werkzeug.wrappers import Response

from kumareport.desk.views.page import Page


def home(page: Page) -> Response:
    """Recent workbooks, and how else to begin."""
    desk = page.desk
    recent = [(path, desk.places.place(path)) for path in desk.memory.recent()]
    return page.show("home", {"recent": recent, "broken": desk.broken})


def here(page: Page) -> Response:
    """A page of the browser has come, is still there, or has gone."""
    name = page.field("window")[:40]
    if name:
        page.desk.window(name, is_open=page.field("state") != "gone")
    return Response("", 204)


def close(page: Page) -> Response:
    """Somebody is done."""
    page.desk.is_closing.set()
    return page.show("closed", {})
