"""A text file of an office as a table: CSV, or the tab-separated text that Excel saves."""

import csv
from pathlib import Path

from kumareport.errors import InputFileError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_text_table(data: bytes, path: Path) -> list[list[str]]:
    """The cells of each line: UTF-8, UTF-16 or CP932; commas or tabs between.

    Raises:
        InputFileError: the file is no text.
    """
    text = _decoded(data)
    if text is None or any(ord(char) < 32 and char not in "\t\r\n\f" for char in text):
        raise InputFileError(
            f"文字の一覧として読めません：{path}",
            "Excel で開き、「Excel ブック（.xlsx）」か「CSV（コンマ区切り）」で保存し直してください。",
        )
    lines = text.splitlines()
    mark = max(",\t", key=lambda mark: sum(line.count(mark) for line in lines))
    try:
        return list(csv.reader(lines, delimiter=mark))
    except csv.Error:
        raise InputFileError(
            f"文字の一覧として読めません：{path}", "１行に１つ、コンマで区切って書いてください。"
        ) from None


def _decoded(data: bytes) -> str | None:
    """The text of a file; None where it is none."""
    named = [name for mark, name in _BOMS if data.startswith(mark)]
    if not named and b"\0" in data:
        # Every other byte of plain letters is zero: the second one where the small end comes first.
        small = data[1::2].count(0) >= data[::2].count(0)
        named = ["utf-16-le" if small else "utf-16-be"]
    for encoding in named or ("utf-8", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
