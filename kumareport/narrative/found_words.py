"""The words of the vocabulary in a row of atoms."""

from collections.abc import Collection, Mapping, Sequence

from kumareport.narrative.atoms import Atom, AtomKind


def find_word(atoms: Sequence[Atom], index: int, high: int, table: Collection[str]) -> int:
    """How many atoms from ``index`` on make a word of a table; 0 where they make none."""
    if index >= high or atoms[index].text[:1] not in _initials(table):
        return 0
    joined = ""
    best = 0
    for length in range(1, 5):
        at = index + length - 1
        if at >= high or atoms[at].kind not in (AtomKind.WORD, AtomKind.REFERENCE):
            break
        lemma = atoms[at].lemma or atoms[at].text
        if joined + lemma in table or (length == 1 and atoms[at].normal in table):
            best = length
        joined += atoms[at].text
    return best


_KNOWN: dict[int, frozenset[str]] = {}


def _initials(table: Collection[str]) -> frozenset[str]:
    """The first letters of a table's words; the tables are constants."""
    known = _KNOWN.get(id(table))
    if known is None:
        known = _KNOWN[id(table)] = frozenset(word[0] for word in table)
    return known


def word_of(atoms: Sequence[Atom], index: int, length: int) -> str:
    """The dictionary form of a word of some atoms."""
    last = atoms[index + length - 1]
    return "".join(atom.text for atom in atoms[index : index + length - 1]) + (last.lemma)


def meaning(
    atoms: Sequence[Atom], index: int, high: int, table: Mapping[str, object]
) -> object | None:
    """What a table says of the word at an index; None where it does not know it."""
    length = find_word(atoms, index, high, table)
    if not length:
        return None
    word = word_of(atoms, index, length)
    return table.get(word, table.get(atoms[index].normal))
