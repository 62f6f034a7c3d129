"""What stands in an Office file, weighed: the second reading of what people hand in.

The first reader understands rows, bookmarks and revisions, and may overlook what it does not
understand. The second only lists what is there; a difference that the first one did not claim is
told to people.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from kumareport.model.location import Location


class Holding(Struct, frozen=True):
    """One thing that stands in a file.

    Attributes:
        kind: what it is, as people call it: テキスト ボックス, 画像, 埋め込みファイル …
        place: where, for people: the sheet with the cell that it stands at, or a place in Word.
        text: its whole text; empty where it has none.
        digest: of its bytes, where a text does not tell it from others (pictures).
        cell: the place as a cell, in a workbook.
    """

    kind: str
    place: str
    text: str = ""
    digest: str = ""
    cell: Location = Location()

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes two things the same wherever they stand: rows move, and with them pictures."""
        return self.kind, "".join(self.text.split()), self.digest


def left_over(these: Sequence[Holding], accounted: Iterable[Holding]) -> list[Holding]:
    """The things that are not accounted for: each thing accounts for one that is the same.

    Args:
        these: the things of one file, in their order.
        accounted: those of the other file, and those that the first reader claimed.
    """
    known = Counter(thing.identity for thing in accounted)
    found: list[Holding] = []
    for thing in these:
        if known[thing.identity]:
            known[thing.identity] -= 1
        else:
            found.append(thing)
    return found
