"""What a sentence claims: that a target was reached, that a value rose, that it is a record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from kumareport.model.mark import Mark
from kumareport.narrative.sentences import without_quotes
from kumareport.narrative.series import Movement
from kumareport.narrative.windows import (
    NO_WINDOW,
    Window,
    WindowKind,
    find_window,
    opening_window,
    strip_windows,
)


class ClaimKind(Enum):
    """The kinds of claim that can be held against the table."""

    MARK = "mark"
    MOVEMENT = "movement"
    RECORD = "record"
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
        window: the time.
        movement: for MOVEMENT; for RECORD and AGAINST_…, UP is most and above, DOWN least and below.
        marks: for MARK, the marks that the words allow.
        turning: whether a turn is claimed (増加に転じた).
        about_many: whether it speaks of how many indicators there are (「未達成となった指標が多く」).
        position: where it stands in the sentence.
    """

    kind: ClaimKind
    words: str
    quote: str
    phrase: str
    topics: tuple[str, ...]
    window: Window
    movement: Movement | None = None
    marks: tuple[Mark, ...] = ()
    turning: bool = False
    about_many: bool = False
    position: int = 0


_UP = "増加|上昇|向上|増大|微増|急増|倍増|増え|増し|伸び|上がっ|高まっ|高くなっ|多くなっ"
_DOWN = "減少|低下|下降|微減|急減|半減|減っ|減り|下がっ|低減|落ち込|少なくなっ|低くなっ"
_DONE = (
    r"(?:て(?:いる|おり|いた|い[てる]|きた|きて|いっ)|した|して(?:いる|おり|いた|い|きた|きて)?|"
    r"し(?=[^てたなよまずそ])|傾向(?=に|で|が|と|、|。)|状況|となっ|に転じ|"
    r"し続け|み(?=、|まし|ました)|た(?=が|。|も|こ|の|結|た|と)|がみられ|が見られ|だった|であっ|し(?=た))"
)
_MOVEMENT = re.compile(rf"(?P<up>{_UP})(?:{_DONE})|(?P<down>{_DOWN})(?:{_DONE})|(?P<flat>横ばい)")
# What follows must not turn the fact into a wish, a forecast or a doubt.
_NOT_A_FACT = re.compile(
    r"^[^。、]{0,12}?(?:を図|を目指|見込|おそれ|恐れ|懸念|可能性|予想|予測|必要|ように|よう、|ない|ず、|なけれ)"
)
# 「課の目標を達成」 is somebody else's.
_GOAL = r"(?:検証値|指標|(?:(?<=指標の)|(?<![の一-龠ァ-ヶー]))目標値?)"
_MISSED = re.compile(
    rf"未達成|{_GOAL}(?:を|の|が|は)?(?:達成(?:には|に|は|が|を)?)"
    r"(?:至ら|至って|でき(?:な|ず|て(?:い)?な)|していな|しなかっ|しておら|せず|ならな)"
    rf"|{_GOAL}に(?:は|も)?(?:届か|届いて(?:い)?な|達し(?:て(?:い)?な|なか|ませ|ず)|及ば|至ら)"
)
_NEARLY = re.compile(r"(?:概ね|おおむね|ほぼ)達成")
_ACHIEVED = re.compile(
    rf"(?<!未){_GOAL}(?:を|は|が|も)?(?:全て|すべて|とも|共に|ともに|上回り)?、?"
    r"達成(?:し(?:た|て(?:いる|おり|い)|、|ま)|でき(?:た|て|ま)|となっ|する(?:こと|結果)(?:が|と)?(?:でき|なっ)"
    r"|の(?:一因|要因))"
)
_MANY = re.compile(r"[^、。]{0,6}指標(?:が|も|は)(?:多|少|あっ|ある|複数|\d)")
_RECORD = re.compile(r"過去(?P<side>最多|最高|最大|最少|最低|最小)")
_LEVEL = re.compile(
    r"(?P<what>基準値?|検証値|目標値?)を(?:大きく|大幅に|わずかに|やや|若干|依然として)?"
    r"(?P<side>上回|下回|超え|割り込)(?=っ|り、|る結果|る状況|る数値|る値|た|て)"
)
_TOPIC = re.compile(
    r"(?:^|(?<=、))([^、。]+?)(?<![でにと])(?<!また)(?<!ある)(?<!もしく)(?:については|は)(?=[^、。]|、)"
)
_ADVERBS = re.compile(
    r"(?:緩やかに|ゆるやかに|大幅に|大きく|順調に|着実に|再び|やや|若干|わずかに|僅かに|徐々に|年々|急激に|"
    r"さらに|更に|引き続き|依然として|全体として|毎年度?|継続して|概ね|おおむね|結果として|一時的に|"
    r"いずれも|ともに|とも|全て|すべて)+$"
)
_CAUSE = re.compile(r".*(?:に伴い|に伴って|により|によって|の影響で|ことで|ことから|ために?|受け)")
_AMOUNT = re.compile(
    r"(?:約|のべ|延べ|累計)?[\d,.兆億万千]+[^\d、。はがをにの]{0,6}?(?:まで|へ|に|となり|ほど|程度)?$"
)
_FINITE = re.compile(r"(?:が|おり|ものの)、")


def claims(sentence: str) -> tuple[Claim, ...]:
    """The claims of a flattened sentence, in order."""
    text = without_quotes(sentence)
    found = sorted(_find(text, opening_window(text)), key=lambda claim: claim.position)
    return _hand_over(found)


def _find(text: str, opening: Window) -> Iterator[Claim]:
    for match in _MISSED.finditer(text):
        yield _claim(text, match, ClaimKind.MARK, opening, marks=(Mark.MISSED, Mark.NEARLY))
    for match in _NEARLY.finditer(text):
        yield _claim(text, match, ClaimKind.MARK, opening, marks=(Mark.NEARLY,))
    for match in _ACHIEVED.finditer(text):
        yield _claim(text, match, ClaimKind.MARK, opening, marks=(Mark.ACHIEVED,))
    for match in _RECORD.finditer(text):
        side = Movement.UP if match["side"] in ("最多", "最高", "最大") else Movement.DOWN
        yield _claim(text, match, ClaimKind.RECORD, opening, movement=side)
    for match in _LEVEL.finditer(text):
        what = ClaimKind.AGAINST_BASE if match["what"][0] == "基" else ClaimKind.AGAINST_TARGET
        side = Movement.UP if match["side"] in ("上回", "超え") else Movement.DOWN
        yield _claim(text, match, what, opening, movement=side)
    for match in _MOVEMENT.finditer(text):
        # 「上昇し水質の保全を図る」: the rise is told, only what follows is a wish.
        if not match[0].endswith("し") and _NOT_A_FACT.search(text[match.end() :]):
            continue
        side = Movement.UP if match["up"] else Movement.DOWN if match["down"] else Movement.FLAT
        turning = "転じ" in text[match.start() : match.end() + 3]
        yield _claim(text, match, ClaimKind.MOVEMENT, opening, movement=side, turning=turning)


def _claim(
    text: str,
    match: re.Match[str],
    kind: ClaimKind,
    opening: Window,
    *,
    movement: Movement | None = None,
    marks: tuple[Mark, ...] = (),
    turning: bool = False,
) -> Claim:
    before = text[: match.start()]
    clause = before[before.rfind("、") + 1 :]
    # 「令和2年度以降は…の影響で、…に伴い、減少に転じ」: the time may stand some clauses earlier,
    # unless a finite verb has closed that thought.
    windows = (find_window(clause), find_window(_FINITE.split(before)[-1]), opening)
    window = next((found for found in windows if found is not NO_WINDOW), NO_WINDOW)
    return Claim(
        kind,
        match[0],
        clause + match[0],
        phrase_before(before),
        topics(before),
        window,
        movement,
        marks,
        turning,
        bool(_MANY.match(text[match.end() :])),
        match.start(),
    )


def phrase_before(before: str) -> str:
    """The noun phrase that ends a stretch of text, without times, amounts, adverbs and causes."""
    text = strip_windows(before[before.rfind("、") + 1 :])
    for _ in range(3):
        text = _ADVERBS.sub("", text)
        text = _AMOUNT.sub("", text)
    return _CAUSE.sub("", text)


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
