"""取込対応表: what has been found and what becomes of it, out to Excel and back."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from kumareport.errors import InputFileError
from kumareport.importing.draft_form import field_name_of
from kumareport.importing.place_lines import pointed_in
from kumareport.importing.places import Pointed
from kumareport.importing.sampling import Sample
from kumareport.importing.targets import AREAS, LEVELS, ROLES, Choice, FoundKind, Goes, Key, Sure
from kumareport.importing.words import field_name
from kumareport.model.form import STANDARD, FieldType
from kumareport.model.period import parse_year, year_in
from kumareport.office.excel.spreadsheet import Sheet, read_workbook
from kumareport.output import Written
from kumareport.workbook.listing import (
    Align,
    ListingCell,
    ListingColumn,
    ListingTable,
    ListSheet,
    Row,
    write_listing,
)
from kumareport.workbook.seen import seen

MAPPING_NAME = "取込対応表.xlsx"
_SHEET = "取込対応表"
_HEADERS = (
    "種類", "見つけた言葉", "見本", "件数", "最初の場所", "取り込み先", "名前", "年度", "型", "確かさ", "理由",
)  # fmt: skip
_FILLS = {Sure.HIGH: "E2EFDA", Sure.MIDDLE: "FFF2CC", Sure.LOW: "F8CBAD"}
_OPEN = "FFFFE0"
_SHOWN, _LONGEST_SHOWN = 3, 40
_Words = TypeVar("_Words", bound=StrEnum)
_LEAD = (
    "読み取った資料の列・ラベル・見出しと、それを kumareport のどこに入れるかの案です。黄色い欄を直して保存し、"
    "同じコマンド（か同じアイコン）をもう一度実行すると、ブックができます。直すところがなければ、そのまま実行してください。"
    "確かさが「低」「中」の行から確かめると早く済みます。来年も、ほかの資料にも、この表を使えます。"
)
MEANINGS: tuple[tuple[Goes, str], ...] = (
    (Goes.OPENING, "「はじめに」など、最初の章より前の見出し。シートは「巻頭」になります"),
    (Goes.CLOSING, "「おわりに」など、最後の章のあとの見出し。シートは「巻末」になります"),
    (Goes.CHAPTER, "ブックのシート１枚になる、いちばん上の見出し（章、基本目標、政策）"),
    (Goes.SECTION, "章の下の見出し（節、施策）。「名前」はその呼び方"),
    (Goes.THIRD, "節の下の見出し（基本事業など）"),
    (Goes.FOURTH, "その下の見出し（事務事業など）"),
    (
        Goes.CODE,
        "見出しの番号やコードの列（施策コードなど）。同じ行の見出しの前に付き、「名前」があれば見出しの項目になります",
    ),
    (Goes.INDICATOR, "指標（KPI）の名前。１つで表の１行になります"),
    (Goes.GROUP, "いくつかの指標をまとめる名前"),
    (Goes.UNIT, "指標の単位"),
    (Goes.DEPARTMENT, "所管課"),
    (Goes.BASE, "基準値・現状値。「年度」が要ります"),
    (Goes.ACTUAL, "実績。「年度」が要ります"),
    (Goes.GOAL, "検証値（目標値）。「年度」が要ります"),
    (Goes.VALUE, "年度だけの列。目標か実績かは、同じ行の「値の種類」によります"),
    (Goes.YEAR, "行ごとに年度が書いてある列。基準年度・目標年度の列なら「名前」に 基準値・検証値"),
    (Goes.OF_COLUMN, "年度が縦に並ぶ表の、数の列。見出しが指標の名前"),
    (Goes.ROLE, "行ごとに目標か実績かが書いてある列"),
    (Goes.MARK, "指標の進捗の記号（○△×、ＡＢＣなど）"),
    (Goes.SCHEME, "どの方式で判定するか（進捗の区分がいくつもあるとき）"),
    (Goes.REASON, "進捗を手で決めた理由"),
    (Goes.WAY, "指標が上昇・減少・維持のどれを目指すか"),
    (Goes.CHART, "グラフを載せるか（有・無）"),
    (Goes.CHART_TITLE, "グラフの題名"),
    (
        Goes.TEXT,
        f"文（{'、'.join(kind.name for kind in STANDARD.boxes)}など）。「名前」は区分の名前",
    ),
    (Goes.LIST, "節の中の一覧の１行（事務事業の一覧など）。「名前」は一覧の名前"),
    (Goes.NOTE, "表の下の注記（※）"),
    (Goes.FIELD, "その市の項目。「名前」と「型」が要ります"),
    (Goes.MEMO, "備考。報告書には載りません"),
    (Goes.TITLE, "表紙の題名"),
    (Goes.LABEL, "表紙の右上の区分（参考資料など）"),
    (Goes.LEGEND, "記号の説明"),
    (Goes.TABLE, "「場所で直す」で：その範囲が１つの表。「名前」に見出しの行数（なければ自動）"),
    (Goes.ACROSS, "「場所で直す」で：１列目に見出しが縦に並ぶ表。「名前」に見出しの列数"),
    (Goes.FORM, "「場所で直す」で：表ではなく、ラベルと値が並ぶ範囲"),
    (Goes.TAKE, "そのシートやファイルを読む"),
    (Goes.LEAVE, "ブックに入れない。取込結果.xlsx に全文を載せます"),
)
"""What each choice means."""


def write_mapping(
    samples: Mapping[Key, Sample],
    choices: Mapping[Key, Choice],
    counts: Sequence[Row],
    places: ListSheet,
    path: Path,
) -> Written:
    """Write the mapping for the clerk to correct.

    Args:
        samples: what has been found.
        choices: the guess for each.
        counts: what the guesses give: words and numbers.
        places: the sheet that speaks of single places.
        path: where it is wanted.

    Raises:
        OutputFileError: the file cannot be written.
    """
    rows = [_row(samples[key], choice) for key, choice in choices.items() if key in samples]
    columns = (
        ListingColumn("種類", 8, Align.CENTER), ListingColumn("見つけた言葉", 24),
        ListingColumn("見本", 46), ListingColumn("件数", 6, Align.RIGHT),
        ListingColumn("最初の場所", 26),
        ListingColumn("取り込み先", 14, choices=[str(t) for t in Goes if t not in AREAS]),
        ListingColumn("名前", 18), ListingColumn("年度", 9),
        ListingColumn("型", 13, choices=[str(kind) for kind in FieldType]),
        ListingColumn("確かさ", 7, Align.CENTER, choices=[str(sure) for sure in Sure]),
        ListingColumn("理由", 40),
    )  # fmt: skip
    table = ListingTable(columns, rows, is_list=True)
    guide = ListingTable(
        (ListingColumn("取り込み先", 16), ListingColumn("意味", 80)),
        [(str(target), words) for target, words in MEANINGS],
    )
    summary = ListingTable(
        (ListingColumn("この案でできるもの", 40), ListingColumn("数", 12, Align.RIGHT)), counts
    )
    sheets = (
        ListSheet(_SHEET, "取込対応表", _LEAD, (table,), frozen_columns=2, is_wide=True),
        places,
        ListSheet(
            "取り込み先の意味", "取り込み先の意味", "「取り込み先」で選べる言葉です。", (guide,)
        ),
        ListSheet("できるもの", "この案でできるもの", "直す前の案で数えています。", (summary,)),
    )
    return write_listing(sheets, path, "取込対応表")


def _row(sample: Sample, choice: Choice) -> Row:
    texts = dict.fromkeys(" ".join(t.split())[:_LONGEST_SHOWN] for t in sample.texts if t.strip())
    shown = "／".join(list(texts)[:_SHOWN])

    def typed(text: str) -> ListingCell:
        return ListingCell(text, fill=_OPEN)

    kind = "" if choice.type is None else str(choice.type)
    return (
        str(sample.key.kind), sample.key.word, shown, sample.count, str(sample.origin),
        typed(str(choice.target)), typed(choice.name), typed(choice.year), typed(kind),
        ListingCell(str(choice.sure), fill=_FILLS[choice.sure]), choice.why,
    )  # fmt: skip


def read_mapping(path: Path) -> dict[Key, Choice]:
    """The choices of a mapping, as the clerk has left them.

    Raises:
        InputFileError: no mapping, or one with a word that is none of the choices.
    """
    for sheet in read_workbook(path):
        header = header_of(sheet)
        if header is not None:
            row, columns = header
            return dict(_choices(sheet, row, columns, path))
    raise InputFileError(
        f"取込対応表ではありません：{path}",
        f"見出し「{'」「'.join(_HEADERS[:2])}」の行がありません。",
    )


def read_pointed(path: Path) -> list[Pointed]:
    """What people say of single places in a mapping.

    Raises:
        InputFileError: a word that is none of the choices, or a year that is none.
    """
    return pointed_in(read_workbook(path), choice_of, path)


def is_mapping(path: Path) -> bool:
    """Whether a workbook is a mapping."""
    try:
        return any(header_of(sheet) is not None for sheet in read_workbook(path))
    except InputFileError:
        return False


def header_of(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the header, and where its columns are; None where the sheet is no mapping."""
    for row in sorted({row for row, _ in sheet.cells})[:20]:
        names = {seen(c).strip(): column for (r, column), c in sheet.cells.items() if r == row}
        if {"種類", "見つけた言葉", "取り込み先"} <= set(names):
            return row, names
    return None


def _choices(
    sheet: Sheet, header: int, columns: Mapping[str, int], path: Path
) -> list[tuple[Key, Choice]]:
    found: list[tuple[Key, Choice]] = []
    for row in sorted({r for r, _ in sheet.cells if r > header}):

        def text(name: str, row: int = row) -> str:
            cell = sheet.cells.get((row, columns.get(name, 0)))
            return "" if cell is None else seen(cell).strip()

        kind = next((k for k in FoundKind if _narrow(k) == _narrow(text("種類"))), None)
        word = sheet.cells.get((row, columns["見つけた言葉"]))
        if kind is None or word is None:
            continue
        found.append((Key(kind, seen(word).strip()), choice_of(text, row, path)))
    return found


def choice_of(text: Callable[[str], str], row: int, path: Path) -> Choice:
    """What a line says.

    Args:
        text: the text of each column.
        row, path: where it stands, for messages.

    Raises:
        InputFileError: a word that is none of the choices, or a year that is none.
    """
    where = f"{path.name} の {row} 行"
    target = _word(Goes, text("取り込み先") or str(Goes.LEAVE), "取り込み先", where)
    kind = _word(FieldType, text("型"), "型", where) if text("型") else None
    sure = next((s for s in Sure if s == text("確かさ")), Sure.HIGH)
    year, name = text("年度"), text("名前")
    if target in ROLES and year and parse_year(year) is None and year_in(year) is None:
        raise InputFileError(
            f"年度を読めません：{where}の「{year}」", "R6、令和6年度、2024 のように入れてください。"
        )
    if target is Goes.FIELD:
        name, kind = field_name_of(field_name(name or text("見つけた言葉"))), kind or FieldType.TEXT
    elif target in (Goes.TEXT, Goes.LIST):
        name = field_name(name or text("見つけた言葉"))
    elif target is Goes.CODE:
        name = field_name_of(field_name(name)) if name else ""
    elif target not in (*LEVELS, *ROLES, *AREAS, Goes.TITLE, Goes.YEAR):
        name = ""
    return Choice(target, name, year, kind, sure, text("理由"))


def _word(words: type[_Words], text: str, column: str, where: str) -> _Words:
    found = next((w for w in words if _narrow(w) == _narrow(text)), None)
    if found is None:
        raise InputFileError(
            f"「{column}」に一覧にない言葉があります：{where}の「{text}」",
            "▼ から選び直してください。",
        )
    return found


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def with_reserved(choices: Mapping[Key, Choice]) -> dict[Key, Choice]:
    """The choices with fields that have no name of the form's own."""
    return {
        key: replace(c, name=field_name_of(c.name)) if c.target is Goes.FIELD else c
        for key, c in choices.items()
    }
