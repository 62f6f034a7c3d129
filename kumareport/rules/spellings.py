"""Findings about something that the document writes in more than one way: one each, with counts."""

from collections.abc import Mapping, Sequence

from kumareport.model.finding import Finding
from kumareport.model.location import Location
from kumareport.rules.rule import Rule

_SHOWN_PLACES = 20
_SHOWN_KEPT = 3
"""Places that are written as they should be: enough to compare with."""


def of_forms(
    rule: Rule,
    label: str,
    forms: Mapping[str, list[Location]],
    kept: str = "",
    why: str = "",
    odd: Sequence[Location] = (),
) -> Finding:
    """A finding at the first place that is not in the spelling to keep, with the counts of each and
    some places of the other side.

    Args:
        forms: where each spelling stands.
        kept: the spelling to keep; the commonest where none is given.
        why: why that one; the message ends with it.
        odd: the places to point at; all that are not in the spelling to keep where none are given.
    """
    ranked = sorted(forms.items(), key=lambda item: -len(item[1]))
    counts = "、".join(f"「{form}」{len(places)} か所" for form, places in ranked)
    if not kept and len(ranked[0][1]) == len(ranked[1][1]):
        why = "同じ数なので、どちらかにそろえます"
    followed = kept or ranked[0][0]
    rare = odd or [place for form, places in ranked if form != followed for place in places]
    unique = list(dict.fromkeys(rare))
    others = [place for place in dict.fromkeys(forms[followed]) if place not in unique]
    related = (*unique[1 : 1 + _SHOWN_PLACES], *others[:_SHOWN_KEPT])
    message = f"{label}の書き方がそろっていません（{counts}）{why and f'。{why}'}"
    return rule.finding(unique[0], message, counts, related)
