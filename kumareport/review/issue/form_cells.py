"""Where the records and blank rows of a department's form stand."""

from msgspec import Struct, field

from kumareport.model.location import Location
from kumareport.review.issue.questions import Asked


class FormCells(Struct):
    """Where things stand in a form.

    Attributes:
        records: sheet and row of each record, by its ID.
        blanks: sheet and row of the first blank row below the texts, by section and kind.
        columns: the 1-based column of each lasting name, by sheet.
    """

    records: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])
    blanks: dict[tuple[str, str], tuple[str, int]] = field(
        default_factory=dict[tuple[str, str], tuple[str, int]]
    )
    columns: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])

    def of(self, asked: Asked, section: str) -> Location:
        """The cell in which something is answered."""
        at = self.blanks[section, asked.new_text] if asked.new_text else self.records[asked.record]
        return Location(*at, self.columns[at[0]][asked.column])
