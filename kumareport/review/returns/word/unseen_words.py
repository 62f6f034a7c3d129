"""The words of a returned Word file that no page shows: alternative texts, properties."""

from collections.abc import Sequence

from kumareport.model.holding import Holding
from kumareport.model.issued import IssuedDraft
from kumareport.office.package.property_words import PROPERTIES
from kumareport.office.word.word_holdings import ALTERNATIVE

UNSEEN = (ALTERNATIVE, PROPERTIES)


def told(new: Sequence[Holding], issued: IssuedDraft) -> list[Holding]:
    """What is new in a file, with those words where they are new by themselves: what an object that
    came in is called is quoted with it.

    Files that were sent out before such words were recorded do not tell which are new, nor does a
    new document into which somebody copied the text.

    Args:
        new: what it holds and did not hold.
        issued: its record; a title stands in each that records them.
    """
    is_known = any(thing.kind == PROPERTIES for thing in issued.holdings)
    said = {thing.place for thing in new if thing.kind not in UNSEEN}
    return [t for t in new if t.kind not in UNSEEN or (is_known and t.place not in said)]
