"""Which address shows what."""

from collections.abc import Callable, Mapping

from msgspec import Struct
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Response

from kumareport.desk.views import (
    begin,
    book,
    deciding,
    files,
    findings,
    home,
    jobs,
    making,
    mapping,
    preview,
    round,
)
from kumareport.desk.views.page import Page

# A view takes what its address holds besides: a workbook's number, an order's name.
View = Callable[..., Response]
_GET = ("GET",)
_POST = ("POST",)
_BOTH = ("GET", "POST")
_TABLE: tuple[tuple[str, tuple[str, ...], View], ...] = (
    ("/", _GET, home.home),
    ("/files", _GET, files.choose),
    ("/open", _GET, files.open_book),
    ("/here", _POST, home.here),
    ("/close", _POST, home.close),
    ("/jobs/<name>", _GET, jobs.show),
    ("/jobs/<name>/state", _GET, jobs.state),
    ("/jobs/<name>/stop", _POST, jobs.stop),
    ("/jobs/<name>/file/<int:place>", _POST, jobs.open_file),
    ("/b/<int:number>/", _GET, book.overview),
    ("/b/<int:number>/show", _POST, book.show),
    ("/b/<int:number>/findings", _GET, findings.findings),
    ("/b/<int:number>/accept", _POST, findings.accept),
    ("/b/<int:number>/list", _POST, findings.write_list),
    ("/b/<int:number>/build", _BOTH, making.build),
    ("/b/<int:number>/publish", _BOTH, making.publish),
    ("/b/<int:number>/export", _BOTH, making.export),
    ("/b/<int:number>/compare", _BOTH, making.compare),
    ("/b/<int:number>/rollover", _BOTH, making.rollover),
    ("/b/<int:number>/distribute", _BOTH, round.distribute),
    ("/b/<int:number>/collect", _BOTH, round.collect),
    ("/b/<int:number>/decide", _BOTH, deciding.decide),
    ("/b/<int:number>/opinions", _BOTH, deciding.opinions),
    ("/b/<int:number>/apply", _BOTH, round.apply),
    ("/b/<int:number>/preview", _GET, preview.preview),
    ("/b/<int:number>/preview/state", _GET, preview.stamp),
    ("/b/<int:number>/preview/pages/<path:name>", _GET, preview.file),
    ("/new", _BOTH, begin.new_plan),
    ("/import", _BOTH, begin.import_files),
    ("/import/mapping", _BOTH, mapping.mapping),
)
MAP = Map(
    [Rule(address, endpoint=address, methods=methods) for address, methods, _ in _TABLE],
    strict_slashes=False,
    merge_slashes=False,
)
VIEWS: Mapping[str, View] = {address: view for address, _, view in _TABLE}
# The form stands on another page than it is sent to.
_PAGES = {
    "/b/<int:number>/accept": "/b/<int:number>/findings",
    "/b/<int:number>/list": "/b/<int:number>/findings",
}
_FIRST: Mapping[str, Callable[..., None]] = {"/b/<int:number>/collect": round.keep_sent}


class FormPage(Struct, frozen=True):
    """The page that a form stands on.

    Attributes:
        pattern: its address.
        first: what is done with what was sent, whatever comes next.
    """

    pattern: str
    first: Callable[..., None]

    def address(self, **values: object) -> str:
        """Its address."""
        return self.pattern.replace("<int:number>", str(values.get("number", "")))


def form_of(endpoint: str) -> FormPage | None:
    """The page whose form is sent to an address; None where it holds nothing that one types."""
    pattern = _PAGES.get(endpoint, endpoint)
    methods = next(methods for address, methods, _ in _TABLE if address == endpoint)
    if endpoint not in _PAGES and methods is not _BOTH:
        return None
    return FormPage(pattern, _FIRST.get(endpoint, _nothing))


def _nothing(_page: Page, **_values: object) -> None:
    """Most forms hold nothing that has to be kept first."""
