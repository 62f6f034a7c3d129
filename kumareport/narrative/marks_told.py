"""Marks told in a sentence by their symbol or in the words of the workbook's own scheme."""

import re
from collections.abc import Iterator, Sequence

from kumareport.model.mark import Mark
from kumareport.narrative.atoms import Atom, SentenceLine, atom_at
from kumareport.narrative.claims import Claim, ClaimKind
from kumareport.narrative.clauses import Clause, clauses
from kumareport.narrative.counted import attained_counts
from kumareport.narrative.joins import Close
from kumareport.narrative.listed import listed_claims
from kumareport.narrative.reading import Read
from kumareport.narrative.resolver import Resolver, Subject
from kumareport.narrative.scope import Scope, enter, leave
from kumareport.narrative.sentences import flatten
from kumareport.narrative.spelled_marks import compiled, flat, is_told_in, spelled, stands_in
from kumareport.narrative.subjects import Names
from kumareport.patterns import regex

_EARLIER = regex(
    r"(?:[前昨]年度?|前回)(?:の(?:評価|判定|区分|[「『])|は|には|に(?![比対])|、|[「『])|から[「『]"
)
_QUOTES = regex("[「『]")
_OPEN, _SHUT = "[「『(“]?", "[」』)”]?"
_LATER_TOPIC = regex(r"^[^、。]{1,3}、[^、。]{2,20}は")
_JUDGED = r"(?:評価|判定|進捗(?:状況|度)?|達成(?:状況|度)|区分|ランク|結果)(?:区分)?"
_COUNTED = regex("[」』]?(?:の|が|は)(?:指標|項目|数|評価の)")
_DIGIT, _COUNTED_THINGS = regex(r"\d"), regex("指標|項目|評価|判定")
"""What a sentence must have that tells how many indicators have a mark."""
_STATES = regex(r"順調|遅れ|進捗|停滞")


def mark_claims(found: Read, names: Names, marks: Sequence[Mark]) -> Iterator[Claim]:
    """The marks that a sentence gives to its indicators."""
    line = found.line
    yield from _counts(line.text, names, marks)
    yield from attained_counts(line.text, names.rows)
    yield from listed_claims(line.text, names, marks)
    told = sorted({*_symbols(line.text, marks), *_meanings(line.text, marks), *_quoted(line.text, marks)})  # fmt: skip
    if not told:
        return
    resolver = Resolver(line, names)
    scope = Scope()
    parts = clauses(line.atoms)
    for clause in parts:
        enter(scope, clause, resolver)
        low, high = _span(clause, line.atoms)
        for start, end, symbols in told:
            if not low <= start < high:
                continue
            if clause.ending.close is Close.CLEFT:
                subject = _behind(clause, resolver, line)
            elif clause.ending.close is Close.ADNOMINAL and atom_at(line.atoms, clause.end).rows:
                # 「Ｃ評価であった空き家の件数とともに」
                subject = resolver.resolve(clause.end, clause.end + 1)
            else:
                subject = _subject(scope, resolver, line, low, start)
            if (
                subject is None
                or not clause.ending.fact
                or clause.ending.plan
                or _COUNTED.match(line.text, end)
            ):
                continue
            yield Claim(ClaimKind.SYMBOL, subject.rows, line.text[start:end], line.text[low:high].strip("、。"), each=subject.each,
                        by_name=subject.by_name, negated=clause.ending.negated, symbols=symbols, count=subject.count, position=start)  # fmt: skip
        leave(scope, clause, line.atoms)


def _span(clause: Clause, atoms: Sequence[Atom]) -> tuple[int, int]:
    first, last = atoms[clause.start], atoms[clause.end - 1]
    return first.start, last.end


def _behind(clause: Clause, resolver: Resolver, line: SentenceLine) -> Subject | None:
    """「○となったのは、Ａである」."""
    end = next(
        (
            n
            for n in range(clause.end, len(line.atoms))
            if line.atoms[n].text in ("で", "です", "の", "。")
        ),
        len(line.atoms),
    )
    found = resolver.resolve(clause.end, end)
    return found if found is not None and found.rows else None


def _subject(
    scope: Scope, resolver: Resolver, line: SentenceLine, low: int, start: int
) -> Subject | None:
    """The indicators that are named nearest before a mark in its clause; else the clause's subject."""
    at = next((n for n, a in enumerate(line.atoms) if a.end >= start), 0)
    for end in range(at + 1, 0, -1):
        if line.atoms[end - 1].is_particle("が", "は"):
            found = resolver.resolve(resolver.phrase_start(end - 1, 0), end - 1)
            if found is not None and found.rows and found.by_name:
                return found
            if _LATER_TOPIC.search(line.text[start:]):
                # 「設立数はＢ、活用事業数はＡ」: the first is of nobody known, not of the later one.
                return None
            break
    current = scope.current
    if current is not None:
        return current if current.rows else None
    only = resolver.everything
    return Subject(only, by_name=False) if len(only) == 1 else None


def _symbols(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for mark in marks:
        symbol = spelled(mark)
        if not symbol or not stands_in(mark, text):
            continue
        pattern = (
            rf"{_JUDGED}(?:は|を|が|も|で)?(?:前年度と同じ)?、?{_OPEN}(?P<a>{symbol}){_SHUT}(?![A-Za-z\d])"
            rf"|(?<![A-Za-z\d]){_OPEN}(?P<b>{symbol}){_SHUT}(?:の)?(?:評価|判定)(?!を目指|に向)"
            rf"|(?<![A-Za-z\d])(?P<d>{symbol})[「『][^」』]*[」』](?=と(?:評価|判定|し))"
            rf"|(?:が|は|も|を|に|につき|ため|により|から|、)、?(?P<e>{symbol})(?=、|(?:と|に)(?:なっ|なり|し(?:た|て|ま)|評価|判定|判断)|で[、すしあ]|だ|。)"
            rf"|^(?P<f>{symbol})(?=(?:と|に)(?:なっ|し))"
            rf"|[「『](?P<c>{symbol})[」』](?=(?:と|に)(?:なっ|なり|し|評価|判定)|で|だ|である)"
        )
        for match in compiled(pattern).finditer(text):
            name = next(name for name in "abcdef" if match[name])
            yield match.start(name), match.end(name), (mark.symbol,)


def _quoted(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """「「概ね目標を達成」と評価した」: the legend's own words in quotation marks, of this year."""
    if not _QUOTES.search(text) or _EARLIER.search(text):
        return
    for mark in marks:
        if not is_told_in(mark, text):
            continue
        symbol = spelled(mark) or "(?!)"
        words = f"{re.escape(flatten(mark.meaning))}|{symbol}" if mark.meaning else symbol
        pattern = rf"[「『](?:{symbol}[:・ ]?)?(?P<m>{words})[」』](?=(?:と|に)(?:なっ|なり|し(?:た|て|ま)|評価|判定|判断|位置|区分|分類|該当)|で(?:す|ある|あっ|、)|だ)"
        for match in compiled(pattern).finditer(text):
            yield *match.span("m"), (mark.symbol,)


def _on_side(mark: Mark, bound: str | None, marks: Sequence[Mark]) -> tuple[str, ...]:
    """The symbols that 「Ａ以上」 and 「Ｂ以下」 allow; marks stand best first."""
    at = marks.index(mark)
    allowed = {"以上": marks[: at + 1], "以下": marks[at:]}.get(bound or "", [mark])
    return tuple(one.symbol for one in allowed)


def _counts(text: str, names: Names, marks: Sequence[Mark]) -> Iterator[Claim]:
    """「Ａ評価が１、Ｂ評価が３」「「目標を達成」が１指標」."""
    if not _DIGIT.search(text) or not _COUNTED_THINGS.search(text):
        return
    if regex("前年度|昨年度").search(text):
        return
    rows = names.rows
    for mark in marks:
        if not is_told_in(mark, text):
            continue
        symbol = spelled(mark)
        meaning = re.escape(flatten(mark.meaning)) if mark.meaning else "(?!)"
        pattern = rf"(?<![A-Za-z\d未不])(?:(?:{_OPEN}{symbol}{_SHUT}|[「『]{meaning}[」』])(?:の?(?:評価|判定)(?:の指標)?|の指標|と評価した指標)?(?:が|は|も|：|:)|{_OPEN}{symbol}{_SHUT}の?(?:評価|判定))(?P<n>\d{{1,2}})(?P<unit>指標|つ|項目|件)?(?=[、。でとに]|あ|な|$)"
        for match in compiled(pattern).finditer(text):
            yield Claim(
                ClaimKind.SYMBOL,
                rows,
                match[0],
                match[0],
                each=False,
                symbols=(mark.symbol,),
                count=int(match["n"]),
                position=match.start(),
            )
        # 「４指標のうち３指標が「目標を達成」となった」
        pattern = rf"(?P<whole>\d{{1,2}})(?:つの)?(?:指標|項目)(?:中|のうち|の内)、?(?P<n>\d{{1,2}})(?:つ|指標|項目)(?:が|は|で)、?[「『](?:{meaning}|{symbol or '(?!)'})[」』](?=(?:と|に)(?:なっ|なり|し(?:た|て|ま)|評価|判定)|で(?:す|ある|あっ)|だ|[、。])"
        for match in compiled(pattern).finditer(text):
            if int(match["whole"]) == len(rows):
                yield Claim(ClaimKind.SYMBOL, rows, match[0], match[0], each=False, symbols=(mark.symbol,), count=int(match["n"]), position=match.start())  # fmt: skip
        if not symbol or not stands_in(mark, text):
            continue
        # 「４項目のうち３項目がＡ以上の評価」
        pattern = rf"(?:(?P<whole>\d{{1,2}})(?:つの)?(?:指標|項目)(?:中|のうち|の内)、?)?(?P<n>\d{{1,2}})(?:つ|指標|項目)(?:(?:が|は)、?|で){_OPEN}{symbol}{_SHUT}(?P<bound>以[上下])?(?:の?(?:評価|判定)|と(?:なっ|評価|判定))"
        for match in compiled(pattern).finditer(text):
            if int(match["whole"] or len(rows)) == len(rows):
                told = _on_side(mark, match["bound"], marks)
                yield Claim(ClaimKind.SYMBOL, rows, match[0], match[0], each=False, symbols=told, count=int(match["n"]), position=match.start())  # fmt: skip


def _meanings(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Words of the scheme that speak of the pace; 達成 is read as such."""
    known = {
        words: mark.symbol
        for mark in marks
        for typed in (mark.symbol, mark.meaning)
        if _STATES.search(words := flat(typed))
    }
    taken: list[tuple[int, int]] = []
    for told in sorted(known, key=len, reverse=True):
        stem = regex(r"(?:に推移|に進捗|である|している|ている|した|する)+$").sub("", told)
        for words in dict.fromkeys((told, stem)):
            for match in compiled(
                rf"{re.escape(words)}(?P<is>に?(?:推移|進捗|進ん|である|であ|と評価|と判定|と判断|だっ|で|な状況|して|した|ている)|[」』])"
            ).finditer(text):
                if not any(a <= match.start() < b for a, b in taken):
                    taken.append(match.span())
                    yield (
                        match.start(),
                        match.start("is"),
                        (known[told],) if _is_a_mark(match["is"]) else _alike(words, known),
                    )


def _is_a_mark(behind: str) -> bool:
    return behind[0] in "」』と"


_PACE = regex("順調|遅れ|停滞")


def _alike(words: str, known: dict[str, str]) -> tuple[str, ...]:
    """「順調に進んでいる」 is said where the mark is 概ね順調, too."""
    core = _PACE.search(words)
    kind = words if core is None else core[0]
    return tuple(dict.fromkeys(symbol for told, symbol in known.items() if kind in told))
