"""Several indicators that a clause puts together into one thing: ＡとＢを合わせた利用定員."""

from kumareport.narrative.atoms import AtomKind, atom_at
from kumareport.narrative.clauses import Clause
from kumareport.narrative.joins import Close
from kumareport.narrative.measures import sum_of
from kumareport.narrative.resolver import FOREIGN, Resolver, Subject
from kumareport.narrative.sentences import flatten

_AND = ("と", "や", "、", "・", "及び", "および", "並びに")


def joined(clause: Clause, resolver: Resolver) -> Subject | None:
    """「ＡとＢを合わせた」 before a noun: the sum of them, as a row; somebody else where not all are known."""
    atoms, at = resolver.atoms, clause.head - 1
    joins = (
        atoms[clause.head].is_word("合わせる", "合計", "合算") and atom_at(atoms, at).text == "を"
    )
    if clause.ending.close is not Close.ADNOMINAL or not joins:
        return None
    listed = atoms[resolver.phrase_start(at, clause.start) : at]
    rows = tuple(dict.fromkeys(row for atom in listed for row in atom.rows))
    known = all(len(a.rows) == 1 if a.kind is AtomKind.MENTION else a.text in _AND for a in listed)
    if not known or len(rows) < 2 or len({flatten(row.unit) for row in rows}) > 1:
        return FOREIGN
    return Subject((sum_of(rows),), measure="合計")
