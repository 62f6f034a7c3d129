"""Findings as JSON for programs."""

import json
from collections.abc import Sequence

from kumareport.model.finding import Finding, Severity
from kumareport.model.location import Location

_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def to_json(findings: Sequence[Finding]) -> str:
    """A document with ``version``, ``counts`` and ``findings``; text is not escaped to ASCII."""
    document = {
        "version": 1,
        "counts": {_NAMES[s]: sum(f.severity is s for f in findings) for s in Severity},
        "findings": [
            {
                "code": finding.code,
                "severity": _NAMES[finding.severity],
                "location": _location(finding.location),
                "message": finding.message,
                "hint": finding.hint,
                "seen": finding.seen,
                "related": [_location(place) for place in finding.related],
            }
            for finding in findings
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _location(place: Location) -> dict[str, str]:
    parts = {"file": place.file, "sheet": place.sheet, "cell": place.cell, "place": place.place}
    return {name: value for name, value in parts.items() if value}
