"""The whole report as JSON, and back. The schema is ``docs/schema/report.schema.json``."""

import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kumareport.marks import Judged
from kumareport.model.field_value import FieldValue
from kumareport.model.form import (
    STANDARD,
    WRITTEN,
    Author,
    FieldType,
    Form,
    FormField,
    RecordKind,
    Shape,
    Turn,
)
from kumareport.model.form_record import form_text, read_form
from kumareport.model.location import Location
from kumareport.model.mark import Direction
from kumareport.model.period import Period, Role, Year
from kumareport.model.report import Chapter, Group, Indicator, Part, Report, Settings, Text
from kumareport.model.value import Entry, Fault, Operator, Value, ValueKind, ValueWord
from kumareport.opendata.tables import plain_number

VERSION, OWN_FORM = 1, 2
"""The versions of the document: 2 for a report whose form is its own, or with content of a chapter."""
_NOWHERE = Location("")

Json = dict[str, Any]
"""A JSON object: its members are of any type by nature."""


def to_json(report: Report, judged: Judged) -> str:
    """The report with its values, marks and texts; equal reports give equal texts."""
    version = _version(report)
    document: Json = {
        "version": version,
        "title": report.settings.title,
        "label": report.settings.label,
        "year": _year(report.settings.year),
        "first_section_number": report.settings.section_form,
        "legend": [{"symbol": m.symbol, "meaning": m.meaning} for m in report.settings.marks],
        "chapters": [
            _chapter(chapter, judged, report.settings.form, version) for chapter in report.chapters
        ],
    }
    if version == OWN_FORM:
        document["form"] = json.loads(form_text(report.settings.form))
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _version(report: Report) -> int:
    """Version 1 holds a report of the standard form, sections alone below its chapters."""
    is_usual = report.settings.form.kinds == STANDARD.kinds
    return VERSION if is_usual and not any(p.is_front for _, p in report.parts()) else OWN_FORM


def _year(year: Year | None) -> Json | None:
    return {"label": year.label, "ad": year.ad} if year else None


def _period(period: Period) -> Json:
    """A column; its header and the state of its values only where they are not as usual."""
    said: Json = {"role": str(period.role), "heading": period.heading, "year": _year(period.year)}
    if period.status:
        said["status"] = period.status
    if period.label != f"{period.heading} {period.tier}":
        said["header"] = period.label
    return said


def _chapter(chapter: Chapter, judged: Judged, form: Form, version: int) -> Json:
    return {
        "number": chapter.number,
        "title": chapter.title,
        "year": _year(next((row.year for s in chapter.parts for row in s.indicators), None)),
        "periods": [_period(p) for p in chapter.periods],
        "sections": [_section(section, judged, form, version) for section in chapter.parts],
    }


def _named(form: Form) -> list[tuple[str, RecordKind]]:
    return [(kind.data_name, kind) for kind in form.of_shape(*WRITTEN) if kind.data_name]


def _section(section: Part, judged: Judged, form: Form, version: int) -> Json:
    if version == OWN_FORM:
        return _part(section, judged)
    others = [
        {"kind": text.kind.name, "shape": str(text.kind.shape), **_text(text)}
        for text in section.texts
        if not text.kind.data_name
    ]
    return {
        "id": section.id,
        "number": section.number,
        "title": section.title,
        "department": section.department,
        "groups": [_group(group, judged) for group in section.groups],
        **{name: [_text(t) for t in section.of_kind(kind)] for name, kind in _named(form)},
        **({"texts": others} if others else {}),
        **_fields(section.fields),
    }


def _part(part: Part, judged: Judged) -> Json:
    """A part of a report with a form of its own, in the outline's order."""
    return {
        "id": part.id,
        "kind": part.kind,
        "depth": part.depth,
        "parent": part.parent,
        "index": part.index,
        "first_number": part.number_form,
        "number": part.number,
        "title": part.title,
        "department": part.department,
        "groups": [_group(group, judged) for group in part.groups],
        "texts": [
            {"kind": text.kind.name, "shape": str(text.kind.shape), **_text(text)}
            for text in part.texts
        ],
        **_fields(part.fields),
    }


def _text(text: Text) -> Json:
    return {"id": text.id, "text": text.text, **_fields(text.fields)}


def _group(group: Group, judged: Judged) -> Json:
    mark = judged.mark(group)
    return {
        "name": group.name,
        "mark": mark.symbol if mark else None,
        "indicators": [_indicator(row, judged) for row in group.rows],
    }


def _indicator(row: Indicator, judged: Judged) -> Json:
    judgement = judged.rows[row.id]
    return {
        "id": row.id,
        "name": row.name,
        "notes": list(row.notes),
        "unit": row.unit,
        "department": row.department,
        "scheme": row.scheme,
        "desired": str(row.direction) if row.direction else None,
        "chart": {"shown": row.has_chart, "title": row.chart_title},
        "typed_mark": row.typed_mark,
        "override_reason": row.override_reason,
        "computed_mark": judgement.mark.symbol if judgement.mark else None,
        "explanation": judgement.explanation,
        "values": [_entry(entry) for entry in row.entries],
        **_fields(row.fields),
    }


def _fields(fields: Sequence[FieldValue]) -> Json:
    """The office's own fields, where its form has any."""
    return {"fields": [_field(said) for said in fields]} if fields else {}


def _field(said: FieldValue) -> Json:
    field = said.field
    return {
        "name": field.name,
        "type": str(field.type),
        "unit": field.unit,
        "choices": list(field.choices),
        "of": list(field.of),
        "author": str(field.author),
        "turn": str(field.turn),
        "previous": said.is_previous,
        "year": _year(said.year),
        "text": said.text,
        "value": _value(said.value) if said.value else None,
        **({"how": field.how} if field.how else {}),
        **({"required": True} if field.is_required else {}),
    }


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


def _entry(entry: Entry) -> Json:
    """Values in the order of the chapter's periods; ``span`` 0 is merged with the one before."""
    return {**_value(entry.value), "span": entry.span}


def _value(value: Value) -> Json:
    return {
        "kind": str(value.kind),
        "typed": value.raw,
        "number": plain_number(value) or None,
        "decimals": value.decimals,
        "year": _year(value.year),
        "status": value.status,
        "operator": str(value.operator) if value.operator else None,
        "word": str(value.word) if value.word else None,
        "note": value.note,
        "older": [_value(older) for older in value.older],
        "fault": str(value.fault) if value.fault else None,
        "reason": value.reason,
        "is_text": value.is_text,
        **({"shown": value.shown} if value.shown else {}),
    }


# --- and back -----------------------------------------------------------------------------------


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
    return Chapter(number, title, "", tuple(periods), sections, _NOWHERE)


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
