"""The parts of a sheet (節 …) while its rows are being read."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from kumareport.model.field_value import FieldValue
from kumareport.model.form import OF_REPORT, SHEETS, Form
from kumareport.model.location import Location
from kumareport.model.mark import Scheme
from kumareport.model.numbering import below
from kumareport.model.open_headings import OpenHeadings, end_of, has_end
from kumareport.model.record_kind import RecordKind
from kumareport.model.report import Group, Part, Text
from kumareport.model.settings import ChapterEntry
from kumareport.workbook.field_formulas import list_totals


class OpenPart(Struct):
    """A part whose rows are still being read; see :class:`Part`."""

    id: str
    title: str
    department: str
    location: Location
    number_form: str
    depth: int
    parent: str
    kind: str
    groups: list[Group] = field(default_factory=list[Group])
    fields: tuple[FieldValue, ...] = ()
    texts: dict[str, list[Text]] = field(default_factory=dict[str, list[Text]])

    @property
    def says(self) -> bool:
        """Whether its heading says anything in a field."""
        return any(value.text for value in self.fields)

    @property
    def is_written(self) -> bool:
        """Whether anything is written of it; a front has its title from elsewhere."""
        return bool(
            self.groups or self.texts or self.says or (self.title and self.kind not in SHEETS)
        )

    def close(
        self, above: Sequence[int], index: int, form: Form, schemes: Sequence[Scheme]
    ) -> Part:
        """The part, once the last row is read, with its number and those of the parts above it."""
        return Part(
            id=self.id,
            index=index,
            title=self.title,
            department=self.department,
            groups=tuple(self.groups),
            texts=tuple(t for kind in form.written for t in self.texts.get(kind.name, ())),
            location=self.location,
            number_form=below(self.number_form, above),
            depth=self.depth,
            parent=self.parent,
            kind=self.kind,
            fields=self.fields,
            totals=tuple(
                (kind.name, totals)
                for kind in form.boxes
                if (totals := list_totals(form, kind, self.texts.get(kind.name, ()), schemes))
            ),
        )


class OutlineParts:
    """The parts of one sheet, from the top.

    Args:
        form: the kinds of record.
        section_form: how the first part of depth 2 is numbered where the form does not say so.
        front: the sheet's front, which is a part where a record stands in it.
        numbers: those that the chapter's number is made of.
        schemes: the ways to give marks.
    """

    def __init__(
        self,
        form: Form,
        section_form: str,
        front: OpenPart,
        numbers: tuple[int, ...],
        schemes: Sequence[Scheme],
    ) -> None:
        self._form = form
        self._section_form = section_form
        self._front = front
        self._numbers = numbers
        self._schemes = schemes
        self._parts: list[OpenPart] = []
        self._ends: dict[str, OpenPart] = {}
        self._standing = OpenHeadings(form, front.id, front.kind)

    @property
    def of_report(self) -> bool:
        """Whether the sheet is no chapter but one of the whole report, which has no headings."""
        return self._front.kind in OF_REPORT

    @property
    def front(self) -> OpenPart:
        """The part of the sheet itself, which stands above its first heading."""
        if self._front not in self._parts:
            self._parts.insert(0, self._front)
        return self._front

    @property
    def last(self) -> OpenPart:
        """The part that was opened last; above the first heading, the front."""
        return self._parts[-1] if self._parts else self.front

    def part_of(self, kind: RecordKind) -> OpenPart:
        """The part that the next record stands in."""
        wanted = self._standing.part_of(kind)
        if wanted == self.last.id:
            return self.last
        if wanted == end_of(self._front.id):
            return self._end(self.front)
        parent = next((p for p in reversed(self._parts) if end_of(p.id) == wanted), None)
        return self.last if parent is None else self._end(parent)

    def _end(self, parent: OpenPart) -> OpenPart:
        """What stands below all parts of a part."""
        return self._ends.setdefault(
            parent.id,
            OpenPart(
                id=end_of(parent.id),
                title=parent.title,
                department=parent.department,
                location=parent.location,
                number_form=parent.number_form,
                depth=parent.depth,
                parent=parent.id,
                kind=end_of(parent.kind),
            ),
        )

    def open(
        self, kind: RecordKind, part_id: str, title: str, department: str, location: Location
    ) -> str:
        """Open a part below the last one that is less deep.

        Returns:
            The name of the heading that is missing between the two; empty for none.
        """
        self._standing.open(kind, part_id)
        above = (part for part in reversed(self._parts) if 1 < part.depth < kind.depth)
        parent = next(above, None)
        usual = self._section_form if kind.depth == 2 else f"{kind.name}１"
        self._parts.append(
            OpenPart(
                id=part_id,
                title=title,
                department=department or (parent.department if parent else ""),
                location=location,
                number_form=kind.heading or usual,
                depth=kind.depth,
                parent=parent.id if parent else "",
                kind=kind.name,
            )
        )
        if kind.depth == (parent.depth if parent else 1) + 1:
            return ""
        return next(k.name for k in self._form.headings if k.depth == kind.depth - 1)

    def close(self) -> tuple[Part, ...]:
        """The parts in order, numbered from 1 below each parent; one of which nothing is written yet,
        nor of any below it, is none."""
        if self.of_report and not self._parts:
            self._parts.append(self._front)
        kept = {part.id for part in self._parts if part.is_written or part.kind in OF_REPORT}
        for part in reversed(self._parts):
            if part.id in kept and part.parent:
                kept.add(part.parent)
        for part in self._parts:
            if part.id in kept and any(has_end(k, part.kind) for k in self._form.kinds):
                self._end(part)
        ends = {part.id for part in self._ends.values()}
        numbers: Counter[tuple[str, int]] = Counter()
        paths = {"": self._numbers}
        found: list[Part] = []
        for part in self._in_order():
            if part.id in ends:
                *above, index = paths.get(part.parent, self._numbers)
                found.append(part.close(above, index, self._form, self._schemes))
            elif part.id in kept:
                neighbours = part.parent, part.depth
                numbers[neighbours] += 1
                above, index = paths[part.parent], numbers[neighbours]
                paths[part.id] = (*above, index)
                found.append(part.close(above, index, self._form, self._schemes))
        return tuple(found)

    def _in_order(self) -> Iterator[OpenPart]:
        """The parts, each with what stands at its end behind all that lie in it."""
        above: list[OpenPart] = []
        for part in self._parts:
            while above and above[-1].depth >= part.depth:
                yield from self._end_of(above.pop())
            above.append(part)
            yield part
        for part in reversed(above):
            yield from self._end_of(part)

    def _end_of(self, part: OpenPart) -> Iterator[OpenPart]:
        if part.id in self._ends:
            yield self._ends[part.id]


def front_of(entry: ChapterEntry, sheet: str, location: Location) -> OpenPart:
    """The front of a sheet, whose number and title are the chapter's."""
    return OpenPart(sheet, entry.title, "", location, entry.number, 1, "", entry.kind)
