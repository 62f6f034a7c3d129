"""What a workbook prints at each place of the report."""

from collections.abc import Iterator
from typing import cast

from msgspec import Struct

from kumareport.document.anchors import Anchored
from kumareport.document.context import report_tags
from kumareport.marks import Judged
from kumareport.model.anchor import Anchor
from kumareport.model.lettering import lettered, pieces_of
from kumareport.model.report import Report
from kumareport.model.shortening import shortened
from kumareport.office.package.text import printable


def printed_places(report: Report, judged: Judged) -> dict[Anchor, str]:
    """The text of each place with how its letters stand, as every report made of the workbook has it."""
    texts = _anchored(report_tags(shortened(report), judged, costly=()))
    return {
        text.anchor: lettered((printable(piece), look) for piece, look in pieces_of(text.said))
        for text in texts
    }


def _anchored(value: object) -> Iterator[Anchored]:
    if isinstance(value, Anchored):
        yield value
    elif isinstance(value, tuple):
        for item in cast("tuple[object, ...]", value):
            yield from _anchored(item)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _anchored(getattr(value, name))
