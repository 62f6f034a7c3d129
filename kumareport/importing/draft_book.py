"""A draft → what the one writer of workbooks takes."""

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from kumareport.importing.declared import is_column
from kumareport.importing.draft import (
    Column,
    Draft,
    DraftIndicator,
    DraftPart,
    Heads,
    Stored,
)
from kumareport.importing.draft_form import Named, form_of, numbers_of
from kumareport.importing.numbers import split_number
from kumareport.importing.schemes import THREE, schemes_of
from kumareport.model.field_columns import YEARLY
from kumareport.model.form import WHOLE, WHOLE_END, Form
from kumareport.model.period import Role, Year, in_force, parse_year, year_in
from kumareport.model.record_kind import Shape
from kumareport.workbook.layout import Setting
from kumareport.workbook.new_workbook import ChapterSheet, NewWorkbook, Record
from kumareport.workbook.period_columns import header_text, sort_key
from kumareport.workbook.starting import sheet_name

_LEGENDS = {
    "○": Setting.LEGEND_ACHIEVED, "△": Setting.LEGEND_NEARLY, "×": Setting.LEGEND_MISSED,
}  # fmt: skip
_SHEETS = {WHOLE: "巻頭", WHOLE_END: "巻末"}


class Writing:
    """The workbook of a draft.

    Args:
        draft: the report.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._schemes = schemes_of(draft)
        self._form, self._names = form_of(draft, self._schemes.of_fields)
        self._parts = list(draft.parts())
        self._numbered: dict[int, Named] = {
            kind.depth or 2: numbers_of(self._parts, kind.depth or 2, kind.name)
            for kind in self._form.headings
        }

    def workbook(self) -> NewWorkbook:
        """All of it."""
        chapters: list[ChapterSheet] = []
        for index, part in enumerate(self._draft.chapters, 1):
            if part.is_of_whole:
                chapters.append(self._of_whole(part))
                continue
            number, title = split_number(part.text)
            name = sheet_name(number or title, index, [c.name for c in chapters])
            chapters.append(self._chapter(part, name, number, title))
        return NewWorkbook(
            settings=self._settings(),
            chapters=chapters,
            departments=self._departments(),
            schemes=self._schemes.all,
            form=self._form,
        )

    def _settings(self) -> dict[Setting, str | int]:
        declared = self._draft.declared
        found: dict[Setting, str | int] = {
            **(declared.lines if declared else {}),
            Setting.TITLE: self._draft.title,
            # A blank one prints nothing; none at all would print the usual one.
            Setting.LABEL: self._draft.label,
        }
        if declared and not self._draft.label:
            found[Setting.LABEL] = declared.lines.get(Setting.LABEL, "")
        for symbol in THREE:
            if symbol in self._schemes.legend:
                found[_LEGENDS[symbol]] = self._schemes.legend[symbol]
        if self._schemes.threshold:
            found[Setting.THRESHOLD] = self._schemes.threshold
        numbered = self._numbered[min(self._numbered)]
        if numbered.is_counted or Setting.SECTION_FORM not in found:
            found[Setting.SECTION_FORM] = numbered.form
        actual = [heads for (role, _), heads in self._draft.columns.items() if role is Role.ACTUAL]
        years = [year for heads in actual if (year := _year(heads.year))]
        if years:
            found[Setting.YEAR] = max(years, key=lambda year: year.ad).label
        return found

    def _departments(self) -> list[tuple[str, str, str]]:
        names = [part.department for part in self._parts]
        names += [i.department for part in self._parts for i in part.indicators]
        known = self._draft.declared.departments if self._draft.declared else ()
        fresh = dict.fromkeys(name for name in names if name not in {"", *(d[0] for d in known)})
        return [*known, *((name, "", "") for name in fresh)]

    def _chapter(self, part: DraftPart, name: str, number: str, title: str) -> ChapterSheet:
        columns = self._columns(part)
        records = [record for child in part.all() for record in self._records(child, columns)]
        heads = self._draft.columns
        periods = [header_text(heads[c].word, heads[c].year) for c in columns]
        return ChapterSheet(
            name,
            number,
            title,
            periods,
            records,
            self._schemes.all,
            form=self._form,
            fields=self._fields(),
        )

    def _of_whole(self, part: DraftPart) -> ChapterSheet:
        """The sheet of what stands before the first chapter, or after the last one."""
        records = list(self._records(part, []))
        names = {name for _, fields in part.holders() for name in fields}
        fields = [name for name in self._fields() if name in names]
        name = _SHEETS[part.kind]
        return ChapterSheet(
            name, part.kind, part.text, (), records, form=self._form, fields=fields, kind=part.kind
        )

    def _columns(self, chapter: DraftPart) -> list[Column]:
        """The columns of values of a chapter, in the order of its tables where that is one."""
        used = {c for part in chapter.all() for i in part.indicators for c in i.values}
        used = used or set(self._draft.columns)
        self._complete(used)
        for layout in self._draft.layouts:
            if set(layout) == used:
                return list(layout)
        return sorted(used, key=lambda c: sort_key(c[0], Year(c[1], "")))

    def _complete(self, used: set[Column]) -> None:
        """Add the columns without which no sheet can be read, blank, where the source has none."""
        years = [year for _, year in used]
        if not years:
            years = [self._year_of_report()]
        for role, year in (
            (Role.BASE, min(years)),
            (Role.ACTUAL, max(years)),
            (Role.TARGET, max(years)),
        ):
            if any(own is role for own, _ in used):
                continue
            column = role, year
            heads = (h.year for (_, y), h in self._draft.columns.items() if y == year)
            label = next(heads, in_force(year))
            used.add(column)
            self._draft.columns.setdefault(column, Heads(str(role), label))
            note = f"資料に{role}の列がないので、空の列「{role} {label}」を入れました（年度はあとで直せます）"
            if note not in self._draft.notes:
                self._draft.notes.append(note)

    def _year_of_report(self) -> int:
        """The year that the title names; the last whole fiscal year where it names none."""
        found = year_in(self._draft.title)
        today = datetime.now().astimezone()
        return found[0].ad if found else today.year - (1 if today.month > 3 else 2)

    def _fields(self) -> list[str]:
        """The headers of the office's own fields."""
        found: list[str] = []
        for field in filter(is_column, self._form.own):
            if field.type in YEARLY:
                years = sorted(self._draft.yearly.get(field.name, ()), key=_ad)
                found += [f"{field.name} {year}" for year in years]
            else:
                found.append(field.name)
        return found

    def _records(self, part: DraftPart, columns: list[Column]) -> list[Record]:
        found: list[Record] = []
        if part.depth > 1:
            found.append(
                Record(part.kind or self._heading(part.depth), "", self._title(part), part.department,
                       memo=part.memo, fields=part.fields)
            )  # fmt: skip
        elif part.is_of_whole and (part.fields or part.memo):
            found.append(Record(part.kind, "", "", memo=part.memo, fields=part.fields))
        elif part.memo:
            found.append(Record(self._form.of_shape(Shape.NOTE)[0].name, "", part.memo))
        departments = {i.department for i in part.indicators}
        shared = departments.pop() if len(departments) == 1 and part.depth > 1 else ""
        if shared and not part.department:
            found[0] = replace(found[0], department=shared)
        owner = part.department or shared if part.depth > 1 else ""
        found += [self._indicator(i, columns, owner) for i in part.indicators]
        return found + [
            Record(self._names[t.kind], "", t.text, t.department, fields=t.fields)
            for t in part.texts
        ]

    def _heading(self, depth: int) -> str:
        return next(
            (k.name for k in self._form.headings if k.depth == depth), self._form.headings[-1].name
        )

    def _title(self, part: DraftPart) -> str:
        named = self._numbered.get(part.depth)
        if named is None:
            return part.text
        if named.is_counted:
            return split_number(part.text)[1]
        # 「施策 1-1 …」: the name of the kind stands for the number that does not count on.
        return part.text.removeprefix(named.form).strip() or part.text

    def _indicator(self, draft: DraftIndicator, columns: list[Column], owner: str) -> Record:
        values: list[Stored] = [draft.values.get(column, (None, "")) for column in columns]
        merged = None
        if draft.merged and all(column in columns for column in draft.merged):
            start, end = (columns.index(column) for column in draft.merged)
            merged = (start, end - start + 1) if end > start else None
        kind = self._form.of_shape(Shape.INDICATOR)[0].name
        return Record(
            kind, "", draft.name, draft.department if draft.department != owner else "", draft.group,
            draft.unit, values, merged, draft.mark, draft.reason, draft.scheme, direction=draft.direction, chart=draft.chart,
            chart_title=draft.chart_title, memo=draft.memo, fields=draft.fields,
        )  # fmt: skip

    @property
    def form(self) -> Form:
        """The form of the workbook."""
        return self._form

    @property
    def names(self) -> Mapping[str, str]:
        """The name of each kind of text in the form."""
        return self._names


def _year(label: str) -> Year | None:
    found = year_in(label)
    return parse_year(label) or (found[0] if found else None)


def _ad(label: str) -> int:
    year = _year(label)
    return year.ad if year else 0
