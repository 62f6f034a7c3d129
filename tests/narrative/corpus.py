"""How well the rules for texts read sentences that were written and judged without knowing them.

    python -m tests.narrative.corpus [--brief] [FILE.json … FILE.zip …]

Without files, the tuning half (``tests/narrative/corpus/``). Prints precision and recall for each kind
of claim with 95 % intervals (Wilson), the false warnings and the misses. The format of the files:
``tests/narrative/corpus/README.md``.
"""

import argparse
import functools
import json
import math
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kumareport.marks import Judged
from kumareport.model.finding import Finding, Severity
from kumareport.model.form import STANDARD
from kumareport.model.indicator import Indicator
from kumareport.model.location import Location
from kumareport.model.mark import Attainment, Condition, Direction, Mark, Measure, Scheme
from kumareport.model.period import Period, Role, Year, parse_year
from kumareport.model.report import Chapter, Group, Part, Report, Text
from kumareport.model.settings import Settings
from kumareport.model.value import Entry
from kumareport.notation import parse
from kumareport.rules.catalog import ALL_RULES
from kumareport.rules.rule import Checked
from kumareport.workbook.layout import MARK_SPELLINGS

HERE = Path(__file__).parent / "corpus"
_RULES = [rule for rule in ALL_RULES if rule.code in {"N01", "N02", "N03", "N04", "N05", "N15"}]
_AT = Location("章", 1, 1)


class Section:
    """A document's table, made once for all of its sentences, and when the first of them is read.

    (Every process of a test run collects all sentences, and reads its share of them.)
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    @functools.cached_property
    def rows(self) -> tuple[Indicator, ...]:
        """The indicators."""
        year = _year(self.document["year"])
        return tuple(_row(n, row, year) for n, row in enumerate(self.document["indicators"]))

    @functools.cached_property
    def settings(self) -> Settings:
        """The year of the report, and the city's marks."""
        scheme = scheme_of(self.document["scheme"])
        return Settings(year=_year(self.document["year"]), schemes=(scheme,))

    @functools.cached_property
    def judged(self) -> Judged:
        """The marks of the indicators."""
        return Judged(self.report("", "検証"), MARK_SPELLINGS)

    def report(self, text: str, box: str) -> Report:
        """A report of one section with one bullet."""
        kind = next(kind for kind in STANDARD.kinds if kind.role.value == box)
        bullet = (Text("文1", text, Location("章", 99, 5), kind),)
        groups = tuple(Group("", (row,)) for row in self.rows)
        section = Part("節1", 1, "節", "", groups, bullet, _AT)
        chapter = Chapter("第１章", "題", "章", (), (section,), _AT)
        return Report(self.settings, (chapter,), (), ("章",))

    def warnings(self, text: str, box: str) -> list[Finding]:
        """What the rules for claims warn of in a bullet of the section."""
        checked = Checked(self.report(text, box), self.judged)
        found = (finding for rule in _RULES for finding in rule.run(checked))
        return [finding for finding in found if finding.severity is Severity.WARNING]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One judged sentence and the section in which it stands."""

    section: Section
    number: int

    @property
    def document(self) -> dict[str, Any]:
        """The section as written."""
        return self.section.document

    @property
    def judged(self) -> dict[str, Any]:
        """The sentence as judged."""
        return self.document["sentences"][self.number]

    @property
    def name(self) -> str:
        """Which sentence it is."""
        return f"{self.document['id']}/{self.number}"

    def findings(self, text: str = "") -> list[Finding]:
        """The warnings on the sentence, or on another text in its place."""
        return self.section.warnings(text or self.judged["text"], self.judged["box"])


def sentences(paths: Iterable[Path]) -> Iterator[Sentence]:
    """The sentences of corpus files, or of zips of them (the closed halves)."""
    for path in paths:
        for section in _sections(path):
            for number in range(len(section.document["sentences"])):
                yield Sentence(section, number)


@functools.cache
def _sections(path: Path) -> tuple[Section, ...]:
    return tuple(Section(document) for document in _documents(path))


def _documents(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix != ".zip":
        yield from json.loads(path.read_text(encoding="utf-8"))
        return
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            yield from json.loads(packed.read(name))


def scheme_of(marks: list[dict[str, str]]) -> Scheme:
    """A city's marks, best first. People gave them, so none is computed."""
    found = [
        Mark(m["mark"], m["word"], Condition(Measure.TYPED), _attainment(m["word"], n, len(marks)))
        for n, m in enumerate(marks)
    ]
    return Scheme("", tuple(found))


def _attainment(word: str, place: int, size: int) -> Attainment | None:
    if (
        re.search("困難|未着手|未確定|対象外|なし|判定不能|評価不能|できない", word)
        and place == size - 1
    ):
        return None
    if (rate := re.match(r"達成率(?:(\d+)[%％]以上)?", word)) is not None:
        full = int(rate[1] or 0) >= 100
        rest = Attainment.MISSED if place == size - 1 else Attainment.NEARLY
        return Attainment.ACHIEVED if full else rest
    if re.search("概ね|おおむね|ほぼ|一部|近|やや|あと|割以上", word) and not re.search(
        "未達|達成していない", word
    ):
        return Attainment.NEARLY
    if re.search("未達|達成(?:していない|できな|に至ら)|至らな|届か|下回|遅れ|悪化|大幅", word):
        return Attainment.MISSED
    if re.search("達成|上回|到達|順調|達し", word):
        return Attainment.ACHIEVED
    return (
        Attainment.ACHIEVED
        if place == 0
        else Attainment.MISSED
        if place == size - 1
        else Attainment.NEARLY
    )


def _year(text: str) -> Year:
    year = parse_year(text)
    assert year is not None, text
    return year


def _row(number: int, row: dict[str, Any], year: Year) -> Indicator:
    cells: list[tuple[Role, str, str]] = []
    if row.get("baseline"):
        cells.append((Role.BASE, row["baseline"]["year"], row["baseline"]["value"]))
    cells += [(Role.ACTUAL, at, value) for at, value in row["values"].items()]
    cells += [(Role.TARGET, at, value) for at, value in row["targets"].items()]
    entries = tuple(
        Entry(Period(role, _year(at), role.value, column), parse(value, row["unit"]), Location("章", number + 5, column))
        for column, (role, at, value) in enumerate(cells, 7)
    )  # fmt: skip
    direction = Direction.HIGHER if row["direction"] == "up" else Direction.LOWER
    at = Location("章", number + 5, 5)
    return Indicator(f"指{number}", row["name"], (), row["unit"], entries, row.get("mark") or "", "", direction, True, row["name"], "",
                     at, Location("章", number + 5, 30), year=year)  # fmt: skip


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{line}\n")


@dataclass(slots=True)
class Tally:
    """What became of the sentences of one kind."""

    found: int = 0
    missed: int = 0
    false: int = 0
    right: int = 0
    twins: int = 0


def wilson(hits: int, size: int) -> str:
    """A share with its 95 % interval."""
    if not size:
        return "–"
    z, share = 1.96, hits / size
    middle = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = (
        z * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / (1 + z * z / size)
    )
    return (
        f"{share:4.0%} ({max(middle - half, 0):3.0%}–{min(middle + half, 1):3.0%}, {hits}/{size})"
    )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=None)
    parser.add_argument("--brief", action="store_true", help="figures only")
    args = parser.parse_args()
    paths = args.files or sorted(HERE.glob("*.json"))
    tallies: dict[str, Tally] = {}
    false: list[tuple[Sentence, str, list[Finding]]] = []
    missed: list[Sentence] = []
    rows = 0
    seen: set[str] = set()
    for sentence in sentences(paths):
        if sentence.document["id"] not in seen:
            seen.add(sentence.document["id"])
            rows += len(sentence.document["indicators"])
        judged = sentence.judged
        tally = tallies.setdefault(judged["kind"], Tally())
        findings = sentence.findings()
        if judged["conflict"]:
            tally.found += bool(findings)
            tally.missed += not findings
            if not findings:
                missed.append(sentence)
            twin = sentence.findings(judged["twin"]) if judged.get("twin") else []
            if twin:
                tally.twins += 1
                false.append((sentence, "訂正した文", twin))
        else:
            tally.right += not findings
            tally.false += bool(findings)
            if findings:
                false.append((sentence, "正しい文", findings))
    _print(tallies, rows)
    if not args.brief:
        _print_errors(false, missed)


def _print(tallies: dict[str, Tally], rows: int) -> None:
    say(f"{'kind':<14}{'recall':<30}{'precision':<30}{'false':>6}{'twins':>6}{'right':>7}")
    total = Tally()
    for kind, t in [*sorted(tallies.items()), ("all", total)]:
        say(f"{kind:<14}{wilson(t.found, t.found + t.missed):<30}{wilson(t.found, t.found + t.false + t.twins):<30}{t.false:>6}{t.twins:>6}{t.right:>7}")  # fmt: skip
        if kind != "all":
            for name in ("found", "missed", "false", "right", "twins"):
                setattr(total, name, getattr(total, name) + getattr(t, name))
    say(f"{rows} rows; false warnings on texts without a fault, for 100 rows: {100 * total.false / max(rows, 1):.1f} ({total.false})")  # fmt: skip


def _print_errors(false: list[tuple[Sentence, str, list[Finding]]], missed: list[Sentence]) -> None:
    say("\n# False warnings")
    for sentence, what, findings in false:
        text = sentence.judged["twin"] if what == "訂正した文" else sentence.judged["text"]
        say(f"{sentence.name} [{sentence.judged['kind']}] {what}：{text}")
        for finding in findings:
            say(f"    {finding.code} {finding.message}")
    say("\n# Misses")
    for sentence in missed:
        judged = sentence.judged
        say(f"{sentence.name} [{judged['kind']}] {judged['text']}\n    {judged['why']}")
    say(str(Counter(s.judged["kind"] for s in missed)))


if __name__ == "__main__":
    main()
