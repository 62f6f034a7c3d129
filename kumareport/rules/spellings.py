"""Findings about something that the document writes in more than one way: one each, with counts."""

from collections.abc import Mapping

from kumareport.model.finding import Finding
from kumareport.model.location import Location
from kumareport.rules.rule import Rule

_SHOWN_PLACES = 20


def of_forms(rule: Rule, label: str, forms: Mapping[str, list[Location]]) -> Finding:
    """A finding at the first place of the rarest form, with the counts of each form."""
    ranked = sorted(forms.items(), key=lambda item: -len(item[1]))
    counts = "、".join(f"「{form}」{len(places)} か所" for form, places in ranked)
    rare = [place for _, places in ranked[1:] for place in places]
    unique = list(dict.fromkeys(rare))
    message = f"{label}の書き方がそろっていません（{counts}）"
    return rule.finding(unique[0], message, counts, tuple(unique[1 : 1 + _SHOWN_PLACES]))
