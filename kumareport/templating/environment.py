"""The Jinja environment of every template: sandboxed, strict about names, escaping, with an end."""

from collections.abc import Iterable, MutableMapping, Sized
from typing import Any, cast

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape
from msgspec import Struct

from kumareport.errors import TemplateError
from kumareport.office.package.text import printable
from kumareport.patterns import regex
from kumareport.templating.compiled import Pieces, compiled
from kumareport.templating.language import breaches, breaches_in_text

_MOST_TEXT = 64 * 1024 * 1024
"""Characters that a part may grow to. The real report has 2 million, one of 320 pages 20."""
_MOST_ITEMS = 200_000
"""Turns of loops over lists. The real report takes 5,000."""
_UNDEFINED = regex(r"'(\w+)'(?: is undefined)?$")
_MARKUP = regex(r"<[^>]*>")
_MOST_COMPILED = 32
_compiled: dict[tuple[type, str], Pieces] = {}
"""What has been compiled, by the kind of environment: a template is tried, then rendered, and
rendered again for each department."""


class _CappedTemplate(Template):
    """A template whose output has an end."""

    pieces: Pieces

    def render(self, *args: Any, **kwargs: Any) -> str:
        environment = self.environment
        assert isinstance(environment, SmallEnvironment)
        pieces: list[str] = []
        room = _MOST_TEXT
        for piece in self.pieces(dict(*args, **kwargs), environment):
            room -= len(piece)
            if room < 0:
                hint = environment.hint
                raise TemplateError("くり返しが多すぎて、文書が大きくなりすぎます。", hint)
            pieces.append(piece)
        return "".join(pieces)


class _Fields(dict[type, frozenset[str]]):
    """The fields of our own data by its type, which the sandbox need not look at each time."""

    def __missing__(self, kind: type) -> frozenset[str]:
        names: tuple[str, ...] = kind.__struct_fields__ if issubclass(kind, Struct) else ()
        self[kind] = found = frozenset(name for name in names if not name.startswith("_"))
        return found


_fields = _Fields()


class SmallEnvironment(SandboxedEnvironment):
    """The environment of one rendering: the small language of templates, escaping, strict about
    names, with an end to what loops make.

    Attributes:
        hint: what to do about a template that asks for too much.
        named: the tags that the template has made use of.
    """

    template_class = _CappedTemplate

    def __init__(self, hint: str) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, cache_size=0)
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
        assert isinstance(source, str)
        known = _compiled.get((type(self), source))
        if known is None:
            known = compiled(self.parse(source))
            if len(_compiled) >= _MOST_COMPILED:
                _compiled.clear()
            _compiled[type(self), source] = known
        made = object.__new__(_CappedTemplate)
        made.environment, made.pieces = self, known
        return made

    def tag(self, owner: object, name: str, /) -> object:
        """A tag's value."""
        self.named.add(name)
        if name in _fields[type(owner)]:
            return getattr(owner, name)
        return cast("object", self.getattr(owner, name))

    def turns(self, value: object, /) -> list[object]:
        """What a loop runs over. Its turns are counted."""
        turns = list(cast("Iterable[object]", value))
        self._items -= len(turns)
        if self._items < 0:
            raise TemplateError("くり返しの中のくり返しが多すぎます。", self.hint)
        return turns

    def printed(self, value: object, /) -> str:
        """What a ``{{ … }}`` prints: escaped text."""
        if isinstance(value, str) and not isinstance(value, Markup):
            return self.escaped(value)
        return escape(value)

    def filtered(self, name: str, /, *values: object) -> object:
        """What a filter makes of a value and its arguments."""
        value, *arguments = values
        if name == "length":
            return len(cast("Sized", value))
        items = self.turns(value)
        if name == "join":
            return self.joined(items, *map(str, arguments))
        if not items:
            return self.undefined("空の並びには、最初も最後もありません")
        return items[0 if name == "first" else -1]

    def joined(self, items: Iterable[object], between: str = "") -> Markup:
        """The filter ``join``."""
        words = (i if isinstance(i, Markup) else self.escaped(str(i)) for i in items)
        return self.escaped(between).join(words)

    def missing(self, name: str, /) -> object:
        """What stands for a name that there is not: any use of it ends the work."""
        return self.undefined(name=name)

    def escaped(self, text: str) -> Markup:
        """A text of the data as it is put in."""
        return escape(printable(text))


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
