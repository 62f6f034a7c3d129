"""A document of :func:`kumareport.opendata.report_json.to_json` → the report."""

import json
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from kumareport.model.field_value import FieldValue
from kumareport.model.form import FRONT, STANDARD, FieldType, FormField
from kumareport.model.form_record import read_form
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.mark import Direction
from kumareport.model.period import Period, Role, Year
from kumareport.model.record_kind import Author, RecordKind, Shape, Turn
from kumareport.model.report import Chapter, Group, Part, Report, Text
from kumareport.model.settings import Settings
from kumareport.model.value import Entry, Fault, Operator, Value, ValueKind, ValueWord

VERSION, OWN_FORM = 1, 2
"""The versions of the document: 2 for a report whose form is its own, or with content of a chapter."""
_NOWHERE = Location("")

Json = dict[str, Any]
"""A JSON object: its members are of any type by nature."""


def _read_field(said: Json) -> FieldValue:
    field = FormField(
        said["name"],
        FieldType(said["type"]),
        tuple(said["of"]),
        tuple(said["choices"]),
        said["unit"],
        Author(said["author"]),
        Turn(said["turn"]),
        how=said.get("how", ""),
        is_required=said.get("required", False),
    )
    value = _read_value(said["value"]) if said["value"] else None
    year = _read_year(said["year"])
    return FieldValue(field, said["text"], _NOWHERE, value, year, said["previous"])


def from_json(text: str) -> Report:
    """The report that a document of :func:`to_json` holds, without its places in a workbook.

    Settings are those that the document states; the rules that gave the marks are not in it.

    Raises:
        ValueError: no such document.
    """
    document: Json = json.loads(text)
    if document.get("version") not in (VERSION, OWN_FORM):
        raise ValueError("unknown version")
    year = _read_year(document["year"])
    settings = Settings(title=document["title"], label=document["label"], year=year)
    form = read_form(json.dumps(document["form"])) if "form" in document else STANDARD
    settings = replace(settings, section_form=document["first_section_number"], form=form)
    chapters = tuple(_read_chapter(chapter, settings) for chapter in document["chapters"])
    return Report(settings, chapters, (), ())


def _read_year(year: Json | None) -> Year | None:
    return Year(year["ad"], year["label"]) if year else None


def _read_chapter(chapter: Json, settings: Settings) -> Chapter:
    year = _read_year(chapter["year"])
    periods: list[Period] = []
    for number, period in enumerate(chapter["periods"], 1):
        of = _read_year(period["year"])
        assert of is not None
        status, typed = period.get("status", ""), period.get("header", "")
        periods.append(Period(Role(period["role"]), of, period["heading"], number, status, typed))
    sections = tuple(
        _read_section(section, index, periods, settings, year)
        for index, section in enumerate(chapter["sections"], 1)
    )
    number, title = chapter["number"], chapter["title"]
    kind = chapter.get("kind", FRONT)
    return Chapter(number, title, "", tuple(periods), sections, _NOWHERE, kind)


def _read_section(
    section: Json, index: int, periods: list[Period], settings: Settings, year: Year | None
) -> Part:
    groups = tuple(
        Group(
            group["name"],
            tuple(_read_indicator(row, periods, year) for row in group["indicators"]),
        )
        for group in section["groups"]
    )
    texts = [
        Text(
            text["id"],
            text["text"],
            _NOWHERE,
            kind,
            tuple(map(_read_field, text.get("fields", ()))),
        )
        for kind in STANDARD.written
        for text in section.get(kind.data_name, ())
    ]
    for text in section.get("texts", ()):
        kind = settings.form.kind(text["kind"]) or RecordKind(text["kind"], Shape(text["shape"]))
        fields = tuple(map(_read_field, text.get("fields", ())))
        texts.append(Text(text["id"], text["text"], _NOWHERE, kind, fields))
    return Part(
        id=section["id"],
        index=section.get("index", index),
        title=section["title"],
        department=section["department"],
        groups=groups,
        texts=tuple(texts),
        location=_NOWHERE,
        number_form=section.get("first_number", settings.section_form),
        depth=section.get("depth", 2),
        parent=section.get("parent", ""),
        kind=section.get("kind", STANDARD.headings[0].name),
        fields=tuple(map(_read_field, section.get("fields", ()))),
    )


def _read_indicator(row: Json, periods: list[Period], year: Year | None) -> Indicator:
    return Indicator(
        id=row["id"],
        name=row["name"],
        notes=tuple(row["notes"]),
        unit=row["unit"],
        entries=tuple(
            Entry(period, _read_value(value), _NOWHERE, value["span"])
            for period, value in zip(periods, row["values"], strict=True)
        ),
        typed_mark=row["typed_mark"],
        override_reason=row["override_reason"],
        direction=Direction(row["desired"]) if row["desired"] else None,
        has_chart=row["chart"]["shown"],
        chart_title=row["chart"]["title"],
        department=row["department"],
        location=_NOWHERE,
        mark_location=_NOWHERE,
        scheme=row["scheme"],
        year=year,
        fields=tuple(map(_read_field, row.get("fields", ()))),
    )


def _read_value(value: Json) -> Value:
    return Value(
        kind=ValueKind(value["kind"]),
        raw=value["typed"],
        number=Decimal(value["number"]) if value["number"] else None,
        decimals=value["decimals"],
        year=_read_year(value["year"]),
        status=value["status"],
        operator=Operator(value["operator"]) if value["operator"] else None,
        word=ValueWord(value["word"]) if value["word"] else None,
        note=value["note"],
        older=tuple(_read_value(older) for older in value["older"]),
        reason=value["reason"],
        fault=Fault(value["fault"]) if value["fault"] else None,
        is_text=value["is_text"],
        shown=value.get("shown", ""),
    )
