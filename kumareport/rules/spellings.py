"""Findings about something that the document writes in more than one way: one each, with counts."""

from collections.abc import Mapping, Sequence

from kumareport.model.finding import Finding
from kumareport.model.location import Location
from kumareport.rules.rule import Rule

_SHOWN_PLACES = 20


def of_forms(
    rule: Rule,
    label: str,
    forms: Mapping[str, list[Location]],
    kept: str = "",
    why: str = "",
    odd: Sequence[Location] = (),
) -> Finding:
    """A finding at the first place that is not in the spelling to keep, with the counts of each; the
    related places need the same.

    Args:
        forms: where each spelling stands.
        kept: the spelling to keep; the commonest where none is given.
        why: why that one; the message ends with it.
        odd: the places to point at; all that are not in the spelling to keep where none are given.
    """
    ranked = sorted(forms.items(), key=lambda item: -len(item[1]))
    counts = "、".join(f"「{form}」{len(places)} か所" for form, places in ranked)
    is_open = not kept and len(ranked[0][1]) == len(ranked[1][1])
    if is_open:
        why = "同じ数なので、どちらかにそろえます"
    followed = kept or ranked[0][0]
    rare = odd or [place for form, places in ranked if form != followed for place in places]
    unique = list(dict.fromkeys(rare))
    others = [place for place in dict.fromkeys(forms[followed]) if is_open and place not in unique]
    related = (*unique[1:], *others)[:_SHOWN_PLACES]
    message = f"{label}の書き方がそろっていません（{counts}）{why and f'。{why}'}"
    return rule.finding(unique[0], message, counts, related)
