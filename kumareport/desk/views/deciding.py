"""Pages to decide on the proposals of a 反映案, and to answer its opinions, some to a page."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct
from werkzeug.wrappers import Response

from kumareport.desk.places import PlaceEntry
from kumareport.desk.views.choices import named_beside
from kumareport.desk.views.page import Page
from kumareport.errors import InputFileError
from kumareport.output import Written

_PER_PAGE = 20
_REWORDED = "直して採用"
"""What the page offers besides: 採用 with a wording of one's own."""


class Leaf(Struct, frozen=True):
    """Some of many.

    Attributes:
        shown: the things of this page.
        at, last: its number from 0, and the last one's.
    """

    shown: Sequence[Any]
    at: int
    last: int


def decide(page: Page, number: int) -> Response:
    """Decide on proposals."""
    from kumareport.pipeline.deciding import open_opinions, open_proposals

    if page.is_post:
        return _to(page, number, "decide", _save(page))
    book, found = page.book(number), _found(page, number)
    if not found:
        return page.show("decide", {"found": found}, book)
    path = page.desk.places.path(found[0].place)
    state, proposals = open_proposals(path)
    page.about(state)
    leaf = _leaf(page, proposals)
    values = {
        "found": found,
        "place": found[0].place,
        "state": state,
        "leaf": leaf,
        "reworded": _REWORDED,
        "all": len(proposals),
        "open": sum(not one.decision for one in proposals),
        "conflicts": sum(bool(one.conflict) for one in proposals),
        "opinions": len(open_opinions(path)[1]),
        "person": next((one.person for one in reversed(proposals) if one.person), ""),
        "saved": page.has("saved"),
    }
    return page.show("decide", values, book)


def opinions(page: Page, number: int) -> Response:
    """Answer the opinions of departments."""
    from kumareport.pipeline.deciding import open_opinions

    if page.is_post:
        return _to(page, number, "opinions", _answer(page))
    book, found = page.book(number), _found(page, number)
    if not found:
        return page.show("opinions", {"found": found}, book)
    state, all_ = open_opinions(page.desk.places.path(found[0].place))
    page.about(state)
    values = {
        "found": found,
        "place": found[0].place,
        "state": state,
        "leaf": _leaf(page, all_),
        "all": len(all_),
        "open": sum(not one.answer for one in all_),
        "saved": page.has("saved"),
    }
    return page.show("opinions", values, book)


def _found(page: Page, number: int) -> list[PlaceEntry]:
    # One that was asked for and is gone is told; another is not shown in its stead.
    page.file("proposals")
    return named_beside(page, page.book(number), "反映案", page.field("proposals"))


def _leaf(page: Page, things: Sequence[Any]) -> Leaf:
    last = max(0, (len(things) - 1) // _PER_PAGE)
    asked = page.field("at")
    at = min(int(asked[:6]), last) if asked.isdecimal() else 0
    return Leaf(things[at * _PER_PAGE : (at + 1) * _PER_PAGE], at, last)


def _to(page: Page, number: int, name: str, written: Written) -> Response:
    query = {
        "proposals": page.desk.places.place(written.path),
        "at": page.field("next"),
        "saved": 1,
    }
    return page.to(f"/b/{number}/{name}?{urlencode(query)}")


def _proposals(page: Page) -> Path:
    path = page.file("proposals")
    if path is None:
        raise InputFileError("反映案が選ばれていません。", "反映案を選んでください。")
    return path


def _save(page: Page) -> Written:
    from kumareport.pipeline.deciding import decide as write
    from kumareport.review.decide.proposal_columns import Decision
    from kumareport.review.decide.write_decisions import FilledIn

    path = _proposals(page)
    choices: dict[str, FilledIn] = {}
    for name in page.fields("number"):
        decision, wording = page.field(f"decision-{name}"), _lines(page, f"wording-{name}")
        if wording == _lines(page, f"proposed-{name}"):
            wording = ""
        if decision == _REWORDED:
            decision = Decision.ACCEPT
            if not wording:
                raise InputFileError(
                    f"No {name} の「直して採用する文」が、修正案のままか空欄です。",
                    "文を直すか、「採用」を選んでください。",
                )
        person, was = page.field("person"), page.field(f"person-{name}")
        is_new = decision != page.field(f"before-{name}") or not was
        who = person if person and decision and is_new else was
        choices[name] = FilledIn(decision, wording, page.field(f"policy-{name}"), who)
    return write(path, page.field("state"), choices)


def _answer(page: Page) -> Written:
    from kumareport.pipeline.deciding import decide as write

    path = _proposals(page)
    rows = [int(row) for row in page.fields("row") if row.isascii() and row.isdigit()]
    answers = {row: _lines(page, f"answer-{row}") for row in rows}
    return write(path, page.field("state"), {}, answers)


def _lines(page: Page, name: str) -> str:
    """What was typed into a field of several lines: a browser sends their ends as CR LF."""
    return page.field(name).replace("\r\n", "\n")
