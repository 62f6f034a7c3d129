"""The texts that verify (検証), sentence by sentence, each claim with the indicators that it is about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kumareport.model.form import TextRole
from kumareport.model.report import Chapter, Indicator, Report, Section, Text
from kumareport.narrative.claims import Claim, ClaimKind, claims, topics
from kumareport.narrative.sentences import Sentence, sentences
from kumareport.narrative.subjects import Naming, named, namings

_SUBJECT = re.compile(r"(?P<noun>.+?)(?:が|は|も)$")
_ADVERBIAL = re.compile(
    r"(?:により|によって|の影響で|の影響も?あり|に伴い|に伴って|に伴う|ことで|ために?|結果|など|から|し|り|で|て|く)$"
)
# A mark or a base belongs to an indicator whoever the sentence is about.
_ALWAYS_INDICATOR = (ClaimKind.MARK, ClaimKind.AGAINST_BASE, ClaimKind.AGAINST_TARGET)

_LONGEST = 500
"""Characters. A longer sentence is a table pasted as text or worse; nobody could say what it claims,
and trying takes time that grows with the square."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """A claim and whom it is about.

    Attributes:
        rows: the indicators; with more than one, the claim is wrong only if it fits none.
        by_name: whether the words name them; otherwise the section's indicators are meant as such.
    """

    claim: Claim
    rows: tuple[Indicator, ...]
    by_name: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a section's texts that verify.

    Attributes:
        topic: the indicators that the sentence is about by name.
        claims: its claims that are about indicators.

    A sentence that is too long to be read has neither.
    """

    chapter: Chapter
    section: Section
    text: Text
    sentence: Sentence
    topic: tuple[Indicator, ...]
    claims: tuple[Attributed, ...]

    @property
    def is_too_long(self) -> bool:
        """Whether the sentence is too long to be read."""
        return len(self.sentence.plain) > _LONGEST


def passages(report: Report) -> tuple[Passage, ...]:
    """All sentences of the texts that verify, in order."""
    return tuple(
        passage
        for chapter, section in report.sections()
        for text in section.of_role(TextRole.VERIFICATION)
        for passage in _of_text(chapter, section, text)
    )


def _of_text(chapter: Chapter, section: Section, text: Text) -> Iterator[Passage]:
    names = namings(section)
    before: tuple[Indicator, ...] = ()
    for sentence in sentences(text.text):
        passage = Passage(chapter, section, text, sentence, (), ())
        if passage.is_too_long:
            yield passage
            continue
        own = topics(sentence.bare)
        topic = first_named(own, names)
        # A sentence without a topic of its own goes on about what the one before was about.
        if not own:
            topic = before
        found = (_attribute(claim, names, topic) for claim in claims(sentence.bare))
        attributed = tuple(claim for claim in found if claim)
        named_rows = topic or next((a.rows for a in attributed if a.by_name), ())
        yield Passage(chapter, section, text, sentence, named_rows, attributed)
        before = named_rows


def first_named(phrases: Iterable[str], names: tuple[Naming, ...]) -> tuple[Indicator, ...]:
    """The indicators that the first phrase names which names any."""
    found = (named(phrase, names) for phrase in phrases)
    return next((rows for rows in found if rows), ())


def _attribute(
    claim: Claim, names: tuple[Naming, ...], topic: tuple[Indicator, ...]
) -> Attributed | None:
    always = claim.kind in _ALWAYS_INDICATOR
    rows = _named_rows(claim, names, topic, always=always)
    if rows:
        return Attributed(claim, rows, by_name=True)
    # 「給食の活用率は、目標を下回った」 is about a goal of its own.
    others_goal = bool(claim.open_topics) and claim.words.startswith("目標")
    if always and not claim.about_many and not others_goal:
        everything = tuple(naming.row for naming in names)
        return Attributed(claim, everything, by_name=False) if everything else None
    return None


def _named_rows(
    claim: Claim, names: tuple[Naming, ...], topic: tuple[Indicator, ...], *, always: bool
) -> tuple[Indicator, ...]:
    latest = first_named(reversed(claim.topics), names)
    subject = _SUBJECT.fullmatch(claim.phrase)
    noun = subject["noun"] if subject else claim.phrase
    adverbial = not subject and _ADVERBIAL.search(claim.phrase)
    if noun and not adverbial:
        rows = named(noun, names)
        # 「結核は、…患者発生数は減少」: the topic says which row of the group.
        narrowed = tuple(row for row in rows if row in latest)
        if rows or not always:
            return narrowed or rows
    if claim.topics and not (always and not latest):
        return latest
    return topic
