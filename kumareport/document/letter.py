"""A letter as a Word file, from the office's template ``templates/letter.docx``."""

import io
import re
import zipfile
from collections.abc import MutableMapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, cast

from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, Template, nodes
from jinja2.sandbox import SandboxedEnvironment

from kumareport.document.render import FOREIGN_ERRORS
from kumareport.document.saving import parts_of
from kumareport.errors import TemplateError
from kumareport.office.package.package_writing import write_package
from kumareport.office.package.text import printable

_BODY = "word/document.xml"
_TAG = re.compile(rb"\{(?:<[^>]*>)*[{%]")
"""A tag of docxtpl, which may be parted by Word's own."""
_FIRST_ID = 1000
"""Where docxtpl begins to number the pictures of a document."""
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
        parts = _opened(template).filled({"手紙": tags})
    except FOREIGN_ERRORS as error:
        _opened.cache_clear()
        raise TemplateError(f"手紙のテンプレートを処理できません：{error}", _HINT) from error
    write_package(parts, out)
    return out.getvalue()


@lru_cache(1)
def _opened(template: bytes) -> "_Letter":
    return _Letter(io.BytesIO(template))


class _Letter(DocxTemplate):
    """A template that is opened once for all letters of a round: they differ in the body alone."""

    _body = ""
    _parts: Sequence[tuple[str, bytes]] = ()

    def filled(self, context: dict[str, object]) -> Sequence[tuple[str, bytes]]:
        """The parts of a letter."""
        if not self._parts:
            whole: Any = self.render
            whole(context, _environment(), autoescape=True)
            parts = list(parts_of(self._opened.part))
            self._parts = () if self._has_tags_beside else parts
            return parts
        own: Any = self
        own.docx_ids_index = _FIRST_ID
        tree = own.fix_tables(self.build_xml(context, _environment()))
        own.fix_docpr_ids(tree)
        own.map_tree(tree)
        body = self._opened.part.blob
        return [(name, body if name == _BODY else data) for name, data in self._parts]

    def build_xml(self, context: dict[str, Any], jinja_env: Environment | None = None) -> str:
        """The body of a letter."""
        own: Any = self
        self._body = self._body or own.patch_xml(own.get_xml())
        return own.render_xml_part(self._body, self._opened.part, context, jinja_env)

    @cached_property
    def _has_tags_beside(self) -> bool:
        """Whether other parts than the body, such as a header, have tags too."""
        own: Any = self
        with zipfile.ZipFile(cast("io.BytesIO", own.template_file)) as package:
            return any(_TAG.search(package.read(n)) for n in package.namelist() if n != _BODY)

    @property
    def _opened(self) -> Document:
        assert isinstance(self.docx, Document)
        return self.docx


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
