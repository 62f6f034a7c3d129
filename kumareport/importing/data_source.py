"""Open data as a source: the JSON of ``kumareport export``, and lists of chapters in its manner."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from kumareport.errors import InputFileError, reason_of
from kumareport.importing.declared import DeclaredForm, given_by_people
from kumareport.importing.quote import (
    GridCell,
    HeadingLine,
    Labelled,
    Line,
    Origin,
    Piece,
    Quote,
    Source,
    TextGrid,
)
from kumareport.model.form import OF_REPORT, STANDARD
from kumareport.model.form_record import read_form
from kumareport.model.record_kind import Shape
from kumareport.regular_file import check_regular

_MOST_BYTES = 50 * 1024 * 1024
_Json = Mapping[str, Any]
_PACKAGE, _REPORT = "datapackage.json", "報告書.json"
_TEXT_KEYS = {
    **{kind.data_name: kind.name for kind in STANDARD.boxes},
    **{f"{kind.data_name}_bullets": kind.name for kind in STANDARD.boxes},
}


def is_of_package(path: Path) -> bool:
    """Whether a file says the same as the report of the data package in its folder."""
    is_package = path.name != _REPORT and (path.parent / _PACKAGE).is_file()
    return is_package and (path.parent / _REPORT).is_file()


def read_data_source(path: Path, name: str) -> Source:
    """Everything that a JSON document of a report says.

    Args:
        path: the file; of a data package, the report beside it is read.
        name: how it is called to people.

    Raises:
        InputFileError: it cannot be read, or is no report.
    """
    if path.name == _PACKAGE:
        path, name = path.with_name(_REPORT), name.replace(_PACKAGE, _REPORT)
    check_regular(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputFileError(f"大きすぎるため、安全のため開きません：{path}")
        document: _Json = json.loads(path.read_bytes().decode("utf-8-sig"))
        pieces = list(_Reader(name).pieces(document))
        return Source(name, "", pieces, declared=_declared(document))
    except OSError as error:
        raise InputFileError(
            f"ファイルを読めません：{path}（{reason_of(error)}）", "名前と場所を確かめてください。"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputFileError(
            f"報告書のデータではありません：{path}",
            f"「公開データにする」（kumareport export）で作った{_REPORT}を渡してください。",
        ) from None


class _Reader:
    """Pieces of a document, each with its place."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._place = ""

    def _quote(self, text: object) -> Quote:
        said = "" if text is None else str(text)
        return Quote(said, Origin(self._file, self._place), items=(said,))

    def pieces(self, document: _Json) -> Iterator[Piece]:
        self._place = "題名"
        yield Line(self._quote(document["title"]), "Title")
        if document.get("label"):
            yield Line(self._quote(document["label"]))
        for symbol, words in _legend(document.get("legend", ())):
            yield Line(self._quote(f"{symbol}：{words}"), "凡例")
        of_columns: Mapping[str, Sequence[str]] = document.get("columns", {})
        for chapter in document["chapters"]:
            usual = next(iter(of_columns.values()), ())
            goals = [c for c in of_columns.get(chapter["title"], usual) if c.startswith("検証値")]
            yield from self._chapter({**chapter, "goals": goals})

    def _chapter(self, chapter: _Json) -> Iterator[Piece]:
        number, title = chapter.get("number") or "", chapter["title"]
        self._place = f"{number} {title}".strip()
        kind = chapter.get("kind")
        look = kind if kind in OF_REPORT else "章"
        yield HeadingLine(self._quote(f"{number}　{title}".strip("　")), 1, look)
        for part in chapter["sections"]:
            yield from self._part(chapter, part)

    def _part(self, chapter: _Json, part: _Json) -> Iterator[Piece]:
        depth, title = part.get("depth", 2), part["title"]
        number = part.get("number") or ""
        self._place = f"{chapter.get('number') or ''} {number} {title}".strip()
        if depth > 1:
            heading = self._quote(f"{number}　{title}".strip("　"))
            yield HeadingLine(heading, depth, part.get("kind") or "節")
        if part.get("department"):
            yield self._labelled("所管課", part["department"])
        for said in part.get("fields", ()):
            yield self._labelled(_field_head(said), said["text"])
        rows = list(_rows(part))
        if rows:
            yield _Table(self._quote, chapter, rows).grid()
        yield from self._texts(part)

    def _texts(self, part: _Json) -> Iterator[Piece]:
        for key, kind in _TEXT_KEYS.items():
            for said in part.get(key, ()):
                yield self._labelled(kind, said["text"])
        lines = [said for said in part.get("texts", ()) if said["shape"] == Shape.LIST]
        for kind in dict.fromkeys(said["kind"] for said in lines):
            yield self._list(kind, [said for said in lines if said["kind"] == kind])
        for said in part.get("texts", ()):
            if said["shape"] == Shape.LIST:
                continue
            is_note = said["shape"] == "注記"
            yield (
                Line(self._quote(said["text"]), "注記")
                if is_note
                else self._labelled(said["kind"], said["text"])
            )
        for note in _notes(part):
            yield Line(self._quote(note), "注記")

    def _list(self, kind: str, lines: Sequence[_Json]) -> TextGrid:
        """The lines of a list as a table: its name heads the column of what they say."""
        heads = {f"{kind}一覧": 1}
        cells: list[GridCell] = []
        for row, line in enumerate(lines, 2):
            said = [(f"{kind}一覧", line["text"])]
            said += [(_field_head(f), f["text"]) for f in line.get("fields", ())]
            if line.get("department"):
                said.append(("所管課", line["department"]))
            for head, text in said:
                column = heads.setdefault(head, len(heads) + 1)
                if text:
                    cells.append(GridCell(row, column, row, column, self._quote(text)))
        top = [GridCell(1, n, 1, n, self._quote(head)) for head, n in heads.items()]
        return TextGrid([*top, *cells], header_rows=1, is_list=True)

    def _labelled(self, label: str, text: str) -> Labelled:
        return Labelled(self._quote(label), (self._quote(text),))


def _declared(document: _Json) -> DeclaredForm | None:
    """The form that a document of version 2 declares, its marks as the legend explains them."""
    form = read_form(json.dumps(document["form"])) if "form" in document else STANDARD
    if form == STANDARD:
        return None
    return DeclaredForm(form, given_by_people(form, dict(_legend(document.get("legend", ())))))


def _legend(said: Any) -> list[tuple[str, str]]:
    """Each mark with its meaning."""
    if isinstance(said, dict):
        marks = cast("dict[str, str]", said)
        return list(marks.items())
    return [(line["symbol"], line["meaning"]) for line in said]


def _notes(part: _Json) -> Iterator[str]:
    """The notes of a part, whether they have IDs or not."""
    for key in ("notes", "section_notes"):
        for said in part.get(key, ()):
            yield said if isinstance(said, str) else said["text"]


def _field_head(said: _Json) -> str:
    return f"{said['name']} {said['year']['label']}" if said["year"] else str(said["name"])


def _rows(part: _Json) -> Iterator[tuple[str, str, _Json]]:
    """The indicators of a part, each with its group and its mark."""
    for group in part.get("groups", ()):
        for row in group["indicators"]:
            yield group["name"], group["mark"] or "", row
    for row in part.get("indicators", ()):
        yield row.get("group") or "", row.get("mark") or "", row


class _Table:
    """The indicators of a part as a table."""

    def __init__(
        self,
        quote: Callable[[object], Quote],
        chapter: _Json,
        rows: Sequence[tuple[str, str, _Json]],
    ) -> None:
        self._quote = quote
        self._chapter = chapter
        self._rows = rows
        self._heads: dict[str, int] = {}
        self._cells: list[GridCell] = []

    def grid(self) -> TextGrid:
        for head in ("大項目", "指標", "単位", "所管課"):
            self._heads[head] = len(self._heads) + 1
        for number, (group, mark, row) in enumerate(self._rows, 2):
            self._row(number, group, mark, row)
        top = [GridCell(1, n, 1, n, self._quote(head)) for head, n in self._heads.items()]
        return TextGrid([*top, *self._cells], header_rows=1)

    def _put(self, row: int, head: str, text: object, span: int = 1) -> None:
        column = self._heads.setdefault(head, len(self._heads) + 1)
        if text not in ("", None):
            self._cells.append(GridCell(row, column, row, column + span - 1, self._quote(text)))

    def _row(self, at: int, group: str, mark: str, row: _Json) -> None:
        self._put(at, "大項目", group)
        self._put(at, "指標", "\n".join([row["name"], *row.get("notes", ())]))
        self._put(at, "単位", row.get("unit"))
        self._put(at, "所管課", row.get("department"))
        if "values" in row:
            for period, value in zip(self._chapter["periods"], row["values"], strict=True):
                head = period.get("header") or f"{period['heading']} {period['year']['label']}"
                self._put(at, head, value["typed"], max(1, value["span"]))
        else:
            self._printed(at, row)
        self._put(at, "進捗", mark)
        chart = row.get("chart", {})
        self._put(at, "望ましい方向", row.get("desired"))
        self._put(at, "グラフ", "無" if chart.get("shown") is False else "")
        self._put(at, "グラフ題名", chart.get("title") if chart.get("title") != row["name"] else "")
        self._put(at, "判定の理由", row.get("override_reason"))
        for said in row.get("fields", ()):
            self._put(at, _field_head(said), said["text"])

    def _printed(self, at: int, row: _Json) -> None:
        """The values of a row by the year that is printed above each."""
        printed: Mapping[str, _Json] = row["periods"]
        reach = {
            value.get("merged_with"): 2 for value in printed.values() if value.get("merged_with")
        }
        for year, value in printed.items():
            head = f"基準値 {row['base_year']}" if year == "基準値" else f"実績 {year}"
            self._put(at, head, value["raw"], reach.get(year, 1))
        goals = [row.get("target_mid"), row.get("target_final")]
        for head, value in zip(self._chapter["goals"][::-1], goals[::-1], strict=False):
            self._put(at, head, value["raw"] if value else "")
