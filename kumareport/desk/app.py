"""Requests in, pages out."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.routing import MapAdapter
from werkzeug.wrappers import Request, Response

from kumareport.desk.desk import Desk
from kumareport.desk.guard import COOKIE, HEADERS, MARK
from kumareport.desk.render import STATIC, render
from kumareport.desk.views import routes
from kumareport.desk.views.page import ELSEWHERE, Page, failure
from kumareport.desk.words import plain
from kumareport.errors import KumareportError, reason_of
from kumareport.last_resort import Breakdown, attempt

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MOST_BODY = 300 * 1024 * 1024
"""Bytes of an upload. A form has 0.3 MB, and a city some 60 of them."""
MOST_FIELDS = 8 * 1024 * 1024
"""Bytes of the fields of a form that are no files."""
_MOST_PARTS = 5000
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "png": "image/png"}


class DeskRequest(Request):
    """A request; what it carries has an end."""

    max_content_length = MOST_BODY
    max_form_memory_size = MOST_FIELDS
    max_form_parts = _MOST_PARTS


class App:
    """The WSGI application of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer."""
        done = attempt(lambda: self._admitted(DeskRequest(environ)))
        if isinstance(done, Breakdown):
            done = failure(self._desk, "ソフトの不具合で、このページを出せません。", done.hint, 500)
        for name, value in HEADERS.items():
            done.headers.setdefault(name, value)
        return done(environ, start_response)

    def _admitted(self, request: Request) -> Response:
        try:
            return self._answer(request)
        except HTTPException as error:
            return _failed(self._desk, error)
        finally:
            request.close()

    def _answer(self, request: Request) -> Response:
        refusal = self._desk.guard.stranger(request.method, dict(request.headers))
        if refusal:
            return _refused(refusal)
        key = request.args.get("key")
        if key is not None and request.method == "GET" and request.path == "/":
            return self._greet(key)
        if request.path.startswith("/static/") and request.method != "POST":
            return _static(request.path.removeprefix("/static/"))
        if not self._desk.guard.is_known(request.headers.get("Cookie", "")):
            return _refused("この窓口を開いた画面からの呼び出しではありません。")
        is_form = request.mimetype == "multipart/form-data"
        if not is_form and (request.content_length or 0) > MOST_FIELDS:
            return _failed(self._desk, RequestEntityTooLarge())
        if request.method == "POST" and not self._desk.guard.is_ours(request.form.get(MARK, "")):
            return _refused("この窓口のページから送られたものではありません。")
        self._desk.seen()
        return self._page(request)

    def _greet(self, key: str) -> Response:
        if not self._desk.guard.is_key(key):
            return _refused("この窓口の入口は、もう使われています。")
        # No redirect: a browser that comes from elsewhere would not send the new cookie along.
        response = Response(render("greeting", {}), mimetype="text/html")
        response.set_cookie(COOKIE, self._desk.guard.token, httponly=True, samesite="Strict")
        return response

    def _page(self, request: Request) -> Response:
        try:
            adapter: MapAdapter = routes.MAP.bind_to_environ(request.environ)
            endpoint, values = adapter.match()
            arguments: dict[str, Any] = dict(values)
            return self._shown(request, endpoint, arguments)
        except KumareportError as error:
            return failure(self._desk, plain(error.message), plain(error.hint), 409)
        except OSError as error:
            told = _trouble(error)
            return failure(self._desk, told.message, told.hint, 409)

    def _shown(self, request: Request, endpoint: str, values: dict[str, Any]) -> Response:
        """A page; that of a form with which something is wrong once more, with what was typed."""
        page, form = Page(self._desk, request), routes.form_of(endpoint)
        if not page.is_post or form is None:
            return routes.VIEWS[endpoint](page, **values)
        page.form_address = form.address(**values)
        try:
            form.first(page, **values)
            if ELSEWHERE in request.args:
                return page.go_elsewhere()
            return routes.VIEWS[endpoint](page, **values)
        except KumareportError as error:
            return page.go_back(error)
        except OSError as error:
            return page.go_back(_trouble(error))


def _trouble(error: OSError) -> KumareportError:
    return KumareportError(
        f"ファイルを扱えません（{reason_of(error)}）", "場所の空き容量と権限を確かめてください。"
    )


def _failed(desk: Desk, error: HTTPException) -> Response:
    response = error.get_response()
    if response.status_code == HTTPStatus.NOT_FOUND:
        return failure(
            desk, "そのページはありません。", "最初のページから選び直してください。", 404
        )
    if response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return failure(desk, "送られたものが大きすぎます。", "何回かに分けてください。", 413)
    return failure(desk, "その呼び出しは受け付けられません。", "", response.status_code)


def _refused(why: str) -> Response:
    return Response(render("refused", {"why": why}), HTTPStatus.FORBIDDEN, mimetype="text/html")


def _static(name: str) -> Response:
    if name not in STATIC:
        return Response("", HTTPStatus.NOT_FOUND)
    return Response(STATIC[name], mimetype=_TYPES[name.rpartition(".")[2]])
