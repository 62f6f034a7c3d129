"""Notes of a sheet: the comments part (ECMA-376 Part 1, 18.7) with its VML drawing."""

from functools import cached_property

from lxml import etree

from kumareport.model.location import column_letters
from kumareport.office.excel.cell_content import add_text
from kumareport.office.excel.note_box import note_box
from kumareport.office.excel.note_drawing import NoteDrawing, ShapeIds
from kumareport.office.excel.sheet_xml import SheetXml
from kumareport.office.excel.spreadsheet_parts import MAIN
from kumareport.office.package.editable_package import EditablePackage
from kumareport.office.package.element_order import WORKSHEET, ensure_child
from kumareport.office.package.package import XmlElement

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
OUR_AUTHOR = "kumareport"
"""Who notes the findings in a copy of somebody's workbook."""
_EMPTY = f'<comments xmlns="{MAIN[1:-1]}"><authors/><commentList/></comments>'.encode()
# The look that Excel gives a new note, in the font of the 様式; colour 81 is the tooltips' own.
_LOOK = (
    ("sz", "val", "9"),
    ("color", "indexed", "81"),
    ("rFont", "val", "BIZ UDPゴシック"),
    ("family", "val", "3"),
    ("charset", "val", "128"),
)
_ORDER = ("authors", "commentList", "extLst")


class Notes:
    """The notes of one sheet.

    Args:
        package: where the parts are.
        part: the worksheet's name.
        sheet: its tree.
        ids: the workbook's shape ids.
    """

    def __init__(self, package: EditablePackage, part: str, sheet: SheetXml, ids: ShapeIds) -> None:
        self._package = package
        self._part = part
        self._sheet = sheet
        self._ids = ids

    def can_add(self, row: int, column: int) -> bool:
        """Whether a cell may have a note: with a threaded comment, its note is Excel's shadow."""
        return f"{column_letters(column)}{row}" not in self._threaded

    def add(self, row: int, column: int, author: str, text: str) -> None:
        """Give a cell a note, or append to the one it has, after a blank line."""
        reference = f"{column_letters(column)}{row}"
        _, drawing = self._drawing
        comment = self._comments.get(reference)
        if comment is None:
            drawing.add(row, column, note_box(self._sheet, row, column, text))
            self._new_comment(reference, author, text)
            return
        body = comment.find(f"{MAIN}text")
        if body is None:
            body = comment.makeelement(f"{MAIN}text")
            comment.insert(0, body)
        before = _plain_text(body)
        _append_run(body, f"\n\n{text}" if before else text)
        box = note_box(self._sheet, row, column, f"{before}\n\n{text}")
        drawing.grow(row, column, box)

    def finish(self) -> None:
        """Put the drawing into the package; to call once, before it is written."""
        if "_drawing" in self.__dict__:
            name, drawing = self._drawing
            self._package.put(name, drawing.to_bytes())

    def _targets(self, kind: str) -> list[tuple[str, str]]:
        """The sheet's relationships of a kind whose parts exist: (id, name)."""
        relationships = self._package.relationships(self._part).items()
        return [
            (rel_id, name)
            for rel_id, (found, name) in relationships
            if found.rsplit("/", 1)[-1] == kind and name in self._package
        ]

    @cached_property
    def _threaded(self) -> set[str]:
        parts = [name for _, name in self._targets("threadedComment")]
        # The namespace has a year in it and may get another.
        return {element.get("ref", "") for part in parts for element in self._package.look(part)}

    @cached_property
    def _root(self) -> XmlElement:
        for _, name in self._targets("comments"):
            return self._package.edit(name)
        name = self._package.free_name("xl/comments{}.xml")
        self._package.put(name, _EMPTY)
        self._package.declare(name, _COMMENTS_TYPE)
        self._package.relate(self._part, f"{_OFFICE}/comments", name)
        return self._package.edit(name)

    @cached_property
    def _comments(self) -> dict[str, XmlElement]:
        return {c.get("ref", ""): c for c in self._root.iter(f"{MAIN}comment")}

    @cached_property
    def _drawing(self) -> tuple[str, NoteDrawing]:
        attribute = f"{{{_OFFICE}}}id"
        element = ensure_child(self._sheet.root, "legacyDrawing", WORKSHEET, {"r": _OFFICE})
        known = dict(self._targets("vmlDrawing"))
        name = known.get(element.get(attribute, ""), "")
        data = b""
        if name:
            data = self._package.read(name)
        else:
            name = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
            self._package.put(name, data)
            self._package.declare_extension(name, _VML_TYPE)
            rel_id = self._package.relate(self._part, f"{_OFFICE}/vmlDrawing", name)
            element.set(attribute, rel_id)
        return name, NoteDrawing(data, name, self._ids.take_block)

    def _new_comment(self, reference: str, author: str, text: str) -> None:
        group = ensure_child(self._root, "commentList", _ORDER)
        attributes = {"ref": reference, "authorId": str(self._author(author)), "shapeId": "0"}
        comment = etree.SubElement(group, f"{MAIN}comment", attributes)
        _append_run(etree.SubElement(comment, f"{MAIN}text"), text)
        self._comments[reference] = comment

    def _author(self, author: str) -> int:
        group = ensure_child(self._root, "authors", _ORDER)
        names = [element.text or "" for element in group.iterchildren(f"{MAIN}author")]
        if author not in names:
            etree.SubElement(group, f"{MAIN}author").text = author
            names.append(author)
        return names.index(author)


def _plain_text(body: XmlElement) -> str:
    runs = [body, *body.findall(f"{MAIN}r")]
    return "".join(run.findtext(f"{MAIN}t", "") for run in runs)


def _append_run(body: XmlElement, text: str) -> None:
    plain = body.find(f"{MAIN}t")
    if plain is not None:
        # Excel shows either the plain text or the runs of a string, not both.
        wrapped = body.makeelement(f"{MAIN}r")
        body.insert(0, wrapped)
        wrapped.append(plain)
    run = body.makeelement(f"{MAIN}r", nsmap=body.nsmap)
    look = etree.SubElement(run, f"{MAIN}rPr")
    for name, attribute, value in _LOOK:
        etree.SubElement(look, f"{MAIN}{name}", {attribute: value})
    add_text(run, text)
    body.insert(len(body.findall(f"{MAIN}r")), run)  # before furigana
