"""What was typed into a page's form, for the page to be shown again with it: after a file was chosen
from the list of folders, or with what was wrong."""

import secrets
from collections.abc import Mapping, Sequence

from msgspec import Struct

from kumareport.errors import KumareportError

Fields = Mapping[str, Sequence[str]]
_MOST_KEPT = 20


class Typed(Struct, frozen=True):
    """The fields of a form as they were sent.

    Attributes:
        fields: every value by its name; None for a page that is shown anew.
    """

    fields: Fields | None = None

    def text(self, name: str, otherwise: str = "") -> str:
        """What stands in a field; on a new page something else."""
        found = (self.fields or {}).get(name)
        return found[0] if found else otherwise

    def picks(self, name: str, value: str, otherwise: bool = False) -> bool:
        """Whether a box or one of several choices is ticked; on a new page something else."""
        return otherwise if self.fields is None else value in self.fields.get(name, ())

    def chooses(self, name: str, value: str, otherwise: bool = False) -> bool:
        """As :meth:`picks`, for choices of which there always is one: those of another form stay."""
        return self.picks(name, value, otherwise) if self.text(name) else otherwise


class KeptForm(Struct, frozen=True):
    """A form that was sent, for its page to be shown again.

    Attributes:
        fields: what was typed.
        problem: what was wrong with it; None where a file is being chosen.
    """

    fields: Fields
    problem: KumareportError | None = None


class KeptForms:
    """Forms that were sent last."""

    def __init__(self) -> None:
        self._kept: dict[str, KeptForm] = {}

    def keep(self, form: KeptForm) -> str:
        """Keep a form; the name by which its page gets it back."""
        name = secrets.token_hex(8)
        self._kept[name] = form
        for old in [*self._kept][:-_MOST_KEPT]:
            del self._kept[old]
        return name

    def get(self, name: str) -> KeptForm | None:
        """What was kept; None where it is not known any more."""
        return self._kept.get(name)
