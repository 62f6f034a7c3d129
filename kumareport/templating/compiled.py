"""The small language of templates as Python.

Jinja reads it; its own compiler, made for a whole programming language, takes longer over a template than
rendering it, and what it makes asks at each tag what only other languages need to know.
"""

from collections.abc import Callable, Iterator, Mapping
from types import FunctionType
from typing import Protocol, cast

from jinja2 import TemplateSyntaxError, nodes

from kumareport.templating.language import LOOP, is_loop_field

_DEEPEST = 40
"""Loops and conditions inside each other: Python reads a hundred."""
_INDENT = " "
_OPERATORS = {"eq": "==", "ne": "!="}


class Runtime(Protocol):
    """What the template asks for while it runs."""

    def tag(self, owner: object, name: str, /) -> object:
        """The value of a tag below another one."""
        ...

    def turns(self, value: object, /) -> list[object]:
        """What a loop runs over."""
        ...

    def printed(self, value: object, /) -> str:
        """A value as it stands in the document."""
        ...

    def filtered(self, name: str, /, *values: object) -> object:
        """What a filter makes of a value and its arguments."""
        ...

    def missing(self, name: str, /) -> object:
        """What stands for a name that there is not."""
        ...


Pieces = Callable[[Mapping[str, object], Runtime], Iterator[str]]
"""A template that can be run: it yields its text, piece by piece."""


def compiled(tree: nodes.Template) -> Pieces:
    """A template as a function.

    Args:
        tree: which says nothing beyond the language.

    Raises:
        TemplateSyntaxError: its conditions are nested too deep.
    """
    writer = _Writer()
    writer.body(tree.body, {}, 1)
    source = "\n".join((_HEAD, *writer.lines, _INDENT + "yield ''"))
    names: dict[str, object] = {"_literals": tuple(writer.literals)}
    exec(compile(source, "<template>", "exec"), names)
    made = names["pieces"]
    assert isinstance(made, FunctionType)
    return cast("Pieces", made)


_HEAD = """def pieces(data, runtime):
 literals, tag, turns, printed = _literals, runtime.tag, runtime.turns, runtime.printed
 filtered, missing = runtime.filtered, runtime.missing"""


class _Writer:
    """Writes the lines of a template's function. No word of the template becomes Python: its names and
    texts are constants."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.literals: list[str] = []
        self._loops = 0

    def body(self, body: list[nodes.Node], scope: Mapping[str, str], depth: int) -> None:
        """Write statements.

        Args:
            body: the statements.
            scope: the variable of each name; of ``loop``, the number of the loop.
            depth: how far they stand in.
        """
        if not body:
            self._line(depth, "pass")
        for node in body:
            if depth > _DEEPEST:
                raise TemplateSyntaxError("くり返しと条件の重なりが深すぎます", node.lineno)
            if isinstance(node, nodes.Output):
                self._output(node, scope, depth)
            elif isinstance(node, nodes.For):
                self._for(node, scope, depth)
            elif isinstance(node, nodes.If):
                self._if(node, scope, depth)
            else:
                raise _beyond(node)

    def _line(self, depth: int, words: str) -> None:
        self.lines.append(_INDENT * depth + words)

    def _output(self, node: nodes.Output, scope: Mapping[str, str], depth: int) -> None:
        pieces: list[str] = []
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                pieces.append(f"literals[{len(self.literals)}]")
                self.literals.append(part.data)
            else:
                pieces.append(f"printed({_expression(part, scope)})")
        # Not a sum: Markup would escape the template's own words beside it.
        words = pieces[0] if len(pieces) == 1 else f"''.join(({', '.join(pieces)}))"
        self._line(depth, f"yield {words}")

    def _for(self, node: nodes.For, scope: Mapping[str, str], depth: int) -> None:
        assert isinstance(node.target, nodes.Name)
        self._loops += 1
        number = self._loops
        self._line(depth, f"s{number} = turns({_expression(node.iter, scope)})")
        self._line(depth, f"n{number} = len(s{number})")
        self._line(depth, f"for i{number}, v{number} in enumerate(s{number}, 1):")
        inner = {**scope, node.target.name: f"v{number}", LOOP: str(number)}
        self.body(node.body, inner, depth + 1)
        if node.else_:
            self._line(depth, f"if not n{number}:")
            self.body(node.else_, scope, depth + 1)

    def _if(self, node: nodes.If, scope: Mapping[str, str], depth: int) -> None:
        for word, one in (("if", node), *(("elif", other) for other in node.elif_)):
            self._line(depth, f"{word} {_expression(one.test, scope)}:")
            self.body(one.body, scope, depth + 1)
        if node.else_:
            self._line(depth, "else:")
            self.body(node.else_, scope, depth + 1)


def _expression(node: nodes.Node, scope: Mapping[str, str]) -> str:
    """An expression as Python."""

    def of(inner: nodes.Node) -> str:
        return _expression(inner, scope)

    match node:
        case nodes.Const():
            return repr(node.value)
        case nodes.Name():
            known = scope.get(node.name)
            name = repr(node.name)
            return known or f"(data[{name}] if {name} in data else missing({name}))"
        case nodes.Getattr() if is_loop_field(node):
            number = scope[LOOP]
            return {
                "index": f"i{number}",
                "first": f"(i{number} == 1)",
                "last": f"(i{number} == n{number})",
                "length": f"n{number}",
            }[node.attr]
        case nodes.Getattr():
            return f"tag({of(node.node)}, {node.attr!r})"
        case nodes.Filter() if node.node is not None:
            return f"filtered({', '.join((repr(node.name), of(node.node), *map(of, node.args)))})"
        case nodes.Not():
            return f"(not {of(node.node)})"
        case nodes.And():
            return f"({of(node.left)} and {of(node.right)})"
        case nodes.Or():
            return f"({of(node.left)} or {of(node.right)})"
        case nodes.Mul():
            return f"({of(node.left)} * {of(node.right)})"
        case nodes.Compare():
            others = (f"{_OPERATORS[one.op]} {of(one.expr)}" for one in node.ops)
            return f"({' '.join((of(node.expr), *others))})"
        case _:
            raise _beyond(node)


def _beyond(node: nodes.Node) -> TemplateSyntaxError:
    return TemplateSyntaxError("テンプレートでは使えない書き方です", node.lineno)
