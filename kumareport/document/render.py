"""Template + data → a rendered document, through docxtpl.

Three defaults of docxtpl are defects here and are changed: text is escaped, names that are missing
stop the work, and text of the data can never act as a tag or a control character of docxtpl's own
(``{_{``, ``\\a``, ``\\f``).
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import (
    Environment,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
)
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from kumareport.document.anchors import Anchored, Marker, masked
from kumareport.document.box_places import take_places, with_places
from kumareport.document.elements import body_of
from kumareport.document.story_parts import (
    change_part,
    check_nothing_raw,
    notes_of,
    properties_of,
    set_blob,
)
from kumareport.document.tags import ROOT_TAG, ReportTags
from kumareport.document.template_language import breaches, breaches_in_text
from kumareport.errors import TemplateError
from kumareport.model.anchor import Anchor
from kumareport.ooxml.package import XmlElement, XmlError
from kumareport.ooxml.text import printable

_DRAFT_TAG = "案"
_MOST_TEXT = 64 * 1024 * 1024
"""Characters of XML that a part may grow to. The real report has 2 million, one of 320 pages 20."""
_MOST_ITEMS = 200_000
"""Turns of loops over lists. The real report takes 5,000."""
_HINT = "kumareport template check でテンプレートを点検してください。"
_UNDEFINED = re.compile(r"'(\w+)'(?: is undefined)?$")
_MARKUP = re.compile(r"<[^>]*>")
# What Jinja, docxtpl, lxml and python-docx raise over a template that is damaged in a way that no
# check foresees. The data has been checked; so it is the template.
FOREIGN_ERRORS = (
    JinjaError, XmlError, LookupError, ValueError, AttributeError, TypeError, ArithmeticError,
    RecursionError, NotImplementedError, AssertionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered template.

    Attributes:
        document: with the marks of the anchored texts.
        marker: takes them out.
        names_draft: whether the template made use of the tag 案.
        boxes: the table cell of each box that has one, with or without texts.
    """

    document: Document
    marker: Marker
    names_draft: bool
    boxes: dict[Anchor, XmlElement]


class _CappedTemplate(Template):
    """A template whose output has an end."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        pieces: list[str] = []
        room = _MOST_TEXT
        for piece in self.generate(*args, **kwargs):
            room -= len(piece)
            if room < 0:
                raise TemplateError("くり返しが多すぎて、文書が大きくなりすぎます。", _HINT)
            pieces.append(piece)
        return "".join(pieces)


class ReportEnvironment(SandboxedEnvironment):
    """The Jinja environment of one rendering: the small language of templates, escaping, strict
    about names, with an end to what loops make."""

    template_class = _CappedTemplate

    def __init__(self) -> None:
        super().__init__(
            autoescape=True, undefined=StrictUndefined, finalize=self._print, cache_size=0
        )
        self.marker = Marker()
        self.names_draft = False
        self._items = _MOST_ITEMS

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Refuse what is beyond the language, wherever in the package it stands."""
        lines = source.splitlines()
        for number, line in enumerate(lines, 1):
            for message in breaches_in_text(line):
                raise TemplateSyntaxError(f"{message}：{_shown(line)}", number)
        tree = super()._parse(source, name, filename)
        for breach in breaches(tree):
            line = lines[breach.line - 1] if breach.line <= len(lines) else ""
            raise TemplateSyntaxError(f"{breach.message}：{_shown(line)}", breach.line)
        return tree

    def getattr(self, obj: object, attribute: str) -> object:
        """A tag's value."""
        if attribute == _DRAFT_TAG:
            self.names_draft = True
        value = cast(object, super().getattr(obj, attribute))
        self._count(value)
        return value

    def _count(self, value: object) -> None:
        """Count the turns of the loops over lists, each of which asks for its list."""
        if isinstance(value, tuple):
            self._items -= len(cast("tuple[object, ...]", value))
        if self._items < 0:
            raise TemplateError("くり返しの中のくり返しが多すぎます。", _HINT)

    def _print(self, value: object) -> object:
        """What a ``{{ … }}`` prints: escaped text, between marks where its place matters."""
        if isinstance(value, (Undefined, Markup)) or not isinstance(value, str):
            return value
        text = str(escape(masked(printable(value))))
        if isinstance(value, Anchored):
            text = self.marker.mark(value.anchor, text)
        return Markup(text)


class _Template(DocxTemplate):
    """docxtpl, which leaves endnotes and most document properties as they are.

    Attributes:
        boxes: the tags that hold the texts of a box.
    """

    boxes: frozenset[str] = frozenset()

    def build_xml(self, context: dict[str, Any], jinja_env: Environment | None = None) -> str:
        """Render the body, with a bookmark in the cell of each box."""
        patch = cast("Callable[[str], str]", self.patch_xml)  # pyright: ignore[reportUnknownMemberType]
        fill = cast("Callable[..., str]", self.render_xml_part)  # pyright: ignore[reportUnknownMemberType]
        xml = with_places(patch(self.get_xml()), self.boxes)
        return fill(xml, self._document.part, context, jinja_env)

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


def render(template: bytes, report: ReportTags) -> Rendered:
    """Render a template that has passed the template check.

    Raises:
        TemplateError: the template asks for something that cannot be printed.
    """
    environment = ReportEnvironment()
    try:
        rendered = _Template(io.BytesIO(template))
        texts = [texts for c in report.章 for s in c.節 for texts in s.by_kind.values()]
        rendered.boxes = frozenset(
            name for c in report.章 for s in c.節 for name in (*s.by_kind, "文")
        )
        rendered.render({ROOT_TAG: report}, environment, autoescape=True)
        document = rendered.docx
        assert isinstance(document, Document)
        check_nothing_raw(document)
    except FOREIGN_ERRORS as error:
        raise TemplateError(f"テンプレートを処理できません：{_why(error)}", _HINT) from error
    cells = take_places(body_of(document), (one.bookmark for one in texts))
    boxes = {one.anchor: cells[one.bookmark] for one in texts if one.bookmark in cells}
    return Rendered(document, environment.marker, environment.names_draft, boxes)


def _why(error: Exception) -> str:
    """What is wrong with the template, in Japanese: those errors speak English."""
    message = getattr(error, "message", None) or ""
    if isinstance(error, TemplateSyntaxError):
        if not message.isascii():
            return message
        line = (error.source or "").splitlines()[error.lineno - 1 : error.lineno]
        return f"タグの書き方が正しくありません：{_shown(''.join(line))}"
    if isinstance(error, UndefinedError):
        name = _UNDEFINED.search(str(message))
        return f"「{name[1]}」という名前はありません" if name else "値のない名前のタグがあります"
    if isinstance(error, XmlError):
        return "くり返しや条件の始まりと終わりが、段落・行・セルの区切りと合っていません"
    return "Word の文書として正しくないところがあります"


def _shown(line: str) -> str:
    """The words of a line of a part's source, as far as they help to find it."""
    words = _MARKUP.sub("", line)
    at = max(words.find("{%"), words.find("{{"), 0)
    return f"「{words[max(0, at - 10) : at + 50].strip()}」"
