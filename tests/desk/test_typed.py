"""What was typed into a form is there when its page is shown again."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from kumareport.desk.typed import KeptForm, KeptForms, Typed
from tests.desk.conftest import Office

_ROUND = [
    ("name", "第２回 <照会>"), ("deadline", "2099-12-24"), ("contact", "企画課 内線7"),
    ("listed", "1"), ("department", "福祉課"), ("word", "1"),
]  # fmt: skip


def test_with_what_is_wrong(office: Office) -> None:
    """締切 cannot be read: the page itself says so, and the rest stands."""
    fields = [(k, "あした" if k == "deadline" else v) for k, v in _ROUND]
    answer = office.browser.told("/b/0/distribute", fields)
    assert answer.status == 409
    assert "読めません" in answer.text
    assert 'value="第２回 &lt;照会&gt;"' in answer.text
    assert 'value="企画課 内線7"' in answer.text
    assert checked(answer.text, "department") == ["福祉課"]
    assert checked(answer.text, "word") == ["1"]


def test_while_a_file_is_chosen(office: Office) -> None:
    sent = office.browser.post("/b/0/distribute?elsewhere=again", _ROUND)
    page = office.browser.get(sent.headers["location"]).text
    back = parse_qs(urlsplit(sent.headers["location"]).query)["back"][0]
    assert back.startswith("/b/0/distribute?typed=")
    assert f'href="{back}"' in page
    shown = office.browser.get(f"{back}&again=0/input.xlsx").text
    assert 'value="第２回 &lt;照会&gt;"' in shown
    assert 'value="2099-12-24"' in shown
    assert checked(shown, "department") == ["福祉課"]
    assert '<option value="0/input.xlsx" selected>' in shown
    # Another page, and a desk that does not know the form any more.
    assert "第２回" not in office.browser.get("/b/0/distribute").text
    assert "第２回" not in office.browser.get("/b/0/distribute?typed=x").text


def test_what_is_chosen_on_the_page_counts_more_than_its_address(office: Office) -> None:
    answer = office.browser.told(
        "/b/0/compare?other=0/input.xlsx", {"other": "", "kind": "redline"}
    )
    assert "前のブックが選ばれていません" in answer.text
    assert checked(answer.text, "kind") == ["redline"]


@pytest.mark.parametrize(
    ("path", "fields", "kept"),
    [
        ("/b/0/accept", {"key": "a", "person": "山", "reason": ""}, 'value="山"'),
        ("/b/0/list", {"previous": "0/なし.xlsx", "copy": "1"}, 'name="copy" value="1" checked'),
        ("/new", {"plan": "題", "chapters": "一\n二", "form": ""}, ">一\n二</textarea>"),
        ("/new", {"form": "行政評価", "folder": "0"}, 'value="行政評価" checked'),
    ],
)
def test_every_form(office: Office, path: str, fields: dict[str, str], kept: str) -> None:
    book = office.server.desk.book(0)
    assert book is not None
    assert office.server.desk.look(book).over.wait(120)
    answer = office.browser.told(path, fields)
    assert answer.status == 409
    assert kept in answer.text


def test_what_only_the_work_finds_wrong(office: Office) -> None:
    """A folder that is there already: from the job's page back to the form as it was left."""
    fields = [*_ROUND[:1], ("deadline", "2020-01-01"), *_ROUND[2:]]
    page = office.browser.order("/b/0/distribute", fields).text
    assert "締切が過ぎています" in page
    (back,) = re.findall(r'href="(/b/0/distribute\?typed=\w+)"', page)
    assert 'value="企画課 内線7"' in office.browser.get(back).text


def test_the_final_report_is_what_its_button_says(office: Office) -> None:
    assert "/build?kind=final" in office.browser.get("/b/0/").text
    assert checked(office.browser.get("/b/0/build?kind=final").text, "kind") == ["final"]
    assert checked(office.browser.get("/b/0/build").text, "kind") == ["draft"]


def test_files_are_received_whatever_is_wrong(office: Office) -> None:
    """Files sent along with a form whose 配付一覧 is to be chosen elsewhere: they are not sent twice."""
    body = (
        f'--x\r\nContent-Disposition: form-data; name="mark"\r\n\r\n{office.server.desk.guard.mark}\r\n'
        '--x\r\nContent-Disposition: form-data; name="files"; filename="答.xlsx"\r\n\r\n1\r\n--x--\r\n'
    ).encode()
    headers = office.browser.form_headers | {"Content-Type": "multipart/form-data; boundary=x"}
    sent = office.browser.send("POST", "/b/0/collect?elsewhere=round", headers, body)
    back = parse_qs(urlsplit(sent.headers["location"]).query)["back"][0]
    page = office.browser.get(back).text
    assert 'name="sent" value="答.xlsx"' in page
    assert (office.folder / "返送" / "答.xlsx").read_bytes() == b"1"
    answer = office.browser.order("/b/0/collect", {"sent": "答.xlsx", "kind": "collect"})
    assert "答.xlsx" in answer.text


def test_a_form_is_kept_for_a_while() -> None:
    kept = KeptForms()
    names = [kept.keep(KeptForm({"a": [str(number)]})) for number in range(25)]
    assert kept.get(names[-1]) == KeptForm({"a": ["24"]})
    assert kept.get(names[0]) is None
    assert Typed().text("a", "新しい") == "新しい"


def checked(page: str, name: str) -> list[str]:
    """The values of a field that are ticked."""
    return re.findall(rf'name="{name}" value="([^"]*)" checked', page)
