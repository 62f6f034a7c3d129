"""Template + data → a rendered document, through docxtpl.

Three defaults of docxtpl are defects here and are changed: text is escaped, names that are missing
stop the work, and text of the data can never act as a tag or a control character of docxtpl's own
(``{_{``, ``\\a``, ``\\f``).
"""

import io
import zipfile
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

from docx.document import Document
from docx.opc.part import Part
from docx.oxml.document import CT_Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import Environment
from jinja2 import TemplateError as JinjaError
from msgspec import Struct

from kumareport.document.anchors import Marker
from kumareport.document.box_places import take_places, with_places
from kumareport.document.elements import body_of, tree_with_classes
from kumareport.document.folding import Folded, fold
from kumareport.document.nearby import place_of_breach
from kumareport.document.report_environment import HINT, ReportEnvironment
from kumareport.document.story_parts import (
    change_part,
    check_nothing_raw,
    check_other_parts,
    name_of,
    notes_of,
    properties_of,
    set_blob,
)
from kumareport.document.tags import ROOT_TAG, ReportTags
from kumareport.errors import TemplateError
from kumareport.model.anchor import Anchor
from kumareport.office.package.package import XmlElement, XmlError, child_of
from kumareport.patterns import regex
from kumareport.prepared import prepared
from kumareport.templating.environment import why

_CONTROLS = "\t\n\a\f"
_PARAGRAPHS, _PARAGRAPH_END = ("<w:p>", "<w:p "), "</w:p>"
_DOCXTPLS_OWN = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""How docxtpl lets a template print what is no tag."""
_SPAN_FIRST = regex(
    r'(<w:tcPr>)(<w:gridSpan w:val="\{\{[^<>{}"]*\}\}"/>)((?:<w:cnfStyle [^<>]*/>)?(?:<w:tcW [^<>]*/>)?)'
)
"""docxtpl writes the span of a cell before what the schema has first (CT_TcPr)."""
_DRAFT_TAG = "案"
_PARTS_TAG = "部"
_SECTION = 2
"""The depth of what templates loop over as 節."""
_MISFIT = "くり返しや条件の始まりと終わりが、段落・行・セルの区切りと合っていません"
# What Jinja, docxtpl, lxml and python-docx raise over a template that is damaged in a way that no
# check foresees. The data has been checked; so it is the template.
FOREIGN_ERRORS = (
    JinjaError, XmlError, LookupError, ValueError, AttributeError, TypeError, ArithmeticError,
    RecursionError, NotImplementedError, AssertionError,
)  # fmt: skip
DAMAGES = (*FOREIGN_ERRORS, RuntimeError, StopIteration, zipfile.BadZipFile)
"""What a package that is well-formed but makes no sense lets the libraries, and us, stumble over."""


class Rendered(Struct, frozen=True):
    """A rendered template.

    Attributes:
        document: with the marks of the anchored texts.
        marker: takes them out.
        names_draft: whether the template made use of the tag 案.
        boxes: the table cell of each box that has one, with or without texts.
        folded: the tables that were taken out of the body.
        root: the opening tag of the body's part.
    """

    document: Document
    marker: Marker
    names_draft: bool
    boxes: dict[Anchor, XmlElement]
    folded: list[Folded]
    root: str


@lru_cache(4)
def _with_tags(xml: str, boxes: frozenset[str]) -> str:
    """A template's body as Jinja takes it: the same for its trial, each report and each department."""
    return prepared("body", (xml, *sorted(boxes)), lambda: _tagged(xml, boxes))


def _tagged(xml: str, boxes: frozenset[str]) -> str:
    patch = cast("Callable[[str], str]", DocxTemplate("").patch_xml)  # pyright: ignore[reportUnknownMemberType]
    orderly = _SPAN_FIRST.sub(r"\1\3\2", patch(xml))
    return with_places(orderly, boxes)


class _Template(DocxTemplate):
    """docxtpl, which leaves endnotes and most document properties as they are, and reads what it has
    rendered twice.

    Attributes:
        boxes: the tags that hold the texts of a box.
        folded: the tables that were taken out of the body.
        root: the opening tag of the body's part.
    """

    boxes: frozenset[str] = frozenset()
    folded: list[Folded]
    root: str

    def render_xml_part(
        self,
        src_xml: str,
        part: Part,
        context: dict[str, Any],
        jinja_env: Environment | None = None,
    ) -> str:
        """Render a part.

        Raises:
            TemplateError: what comes of it is no XML, which docxtpl would mend in silence and lose text,
                or still has a tag in it.
        """
        assert jinja_env is not None
        # A paragraph a line, so that an error says where it is. docxtpl does it with patterns, slowly.
        for paragraph in _PARAGRAPHS:
            src_xml = src_xml.replace(paragraph, f"\n{paragraph}")
        xml = jinja_env.from_string(src_xml).render(context)
        for paragraph in _PARAGRAPHS:
            xml = xml.replace(f"\n{paragraph}", paragraph)
        for typed, meant in _DOCXTPLS_OWN:
            xml = xml.replace(typed, meant)
        xml = self.resolve_listing(xml)
        if part is not self._document.part:
            _read(xml, part)
        return xml

    def resolve_listing(self, xml: str) -> str:
        """Make breaks and tabs of the control characters in texts, which few paragraphs have."""
        resolve = cast("Callable[[str], str]", super().resolve_listing)  # pyright: ignore[reportUnknownMemberType]
        if not any(control in xml for control in _CONTROLS):
            return xml
        pieces = xml.split(_PARAGRAPH_END)
        for number, piece in enumerate(pieces[:-1]):
            if any(control in piece for control in _CONTROLS):
                pieces[number] = resolve(piece + _PARAGRAPH_END).removesuffix(_PARAGRAPH_END)
        return _PARAGRAPH_END.join(pieces)

    def build_xml(self, context: dict[str, Any], jinja_env: Environment | None = None) -> str:
        """Render the main part as a whole, with a bookmark in the cell of each box."""
        fill = cast("Callable[..., str]", self.render_xml_part)  # pyright: ignore[reportUnknownMemberType]
        whole = self.xml_to_string(self._document.element)  # pyright: ignore[reportUnknownMemberType]
        xml = fill(_with_tags(whole, self.boxes), self._document.part, context, jinja_env)
        assert isinstance(jinja_env, ReportEnvironment)
        jinja_env.marker.end_body()
        check_nothing_raw(xml, self._document.part)
        self.root = xml[: xml.index(">") + 1]
        xml, self.folded = fold(xml, jinja_env.marker)
        return xml

    def fix_tables(self, xml: str) -> XmlElement:
        """The main part as a tree; its tables are laid out later.

        Raises:
            ValueError: a table has no grid, without which no program writes one.
        """
        tree = _read(xml, self._document.part)
        if any(child_of(table, qn("w:tblGrid")) is None for table in tree.iter(qn("w:tbl"))):
            raise ValueError("w:tblGrid")
        return tree

    def fix_docpr_ids(self, tree: XmlElement) -> None:
        """Number the drawings."""
        for number, properties in enumerate(tree.iter(qn("wp:docPr")), 1001):
            properties.set("id", str(number))

    def map_tree(self, tree: XmlElement) -> None:
        """Let the document be the tree. docxtpl would move its body, node by node, into the old one."""
        part = self._document.part
        assert isinstance(tree, CT_Document)
        # python-docx has no public way.
        part._element = tree  # pyright: ignore[reportPrivateUsage]
        self.docx = part.document

    def render_footnotes(
        self, context: dict[str, Any], jinja_env: Environment | None = None
    ) -> None:
        """Render the notes, each part of them once."""
        patch = cast("Callable[[str], str]", self.patch_xml)  # pyright: ignore[reportUnknownMemberType]
        fill = cast("Callable[..., str]", self.render_xml_part)  # pyright: ignore[reportUnknownMemberType]
        for part in notes_of(self._document):
            xml = patch(part.blob.decode())
            set_blob(part, fill(xml, part, context, jinja_env).encode())

    def render_properties(
        self, context: dict[str, Any], jinja_env: Environment | None = None
    ) -> None:
        """Render every property, the office's own included."""
        assert jinja_env is not None

        def fill(text: str) -> str:
            return str(jinja_env.from_string(text).render(context))

        for part in properties_of(self._document):
            change_part(part, "{", fill)

    @property
    def _document(self) -> Document:
        assert isinstance(self.docx, Document)
        return self.docx


def _read(xml: str, part: Part) -> XmlElement:
    """A rendered part as a tree."""
    try:
        tree = tree_with_classes(xml)
    except XmlError:
        place = place_of_breach(xml, name_of(part))
        raise TemplateError(f"テンプレートを処理できません：{_MISFIT}", HINT, place) from None
    check_nothing_raw(xml, part)
    return tree


def render(template: bytes, report: ReportTags) -> Rendered:
    """Render a template that has passed the template check.

    Raises:
        TemplateError: the template asks for something that cannot be printed.
    """
    environment = ReportEnvironment()
    try:
        rendered = _Template(io.BytesIO(template))
        texts = [texts for c in report.sheets for s in c.部 for texts in s.by_kind.values()]
        rendered.boxes = frozenset(
            name for c in report.sheets for s in c.部 for name in (*s.by_kind, "文")
        )
        rendered.render({ROOT_TAG: report}, environment)
        if _PARTS_TAG not in environment.named:
            _check_all_printed(report)
        document = rendered.docx
        assert isinstance(document, Document)
        check_other_parts(document)
    except FOREIGN_ERRORS as error:
        raise TemplateError(f"テンプレートを処理できません：{_why(error)}", HINT) from error
    cells = take_places(body_of(document), (one.bookmark for one in texts))
    boxes = {one.anchor: cells[one.bookmark] for one in texts if one.bookmark in cells}
    names_draft = _DRAFT_TAG in environment.named
    return Rendered(
        document, environment.marker, names_draft, boxes, rendered.folded, rendered.root
    )


def _check_all_printed(report: ReportTags) -> None:
    """A template that loops over the sections alone has no place for the other parts."""
    left_out = next((part for c in report.章 for part in c.部 if part.深さ != _SECTION), None)
    if left_out is None:
        return
    what = f"深さ {left_out.深さ} の「{left_out.見出し}」"
    if left_out.深さ < _SECTION:
        what = f"「{left_out.見出し}」の、最初の見出しより上の内容"
    raise TemplateError(
        f"テンプレートに、{what}を載せるところがありません（章.節 ではなく、章.部 をくり返します）。",
        "{%p for 節 in 章.節 %} を {%p for 節 in 章.部 %} に変え、見出しの段落を {%p if 節.深さ == 2 %} と "
        "{%p endif %} の間に入れて、深さごとに書いてください（標準のテンプレートが例になります）。",
    )


def _why(error: Exception) -> str:
    """What is wrong with the template, in Japanese: those errors speak English."""
    if isinstance(error, XmlError):
        return _MISFIT
    return why(error) or "Word の文書として正しくないところがあります"
