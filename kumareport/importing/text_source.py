"""A text file with a table (CSV) as a source, in whatever encoding an office saves it."""

import csv
import io
from pathlib import Path

from kumareport.errors import InputFileError, reason_of
from kumareport.importing.quote import GridCell, Origin, Quote, Source, TextGrid
from kumareport.model.location import column_letters
from kumareport.regular_file import check_regular

_ENCODINGS = ("utf-8-sig", "cp932", "euc_jp")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_MOST_BYTES = 50 * 1024 * 1024
_MOST_CELLS = 1_000_000


def read_text_source(path: Path, name: str) -> Source:
    """Everything that a text file says.

    Args:
        path: the file.
        name: how it is called to people.

    Raises:
        InputFileError: it cannot be read, or is no text.
    """
    check_regular(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputFileError(
                f"大きすぎるため、安全のため開きません：{path}", "必要な行だけにしてください。"
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputFileError(
            f"ファイルを読めません：{path}（{reason_of(error)}）", "名前と場所を確かめてください。"
        ) from None
    text = _decoded(data, path)
    cells: list[GridCell] = []
    try:
        for row, line in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), 1
        ):
            for column, content in enumerate(line, 1):
                if content.strip():
                    quote = Quote(
                        content.replace("\r\n", "\n"),
                        Origin(name, f"{column_letters(column)}{row}"),
                    )
                    cells.append(GridCell(row, column, row, column, quote))
            if len(cells) > _MOST_CELLS:
                raise InputFileError(
                    f"セルが多すぎるため、安全のため開きません：{path}",
                    "必要な行だけにしてください。",
                )
    except csv.Error:
        raise InputFileError(
            f"CSV として読めません：{path}", "Excel で開き、.xlsx で保存してください。"
        ) from None
    return Source(name, "", (TextGrid(cells, is_sheet=True),))


def _decoded(data: bytes, path: Path) -> str:
    if b"\0" in data[:4096] and data[:2] not in _MARKS:
        raise InputFileError(
            f"文字のファイルではありません：{path}", "Excel で開き、.xlsx で保存してください。"
        )
    for encoding in (_MARKS.get(data[:2], _ENCODINGS[0]), *_ENCODINGS[1:]):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputFileError(
        f"文字コードが分かりません：{path}", "Excel で開き、.xlsx で保存してください。"
    )


def _delimiter(text: str) -> str:
    """What parts the cells: the sign that the first lines have most of."""
    start = text[:4096]
    return max(",\t;", key=start.count)
