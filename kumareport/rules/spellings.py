"""Findings about something that the document writes in more than one way: one each, with counts."""

from collections.abc import Mapping

from kumareport.model.finding import Finding
from kumareport.model.location import Location
from kumareport.rules.rule import Rule

_SHOWN_PLACES = 20


def of_forms(
    rule: Rule, label: str, forms: Mapping[str, list[Location]], kept: str = "", why: str = ""
) -> Finding:
    """A finding at the first place that is not in the spelling to keep, with the counts of each.

    Args:
        forms: where each spelling stands.
        kept: the spelling to keep; the commonest where none is given.
        why: why that one; the message ends with it.
    """
    ranked = sorted(forms.items(), key=lambda item: -len(item[1]))
    counts = "、".join(f"「{form}」{len(places)} か所" for form, places in ranked)
    followed = kept or ranked[0][0]
    rare = [place for form, places in ranked if form != followed for place in places]
    unique = list(dict.fromkeys(rare))
    message = f"{label}の書き方がそろっていません（{counts}）{why and f'。{why}'}"
    return rule.finding(unique[0], message, counts, tuple(unique[1 : 1 + _SHOWN_PLACES]))
