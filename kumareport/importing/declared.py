"""What a workbook or form of ours declares of its form (様式): taken as it stands, not guessed again."""

import unicodedata
from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from kumareport.model.field_columns import COMPUTED
from kumareport.model.form import STANDARD, FieldType, Form, FormField
from kumareport.model.form_record import read_form
from kumareport.model.mark import Condition, Mark, Measure, Scheme
from kumareport.model.record_kind import RecordKind
from kumareport.office.excel.spreadsheet import Sheet
from kumareport.workbook import layout
from kumareport.workbook.layout import Setting
from kumareport.workbook.ledger import read_ledger
from kumareport.workbook.seen import seen
from kumareport.workbook.settings import read_settings

_FORM = "様式"
"""What the 控え of a 照会票 calls the form."""


class DeclaredForm(Struct, frozen=True):
    """The form of a source.

    Attributes:
        schemes: its ways to evaluate; empty where the short lines of 設定 say them.
        lines: the lines of 設定 that it fills in.
        departments: name, bureau and contact of each.
    """

    form: Form
    schemes: tuple[Scheme, ...] = ()
    lines: dict[Setting, str | int] = field(default_factory=dict[Setting, str | int])
    departments: tuple[tuple[str, str, str], ...] = ()

    def kinds(self, found: Sequence[RecordKind]) -> tuple[RecordKind, ...]:
        """The kinds of record: those declared, where they are all that was found; else each by its name."""
        own = {kind.name: kind for kind in self.form.kinds}
        if {(kind.name, kind.shape) for kind in found} <= {(k.name, k.shape) for k in own.values()}:
            return self.form.kinds
        return tuple(
            replace(own[kind.name], under=kind.under, depth=kind.depth)
            if kind.name in own and own[kind.name].shape is kind.shape else kind
            for kind in found
        )  # fmt: skip

    def fields(self, found: Sequence[FormField]) -> list[FormField]:
        """The fields: as declared, with those that were found besides."""
        names = {f.name for f in self.form.own}
        return [*self.form.own, *(f for f in found if f.name not in names)]

    @property
    def marks(self) -> dict[str, str]:
        """The way to evaluate of each field of marks."""
        return {f.name: f.how for f in self.form.own if f.type is FieldType.MARK}


def declared_in(sheets: Sequence[Sheet]) -> DeclaredForm | None:
    """What a file of ours declares: the tables of its 設定, or the form in its 控え; None for neither."""
    ledger = read_ledger(sheets)
    if ledger is not None:
        form = read_form(ledger.fields.get(_FORM, ""))
        return None if form == STANDARD else DeclaredForm(form, given_by_people(form, {}))
    sheet = next((s for s in sheets if s.name.strip() == layout.SETTINGS_SHEET), None)
    if sheet is None:
        return None
    settings, _ = read_settings(sheet)
    told = {seen(cell).strip() for (_, column), cell in sheet.cells.items() if column == 1}
    schemes = settings.schemes if layout.SCHEMES_TITLE in told else ()
    departments = tuple((d.name, d.bureau, d.contact) for d in settings.departments)
    return DeclaredForm(settings.form, schemes, _lines(sheet), departments)


def given_by_people(form: Form, words: Mapping[str, str]) -> tuple[Scheme, ...]:
    """The ways to evaluate of the fields of marks.

    Args:
        form: a form.
        words: what each mark means, where the source says it: a form that went out does not.
    """
    typed = Condition(Measure.TYPED)
    marks = {f.how: f.choices for f in form.own if f.type is FieldType.MARK and f.how}
    return tuple(
        Scheme(how, tuple(Mark(s, words.get(s, s), typed, None) for s in symbols))
        for how, symbols in marks.items()
    )


def _lines(sheet: Sheet) -> dict[Setting, str | int]:
    names = {unicodedata.normalize("NFKC", setting): setting for setting in Setting}
    found: dict[Setting, str | int] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        setting = names.get(unicodedata.normalize("NFKC", seen(cell).strip()))
        value = sheet.cells.get((row, 2))
        if column == 1 and setting is not None and setting not in found:
            found[setting] = "" if value is None else seen(value).strip()
    return found


def is_column(field: FormField) -> bool:
    """Whether a field has columns of its own: what is computed has none."""
    return field.type not in COMPUTED
