"""A letter as a Word file, from the office's template ``templates/letter.docx``."""

import io

from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from kumareport.document.render import FOREIGN_ERRORS
from kumareport.errors import TemplateError
from kumareport.office.package.package_writing import repack
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
    packed, out = io.BytesIO(), io.BytesIO()
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        rendered = DocxTemplate(io.BytesIO(template))
        rendered.render({"手紙": tags}, environment, autoescape=True)
        document = rendered.docx
        assert isinstance(document, Document)
        document.save(packed)
    except FOREIGN_ERRORS as error:
        raise TemplateError(f"手紙のテンプレートを処理できません：{error}", _HINT) from error
    repack(packed, out)
    return out.getvalue()
