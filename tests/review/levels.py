"""A form of four levels (政策–施策–基本事業–事務事業), and a small workbook of it."""

from pathlib import Path

from kumareport.model.form import STANDARD, Form
from kumareport.model.record_kind import Author, RecordKind, Shape, TextRole, Turn
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.write import write_workbook
from tests.review.office import PERIODS, indicator

FORM = Form(
    (
        RecordKind("施策", Shape.HEADING, depth=2, heading="施策１", author=Author.OFFICE),
        RecordKind("基本事業", Shape.HEADING, depth=3, author=Author.OFFICE),
        RecordKind("事務事業", Shape.HEADING, depth=4, heading="（１）", author=Author.OFFICE),
        RecordKind("指標", Shape.INDICATOR, under=("章", "施策", "基本事業")),
        RecordKind("目的", Shape.TEXT, under=("施策",), role=TextRole.PURPOSE),
        RecordKind("取組実績", Shape.TEXT, under=("基本事業", "事務事業"), turn=Turn.MOVE),
        RecordKind("今後の方向性", Shape.TEXT, under=("施策", "事務事業"), turn=Turn.MOVE),
        RecordKind("総括", Shape.TEXT, under=("章",), turn=Turn.MOVE),
        RecordKind("注記", Shape.NOTE),
    ),
    STANDARD.fields,
    STANDARD.words,
)
ROWS = [
    indicator("1-指1", "目標の指標", 10.0, 44.6, 45.5, 50.5, unit="％", department="企画課"),
    Record("総括", "1-総1", "目標はおおむね達成した。"),
    Record("施策", "1-1", "産業の振興", department="企画課"),
    Record("目的", "1-1-目1", "中小企業の経営を支える。"),
    indicator("1-1-指1", "融資件数", 100, 110, 120, 130, unit="件"),
    Record("今後の方向性", "1-1-方1", "相談窓口を増やす。"),
    Record("基本事業", "1-1-1", "経営の支援"),
    indicator("1-1-1-指1", "相談件数", 50, 52, 55, 60, unit="件"),
    Record("取組実績", "1-1-1-取1", "相談会を12回開いた。"),
    Record("事務事業", "1-1-1-1", "融資あっせん"),
    Record("取組実績", "1-1-1-1-取1", "452件をあっせんした。"),
    Record("今後の方向性", "1-1-1-1-方1", "続ける。"),
    Record("事務事業", "1-1-1-2", "経営相談", department="財政課"),
    Record("取組実績", "1-1-1-2-取1", "専門家を派遣した。"),
    Record("基本事業", "1-1-2", "創業の支援", department="財政課"),
    Record("取組実績", "1-1-2-取1", "講座を3回開いた。"),
    Record("施策", "1-2", "観光の振興", department="財政課"),
    indicator("1-2-指1", "観光客数", 1000, 1100, 1200, 1300, unit="人"),
    Record("今後の方向性", "1-2-方1", "周遊を促す。"),
]


def levels_workbook(path: Path, rows: list[Record] = ROWS, form: Form = FORM) -> Path:
    """Write the workbook."""
    chapter = ChapterSheet("第１章", "政策１", "しごとをつくる", PERIODS, rows, form=form)
    departments = [("企画課", "政策局", "内線 1"), ("財政課", "総務局", "内線 2")]
    settings: dict[Setting, str | int] = {Setting.TITLE: "行政評価"}
    write_workbook(NewWorkbook(settings, [chapter], departments, form=form), path)
    return path
