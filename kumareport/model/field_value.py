"""What a record says in an office's own fields (項目)."""

from msgspec import Struct

from kumareport.model.field_columns import PREVIOUS, field_key
from kumareport.model.form import FormField
from kumareport.model.location import Location
from kumareport.model.period import Year
from kumareport.model.value import Value


class FieldValue(Struct, frozen=True):
    """One cell of a field.

    Attributes:
        field: the field.
        text: what it says, without what cannot be printed; of a number as typed.
        location: the cell.
        value: of a number: what it means.
        year: of a field that has a column a year: the year.
        is_previous: whether it is what the field said last year.
    """

    field: FormField
    text: str
    location: Location
    value: Value | None = None
    year: Year | None = None
    is_previous: bool = False

    @property
    def key(self) -> str:
        """The lasting name of its column."""
        return field_key(self.field.name, self.year, is_previous=self.is_previous)

    @property
    def title(self) -> str:
        """The field's name as it is printed: 前年度の一次評価."""
        return f"{PREVIOUS if self.is_previous else ''}{self.field.name}"
