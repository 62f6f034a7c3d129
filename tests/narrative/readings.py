"""What is understood of each judged sentence, in a form that people can read and a diff can show.

    python -m tests.narrative.readings          # writes tests/narrative/readings/*.txt anew

A verdict on a whole sentence hides most of what was read: a true sentence is passed over whether its
claims were understood or not. Here each claim stands with its words, subject, time and number, and
with what the table says of it. Whoever changes the reading sees in the diff which other sentences are
now read another way, and judges these before the files are written anew.
"""

import functools
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from msgspec.structs import fields

from kumareport.model.indicator import Indicator
from kumareport.narrative.among import together
from kumareport.narrative.claims import Claim, ClaimKind, Window
from kumareport.narrative.judging import explanation
from kumareport.narrative.quantities import Quantity
from kumareport.narrative.series import Evidence
from kumareport.narrative.weigh import weigh
from kumareport.rules.rule import Checked
from tests.narrative.corpus import HERE, Section, Sentence, sentences
from tests.narrative.families import Family, families

READINGS = HERE.parent / "readings"
_APART = ("kind", "rows", "words", "quote", "position", "window", "by_name")


def reading(sentence: Sentence) -> list[str]:
    """The lines of one sentence: its text, then a line for each claim."""
    section = sentence.section
    return [
        f"{sentence.name}　{sentence.judged['text']}",
        *_claims(section, sentence.judged["text"], sentence.judged["box"]),
    ]


def family_readings(family: Family) -> dict[str, list[str]]:
    """The lines of each sentence of a family, by its place in it."""
    return {
        f"{family.name}/{number}": short_reading(family, number)
        for number in range(len(family.sentences))
    }


def short_reading(family: Family, number: int) -> list[str]:
    """The lines of one sentence of a family."""
    text = family.sentences[number]
    return [f"{family.name}/{number}　{text}", *_claims(family.section, text, "検証")]


def _claims(section: Section, text: str, box: str) -> Iterator[str]:
    checked = Checked(section.report(text, box), section.judged)
    for passage in checked.passages:
        for claim in passage.claims:
            who = "・".join(row.name for row in claim.rows) + ("" if claim.by_name else "?")
            said = " ".join(_said(claim))
            yield f"　{claim.kind.name} {who}「{claim.words}」 {said}".rstrip()
            if claim.kind in (ClaimKind.AMONG, ClaimKind.TOTAL):
                yield f"　　{_weighed(together(claim, section.rows))}"
            else:
                for row in claim.rows:
                    yield f"　　{row.name}：{_weighed(weigh(claim, row, checked.marks))}"
    for found in checked.contradictions:
        yield f"　→ {explanation(found)}"


def _said(claim: Claim) -> Iterator[str]:
    yield from _changed(claim.window)
    for field in fields(claim):
        value = getattr(claim, field.name)
        if field.name not in _APART and value != field.default and value not in ((), None):
            yield f"{field.name}={_shown(value)}"


def _changed(window: Window) -> Iterator[str]:
    for field in fields(window):
        value = getattr(window, field.name)
        if value != field.default:
            yield f"{field.name}={_shown(value)}"


def _shown(value: Any) -> str:
    match value:
        case Enum():
            return value.name
        case Quantity():
            about = "約" if value.about else ""
            return f"{about}{_plain(value.number)}±{_plain(value.precision)}{value.unit}"
        case Indicator():
            return value.name
        case Window():
            return f"({' '.join(_changed(value))})"
        case tuple():
            return "・".join(_shown(one) for one in value)  # pyright: ignore[reportUnknownVariableType]
        case _:
            return str(value)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _weighed(evidence: Evidence) -> str:
    points = "、".join(f"{point.year}={_plain(point.number)}" for point in evidence.points)
    likely = f"（{evidence.likely.year}？）" if evidence.likely else ""
    return f"{evidence.verdict.name} {points} {evidence.derived}{likely}".rstrip()


@functools.cache
def written(name: str) -> dict[str, list[str]]:
    """The lines on file for a set of sentences, by sentence; not to be changed."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (READINGS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("　"):
            lines = found[line.partition("　")[0]] = []
        lines.append(line)
    return found


def by_document(path: Path) -> dict[str, list[Sentence]]:
    """The sentences of a file by document."""
    found: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences([path]):
        found[sentence.document["id"]].append(sentence)
    return found


def main() -> None:
    """Write the readings of the sets."""
    READINGS.mkdir(exist_ok=True)
    for path in sorted(HERE.glob("*.json")):
        lines = [line for sentence in sentences([path]) for line in reading(sentence)]
        (READINGS / f"{path.stem}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = (lines for family in families() for lines in family_readings(family).values())
    short = "\n".join(line for lines in found for line in lines)
    (READINGS / "families.txt").write_text(f"{short}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
