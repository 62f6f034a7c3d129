"""What a sentence claims: that a target was reached, that a value rose, that it is a record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from kumareport.model.mark import Attainment
from kumareport.narrative import vocabulary as words
from kumareport.narrative.sentences import without_quotes
from kumareport.narrative.series import Movement
from kumareport.narrative.windows import (
    NO_WINDOW,
    Window,
    WindowKind,
    find_window,
    opening_window,
    strip_windows,
    year_of,
)


class ClaimKind(Enum):
    """The kinds of claim that can be held against the table."""

    MARK = "mark"
    MOVEMENT = "movement"
    RECORD = "record"
    RECOVERED = "back to the level before the pandemic"
    AGAINST_BASE = "against the base"
    AGAINST_TARGET = "against the target"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim.

    Attributes:
        kind: what is claimed.
        words: the words that claim it, as in the flattened sentence.
        quote: the clause up to them.
        phrase: the noun phrase right before them: the subject where it is one; empty where the
            sentence's topic is meant.
        topics: the sentence's topics before it (〜は), in order.
        open_topics: those of them that no finite verb has closed.
        window: the time.
        movement: for MOVEMENT; for RECORD and AGAINST_…, UP is most and above, DOWN least and below.
        attainments: for MARK, what the words allow.
        turning: whether a turn is claimed (増加に転じた).
        negated: whether the movement is denied (上昇にはつながらなかった).
        steady: whether every year is claimed to move so (一貫して); ``years`` of them, 0 for all.
        of_all: whether it is said of every indicator (いずれも).
        about_many: whether it speaks of how many indicators there are (「未達成となった指標が多く」).
        position: where it stands in the sentence.
    """

    kind: ClaimKind
    words: str
    quote: str
    phrase: str
    topics: tuple[str, ...]
    open_topics: tuple[str, ...]
    window: Window
    movement: Movement | None = None
    attainments: tuple[Attainment, ...] = ()
    turning: bool = False
    negated: bool = False
    steady: bool = False
    years: int = 0
    of_all: bool = False
    about_many: bool = False
    position: int = 0


_TOPIC = re.compile(
    r"(?:^|(?<=、))([^、。]+?)(?<![でにと])(?<!また)(?<!ある)(?<!もしく)(?:については|は)(?=[^、。]|、)"
)
_ADVERBS = re.compile(rf"(?:{words.ADVERB}|なお)+$")
_CAUSE = re.compile(
    r".*(?:に伴い|に伴って|により|によって|の影響で|ことで|ことから|から|ために?|受け)"
)
_AMOUNT = re.compile(
    r"(?:約|のべ|延べ|累計)?[\d,.兆億万千]+[^\d、。はがをにの]{0,6}?(?:まで|へ|に|となり|ほど|程度)?$"
)
_ANYWAY = re.compile(r"[^、。はが]*(?:にあっても|においても|の中でも|中でも)$")
_CLOSED = re.compile(r"(?:が|おり|ものの|し|り|て|き)、")
_FINITE = re.compile(r"(?:が|おり|ものの)、")


def claims(sentence: str) -> tuple[Claim, ...]:
    """The claims of a flattened sentence, in order."""
    text = without_quotes(sentence)
    said_by = {
        "○": Attainment.ACHIEVED,
        "◯": Attainment.ACHIEVED,
        "〇": Attainment.ACHIEVED,
        "△": Attainment.NEARLY,
    }
    said = [
        _claim(
            sentence, match, ClaimKind.MARK, NO_WINDOW,
            attainments=(said_by.get(match["symbol"], Attainment.MISSED),),
        )
        for match in words.SYMBOL.finditer(sentence)
    ]  # fmt: skip
    found = sorted([*_find(text, opening_window(text)), *said], key=lambda claim: claim.position)
    return _hand_over(found)


def _find(text: str, opening: Window) -> Iterator[Claim]:
    yield from _find_marks(text, opening)
    for match in words.RECORD.finditer(text):
        most = match["most"] or match["much"] or match["most2"]
        side = Movement.UP if most else Movement.DOWN
        yield _claim(text, match, ClaimKind.RECORD, opening, movement=side)
    for match in words.RECOVERED.finditer(text):
        yield _claim(text, match, ClaimKind.RECOVERED, opening)
    for match in words.LEVEL.finditer(text):
        # 「令和３年を除いて上回った」 speaks of the other years.
        if "を除" not in text[: match.start()].rpartition("、")[2]:
            yield _level(text, match, opening)
    for match in words.COMPARED.finditer(text):
        kind = ClaimKind.AGAINST_BASE if match["what"] == "基準値" else ClaimKind.AGAINST_TARGET
        side = Movement.UP if match["more"] or match["above"] else Movement.DOWN
        yield _claim(text, match, kind, opening, movement=side)
    for match in words.GOING_ON.finditer(text):
        side = Movement.UP if match["up"] else Movement.DOWN
        yield _claim(text, match, ClaimKind.MOVEMENT, opening, movement=side, nominal=True)
    for match in words.NO_MOVEMENT.finditer(text):
        side = Movement.UP if match["side"] in ("増加", "上昇", "向上") else Movement.DOWN
        claim = _claim(text, match, ClaimKind.MOVEMENT, opening, movement=side, nominal=True)
        yield replace(claim, negated=True)
    for match in words.MOVEMENT.finditer(text):
        # 「上昇し水質の保全を図る」: the rise is told, only what follows is a wish.
        if match[0].endswith("し") or not words.NOT_A_FACT.search(text[match.end() :]):
            yield _movement(text, match, opening)


def _find_marks(text: str, opening: Window) -> Iterator[Claim]:
    missed = list(words.MISSED.finditer(text))
    for match in missed:
        yield _claim(
            text, match, ClaimKind.MARK, opening, attainments=(Attainment.MISSED, Attainment.NEARLY)
        )
    for match in words.NEARLY.finditer(text):
        yield _claim(text, match, ClaimKind.MARK, opening, attainments=(Attainment.NEARLY,))
    for match in words.ACHIEVED.finditer(text):
        nearly = words.NEARLY.search(match[0])
        if not nearly and not any(m.start() <= match.start() < m.end() for m in missed):
            yield _claim(text, match, ClaimKind.MARK, opening, attainments=(Attainment.ACHIEVED,))


def _level(text: str, match: re.Match[str], opening: Window) -> Claim:
    side = Movement.DOWN if match["side"] in ("下回", "割り込") else Movement.UP
    kinds = {
        "基": ClaimKind.AGAINST_BASE,
        "検": ClaimKind.AGAINST_TARGET,
        "目": ClaimKind.AGAINST_TARGET,
    }
    kind = kinds.get(match["what"][0], ClaimKind.MOVEMENT)
    claim = _claim(text, match, kind, opening, movement=side)
    if match["year"]:
        year = Window(WindowKind.AGAINST, year_of(match["year"]), label=match["what"])
        return replace(claim, window=year)
    if kind is ClaimKind.MOVEMENT and claim.window.year is None:
        claim = replace(claim, window=Window(WindowKind.PREVIOUS, label=match["what"]))
    return claim


_MOVEMENTS = {
    "up": Movement.UP, "wider": Movement.UP, "narrower": Movement.DOWN, "rise": Movement.UP, "down": Movement.DOWN, "fall": Movement.DOWN,
    "better": Movement.BETTER, "worse": Movement.WORSE, "flat": Movement.FLAT, "mixed": Movement.MIXED,
}  # fmt: skip


def _movement(text: str, match: re.Match[str], opening: Window) -> Claim:
    side = next(movement for name, movement in _MOVEMENTS.items() if match[name])
    turning = "転じ" in text[match.start() : match.end() + 3]
    return _claim(text, match, ClaimKind.MOVEMENT, opening, movement=side, turning=turning)


def _claim(
    text: str,
    match: re.Match[str],
    kind: ClaimKind,
    opening: Window,
    *,
    movement: Movement | None = None,
    attainments: tuple[Attainment, ...] = (),
    turning: bool = False,
    nominal: bool = False,
) -> Claim:
    before = text[: match.start()]
    clause = before[before.rfind("、") + 1 :]
    # 「令和2年度以降は…の影響で、…に伴い、減少に転じ」: the time may stand some clauses earlier,
    # unless a finite verb has closed that thought.
    windows = (find_window(clause), find_window(_FINITE.split(before)[-1]), opening)
    window = next((found for found in windows if found is not NO_WINDOW), NO_WINDOW)
    steady = words.STEADY.search(clause + match[0])
    return Claim(
        kind,
        match[0],
        clause + match[0],
        phrase_before(before.removesuffix("の") if nominal else before),
        topics(before),
        topics(_CLOSED.split(before)[-1]),
        window,
        movement,
        attainments,
        turning,
        steady=bool(steady),
        years=int(steady["years"] or 0) if steady else 0,
        of_all=bool(words.ALL.search(before)),
        about_many=bool(words.MANY.match(text[match.end() :])),
        position=match.start(),
    )


def phrase_before(before: str) -> str:
    """The noun phrase that ends a stretch of text, without times, amounts, adverbs and causes."""
    text = strip_windows(before[before.rfind("、") + 1 :])
    for _ in range(3):
        text = _ADVERBS.sub("", text)
        text = _AMOUNT.sub("", text)
    return _ANYWAY.sub("", _CAUSE.sub("", text))


def topics(text: str) -> tuple[str, ...]:
    """The topics (〜は) of a stretch of text, in order, without mere times."""
    phrases = (match[1] for match in _TOPIC.finditer(without_quotes(text)))
    return tuple(phrase for phrase in phrases if strip_windows(phrase + "は").strip("は"))


def _hand_over(found: list[Claim]) -> tuple[Claim, ...]:
    """「近年微増傾向にあったが、令和5年度には再び減少」: the first claim ends where the second begins."""
    handed: list[Claim] = []
    for number, claim in enumerate(found):
        later = [
            c
            for c in found[number + 1 :]
            if c.window.year and c.movement not in (None, claim.movement)
        ]
        if (
            claim.kind is ClaimKind.MOVEMENT
            and later
            and claim.window.kind in (WindowKind.NONE, WindowKind.RECENT, WindowKind.SINCE)
            and later[0].window.year is not None
        ):
            claim = replace(claim, window=replace(claim.window, end=later[0].window.year - 1))
        handed.append(claim)
    return tuple(handed)
