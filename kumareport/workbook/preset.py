"""Forms to begin with (様式の見本): what such offices publish, as data in ``kumareport/presets``.

A preset is one file: the tables of 設定 as they stand there, and an example. The reader of 設定 reads them:
a preset can declare whatever a workbook can.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from kumareport.model.form import Form
from kumareport.model.mark import Scheme
from kumareport.model.period import Role, Year, parse_year
from kumareport.office.excel.spreadsheet import Cell, CellKind, Run, Sheet
from kumareport.workbook import layout
from kumareport.workbook.layout import Column, Setting
from kumareport.workbook.new_workbook import CellValue, Record
from kumareport.workbook.settings import read_settings

_FOLDER = Path(__file__).resolve().parent.parent / "presets"
_COLUMNS = {
    Column.DEPARTMENT: "department", Column.GROUP: "group", Column.UNIT: "unit",
    Column.MARK: "mark", Column.REASON: "reason", Column.SCHEME: "scheme",
    Column.DIRECTION: "direction", Column.CHART: "chart", Column.CHART_TITLE: "chart_title",
    Column.MEMO: "memo",
}  # fmt: skip
_VALUES = "値"


class Example(Struct, frozen=True):
    """An invented report in a preset's form.

    Attributes:
        title: of the report.
        base, actuals, targets: its years.
        departments: name, bureau and contact of each.
        chapters: the title and the records of each.
        sheets: the title and the records of the sheets of the whole report, by what they are.
    """

    title: str
    base: Year
    actuals: tuple[Year, ...]
    targets: tuple[Year, ...]
    departments: tuple[tuple[str, str, str], ...]
    chapters: tuple[tuple[str, tuple[Record, ...]], ...]
    sheets: Mapping[str, tuple[str, tuple[Record, ...]]]


class Preset(Struct, frozen=True):
    """A form to begin with.

    Attributes:
        name: what ``init --form`` takes.
        summary: one line on who uses such a form.
        chapter_form, section_form: how the first chapter and section are numbered.
        form: its kinds of record and columns.
        schemes: its marks; empty for the three usual ones.
        settings: lines of 設定 that differ from the usual.
        headers: what heads the years of each role.
        template: its Word template; None for the usual one.
        example: an invented report.
    """

    name: str
    summary: str
    chapter_form: str
    section_form: str
    form: Form
    schemes: tuple[Scheme, ...]
    settings: Mapping[Setting, str]
    headers: Mapping[Role, str]
    template: Path | None
    example: Example


def presets(folder: Path = _FOLDER) -> dict[str, Preset]:
    """All presets by name, in the order in which they are offered."""
    found = [_preset(path) for path in sorted(folder.glob("*.toml"))]
    return {preset.name: preset for preset in found}


def _preset(path: Path) -> Preset:
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    tables: Mapping[str, Any] = data.get("tables", {})
    settings, _ = read_settings(_sheet(tables))
    template = path.with_suffix(".docx")
    return Preset(
        name=data["name"],
        summary=data["summary"],
        chapter_form=data["chapter"],
        section_form=data["section"],
        form=settings.form,
        schemes=settings.schemes if layout.SCHEMES_TITLE in tables else (),
        settings={Setting(name): value for name, value in data.get("settings", {}).items()},
        headers={Role(name): word for name, word in data.get("headers", {}).items()},
        template=template if template.is_file() else None,
        example=_example(data["example"]),
    )


def _sheet(tables: Mapping[str, Sequence[Sequence[str]]]) -> Sheet:
    """The tables as the sheet 設定 has them; each begins with the heads of its columns."""
    rows: list[Sequence[str]] = []
    for title, (head, *lines) in tables.items():
        header = _HEADERS[title]
        rows.append((title,))
        for line in lines:
            said = dict(zip(head, line, strict=False))
            rows.append([said.get(name, "") for name in header])
    return Sheet(layout.SETTINGS_SHEET, cells=dict(_cells(rows)))


def _cells(rows: Iterable[Sequence[str]]) -> Iterable[tuple[tuple[int, int], Cell]]:
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            if text:
                runs = (Run(text),)
                yield (row, column), Cell(row, column, CellKind.TEXT, text, runs=runs)


_HEADERS: dict[str, tuple[str, ...]] = {
    layout.KINDS_TITLE: layout.KINDS_HEADER,
    layout.FIELDS_TITLE: layout.FIELDS_HEADER,
    layout.WORDS_TITLE: layout.WORDS_HEADER,
    layout.SCHEMES_TITLE: layout.SCHEMES_HEADER,
}


def _example(data: Mapping[str, Any]) -> Example:
    return Example(
        title=data["title"],
        base=_year(data["baseline"]),
        actuals=tuple(map(_year, data["actual"])),
        targets=tuple(map(_year, data["target"])),
        departments=tuple((name, bureau, contact) for name, bureau, contact in data["departments"]),
        chapters=tuple(
            (chapter["title"], tuple(_record(*row) for row in chapter["rows"]))
            for chapter in data["chapter"]
        ),
        sheets={
            sheet["of"]: (sheet["title"], tuple(_record(*row) for row in sheet["rows"]))
            for sheet in data.get("sheet", ())
        },
    )


def _year(text: str) -> Year:
    year = parse_year(text)
    assert year is not None, text
    return year


def _record(kind: str, text: str, more: Mapping[str, Any] | None = None) -> Record:
    """A record: its 区分, its text, and what else stands in its row by the columns' headers."""
    said = dict(more or {})
    values = [_stored(value) for value in said.pop(_VALUES, ())]
    usual = {_COLUMNS[Column(n)]: said.pop(n) for n in list(said) if n in _COLUMNS}
    # A header with a year has it on a line of its own.
    fields = {name.replace(" ", "\n"): _stored(value) for name, value in said.items()}
    return Record(kind, "", text, values=values, fields=fields, **usual)


def _stored(value: CellValue) -> tuple[CellValue, str]:
    """A value with the number format that shows its own decimals."""
    if isinstance(value, float):
        return value, f"#,##0.{'0' * len(repr(value).partition('.')[2])}"
    return value, "#,##0" if isinstance(value, int) else "General"
