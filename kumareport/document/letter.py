"""A letter as a Word file, from the office's template ``templates/letter.docx``."""

import io
from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, nodes
from jinja2.sandbox import SandboxedEnvironment

from kumareport.document.render import FOREIGN_ERRORS
from kumareport.document.saving import parts_of
from kumareport.errors import TemplateError
from kumareport.office.package.package_writing import write_package
from kumareport.office.package.text import printable

_HINT = (
    "手紙のテンプレートで使えるタグは {{ 手紙.宛先 }}、{{ 手紙.日付 }}、{{ 手紙.差出人 }}、"
    "{{ 手紙.件名 }} と、{%p for 行 in 手紙.本文 %}{{ 行 }}{%p endfor %} です。"
)


def letter_bytes(
    template: bytes, *, to: str, date: str, sender: str, title: str, lines: tuple[str, ...]
) -> bytes:
    """Render a letter. Equal content gives equal bytes.

    Raises:
        TemplateError: the template asks for something that no letter has.
    """
    tags: dict[str, object] = {
        "宛先": printable(f"{to} あて") if to else "",
        "日付": printable(date),
        "差出人": printable(sender),
        "件名": printable(title),
        "本文": [printable(line) for line in lines],
    }
    out = io.BytesIO()
    try:
        rendered = _Letter(io.BytesIO(template))
        rendered.render({"手紙": tags}, _environment(), autoescape=True)
        document = rendered.docx
        assert isinstance(document, Document)
        parts = parts_of(document)
    except FOREIGN_ERRORS as error:
        raise TemplateError(f"手紙のテンプレートを処理できません：{error}", _HINT) from error
    write_package(parts, out)
    return out.getvalue()


# A round has a letter to each department: what is the same in all of them is worked out once.
class _Letter(DocxTemplate):
    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)


@lru_cache(8)
def _patched(xml: str) -> str:
    """A part as Jinja takes it."""
    return DocxTemplate("").patch_xml(xml)  # pyright: ignore[reportUnknownMemberType]


class _Environment(SandboxedEnvironment):
    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,
        template_class: type[Template] | None = None,
    ) -> Template:
        """A template of a source."""
        return _compiled(self, source)


@lru_cache(32)
def _compiled(environment: _Environment, source: str | nodes.Template) -> Template:
    return SandboxedEnvironment.from_string(environment, source)


@lru_cache(1)
def _environment() -> _Environment:
    return _Environment(autoescape=True, undefined=StrictUndefined)
