"""A section (節) while its rows are being read."""

from dataclasses import dataclass, field

from kumareport.model.form import Form
from kumareport.model.location import Location
from kumareport.model.report import Group, Section, Text


@dataclass(slots=True)
class OpenSection:
    """A section whose rows are still being read."""

    id: str
    title: str
    department: str
    location: Location
    groups: list[Group] = field(default_factory=list[Group])
    texts: dict[str, list[Text]] = field(default_factory=dict[str, list[Text]])

    def close(self, index: int, number_form: str, form: Form) -> Section:
        """The section, once its last row is read."""
        return Section(
            id=self.id,
            index=index,
            title=self.title,
            department=self.department,
            groups=tuple(self.groups),
            texts=tuple(t for kind in form.written for t in self.texts.get(kind.name, ())),
            location=self.location,
            number_form=number_form,
        )
