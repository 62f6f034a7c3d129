"""Which sentences of a part tell of an indicator, and which of them says why it stands as it does."""

from collections.abc import Iterator, Sequence

from kumareport.model.report import Group, Part
from kumareport.narrative.mentions import is_mentioned, names_of
from kumareport.narrative.passages import Passage
from kumareport.patterns import regex

_CAUSE = regex(
    "ため|により|によって|による|影響|背景|要因|原因|理由|伴[いっう]|から、|ことで|おそれ|ものと(?:考え|思)"
)
"""A sentence with one of these gives a reason."""


def gives_reason(text: str) -> bool:
    """Whether a text speaks of a cause."""
    return _CAUSE.search(text) is not None


def passages_about(group: Group, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The sentences of a part that speak of a group of its indicators, by what they claim or by a
    name."""
    if not passages:
        return
    names, own = names_of(passages[0].names, group), {row.id for row in group.rows}
    for passage in passages:
        rows = (*passage.topic, *(row for claim in passage.claims for row in claim.rows))
        if own & {row.id for row in rows} or is_mentioned(passage.sentence.plain, names):
            yield passage


def reason_told(section: Part, group: Group, passages: Sequence[Passage]) -> str:
    """The sentence of a part's texts that says why a group of indicators stands as it does: one that
    gives a reason, else the first that speaks of it; empty for none.

    Args:
        section: the part.
        group: the indicators.
        passages: the sentences of that part.
    """
    results = [passage for passage in passages if passage.is_result]
    # In a part of one indicator every sentence is about it.
    about = results if len(section.groups) == 1 else list(passages_about(group, results))
    told = sorted(about, key=lambda passage: not gives_reason(passage.sentence.plain))
    return next((passage.sentence.shown.replace("\n", "") for passage in told), "")
