"""Choosing a file or folder from the list of the user's own folders."""

from urllib.parse import quote, urlencode

from werkzeug.wrappers import Response

from kumareport.desk.places import BOOKS, PlaceEntry
from kumareport.desk.views.page import Page
from kumareport.errors import InputFileError

_TITLES = {
    "": "ブックを選ぶ",
    "previous": "昨年のブックを選ぶ",
    "other": "比べるブックを選ぶ",
    "returns": "返ってきたファイルのフォルダーを選ぶ",
    "proposals": "反映案を選ぶ",
    "folder": "作る場所を選ぶ",
    "departments": "所管課の一覧を選ぶ",
    "round": "配付一覧を選ぶ",
    "again": "配り直す回の配付一覧を選ぶ",
}
_FOLDERS = ("returns", "folder")
_KINDS = {"departments": (*BOOKS, ".csv")}


def choose(page: Page) -> Response:
    """The list of a folder; where none is named, the folders that there are."""
    wanted, back = page.field("for"), page.field("back")
    if wanted not in _TITLES or (wanted and not back.startswith("/")) or back.startswith("//"):
        raise InputFileError(
            "何を選ぶのか分かりません。", "前のページから、もう一度選んでください。"
        )
    place = page.field("at")

    def into(entry: PlaceEntry) -> str:
        return _into(entry, wanted, back)

    def chosen(at: str) -> str:
        return _chosen(at, wanted, back)

    values: dict[str, object] = {
        "title": _TITLES[wanted],
        "back": back if wanted else "",
        "takes_folder": wanted in _FOLDERS,
        "roots": page.desk.places.roots(),
        "listing": None,
        "into": into,
        "chosen": chosen,
    }
    if place:
        values["listing"] = page.desk.places.listing(place, _KINDS.get(wanted, BOOKS))
    return page.show("files", values)


def open_book(page: Page) -> Response:
    """A workbook was chosen."""
    path = page.file("at")
    if path is None or not path.is_file() or path.suffix.lower() not in BOOKS:
        raise InputFileError(
            f"Excel のブックではありません：{path.name if path else ''}",
            "終わりが .xlsx のファイルを選んでください。",
        )
    return page.to(f"/b/{page.desk.open(path).number}/")


def _into(entry: PlaceEntry, wanted: str, back: str) -> str:
    return "/files?" + urlencode({"at": entry.place, "for": wanted, "back": back})


def _chosen(place: str, wanted: str, back: str) -> str:
    if not wanted:
        return "/open?at=" + quote(place)
    return f"{back}{'&' if '?' in back else '?'}{urlencode({wanted: place})}"
