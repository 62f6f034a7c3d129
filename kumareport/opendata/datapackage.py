"""datapackage.json: what the CSV files hold, for programs (https://datapackage.org, version 2)."""

import json
from collections.abc import Sequence
from typing import Any

from kumareport.model.settings import Settings
from kumareport.opendata.table import DataField, Table
from kumareport.review.issue.japanese_date import parse_date

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_CODE = "団体コード"
_LICENCES = {
    "CC BY 4.0": (
        "CC-BY-4.0",
        "クリエイティブ・コモンズ 表示 4.0 国際",
        "https://creativecommons.org/licenses/by/4.0/deed.ja",
    ),
    "CC0 1.0": (
        "CC0-1.0",
        "クリエイティブ・コモンズ CC0 1.0 全世界",
        "https://creativecommons.org/publicdomain/zero/1.0/deed.ja",
    ),
    "PDL1.0": (
        "PDL-1.0",
        "公共データ利用規約（第1.0版）",
        "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
    ),
}
Json = dict[str, Any]
"""A JSON object: its members are of any type by nature."""


def datapackage(tables: Sequence[Table], settings: Settings, encoding: str) -> str:
    """The description of the files as a Tabular Data Package.

    Args:
        tables: what is in the files.
        settings: whose report it is, when it was made, under what it may be used.
        encoding: of the files.
    """
    years = {row[n] for table in tables for n in _at(table, "評価年度") for row in table.rows}
    created = parse_date(settings.date)
    office = settings.city or settings.title
    document: Json = {
        "$schema": _PROFILE,
        "name": "-".join(filter(None, (settings.code, "plan-evaluation", max(years, default="")))),
        "title": settings.title,
        "description": f"{settings.plan or settings.title}の指標の値、進捗、本文。"
        "空欄のわけは、列の説明にあります。",
        **({"created": f"{created.isoformat()}T00:00:00Z"} if created else {}),
        "sources": [{"title": f"{office}「{settings.title}」" if settings.city else office}],
        **({"licenses": [_licence(settings.licence)]} if settings.licence else {}),
        "resources": [_resource(table, encoding, has_code=bool(settings.code)) for table in tables],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _at(table: Table, name: str) -> list[int]:
    return [n for n, field in enumerate(table.fields) if field.name == name]


def _licence(text: str) -> Json:
    if text not in _LICENCES:
        return {"path": text}
    name, title, path = _LICENCES[text]
    return {"name": name, "title": title, "path": path}


def _resource(table: Table, encoding: str, *, has_code: bool) -> Json:
    # A key whose columns may be blank tells nothing apart.
    office = [_CODE] if has_code else []
    reference: Json = {}
    if table.of:
        other, columns = table.of
        both = [*office, *columns]
        reference = {
            "foreignKeys": [{"fields": both, "reference": {"resource": other, "fields": both}}]
        }
    return {
        "name": table.id,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding,
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "missingValues": [""],
            "primaryKey": [*office, *table.key],
            **reference,
        },
    }


def _field(field: DataField) -> Json:
    words = f"{field.description}。空欄：{field.blank}" if field.blank else field.description
    described: Json = {"name": field.name, "type": str(field.type), "description": words}
    return described if field.blank else {**described, "constraints": {"required": True}}
