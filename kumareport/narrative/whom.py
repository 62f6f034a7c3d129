"""Whom a claim is about: the clause's subject, a name beside the word, a number of indicators."""

from collections.abc import Sequence

from msgspec.structs import replace

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, AtomKind, atom_at
from kumareport.narrative.clause_state import ReadingState
from kumareport.narrative.clauses import is_predicate
from kumareport.narrative.joins import Close
from kumareport.narrative.resolver import FOREIGN, Subject
from kumareport.narrative.roles import KINDS, is_of_all
from kumareport.patterns import regex


def subject_of(state: ReadingState, index: int) -> Subject | None:
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
    ahead = atom_at(atoms, clause.end)
    adnominal = clause.ending.close is Close.ADNOMINAL
    if adnominal and ahead.text.startswith(("指標", "項目")):
        return _counted(state)
    if adnominal and local is None:
        if ahead.kind is AtomKind.MENTION:
            return Subject(ahead.rows, each=len(ahead.rows) == 1)
        free = ahead.kind is AtomKind.QUANTITY or ahead.is_among(lexicon.FORMAL)
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


def _before_noun(state: ReadingState, index: int) -> Subject | None:
    """「利用者数の減少」「利用者数減少」: a name right before a noun."""
    atoms, clause = state.line.atoms, state.clause
    end = index
    while end > clause.start and atoms[end - 1].text == "の":
        end -= 1
    if end == clause.start:
        return None
    if atoms[end - 1].kind is not AtomKind.MENTION:
        # 「在宅時間の増えた」「職員の減少」: somebody else's.
        belongs = end < index and atoms[end - 1].pos[0] in ("名詞", "接尾辞")
        return FOREIGN if belongs and atoms[index].kind is AtomKind.WORD else None
    start = state.resolver.phrase_start(end, clause.start)
    return state.resolver.resolve(start, end)


def _cleft(state: ReadingState) -> Subject | None:
    """「減少したのは博物館のみである」「達成したのは２指標であった」: of whom, told behind."""
    atoms, resolver = state.line.atoms, state.resolver
    at = state.clause.end
    stops = (n for n in range(at, len(atoms)) if atoms[n].text == "。" or is_predicate(atoms, n))
    end = next(stops, len(atoms))
    counting = next((n for n in range(at, end) if atoms[n].quantity is not None), -1)
    if counting >= 0 and atoms[counting].text.endswith("中"):
        # 「達成したのは５指標中２指標」
        counting = next((n for n in range(counting + 1, end) if atoms[n].quantity), counting)
    number = atoms[counting].quantity if counting >= 0 else None
    if counting >= 0 and atom_at(atoms, counting + 1).text == "、":
        # 「達成したのは２つ、悪化したのも２つ」
        end = counting + 1
    tail = "".join(atom.text for atom in atoms[at:end])
    named = any(a.kind is AtomKind.MENTION for a in atoms[at:end])
    if number is not None and not named:
        if (
            state.before is not None
            and state.before.ending.close is Close.CONTRAST
            and state.scope.local is None
        ):
            # 「改善したものの目標に達しなかったのは２指標」 counts what both clauses say.
            return None
        listed = atoms[counting - 1].text == "の"
        parts = resolver.resolve(at, counting - 1) if listed else None
        if parts is not None and len(parts.rows) == int(number.number) and parts.by_name:
            # 「低下したのは北部・中部の２地区」
            return replace(parts, each=True, only=True)
        whole = regex(
            r"[^、]*?\d+(?:つの?)?(?:指標|項目|つ|件|個|地区|施設)?(?:のみ|だけ)?、?[でに]?"
        ).fullmatch(tail)
        counted = number.unit.startswith(("指標", "項目", "つ"))
        return (
            Subject(resolver.everything, count=int(number.number), each=False)
            if whole and counted
            else None
        )
    only = regex(r"(?:のみ|だけ)").search(tail) is not None
    only = only or regex(r"の\d(?:つ|指標|項目)").search(tail) is not None
    stop = next(
        (
            n
            for n in range(at, end)
            if atoms[n].text in ("のみ", "だけ", "で") or atoms[n].kind is AtomKind.QUANTITY
        ),
        end,
    )
    while atoms[stop - 1].text == "の":
        stop -= 1
    found = resolver.resolve(at, stop)
    if found is None or found.is_foreign:
        return None
    return replace(found, only=only)


_OF = regex(r"(?:のうち|中|の内|のなか)、?$")


def _counts_before(state: ReadingState, index: int) -> Subject | None:
    """「３指標のうち２指標で」「２つの指標が」."""
    atoms = state.line.atoms
    numbers: list[tuple[int, Atom]] = []
    for at in range(state.clause.start, index):
        atom = atoms[at]
        if atom.quantity is not None and counts_indicators(atoms, at):
            numbers.append((at, atom))
    if not numbers:
        return None
    at, last = numbers[-1]
    assert last.quantity is not None
    if _is_of_some(atoms, at) or (
        atom_at(atoms, at - 1).is_word("残る", "残り", "ほか", "他", "その他")
    ):
        return FOREIGN
    behind = "".join(a.text for a in atoms[at + 1 : at + 5])
    rows = state.resolver.everything
    total = None
    if len(numbers) > 1 and numbers[-2][1].quantity is not None:
        total = int(numbers[-2][1].quantity.number)
    if regex(r"(?:の指標|指標|項目)?(?:は、?)?(?:とも|すべて|全て|いずれも|ともに|全部)").match(
        behind
    ):
        number = int(last.quantity.number)
        topic = state.scope.current
        if number != len(rows) and topic is not None and len(topic.rows) == number:
            return replace(topic, each=True)
        return Subject(rows) if number == len(rows) else None
    if total is not None and total != len(rows):
        return None
    if not regex(r"(?:の?(?:検証|成果)?指標|項目)?(?:で|が|は|において|について|では|も)").match(
        behind
    ):
        return None
    return Subject(rows, count=int(last.quantity.number), total=total, each=False)


def _is_of_some(atoms: Sequence[Atom], at: int) -> bool:
    """「観光関連の３指標は」: of which the table does not say which they are."""
    before = atom_at(atoms, at - 2)
    whole = ("節", "章", "施策", "分野", "項目", "全体", "全部", "すべて", "全て")
    is_noun = before.pos[0] in ("名詞", "接尾辞") and not before.text.endswith(whole)
    return is_noun and atom_at(atoms, at - 1).text == "の"


def _counts_kinds(atoms: Sequence[Atom], at: int) -> bool:
    """「４館のうち２館」."""
    quantity = atoms[at].quantity
    assert quantity is not None
    return quantity.unit in KINDS and any(
        a.quantity is not None
        and a.quantity.unit == quantity.unit
        and n != at
        and regex("のうち|中").match(
            "".join(b.text for b in atoms[min(n, at) + 1 : min(n, at) + 4])
        )
        for n, a in enumerate(atoms)
    )


def counts_indicators(atoms: Sequence[Atom], at: int) -> bool:
    if _counts_kinds(atoms, at):
        return True
    quantity = atoms[at].quantity
    assert quantity is not None
    behind = "".join(a.text for a in atoms[at + 1 : at + 3])
    return is_of_all(atoms, at) or (
        quantity.unit.startswith(("指標", "項目"))
        or (
            quantity.unit in ("つ", "件", "個", "")
            and regex(r"の?(?:検証|成果)?指標").match(behind) is not None
        )
        or (
            quantity.unit in ("つ", "")
            and any(
                a.quantity is not None
                and (n < at - 4 or a.quantity.unit.startswith(("指標", "項目")))
                and counts_indicators(atoms, n)
                for n, a in enumerate(atoms[:at])
            )
        )
    )


def _counted(state: ReadingState) -> Subject | None:
    """「目標を達成した指標は２つ」."""
    atoms = state.line.atoms
    at = state.clause.end
    ahead = atoms[at : at + 10]
    numbers = [n for n, a in enumerate(ahead) if a.quantity is not None and a.quantity.unit != "%"]
    if not numbers or ahead[numbers[0]].quantity is None:
        return _listed(state)
    between = "".join(a.text for a in ahead[: numbers[0]])
    quantity = ahead[numbers[0]].quantity
    assert quantity is not None
    if not regex(r"(?:検証|成果)?(?:指標|項目)(?:数)?(?:は|が|も)?、?").fullmatch(between):
        return None
    if not quantity.unit.startswith(("指標", "つ", "件", "項目", "個")) and quantity.unit:
        return None
    if len(numbers) > 1 and regex("中|うち").search("".join(a.text for a in ahead[numbers[0] :])):
        second = ahead[numbers[1]].quantity
        assert second is not None
        return Subject(
            state.resolver.everything,
            count=int(second.number),
            total=int(quantity.number),
            each=False,
        )
    return Subject(state.resolver.everything, count=int(quantity.number), each=False)


def _listed(state: ReadingState) -> Subject | None:
    """「目標を達成した指標は、ＡとＢである」."""
    atoms, low = state.line.atoms, state.clause.end
    topic = next((n for n in range(low, min(low + 3, len(atoms))) if atoms[n].text == "は"), None)
    if topic is None:
        return None
    start = topic + 1
    end = next((n for n in range(start, len(atoms)) if is_predicate(atoms, n)), len(atoms))
    found = state.resolver.resolve(start, end)
    if found is None or not found.by_name or not found.rows:
        return None
    only = any(a.text in ("のみ", "だけ") for a in atoms[start:end])
    return replace(found, each=True, only=only)


def only_one(state: ReadingState, index: int) -> Subject | None:
    """「…への周知が十分といえず、検証値には及ばなかった」: a level of the table beside its only indicator."""
    atoms, rows = state.line.atoms, state.resolver.everything
    named = any(a.text in ("検証値", "基準値", "目標値") for a in atoms[state.clause.start : index])
    own = state.clause.ending.close is not Close.ADNOMINAL or atom_at(
        atoms, state.clause.end
    ).is_among(lexicon.FORMAL)
    return (
        Subject(rows, by_name=False)
        if named and own and len(rows) == 1 and state.scope.local is None
        else None
    )
