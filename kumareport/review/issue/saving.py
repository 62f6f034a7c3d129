"""When a returned file was saved, and whether it was saved at all."""

import datetime

from kumareport.office.package.file_facts import FileFacts
from kumareport.review.issue.issued import Round

_TIME = "%Y-%m-%d %H:%M"


def is_as_issued(facts: FileFacts, at: Round) -> bool:
    """Whether no program has saved a file since it was made: ours states a time before its round."""
    return facts.saved_at[:10] < at.issued_at[:10]


def saved_at(facts: FileFacts, modified: datetime.datetime, *, is_as_issued: bool) -> str:
    """When a file was saved, in local time as people write it.

    Args:
        facts: the time that the file states. Our own files state a fixed one until a program saves
            them.
        modified: when the file itself was changed; counts where the stated time does not.
        is_as_issued: whether no program has saved it.
    """
    stated = facts.saved_at
    if not stated or is_as_issued:
        return modified.strftime(_TIME)
    zone = datetime.UTC if stated.endswith("Z") else None
    at = datetime.datetime.fromisoformat(stated.removesuffix("Z")).replace(tzinfo=zone)
    return at.astimezone().strftime(_TIME)
