"""Findings as JSON for programs. Its schema is ``docs/schema/check.schema.json``."""

import json
from collections.abc import Sequence
from typing import TypedDict

from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location
from kumareport.rules.acknowledge import Acknowledged
from kumareport.rules.catalog import FAMILIES

_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


class _Finding(TypedDict):
    code: str
    family: str
    severity: str
    location: dict[str, str]
    message: str
    hint: str
    seen: str
    related: list[dict[str, str]]
    key: str


def to_json(findings: Sequence[Finding], acknowledged: Sequence[Acknowledged]) -> str:
    """A document with ``version``, ``counts``, ``findings`` and ``acknowledged``.

    Text is not escaped to ASCII.
    """
    counts = {_NAMES[s]: sum(f.severity is s for f in findings) for s in Severity}
    document = {
        "version": 1,
        "counts": {**counts, "acknowledged": len(acknowledged)},
        "findings": [_finding(finding) for finding in findings],
        "acknowledged": [
            {**_finding(entry.finding), "person": entry.line.person, "reason": entry.line.reason}
            for entry in acknowledged
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _finding(finding: Finding) -> _Finding:
    return {
        "code": finding.code,
        "family": FAMILIES.get(finding.code[:1], ""),
        "severity": _NAMES[finding.severity],
        "location": _location(finding.location),
        "message": finding.message,
        "hint": finding.hint,
        "seen": finding.seen,
        "related": [_location(place) for place in finding.related],
        "key": finding.key,
    }


def _location(place: Location) -> dict[str, str]:
    parts = {"file": place.file, "sheet": place.sheet, "cell": place.cell, "place": place.place}
    return {name: value for name, value in parts.items() if value}
