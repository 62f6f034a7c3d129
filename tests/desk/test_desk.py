"""The desk as somebody uses it: open a workbook, see its state, accept findings, close."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import openpyxl
import pytest

from kumareport.desk.jobs import Jobs, Task, TaskState, outcome_of
from kumareport.desk.memory import Broken, Memory
from kumareport.desk.orders.checking import AcceptOrder, ListOrder, LookOrder
from kumareport.desk.outcome import WorkResult
from kumareport.desk.server import Server, serve
from kumareport.desk.words import plain
from kumareport.model.finding import Severity
from kumareport.pipeline import check
from kumareport.pipeline.progress import Progress
from kumareport.scratch import PREFIX
from tests.conftest import ROOT
from tests.desk.browser import Browser, Shown
from tests.desk.conftest import Office
from tests.review.office import office_workbook


def ended(job: Task) -> Task:
    assert job.over.wait(120)
    return job


def test_from_the_first_page_to_the_findings(office: Office) -> None:
    browser = office.browser
    assert "input.xlsx" in browser.get("/").text
    assert "input.xlsx" in browser.get("/files?for=&at=0").text
    assert browser.get("/open?at=0/input.xlsx").headers["location"] == "/b/0/"
    assert browser.get("/b/0/").status == 200
    book = office.server.desk.book(0)
    assert book is not None
    assert book.job is not None
    ended(book.job)
    page = browser.get("/b/0/").text
    found = check(office.book)
    assert f'<span class="big">{found.count(Severity.NOTE)}</span>' in page
    page = browser.get("/b/0/findings").text
    for finding in found.findings:
        assert finding.message.replace('"', "&#34;") in page
    assert browser.get(f"/jobs/{book.job.id}/state").text.startswith("0\n")


def test_a_save_is_checked_again_and_told(office: Office) -> None:
    desk = office.server.desk
    book = desk.book(0)
    assert book is not None
    first = ended(desk.look(book))
    assert desk.look(book) is first
    sheets = openpyxl.load_workbook(office.book)
    sheets["第１章"]["A4"] = "なぞ"
    sheets.save(office.book)
    second = ended(desk.look(book))
    assert second is not first
    page = office.browser.get("/b/0/").text
    assert "前に見たときから：新しい指摘" in page
    assert book.checkup is not None
    assert book.checkup.count(Severity.ERROR) > 0


def test_findings_are_accepted_in_a_new_workbook(office: Office) -> None:
    before = office.book.read_bytes()
    keys = [f.key for f in check(office.book).findings if f.severity is not Severity.ERROR][:2]
    fields = [*(("key", key) for key in keys), ("person", "企画課 山"), ("reason", "確かめた")]
    page = office.browser.order("/b/0/accept", fields).text
    assert "2 件を確認済にした" in page
    assert "新しいブックで続ける" in page
    new = office.folder / "input（確認済）.xlsx"
    lines = [(one.finding.key, one.line.person, one.line.reason) for one in check(new).acknowledged]
    assert sorted(lines) == sorted((key, "企画課 山", "確かめた") for key in keys)
    assert office.book.read_bytes() == before
    # Again, from the new one: the next name, with all of them.
    rest = next(f.key for f in check(new).findings if f.severity is not Severity.ERROR)
    done = outcome_of(AcceptOrder(new, (rest,), "a", "b"))
    assert done.files == (office.folder / "input（確認済）（2）.xlsx",)
    assert len(check(done.files[0]).acknowledged) == 3


def test_nothing_is_accepted_without_a_person_or_a_finding(office: Office) -> None:
    browser = office.browser
    assert "選ばれていません" in browser.told("/b/0/accept", {"person": "a", "reason": "b"}).text
    assert "書かれていません" in browser.told("/b/0/accept", {"key": "N01-0", "person": "a"}).text
    done = outcome_of(AcceptOrder(office.book, ("N01-00000000",), "a", "b"))
    assert not done.is_done
    assert "今のブックにありません" in done.lines[0]
    assert list(office.folder.iterdir()) == [office.book]


def test_a_workbook_without_the_sheet(tmp_path: Path) -> None:
    book = tmp_path / "a.xlsx"
    sheets = openpyxl.load_workbook(office_workbook(book))
    del sheets["確認済"]
    sheets.save(book)
    key = next(f.key for f in check(book).findings if f.severity is Severity.NOTE)
    done = outcome_of(AcceptOrder(book, (key,), "a", "b"))
    assert [one.finding.key for one in check(done.files[0]).acknowledged] == [key]


def test_a_sheet_whose_header_is_gone(tmp_path: Path) -> None:
    book = tmp_path / "a.xlsx"
    sheets = openpyxl.load_workbook(office_workbook(book))
    sheets["確認済"]["F3"] = "わけ"
    sheets.save(book)
    key = next(f.key for f in check(book).findings if f.severity is Severity.NOTE)
    done = outcome_of(AcceptOrder(book, (key,), "a", "b"))
    assert "「確認の理由」の列がありません" in done.lines[0]


def test_the_list_and_the_marked_copy(office: Office) -> None:
    page = office.browser.order("/b/0/list", {"copy": "1"}).text
    assert "inputの点検結果.xlsx" in page
    output = office.folder / "output"
    assert {path.name for path in output.glob("*.xlsx")} == {
        "inputの点検結果.xlsx", "input（色付き）.xlsx",
    }  # fmt: skip
    last = outcome_of(ListOrder(office.book, office.book))
    assert last.is_done


def test_results_are_opened(office: Office) -> None:
    browser = office.browser
    sent = browser.post("/b/0/list", {})
    name = sent.headers["location"].split("/")[2].partition("?")[0]
    job = office.server.desk.jobs.get(name)
    assert job is not None
    ended(job)
    made = office.folder / "output" / "inputの点検結果.xlsx"
    assert browser.post(f"/jobs/{name}/file/0", {"how": "program"}).status == 303
    assert browser.post(f"/jobs/{name}/file/0", {"how": "folder"}).status == 303
    assert browser.post("/b/0/show", {"how": "program"}).status == 303
    assert office.shown.calls == [(made, False), (made, True), (office.book, False)]
    assert browser.post(f"/jobs/{name}/file/7", {"how": "program"}).status == 404
    made.unlink()
    assert "ファイルがありません" in browser.told(f"/jobs/{name}/file/0", {"how": "folder"}).text


def test_no_workbook_can_be_seen_for_what_it_is(office: Office) -> None:
    (office.folder / "壊れた.xlsx").write_bytes(b"x")
    (office.folder / "メモ.txt").write_bytes(b"x")
    browser = office.browser
    assert "ブックではありません" in browser.get("/open?at=0/メモ.txt").text
    address = browser.get("/open?at=0/壊れた.xlsx").headers["location"]
    book = office.server.desk.book(1)
    assert book is not None
    browser.get(address)
    assert book.job is not None
    ended(book.job)
    assert "壊れた.xlsx" in browser.get(address).text
    assert "できませんでした" not in browser.get(f"{address}findings").text


class Endless:
    """An order that nobody waits for."""

    title = "終わらない作業"

    def run(self, tell: Progress) -> WorkResult:
        tell("待っています")
        time.sleep(600)
        return WorkResult(True)


class Dying:
    """An order whose process the system ends, and not what it has started."""

    title = "止められる作業"

    def run(self, tell: Progress) -> WorkResult:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        tell(str(child.pid))
        os._exit(9)


class Faulty:
    """An order with a fault of ours."""

    title = "不具合"

    def run(self, tell: Progress) -> WorkResult:
        raise ValueError("secret")


def test_an_order_is_stopped(office: Office) -> None:
    jobs = office.server.desk.jobs
    job = jobs.start(Endless(), office.book)
    assert "終わらない作業" in office.browser.get(f"/jobs/{job.id}").text
    assert office.browser.post(f"/jobs/{job.id}/stop", {}).status == 303
    ended(job)
    assert job.state is TaskState.STOPPED
    assert "書きかけのものは残っていません" in office.browser.get(f"/jobs/{job.id}").text


def test_too_many_orders(office: Office) -> None:
    started = [office.server.desk.jobs.start(Endless(), None) for _ in range(3)]
    assert "ほかの作業が続いています" in office.browser.told("/b/0/list", {}).text
    for job in started:
        office.server.desk.jobs.stop(job)


def test_an_order_that_is_killed(office: Office) -> None:
    job = ended(office.server.desk.jobs.start(Dying(), office.book))
    assert job.state is TaskState.FAILED
    while is_alive(int(job.step)):
        time.sleep(0.05)
    assert "途中で止まりました" in office.browser.get(f"/jobs/{job.id}").text


def test_a_fault_of_ours_is_told_without_its_words(tmp_path: Path) -> None:
    done = outcome_of(Faulty())
    assert not done.is_done
    assert "不具合" in done.lines[0]
    assert "secret" not in " ".join((*done.lines, done.hint))


def test_a_workbook_that_is_gone(tmp_path: Path) -> None:
    done = outcome_of(LookOrder(tmp_path / "ない.xlsx"))
    assert not done.is_done
    assert "ない.xlsx" in done.lines[0]


def test_what_is_remembered(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "控え")
    books = [tmp_path / f"{n}.xlsx" for n in range(10)]
    for book in books:
        book.write_bytes(b"x")
        memory.opened(book)
        memory.checked(book, frozenset({"a"}))
    books[9].unlink()
    assert Memory(tmp_path / "控え").recent() == books[8:1:-1]
    assert memory.last_keys(books[8]) == {"a"}
    assert memory.last_keys(books[0]) is None
    (tmp_path / "控え" / "memory.json").write_text('{"books": [1, "x", null], "checks": 3}')
    assert memory.recent() == []
    (tmp_path / "控え" / "memory.json").write_text("[" * 100_000)
    assert memory.recent() == []


def test_one_desk_says_nothing_of_anothers_orders(tmp_path: Path) -> None:
    one, other = Memory(tmp_path), Memory(tmp_path)
    one.begun("1.json", Broken("配る", "a.xlsx", "2026-11-27 10:00"))
    assert other.broken() == []
    one.ended("1.json")
    assert other.broken() == []


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_in_the_middle_the_next_start_says_so(tmp_path: Path) -> None:
    book = tmp_path / "input.xlsx"
    office_workbook(book)
    (tmp_path / "output").mkdir()
    old = tmp_path / "output" / "inputの点検結果.xlsx"
    assert outcome_of(ListOrder(book)).is_done
    before = book.read_bytes(), old.read_bytes()
    code = (
        "import sys; from pathlib import Path\n"
        "from kumareport.desk.memory import Memory; from kumareport.desk.jobs import Jobs\n"
        "from kumareport.desk.orders.checking import ListOrder\n"
        "if __name__ == '__main__':\n"
        "    jobs = Jobs(Memory(Path(sys.argv[1]) / '控え'))\n"
        "    job = jobs.start(ListOrder(Path(sys.argv[1]) / 'input.xlsx', None, True), Path('x'))\n"
        "    while '書いて' not in job.step: pass\n"
        "    print(job.step, jobs._processes[job.id].pid, flush=True)\n"
        "    job.over.wait()\n"
    )
    script = tmp_path / "run.py"
    script.write_text(code, encoding="utf-8")
    desk = subprocess.Popen(
        [sys.executable, "-X", "utf8", str(script), str(tmp_path)],
        stdout=subprocess.PIPE, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert desk.stdout is not None
    worker = int(desk.stdout.readline().split()[-1])
    desk.send_signal(signal.SIGKILL)
    desk.wait()
    desk.stdout.close()
    # The order ends with its desk.
    while is_alive(worker):
        time.sleep(0.05)
    assert book.read_bytes() == before[0]
    assert old.read_bytes() == before[1]
    memory = Memory(tmp_path / "控え")
    assert [one.title for one in memory.broken()] == ["点検結果の Excel"]
    assert memory.broken() == []
    # What it had begun is swept up by the next.
    assert Jobs(memory).running() == []
    assert outcome_of(ListOrder(book)).is_done


def test_the_next_start_sweeps_up_and_says_what_happened(tmp_path: Path) -> None:
    book = office_workbook(tmp_path / "input.xlsx")
    note = tmp_path / "控え" / "running" / "1.json"
    note.parent.mkdir(parents=True)
    words = {"title": "照会票", "book": str(book), "started": "2026-11-27 10:00"}
    note.write_text(json.dumps(words), encoding="utf-8")
    (tmp_path / "output").mkdir()
    begun = [
        tmp_path / f"{PREFIX}a.tmp", tmp_path / "output" / f"{PREFIX}b.tmp",
        tmp_path / "控え" / f"{PREFIX}c.tmp",
    ]  # fmt: skip
    for path in begun:
        path.write_bytes(b"x")
        os.utime(path, (1, 1))
    server = Server([("年度", tmp_path)], Memory(tmp_path / "控え"), Shown([]))
    server.start()
    try:
        page = Browser(server).get("/").text
        assert "「照会票」の途中で窓口が止まりました" in page
        assert "もう一度始めてください" in page
        assert not any(path.exists() for path in begun)
    finally:
        server.stop()
    assert sorted(path.name for path in (tmp_path / "控え").iterdir()) == ["running"]


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat")
        return not state.exists() or state.read_text().split()[2] != "Z"
    except ProcessLookupError:
        return False


def test_the_windows_of_the_browser(office: Office) -> None:
    desk, browser = office.server.desk, office.browser
    now = desk.last_seen
    assert not desk.is_left(now + 100, 15, 3600)
    assert desk.is_left(now + 3601, 15, 3600)
    browser.post("/here", {"window": "a", "state": "here"})
    browser.post("/here", {"window": "b", "state": "here"})
    browser.post("/here", {"window": "a", "state": "gone"})
    assert not desk.is_left(desk.last_seen + 100, 15, 3600)
    browser.post("/here", {"window": "b", "state": "gone"})
    assert desk.is_left(desk.last_seen + 16, 15, 3600)
    assert not desk.is_left(desk.last_seen + 14, 15, 3600)
    assert "閉じました" in browser.told("/close", {}).text
    office.server.wait()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "「kumareport template check a.docx」で確かめてください。",
            "「点検」で確かめてください。",
        ),
        ("直してください。「--draft」を付けると作れます。", "直してください。"),
        ("collect で作った反映案を選びます。", "「集める」 で作った反映案を選びます。"),
        ("名前を短くしてください", "名前を短くしてください"),
    ],
)
def test_messages_name_pages_and_no_commands(said: str, shown: str) -> None:
    assert plain(said) == shown


def test_from_the_address_to_the_end(tmp_path: Path) -> None:
    """What ``kumareport desk`` does: it ends when somebody closes the desk."""
    book = office_workbook(tmp_path / "input.xlsx")
    told: list[str] = []

    def ready(address: str) -> None:
        origin = address.partition("/?")[0]
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        opener.open(address).close()
        with opener.open(origin) as page:
            words = page.read().decode()
        told.append(words)
        mark = words.partition('name="desk-mark" content="')[2].partition('"')[0]
        form = urllib.parse.urlencode({"mark": mark}).encode()
        opener.open(urllib.request.Request(f"{origin}/close", form, {"Origin": origin})).close()

    serve([book], Memory(tmp_path / "控え"), Shown([]), ready)
    assert "input.xlsx" in told[0]
