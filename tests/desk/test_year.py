"""The whole year by the orders of the pages, each done here instead of in a process of its own."""

import datetime
import io
import re
from pathlib import Path
from urllib.parse import urlencode

import openpyxl
import pytest
from werkzeug.datastructures import FileStorage

from kumareport.desk.jobs import outcome_of
from kumareport.desk.orders.importing import ImportOrder
from kumareport.desk.orders.making import BuildOrder, ExportOrder, PublishOrder
from kumareport.desk.orders.round import ApplyOrder, CollectOrder, DistributeOrder
from kumareport.desk.orders.years import CompareOrder, NewPlanOrder, RolloverOrder
from kumareport.desk.outcome import WorkResult
from kumareport.desk.views.uploads import keep
from kumareport.pipeline.deciding import decide, open_opinions, open_proposals
from kumareport.pipeline.mapping import open_mapping
from kumareport.pipeline.standing import standing
from kumareport.review.decide.write_decisions import FilledIn
from tests.desk.conftest import Office
from tests.review.office import edit, office_workbook

SOON = datetime.date(2099, 12, 10)


def done(result: WorkResult) -> WorkResult:
    assert result.is_done, result
    return result


def issued(book: Path) -> WorkResult:
    order = DistributeOrder(
        book, book.parent / "第１回", "第１回", SOON, "内線 1", word=False, allow_past=False,
        departments=("企画課", "福祉課"),
    )  # fmt: skip
    return outcome_of(order)


def returned(book: Path) -> Path:
    """One department has changed a value, in another program."""
    form = next((book.parent / "第１回").glob("*企画課*/*.xlsx"))

    def change(sheets: openpyxl.Workbook) -> None:
        cells = (cell for sheet in sheets.worksheets for row in sheet.iter_rows() for cell in row)
        place = next(c for c in cells if c.value == 45.5)
        sheets["第１章"][place.coordinate] = 46.5

    folder = book.parent / "返送"
    edit(form, change, folder / "名前を変えた.xlsx")
    return folder


def test_from_distribute_to_apply(tmp_path: Path) -> None:
    book = office_workbook(tmp_path / "input.xlsx")
    before = book.read_bytes()
    made = done(issued(book))
    assert [path.name for path in made.files] == ["第１回", "第１回_依頼文", "配付一覧.xlsx"]
    paths = (returned(book), made.files[2])
    status = done(outcome_of(CollectOrder(book, paths, only_status=True)))
    (table,) = status.tables
    assert [row[0] for row in table.rows if row[1] == "企画課"] == ["提出"]
    collected = done(outcome_of(CollectOrder(book, paths, only_status=False)))
    (proposals,) = collected.files
    state, (one,) = open_proposals(proposals)
    assert (one.current, "".join(text for text, _ in one.pieces), one.decision) == (
        "45.5",
        "46.5",
        "",
    )
    assert one.departments == ("企画課",)
    decide(proposals, state, {one.number: FilledIn("採用", "", "直す", "山")})
    _, (again,) = open_proposals(proposals)
    assert (again.decision, again.policy, again.person) == ("採用", "直す", "山")
    applied = done(outcome_of(ApplyOrder(book, proposals)))
    new = tmp_path / "input（反映後）.xlsx"
    assert applied.book == new
    assert "1 件を反映しました" in applied.lines[0]
    assert book.read_bytes() == before
    compared = done(outcome_of(CompareOrder(book, new, redline=False)))
    assert "値 1 件" in compared.lines[0]
    steps = {str(one.step): one.done for one in standing(book)}
    assert [steps[name] for name in ("配付", "回収", "反映")] == [
        tmp_path / "第１回" / "配付一覧.xlsx", proposals, new,
    ]  # fmt: skip
    assert steps["公開"] is None


def test_what_was_typed_in_excel_meanwhile_is_kept(tmp_path: Path) -> None:
    book = office_workbook(tmp_path / "input.xlsx")
    made = done(issued(book))
    (path,) = done(outcome_of(CollectOrder(book, (returned(book), made.files[2]), False))).files
    state, (one,) = open_proposals(path)
    decide(path, state, {one.number: FilledIn("保留", "", "", "山")})
    before = path.read_bytes()
    with pytest.raises(Exception, match="保存し直されています"):
        decide(path, state, {one.number: FilledIn("採用", "", "", "川")})
    assert path.read_bytes() == before
    with pytest.raises(Exception, match="No 99"):
        decide(path, open_proposals(path)[0], {"99": FilledIn("採用", "", "", "川")})


def test_what_is_refused_is_told(tmp_path: Path) -> None:
    book = office_workbook(tmp_path / "input.xlsx")
    late = DistributeOrder(
        book, tmp_path / "回", "回", datetime.date(2020, 1, 1), "内線", word=False, allow_past=False
    )
    told = outcome_of(late)
    assert "締切が過ぎています" in told.lines[0]
    assert "--" not in told.hint
    done(issued(book))
    assert "すでにファイルがあります" in issued(book).lines[0]


def test_what_the_public_gets(tmp_path: Path) -> None:
    book = office_workbook(tmp_path / "input.xlsx")
    draft = done(outcome_of(BuildOrder(book, is_draft=True, pdf=False)))
    assert [path.name for path in draft.files] == ["input（案）.docx"]
    pages = done(outcome_of(PublishOrder(book, book, is_draft=True)))
    assert [path.name for path in pages.files] == ["index.html", "ウェブページ"]
    data = done(outcome_of(ExportOrder(book, "cp932")))
    assert data.files[0].name == "公開データ"
    redline = done(outcome_of(CompareOrder(book, book, redline=True)))
    assert redline.lines[0] == "変更はありません。"


def test_no_official_report_with_errors(tmp_path: Path) -> None:
    book = office_workbook(tmp_path / "input.xlsx")
    sheets = openpyxl.load_workbook(book)
    sheets["第１章"]["A4"] = "なぞ"
    sheets.save(book)
    for order in (BuildOrder(book, False, False), PublishOrder(book, None, False)):
        told = outcome_of(order)
        assert not told.is_done
        assert "エラーがあるため" in told.lines[0]
        assert "第１章" in told.lines[1]
    assert not (tmp_path / "output").exists()


def test_next_year(tmp_path: Path) -> None:
    book = office_workbook(tmp_path / "input.xlsx")
    made = done(outcome_of(RolloverOrder(book, "R9", keep_texts=False)))
    assert made.book == tmp_path / "input（次年度）.xlsx"
    assert made.lines[0] == "評価の年度は R6 です。"


@pytest.mark.parametrize("example", [True, False])
def test_a_new_plan(tmp_path: Path, example: bool) -> None:
    order = NewPlanOrder(
        tmp_path / "新", "施策評価シート", example, "計画", "R5", "R6,R7", "R9", ("一", "二"), None
    )
    made = done(outcome_of(order))
    assert made.book == tmp_path / "新" / "input.xlsx"
    assert made.book is not None
    assert made.book.is_file()
    assert not outcome_of(order).is_done


def test_from_what_the_office_has(office: Office) -> None:
    list_ = openpyxl.Workbook()
    sheet = list_.worksheets[0]
    sheet.append(["施策", "指標名", "単位", "現状値(R4)", "実績値(R5)", "目標値(R9)", "担当課"])
    sheet.append(["子育て", "待機児童数", "人", 30, 12, 0, "子育て課"])
    sheet.append(["子育て", "相談件数", "件", 100, 120, 150, "子育て課"])
    (office.folder / "資料").mkdir()
    list_.save(office.folder / "資料" / "KPI一覧.xlsx")
    browser = office.browser
    assert "資料の入ったフォルダーを選ぶ" in browser.get("/import").text
    assert "KPI一覧.xlsx" in browser.get("/import?folder=0/資料").text
    assert "選ばれていません" in browser.told("/import", {"folder": "0/資料"}).text
    order = ImportOrder(
        (office.folder / "資料" / "KPI一覧.xlsx",), office.folder / "資料" / "取り込み"
    )
    first = done(outcome_of(order))
    mapping = order.folder / "取込対応表.xlsx"
    assert first.mapping == mapping
    assert "次はブックを作ります" in browser.get("/import?folder=0/資料").text
    page = browser.get("/import/mapping?folder=0/資料").text
    assert "実績値(R5)" in page
    state, lines = open_mapping(mapping)
    assert value_of(page, "state") == state
    fields = [("folder", "0/資料"), ("state", state), ("then", "book")]
    for one in lines:
        year = "R6" if one.word == "実績値(R5)" else one.now.year
        said = (one.now.target, one.now.name, year, one.now.type)
        fields.append(("row", str(one.row)))
        fields += [
            (f"{name}-{one.row}", text)
            for name, text in zip(("target", "name", "year", "type"), said, strict=True)
        ]
    wrong = [(k, "いつか" if v == "R6" else v) for k, v in fields]
    assert "年度を読めません" in browser.told("/import/mapping", wrong).text
    assert open_mapping(mapping) == (state, lines)
    assert "input.xlsx" in browser.order("/import/mapping", fields).text
    assert "保存し直されています" in browser.told("/import/mapping", fields).text
    now = {one.word: one for one in open_mapping(mapping)[1]}
    assert (now["実績値(R5)"].now.year, now["実績値(R5)"].sure) == ("R6", "高")
    years = openpyxl.load_workbook(order.folder / "input.xlsx")
    headers = {str(c.value) for sheet in years.worksheets for row in sheet.iter_rows() for c in row}
    assert "実績値\nR6" in headers
    assert "実績値\nR5" not in headers


def test_dropped_files_are_kept_whole_and_once(tmp_path: Path) -> None:
    def sent(name: str, data: bytes) -> FileStorage:
        return FileStorage(io.BytesIO(data), name)

    files = [
        sent("a.xlsx", b"1"), sent("a.xlsx", b"2"), sent("a.xlsx", b"1"), sent("../../b.xlsx", b"3"),
        sent("C:\\x\\c.xlsx", b"4"), sent("CON", b"5"), sent("..", b"6"), sent("d\0<>.xlsx", b"7"),
    ]  # fmt: skip
    folder = tmp_path / "返送"
    names = keep(files, folder)
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(found.values()) == [b"1", b"2", b"3", b"4", b"5", b"6", b"7"]
    assert {"a.xlsx", "a（2）.xlsx", "b.xlsx", "c.xlsx"} <= set(found)
    assert set(names) == set(found)
    assert (names[0], names[1], names[2]) == ("a.xlsx", "a（2）.xlsx", "a.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["返送"]


def test_every_page_can_be_had(office: Office) -> None:
    browser = office.browser
    tasks = (
        "build", "publish", "export", "compare", "rollover", "distribute", "collect", "decide", "apply",
        "opinions",
    )  # fmt: skip
    for task in tasks:
        page = browser.get(f"/b/0/{task}")
        assert page.status == 200, page.text
        assert 'name="mark"' in page.text
    assert "施策評価シート" in browser.get("/new?folder=0").text
    assert "このフォルダー" in browser.get("/files?for=folder&back=/new&at=0").text
    assert "まだありません" in browser.get("/b/0/decide").text
    page = browser.get("/b/0/distribute").text
    assert re.findall(r'name="department" value="(\w+)" checked', page) == [
        "企画課", "総務課", "福祉課",
    ]  # fmt: skip
    assert browser.get("/b/0/nothing").status == 404


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("/b/0/distribute", {"name": "x", "deadline": "あした", "contact": "y"}, "読めません"),
        (
            "/b/0/distribute",
            {"name": "x", "deadline": "R99.1.1", "contact": "y", "listed": "1"},
            "配る課が選ばれていません",
        ),
        ("/b/0/opinions", {}, "選ばれていません"),
        ("/import/mapping", {}, "選ばれていません"),
        ("/b/0/collect", {}, "選ばれていません"),
        ("/b/0/apply", {}, "選ばれていません"),
        ("/b/0/decide", {}, "選ばれていません"),
        ("/b/0/compare", {}, "選ばれていません"),
        ("/b/0/compare", {"other": "0/../x"}, "外は開けません"),
        ("/new", {"folder": "0", "form": "ない"}, "選ばれていません"),
        ("/new", {"folder": "0", "form": "行政評価"}, "書かれていません"),
    ],
)
def test_what_a_form_lacks_is_told(
    office: Office, path: str, fields: dict[str, str], told: str
) -> None:
    answer = office.browser.told(path, fields)
    assert answer.status == 409
    assert told in answer.text


def value_of(page: str, name: str) -> str:
    """What stands in a field of a page."""
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


def test_decisions_and_answers_from_the_page(office: Office) -> None:
    book = office.book
    made = done(issued(book))
    folder = returned(book)
    (form,) = folder.iterdir()

    def ask(sheets: openpyxl.Workbook) -> None:
        sheet = sheets["第１章"]
        place = next(c for row in sheet.iter_rows() for c in row if c.value == "事務局への意見")
        sheet.cell(5, place.column, "グラフを\n載せてほしい")

    edit(form, ask)
    done(outcome_of(CollectOrder(book, (folder, made.files[2]), only_status=False)))
    browser = office.browser
    place, at = "0/output/反映案.xlsx", office.folder / "output" / "反映案.xlsx"
    fields = {
        "proposals": place, "state": value_of(browser.get("/b/0/decide").text, "state"),
        "number": "1", "person": "山", "before-1": "", "decision-1": "不採用", "proposed-1": "46.5",
        "wording-1": "46.5", "policy-1": "前年どおり", "person-1": "", "next": "0",
    }  # fmt: skip
    sent = browser.post("/b/0/decide", fields)
    assert sent.headers["location"] == "/b/0/decide?" + urlencode(
        {"proposals": place, "at": "0", "saved": 1}
    )
    page = browser.get(sent.headers["location"]).text
    assert "反映案の Excel に書きました" in page
    (one,) = open_proposals(at)[1]
    assert (one.decision, one.wording, one.policy, one.person) == ("不採用", "", "前年どおり", "山")
    assert one.proposed == "46.5"
    assert "保存し直されています" in browser.told("/b/0/decide", fields).text
    anew = fields | {"state": value_of(page, "state"), "decision-1": "直して採用"}
    assert "修正案のままか空欄です" in browser.told("/b/0/decide", anew).text
    assert browser.post("/b/0/decide", anew | {"wording-1": "46.2"}).status == 303
    (one,) = open_proposals(at)[1]
    assert (one.decision, one.wording) == ("採用", "46.2")
    page = browser.get("/b/0/opinions").text
    state, (opinion,) = open_opinions(at)
    assert (opinion.department, opinion.text) == ("企画課", "グラフを\n載せてほしい")
    answer = {"proposals": place, "state": state, "row": str(opinion.row), "next": "0"}
    answer[f"answer-{opinion.row}"] = "載せます。\r\n来年から。"
    assert browser.told("/b/0/opinions", answer | {"row": "9999"}).status == 409
    assert browser.post("/b/0/opinions", answer).status == 303
    assert open_opinions(at)[1][0].answer == "載せます。\n来年から。"
    (one,) = open_proposals(at)[1]
    assert one.decision == "採用"
    # To collect again loses neither.
    done(outcome_of(CollectOrder(book, (folder, made.files[2]), only_status=False)))
    assert open_opinions(at)[1][0].answer == "載せます。\n来年から。"
    assert open_proposals(at)[1][0].wording == "46.2"


def test_files_dropped_on_the_page_are_collected(office: Office) -> None:
    made = done(issued(office.book))
    form = (returned(office.book) / "名前を変えた.xlsx").read_bytes()
    mark = office.server.desk.guard.mark
    parts = [("mark", "", mark.encode()), ("files", "../返事.xlsx", form), ("round", "", b"")]
    body = b"".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"'.encode()
        + (f'; filename="{file}"'.encode() if file else b"")
        + b"\r\n\r\n" + data + b"\r\n"
        for name, file, data in parts
    ) + b"--x--\r\n"  # fmt: skip
    headers = office.browser.form_headers | {"Content-Type": "multipart/form-data; boundary=x"}
    sent = office.browser.send("POST", "/b/0/collect", headers, body)
    job = office.server.desk.jobs.get(sent.headers["location"].split("/")[2].partition("?")[0])
    assert job is not None
    assert job.over.wait(120)
    assert job.outcome is not None
    assert "締切：" in job.outcome.lines[0]
    assert "修正案 1 件" in job.outcome.lines[1]
    assert (office.folder / "返送" / "返事.xlsx").read_bytes() == form
    assert made.is_done


def test_the_preview_follows_the_workbook(office: Office) -> None:
    browser, desk = office.browser, office.server.desk
    assert browser.get("/b/0/preview").status == 200
    book = desk.book(0)
    assert book is not None
    assert book.preview is not None
    assert book.preview.over.wait(120)
    assert "<iframe" in browser.get("/b/0/preview").text
    page = browser.get("/b/0/preview/pages/index.html")
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    assert "script" not in page.headers["content-security-policy"]
    assert browser.get("/b/0/preview/pages/style.css").status == 200
    for path in ("../input.xlsx", "..%2finput.xlsx", "/etc/passwd", ".kumareport/index.html"):
        assert browser.get(f"/b/0/preview/pages/{path}").status == 404
    assert browser.get("/b/0/preview/state").text == book.preview.id
    assert not (office.folder / "output").exists()
