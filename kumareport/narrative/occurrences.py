"""Where a sentence holds the names of indicators, in full or with words left out."""

from collections.abc import Container, Iterator, Sequence

from kumareport.model.indicator import Indicator
from kumareport.narrative.fitting import HEADS, LEAST
from kumareport.narrative.subjects import Names, matched
from kumareport.patterns import regex

Occurrence = tuple[int, int, tuple[Indicator, ...]]
"""A place of a text, from and to, and whom it names."""


def full_names(text: str, names: Names) -> Iterator[Occurrence]:
    """Where a flattened text holds an indicator's name in full.

    Longer names come first; a name inside another one is found there too.
    """
    for name, rows in names.full:
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name), rows
            start = text.find(name, start + len(name))


_ENDS = regex(
    r"(?<=[^、。はがをにもで])(?=[はがをもにでの、(「」]|と|や|及び|および|並びに|だけ|いずれ|の?うち|$)|(?<=[者数率額])(?=\d)"
)
_BEGINS = regex(
    r"(?:^|(?<=[、。をにはがでもりしてのと」「やるび])"
    # 「61人まで減少した待機児童」; 「昭和に建てられた住宅」 is a part of them.
    r"|(?<=[加少昇下大小善化復達]した)|(?<=(?:増え|減っ|伸び|落ち|超え|回っ|なっ|だっ|あっ)た))"
    r"(?=[^、。はがをにでもの])"
)


def loose_names(text: str, names: Names, taken: Sequence[bool]) -> list[Occurrence]:
    """Where it holds one with words left out or put in another order of particles, the longest phrase
    first.

    Args:
        text: the text.
        names: those of the indicators.
        taken: which of its letters are known to be another's; no phrase that ends in one counts.
    """
    letters, reach = names.letters, _reach(text, names.known)
    begins = [m.start() for m in _BEGINS.finditer(text) if text[m.start()] in letters]
    found: list[Occurrence] = []
    for end in (match.start() for match in _ENDS.finditer(text)) if begins else ():
        if taken[end - 1]:
            continue
        for begin in begins:
            if not LEAST <= end - begin <= _LONGEST or reach[begin] < end:
                continue
            if text[begin - 1 : begin] == "「" and "」" in text[begin:end]:
                begin -= 1
            phrase = text[begin:end].replace("「", "").replace("」", "")
            if phrase in HEADS or not phrase.isprintable():
                continue
            rows = matched(phrase, names)
            if len(rows) == 1:
                found.append((begin, end, rows))
                break
    return sorted(found, key=lambda one: one[0] - one[1])


_LONGEST = 45


def _reach(text: str, known: Container[str]) -> list[int]:
    """From each place of a text on, how far it goes on in letters that are known, in one phrase."""
    found, end = [0] * len(text), len(text)
    for at in range(len(text) - 1, -1, -1):
        char = text[at]
        if char == "、" or (char not in known and char not in "「」"):
            end = at
        found[at] = end
    return found
