"""Reading the comments of a workbook: notes (ECMA-376 Part 1, 18.7) and threads ([MS-XLSX] 2.6.203)."""

from collections.abc import Mapping

from msgspec import Struct

from kumareport.office.excel.references import REFERENCE, column_number
from kumareport.office.excel.spreadsheet_parts import children, first_child, text_runs
from kumareport.office.package.package import Package

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"


class Remark(Struct, frozen=True):
    """One entry of a thread, or a note.

    Attributes:
        author: its author's name; may be empty.
        time: when, as the file states it (ISO 8601); empty for notes.
        text: what it says.
    """

    author: str
    time: str
    text: str


class SheetComment(Struct, frozen=True):
    """A note, or a thread with its replies.

    Attributes:
        sheet: the sheet's name.
        row, column: the cell, 1-based.
        remarks: the first remark and its replies, in order.
        is_resolved: whether somebody closed the thread.
    """

    sheet: str
    row: int
    column: int
    remarks: tuple[Remark, ...]
    is_resolved: bool = False


def read_comments(package: Package) -> list[SheetComment]:
    """All comments of a workbook's sheets, by sheet and cell.

    A thread's note, which Excel writes beside it for older versions, is left out.

    Raises:
        InputFileError: a part is damaged.
    """
    book = "xl/workbook.xml"
    relationships = package.relationships(book)
    people = _people(
        package, [part for kind, part in relationships.values() if _is(kind, "person")]
    )
    found: list[SheetComment] = []
    for element in package.xml(book).iter("{*}sheet"):
        rel_id = element.get(f"{_REL}id") or element.get(f"{_STRICT_REL}id") or ""
        part = relationships.get(rel_id, ("", ""))[1]
        if part in package:
            found += _of_sheet(package, part, element.get("name", ""), people)
    return found


def _is(kind: str, name: str) -> bool:
    return kind.rsplit("/", 1)[-1] == name


def _people(package: Package, parts: list[str]) -> dict[str, str]:
    return {
        person.get("id", ""): person.get("displayName", "")
        for part in parts
        if part in package
        for person in package.xml(part)
    }


def _of_sheet(
    package: Package, part: str, sheet: str, people: Mapping[str, str]
) -> list[SheetComment]:
    threads: list[SheetComment] = []
    notes: list[SheetComment] = []
    for kind, target in package.relationships(part).values():
        if target not in package:
            continue
        if _is(kind, "threadedComment"):
            threads += _threads(package, target, sheet, people)
        elif _is(kind, "comments"):
            notes += _notes(package, target, sheet)
    threaded = {(thread.row, thread.column) for thread in threads}
    notes = [note for note in notes if (note.row, note.column) not in threaded]
    return sorted(threads + notes, key=lambda comment: (comment.row, comment.column))


def _threads(
    package: Package, part: str, sheet: str, people: Mapping[str, str]
) -> list[SheetComment]:
    remarks: dict[str, list[Remark]] = {}
    heads: dict[str, tuple[tuple[int, int], bool]] = {}
    for element in package.xml(part):
        text = first_child(element, "text")
        body = "" if text is None else (text.text or "")
        remark = Remark(people.get(element.get("personId", ""), ""), element.get("dT", ""), body)
        own, parent = element.get("id", ""), element.get("parentId", "")
        remarks.setdefault(parent or own, []).append(remark)
        if not parent:
            heads[own] = _place(element.get("ref", "")), element.get("done") in ("1", "true")
    found: list[SheetComment] = []
    for key, said in remarks.items():
        # A reply whose head is gone still says something.
        (row, column), is_resolved = heads.get(key, ((0, 0), False))
        found.append(SheetComment(sheet, row, column, tuple(said), is_resolved))
    return found


def _notes(package: Package, part: str, sheet: str) -> list[SheetComment]:
    root = package.xml(part)
    authors = [
        author.text or ""
        for group in children(root, "authors")
        for author in children(group, "author")
    ]
    found: list[SheetComment] = []
    for group in children(root, "commentList"):
        for element in children(group, "comment"):
            body = first_child(element, "text")
            text = "" if body is None else "".join(piece for piece, _ in text_runs(body))
            number = element.get("authorId", "")
            index = int(number) if number.isdecimal() else len(authors)
            author = authors[index] if index < len(authors) else ""
            # Excel begins a note with its author's name.
            said = text.removeprefix(f"{author}:").strip()
            if said:
                row, column = _place(element.get("ref", ""))
                found.append(SheetComment(sheet, row, column, (Remark(author, "", said),)))
    return found


def _place(reference: str) -> tuple[int, int]:
    match = REFERENCE.fullmatch(reference)
    return (int(match[2]), column_number(match[1])) if match else (0, 0)
