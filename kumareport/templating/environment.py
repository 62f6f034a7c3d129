"""The Jinja environment of every template: sandboxed, strict about names, escaping, with an end."""

from collections.abc import MutableMapping
from functools import lru_cache
from types import CodeType, MemberDescriptorType
from typing import Any, cast

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
)
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from kumareport.errors import TemplateError
from kumareport.office.package.text import printable
from kumareport.patterns import regex
from kumareport.prepared import prepared
from kumareport.templating.language import breaches, breaches_in_text

_MOST_TEXT = 64 * 1024 * 1024
"""Characters that a part may grow to. The real report has 2 million, one of 320 pages 20."""
_MOST_ITEMS = 200_000
"""Turns of loops over lists. The real report takes 5,000."""
_UNDEFINED = regex(r"'(\w+)'(?: is undefined)?$")
_MARKUP = regex(r"<[^>]*>")
_MOST_COMPILED = 32
_compiled: dict[tuple[type, str | nodes.Template], CodeType] = {}
"""What has been compiled, by the kind of environment: a template is tried, then rendered, and
rendered again for each department."""


class _CappedTemplate(Template):
    """A template whose output has an end."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        pieces: list[str] = []
        room = _MOST_TEXT
        for piece in self.generate(*args, **kwargs):
            room -= len(piece)
            if room < 0:
                raise TemplateError("くり返しが多すぎて、文書が大きくなりすぎます。", _hint(self))
            pieces.append(piece)
        return "".join(pieces)


def _hint(template: Template) -> str:
    environment = template.environment
    return environment.hint if isinstance(environment, SmallEnvironment) else ""


class SmallEnvironment(SandboxedEnvironment):
    """The environment of one rendering: the small language of templates, escaping, strict about
    names, with an end to what loops make.

    Attributes:
        hint: what to do about a template that asks for too much.
        named: the tags that the template has made use of.
    """

    template_class = _CappedTemplate

    def __init__(self, hint: str) -> None:
        super().__init__(
            autoescape=True, undefined=StrictUndefined, finalize=self._print, cache_size=0
        )
        self.hint = hint
        self.named: set[str] = set()
        self._items = _MOST_ITEMS

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Refuse what is beyond the language, wherever it stands."""
        lines = source.splitlines()
        for number, line in enumerate(lines, 1):
            for message in breaches_in_text(line):
                raise TemplateSyntaxError(f"{message}：{_shown(line)}", number)
        tree = super()._parse(source, name, filename)
        for breach in breaches(tree):
            line = lines[breach.line - 1] if breach.line <= len(lines) else ""
            raise TemplateSyntaxError(f"{breach.message}：{_shown(line)}", breach.line)
        return tree

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,
        template_class: type[Template] | None = None,
    ) -> Template:
        """A template of a source."""
        known = _compiled.get((type(self), source))
        if known is None:
            if isinstance(source, str):
                # One kind of environment compiles everything in one way.
                kind = f"code of {type(self).__name__}"
                known = prepared(kind, (source,), lambda: self.compile(source))
            else:
                known = self.compile(source)
            if len(_compiled) >= _MOST_COMPILED:
                _compiled.clear()
            _compiled[type(self), source] = known
        made = template_class or self.template_class
        return made.from_code(self, known, self.make_globals(globals), None)

    def getattr(self, obj: object, attribute: str) -> object:
        """A tag's value."""
        self.named.add(attribute)
        if not _is_field(type(obj), attribute):
            return self._counted(cast("object", super().getattr(obj, attribute)))
        value: object = getattr(obj, attribute)
        return value if isinstance(value, str) else self._counted(value)

    def _counted(self, value: object) -> object:
        """A value; where it is a list, the turns of the loop that asks for it are counted."""
        if isinstance(value, tuple):
            self._items -= len(cast("tuple[object, ...]", value))
            if self._items < 0:
                raise TemplateError("くり返しの中のくり返しが多すぎます。", self.hint)
        return cast("object", value)

    def _print(self, value: object) -> object:
        """What a ``{{ … }}`` prints: escaped text."""
        if isinstance(value, (Undefined, Markup)) or not isinstance(value, str):
            return value
        return self.escaped(value)

    def escaped(self, text: str) -> Markup:
        """A text of the data as it is put in."""
        return escape(printable(text))


@lru_cache(1024)
def _is_field(kind: type, attribute: str) -> bool:
    """Whether a name is a field of our own data, which the sandbox need not look at each time."""
    return attribute[0] != "_" and isinstance(getattr(kind, attribute, None), MemberDescriptorType)


def why(error: Exception) -> str:
    """What is wrong with a template, in Japanese (Jinja's errors speak English); empty where the
    error is none of Jinja's."""
    message = getattr(error, "message", None) or ""
    if isinstance(error, TemplateSyntaxError):
        if not message.isascii():
            return message
        line = (error.source or "").splitlines()[error.lineno - 1 : error.lineno]
        return f"タグの書き方が正しくありません：{_shown(''.join(line))}"
    if isinstance(error, UndefinedError):
        name = _UNDEFINED.search(str(message))
        return f"「{name[1]}」という名前はありません" if name else "値のない名前のタグがあります"
    return ""


def _shown(line: str) -> str:
    """The words of a line of a part's source, as far as they help to find it."""
    words = _MARKUP.sub("", line)
    at = max(words.find("{%"), words.find("{{"), 0)
    return f"「{words[max(0, at - 10) : at + 50].strip()}」"
