"""What every page is made with."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from kumareport.desk.desk import Desk, OpenBook
from kumareport.desk.orders.order import Order
from kumareport.desk.render import render


class Page:
    """A request for a page, and what it may use."""

    def __init__(self, desk: Desk, request: Request) -> None:
        self.desk = desk
        self.request = request

    @property
    def is_post(self) -> bool:
        """Whether a form was sent."""
        return self.request.method == "POST"

    def field(self, name: str) -> str:
        """What was typed into a field, or stands in the address; without blanks around it."""
        return self.request.values.get(name, "").strip()

    def fields(self, name: str) -> list[str]:
        """All values of a field that may stand several times."""
        return self.request.values.getlist(name)

    def has(self, name: str) -> bool:
        """Whether a box was ticked."""
        return name in self.request.values

    def file(self, name: str) -> Path | None:
        """The file that a field names by its place; None where it is empty.

        Raises:
            InputFileError: a place that is none, or outside.
        """
        place = self.field(name)
        return self.desk.places.path(place) if place else None

    def book(self, number: int) -> OpenBook:
        """The open workbook of an address.

        Raises:
            NotFound: there is none.
        """
        book = self.desk.book(number)
        if book is None:
            raise NotFound
        return book

    def show(
        self, template: str, values: Mapping[str, object], book: OpenBook | None = None
    ) -> Response:
        """A page from its template."""
        shared = {"mark": self.desk.guard.mark, "book": book, "jobs": self.desk.jobs.running()}
        return Response(render(template, {**shared, **values}), mimetype="text/html")

    def order(self, order: Order, book: OpenBook | None) -> Response:
        """Begin to carry out an order; its page comes next."""
        job = self.desk.jobs.start(order, None if book is None else book.path)
        return self.to(f"/jobs/{job.id}" + ("" if book is None else f"?book={book.number}"))

    def to(self, address: str) -> Response:
        """Another page comes next."""
        return redirect(address, HTTPStatus.SEE_OTHER, Response)


def failure(desk: Desk, message: str, hint: str, status: int) -> Response:
    """A page that says what is wrong and what to do."""
    values = {
        "message": message, "hint": hint, "mark": desk.guard.mark, "book": None,
        "jobs": desk.jobs.running(),
    }  # fmt: skip
    return Response(render("failure", values), status, mimetype="text/html")
