"""Whom a noun phrase names, and what of it."""

from collections.abc import Sequence
from itertools import takewhile

from kumareport.narrative import lexicon
from kumareport.narrative.aspects import FOREIGN, Aspect, Subject
from kumareport.narrative.atoms import (
    Atom,
    AtomKind,
    Level,
    SentenceLine,
    atom_at,
    is_joined_to_a_noun,
)
from kumareport.narrative.fitting import HEADS
from kumareport.narrative.measures import added_to, apart, between_sexes
from kumareport.narrative.sentences import flatten
from kumareport.narrative.subjects import Names, named
from kumareport.patterns import regex

_ASPECTS = (
    (regex(r"(?:の)?(?:目標(?:値)?(?:に対する|への|の)?)?(?:達成(?:率|度|割合|状況)|進捗率)$"), Aspect.ATTAINMENT),
    (regex(r"(?:の)?(?:対?前年度?(?:比)?の?)?(?:増加率|伸び率|伸率|減少率|増減率|上昇率|低下率|変化率)$"), Aspect.RATE),
    (regex(rf"(?:の)?(?:(?:対?前年度?(?:比|からの|との)?|年度?ごと|年度?別|各年度?|毎年度?|単年度?|年間)の?)?{lexicon.GROWTH_NOUNS}$"), Aspect.CHANGE),
    (regex(r"(?:の)?(?:\d*(?:か|ヶ|カ)?年(?:間)?の?)?平均(?:値)?$"), Aspect.AVERAGE),
    (regex(r"(?:の)?(?:\d*(?:か|ヶ|カ)?年(?:間)?の?)?(?:合計|総計|累計|総数|計|累計値|合計値)(?:件数|人数|額|数)?$"), Aspect.SUM),
    (regex(r"(?:の)?(?:目標(?:値)?)?(?:と|まで|に対する|へ)の?(?:の)?(?:差|乖離|開き|かい離|隔たり|不足)(?:数|分)?$"), Aspect.GAP),
    (regex(r"(?:の)?(?:評価|判定|進捗(?:状況)?|区分|達成状況|評価結果|進捗度)(?:の?結果)?$"), Aspect.MARK),
    (regex(rf"(?:の)?(?:{lexicon.TARGET_WORDS})$"), Aspect.TARGET),
    (regex(r"(?:の)?(?:基準(?:値|年度?の値)|当初値|策定時(?:の?(?:値|実績))?|現状値|初期値)$"), Aspect.BASE),
    (regex(r"(?:の)?(?:対?(?:前|昨)(?:年度?|回|期)|対?基準(?:年度?|値)|策定時|当初)比$"), Aspect.VALUE),
    (regex(rf"{lexicon.VALUE_TAILS}$"), Aspect.VALUE),
)  # fmt: skip


_NEUTRAL = regex(
    r"(?:本市|市|市内|市民|全市|市全体|全体|各|本|当|同|この|その|これら|上記|当該|検証|成果|評価|重要業績|数値|施策|指標|KPI|結果|"
    r"実績|実績値|値|数値|の|における|である|として|という|直近|最新|今回|現在|昨今|これ|それ|こと|進捗|状況|推移|率|"
    r"1つ目|2つ目|1?年間|単年度?|各年度?|年度?ごと|新規|年度|年|分|その後|また|一方|なお|特に|しかし|さらに|加えて|次に|まず|続いて|うち|中|主な|目標|、|も|とも)*"
)


_COMPARED = regex(rf"^{lexicon.PREVIOUS_WORDS}(?:から|と|比)?の")
_TIMELY = (AtomKind.REFERENCE, AtomKind.TIME)
_TELLING = {*lexicon.MOVEMENTS, *lexicon.COMPARATIVES, *lexicon.LEVELS, *lexicon.EXTREMES, *lexicon.REACHED}  # fmt: skip
_ALL = regex(r"(?:いずれ|どちら|全て|すべて|全|両方|両者|双方|両)")


class Resolver:
    """Names in noun phrases, for one section."""

    def __init__(self, line: SentenceLine, names: Names) -> None:
        self.atoms = line.atoms
        self.names = names
        self.everything = names.rows

    def phrase_start(self, end: int, low: int) -> int:
        """Where the noun phrase that ends before ``end`` begins."""
        at = end
        while at > low and self._belongs(at - 1, at, end):
            at -= 1
        return at

    def _belongs(self, index: int, at: int, end: int) -> bool:
        atom = self.atoms[index]
        if atom.kind in (AtomKind.MENTION, AtomKind.REFERENCE, AtomKind.TIME, AtomKind.QUOTE):
            return True
        if atom.kind is AtomKind.QUANTITY:
            # 「目標値80.0％に対する達成率」
            of = atom_at(self.atoms, index - 1).text == "の"
            return atom_at(self.atoms, index - 1 - of).kind is AtomKind.REFERENCE
        behind = atom_at(self.atoms, index + 1)
        if behind.text in ("方", "幅") and atom.form == "連用形":
            # 「増え方」
            return True
        if atom.text == "対する" or behind.is_word("対する"):
            return True
        if is_joined_to_a_noun(self.atoms, index):
            return True
        if atom.is_particle("から"):
            # 「貸出点数の前年度からの増加」
            return atom_at(self.atoms, index - 1).kind in _TIMELY and behind.text == "の"
        if atom.pos[0] == "助詞":
            return atom.text in ("の", "と", "や") and at < end
        if atom.text == "、":
            before = atom_at(self.atoms, index - 1)
            return before.kind is AtomKind.MENTION or self._names(index)
        if atom.text in ("及び", "並びに", "および", "ならびに", "・", "/"):
            return True
        return (
            atom.pos[0]
            in ("名詞", "接頭辞", "接尾辞", "代名詞", "連体詞", "形状詞", "記号", "補助記号")
            and atom.text not in "。：:"
        )

    def _names(self, end: int) -> bool:
        """Whether the words right before an index name an indicator."""
        start = end
        while atom_at(self.atoms, start - 1).pos[0] in ("名詞", "接頭辞", "接尾辞"):
            start -= 1
        return len(named("".join(a.text for a in self.atoms[start:end]), self.names)) == 1

    def resolve(self, start: int, end: int) -> Subject | None:
        """Whom the noun phrase between two indices names; None where it says nothing of it."""
        found = self._resolve(start, end)
        told_of = atom_at(self.atoms, start - 1).is_word("た", "いる")
        named = found is not None and found.by_name and not found.is_foreign
        return FOREIGN if told_of and named and self._is_part(start, end) else found

    def _resolve(self, start: int, end: int) -> Subject | None:
        since = atom_at(self.atoms, start - 2).kind in _TIMELY
        if atom_at(self.atoms, start).text == "の" and not since:
            # 「台湾からの宿泊者」: what stands before it makes it another thing.
            return FOREIGN
        atoms = [
            a
            for n, a in enumerate(self.atoms[start:end], start)
            if a.kind is not AtomKind.TIME
            and not (
                atom_at(self.atoms, n - 1).kind is AtomKind.TIME and a.is_particle("から", "まで")
            )
        ]
        while atoms and atoms[0].text in ("の", "、", "と", "や"):
            atoms = atoms[1:]
        if not atoms:
            return None
        mentions = [n for n, atom in enumerate(atoms) if atom.kind is AtomKind.MENTION]
        if mentions:
            return self._by_mentions(atoms, mentions, self._is_told_of(start - 1))
        if len(atoms) > 2 and any(a.kind is AtomKind.QUANTITY for a in atoms):
            last = max(
                n for n, a in enumerate(atoms) if a.kind is AtomKind.QUANTITY or a.is_word("対する")
            )
            atoms = atoms[last + 1 :]
        text = "".join(atom.text for atom in atoms)
        if _ALL.match(text) and text.endswith(("指標", "項目", "も")):
            return Subject(self.everything)
        if text in HEADS and self._is_told_of(start - 1):
            # 「不満を感じる市民の割合」
            return FOREIGN
        return self._by_text(text, atoms)

    def _is_told_of(self, index: int) -> bool:
        """Whether a verb right before a noun makes it another one."""
        return atom_at(self.atoms, index).pos[0] in ("動詞", "助動詞", "形容詞")

    def _is_part(self, start: int, end: int) -> bool:
        """「年度途中に転入した待機児童」: some of them; 「９人に減った待機児童」 is told of all."""
        if self.atoms[end - 1].text.endswith(("数", "率", "量", "額", "値", "割合")):
            return False
        before = takewhile(lambda a: a.text not in "、。は", reversed(self.atoms[:start]))
        return not any(a.kind is AtomKind.QUANTITY or a.is_among(_TELLING) for a in before)

    def _by_mentions(
        self, atoms: Sequence[Atom], mentions: Sequence[int], told_of: bool
    ) -> Subject:
        first, last = mentions[0], mentions[-1]
        # 「前年からの出生数の減少幅」
        before = _COMPARED.sub("", "".join(atom.text for atom in atoms[:first]))
        behind = "".join(atom.text for atom in atoms[last + 1 :]).replace("のの", "の")
        between = "".join(a.text for a in atoms[first:last] if a.kind is not AtomKind.MENTION)
        names = [flatten(row.name) for n in mentions for row in atoms[n].rows]
        all_rows = tuple(dict.fromkeys(row for n in mentions for row in atoms[n].rows))
        between_two = apart(behind, all_rows)
        if between_two is not None:
            return between_two
        aspect = aspect_of(behind)
        added = None if before else added_to(behind, all_rows)
        if added is not None:
            return added
        if aspect is None and _repeats(atoms[last + 1 :], names):
            aspect = Aspect.VALUE
        if aspect is None or (
            not _NEUTRAL.fullmatch(before)
            and not before.endswith(("、", "と", "及び", "や"))
            and (told_of or not _repeats(atoms[:first], names))
        ):
            return FOREIGN
        if before.endswith(("と", "及び", "や", "、")):
            parts = [
                named(part, self.names) for part in regex(r"と|及び|や|、").split(before) if part
            ]
            head = tuple(row for part in parts for row in part)
        else:
            head = ()
        if not regex(r"(?:と|や|、|及び|並びに|および|・|の|ともに|とも)*").fullmatch(between):
            return FOREIGN
        rows = dict.fromkeys([*head, *(row for n in mentions for row in atoms[n].rows)])
        # One name that stands for several rows is a group, or in doubt.
        each = len(mentions) > 1 or bool(head)
        return Subject(tuple(rows), aspect, each=each or len(rows) == 1, noun=behind.lstrip("の"))

    def _by_text(self, text: str, atoms: Sequence[Atom]) -> Subject | None:
        text = regex(r"指標(?:の|における)(?:割合|件数|人数|数|率|量|額)$").sub("指標", text)
        aspect, core, noun = Aspect.VALUE, text, ""
        if _NEUTRAL.fullmatch(text) and not any(a.kind is AtomKind.REFERENCE for a in atoms):
            return self._same(text)
        for pattern, found in _ASPECTS:
            match = pattern.search(text)
            if match and (match.start() or found is not Aspect.VALUE):
                aspect, core, noun = found, text[: match.start()], match[0].lstrip("の")
                break
        running = [row for row in self.everything if text == "累計" and text in row.name]
        if len(running) == 1:
            # 「累計では」 of the one running total beside others.
            return Subject(tuple(running))
        if aspect is not Aspect.VALUE and _NEUTRAL.fullmatch(core):
            return Subject(self.everything, aspect, by_name=False, noun=noun)
        if any(a.level is Level.FOREIGN for a in atoms):
            return FOREIGN
        sexes = between_sexes(text, self.everything)
        if sexes is not None:
            return sexes
        rows = named(core, self.names)
        if not rows:
            parts = regex(r"と|や|及び|・").split(core)
            found_parts = [named(part, self.names) for part in parts]
            if all(len(part) == 1 for part in found_parts):
                return Subject(tuple(dict.fromkeys(r for p in found_parts for r in p)), aspect)
            return FOREIGN
        return Subject(rows, aspect, each=len(rows) == 1, noun=noun)

    def _same(self, text: str) -> Subject | None:
        """「指標」「同指標」「実績値」: the section's own where it is one; else what was spoken of."""
        if "指標" in text and len(self.everything) == 1:
            return Subject(self.everything, by_name=False)
        return None


def _repeats(atoms: Sequence[Atom], names: Sequence[str]) -> bool:
    """「市役所のCO2排出量」 of CO2排出量（市役所の事務事業）: words that the whole name holds, too."""
    return all(a.text in names[0] for a in atoms if a.pos[:1] != ("助詞",))


def aspect_of(tail: str) -> Aspect | None:
    """What of an indicator the words behind its name speak of; None where they make another thing."""
    if not tail:
        return Aspect.VALUE
    for pattern, aspect in _ASPECTS:
        if pattern.fullmatch(tail) or ((match := pattern.search(tail)) and match.start() == 0):
            return aspect
    if regex(
        r"(?:とも|ともに|も|いずれ|について|に関して|自体|全体|の方|のほう|だけ|のみ|等|など)+"
    ).fullmatch(
        tail,
    ):
        return Aspect.VALUE
    return None
