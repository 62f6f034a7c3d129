"""A cell of an own field (項目) → what it says; what its type does not take is told."""

import unicodedata
from collections.abc import Callable

from kumareport.model.field_columns import NUMERIC, FieldColumn, chosen
from kumareport.model.field_value import FieldValue
from kumareport.model.form import FieldType, FormField
from kumareport.model.location import Location
from kumareport.model.problem import Problem, ProblemKind
from kumareport.model.row import Row
from kumareport.number_format import displayed_number
from kumareport.office.excel.spreadsheet import Cell
from kumareport.patterns import regex
from kumareport.workbook.layout import MARK_SPELLINGS
from kumareport.workbook.seen import is_date
from kumareport.workbook.values import read_value

_DAY = regex(
    r"\d{1,2}(?:月\d{1,2}日|/\d{1,2})|"
    r"(?:(?:令和|平成|昭和|[RHS])(?:\d{1,2}|元)|\d{4})(?:年\d{1,2}月(?:\d{1,2}日)?|年度?|[./-]\d{1,2}(?:[./-]\d{1,2})?)"
)
Printable = Callable[[Cell, str], str]
"""The text of a cell in a column of a lasting name, its doubtful parts told."""


def read_field(
    cell: Cell | None,
    row: Row,
    column: FieldColumn,
    problems: list[Problem],
    printable: Printable,
) -> FieldValue:
    """What a record's cell of a field says.

    Args:
        cell: the cell, where there is one.
        row: the record.
        column: the field's column.
        problems: what cannot be taken as it stands goes here.
        printable: reads a text.
    """
    at = Location(row.sheet, row.number, column.column)
    field = column.field
    value = None
    if field.type in NUMERIC and not column.is_previous:
        value = read_value(cell, field.unit, at, problems)
        text = value.raw
    elif cell is None:
        text = ""
    elif is_date(cell) and (field.type is FieldType.DATE or column.is_previous):
        text = displayed_number(cell.text, cell.number_format).strip()
    else:
        text = printable(cell, column.key)
    if text and not column.is_previous:
        taken = _taken(text, field)
        if taken is None:
            detail = f"「{field.name}」には、{_wanted(field)}"
            problems.append(Problem(ProblemKind.BAD_CHOICE, at, detail, text))
        text = taken or text
    return FieldValue(field, text, at, value, column.year, column.is_previous)


def _taken(text: str, field: FormField) -> str | None:
    """A text as the field's type prints it; None for what it does not take."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if field.type is FieldType.MARK:
        return next((s for s in field.choices if {text.strip(), plain} & _spellings(s)), None)
    if field.type is FieldType.DATE:
        return text if _DAY.search("".join(plain.split())) else None
    if field.type not in (FieldType.CHOICE, FieldType.CHOICES):
        return text
    words = (plain,) if plain in field.choices else chosen(text)
    is_one = len(words) == 1 or field.type is FieldType.CHOICES
    return "、".join(words) if is_one and set(words) <= set(field.choices) else None


def _wanted(field: FormField) -> str:
    if field.type is FieldType.DATE:
        return "「令和６年４月１日」のような日付を入れてください"
    how = "いくつでも" if field.type is FieldType.CHOICES else "１つを"
    between = "、" if any("・" in choice for choice in field.choices) else "・"
    return f"{between.join(field.choices)} から、{how}選んでください"


def _spellings(symbol: str) -> set[str]:
    plain = unicodedata.normalize("NFKC", symbol)
    return {symbol, plain, *MARK_SPELLINGS.get(symbol, ())}
