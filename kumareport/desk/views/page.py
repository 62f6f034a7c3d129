"""What every page is made with."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from kumareport.desk.desk import Desk, OpenBook
from kumareport.desk.orders.order import Order
from kumareport.desk.render import render
from kumareport.desk.typed import Fields, KeptForm, Typed
from kumareport.desk.words import plain
from kumareport.errors import KumareportError

ELSEWHERE = "elsewhere"
"""In the address that a form is sent to: which of its fields is to be chosen from the list of folders."""
_KEPT, _SAVED = "typed", "saved"


class Page:
    """A request for a page, and what it may use.

    Attributes:
        is_post: whether a form was sent.
        sent: its fields.
        typed: what the form of the page is shown with.
        problem: what was wrong with that; None for nothing.
        form_address: the page that the form that was sent stands on; empty for none.
    """

    def __init__(self, desk: Desk, request: Request) -> None:
        self.desk = desk
        self.request = request
        self.is_post = request.method == "POST"
        self.sent = dict(request.form.lists())
        self._asked: Fields = dict(request.args.lists())
        kept = desk.forms.get(request.args.get(_KEPT, ""))
        self.typed = Typed({**kept.fields, **self._asked} if kept else None)
        self.problem = kept.problem if kept else None
        self.form_address = ""

    def field(self, name: str) -> str:
        """What was typed into a field, or stands in the address; without blanks around it."""
        return next(iter(self.fields(name)), "").strip()

    def fields(self, name: str) -> list[str]:
        """All values of a field that may stand several times.

        Of a form that was sent only the form counts: the address of its page may name a file that was
        chosen before another was.
        """
        if self.is_post:
            return self.sent.get(name, [])
        return list((self.typed.fields or self._asked).get(name, ()))

    def has(self, name: str) -> bool:
        """Whether a box was ticked."""
        return bool(self.fields(name))

    def about(self, state: str) -> None:
        """What was typed belongs to a file as it was; only then may it be shown with the file again.

        Raises:
            KumareportError: the problem of the page, where the file is another by now.
        """
        if self.problem is not None and self.field("state") != state:
            raise self.problem

    def go_elsewhere(self) -> Response:
        """Choose the file for a field from the list of folders; the page comes back as it was left."""
        back = self._again(self.form_address, KeptForm(self.sent))
        return self.to("/files?" + urlencode({"for": self.request.args[ELSEWHERE], "back": back}))

    def go_back(self, problem: KumareportError) -> Response:
        """Show the page of the form again, with what was typed and what is wrong.

        It gets an address of its own: a browser goes back to the answer to a form only by sending it
        once more.

        Args:
            problem: what is wrong.
        """
        return self.to(self._again(self.form_address, KeptForm(self.sent, problem)))

    def _again(self, address: str, form: KeptForm) -> str:
        passing = {ELSEWHERE, _KEPT, _SAVED, *form.fields}
        carried = {name: text for name, text in self.request.args.items() if name not in passing}
        return f"{address}?{urlencode({**carried, _KEPT: self.desk.forms.keep(form)})}"

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
        shared = {
            "mark": self.desk.guard.mark, "book": book, "jobs": self.desk.jobs.running(),
            "typed": self.typed, "problem": _words(self.problem),
        }  # fmt: skip
        status = HTTPStatus.CONFLICT if self.problem else HTTPStatus.OK
        return Response(render(template, {**shared, **values}), status, mimetype="text/html")

    def order(self, order: Order, book: OpenBook | None) -> Response:
        """Begin to carry out an order; its page comes next."""
        job = self.desk.jobs.start(order, None if book is None else book.path)
        if self.form_address:
            job.form = self._again(self.form_address, KeptForm(self.sent))
        return self.to(f"/jobs/{job.id}" + ("" if book is None else f"?book={book.number}"))

    def to(self, address: str) -> Response:
        """Another page comes next."""
        return redirect(address, HTTPStatus.SEE_OTHER, Response)


def failure(desk: Desk, message: str, hint: str, status: int) -> Response:
    """A page that says what is wrong and what to do."""
    values = {
        "message": message, "hint": hint, "mark": desk.guard.mark, "book": None,
        "jobs": desk.jobs.running(), "problem": None,
    }  # fmt: skip
    return Response(render("failure", values), status, mimetype="text/html")


def _words(problem: KumareportError | None) -> tuple[str, str] | None:
    return (plain(problem.message), plain(problem.hint)) if problem else None
