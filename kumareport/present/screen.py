"""Findings on one screen of a terminal: a line for each rule, details as far as there is room."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from kumareport.language.text_width import text_width
from kumareport.model.finding import Finding, Severity
from kumareport.present.place import listed, shown
from kumareport.present.terminal import Screen, cut, printable, wrap
from kumareport.present.text import INDENT, MARKS, counts, painted
from kumareport.rules.catalog import find_rule


class _Group(Struct):
    """The findings of one rule, or all of one severity folded into a line.

    Attributes:
        message, hint: the lines shown of the first finding.
        further: the lines shown of the others.
    """

    severity: Severity
    findings: list[Finding]
    folded: bool = False
    message: list[str] = field(default_factory=list[str])
    hint: list[str] = field(default_factory=list[str])
    further: list[str] = field(default_factory=list[str])


def screen(
    findings: Sequence[Finding], acknowledged: int, terminal: Screen, see_all: str
) -> Iterator[str]:
    """The findings by severity and rule, and at last the counts.

    Args:
        findings: the open findings.
        acknowledged: how many are accepted.
        terminal: how much room there is.
        see_all: how to see what is not shown.
    """
    number = counts(findings, acknowledged)
    joined = f"{number}　{see_all}"
    fits = text_width(joined) <= terminal.columns
    closing = [joined] if fits else [number, cut(see_all, terminal.columns)]
    room = terminal.lines - len(closing)
    groups = _fold_for_gravest(_groups(findings), room, terminal)
    shortened = len(groups) > room
    if shortened:
        rest = sum(len(group.findings) for group in groups[max(0, room - 1) :])
        groups = groups[: max(0, room - 1)]
        closing.insert(0, f"ほかに {rest} 件あります。")
    complete = _add_details(groups, terminal.lines - len(groups) - len(closing), terminal)
    for group in groups:
        line = cut(_headline(group), terminal.columns)
        yield painted(line, group.severity, terminal.color)
        yield from (*group.message, *group.further, *group.hint)
    everything = complete and not shortened and not acknowledged
    yield from [number] if everything else closing


def _groups(findings: Sequence[Finding]) -> list[_Group]:
    """By severity, then by code; within one in the order given."""
    found: dict[tuple[int, str], _Group] = {}
    ranks = list(Severity)
    for finding in findings:
        key = (ranks.index(finding.severity), finding.code)
        found.setdefault(key, _Group(finding.severity, [])).findings.append(finding)
    return [found[key] for key in sorted(found)]


def _fold_for_gravest(groups: list[_Group], room: int, terminal: Screen) -> list[_Group]:
    """Fold the notes, then the warnings, where what to do about graver ones would not fit."""
    gravest = [group for group in groups if group.severity is groups[0].severity]
    needed = sum(map(len, (lines for group in gravest for lines in _first(group, terminal))))
    for severity in (Severity.NOTE, Severity.WARNING):
        if len(groups) + needed <= room or severity is groups[0].severity:
            break
        same = [group for group in groups if group.severity is severity]
        if len(same) > 1:
            place = groups.index(same[0])
            together = _Group(severity, [f for group in same for f in group.findings], folded=True)
            groups = [*groups[:place], together, *groups[place + len(same) :]]
    return groups


def _headline(group: _Group) -> str:
    start = f"{MARKS[group.severity]} {group.severity}"
    number = len(group.findings)
    if group.folded:
        codes = "、".join(sorted({finding.code for finding in group.findings}))
        return f"{start}　{number}件　{codes}"
    code = group.findings[0].code
    rule = find_rule(code)
    title = f" {rule.title}" if rule else ""
    places = "、".join(map(printable, listed([finding.location for finding in group.findings])))
    return f"{start} {code}{title}　{number}件　{places}"


def _add_details(groups: Sequence[_Group], room: int, terminal: Screen) -> bool:
    """Choose the details that fit: for each severity first one message and the hint of each rule,
    then the other messages. Whether all of them fit."""
    complete = not any(group.folded for group in groups)
    for severity in Severity:
        ranked = [g for g in groups if g.severity is severity and not g.folded]
        for group in ranked:
            message, hint = _first(group, terminal)
            if len(message) + len(hint) <= room:
                group.message, group.hint = message, hint
                room -= len(message) + len(hint)
            else:
                complete = False
        for group in ranked:
            for finding in group.findings[1:] if group.message else ():
                further = _wrapped(_message(finding, True), terminal)
                if len(further) > room:
                    complete = False
                    break
                group.further += further
                room -= len(further)
    return complete


def _first(group: _Group, terminal: Screen) -> tuple[list[str], list[str]]:
    """The first finding's message and hint."""
    first = group.findings[0]
    message = _wrapped(_message(first, len(group.findings) > 1), terminal)
    return message, _wrapped(f"→ {printable(first.hint)}", terminal) if first.hint else []


def _message(finding: Finding, with_place: bool) -> str:
    place = f"{printable(shown(finding.location))}　" if with_place else ""
    return place + printable(finding.message)


def _wrapped(text: str, terminal: Screen) -> list[str]:
    room = max(10, terminal.columns - text_width(INDENT))
    return [INDENT + line for line in wrap(text, room)]
