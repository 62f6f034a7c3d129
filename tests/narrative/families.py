"""Short sentences by families, each family beside a table that answers them.

A family stands in ``families/*.txt`` below a line 「＃name　table　frame」; each line below it
fills the frame's ``{}``. What is read of them stands in ``readings/families.txt``, as people judged it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.narrative.corpus import Section

HERE = Path(__file__).parent / "families"


@dataclass(frozen=True, slots=True)
class Family:
    """Sentences that differ in one place, and the section in which they stand."""

    name: str
    section: Section
    sentences: tuple[str, ...]


def sections() -> dict[str, Section]:
    """The sections of the tables, by name."""
    tables = json.loads((HERE / "tables.json").read_text(encoding="utf-8"))
    return {table["id"]: Section(table) for table in tables}


def families() -> Iterator[Family]:
    """The families, in the order of the files."""
    tables = sections()
    found = "".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.txt")))
    for family in found.split("＃")[1:]:
        head, *fillers = family.splitlines()
        name, table, frame = head.split("　")
        yield Family(name, tables[table], tuple(frame.replace("{}", one) for one in fillers))
