"""A section (節) while its rows are being read."""

from dataclasses import dataclass, field

from kumareport.model.location import Location
from kumareport.model.report import Group, Section, Text
from kumareport.workbook.layout import RecordKind


@dataclass(slots=True)
class OpenSection:
    """A section whose rows are still being read."""

    id: str
    title: str
    department: str
    location: Location
    groups: list[Group] = field(default_factory=list[Group])
    texts: dict[RecordKind, list[Text]] = field(default_factory=dict[RecordKind, list[Text]])

    def close(self, index: int, number_form: str) -> Section:
        """The section, once its last row is read."""
        return Section(
            id=self.id,
            index=index,
            title=self.title,
            department=self.department,
            groups=tuple(self.groups),
            verification=tuple(self.texts.get(RecordKind.VERIFICATION, ())),
            direction=tuple(self.texts.get(RecordKind.DIRECTION, ())),
            notes=tuple(self.texts.get(RecordKind.NOTE, ())),
            location=self.location,
            number_form=number_form,
        )
