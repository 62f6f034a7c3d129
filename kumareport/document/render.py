"""Template + data → a rendered document, through docxtpl.

Three defaults of docxtpl are defects here and are changed: text is escaped, names that are missing
stop the work, and text of the data can never act as a tag or a control character of docxtpl's own
(``{_{``, ``\\a``, ``\\f``).
"""

import io

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Undefined
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from kumareport.document.tags import ROOT_TAG, Anchored, ReportTags
from kumareport.errors import TemplateError

# Noncharacters: legal in XML, never text. The reader removes them from the data.
MARK_START, MARK_END = "\ufdd0", "\ufdd1"


def _finalize(value: object) -> object:
    """What a ``{{ … }}`` prints: escaped text, with a mark before it where its place matters."""
    if isinstance(value, (Undefined, Markup)) or not isinstance(value, str):
        return value
    text = str(escape(value)).replace("{", "&#123;").replace("}", "&#125;")
    if isinstance(value, Anchored):
        text = f"{MARK_START}{escape(value.anchor)}{MARK_END}{text}"
    return Markup(text)


def environment() -> SandboxedEnvironment:
    """The Jinja environment of a report: sandboxed, escaping, strict about names."""
    return SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_finalize, cache_size=0
    )


def render(template: bytes, report: ReportTags) -> DocxTemplate:
    """Render a template that has passed the template check.

    Raises:
        TemplateError: the template asks for something that cannot be printed.
    """
    document = DocxTemplate(io.BytesIO(template))
    try:
        document.render({ROOT_TAG: report}, environment(), autoescape=True)
    except JinjaError as error:
        raise TemplateError(
            f"テンプレートを処理できません：{error.message or ''}",
            "kumareport template check でテンプレートを点検してください。",
        ) from error
    return document
