"""Template + data → a rendered document, through docxtpl.

Three defaults of docxtpl are defects here and are changed: text is escaped, names that are missing
stop the work, and text of the data can never act as a tag or a control character of docxtpl's own
(``{_{``, ``\\a``, ``\\f``).
"""

import io
from dataclasses import dataclass

from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Undefined
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from kumareport.document.anchors import Anchored, Marker
from kumareport.document.tags import ROOT_TAG, ReportTags
from kumareport.errors import TemplateError
from kumareport.ooxml.text import printable

_DRAFT_TAG = "案"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered template.

    Attributes:
        document: with the marks of the anchored texts.
        marker: takes them out.
        names_draft: whether the template made use of the tag 案.
    """

    document: Document
    marker: Marker
    names_draft: bool


class ReportEnvironment(SandboxedEnvironment):
    """The Jinja environment of one rendering: sandboxed, escaping, strict about names."""

    def __init__(self) -> None:
        super().__init__(
            autoescape=True, undefined=StrictUndefined, finalize=self._print, cache_size=0
        )
        self.marker = Marker()
        self.names_draft = False

    def getattr(self, obj: object, attribute: str) -> object:
        """A tag's value."""
        if attribute == _DRAFT_TAG:
            self.names_draft = True
        return super().getattr(obj, attribute)

    def _print(self, value: object) -> object:
        """What a ``{{ … }}`` prints: escaped text, between marks where its place matters."""
        if isinstance(value, (Undefined, Markup)) or not isinstance(value, str):
            return value
        text = str(escape(printable(value))).replace("{", "&#123;").replace("}", "&#125;")
        if isinstance(value, Anchored):
            text = self.marker.mark(value.anchor, text)
        return Markup(text)


def render(template: bytes, report: ReportTags) -> Rendered:
    """Render a template that has passed the template check.

    Raises:
        TemplateError: the template asks for something that cannot be printed.
    """
    rendered = DocxTemplate(io.BytesIO(template))
    environment = ReportEnvironment()
    try:
        rendered.render({ROOT_TAG: report}, environment, autoescape=True)
    except JinjaError as error:
        raise TemplateError(
            f"テンプレートを処理できません：{error.message or ''}",
            "kumareport template check でテンプレートを点検してください。",
        ) from error
    document = rendered.docx
    assert isinstance(document, Document)
    return Rendered(document, environment.marker, environment.names_draft)
