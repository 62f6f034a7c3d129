"""The claims of a sentence: each verb and each number, with whom it is about and when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kumareport.model.mark import Attainment
from kumareport.model.report import Indicator
from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, AtomKind, Level, SentenceLine, line_of, year_asides
from kumareport.narrative.claims import Claim, ClaimKind, Start, Window
from kumareport.narrative.clauses import Clause, Close, clauses, is_predicate
from kumareport.narrative.frames import Carried, carry, compares, window_of
from kumareport.narrative.lexicon import Movement, Side
from kumareport.narrative.roles import (
    NumberReading,
    NumberRole,
    find_word,
    meaning,
    reading_of,
    word_of,
)
from kumareport.narrative.scope import (
    FOREIGN,
    Aspect,
    Resolver,
    Scope,
    Subject,
    enter,
    leave,
    with_aspect,
)
from kumareport.narrative.subjects import Names
from kumareport.narrative.windows import TimeKind

_NEARLY = ("概ね", "おおむね", "ほぼ", "おおよそ")
_BETWEEN = (
    "傾向",
    "基調",
    "状況",
    "局面",
    "水準",
    "気味",
    "方向",
    "一途",
    "歯止め",
    "状態",
    "結果",
    "もの",
    "形",
    "程度",
    "実績",
    "更新",
    "数値",
    "値",
)


@dataclass(slots=True)
class _State:
    """What the sentence has said so far."""

    line: SentenceLine
    resolver: Resolver
    scope: Scope
    carried: Carried
    clause: Clause
    skip: frozenset[int]
    before: Clause | None = None


_CLAIMING = re.compile(
    r"\d|増|減|上[昇がま回向]|下[降がま回向]|伸び|高|低|多|少な|達|届|及|最|横ばい|同[数じ程率値水等]|変[わ化動]|改善|悪化|向上|回復|超|割り込|落ち|拡大|縮小|"
    r"評価|判定|順調|遅れ|推移|満た|クリア|持ち直|後退|半減|倍|一進一退|短|長く"
)
_TOLD = re.compile(
    r"\d|た[。、がこもめ結]|てい|ており|てお|まし|でき|ない|なく|ず|[^たうくるすむぶぬつ]。$"
)


def may_claim(plain: str, is_result: bool = True) -> bool:
    """Whether a flattened sentence can claim anything; plans for the years to come rarely do."""
    return _CLAIMING.search(plain) is not None and (is_result or _TOLD.search(plain) is not None)


def read(plain: str, names: Names, before: Subject | None = None) -> "Read":
    """The claims of a flattened sentence of a section with these indicators.

    Args:
        before: whom the sentence before was about.
    """
    line = line_of(plain, names)
    resolver = Resolver(line, names)
    scope = Scope()
    if before is not None and before.rows:
        scope.topic = before
    carried = Carried()
    found: list[Claim] = []
    last: Clause | None = None
    for clause in clauses(line.atoms):
        readings = {
            index: reading_of(line.atoms, index)
            for index in range(clause.start, clause.end)
            if line.atoms[index].kind is AtomKind.QUANTITY
        }
        skip = frozenset(r.time for r in readings.values() if r.time >= 0)
        enter(scope, clause, resolver)
        state = _State(line, resolver, scope, carried, clause, skip, last)
        last = clause
        carry_before = skip
        if not scope.restricted:
            found += _clause_claims(state, readings)
        carry(carried, line.atoms, clause, carry_before)
        leave(scope, clause, line.atoms)
    found = list(_in_order(_unexcepted(found, line)))
    return Read(line, tuple(found), scope.topic or scope.chain)


_EXCEPT = re.compile(r"を除(?:い|き|く|け|外)")


def _unexcepted(found: list[Claim], line: SentenceLine) -> Iterator[Claim]:
    """「令和３年度を除いて」 speaks of the other years; what follows it is not held against all."""
    match = _EXCEPT.search(line.text)
    for claim in found:
        is_pattern = claim.kind in (
            ClaimKind.MOVEMENT,
            ClaimKind.STREAK,
            ClaimKind.LEVEL,
            ClaimKind.RECORD,
            ClaimKind.RANK,
        )
        if match is None or not is_pattern or claim.position < match.start():
            yield claim


def _in_order(found: Iterable[Claim]) -> Iterator[Claim]:
    """「近年増えていたが、令和５年度には減少」: the first movement ends where the second begins."""
    told = list(found)
    claims = [_turned(claim, told[:number]) for number, claim in enumerate(told)]
    for number, claim in enumerate(claims):
        later = next((c for c in claims[number + 1 :] if _is_turn(claim, c)), None)
        if later is None:
            yield claim
            continue
        window = claim.window
        begin = later.window.year if later.window.year is not None else later.window.since
        if window.year is not None or window.previous or window.start is not Start.UNSAID:
            yield claim
        elif begin is not None:
            yield replace(claim, window=replace(window, year=begin - 1))


def _turned(claim: Claim, before: list[Claim]) -> Claim:
    """「R2に減ったが、その後は増加に転じ」: the turn lies behind the year that was told."""
    first = next((c for c in reversed(before) if _is_turn(c, claim)), None)
    window = claim.window
    if (
        first is None
        or window.year is not None
        or window.since is not None
        or first.window.year is None
    ):
        return claim
    return replace(
        claim, turning=False, window=replace(window, since=first.window.year, start=Start.YEAR)
    )


def _is_turn(claim: Claim, later: Claim) -> bool:
    if (
        claim.negated
        or claim.kind is not ClaimKind.MOVEMENT
        or later.kind is not ClaimKind.MOVEMENT
        or claim.rows != later.rows
    ):
        return False
    return claim.movement is not later.movement and not later.negated


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence as read: its atoms, its claims, and whom it was about in the end."""

    line: SentenceLine
    claims: tuple[Claim, ...]
    subject: Subject | None


def _clause_claims(state: _State, readings: dict[int, NumberReading]) -> Iterator[Claim]:
    clause, atoms = state.clause, state.line.atoms

    index = clause.start
    while index <= min(clause.head, len(atoms) - 1):
        if atoms[index].text[:1] not in _BEGINNINGS:
            index += 1
            continue
        length = 1
        for finder in (_movement, _record, _level, _attainment):
            claim, length = finder(state, index)
            if length:
                if claim is not None:
                    yield claim
                break
        index += max(length, 1)
    for index, reading in readings.items():
        yield from _figure(state, index, reading)


_BEGINNINGS = frozenset(
    word[0]
    for table in (
        lexicon.MOVEMENTS, lexicon.CHANGES, lexicon.MULTIPLES, lexicon.COMPARATIVES, lexicon.LEVELS, lexicon.EXTREMES, lexicon.REACHED, lexicon.MISSED,
    )
    for word in table
) | frozenset("一も上下から0123456789二三四五六七八九十")  # fmt: skip
"""The letters with which a claim's words may begin; ranks begin with a number."""


def subject_of(state: _State, index: int) -> Subject | None:
    """Whom a claim whose words begin at an index is about."""
    clause, atoms, resolver = state.clause, state.line.atoms, state.resolver
    own = _before_noun(state, index)
    if own is not None:
        return own if own.rows else None
    if clause.ending.close is Close.CLEFT:
        cleft = _cleft(state)
        if cleft is not None:
            return cleft
    local = state.scope.local
    if (
        clause.ending.close is Close.ADNOMINAL
        and clause.end < len(atoms)
        and (local is None or not local.by_name)
    ):
        ahead = atoms[clause.end]
        if ahead.text.startswith(("指標", "項目")) or ahead.is_word("指標"):
            return _counted(state)
    if (
        clause.ending.close is Close.ADNOMINAL
        and state.scope.local is None
        and clause.end < len(atoms)
    ):
        ahead = atoms[clause.end]
        if ahead.kind is AtomKind.MENTION:
            return Subject(ahead.rows, each=len(ahead.rows) == 1)
        if ahead.text.startswith(("指標", "項目")) or ahead.is_word("指標"):
            return _counted(state)
        free = ahead.kind is AtomKind.QUANTITY or ahead.is_word(*lexicon.FORMAL)
        if not free:
            return None
    counted = _counts_before(state, index)
    if counted is not None:
        return counted
    current = state.scope.current
    if current is not None:
        return current if current.rows else None
    only = resolver.everything
    return Subject(only, by_name=False) if len(only) == 1 else None


def _before_noun(state: _State, index: int) -> Subject | None:
    """「利用者数の減少」「利用者数減少」: a name right before a noun."""
    atoms, clause = state.line.atoms, state.clause
    end = index
    while end > clause.start and atoms[end - 1].text == "の":
        end -= 1
    if end == clause.start:
        return None
    if atoms[end - 1].kind is not AtomKind.MENTION:
        # 「在宅時間の増えた」「職員の減少」: somebody else's.
        belongs = (
            end < index
            and atoms[end - 1].kind is AtomKind.WORD
            and atoms[end - 1].pos[0] in ("名詞", "接尾辞")
        )
        return (
            FOREIGN
            if belongs
            and atoms[index].kind is AtomKind.WORD
            and atoms[index].text not in ("増", "減")
            else None
        )
    start = state.resolver.phrase_start(end, clause.start)
    return state.resolver.resolve(start, end)


def _cleft(state: _State) -> Subject | None:
    """「減少したのは博物館のみである」「達成したのは２指標であった」: of whom, told behind."""
    atoms, resolver = state.line.atoms, state.resolver
    at = end = state.clause.end
    while end < len(atoms) and atoms[end].text not in "。" and not is_predicate(atoms, end):
        end += 1
    if end == at:
        return None
    tail = "".join(atom.text for atom in atoms[at:end])
    number = next((a.quantity for a in atoms[at:end] if a.kind is AtomKind.QUANTITY), None)
    named = any(a.kind is AtomKind.MENTION for a in atoms[at:end])
    if number is not None and not named:
        if (
            state.before is not None
            and state.before.ending.close is Close.CONTRAST
            and state.scope.local is None
        ):
            # 「改善したものの目標に達しなかったのは２指標」 counts what both clauses say.
            return None
        whole = re.fullmatch(
            r"[^、]*?\d+(?:つの?)?(?:指標|項目|つ|件|個|地区|施設)?(?:のみ|だけ)?、?で?", tail
        )
        counted = number.unit.startswith(("指標", "項目", "つ")) or _counts_indicators(atoms, at)
        return (
            Subject(resolver.everything, count=int(number.number), each=False)
            if whole and counted
            else None
        )
    only = re.search(r"(?:のみ|だけ)", tail) is not None
    only = only or re.search(r"の\d(?:つ|指標|項目)", tail) is not None
    stop = next(
        (
            n
            for n in range(at, end)
            if atoms[n].text in ("のみ", "だけ", "で") or atoms[n].kind is AtomKind.QUANTITY
        ),
        end,
    )
    while stop > at and atoms[stop - 1].text == "の":
        stop -= 1
    found = resolver.resolve(at, stop)
    if found is None or found.is_foreign:
        return None
    return replace(found, each=len(found.rows) > 1 or found.each, only=only)


_OF = re.compile(r"(?:のうち|中|の内|のなか)、?$")


def _counts_before(state: _State, index: int) -> Subject | None:
    """「３指標のうち２指標で」「２つの指標が」."""
    atoms = state.line.atoms
    numbers: list[tuple[int, Atom]] = []
    for at in range(state.clause.start, index):
        atom = atoms[at]
        if atom.kind is AtomKind.QUANTITY and atom.quantity and _counts_indicators(atoms, at):
            numbers.append((at, atom))
    if not numbers:
        return None
    at, last = numbers[-1]
    assert last.quantity is not None
    behind = "".join(a.text for a in atoms[at + 1 : at + 5])
    rows = state.resolver.everything
    total = None
    if len(numbers) > 1 and numbers[-2][1].quantity is not None:
        total = int(numbers[-2][1].quantity.number)
    if re.match(r"(?:の指標|指標|項目)?(?:とも|すべて|全て|いずれも|ともに|全部)", behind):
        number = int(last.quantity.number)
        return Subject(rows) if number == len(rows) else None
    if total is not None and total != len(rows):
        return None
    if not re.match(
        r"(?:の?(?:検証|成果)?指標|項目)?(?:で|が|は|において|について|では|も)", behind
    ):
        return None
    return Subject(rows, count=int(last.quantity.number), total=total, each=False)


def _counts_kinds(atoms: Sequence[Atom], at: int) -> bool:
    """「４館のうち２館」."""
    quantity = atoms[at].quantity
    assert quantity is not None
    return quantity.unit in ("館", "地区", "施設", "種", "校種", "会場", "圏域", "区") and any(
        a.quantity is not None
        and a.quantity.unit == quantity.unit
        and n != at
        and re.match("のうち|中", "".join(b.text for b in atoms[min(n, at) + 1 : min(n, at) + 4]))
        for n, a in enumerate(atoms)
    )


def _counts_indicators(atoms: Sequence[Atom], at: int) -> bool:
    if _counts_kinds(atoms, at):
        return True
    quantity = atoms[at].quantity
    assert quantity is not None
    behind = "".join(a.text for a in atoms[at + 1 : at + 3])
    return (
        quantity.unit.startswith(("指標", "項目"))
        or (
            quantity.unit in ("つ", "件", "個", "")
            and re.match(r"の?(?:検証|成果)?指標", behind) is not None
        )
        or (
            quantity.unit in ("つ", "")
            and at > 0
            and any(
                a.kind is AtomKind.QUANTITY
                and a.quantity
                and a.quantity.unit.startswith(("指標", "項目"))
                for a in atoms[max(0, at - 4) : at]
            )
        )
    )


def _counted(state: _State) -> Subject | None:
    """「目標を達成した指標は２つ」."""
    atoms = state.line.atoms
    at = state.clause.end
    ahead = atoms[at : at + 7]
    numbers = [n for n, atom in enumerate(ahead) if atom.kind is AtomKind.QUANTITY]
    if not numbers or ahead[numbers[0]].quantity is None:
        return None
    between = "".join(a.text for a in ahead[: numbers[0]])
    quantity = ahead[numbers[0]].quantity
    assert quantity is not None
    if not re.fullmatch(r"(?:検証|成果)?(?:指標|項目)(?:数)?(?:は|が|も)?、?", between):
        return None
    if not quantity.unit.startswith(("指標", "つ", "件", "項目", "個")) and quantity.unit:
        return None
    if len(numbers) > 1 and re.search("中|うち", "".join(a.text for a in ahead[numbers[0] :])):
        second = ahead[numbers[1]].quantity
        assert second is not None
        return Subject(
            state.resolver.everything,
            count=int(second.number),
            total=int(quantity.number),
            each=False,
        )
    return Subject(state.resolver.everything, count=int(quantity.number), each=False)


def _window(state: _State, index: int) -> Window:
    clause, atoms = state.clause, state.line.atoms
    # 「令和３年度に88.7％まで下がった」: the year of the number is that of the movement, too.
    window = window_of(atoms, clause.start, max(index, clause.head), state.carried)
    own = [
        a.time
        for a in atoms[clause.start : clause.head]
        if a.time and a.time.year and a.time.year == window.year
    ]
    others = tuple(year for time in own for year in _aside_years(state, time.end))
    return replace(window, others=(*window.others, *others)) if others else window


def _quote(state: _State, index: int, length: int) -> str:
    atoms = state.line.atoms
    first = atoms[state.clause.start]
    last = atoms[min(index + length, len(atoms)) - 1]
    if index + length - 1 >= state.clause.head:
        last = atoms[min(max(state.clause.ending.stop, index + length), len(atoms)) - 1]
    return state.line.text[first.start : last.end].strip("、。")


def _polarity(state: _State, index: int, length: int) -> tuple[bool, bool]:
    """Whether a word at an index is told as a fact, and whether it is denied."""
    clause, atoms = state.clause, state.line.atoms
    ending = clause.ending
    end = index + length
    if end > clause.head:
        return ending.fact and not ending.plan, ending.negated
    # A noun before a verb that only carries it.
    middle = atoms[end : clause.head]
    head = atoms[clause.head]
    plain = all(
        a.text in _BETWEEN
        or a.kind is AtomKind.QUANTITY
        or a.pos[:1] == ("助詞",)
        or a.pos[:1] in (("副詞",), ("助動詞",))
        or a.text in ("、",)
        or a.is_word("向上", "率")
        for a in middle
    )
    carrying = head.is_word(*lexicon.LIGHT, "だ", "です") or head.pos[:1] == ("助動詞",)
    if (
        plain
        and carrying
        and not any(
            a.text == "を"
            for a in middle
            if not head.is_word(
                "続ける",
                "示す",
                "記録",
                "更新",
                "たどる",
                "辿る",
                "維持",
                "見せる",
                "遂げる",
                "繰り返す",
                "保つ",
            )
        )
    ):
        if any(a.text == "歯止め" for a in middle):
            return ending.fact, not ending.negated
        return ending.fact and not ending.plan, ending.negated
    if head.is_word("止まる", "とまる", "繰り返す") and plain:
        return ending.fact, not ending.negated
    if head.is_word("続ける", "示す", "たどる", "記録", "繰り返す") and plain:
        return ending.fact, ending.negated
    if head.is_word("難しい") and plain:
        return ending.fact, True
    behind = atoms[end] if end < len(atoms) else None
    before = atoms[index - 1] if index else None
    number = before is not None and (
        before.kind is AtomKind.QUANTITY
        or (
            before.text in ("の", "も") and index > 1 and atoms[index - 2].kind is AtomKind.QUANTITY
        )
    )
    if (
        number
        and behind is not None
        and behind.text in ("の", "で", "と", "、", "。", "し", "に", "となる", "だ")
    ):
        return True, False
    return False, False


def _movement(state: _State, index: int) -> tuple[Claim | None, int]:
    atoms, clause = state.line.atoms, state.clause
    high = min(clause.end, len(atoms))
    length = find_word(atoms, index, high, lexicon.MOVEMENTS)
    changing = 0 if length else find_word(atoms, index, high, lexicon.CHANGES)
    multiple = find_word(atoms, index, high, lexicon.MULTIPLES)
    comparing = (
        0 if length or changing or multiple else find_word(atoms, index, high, lexicon.COMPARATIVES)
    )
    size = length or changing or multiple or comparing
    if not size:
        return None, 0
    if length and index > clause.head:
        return None, size
    if length and _compared_level(state, index) is Level.TARGET and _is_measured(state, index):
        # 「目標比4.0％減」 is a distance from the target.
        return None, size
    if comparing and _compared_level(state, index) is Level.TARGET:
        return _beside_target(state, index), size
    word = word_of(atoms, index, size)
    fact, negated = _polarity(state, index, size)
    if not fact or (_is_compound(atoms, index + size) and index + size <= clause.head):
        return None, size
    movement = (
        lexicon.MOVEMENTS.get(word)
        or lexicon.CHANGES.get(word)
        or lexicon.MULTIPLES.get(word)
        or lexicon.COMPARATIVES.get(word)
        or lexicon.MOVEMENTS.get(atoms[index].normal)
        or lexicon.COMPARATIVES.get(atoms[index].normal)
    )
    if movement is None or not _is_claim(
        state, index, size, word, negated, bool(changing), bool(comparing)
    ):
        return None, size
    if (
        changing
        and clause.ending.fact
        and word == "増減"
        and atoms[clause.head].is_word("繰り返す")
    ):
        movement, negated = Movement.MIXED, False
    elif changing:
        movement, negated = Movement.SAME if word == "増減" else Movement.FLAT, False
    if movement is Movement.SAME and any(
        a.text in _NEARLY for a in atoms[max(0, index - 2) : index]
    ):
        movement = Movement.FLAT
    subject = subject_of(state, index)
    window = _window(state, index)
    if (
        subject is None
        or window.foreign
        or _is_vague(subject)
        or subject.aspect is not Aspect.VALUE
        or _is_foreign_comparison(state, index)
    ):
        return None, size
    head = atoms[clause.head]
    behind = "".join(a.text for a in atoms[index + size : clause.end])
    trend = behind.startswith(("傾向", "基調", "気味", "局面", "方向")) or "傾向" in behind[:3]
    every = window.steady
    steady = every or head.is_word("続ける", "続く") or "続け" in behind or "続い" in behind
    window = replace(window, steady=steady)
    kind = ClaimKind.STREAK if window.years and _has(state, TimeKind.STREAK) else ClaimKind.MOVEMENT
    claim = Claim(
        kind, subject.rows, word, _quote(state, index, size), window, subject.each, subject.by_name, negated, movement,
        only=subject.only, others=_named_besides(state), to_level=_to_level(state, index), turning=head.is_word("転じる", "転ずる", "転換") or "転じ" in behind, trend=trend, every_step=every, count=subject.count, total=subject.total,
        position=atoms[index].start,
    )  # fmt: skip
    return claim, size


def _is_compound(atoms: Sequence[Atom], at: int) -> bool:
    """「達成率」「増加幅」「改善策」: the word is only part of a noun."""
    if at >= len(atoms):
        return False
    atom = atoms[at]
    return (
        atom.kind is AtomKind.WORD
        and atom.pos[0] in ("名詞", "接尾辞")
        and atom.text not in (*_BETWEEN, "とも")
        and "サ変" not in atom.pos[2]
        and not atom.is_word("する")
    )


def _to_level(state: _State, index: int) -> bool:
    """「コロナ禍前の水準まで回復した」."""
    atoms = state.line.atoms
    before = "".join(a.text for a in atoms[max(state.clause.start, index - 4) : index])
    return re.search(r"(?:水準|程度|値|並み)(?:に|まで|へ|にまで)$", before) is not None


def _is_vague(subject: Subject) -> bool:
    """Whether no words say which of several indicators moved."""
    return not subject.by_name and len(subject.rows) > 1 and subject.count is None


def _named_besides(state: _State) -> tuple[Indicator, ...]:
    return state.scope.seen if len(state.scope.seen) > 1 else ()


def _has(state: _State, kind: TimeKind) -> bool:
    atoms = state.line.atoms[state.clause.start : state.clause.end]
    return any(atom.time is not None and atom.time.kind is kind for atom in atoms)


def _is_claim(
    state: _State, index: int, size: int, word: str, negated: bool, changing: bool, comparing: bool
) -> bool:
    """Whether words that mean something only beside others have these beside them."""
    atoms, clause = state.line.atoms, state.clause
    if changing:
        return negated or (word == "増減" and atoms[clause.head].is_word("繰り返す"))
    before = atoms[index - 1] if index > clause.start else None
    beside_number = before is not None and (
        before.kind is AtomKind.QUANTITY
        or (before.text in ("の", "も") and atoms[index - 2].kind is AtomKind.QUANTITY)
    )
    if comparing:
        compared = any(
            a.kind in (AtomKind.REFERENCE, AtomKind.TIME) and compares(atoms, n)
            for n, a in enumerate(atoms[clause.start : index], clause.start)
        )
        becomes = any(a.is_word("なる") for a in atoms[index : clause.end])
        if not (
            compared
            or (
                becomes
                and (
                    before is None
                    or before.text in ("も", "く")
                    or before.is_particle("が", "は", "も")
                    or before.pos[:1] == ("副詞",)
                )
            )
        ):
            return False
        return _compared_level(state, index) is not Level.TARGET
    if word in lexicon.TRANSITIVE or (clause.ending.transitive and index == clause.head):
        return False
    if word in ("並み", "同じ", "同等"):
        return (
            before is not None
            and before.kind is AtomKind.REFERENCE
            and before.level is Level.PREVIOUS
        )
    if word == "上下":
        return atoms[clause.head].is_word("繰り返す")
    if word in lexicon.NOT_ALONE:
        return beside_number
    if lexicon.MOVEMENTS.get(word) is Movement.SAME:
        return any(
            a.kind is AtomKind.REFERENCE and a.level is Level.PREVIOUS
            for a in atoms[clause.start : index]
        )
    return True


def _is_measured(state: _State, index: int) -> bool:
    """Whether a target is what a number right before a word is compared with."""
    before = state.line.text[: state.line.atoms[index].start]
    return re.search(r"(?:目標値?|検証値|計画値)(?:比|より|に対し)[^、。]*$", before) is not None


def _beside_target(state: _State, index: int) -> Claim | None:
    """「検証値より多い」: a level, told by an adjective."""
    atoms = state.line.atoms
    moved = meaning(atoms, index, len(atoms), lexicon.COMPARATIVES)
    compared = _compared_level(state, index) is Level.TARGET and any(
        a.text in ("より", "よりも") for a in atoms[state.clause.start : index]
    )
    fact, negated = _polarity(state, index, 1)
    number = atoms[index - 1].kind is AtomKind.QUANTITY if index else False
    subject = subject_of(state, index) or _only_one(state, index)
    window = _window(state, index)
    if (
        not compared
        or not fact
        or number
        or moved not in (Movement.UP, Movement.DOWN)
        or subject is None
        or window.foreign
    ):
        return None
    if subject.aspect not in (Aspect.VALUE, Aspect.TARGET):
        return None
    side = Side.ABOVE if moved is Movement.UP else Side.BELOW
    return Claim(ClaimKind.LEVEL, subject.rows, atoms[index].lemma, _quote(state, index, 1), window, subject.each, subject.by_name, negated, side=side,
                 start=Start.TARGET, count=subject.count, total=subject.total, position=atoms[index].start)  # fmt: skip


def _compared_level(state: _State, index: int) -> Level | None:
    atoms = state.line.atoms
    levels = [a.level for a in atoms[state.clause.start : index] if a.kind is AtomKind.REFERENCE]
    return levels[-1] if levels else None


def _is_foreign_comparison(state: _State, index: int) -> bool:
    atoms = state.line.atoms
    return any(
        a.kind is AtomKind.REFERENCE and a.level is Level.FOREIGN
        for a in atoms[state.clause.start : index]
    )


_RECORD_LEAD = re.compile(
    r"(?:過去|これまで(?:で|の中で)?|計画期間(?:中|内)?(?:で|において)?|統計[^、。]{0,12}?以来|調査[^、。]{0,8}?以来|以降で?|年間で?|観測史上|最も|一番|開始以来|中で|うち)、?$"
)


def _record(state: _State, index: int) -> tuple[Claim | None, int]:
    """「過去最高」「これまでで最も多い」「過去２番目に高い」."""
    atoms, clause = state.line.atoms, state.clause
    high = min(clause.end, len(atoms))
    size = find_word(atoms, index, high, lexicon.EXTREMES)
    rank = 0
    if size:
        movement = lexicon.EXTREMES[word_of(atoms, index, size)]
        alone = atoms[index - 1].text if index else ""
        if alone in ("の", "が", "は") and not _RECORD_LEAD.search(
            state.line.text[: atoms[index].start]
        ):
            pass
    else:
        most = atoms[index].text in ("最も", "一番", "もっとも")
        time = atoms[index].time
        ranked = time is not None and time.kind is TimeKind.RANK
        if not (most or ranked):
            return None, 0
        ahead = index + 1
        while ahead < high and (
            atoms[ahead].is_particle("に", "の") or atoms[ahead].text in ("の",)
        ):
            ahead += 1
        found = meaning(atoms, ahead, high, lexicon.COMPARATIVES) if ahead < high else None
        if (
            ranked
            and ahead < high
            and atoms[ahead].text in ("水準", "値", "多さ", "高さ", "規模", "記録")
        ):
            found = Movement.UP
        if not isinstance(found, Movement):
            return None, 0
        movement, size = found, ahead - index + 1
        rank = time.count if ranked and time is not None else 0
    fact, negated = _polarity(state, index, size)
    behind = atoms[index + size] if index + size < len(atoms) else None
    if (
        behind is not None
        and behind.text == "の"
        and index + size + 1 < len(atoms)
        and atoms[index + size + 1].kind is AtomKind.QUANTITY
    ):
        fact, negated = True, False
    if behind is not None and behind.kind is AtomKind.QUANTITY:
        fact, negated = True, False
    subject = subject_of(state, index)
    window = _window(state, index)
    if (
        not fact
        or negated
        or subject is None
        or window.foreign
        or subject.count is not None
        or (not subject.by_name and len(subject.rows) > 1)
    ):
        return None, size
    words = state.line.text[atoms[index].start : atoms[index + size - 1].end]
    after = (
        atoms[clause.end]
        if clause.ending.close is Close.ADNOMINAL and clause.end < len(atoms)
        else None
    )
    if after is not None and after.kind is AtomKind.REFERENCE and after.level is Level.PREVIOUS:
        window = replace(window, previous=True)
    elif after is not None and after.time is not None and after.time.kind is TimeKind.YEAR:
        window = replace(window, year=after.time.year)
    if len(state.resolver.everything) > 1 and not _looks_back(state, index):
        found_among = _among(state, index, size, movement, rank, words, window)
        return found_among, size
    kind = ClaimKind.RANK if rank > 1 else ClaimKind.RECORD
    claim = Claim(kind, subject.rows, state.line.text[atoms[index].start : atoms[index + size - 1].end], _quote(state, index, size), window,
                  subject.each, subject.by_name, negated, movement, rank=rank, strict=atoms[clause.head].is_word("更新", "塗り替える"), position=atoms[index].start)  # fmt: skip
    return claim, size


_BACK = re.compile(
    r"過去|これまで|計画期間|以来|以降|観測史上|年間(?:で|の)|近年|初めて|最高値|最低値|次い|次ぐ|中で最"
)


_COMPARED = re.compile(
    r"(?:指標|地区|施設|館|校|種|検診)(?:の)?(?:うち|中)|比べると|別では|別にみると|の中で(?:は)?最も|\d(?:地区|施設|指標)中|達成率|伸び"
)


def _looks_back(state: _State, index: int) -> bool:
    """Whether a superlative is meant over the years, not among the indicators."""
    atoms, clause = state.line.atoms, state.clause
    text = state.line.text[atoms[clause.start].start : atoms[min(clause.end, len(atoms)) - 1].end]
    if _BACK.search(text) is not None:
        return True
    behind = atoms[clause.end] if clause.end < len(atoms) else None
    if clause.ending.close is Close.CLEFT or (
        clause.ending.close is Close.ADNOMINAL
        and behind is not None
        and behind.kind is AtomKind.MENTION
    ):
        return False
    return _COMPARED.search(state.line.text[: atoms[index].start]) is None


_MEASURE = re.compile(
    r"(?P<rate>達成率|達成度|進捗率)|(?P<change>伸び(?!率)|増加幅|上昇幅|増加数|改善幅|減少幅|増減)"
)


def _among(
    state: _State, index: int, size: int, movement: Movement, rank: int, words: str, window: Window
) -> Claim | None:
    """「達成率が最も低いのは…」「地区別では…が最も高く」."""
    subject = (
        state.scope.local
        if state.clause.ending.close not in (Close.CLEFT, Close.ADNOMINAL)
        else subject_of(state, index)
    )
    if subject is None or len(subject.rows) != 1 or not subject.by_name:
        return None
    atoms = state.line.atoms
    before = state.line.text[: atoms[index].start]
    match = _MEASURE.search(before)
    measure = "値" if match is None else "達成率" if match["rate"] else "増減"
    if match is None and re.search(r"率にして|割合の|増加率|伸び率", before):
        return None
    return Claim(ClaimKind.AMONG, subject.rows, words, _quote(state, index, size), window, movement=movement, rank=rank, measure=measure,
                 position=atoms[index].start)  # fmt: skip


def _level(state: _State, index: int) -> tuple[Claim | None, int]:
    """「目標値を上回った」「基準値より低い」「前年度を下回る」."""
    atoms, clause = state.line.atoms, state.clause
    high = min(clause.end, len(atoms))
    side = meaning(atoms, index, high, lexicon.LEVELS)
    size = find_word(atoms, index, high, lexicon.LEVELS)
    if not isinstance(side, Side):
        return None, 0
    fact, negated = _polarity(state, index, size)
    if not fact:
        return None, size
    level, at = _object(state, index)
    if level is None or level is Level.FOREIGN:
        return None, size
    subject = subject_of(state, index)
    window = _window(state, index)
    if subject is None:
        subject = _only_one(state, index)
    if (
        subject is None
        or window.foreign
        or subject.aspect in (Aspect.RATE, Aspect.CHANGE, Aspect.AVERAGE, Aspect.SUM)
    ):
        return None, size
    if subject.aspect is Aspect.TARGET:
        subject = replace(subject, aspect=Aspect.VALUE)
    start = {Level.TARGET: Start.TARGET, Level.BASE: Start.BASE, Level.PREVIOUS: Start.PREVIOUS}[
        level
    ]
    time = atoms[at].time
    if time is not None:
        window = replace(
            window, year=None if window.year == time.year else window.year, since=time.year
        )
        start = Start.YEAR
    if start is Start.PREVIOUS and window.years and _has(state, TimeKind.STREAK) and not negated:
        moved = Movement.UP if side is Side.ABOVE else Movement.DOWN
        streak = Claim(ClaimKind.STREAK, subject.rows, word_of(atoms, index, size), _quote(state, index, size), window, subject.each, subject.by_name,
                       movement=moved, count=subject.count, total=subject.total, position=atoms[index].start)  # fmt: skip
        return streak, size
    claim = Claim(ClaimKind.LEVEL, subject.rows, word_of(atoms, index, size), _quote(state, index, size), window, subject.each, subject.by_name,
                  negated, only=subject.only, others=_named_besides(state), side=side, start=start, count=subject.count, total=subject.total, position=atoms[index].start)  # fmt: skip
    return claim, size


def _only_one(state: _State, index: int) -> Subject | None:
    """「…への周知が十分といえず、検証値には及ばなかった」: a level of the table beside its only indicator."""
    atoms, rows = state.line.atoms, state.resolver.everything
    named = any(
        a.kind is AtomKind.REFERENCE and a.text in ("検証値", "基準値", "目標値")
        for a in atoms[state.clause.start : index]
    )
    own = state.clause.ending.close is not Close.ADNOMINAL or (
        state.clause.end < len(atoms) and atoms[state.clause.end].is_word(*lexicon.FORMAL)
    )
    return (
        Subject(rows, by_name=False)
        if named and own and len(rows) == 1 and state.scope.local is None
        else None
    )


def _object(state: _State, index: int) -> tuple[Level | None, int]:
    """What a value is said to stand above or below: the reference before を."""
    atoms = state.line.atoms
    at = index - 1
    while at >= state.clause.start:
        atom = atoms[at]
        if atom.kind is AtomKind.REFERENCE:
            return atom.level, at
        if (
            atom.kind is AtomKind.TIME
            and atom.time is not None
            and atom.time.kind is TimeKind.YEAR
            and at + 1 < index
            and atoms[at + 1].text in ("の", "を")
        ):
            return Level.BASE, at
        if atom.text == "を" and at > state.clause.start:
            before = atoms[at - 1]
            if before.kind not in (AtomKind.REFERENCE, AtomKind.TIME) and not (
                before.kind is AtomKind.QUANTITY
                or before.text in ("水準", "実績", "値", "実績値", "数値", "も")
            ):
                return None, -1
        elif atom.text in ("は", "が"):
            return None, -1
        at -= 1
    return None, -1


def _attainment(state: _State, index: int) -> tuple[Claim | None, int]:
    """「目標を達成した」「未達成となった」「届かなかった」."""
    atoms, clause = state.line.atoms, state.clause
    high = min(clause.end, len(atoms))
    missed = find_word(atoms, index, high, lexicon.MISSED)
    size = missed or find_word(atoms, index, high, lexicon.REACHED)
    if not size:
        return None, 0
    word = word_of(atoms, index, size)
    fact, negated = _polarity(state, index, size)
    if not fact and missed and index + size >= high - 1:
        fact = clause.ending.fact
    if not fact or _is_compound(atoms, index + size) or not _of_target(state, index, word):
        return None, size
    subject = subject_of(state, index)
    window = _window(state, index)
    if subject is None:
        subject = _only_one(state, index)
    elif state.scope.local is None and subject.aspect in (Aspect.RATE, Aspect.CHANGE):
        subject = replace(subject, aspect=Aspect.VALUE)
    if (
        subject is None
        or window.foreign
        or subject.aspect in (Aspect.RATE, Aspect.CHANGE, Aspect.AVERAGE, Aspect.SUM)
    ):
        return None, size
    nearly = any(a.text in _NEARLY or a.is_word(*_NEARLY) for a in atoms[clause.start : index])
    if nearly and (negated or missed):
        return None, size
    if any(a.text in ("一部", "もう少し", "ほとんど") for a in atoms[clause.start : index]):
        return None, size
    if missed:
        negated = not negated
    allowed = (
        (Attainment.MISSED, Attainment.NEARLY)
        if negated
        else ((Attainment.NEARLY,) if nearly else (Attainment.ACHIEVED,))
    )
    streak = window.years if _has(state, TimeKind.STREAK) else 0
    claim = Claim(ClaimKind.ATTAINMENT, subject.rows, word, _quote(state, index, size), replace(window, years=streak), subject.each, subject.by_name,
                  negated, only=subject.only, others=_named_besides(state), attainments=allowed, count=subject.count, total=subject.total, position=atoms[index].start)  # fmt: skip
    return claim, size


def _of_target(state: _State, index: int, word: str) -> bool:
    atoms, clause = state.line.atoms, state.clause
    before = atoms[clause.start : index]
    target = [
        n for n, a in enumerate(before) if a.kind is AtomKind.REFERENCE and a.level is Level.TARGET
    ]
    objects = [n for n, a in enumerate(before) if a.is_particle("を")]
    topic = state.scope.local or state.scope.topic
    about_target = topic is not None and topic.aspect is Aspect.TARGET
    if target:
        # 「目標に向け、基準を満たした」
        return (
            not objects
            or any(n + 1 <= o <= n + 3 for n in target for o in objects[-1:])
            or not objects[-1] > target[-1] + 3
        )
    if word in lexicon.MISSED:
        return not objects
    if word in ("達成", "クリア"):
        numbers = any(
            a.kind is AtomKind.QUANTITY and not _counts_indicators(atoms, n)
            for n, a in enumerate(before, clause.start)
        )
        return (
            not objects
            and not numbers
            and (index == clause.start or atoms[index - 1].text not in ("未",))
        )
    return about_target


def _figure(state: _State, index: int, reading: NumberReading) -> Iterator[Claim]:
    atoms = state.line.atoms
    quantity = atoms[index].quantity
    assert quantity is not None
    if reading.role is NumberRole.COUNT:
        return
    total = _total(state, index, reading)
    if total is not None:
        yield total
        return
    if reading.role is NumberRole.UNKNOWN:
        increment = _new(state, index)
        if increment is not None:
            yield increment
        return
    if not _told(state, index, reading):
        return
    subject = _figure_subject(state, index)
    if subject is None or subject.count is not None or subject.is_foreign or len(subject.rows) != 1:
        return
    if _is_foreign_comparison(state, index) and reading.role in (
        NumberRole.CHANGE,
        NumberRole.GAP,
        NumberRole.MULTIPLE,
        NumberRole.RATIO,
    ):
        return
    window = _figure_window(state, index, reading)
    if window.foreign:
        return
    claim = Claim(
        _kind(reading, subject), subject.rows, quantity.words, _figure_quote(state, index, reading), window, subject.each, subject.by_name,
        movement=reading.movement, side=reading.side, quantity=quantity, position=quantity.start,
        negated=_is_denied(state, index, reading),
    )  # fmt: skip
    if reading.role is NumberRole.START:
        claim = replace(claim, start=Start.UNSAID)
    if reading.role is NumberRole.BAND:
        claim = replace(claim, kind=ClaimKind.BAND)
    if claim.kind is ClaimKind.VALUE and _is_increment(state, index, claim):
        claim = replace(claim, kind=ClaimKind.INCREMENT)
    if claim.kind is ClaimKind.BOUND and any(
        a.is_word("初めて") for a in atoms[state.clause.start : index]
    ):
        yield replace(claim, kind=ClaimKind.FIRST)
    if claim.kind is ClaimKind.GAP:
        claim = replace(
            claim, start=_gap_start(state, index, reading), words_are_numeric=_sides(state, reading)
        )
    yield claim


_YEARLY = re.compile(
    r"単年|当年度|年度中|新たに|新規に|うち|年度分|単年度|年間で|この1年|今年度は|年度内|を新たに"
)
_RUNNING = re.compile(r"累計|累積|延べ|通算|総数")


def _is_increment(state: _State, index: int, claim: Claim) -> bool:
    """Whether a number is what came to a running total in a year: 「累計63人、うち当年度は18人」."""
    row = claim.rows[0]
    if not re.search("累計|累積|通算", row.name + "".join(row.notes)):
        return False
    atoms = state.line.atoms
    since = next(
        (
            n + 1
            for n in range(index - 1, -1, -1)
            if atoms[n].kind is AtomKind.QUANTITY or _RUNNING.search(atoms[n].text)
        ),
        0,
    )
    since = max(since, 0)
    near = state.line.text[atoms[since].start : atoms[index].start] if since < index else ""
    clause = state.line.text[atoms[state.clause.start].start : atoms[index].start]
    if not _RUNNING.search(clause) and _RUNNING.search(state.line.text[atoms[index].end :]):
        return True
    return _YEARLY.search(near) is not None or (
        _YEARLY.search(state.line.text[: atoms[index].start]) is not None and "前年度の" in near
    )


_STARTS = {Level.TARGET: Start.TARGET, Level.BASE: Start.BASE, Level.PREVIOUS: Start.PREVIOUS}


def _gap_start(state: _State, index: int, reading: NumberReading) -> Start | None:
    """From what a distance is told: the reference beside it, else the one of its clause."""
    if reading.level is not None:
        return _STARTS.get(reading.level)
    atoms = state.line.atoms
    for at in range(index - 1, state.clause.start - 1, -1):
        atom = atoms[at]
        if atom.kind is AtomKind.REFERENCE and atom.level is not None:
            return _STARTS.get(atom.level)
        if atom.time is not None and atom.time.kind is TimeKind.AGO:
            return Start.YEARS
        if atom.time is not None and atom.time.kind is TimeKind.YEAR and compares(atoms, at):
            return Start.YEAR
    shortfall = reading.word >= 0 and atoms[reading.word].is_word(*lexicon.SHORT, *lexicon.REACHED)
    topic = state.scope.current
    return (
        Start.TARGET
        if shortfall or (topic and topic.aspect in (Aspect.GAP, Aspect.TARGET))
        else None
    )


def _sides(state: _State, reading: NumberReading) -> bool:
    atoms = state.line.atoms
    return reading.word >= 0 and find_word(atoms, reading.word, len(atoms), lexicon.LEVELS) > 0


_TOTAL = re.compile(
    r"(?P<n>\d+)?(?:つの)?(?:地区|種|施設|指標|事業|項目|会場|校種|館)?[^、。]{0,12}?(?:単純)?(?P<what>平均|合計|計)(?:値|件数|人数|額|数)?(?:は|で|が|:)?、?$"
)


def _total(state: _State, index: int, reading: NumberReading) -> Claim | None:
    """「4地区の単純平均は42.0％」「4種の相談件数の合計は1,024件」; of one indicator, over years."""
    atoms, quantity = state.line.atoms, state.line.atoms[index].quantity
    assert quantity is not None
    if reading.role not in (NumberRole.VALUE, NumberRole.UNKNOWN, NumberRole.BOUND):
        return None
    low = atoms[state.clause.start].start
    before = state.line.text[low : quantity.start]
    match = _TOTAL.search(before)
    if match is None or (
        re.search(r"(?:全国|県)平均|平均(?:待ち|寿命|年齢|値)(?:時間)?は$", before)
        and not match["n"]
    ):
        return None
    what = "平均" if match["what"] == "平均" else "合計"
    window = window_of(atoms, state.clause.start, index, state.carried)
    if window.foreign or not state.clause.ending.fact:
        return None
    subject = _figure_subject(state, index)
    rows = state.resolver.everything
    spans = (
        window.years
        or (window.since is not None and window.year is not None)
        or window.plan
        or (window.since is not None and window.onwards)
    )
    if spans and subject is not None and len(subject.rows) == 1:
        kind = ClaimKind.AVERAGE if what == "平均" else ClaimKind.SUM
        return Claim(kind, subject.rows, quantity.words, _figure_quote(state, index, reading), window, by_name=subject.by_name, quantity=quantity,
                     position=quantity.start)  # fmt: skip
    if match["n"] and len(rows) > 1 and not spans:
        return Claim(ClaimKind.TOTAL, rows, quantity.words, before[match.start() :] + quantity.words, window, quantity=quantity, measure=what,
                     total=int(match["n"]), position=quantity.start)  # fmt: skip
    return None


def _new(state: _State, index: int) -> Claim | None:
    """「新たに27人が加わり」, of a running total."""
    atoms, quantity = state.line.atoms, state.line.atoms[index].quantity
    assert quantity is not None
    if not state.clause.ending.fact:
        return None
    subject = subject_of(state, index)
    if (
        subject is None
        or len(subject.rows) != 1
        or (state.scope.local is not None and state.scope.local.is_foreign)
    ):
        return None
    window = window_of(atoms, state.clause.start, index, state.carried)
    claim = Claim(
        ClaimKind.INCREMENT,
        subject.rows,
        quantity.words,
        quantity.words,
        window,
        by_name=subject.by_name,
        quantity=quantity,
        position=quantity.start,
    )
    behind = "".join(a.text for a in atoms[index + 1 : index + 3])
    is_new = _is_increment(state, index, claim) or (
        _RUNNING.search(state.line.text) is not None
        and re.search("累計|累積", subject.rows[0].name) is not None
        and behind.startswith(("の整備", "の設置", "の開設", "を整備", "を設置", "の新設"))
    )
    return claim if is_new and not window.foreign else None


def _figure_subject(state: _State, index: int) -> Subject | None:
    """The name right before a number, else the clause's subject."""
    atoms, clause = state.line.atoms, state.clause
    nearest = None
    for at in range(index - 1, clause.start - 1, -1):
        atom = atoms[at]
        if atom.kind is AtomKind.QUANTITY:
            break
        if atom.kind is AtomKind.MENTION:
            start = state.resolver.phrase_start(at + 1, clause.start)
            end = at + 1
            while (
                end < index
                and atoms[end].kind in (AtomKind.WORD, AtomKind.REFERENCE)
                and not atoms[end].is_particle("は", "が", "も", "で", "に")
                and atoms[end].text != "、"
            ):
                end += 1
            nearest = state.resolver.resolve(start, end)
            break
    if nearest is not None and nearest.rows:
        return with_aspect(nearest, state.scope)
    return subject_of(state, index)


def _kind(reading: NumberReading, subject: Subject) -> ClaimKind:
    by_aspect = {
        Aspect.ATTAINMENT: ClaimKind.ATTAINMENT_RATE, Aspect.RATE: ClaimKind.RATE, Aspect.CHANGE: ClaimKind.CHANGE, Aspect.TARGET: ClaimKind.TARGET_VALUE,
        Aspect.BASE: ClaimKind.BASE_VALUE, Aspect.AVERAGE: ClaimKind.AVERAGE, Aspect.SUM: ClaimKind.SUM, Aspect.GAP: ClaimKind.GAP,
    }  # fmt: skip
    if reading.role in (NumberRole.VALUE, NumberRole.BOUND) and subject.aspect in by_aspect:
        return by_aspect[subject.aspect]
    return {
        NumberRole.VALUE: ClaimKind.VALUE, NumberRole.START: ClaimKind.VALUE, NumberRole.CHANGE: ClaimKind.CHANGE, NumberRole.BOUND: ClaimKind.BOUND, NumberRole.BAND: ClaimKind.VALUE,
        NumberRole.GAP: ClaimKind.GAP, NumberRole.TARGET: ClaimKind.TARGET_VALUE, NumberRole.BASE: ClaimKind.BASE_VALUE, NumberRole.RATIO: ClaimKind.RATIO,
        NumberRole.MULTIPLE: ClaimKind.RATIO, NumberRole.SHARE_OF_TARGET: ClaimKind.ATTAINMENT_RATE,
    }[reading.role]  # fmt: skip


def _told(state: _State, index: int, reading: NumberReading) -> bool:
    """Whether a number is told as a fact; targets and bases are, whatever the verb."""
    if reading.role in (NumberRole.TARGET, NumberRole.BASE, NumberRole.START):
        return True
    clause, atoms = state.clause, state.line.atoms
    ending = clause.ending
    if ending.fact and not ending.plan:
        return True
    if ending.plan or index > clause.head:
        return False
    # 「45.2％まで上昇し」 joined to an action, 「45.2％を踏まえ」
    return ending.close in (Close.COORDINATE, Close.FINAL, Close.CONTRAST) and atoms[
        clause.head
    ].is_word("だ", "です", "なる")


def _is_denied(state: _State, index: int, reading: NumberReading) -> bool:
    clause = state.clause
    if reading.word >= 0 and clause.head in (reading.word, reading.word + 1):
        return clause.ending.negated
    if reading.word < 0 and reading.role is NumberRole.VALUE:
        return clause.ending.negated
    return False


def _figure_window(state: _State, index: int, reading: NumberReading) -> Window:
    atoms, clause = state.line.atoms, state.clause
    if reading.time >= 0:
        own = atoms[reading.time]
        if own.level is Level.PREVIOUS:
            return Window(previous=True, label=own.text, year=None, others=())
        time = own.time
        assert time is not None
        if time.kind is TimeKind.CURRENT:
            return Window(label=time.words)
        if time.kind is TimeKind.AGO:
            return Window(start=Start.YEARS, ago=time.count, previous=True, label=time.words)
        if time.kind is TimeKind.EARLIER:
            return Window(start=Start.EARLIER, previous=True, label=time.words)
        return Window(year=time.year, label=time.words, others=_aside_years(state, time.end))
    window = window_of(atoms, clause.start, index, state.carried, state.skip)
    if reading.role in (NumberRole.CHANGE, NumberRole.GAP, NumberRole.MULTIPLE, NumberRole.RATIO):
        window = window_of(atoms, clause.start, max(clause.head, index), state.carried)
    if reading.role in (NumberRole.VALUE, NumberRole.BOUND, NumberRole.BAND):
        aside = _aside_years(state, atoms[index].end)
        if aside:
            return replace(window, year=aside[0], others=aside[1:])
    return window


def _aside_years(state: _State, position: int) -> tuple[int, ...]:
    """The years in a bracket that stands right behind a position."""
    return tuple(
        time.year
        for at, text in state.line.asides
        if at == position
        for time in year_asides(text)
        if time.year is not None
    )


def _figure_quote(state: _State, index: int, reading: NumberReading) -> str:
    atoms = state.line.atoms
    low, high = index, index
    if reading.time >= 0:
        low = reading.time
    if reading.word >= 0:
        high = min(reading.word, len(atoms) - 1)
    else:
        while (
            high + 1 < len(atoms)
            and atoms[high + 1].kind is AtomKind.WORD
            and atoms[high + 1].pos[0] == "助詞"
        ):
            high += 1
    return state.line.text[atoms[low].start : atoms[high].end]
