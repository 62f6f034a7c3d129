"""The whole report as JSON; ``report_from_json`` reads it back.

The schema is ``docs/schema/report.schema.json``.
"""

import json
from collections.abc import Sequence

from kumareport.marks import Judged
from kumareport.model.field_value import FieldValue
from kumareport.model.form import FRONT, STANDARD, WRITTEN, Form
from kumareport.model.form_record import form_text
from kumareport.model.indicator import Indicator
from kumareport.model.period import Period, Year
from kumareport.model.record_kind import RecordKind
from kumareport.model.report import Chapter, Group, Part, Report, Text
from kumareport.model.value import Entry, Value
from kumareport.opendata.report_from_json import OWN_FORM, VERSION, Json, from_json
from kumareport.opendata.tables import plain_number

__all__ = ["from_json", "to_json"]


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
    return VERSION if is_usual and not any(p.is_headless for _, p in report.parts()) else OWN_FORM


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
        **({"kind": chapter.kind} if chapter.kind != FRONT else {}),
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
