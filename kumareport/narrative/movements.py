"""Claims that a value rose, fell or stayed."""

from msgspec.structs import replace

from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, AtomKind, Level, atom_at
from kumareport.narrative.claims import Claim, ClaimKind, Start
from kumareport.narrative.clause_state import (
    NEARLY,
    ReadingState,
    compared_level,
    has_time,
    is_compound,
    is_foreign_comparison,
    is_share,
    is_vague,
    named_besides,
    polarity_of,
    quote_of,
    window_in,
)
from kumareport.narrative.found_words import find_word, meaning, word_of
from kumareport.narrative.frames import compares
from kumareport.narrative.lexicon import Movement, Side
from kumareport.narrative.resolver import Aspect
from kumareport.narrative.whom import subject_of
from kumareport.narrative.windows import TimeKind
from kumareport.patterns import regex

_MOVED = {
    **lexicon.MOVEMENTS, **lexicon.CHANGES, **lexicon.MULTIPLES, **lexicon.COMPARATIVES,
}  # fmt: skip


def read_movement(state: ReadingState, index: int) -> tuple[Claim | None, int]:
    atoms, clause = state.line.atoms, state.clause
    high = clause.end
    length = find_word(atoms, index, high, lexicon.MOVEMENTS)
    changing = find_word(atoms, index, high, lexicon.CHANGES)
    multiple = find_word(atoms, index, high, lexicon.MULTIPLES)
    comparing = find_word(atoms, index, high, lexicon.COMPARATIVES)
    size = length or changing or multiple or comparing
    if not size:
        return None, 0
    if length and _is_measured(state, index):
        # 「目標比4.0％減」 is a distance from the target.
        return None, size
    if comparing and compared_level(state, index) is Level.TARGET:
        return _beside_target(state, index), size
    if any(is_share(atoms, at) for at in range(clause.start, index)):
        # 「令和元年度の９割まで回復」 says how much of it, not that it rose from it.
        return None, size
    word = word_of(atoms, index, size)
    fact, negated = polarity_of(state, index, size)
    if not fact or (is_compound(atoms, index + size) and index + size <= clause.head):
        return None, size
    movement = _MOVED.get(word, _MOVED.get(atoms[index].normal))
    if _is_lasting(state, index, size):
        return None, size
    if not _is_claim(state, index, size, word, negated, bool(changing), bool(comparing)):
        return None, size
    if changing:
        flat = Movement.SAME if word == "増減" else Movement.FLAT
        movement, negated = Movement.MIXED if _goes_to_and_fro(state) else flat, False
    if word in lexicon.ENDED:
        negated = not negated
    if movement is Movement.SAME and any(a.text in NEARLY for a in atoms[clause.start : index]):
        movement = Movement.FLAT
    subject = subject_of(state, index)
    window = window_in(state, index)
    if (
        subject is None
        or window.foreign
        or is_vague(subject)
        or subject.aspect is not Aspect.VALUE
        or is_foreign_comparison(state, index)
    ):
        return None, size
    head = atoms[clause.head]
    behind = "".join(a.text for a in atoms[index + size : clause.end])
    if regex(r"に転じて.?\d+年目").match(state.line.text[atoms[index + size - 1].end :]):
        # 「増加に転じて３年目」: the turn lies years back.
        return None, size
    trend = behind.startswith(("傾向", "基調", "気味", "局面", "方向"))
    every = window.steady
    steady = every or head.is_word("続ける", "続く") or "続け" in behind
    window = replace(window, steady=steady)
    kind = (
        ClaimKind.STREAK
        if window.years and has_time(state, TimeKind.STREAK)
        else ClaimKind.MOVEMENT
    )
    claim = Claim(
        kind, subject.rows, word, quote_of(state, index, size), window, subject.each, subject.by_name, negated, movement,
        only=subject.only, others=named_besides(state), to_level=_to_level(state, index), turning=head.is_word("転じる", "転ずる", "転換"), trend=trend, every_step=every, nearly=_is_loose(state, index), count=subject.count, total=subject.total,
        position=atoms[index].start,
    )  # fmt: skip
    return claim, size


def _is_lasting(state: ReadingState, index: int, size: int) -> bool:
    """「依然として悪化した状態にある」: measured from what was said before, not from last year."""
    atoms = state.line.atoms
    behind = "".join(a.text for a in atoms[index + size : index + size + 4])
    return regex("(?:し|っ|れ)?(?:た|ている|ていた)(?:状態|まま|水準)").match(behind) is not None


def _goes_to_and_fro(state: ReadingState) -> bool:
    """「増減を繰り返している」."""
    return state.line.atoms[state.clause.head].is_word("繰り返す")


def _is_loose(state: ReadingState, index: int) -> bool:
    """「ほぼ変わらず」「大きな変化はなく」."""
    near = state.line.atoms[max(state.clause.start, index - 3) : index]
    return any(
        a.is_word(*NEARLY, "大きな", "大きい", "大幅", "あまり", "さほど", "大差", "目立つ", "特段")
        for a in near
    )


def _to_level(state: ReadingState, index: int) -> bool:
    """「コロナ禍前の水準まで回復した」."""
    atoms = state.line.atoms
    before = "".join(a.text for a in atoms[max(state.clause.start, index - 4) : index])
    return (
        regex(r"(?:水準|程度|値|並み)(?:に|まで|へ|にまで|を)[はも]?$").search(before) is not None
    )


def _is_claim(
    state: ReadingState,
    index: int,
    size: int,
    word: str,
    negated: bool,
    changing: bool,
    comparing: bool,
) -> bool:
    """Whether words that mean something only beside others have these beside them."""
    atoms, clause = state.line.atoms, state.clause
    if changing:
        return negated
    before = atom_at(atoms, index - 1)
    number = atom_at(atoms, index - (2 if before.text in ("の", "も") else 1))
    # 「４年連続の増」
    in_a_row = number.time_kind in (TimeKind.STREAK, TimeKind.FIRST_SINCE)
    beside_number = number.kind is AtomKind.QUANTITY or in_a_row
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
                    before.text in ("も", "く", "")
                    or (before.text == "で" and atom_at(atoms, index - 2).time is not None)
                    or before.kind is AtomKind.TIME
                    or before.is_particle("が", "は", "も")
                    or before.pos[0] == "副詞"
                )
            )
        ):
            return False
        return compared_level(state, index) is not Level.TARGET
    if _NEAR_LEVEL.search("".join(a.text for a in atoms[max(clause.start, index - 3) : index])):
        # 「令和元年度の水準近くまで回復した」
        return False
    if before.text == "を" and _is_band(atoms[index - 2]):
        # 「20人台を回復した」 is told of the number.
        return False
    if word in lexicon.TRANSITIVE or clause.ending.transitive:
        return False
    if word in ("並み", "同じ", "同等"):
        beside = atom_at(atoms, index - 2) if before.text == "と" else before
        return beside.level is Level.PREVIOUS
    if word == "戻る":
        return _to_level(state, index)
    if word in lexicon.NOT_ALONE:
        return beside_number
    if lexicon.MOVEMENTS.get(word) is Movement.SAME:
        return any(a.level is Level.PREVIOUS for a in atoms[clause.start : index])
    return True


_NEAR_LEVEL = regex(r"(?:近く|手前|付近)(?:に|まで)[はも]?$")


def _is_band(atom: Atom) -> bool:
    return atom.kind is AtomKind.QUANTITY or atom.text == "台"


def _is_measured(state: ReadingState, index: int) -> bool:
    """Whether a target is what a number right before a word is compared with."""
    before = state.line.text[: state.line.atoms[index].start]
    return regex(r"(?:目標値?|検証値|計画値)(?:比|より|に対し)[^、。]*$").search(before) is not None


def _beside_target(state: ReadingState, index: int) -> Claim | None:
    """「検証値より多い」: a level, told by an adjective."""
    atoms = state.line.atoms
    moved = meaning(atoms, index, len(atoms), lexicon.COMPARATIVES)
    compared = any(a.text in ("より", "よりも") for a in atoms[state.clause.start : index])
    fact, negated = polarity_of(state, index, 1)
    number = atom_at(atoms, index - 1).kind is AtomKind.QUANTITY
    subject = subject_of(state, index)
    window = window_in(state, index)
    if (
        not compared
        or not fact
        or number
        or moved not in (Movement.UP, Movement.DOWN)
        or subject is None
        or window.foreign
    ):
        return None
    side = Side.ABOVE if moved is Movement.UP else Side.BELOW
    return Claim(ClaimKind.LEVEL, subject.rows, atoms[index].lemma, quote_of(state, index, 1), window, subject.each, subject.by_name, negated, side=side,
                 start=Start.TARGET, count=subject.count, total=subject.total, position=atoms[index].start)  # fmt: skip
