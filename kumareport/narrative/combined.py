"""Several indicators that a clause puts together into one thing: ＡとＢを合わせた利用定員."""

from kumareport.narrative.atoms import Atom, atom_at
from kumareport.narrative.clauses import Clause
from kumareport.narrative.joins import Close
from kumareport.narrative.measures import sum_of
from kumareport.narrative.resolver import FOREIGN, Resolver, Subject
from kumareport.narrative.sentences import flatten

_AND = ("と", "や", "、", "・", "及び", "および", "並びに")


def joined(clause: Clause, resolver: Resolver) -> Subject | None:
    """「ＡとＢを合わせた」 before a noun: the sum of them, as a row; somebody else where not all are known."""
    if clause.ending.close is not Close.ADNOMINAL:
        return None
    parts = parts_before(clause.start, clause.head, resolver)
    if parts is None:
        return None
    rows = tuple(dict.fromkeys(row for part in parts for atom in part for row in atom.rows))
    known = all(len(atom.rows) == 1 for part in parts for atom in part)
    if not known or len({flatten(row.unit) for row in rows}) > 1:
        return FOREIGN
    return Subject((sum_of(rows),), measure="合計")


def parts_before(low: int, verb: int, resolver: Resolver) -> list[list[Atom]] | None:
    """What a verb of joining lists before its を, part by part; None where it is no such verb."""
    atoms, at = resolver.atoms, verb - 1
    if not atoms[verb].is_word("合わせる", "合計", "合算") or atom_at(atoms, at).text != "を":
        return None
    parts: list[list[Atom]] = [[]]
    for atom in atoms[resolver.phrase_start(at, low) : at]:
        if atom.text in _AND:
            parts.append([])
        else:
            parts[-1].append(atom)
    return parts
