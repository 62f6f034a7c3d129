"""Tables of open data: their fields, and their CSV.

統計表における機械判読可能なデータ作成に関する表記方法 (総務省, 令和２年12月): one header row, one datum a cell,
no units or thousands separators in numbers, missing values told apart.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from kumareport.patterns import regex

# A spreadsheet takes a text that begins so for a formula; Japanese ones also take the full-width
# signs. A sign alone (-) is none. (OWASP, CSV Injection)
_FORMULA = regex(r"'*[=+\-@\t\r＝＋－＠].", re.DOTALL)
_GUARDED = regex(r"'+[=+\-@\t\r＝＋－＠].", re.DOTALL)
_LACKING = "〓"


class Type(StrEnum):
    """The type of a field, by its name in a Table Schema."""

    TEXT = "string"
    NUMBER = "number"
    WHOLE = "integer"


class DataField(Struct, frozen=True):
    """A column of a table.

    Attributes:
        name: its header.
        description: what it holds.
        type: of what kind.
        blank: what it says where nothing stands; empty where something always does.
    """

    name: str
    description: str
    type: Type = Type.TEXT
    blank: str = ""


class Table(Struct, frozen=True):
    """A table of open data.

    Attributes:
        name: the file's name without its ending.
        title: what it holds.
        fields: its columns.
        rows: as texts, numbers in plain notation (``-1.30``); empty for a missing value.
        id: its name for programs.
        key: the columns that tell its rows apart.
        of: the table by ID of whose rows each row tells more, and the columns that say which.
    """

    name: str
    title: str
    fields: Sequence[DataField]
    rows: Sequence[Sequence[str]]
    id: str = ""
    key: tuple[str, ...] = ()
    of: tuple[str, tuple[str, ...]] | None = None


class Encoded(Struct, frozen=True):
    """A CSV file's bytes, and the characters that its encoding lacks, with how often they stood."""

    data: bytes
    lacking: Counter[str]


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe is put before it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text before :func:`guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def to_csv(table: Table, encoding: str) -> Encoded:
    """A CSV file (RFC 4180, CRLF).

    Args:
        table: what to write.
        encoding: ``utf-8`` (with a byte order mark, which Excel needs) or ``cp932``, whose missing
            characters become 〓.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(field.name for field in table.fields)
    is_text = [field.type is Type.TEXT for field in table.fields]
    for row in table.rows:
        writer.writerow(
            guarded(text) if plain else text for text, plain in zip(row, is_text, strict=True)
        )
    text = out.getvalue()
    if encoding == "utf-8":
        return Encoded(text.encode("utf-8-sig"), Counter())
    lacking = Counter(char for char in text if not _fits(char, encoding))
    kept = "".join(_LACKING if char in lacking else char for char in text)
    return Encoded(kept.encode(encoding), lacking)


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
