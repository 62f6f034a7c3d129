"""A content as the workbook shall hold it: numbers as numbers."""

from msgspec.structs import replace

from kumareport.model.field_columns import NUMERIC, field_of
from kumareport.model.form import Form
from kumareport.model.row import Content
from kumareport.model.value import ValueKind
from kumareport.review.merge.sameness import is_period, value_of


def as_stored(content: Content, key: str, form: Form) -> Content:
    """A plain number that was typed as text (４５．０) becomes a number that shows the same decimals;
    whatever else stays as it is.

    Args:
        content: what was proposed.
        key: its column.
        form: the workbook's.
    """
    field = field_of(form, key)
    if content.is_number or not (is_period(key) or (field is not None and field.type in NUMERIC)):
        return content
    value = value_of(content, "")
    extra = (value.year, value.status, value.operator, value.note, value.older, value.shown)
    if value.kind is not ValueKind.NUMBER or value.number is None or any(extra):
        return content
    whole = "#,##0" if abs(value.number) >= 1000 else "0"
    code = whole + ("." + "0" * value.decimals if value.decimals else "")
    return replace(content, text=f"{value.number:f}", number_format=code)
