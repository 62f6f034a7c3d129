"""Reading the comments of a Word document as threads.

Comments: ECMA-376 Part 1, 17.13.4. Replies and the resolved state stand in ``commentsExtended.xml``
([MS-DOCX] 2.5.4.1, ``commentEx``), joined to a comment by the ``paraId`` of its last paragraph.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kumareport.model.holding import Holding
from kumareport.office.package.namespaces import w
from kumareport.office.package.package import Package, XmlElement
from kumareport.office.word.word_holdings import objects_in
from kumareport.office.word.word_names import attribute, local
from kumareport.office.word.word_story import read_story

_PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_STORY = "コメント"


class Note(Struct, frozen=True):
    """One comment.

    Attributes:
        id: by which the document's ranges name it.
        when: as written, ISO 8601; empty where there is none.
        text: its paragraphs, parted by line breaks.
        things: what it holds besides text, such as pictures.
    """

    id: str
    author: str
    when: str
    text: str
    things: tuple[Holding, ...] = ()


class Thread(Struct, frozen=True):
    """A comment with its replies, the oldest first.

    Attributes:
        is_resolved: whether it has been marked as done.
    """

    first: Note
    replies: tuple[Note, ...] = ()
    is_resolved: bool = False

    @property
    def things(self) -> tuple[Holding, ...]:
        """What its comments hold besides text."""
        return tuple(thing for note in (self.first, *self.replies) for thing in note.things)


def read_threads(package: Package, main: str) -> list[Thread]:
    """The threads of a document in the order of its comments part.

    Two comments may share a ``paraId``, where a program copied one: the first has what is said of
    it elsewhere, and none is lost.

    Args:
        package: the file.
        main: the name of the document's main part.
    """
    parts = {kind.rpartition("/")[2]: name for kind, name in package.relationships(main).values()}
    if parts.get("comments", "") not in package:
        return []
    notes: list[Note] = []
    numbers: dict[str, int] = {}
    root = package.xml(parts["comments"])
    for number, element in enumerate(e for e in root if e.tag == w("comment")):
        notes.append(_note(element, package, parts["comments"]))
        for key in _para_ids(element):
            numbers.setdefault(key, number)
    parents: dict[int, int] = {}
    done: set[int] = set()
    if parts.get("commentsExtended", "") in package:
        for element in package.xml(parts["commentsExtended"]):
            number = numbers.get(_extended(element, "paraId"))
            parent = numbers.get(_extended(element, "paraIdParent"))
            if number is not None and parent is not None:
                parents[number] = parent
            if number is not None and _extended(element, "done") in ("1", "true", "on"):
                done.add(number)
    return list(_threads(notes, parents, done))


def _threads(notes: Sequence[Note], parents: Mapping[int, int], done: set[int]) -> Iterator[Thread]:
    firsts = [_root(number, parents) for number in range(len(notes))]
    replies: dict[int, list[Note]] = {}
    for number, first in enumerate(firsts):
        if number != first:
            replies.setdefault(first, []).append(notes[number])
    for number, first in enumerate(firsts):
        if number == first:
            yield Thread(notes[number], tuple(replies.get(number, ())), number in done)


def _root(number: int, parents: Mapping[int, int]) -> int:
    """The first comment of a thread; a chain in a circle is cut."""
    seen = {number}
    while (parent := parents.get(number)) is not None and parent not in seen:
        seen.add(parent)
        number = parent
    return number if parents.get(number) not in seen else min(seen)


def _para_ids(comment: XmlElement) -> Iterator[str]:
    """What may name a comment: its last paragraph; some programs name another one."""
    for paragraph in reversed(list(comment.iter(w("p")))):
        key = paragraph.get(_PARA_ID, "")
        if key:
            yield key


def _extended(element: XmlElement, name: str) -> str:
    values = (v for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name)
    return str(next(values, "")) if local(element) == "commentEx" else ""


def _note(element: XmlElement, package: Package, part: str) -> Note:
    paragraphs = read_story(element, _STORY)
    text = "\n".join(paragraph.now for paragraph in paragraphs)
    more = [holding for paragraph in paragraphs for _, holding in paragraph.more]
    things = (*objects_in(element, package, part, _STORY), *more)
    who = attribute(element, "author")
    return Note(attribute(element, "id"), who, attribute(element, "date"), text, things)
