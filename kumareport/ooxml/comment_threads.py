"""Reading the comments of a Word document as threads.

Comments: ECMA-376 Part 1, 17.13.4. Replies and the resolved state stand in ``commentsExtended.xml``
([MS-DOCX] 2.5.4.1, ``commentEx``), joined to a comment by the ``paraId`` of its last paragraph.
"""

from dataclasses import dataclass

from kumareport.ooxml.package import Package, XmlElement
from kumareport.ooxml.word_names import attribute, local, w
from kumareport.ooxml.word_story import read_story

_PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_STORY = "コメント"


@dataclass(frozen=True, slots=True)
class Note:
    """One comment.

    Attributes:
        id: by which the document's ranges name it.
        when: as written, ISO 8601; empty where there is none.
        text: its paragraphs, parted by line breaks.
    """

    id: str
    author: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its replies, the oldest first.

    Attributes:
        is_resolved: whether it has been marked as done.
    """

    first: Note
    replies: tuple[Note, ...] = ()
    is_resolved: bool = False


def read_threads(package: Package, main: str) -> list[Thread]:
    """The threads of a document in the order of its comments part.

    Args:
        package: the file.
        main: the name of the document's main part.
    """
    parts = {kind.rpartition("/")[2]: name for kind, name in package.relationships(main).values()}
    if parts.get("comments", "") not in package:
        return []
    root = package.xml(parts["comments"])
    notes: dict[str, Note] = {}
    for number, element in enumerate(e for e in root if e.tag == w("comment")):
        notes[_para_id(element) or f"#{number}"] = _note(element)
    parents: dict[str, str] = {}
    done: set[str] = set()
    if parts.get("commentsExtended", "") in package:
        for element in package.xml(parts["commentsExtended"]):
            key = _extended(element, "paraId")
            parents[key] = _extended(element, "paraIdParent")
            if _extended(element, "done") in ("1", "true", "on"):
                done.add(key)
    threads: dict[str, list[Note]] = {}
    replies = [(key, _root(key, parents, notes)) for key in notes]
    for key, first in replies:
        threads.setdefault(first, []).extend([notes[key]] if key != first else [])
    return [
        Thread(notes[key], tuple(threads[key]), key in done)
        for key, first in replies
        if key == first
    ]


def _root(key: str, parents: dict[str, str], notes: dict[str, Note]) -> str:
    """The first comment of a thread; a chain that leads nowhere or in a circle is cut."""
    seen = {key}
    while (parent := parents.get(key, "")) in notes and parent not in seen:
        seen.add(parent)
        key = parent
    return key if parents.get(key, "") not in seen else min(seen)


def _para_id(comment: XmlElement) -> str:
    paragraphs = list(comment.iter(w("p")))
    return paragraphs[-1].get(_PARA_ID, "") if paragraphs else ""


def _extended(element: XmlElement, name: str) -> str:
    values = (v for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name)
    return str(next(values, "")) if local(element) == "commentEx" else ""


def _note(element: XmlElement) -> Note:
    text = "\n".join(paragraph.now for paragraph in read_story(element, _STORY))
    return Note(attribute(element, "id"), attribute(element, "author"), attribute(element, "date"), text)  # fmt: skip
