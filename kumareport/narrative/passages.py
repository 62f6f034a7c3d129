"""The texts that speak of results, sentence by sentence, with what they claim."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.model.mark import Mark
from kumareport.model.record_kind import TextRole
from kumareport.model.report import Chapter, Part, Report, Text
from kumareport.narrative.atoms import AtomKind, Level
from kumareport.narrative.claims import Claim
from kumareport.narrative.marks_told import mark_claims
from kumareport.narrative.quantities import quantities
from kumareport.narrative.reading import Read, may_claim, read
from kumareport.narrative.resolver import Subject
from kumareport.narrative.sentences import Sentence, sentences
from kumareport.narrative.subjects import Names, namings
from kumareport.patterns import regex

_LONGEST = 500
"""Characters. A longer sentence is a table pasted as text or worse; nobody could say what it claims."""


class Passage(Struct, frozen=True):
    """One sentence of a section's texts.

    Attributes:
        topic: the indicators that the sentence is about by name.
        claims: its claims that are about indicators.
        names: those of the section's indicators.
        is_result: whether its text verifies (検証); 方向 speaks of what is to come, too.

    A sentence that is too long to be read has neither.
    """

    chapter: Chapter
    section: Part
    text: Text
    sentence: Sentence
    topic: tuple[Indicator, ...]
    claims: tuple[Claim, ...]
    names: Names
    is_result: bool = True

    @property
    def is_too_long(self) -> bool:
        """Whether the sentence is too long to be read."""
        return len(self.sentence.plain) > _LONGEST


def passages(report: Report) -> tuple[Passage, ...]:
    """All sentences of the texts that verify and of those on what is to come, in order."""
    return tuple(
        passage
        for chapter, section in report.parts()
        for passage in _of_section(chapter, section, report.settings.marks)
    )


def passages_of(chapter: Chapter, section: Part, marks: tuple[Mark, ...]) -> tuple[Passage, ...]:
    """The same of one section; ``marks`` are those of the report."""
    return tuple(_of_section(chapter, section, marks))


def _of_section(chapter: Chapter, section: Part, marks: tuple[Mark, ...]) -> Iterator[Passage]:
    names = namings(section)
    for role in (TextRole.VERIFICATION, TextRole.DIRECTION):
        is_result = role is TextRole.VERIFICATION
        for text in section.of_role(role):
            yield from _of_text(chapter, section, text, names, marks, is_result)


def _of_text(
    chapter: Chapter,
    section: Part,
    text: Text,
    names: Names,
    marks: Iterable[Mark],
    is_result: bool,
) -> Iterator[Passage]:
    before = None
    for sentence in sentences(text.text):
        passage = Passage(chapter, section, text, sentence, (), (), names, is_result)
        if passage.is_too_long or not may_claim(sentence.plain, is_result):
            yield passage
            continue
        found = read(sentence.plain, names, before)
        claims = sorted(
            [*found.claims, *_asides(found, names), *mark_claims(found, names, tuple(marks))],
            key=lambda c: c.position,
        )
        topic = found.subject.rows if found.subject is not None else ()
        named = topic or next((claim.rows for claim in claims if claim.by_name), ())
        yield Passage(chapter, section, text, sentence, named, tuple(claims), names, is_result)
        before = found.subject


def _restated(found: Read, position: int, text: str) -> Claim | None:
    """「約１割（11.0％）増え」: the same figure more exactly."""
    told = next((c for c in found.claims if c.quantity and c.quantity.end == position), None)
    numbers = list(quantities(text))
    if told is None or told.quantity is None or len(numbers) != 1 or numbers[0].words != text:
        return None
    if numbers[0].unit != told.quantity.unit or numbers[0].precision >= told.quantity.precision:
        return None
    return replace(told, quantity=numbers[0], words=text, quote=text, position=position)


def _is_beside(found: Read, position: int) -> bool:
    """Whether a bracket stands right behind a name, a number, a year or a reference."""
    return any(a.end == position and a.kind is not AtomKind.WORD for a in found.line.atoms)


def _asides(found: Read, names: Names) -> Iterator[Claim]:
    """「45.2％（前年度比2.2ポイント増）」: what brackets claim of the same indicator."""
    for position, text in found.line.asides:
        if regex(r"同約?\d").match(text):
            # 「参加者は815人（同742人）」 of whatever an earlier bracket says.
            continue
        restated = _restated(found, position, text)
        if restated is not None:
            yield restated
            continue
        if regex(r"(?:約)?[\d.,万億千百]+[^\d、。]{0,6}").fullmatch(text) and not _is_beside(
            found, position
        ):
            # 「前年度の増加（75万人）」
            continue
        before = [
            claim for claim in found.claims if claim.position < position and len(claim.rows) == 1
        ]
        named = next((a for a in found.line.atoms if a.end == position), None)
        if named is not None and named.level is Level.FOREIGN:
            # 「全国平均（67.2％）との差」
            continue
        if named is not None and len(named.rows) == 1:
            # 「受診率（R4：46.8％→R5：49.1％）は」
            subject = Subject(named.rows)
        elif not before or before[-1].window.year is not None or before[-1].window.previous:
            continue
        else:
            subject = Subject(before[-1].rows, by_name=before[-1].by_name)
        for claim in read(text, names, subject).claims:
            yield replace(claim, position=position)
