"""Which sentences of a part tell of an indicator."""

from collections.abc import Iterator, Sequence

from kumareport.model.report import Group, Part
from kumareport.narrative.mentions import is_mentioned, names_of
from kumareport.narrative.passages import Passage


def passages_about(section: Part, group: Group, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The sentences that speak of a group's indicators, by what they claim or by a name."""
    names, own = names_of(section, group), {row.id for row in group.rows}
    for passage in passages:
        rows = (*passage.topic, *(row for claim in passage.claims for row in claim.rows))
        if own & {row.id for row in rows} or is_mentioned(passage.sentence.plain, names):
            yield passage
