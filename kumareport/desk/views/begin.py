"""Beginning with a new plan, or from what the office has."""

from werkzeug.wrappers import Response

from kumareport.desk.orders.importing import ImportOrder
from kumareport.desk.orders.years import NewPlanOrder
from kumareport.desk.places import BOOKS
from kumareport.desk.views.page import Page
from kumareport.desk.words import in_words
from kumareport.errors import InputFileError

_MOST_CHAPTERS = 40
IMPORTED = "取り込み"
"""The folder of the results, in that of the files."""
IMPORTABLE = (*BOOKS, ".csv", ".docx", ".json")


def new_plan(page: Page) -> Response:
    """A new workbook in one of the forms to begin with."""
    from kumareport.workbook.preset import presets

    known = presets()
    if page.is_post:
        return page.order(_order(page, list(known)), None)
    place = page.field("folder")
    values = {
        "presets": list(enumerate(known.values(), 1)),
        "folder": place,
        "folder_name": in_words(page.desk.places.path(place)) if place else "",
        "roots": page.desk.places.roots(),
    }
    return page.show("new", values)


def _order(page: Page, known: list[str]) -> NewPlanOrder:
    folder, form = page.file("folder"), page.field("form")
    if folder is None or not folder.is_dir() or form not in known:
        raise InputFileError(
            "様式か、作る場所が選ばれていません。", "選んでから、もう一度押してください。"
        )
    example = page.field("content") == "example"
    texts = [page.field(name) for name in ("plan", "base", "actuals", "targets")]
    titles = ("報告書の題名", "基準値の年度", "実績の年度", "検証値の年度")
    missing = [title for title, text in zip(titles, texts, strict=True) if not text]
    if not example and missing:
        raise InputFileError(
            f"書かれていません：{'、'.join(missing)}",
            "書いてから、もう一度押してください。「記入例の入ったブック」なら、要りません。",
        )
    name = _folder_name(page.field("name") or texts[0] or form)
    chapters = [line.strip() for line in page.field("chapters").splitlines() if line.strip()]
    departments = page.file("departments")
    plan, base, actuals, targets = texts
    return NewPlanOrder(
        folder / name,
        form,
        example,
        plan,
        base,
        actuals,
        targets,
        tuple(chapters[:_MOST_CHAPTERS]),
        departments,
    )


def _folder_name(text: str) -> str:
    from pathvalidate import sanitize_filename

    return sanitize_filename(text, replacement_text="＿", platform="universal") or "新しい計画"


def import_files(page: Page) -> Response:
    """A workbook from what the office has: 取込対応表 first, then the workbook."""
    from kumareport.importing.mapping import MAPPING_NAME

    folder = page.file("folder")
    target = None if folder is None else folder / IMPORTED
    if page.is_post:
        sources = [page.desk.places.path(place) for place in page.fields("source")]
        if target is None or not sources:
            raise InputFileError(
                "取り込むものが選ばれていません。",
                "フォルダーを選び、取り込むものの□を押してください。",
            )
        page.desk.imported[target] = tuple(sources)
        return page.order(ImportOrder(tuple(sources), target), None)
    place = page.field("folder")
    listing = page.desk.places.listing(place, IMPORTABLE) if place else None
    found = [one for one in listing.entries if not one.is_folder] if listing else []
    values = {
        "folder": place,
        "folder_name": listing.name if listing else "",
        "files": found,
        "mapped": target is not None and (target / MAPPING_NAME).is_file(),
    }
    return page.show("import", values)
