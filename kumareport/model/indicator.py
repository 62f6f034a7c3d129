"""An indicator (指標), its values, and the text that stands beside it."""

from functools import cached_property

from msgspec import Struct

from kumareport.model.field_value import FieldValue
from kumareport.model.location import Location
from kumareport.model.mark import Direction
from kumareport.model.period import Role, Year
from kumareport.model.value import Entry, ValueKind


class Indicator(Struct, frozen=True, dict=True):
    """One indicator row (検証指標).

    Attributes:
        id: the row's stable key.
        name: the name on one line.
        notes: the name's notes (※…), printed small below it.
        unit: ％, 人 … as typed, half-width % made full-width.
        entries: one per period column, in the sheet's order.
        typed_mark: 進捗 as typed, overriding the computed mark; empty otherwise.
        override_reason: why.
        direction: 望ましい方向, or None where blank.
        has_chart: グラフ ≠ 無.
        chart_title: グラフ題名, or the name.
        department: 所管課, its own or the section's.
        location: the name's cell; ``mark_location`` that of 進捗.
        scheme: 判定の方式; empty for the usual one.
        year: the year of the evaluation, where known.
        fields: what it says in the office's own fields, one for each of their columns.
        mark_before: last year's printed mark as typed, where a rollover or a person left it.
    """

    id: str
    name: str
    notes: tuple[str, ...]
    unit: str
    entries: tuple[Entry, ...]
    typed_mark: str
    override_reason: str
    direction: Direction | None
    has_chart: bool
    chart_title: str
    department: str
    location: Location
    mark_location: Location
    scheme: str = ""
    year: Year | None = None
    fields: tuple[FieldValue, ...] = ()
    mark_before: str = ""

    def __hash__(self) -> int:
        """Rows that are equal have one ID; each of their values need not be looked at."""
        return hash(self.id)

    # The rules ask for these again and again.
    @cached_property
    def _by_role(self) -> dict[Role, tuple[Entry, ...]]:
        found: dict[Role, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.period.role, []).append(entry)
        return {role: tuple(entries) for role, entries in found.items()}

    def of_role(self, role: Role) -> tuple[Entry, ...]:
        """The entries of one role, in the sheet's order."""
        return self._by_role.get(role, ())

    def is_due(self, entry: Entry) -> bool:
        """Whether a value should be known: no 実績 of a year after that of the evaluation is."""
        is_later = self.year is not None and entry.period.year.ad > self.year.ad
        return not (entry.period.role is Role.ACTUAL and is_later)

    @cached_property
    def due_actuals(self) -> tuple[Entry, ...]:
        """The 実績 that should be known, in the sheet's order."""
        return tuple([entry for entry in self.of_role(Role.ACTUAL) if self.is_due(entry)])

    @cached_property
    def base(self) -> Entry | None:
        """The 基準値 (the first one, should there be more)."""
        return next(iter(self.of_role(Role.BASE)), None)

    @cached_property
    def target(self) -> Entry | None:
        """The 検証値 that counts: the next one that says something, from the year of the evaluation on;
        the last one after that, and where no year is known."""
        targets = sorted(self.of_role(Role.TARGET), key=lambda entry: entry.period.year.ad)
        if not targets or self.year is None:
            return targets[-1] if targets else None
        due = [entry for entry in targets if entry.period.year.ad >= self.year.ad]
        silent = (ValueKind.BLANK, ValueKind.NO_DATA)
        said = (entry for entry in due if entry.value.kind not in silent)
        return next(said, targets[-1])

    @property
    def is_chartable(self) -> bool:
        """At least two numbers among base and actuals, and グラフ ≠ 無."""
        points = self.of_role(Role.BASE) + self.of_role(Role.ACTUAL)
        return self.has_chart and sum(entry.number is not None for entry in points) >= 2
