"""What an order came to, as a page shows it."""

from pathlib import Path

from msgspec import Struct

from kumareport.model.finding import Severity


class ResultTable(Struct, frozen=True):
    """A small table of a result."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class ShownFinding(Struct, frozen=True):
    """A finding as a page shows it.

    Attributes:
        severity, code, title: its rule.
        place: the cell, in words.
        part: the chapter and section.
        department: the 所管課 of its row.
        message, hint: what is wrong, and what to do.
        related: the other places, each with what stands there.
        key: its 照合キー; empty where it cannot be accepted.
    """

    severity: Severity
    code: str
    title: str
    place: str
    part: str
    department: str
    message: str
    hint: str
    related: tuple[tuple[str, str], ...]
    key: str


class Checkup(Struct, frozen=True):
    """The state of a workbook.

    Attributes:
        title: the report's title.
        year: the year of the evaluation, in words; empty where it has none.
        findings: what is open.
        accepted: how many findings are 確認済.
        marks: symbol, meaning and number of each mark.
        chapters: the chapters' names, as ``build`` takes them.
        departments: how many departments there are.
    """

    title: str
    year: str
    findings: tuple[ShownFinding, ...]
    accepted: int
    marks: tuple[tuple[str, str, int], ...]
    chapters: tuple[str, ...]
    departments: int

    def count(self, severity: Severity) -> int:
        """How many open findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def keys(self) -> frozenset[str]:
        """The open findings as they are known from one check to the next."""
        return frozenset(f"{f.code} {f.place.partition('!')[0]} {f.message}" for f in self.findings)


class WorkResult(Struct, frozen=True):
    """What an order came to.

    Attributes:
        is_done: whether what was asked for was made.
        lines: what to say about it.
        hint: what to do next.
        files: the files and folders made.
        tables: what to show besides.
        checkup: the state of the workbook, where it was checked.
        book: a workbook to go on with.
        mapping: a 取込対応表 to go on with.
        onward: the workbook's page that comes next, and what it is called; None for none.
    """

    is_done: bool
    lines: tuple[str, ...] = ()
    hint: str = ""
    files: tuple[Path, ...] = ()
    tables: tuple[ResultTable, ...] = ()
    checkup: Checkup | None = None
    book: Path | None = None
    mapping: Path | None = None
    onward: tuple[str, str] | None = None
