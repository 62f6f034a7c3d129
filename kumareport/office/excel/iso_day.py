"""Dates that a workbook stores as ISO 8601 (``t="d"``, ECMA-376 Part 1, 18.18.11), as others store them."""

import datetime

_FIRST = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 (a day of the calendar)
_SECONDS = 86_400


def day_number(text: str) -> str | None:
    """A date and time as the number of days that Excel counts from 1900; None for no date.

    Args:
        text: such as ``2026-03-04`` or ``2026-03-04T10:00:00``; a zone is not counted.
    """
    try:
        at = datetime.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    passed = at - _FIRST
    part = round(passed.seconds / _SECONDS, 9)
    return f"{passed.days + part:.9f}".rstrip("0").rstrip(".") if part else str(passed.days)
