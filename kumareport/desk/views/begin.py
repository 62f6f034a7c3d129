"""Beginning with a new plan, or from what the office has."""

from werkzeug.wrappers import Response

from kumareport.desk.orders.years import NewPlanOrder
from kumareport.desk.views.page import Page
from kumareport.errors import InputFileError

_MOST_CHAPTERS = 40


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
        "folder_name": page.desk.places.path(place).name if place else "",
        "roots": page.desk.places.roots(),
    }
    return page.show("new", values)


def _order(page: Page, known: list[str]) -> NewPlanOrder:
    folder, form = page.file("folder"), page.field("form")
    if folder is None or not folder.is_dir() or form not in known:
        raise InputFileError(
            "様式か、作る場所が選ばれていません。", "前のページへ戻り、選んでください。"
        )
    example = page.field("content") == "example"
    texts = [page.field(name) for name in ("plan", "base", "actuals", "targets")]
    if not example and not all(texts):
        raise InputFileError(
            "題名と年度（基準値・実績・検証値）のどれかが書かれていません。",
            "前のページへ戻って書くか、「記入例の入ったブック」を選んでください。",
        )
    name = _folder_name(page.field("name") or texts[0] or form)
    chapters = [line.strip() for line in page.field("chapters").splitlines() if line.strip()]
    titles = tuple(chapters[:_MOST_CHAPTERS])
    departments = page.file("departments")
    plan, base, actuals, targets = texts
    return NewPlanOrder(
        folder / name, form, example, plan, base, actuals, targets, titles, departments
    )


def _folder_name(text: str) -> str:
    from pathvalidate import sanitize_filename

    return sanitize_filename(text, replacement_text="＿", platform="universal") or "新しい計画"
