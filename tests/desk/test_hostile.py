"""A second user of the computer, and a page of another site: all refused, and nothing is lost."""

import asyncio
import contextlib
import socket
import threading
from pathlib import Path

import pytest

from kumareport.desk.guard import HEADERS
from kumareport.desk.memory import Memory
from kumareport.desk.places import Folders
from kumareport.desk.server import Server
from kumareport.errors import InputFileError
from tests.desk.browser import Shown
from tests.desk.conftest import Office


def test_every_answer_carries_the_strict_headers(office: Office) -> None:
    browser = office.browser
    answers = [browser.get("/"), browser.get("/nothing"), browser.send("GET", "/", {})]
    for answer in (*answers, browser.get("/static/desk.js")):
        assert {name: answer.headers[name.lower()] for name in HEADERS} == HEADERS
        assert "server" not in answer.headers
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert [answer.status for answer in answers] == [200, 404, 403]


def test_it_listens_on_this_computer_only(office: Office) -> None:
    with socket.socket() as other:
        other.settimeout(2)
        # Another address of this computer than 127.0.0.1.
        with pytest.raises(OSError, match=r".*"):
            other.connect(("127.0.0.2", office.browser.port))


def test_the_key_opens_once(office: Office) -> None:
    address = office.server.desk.guard.address
    assert address.endswith("/?key=")
    assert office.browser.send("GET", "/?key=", {}).status == 403
    assert office.browser.send("GET", f"/?key={office.server.desk.guard.token}", {}).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": ""},
        {"Cookie": "kumareport-desk=x"},
        {"Cookie": "kumareport-desk=\x80; kumareport-desk"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_stranger_sees_nothing(office: Office, headers: dict[str, str]) -> None:
    whole = {"Cookie": office.browser.cookie, **headers}
    for path in ("/", "/b/0/", "/files?for=&at=0", "/nothing"):
        answer = office.browser.send("GET", path, whole)
        assert answer.status == 403
        assert "input" not in answer.text


@pytest.mark.parametrize(
    ("headers", "mark"),
    [
        ({"Origin": "https://evil.example"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": ""}, True),
        ({"Host": "evil.example"}, True),
        ({"Cookie": ""}, True),
        ({"Sec-Fetch-Site": "cross-site"}, True),
        ({}, False),
    ],
)
def test_a_page_in_another_tab_changes_nothing(
    office: Office, headers: dict[str, str], mark: bool
) -> None:
    browser = office.browser
    body = f"mark={browser.desk.guard.mark if mark else 'x'}&how=program"
    for path in ("/close", "/b/0/show", "/b/0/accept", "/here"):
        answer = browser.send("POST", path, {**browser.form_headers, **headers}, body)
        assert answer.status == 403
    assert not office.server.desk.is_closing.is_set()
    assert office.shown.calls == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"])
def test_other_methods(office: Office, method: str) -> None:
    assert office.browser.send(method, "/", {"Cookie": office.browser.cookie}).status == 403


def test_a_job_is_ordered_by_post_only(office: Office) -> None:
    assert office.browser.get("/close").status == 405
    assert office.browser.get("/b/0/accept").status == 405
    assert not office.server.desk.is_closing.is_set()


@pytest.mark.parametrize(
    "place",
    [
        "0/..", "0/../..", "0/%2e%2e", "0/a/../../..", "/etc", "0//etc/passwd", "0/C:/Windows",
        "0/C:", "0/\\\\server\\share", "0/..\\..", "//server/share", "99", "-1", "", "x", "٠",
        "0/link", "0/link/secret.xlsx", "0/a\0b", "0/" + "a/" * 3000,
    ],
)  # fmt: skip
def test_no_place_outside_the_folders(tmp_path: Path, place: str) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.xlsx").write_bytes(b"x")
    (folder / "link").symlink_to(outside)
    with pytest.raises(InputFileError):
        Folders([("in", folder)]).path(place)


def test_paths_of_the_server_itself(office: Office) -> None:
    browser = office.browser
    for path in (
        "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%5capp.py", "//etc/passwd",
        "/static//etc/passwd", "/../../etc/passwd", "http://evil.example/", "/open?at=0/../x.xlsx",
        "/files?for=&at=0/..", "/files?for=previous&back=//evil.example&at=0", "/b/99/", "/b/-1/",
        "/jobs/x", "/jobs/..%2f..",
    ):  # fmt: skip
        answer = browser.get(path)
        assert answer.status in (403, 404, 405, 409), path
        assert "root:" not in answer.text


def test_a_body_of_a_stranger_is_not_taken_in(office: Office) -> None:
    with socket.create_connection(("127.0.0.1", office.browser.port), timeout=20) as link:
        link.sendall(
            f"POST /close HTTP/1.1\r\nHost: 127.0.0.1:{office.browser.port}\r\n"
            "Content-Length: 200000000\r\n\r\n".encode()
        )
        # Refused before any of it is sent.
        assert b"403" in link.recv(200)
    with socket.create_connection(("127.0.0.1", office.browser.port), timeout=20) as link:
        link.sendall(
            b"POST /close HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n"
        )
        assert b"403" in link.recv(200)


def test_too_much_is_refused(office: Office) -> None:
    browser = office.browser
    whole = {**browser.form_headers, "Content-Length": str(10**12)}
    assert browser.send("POST", "/close", whole).status == 413
    fields = "&".join(["a=" + "x" * 1000] * 10_000)
    assert browser.send("POST", "/close", browser.form_headers, fields).status == 413
    assert browser.send("GET", "/", {"Cookie": "x" * 100_000}).status == 431
    assert not office.server.desk.is_closing.is_set()
    assert browser.get("/").status == 200


def test_headers_have_a_time_as_a_whole(tmp_path: Path) -> None:
    """What comes drop by drop is no sign of life: the connection is closed before it is too much."""
    server = Server([("年度", tmp_path)], Memory(tmp_path / "控え"), Shown([]), silence=1)
    server.start()
    port = int(server.desk.guard.origin.rpartition(":")[2])
    try:
        with socket.create_connection(("127.0.0.1", port)) as link:
            link.settimeout(0.1)
            link.sendall(b"GET / HTTP/1.1\r\nX: ")
            answer = None
            while answer is None:
                with contextlib.suppress(TimeoutError):
                    link.sendall(b"y" * 500)
                    answer = link.recv(1)
        assert answer == b""
    except ConnectionError:
        pass
    finally:
        server.stop()


def test_many_at_once(office: Office) -> None:
    """Each gets its refusal; no thread is made for any of them."""

    async def ask() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", office.browser.port)
        words = f"GET /b/0/ HTTP/1.1\r\nHost: 127.0.0.1:{office.browser.port}\r\n"
        writer.write(f"{words}Cookie: kumareport-desk=x\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        return answer.partition(b"\r\n")[0]

    async def crowd() -> list[bytes]:
        return await asyncio.gather(*(ask() for _ in range(300)))

    threads = threading.active_count()
    assert set(asyncio.run(crowd())) == {b"HTTP/1.1 403 FORBIDDEN"}
    assert threading.active_count() <= threads
    assert office.browser.get("/").status == 200


def test_what_a_workbook_says_is_text(office: Office) -> None:
    """A name that is markup, in a list of files and in a message."""
    (office.folder / "<img src=x onerror=alert(1)>.xlsx").write_bytes(b"x")
    page = office.browser.get("/files?for=&at=0").text
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    for page in (Path(__file__).parent.parent.parent / "kumareport/desk/pages").glob("*.html"):
        words = page.read_text(encoding="utf-8")
        assert "|safe" not in words.replace(" ", "")
        assert " style=" not in words
        assert "onclick" not in words
        assert "://" not in words.replace("http://www.w3.org", "")
