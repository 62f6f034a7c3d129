"""A list of departments (組織一覧) from a file: its columns are found by their heads, never guessed in
silence. What was taken, and what was left, is told."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from kumareport.errors import InputFileError
from kumareport.office.excel.spreadsheet import Sheet, read_workbook
from kumareport.patterns import regex
from kumareport.regular_file import check_regular
from kumareport.workbook import layout
from kumareport.workbook.seen import seen
from kumareport.workbook.settings import read_settings
from kumareport.workbook.text_table import read_text_table

_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel begin, whatever they are called."""
_NAME = regex(
    r"(所管|担当|主管)?(課|室|部署|所属|組織|課室|課等|課所)[・(]?(室|所|等|係)?[)]?(名称?)?"
)
_BUREAU = regex(r"(部|局|部局|部等|局等|部[・/]局|局[・/]部)(等)?(名称?)?")
_CONTACT = regex(r"(連絡先|内線|電話|tel|ダイヤルイン)(番号)?.*", re.IGNORECASE)
_UNIT = regex(
    r".*(課|室|係|班|担当|センター|所|館|園|校|署|病院|事務局|委員会|支所|チーム)([(].*[)])?"
)
_ABOVE = regex(r".*(部|局|本部|役所|庁)([(].*[)])?")
_GONE = regex(r"[(]?(廃止|欠番)[)]?.*|.*[(](廃止|統合).*[)]")
_DEEPEST = 30
"""Lines in which the heads are looked for: titles and notes stand above them."""
Rows = Sequence[tuple[int, Sequence[str]]]


class DepartmentList(Struct, frozen=True):
    """What a file lists.

    Attributes:
        departments: name, bureau and contact of each.
        taken: which columns were read, in words.
        left: lines that were not taken, each with its number and why.
    """

    departments: tuple[tuple[str, str, str], ...]
    taken: str
    left: tuple[str, ...] = ()


class _Columns(Struct, frozen=True):
    """Where things stand: indexes of columns, None for none; the line of the heads, 0 for none."""

    name: int
    bureau: int | None
    contact: int | None
    line: int
    words: str


def read_departments(path: Path) -> DepartmentList:
    """The departments of a file.

    Args:
        path: an Excel workbook (the 所管課一覧 of its 設定, else the first sheet whose columns are
            known by their heads), or a text with one department a line.

    Raises:
        InputFileError: the file cannot be read, or is no list of departments.
    """
    check_regular(path)
    try:
        data = path.read_bytes()
    except OSError:
        raise InputFileError(
            f"所管課の一覧を読めません：{path}", "ファイルの名前と場所を確かめてください。"
        ) from None
    if not data.startswith(_BOOKS):
        rows = [(n, _cleaned(line)) for n, line in enumerate(read_text_table(data, path), 1)]
        tables = [("", rows)]
    else:
        sheets = read_workbook(path)
        own = next((sheet for sheet in sheets if sheet.name == layout.SETTINGS_SHEET), None)
        if own is not None:
            return _of_settings(own, path)
        tables = [
            (f"シート「{sheet.name}」の", _rows(sheet)) for sheet in sheets if not sheet.hidden
        ]
    for find in (_by_heads, _by_looks):
        for place, rows in tables:
            columns = find(rows)
            if columns is not None and (found := _list(rows, columns, place)).departments:
                return found
    raise _no_list(path, [rows for _, rows in tables])


def _of_settings(sheet: Sheet, path: Path) -> DepartmentList:
    settings, _ = read_settings(sheet)
    found = tuple((d.name, d.bureau, d.contact) for d in settings.departments)
    if not found:
        raise _no_list(path, [])
    return DepartmentList(found, f"シート「{sheet.name}」の{layout.DEPARTMENTS_TITLE}")


def _rows(sheet: Sheet) -> list[tuple[int, Sequence[str]]]:
    """The lines of a sheet as Excel shows them; a merged cell's text in each of its rows."""
    texts = {place: seen(cell) for place, cell in sheet.cells.items()}
    for merge in sheet.merges:
        for row in range(merge.top + 1, min(merge.bottom, merge.top + 1000) + 1):
            texts.setdefault((row, merge.left), texts.get((merge.top, merge.left), ""))
    width = max((column for _, column in texts), default=0)
    return [
        (row, _cleaned([texts.get((row, column), "") for column in range(1, width + 1)]))
        for row in sorted({row for row, _ in texts} - sheet.hidden_rows)
    ]


def _cleaned(line: Sequence[str]) -> list[str]:
    return [" ".join(part.split()) for part in line]


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _by_heads(rows: Rows) -> _Columns | None:
    """The columns by their heads; of several lines that could be heads, the one that names most."""
    best: _Columns | None = None
    most = 0
    for number, line in rows[:_DEEPEST]:
        at = [
            next((n for n, text in enumerate(line) if what.fullmatch(_plain(text))), None)
            for what in (_NAME, _BUREAU, _CONTACT)
        ]
        count = sum(place is not None for place in at)
        if at[0] is not None and count > most:
            heads = zip(("課", "局", "連絡先"), at, strict=True)
            said = "、".join(f"{w}＝「{line[n]}」の列" for w, n in heads if n is not None)
            best, most = _Columns(at[0], at[1], at[2], number, said), count
    return best


def _by_looks(rows: Rows) -> _Columns | None:
    """The columns of a list without heads, by what stands in them: most lines must name a unit."""
    width = max((len(line) for _, line in rows), default=0)
    lines = [line for _, line in rows if any(line)]

    def share(what: re.Pattern[str], column: int) -> float:
        said = [_plain(line[column]) for line in lines if column < len(line) and line[column]]
        return sum(what.fullmatch(text) is not None for text in said) / max(len(lines), 1)

    columns = range(width)
    name = max(columns, key=lambda n: (share(_UNIT, n), -n), default=None)
    if name is None or share(_UNIT, name) < 0.5:
        return None
    others = [n for n in columns if n != name]
    bureau = next((n for n in others if share(_ABOVE, n) >= 0.3), None)
    phone = regex(r"(内線|電話|tel|\d)[\d\-()内線]*", re.IGNORECASE)
    contact = next((n for n in others if n > name and n != bureau and share(phone, n) >= 0.3), None)
    said = f"見出しがないので、{name + 1} 列目を課の名前としました"
    return _Columns(name, bureau, contact, 0, said)


def _list(rows: Rows, columns: _Columns, place: str) -> DepartmentList:
    found: dict[str, tuple[str, str, str]] = {}
    left: list[str] = []
    bureau = ""
    for number, line in rows:
        if number <= columns.line:
            continue
        name, above, contact = (
            line[n] if n is not None and n < len(line) else ""
            for n in (columns.name, columns.bureau, columns.contact)
        )
        # A bureau is written once, above its departments.
        bureau = above or bureau
        why = _why_left(name, above, found, bureau, has_heads=bool(columns.line))
        if why:
            left.append(f"{number} 行目「{name or above}」（{why}）")
        elif name:
            found.setdefault(name, (name, bureau, contact))
    return DepartmentList(tuple(found.values()), f"{place}{columns.words}", tuple(left))


def _why_left(
    name: str,
    above: str,
    found: dict[str, tuple[str, str, str]],
    bureau: str,
    *,
    has_heads: bool,
) -> str:
    """Why a line is not taken; empty where it is, or says nothing."""
    plain = _plain(name)
    if not name:
        return "課の名前がありません" if above and has_heads else ""
    if _GONE.fullmatch(plain):
        return "廃止された課のようです"
    if not has_heads and not (_UNIT.fullmatch(plain) or _ABOVE.fullmatch(plain)):
        return "課の名前ではないようです"
    if regex(r"[\d.,\-]*").fullmatch(plain):
        return "数だけです"
    if name in found and found[name][1] != bureau:
        return "同じ名前の課が、上にあります"
    return ""


def _no_list(path: Path, tables: Sequence[Rows]) -> InputFileError:
    """Why a file is no list, with what was read in it."""
    first = next(_said(tables), "")
    read = f"（「{first}」などを読みました）" if first else ""
    return InputFileError(
        f"所管課の一覧ではないようです：{path}{read}",
        "課の名前の列の見出しを「所管課」、局は「局」、連絡先は「連絡先」としてください。"
        "１行に１つ、課の名前だけを書いた一覧でも読めます。",
    )


def _said(tables: Sequence[Rows]) -> Iterator[str]:
    for rows in tables:
        for _, line in rows:
            if any(line):
                yield "」「".join(list(filter(None, line))[:3])
