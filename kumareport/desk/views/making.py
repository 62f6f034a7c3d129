"""Pages to order the report, the web pages, the data and comparisons from."""

from werkzeug.wrappers import Response

from kumareport.desk.orders.making import BuildOrder, ExportOrder, PublishOrder
from kumareport.desk.orders.years import CompareOrder, RolloverOrder
from kumareport.desk.views.choices import books_beside
from kumareport.desk.views.page import Page
from kumareport.errors import InputFileError


def build(page: Page, number: int) -> Response:
    """The report, or a draft of it."""
    book = page.book(number)
    if page.is_post:
        is_draft, pdf = page.field("kind") != "final", page.has("pdf")
        return page.order(BuildOrder(book.path, is_draft, pdf, tuple(page.fields("chapter"))), book)
    page.desk.look(book)
    return page.show(
        "build", {"checkup": book.checkup, "final": page.field("kind") == "final"}, book
    )


def publish(page: Page, number: int) -> Response:
    """The web pages."""
    book = page.book(number)
    if page.is_post:
        is_draft = page.field("kind") != "final"
        return page.order(PublishOrder(book.path, page.file("previous"), is_draft), book)
    return page.show("publish", _books(page, number, "previous"), book)


def export(page: Page, number: int) -> Response:
    """The data."""
    book = page.book(number)
    if page.is_post:
        encoding = "cp932" if page.field("encoding") == "cp932" else "utf-8"
        return page.order(ExportOrder(book.path, encoding), book)
    return page.show("export", {}, book)


def compare(page: Page, number: int) -> Response:
    """新旧対照表: this workbook is the new one."""
    book = page.book(number)
    if page.is_post:
        old = page.file("other")
        if old is None:
            raise InputFileError("前のブックが選ばれていません。", "比べるブックを選んでください。")
        return page.order(CompareOrder(old, book.path, page.field("kind") == "redline"), book)
    return page.show("compare", _books(page, number, "other"), book)


def rollover(page: Page, number: int) -> Response:
    """Next year's workbook."""
    book = page.book(number)
    if page.is_post:
        return page.order(RolloverOrder(book.path, page.field("targets"), page.has("keep")), book)
    return page.show("rollover", {}, book)


def _books(page: Page, number: int, name: str) -> dict[str, object]:
    chosen = page.field(name)
    return {"books": books_beside(page, page.book(number), chosen), "chosen": chosen}
