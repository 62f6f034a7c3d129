"""Whether two contents of a cell say the same, and how they read."""

import math
import unicodedata
from enum import Enum

from kumareport import notation
from kumareport.language.signs import PRINTED_MINUS_SIGNS
from kumareport.model.field_columns import field_of
from kumareport.model.form import Form
from kumareport.model.lettering import looks_alike, said_of_looks
from kumareport.model.period import Role
from kumareport.model.row import Content, Row
from kumareport.model.value import Value, ValueKind
from kumareport.number_format import NumberFormat, displayed_number
from kumareport.workbook.layout import LETTERED_COLUMNS, Column

_MINUS = PRINTED_MINUS_SIGNS[0]


class Sameness(Enum):
    """How two contents relate."""

    SAME = "the report would print the same"
    NOTATION = "written in another way"
    DIFFERENT = "another value or text"


def is_period(key: str) -> bool:
    """Whether a column's lasting name is that of a period column."""
    return key.startswith(tuple(f"{role} " for role in Role))


def compare(key: str, unit: str, one: Content, other: Content) -> Sameness:
    """Compare two contents of a column.

    Values are compared as they are printed: ``４４．６`` is ``44.6``, but ``44.60`` is another way to
    write it. Texts that differ by full and half width, by spaces, or by how their letters stand, are
    written in another way.

    Args:
        key: the column's lasting name.
        unit: the row's unit.
        one, other: the contents; the order does not matter.
    """
    if _is_same_number(one, other):
        return Sameness.SAME
    if is_period(key):
        return _compare_values(value_of(one, unit), value_of(other, unit))
    texts = _text(one), _text(other)
    if _is_same_amount(unit, one, other):
        return Sameness.SAME
    # Forms that are out hold such a number as text, as it is stored.
    if texts[0] == texts[1] or one.text.strip() == other.text.strip():
        return Sameness.SAME if _look_alike(key, one, other) else Sameness.NOTATION
    bare = ["".join(unicodedata.normalize("NFKC", text).split()) for text in texts]
    return Sameness.NOTATION if bare[0] == bare[1] else Sameness.DIFFERENT


def _look_alike(key: str, one: Content, other: Content) -> bool:
    if key not in LETTERED_COLUMNS:
        return True
    # A number and the text that shows it need not have as many letters: none of them has a look.
    if one.is_number or other.is_number:
        return said_of_looks(one.text) == said_of_looks(other.text)
    return looks_alike(one.text, other.text)


def _is_same_number(one: Content, other: Content) -> bool:
    """Whether two numbers differ only behind what Excel shows: 15 of the 17 digits that are stored,
    of which programs write the last ones otherwise."""
    if not one.is_number or one.number_format != other.number_format:
        return False
    return math.isclose(float(one.text), float(other.text), rel_tol=1e-15, abs_tol=0)


def _is_same_amount(unit: str, one: Content, other: Content) -> bool:
    """Whether one is a number and the other the same number, typed with the unit behind it."""
    number, typed = (one, other) if one.is_number else (other, one)
    if not unit or not number.is_number or typed.is_number or number.fault or typed.fault:
        return False
    said = unicodedata.normalize("NFKC", typed.text).strip()
    bare = said.removesuffix(unicodedata.normalize("NFKC", unit)).strip()
    shown_as = displayed_number(number.text, number.number_format)
    return bare != said and bare.replace(",", "") == shown_as.replace(",", "")


def _compare_values(one: Value, other: Value) -> Sameness:
    if one.kind is other.kind and notation.display(one, _MINUS) == notation.display(other, _MINUS):
        return Sameness.SAME
    parts = [
        (v.kind, v.number, v.year and v.year.ad, v.status, v.operator, v.word, v.note, len(v.older))
        for v in (one, other)
    ]
    if parts[0] == parts[1] and one.kind in (ValueKind.NUMBER, ValueKind.WORD, ValueKind.NO_DATA):
        return Sameness.NOTATION
    bare = [notation.normalize(value.raw) for value in (one, other)]
    return Sameness.NOTATION if bare[0] == bare[1] else Sameness.DIFFERENT


def unit_of(form: Form, row: Row, key: str) -> str:
    """The unit of what a column says in a row: that of an own field, else the row's."""
    field = field_of(form, key)
    return field.unit if field else row.text(Column.UNIT)


def value_of(content: Content, unit: str) -> Value:
    """What a value cell says."""
    if content.is_number:
        return notation.from_number(content.text, content.number_format, unit)
    return notation.parse(content.text, unit)


def fault_of(key: str, content: Content) -> str:
    """Why a content cannot go into the workbook, in Japanese; empty where it can."""
    if content.fault:
        return content.fault
    if content.is_number and NumberFormat.of(content.number_format).is_date:
        return "Excel が入力を日付に変えています"
    return ""


def shown(key: str, unit: str, content: Content) -> str:
    """A content as people see it in Excel."""
    if not is_period(key) or fault_of(key, content):
        return _text(content)
    if not content.is_number:
        return content.text.strip()
    return notation.from_number(content.text, content.number_format, unit).raw


def as_printed(key: str, unit: str, content: Content) -> str:
    """A content by which those that :func:`compare` takes for the same are equal."""
    if not is_period(key) or fault_of(key, content):
        return _text(content)
    value = value_of(content, unit)
    is_read = value.kind in (ValueKind.NUMBER, ValueKind.WORD, ValueKind.NO_DATA)
    return notation.display(value, _MINUS) if is_read else shown(key, unit, content)


def quote(key: str, unit: str, content: Content) -> str:
    """A content for a list that drops nothing: as people see it, with what is struck through."""
    said = shown(key, unit, content)
    return f"{said}（取り消し線：{content.struck}）" if content.struck.strip() else said


def seen_otherwise(key: str, unit: str, content: Content) -> list[str]:
    """What Excel shows of a value instead of the number, for whoever decides; nothing where it shows
    the number."""
    if content.is_number and not is_period(key):
        return _rounded(content)
    seen = value_of(content, unit).seen if is_period(key) and content.is_number else None
    if seen is None:
        return []
    return [f"Excel では「{seen}」と見えています" if seen else "Excel では何も見えていません"]


def _rounded(content: Content) -> list[str]:
    """That a number has digits that its format does not show (9.2 as 9)."""
    exact = displayed_number(content.text, "")
    places = len(exact.partition(".")[2])
    seen = displayed_number(content.text, content.number_format)
    lost = (
        places > len(seen.partition(".")[2]) and seen.replace(",", "").replace(".", "").isdecimal()
    )
    return [f"セルの数は {exact} です（表示では丸められています）"] if lost else []


def remarks_on_looks(key: str, before: Content, after: Content) -> list[str]:
    """How a new text's letters stand, for whoever decides; nothing where that is as it was."""
    said, was = said_of_looks(after.text), said_of_looks(before.text)
    if key not in LETTERED_COLUMNS or said == was:
        return []
    return [f"文字の見た目も取り込みます：{said}" if said else f"文字の見た目がなくなります：{was}"]


def _text(content: Content) -> str:
    text = content.text
    if content.is_number:
        text = displayed_number(text, content.number_format)
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
