"""Whom each clause of a sentence is about."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from kumareport.model.indicator import Indicator
from kumareport.narrative import lexicon
from kumareport.narrative.atoms import Atom, AtomKind, Level, atom_at
from kumareport.narrative.clauses import Clause
from kumareport.narrative.combined import joined
from kumareport.narrative.elsewhere import is_of_people, surveys_others
from kumareport.narrative.joins import Close
from kumareport.narrative.resolver import FOREIGN, Aspect, Resolver, Subject
from kumareport.narrative.sentences import flatten
from kumareport.narrative.subjects import named
from kumareport.patterns import regex

_NEUTRAL_PLACES = regex(
    r"(?:本市|市|現在|現状|結果|調査|アンケート|市民アンケート|計画|評価|今回|実績|指標|検証|これまで|別|全体|市全体|市内|一方|ここ|そこ|達成|段階|時点|中|前|後|もの|こと|年|度)$"
)


_OF_EACH = regex(r"、?[^、。はが]{1,20}[がは]約?\d")


class Scope(Struct):
    """Whom the sentence has been about so far."""

    topic: Subject | None = None
    chain: Subject | None = None
    local: Subject | None = None
    restricted: bool = False
    heading: str = ""
    elsewhere: bool = False
    joined: Subject | None = None
    seen: tuple[Indicator, ...] = ()

    @property
    def current(self) -> Subject | None:
        """Whom a claim of this clause is about."""
        return self.local or self.chain or self.topic


_SIGNS = frozenset(
    ("は", "が", "も", "のみ", "だけ", "を", "とも", "いずれ", "どちら", "それぞれ", "すべて", "全て", "両方")
)  # fmt: skip
"""The words that say whom a clause is about stand right before one of these."""


def enter(scope: Scope, clause: Clause, resolver: Resolver) -> None:
    """Take up what a clause says of its subject."""
    scope.local, scope.restricted = None, scope.elsewhere
    atoms = resolver.atoms
    for index in range(clause.start, clause.end):
        atom = atoms[index]
        if atom.kind is AtomKind.MENTION:
            scope.seen = tuple(dict.fromkeys([*scope.seen, *atom.rows]))
            _bare_mention(scope, clause, index, resolver)
            behind = "".join(a.text for a in atoms[index + 1 : index + 4])
            if behind.startswith(("のうち", "の内", "の中で")):
                # 「宿泊者のうち台湾からの宿泊者が」: a part of it.
                scope.restricted = True
        if atom.kind is not AtomKind.WORD:
            continue
        text = atom.text
        if index > clause.head and text != "は":
            continue
        if text not in _SIGNS:
            if atom.is_word("限る", "絞る") and atoms[index - 1].is_particle("に"):
                # 「中心部に限れば」: of a part, until something else is named.
                scope.local = scope.topic = FOREIGN
        elif text == "は":
            if atom.is_particle():
                _topic(scope, clause, index, resolver)
        elif text in ("が", "も"):
            if atom.is_particle() and atom.pos[1] != "接続助詞":
                _subject(scope, clause, index, resolver)
        elif text in ("のみ", "だけ"):
            _only(scope, clause, index, resolver)
        elif text != "を":
            _plural(scope, index, resolver)
        elif compares_next(atoms, index):
            _topic(scope, clause, index, resolver)
    scope.joined = joined(clause, resolver)


def _bare_mention(scope: Scope, clause: Clause, index: int, resolver: Resolver) -> None:
    """「満足度45.2％と」「満足度、前年度比…」: a name without a particle."""
    atoms = resolver.atoms
    behind = atom_at(atoms, index + 1)
    if behind.kind not in (AtomKind.QUANTITY, AtomKind.TIME) and behind.text not in (":", "、"):
        return
    start = resolver.phrase_start(index + 1, clause.start)
    found = resolver.resolve(start, index + 1)
    if found is not None:
        scope.local = found


def _topic(scope: Scope, clause: Clause, index: int, resolver: Resolver) -> None:
    atoms = resolver.atoms
    end = index
    while (
        atoms[end - 1].is_particle("に", "と", "から", "まで", "へ", "より", "て")
        or atoms[end - 1].text == "で"
        or atoms[end - 1].is_word("つく", "関する", "おく", "する", "ます")
    ):
        end -= 1
    chain = "".join(atom.text for atom in atoms[end:index])
    start = resolver.phrase_start(end, clause.start)
    if start == end:
        before = "".join(a.text for a in atoms[clause.start : end])
        if regex(r"(?:その他|残り|ほか|他)の?\d+\D{1,3}$").search(before):
            scope.local = scope.topic = FOREIGN
        if end > clause.start and is_of_people(atoms[end - 1]):
            scope.restricted = True
        return
    if all(_is_event(atom) for atom in atoms[start:end]):
        # 「ともに増減はなかった」; but 「増加は425人にとどまった」
        grown = resolver.resolve(start, end)
        if grown is not None and atom_at(atoms, index + 1).kind is AtomKind.QUANTITY:
            scope.local = inherit(grown, scope, resolver)
        if grown is not None and _OF_EACH.match("".join(a.text for a in atoms[index + 1 :])):
            scope.topic = grown  # 「伸びは、東部が10人、西部が250人」
        return
    text = "".join(a.text for a in atoms[start:end] if a.kind is not AtomKind.TIME)
    found = resolver.resolve(start, end)
    if scope.joined is not None:
        found = scope.joined
    if chain in ("", "について", "につきまして", "に関して", "に関しまして", "としては") or (
        chain in ("では", "で", "において") and found and found.rows
    ):
        if text in lexicon.NOT_SUBJECTS:
            return
        if regex("その他|残りの?|他の|ほかの").match(text):
            found = FOREIGN
        scope.heading = text
        if found is not None:
            inherited = with_aspect(inherit(found, scope, resolver), scope)
            inherited = _shared(scope.local, text, inherited)
            scope.topic, scope.chain = inherited, None
            scope.local = inherited
    elif chain in ("で", "において") and found is not None and found.is_foreign:
        compared = text.endswith(("比較", "対比"))
        whole = "".join(a.text for a in atoms[:end])
        scope.elsewhere |= surveys_others(whole.rpartition("、")[2], resolver)
        scope.restricted = scope.elsewhere or not (compared or _NEUTRAL_PLACES.search(text))


def _shared(plural: Subject | None, text: str, found: Subject) -> Subject:
    """「国語、算数ともに正答率は」: of each, where the noun is a part of all their names."""
    if plural is None or len(plural.rows) < 2 or not plural.each:
        return found
    noun = regex("[のは、]").sub("", text)
    if all(noun in flatten(row.name) for row in plural.rows):
        return plural
    return found


def inherit(found: Subject, scope: Scope, resolver: Resolver) -> Subject:
    """「目標値は」「達成率は」: of whom the sentence has been about; else of the one indicator."""
    if found.by_name or found.is_foreign or found.aspect is Aspect.VALUE:
        return found
    known = scope.chain or scope.topic
    if known is not None:
        aspect = replace(known, aspect=found.aspect, noun=found.noun)
        return aspect if known.rows else FOREIGN
    return (
        found
        if len(resolver.everything) == 1
        else replace(found, rows=resolver.everything, each=False)
    )


def _subject(scope: Scope, clause: Clause, index: int, resolver: Resolver) -> None:
    atoms = resolver.atoms
    if index == clause.start:
        return
    before = atoms[index - 1]
    if before.is_particle("て") and atom_at(atoms, index - 2).is_word("つく", "関する"):
        _topic(scope, clause, index, resolver)
        return
    if before.kind in (AtomKind.QUANTITY, AtomKind.TIME) or before.is_particle():
        return
    if before.level is Level.PREVIOUS:
        # 「増加は、前年度が68件」
        return
    if before.text in ("いずれ", "どちら", "すべて", "全て", "両方"):
        return
    start = resolver.phrase_start(index, clause.start)
    end = index
    # 「利用者数の減少が続く」: the noun is what happens to the subject.
    while end > start and (_is_event(atoms[end - 1]) or atoms[end - 1].text == "の"):
        end -= 1
    if end > start + 1 and atoms[end - 1].text in ("以降", "以後", "以来"):
        # 「基準年度以降減少が続く」
        return
    measured = atom_at(atoms, index + 1).kind is AtomKind.QUANTITY and _is_growth(before)
    if measured or atoms[end - 1].is_particle("と"):
        # 「前年度からの伸びが5.3ポイント」「目標との差が」
        end = index
    if end == start:
        return
    text = "".join(a.text for a in atoms[start:end] if a.kind is not AtomKind.TIME)
    if text in lexicon.NOT_SUBJECTS or not text:
        return
    found = resolver.resolve(start, end)
    noun = regex("(?:いずれ|どちら|両方|双方)の").split(text)
    if found is not None and scope.local is not None and len(noun) > 1:
        found = _shared(scope.local, noun[-1], found)
    if found is not None and found.is_foreign and scope.heading:
        # 「コミュニティバスは、利用者が増え」
        rows = named(f"{scope.heading}の{text}", resolver.names)
        found = Subject(rows) if len(rows) == 1 else found
    if found is not None:
        scope.local = with_aspect(inherit(found, scope, resolver), scope)


def with_aspect(found: Subject, scope: Scope) -> Subject:
    """「伸びは、小学校が６ポイント」: of each the aspect that the topic has set."""
    topic = scope.topic
    if (
        topic is None
        or topic.by_name
        or found.aspect is not Aspect.VALUE
        or topic.aspect is Aspect.VALUE
    ):
        return found
    return replace(found, aspect=topic.aspect, noun=topic.noun) if found.rows else found


def _is_growth(atom: Atom) -> bool:
    return regex(lexicon.GROWTH_NOUNS).fullmatch(atom.text) is not None


def _is_event(atom: Atom) -> bool:
    return atom.kind is AtomKind.WORD and (
        atom.text in lexicon.MOVEMENTS
        or atom.text in lexicon.CHANGES
        or atom.text in lexicon.REACHED
        or atom.text
        in ("傾向", "歯止め", "差", "開き", "乖離", "隔たり", "余地", "必要", "変化", "動き", "未")
    )


def compares_next(atoms: Sequence[Atom], index: int) -> bool:
    """「Ａを前年度と比べると」「Ａをこの５年間で見ると」."""
    ahead = atom_at(atoms, index + 1)
    if ahead.is_word("見る", "みる"):
        return atom_at(atoms, index + 2).text in ("と", "ます")
    verbs = (a.is_word("比べる", "比較", "見る", "みる") for a in atoms[index + 1 : index + 5])
    return ahead.kind in (AtomKind.REFERENCE, AtomKind.TIME) and any(verbs)


def _only(scope: Scope, clause: Clause, index: int, resolver: Resolver) -> None:
    """「女性のみ目標を達成した」."""
    start = resolver.phrase_start(index, clause.start)
    found = resolver.resolve(start, index)
    if found is not None and found.rows and found.by_name:
        scope.local = replace(found, only=True)


def _plural(scope: Scope, index: int, resolver: Resolver) -> None:
    """ともに, いずれも: of each that the words name right before, or that the sentence has named."""
    if scope.local is not None and scope.local.is_foreign:
        # 「その他の３施設はいずれも」
        return
    atoms = resolver.atoms
    start = resolver.phrase_start(index, 0)
    text = "".join(a.text for a in atoms[start:index])
    if regex(r"\d指標$|両指標$|指標$").search(text) and not scope.seen:
        scope.local = Subject(resolver.everything, by_name=True)
        return
    found = resolver.resolve(start, index)
    if found is not None and len(found.rows) > 1:
        scope.local = scope.topic = replace(found, each=True)
        scope.chain = None
    elif len(scope.seen) > 1:
        scope.local = scope.topic = Subject(scope.seen)
        scope.chain = None
    elif (
        not scope.seen
        and scope.topic is None
        and (atoms[index].text == "いずれ" or atom_at(atoms, index + 2).text == "指標")
        # 「観光関連の３指標はいずれも」 of five
        and not any(a.quantity is not None for a in atoms[max(index - 3, 0) : index])
    ):
        scope.local = Subject(resolver.everything, by_name=False)


def leave(scope: Scope, clause: Clause, atoms: Sequence[Atom]) -> None:
    """Keep for the next clause what holds on."""
    local = scope.local
    if local is None or local is scope.topic:
        closed = clause.ending.close is Close.CONTRAST
        there_is = atoms[clause.head].is_word("ある", "残る", "受ける", "いる", "続く")
        if scope.topic is not None and scope.topic.is_foreign and closed and there_is:
            scope.topic = None
        return
    if local.is_foreign and scope.topic is not None:
        # 「Ａは、活動が再開し、増加した」: what is said next is said of Ａ again.
        return
    if clause.ending.close in (Close.COORDINATE, Close.FINAL):
        scope.chain = local
    elif clause.ending.close is Close.ADNOMINAL and atom_at(atoms, clause.end).year is not None:
        # 「相談件数が最も少なかった令和２年度と比べると」
        scope.chain = local if local.rows else scope.chain
    elif clause.ending.close is Close.CONTRAST:
        scope.chain = local if local.rows else None
