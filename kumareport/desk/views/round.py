"""Pages of the round trip: send out, take in, decide, carry out."""

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
_PER_PAGE = 20


def distribute(page: Page, number: int) -> Response:
    """Send out the forms."""
    book = page.book(number)
    if page.is_post:
        return page.order(_distribution(page, book.path), book)
    today = datetime.datetime.now().astimezone().date()
    values = {
        "rounds": named_beside(page, book, "配付一覧", page.field("round")),
        "chosen": page.field("round"),
        "today": today.isoformat(),
        "soon": (today + datetime.timedelta(days=21)).isoformat(),
    }
    return page.show("distribute", values, book)


def _distribution(page: Page, book: Path) -> DistributeOrder:
    from kumareport.review.issue.japanese_date import parse_date

    name, contact = page.field("name"), page.field("contact")
    deadline = parse_date(page.field("deadline"))
    if not name or not contact or deadline is None:
        raise InputFileError(
            "照会の名前、締切、問合せ先のどれかが書かれていないか、読めません。",
            "前のページへ戻り、３つとも書いてください（締切の例：R9.1.29）。",
        )
    folder = sanitize_filename(name, replacement_text="＿", platform="universal") or "照会"
    return DistributeOrder(
        book,
        book.parent / folder,
        name,
        deadline,
        contact,
        word=page.has("word"),
        allow_past=page.has("past"),
        previous_round=page.file("round"),
    )


def collect(page: Page, number: int) -> Response:
    """Take in what came back: files dropped here, or a folder."""
    book = page.book(number)
    if page.is_post:
        returned: list[Path] = []
        sent = [one for one in page.request.files.getlist("files") if one.filename]
        if sent:
            returned.append(keep(sent, book.path.parent / RETURNS))
        chosen = page.file("returns")
        if chosen is not None:
            returned.append(chosen)
        if not returned:
            raise InputFileError(
                "返ってきたファイルが選ばれていません。",
                "フォルダーを選ぶか、ファイルを枠の中へ入れてください。",
            )
        issued = page.file("round")
        paths = (*returned, *([issued] if issued else []))
        return page.order(CollectOrder(book.path, paths, page.field("kind") == "status"), book)
    chosen = page.field("returns")
    values = {
        "folders": folders_beside(page, book, chosen),
        "chosen": chosen,
        "rounds": named_beside(page, book, "配付一覧"),
        "kept": RETURNS,
    }
    return page.show("collect", values, book)


def decide(page: Page, number: int) -> Response:
    """Decide on the proposals of a 反映案, some to a page."""
    from kumareport.pipeline.deciding import open_proposals

    book = page.book(number)
    found = named_beside(page, book, "反映案", page.field("proposals"))
    if page.is_post:
        return _save(page, number)
    if not found:
        return page.show("decide", {"found": found, "proposals": ()}, book)
    place = found[0].place
    state, proposals = open_proposals(page.desk.places.path(place))
    last = max(0, (len(proposals) - 1) // _PER_PAGE)
    at = min(int(page.field("at") or 0) if page.field("at").isdecimal() else 0, last)
    values = {
        "found": found,
        "place": place,
        "state": state,
        "proposals": proposals[at * _PER_PAGE : (at + 1) * _PER_PAGE],
        "all": len(proposals),
        "open": sum(not one.decision for one in proposals),
        "conflicts": sum(bool(one.conflict) for one in proposals),
        "at": at,
        "last": last,
        "saved": page.has("saved"),
    }
    return page.show("decide", values, book)


def _save(page: Page, number: int) -> Response:
    from urllib.parse import urlencode

    from kumareport.pipeline.deciding import decide as write
    from kumareport.review.decide.write_decisions import FilledIn

    path = page.file("proposals")
    if path is None:
        raise InputFileError("反映案が選ばれていません。")
    person = page.field("person")
    choices: dict[str, FilledIn] = {}
    for name in page.fields("number"):
        decision = page.field(f"decision-{name}")
        who = page.field(f"person-{name}")
        is_new = decision != page.field(f"before-{name}")
        choices[name] = FilledIn(
            decision,
            page.field(f"wording-{name}"),
            page.field(f"policy-{name}"),
            person if person and decision and (is_new or not who) else who,
        )
    written = write(path, page.field("state"), choices)
    query = {
        "proposals": page.desk.places.place(written.path),
        "at": page.field("next"),
        "saved": 1,
    }
    return page.to(f"/b/{number}/decide?{urlencode(query)}")


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
