"""What a department gets: its form and its Word draft, as the bytes of files."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from kumareport.review.book.book import Book
from kumareport.review.book.ownership import Ownership
from kumareport.review.issue.draft import draft_file
from kumareport.review.issue.form_maker import FormMaker
from kumareport.review.issue.issued import Issued, Round
from kumareport.review.issue.questions import Asked
from kumareport.workbook.form import form_file


class Recipient(Struct, frozen=True):
    """A department and what is meant for it.

    Attributes:
        name: the department.
        sections: the IDs of its sections.
        asked_of: what it is asked.
    """

    name: str
    sections: Sequence[str]
    asked_of: Sequence[Asked]


class Parcel(Struct, frozen=True):
    """What a department gets.

    Attributes:
        form: its form (Excel).
        fixed: the texts around the form's tables, by sheet.
        draft: its draft (Word); None where none is made.
    """

    form: bytes
    fixed: Mapping[str, frozenset[str]]
    draft: bytes | None


class Packer(Struct, frozen=True, dict=True):
    """Makes the parcels of one round.

    Attributes:
        book: the workbook.
        owners: who answers for what in it.
        round: the round.
        before: what the last round sent out, to show what has changed; None shows nothing.
        template: a Word template that has passed the template check; None makes no drafts.
    """

    book: Book
    owners: Ownership
    round: Round
    before: Issued | None
    template: bytes | None

    @cached_property
    def _forms(self) -> FormMaker:
        return FormMaker(self.book, self.owners, self.round, self.before)

    def __call__(self, to: Recipient) -> Parcel:
        """A department's parcel.

        Raises:
            TemplateError: the template cannot be rendered.
        """
        form, fixed = form_file(self._forms.form(to.name, to.sections, to.asked_of))
        if self.template is None:
            return Parcel(form, fixed, None)
        draft = draft_file(self.book, self.template, to.sections, self.round, to.name, to.asked_of)
        return Parcel(form, fixed, draft)
