"""The page that corrects a 取込対応表: what was found, and where it goes."""

from pathlib import Path

from werkzeug.wrappers import Response

from kumareport.desk.orders.importing import ImportOrder
from kumareport.desk.views.begin import IMPORTABLE, IMPORTED
from kumareport.desk.views.page import Page
from kumareport.desk.words import in_words
from kumareport.errors import InputFileError


def mapping(page: Page) -> Response:
    """Look at the lines, correct them, and make the workbook."""
    from kumareport.importing.mapping import MAPPING_NAME

    folder = page.file("folder")
    if folder is None:
        raise InputFileError("資料のフォルダーが選ばれていません。", "フォルダーを選んでください。")
    path = folder / IMPORTED / MAPPING_NAME
    if page.is_post:
        return _save(page, folder, path)
    return _show(page, folder, path)


def _show(page: Page, folder: Path, path: Path) -> Response:
    from kumareport.importing.mapping import MEANINGS
    from kumareport.importing.targets import Sure
    from kumareport.model.form import FieldType
    from kumareport.pipeline.mapping import open_mapping

    state, lines = open_mapping(path)
    page.about(state)
    known = [str(grade) for grade in (Sure.LOW, Sure.MIDDLE)]
    grades = [
        ("low", "確かめてください", [one for one in lines if one.sure == known[0]]),
        ("middle", "念のため、見てください", [one for one in lines if one.sure == known[1]]),
        ("high", "おそらく、このままでよいもの", [one for one in lines if one.sure not in known]),
    ]
    values = {
        "folder": page.field("folder"),
        "folder_name": in_words(folder),
        "state": state,
        "all": len(lines),
        "grades": [grade for grade in grades if grade[2]],
        "meanings": [(str(target), words) for target, words in MEANINGS],
        "types": [str(kind) for kind in FieldType],
        "saved": page.has("saved"),
    }
    return page.show("mapping", values)


def _save(page: Page, folder: Path, path: Path) -> Response:
    from urllib.parse import urlencode

    from kumareport.importing.mapping_lines import Correction
    from kumareport.pipeline.mapping import correct

    rows = [int(row) for row in page.fields("row") if row.isascii() and row.isdigit()]
    names = ("target", "name", "year", "type")
    corrections = {row: Correction(*(page.field(f"{one}-{row}") for one in names)) for row in rows}
    correct(path, page.field("state"), corrections)
    if page.field("then") != "book":
        query = urlencode({"folder": page.field("folder"), "saved": 1})
        return page.to(f"/import/mapping?{query}")
    sources = page.desk.imported.get(path.parent) or _importable(page)
    return page.order(ImportOrder(sources, path.parent), None)


def _importable(page: Page) -> tuple[Path, ...]:
    """All files of the folder: what was chosen at another start of the desk is not known."""
    listing = page.desk.places.listing(page.field("folder"), IMPORTABLE)
    return tuple(page.desk.places.path(one.place) for one in listing.entries if not one.is_folder)
