"""A form with lists of projects (一覧) that have fields of their own, and a small workbook of it."""

from pathlib import Path

from kumareport.model.form import STANDARD, FieldType, Form, FormField
from kumareport.model.record_kind import Author, RecordKind, Shape, TextRole, Turn
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.write import write_workbook
from tests.review.office import PERIODS, indicator

_OF = ("事務事業",)
FORM = Form(
    (
        RecordKind("施策", Shape.HEADING, depth=2, heading="施策１", author=Author.OFFICE),
        RecordKind("指標", Shape.INDICATOR, spellings=("検証指標",)),
        RecordKind("取組実績", Shape.TEXT, role=TextRole.NONE, turn=Turn.MOVE),
        RecordKind("意見", Shape.TEXT, role=TextRole.OPINION, heading="外部評価委員の意見"),
        RecordKind("事務事業", Shape.LIST, under=("章", "施策"), heading="事務事業一覧"),
    ),
    (
        *STANDARD.fields,
        FormField("事業費", FieldType.YEARLY_MONEY, _OF, unit="千円", author=Author.DEPARTMENT, is_summed=True),
        FormField("一次評価", FieldType.MARK, (*_OF, "施策"), ("○", "△", "×"), "", Author.DEPARTMENT, Turn.MOVE),
        FormField("方向", FieldType.CHOICE, _OF, ("拡充", "継続", "縮小"), "", Author.DEPARTMENT),
        FormField("費用計", FieldType.COMPUTED, _OF, unit="千円", how="事業費の計", is_summed=True),
        FormField("対応", FieldType.TEXT, ("意見",), author=Author.DEPARTMENT),
    ),
    STANDARD.words,
)  # fmt: skip
FIELDS = ["事業費 R4（千円）", "事業費 R5（千円）", "一次評価", "方向", "対応"]
_LABELS: dict[str, str] = dict(zip(("R4", "R5", "一次評価", "方向", "対応"), FIELDS, strict=True))


def line(kind: str, key: str, text: str, department: str = "", **fields: object) -> Record:
    """A record with what it says in its fields."""
    said = {
        _LABELS[name]: (value, "#,##0" if isinstance(value, int) else "General")
        for name, value in fields.items()
    }
    return Record(kind, key, text, department=department, fields=said)  # pyright: ignore[reportArgumentType]


ROWS = [
    line("事務事業", "1-事1", "総合調整事務", "企画課", R4=10, R5=12, 一次評価="○", 方向="継続"),
    line("施策", "1-1", "産業の振興", "企画課", 一次評価="△"),
    indicator("1-1-指1", "融資件数", 100, 110, 120, 130, unit="件"),
    Record("取組実績", "1-1-取1", "相談窓口を開いた。"),
    line("意見", "1-1-意1", "小規模な店にも目を配られたい。", 対応="訪問を始めた。"),
    line("事務事業", "1-1-事1", "融資あっせん", R4=1000, R5=1250, 一次評価="△", 方向="拡充"),
    line("事務事業", "1-1-事2", "経営相談", "財政課", R4=300, R5=280, 一次評価="○", 方向="継続"),
    line("施策", "1-2", "観光の振興", "財政課", 一次評価="○"),
    Record("取組実績", "1-2-取1", "催しを３回開いた。"),
    line("事務事業", "1-2-事1", "観光案内所", R4=None, R5=0, 一次評価="○", 方向="縮小"),
]


def lists_workbook(path: Path, rows: list[Record] = ROWS, form: Form = FORM) -> Path:
    """Write the workbook."""
    chapter = ChapterSheet("第１章", "政策１", "しごと", PERIODS, rows, form=form, fields=FIELDS)
    departments = [("企画課", "政策局", "内線 1"), ("財政課", "総務局", "内線 2")]
    settings: dict[Setting, str | int] = {Setting.TITLE: "行政評価"}
    write_workbook(NewWorkbook(settings, [chapter], departments, form=form), path)
    return path
