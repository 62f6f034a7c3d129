"""A workbook's own page: the year at a glance, and every job in the order of the office's work."""

from werkzeug.wrappers import Response

from kumareport.desk.jobs import TaskState
from kumareport.desk.views.jobs import open_path
from kumareport.desk.views.page import Page
from kumareport.model.finding import Severity

# The office's order of work: what a step is, and what can be done in it.
_WORKS: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "準備",
        "ブックの数と文を確かめます",
        (
            ("findings", "点検する", "おかしなところを探し、確認済を記録します"),
            ("preview", "下見する", "保存するたびに、できあがりのページを見ます"),
            ("build", "案を作る", "指摘をコメントに入れた Word の案を作ります"),
        ),
    ),
    (
        "配付",
        "課に確かめてもらいます",
        (("distribute", "配る", "課ごとの照会票と依頼文を作ります"),),
    ),
    (
        "回収",
        "返ってきたものを集めます",
        (("collect", "集める", "だれが出したかを見て、反映案を作ります"),),
    ),
    (
        "反映",
        "採用するものを決めます",
        (
            ("decide", "反映案を決める", "修正案を見比べて、採用・不採用を選びます"),
            ("opinions", "意見に答える", "課の意見と質問に、回答を書きます"),
            ("apply", "反映する", "採用した修正を、ブックの写しに入れます"),
        ),
    ),
    (
        "公開",
        "報告書にして公開します",
        (
            ("build?kind=final", "報告書・PDF を作る", "正式な Word と PDF を作ります"),
            ("publish", "ウェブページを作る", "市のホームページに載せるページを作ります"),
            ("export", "公開データを作る", "CSV と JSON を作ります"),
            ("compare", "新旧対照表を作る", "前のブックとの違いを Word にします"),
        ),
    ),
    (
        "次の年度へ",
        "次の一年を始めます",
        (("rollover", "年度更新をする", "次の年度のブックと確認表を作ります"),),
    ),
)


def overview(page: Page, number: int) -> Response:
    """The state of the workbook and of the year."""
    from kumareport.pipeline.standing import standing

    book = page.book(number)
    job = page.desk.look(book)
    now = book.checkup
    new = gone = None
    if now is not None and book.before is not None:
        new, gone = len(now.keys - book.before), len(book.before - now.keys)
    values = {
        "job": job,
        "is_running": job.state is TaskState.RUNNING,
        "checkup": now,
        "severities": list(Severity),
        "new": new,
        "gone": gone,
        "works": _WORKS,
        "standing": standing(book.path),
        "place": page.desk.places.place(book.path),
    }
    return page.show("book", values, book)


def show(page: Page, number: int) -> Response:
    """Open the workbook in Excel, or show it in its folder."""
    book = page.book(number)
    open_path(page, book.path)
    return page.to(f"/b/{number}/")
