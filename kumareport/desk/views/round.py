"""Pages of the round trip: send out, take in, carry out."""

import datetime
from pathlib import Path

from pathvalidate import sanitize_filename
from werkzeug.wrappers import Response

from kumareport.desk.orders.round import ApplyOrder, CollectOrder, DistributeOrder
from kumareport.desk.views.choices import folders_beside, named_beside
from kumareport.desk.views.page import Page
from kumareport.desk.views.uploads import keep
from kumareport.errors import InputFileError

RETURNS = "返送"


def distribute(page: Page, number: int) -> Response:
    """Send out the forms."""
    from kumareport import pipeline

    book = page.book(number)
    if page.is_post:
        return page.order(_distribution(page, book.path), book)
    today = datetime.datetime.now().astimezone().date()
    values = {
        "rounds": named_beside(page, book, "配付一覧", page.field("round")),
        "chosen": page.field("round"),
        "same": named_beside(page, book, "配付一覧", page.field("again")),
        "again": page.field("again"),
        "departments": pipeline.askable(book.path),
        "today": today.isoformat(),
        "soon": (today + datetime.timedelta(days=21)).isoformat(),
    }
    return page.show("distribute", values, book)


def _distribution(page: Page, book: Path) -> DistributeOrder:
    from kumareport.review.issue.issue_list import ISSUE_LIST
    from kumareport.review.issue.japanese_date import parse_date

    name, contact = page.field("name"), page.field("contact")
    day = page.field("deadline")
    deadline = parse_date(day)
    asked = {"照会の名前": name, "締切": day, "問合せと返送の先": contact}
    missing = [title for title, text in asked.items() if not text]
    if missing:
        raise InputFileError(
            f"書かれていません：{'、'.join(missing)}", "書いて、もう一度押してください。"
        )
    if deadline is None:
        raise InputFileError(
            f"締切を読めません：{day}", "R9.1.29 のように書いて、もう一度押してください。"
        )
    departments = tuple(page.fields("department"))
    if page.has("listed") and not departments:
        raise InputFileError(
            "配る課が選ばれていません。", "配る課の□を押してから、もう一度押してください。"
        )
    folder = sanitize_filename(name, replacement_text="＿", platform="universal") or "照会"
    if (book.parent / folder / ISSUE_LIST).exists():
        raise InputFileError(
            f"「{name}」は、もう配っています（同じ名前のフォルダーがあります）。",
            "配った照会票を上書きしないように、照会の名前を変えて、もう一度押してください。",
        )
    return DistributeOrder(
        book,
        book.parent / folder,
        name,
        deadline,
        contact,
        word=page.has("word"),
        allow_past=page.has("past"),
        previous_round=page.file("round"),
        departments=departments,
        again=page.file("again"),
    )


def collect(page: Page, number: int) -> Response:
    """Take in what came back: files dropped here, or a folder."""
    book = page.book(number)
    if page.is_post:
        returned: list[Path] = []
        if page.has("sent"):
            returned.append(book.path.parent / RETURNS)
        chosen = page.file("returns")
        if chosen is not None:
            returned.append(chosen)
        if not returned:
            raise InputFileError(
                "返ってきたファイルが選ばれていません。",
                "フォルダーを選ぶか、ファイルを枠の中へ入れて、もう一度押してください。",
            )
        issued = page.file("round")
        paths = (*returned, *([issued] if issued else []))
        return page.order(CollectOrder(book.path, paths, page.field("kind") == "status"), book)
    chosen = page.field("returns")
    values = {
        "folders": folders_beside(page, book, chosen),
        "chosen": chosen,
        "rounds": named_beside(page, book, "配付一覧", page.field("round")),
        "round": page.field("round"),
        "kept": RETURNS,
        "sent": page.fields("sent"),
    }
    return page.show("collect", values, book)


def keep_sent(page: Page, number: int) -> None:
    """Keep the files that were dropped on the page, whatever is wrong with the rest: a browser cannot
    be given them back."""
    files = [one for one in page.request.files.getlist("files") if one.filename]
    if files:
        kept = keep(files, page.book(number).path.parent / RETURNS)
        page.sent["sent"] = list(dict.fromkeys([*page.fields("sent"), *kept]))


def apply(page: Page, number: int) -> Response:
    """Carry out what was accepted."""
    book = page.book(number)
    if page.is_post:
        proposals = page.file("proposals")
        if proposals is None:
            raise InputFileError("反映案が選ばれていません。", "反映案を選んでください。")
        return page.order(ApplyOrder(book.path, proposals), book)
    chosen = page.field("proposals")
    values = {"found": named_beside(page, book, "反映案", chosen), "chosen": chosen}
    return page.show("apply", values, book)
