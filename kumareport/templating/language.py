"""The small language of templates: tags, loops, conditions and a few filters, nothing else.

Jinja is a programming language: a call, ``range``, a power or ``'%s'|format`` can run for hours,
fill the memory or reach what is no tag. What may stand is listed here; whatever is not listed is
refused, before anything of it runs, by the template check and by the rendering alike.
"""

import re
from collections.abc import Iterator

from jinja2 import nodes
from msgspec import Struct

from kumareport.patterns import regex

FILTERS = {
    "length": "数",
    "first": "最初の１つ",
    "last": "最後の１つ",
    "join": "間に文字を入れて並べる（例：{{ 節.注記|join('、') }}）",
}
LOOP_FIELDS = {
    "index": "何回目か（1 から）",
    "first": "最初の回なら真",
    "last": "最後の回なら真",
    "length": "くり返す回数",
}
LOOP = "loop"
WORDS = frozenset(("for", "endfor", "if", "elif", "else", "endif", "vm", "hm", "colspan", "cellbg"))
"""The words that may begin a ``{% … %}``; the last four are docxtpl's, for cells."""
DEEPEST = 8
"""Loops inside loops: chapter, section, group, row and value are five."""
_LONGEST = 300
_LONGEST_NUMBER = 9_999
_BLOCK = regex(r"\{%[-+]?\s*(?:(?:p|tr|tc|r)\s+)?(\w*)")
_TAG = regex(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)

_FREE = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Call: "呼び出し（…）",
    nodes.Getitem: "［…］での取り出し",
    nodes.Slice: "［…］での取り出し",
    nodes.Concat: "~ でのつなぎ",
    nodes.CondExpr: "式の中の if",
    nodes.Test: "is での判定",
    nodes.List: "［…］の並び",
    nodes.Dict: "｛…｝の並び",
    nodes.Tuple: "（…, …）の並び",
    nodes.BinExpr: "計算",
    nodes.UnaryExpr: "計算",
}


class Breach(Struct, frozen=True):
    """Something that templates may not say.

    Attributes:
        line: the 1-based line of the source.
        message: what it is, in Japanese.
    """

    line: int
    message: str


def breaches_in_text(text: str) -> Iterator[str]:
    """What the words of a template show before it is parsed: commands that do not exist here, and
    tags longer than any that is needed."""
    for word in _BLOCK.findall(text):
        if word not in WORDS:
            yield f"「{word or '%'}」という命令は、テンプレートでは使えません"
    if any(len(tag) > _LONGEST for tag in _TAG.findall(text)):
        yield f"タグが長すぎます（{_LONGEST} 字まで）"


def breaches(tree: nodes.Template) -> list[Breach]:
    """All that a parsed template says beyond the language, in its order."""
    found: list[Breach] = []
    _visit(tree, 0, found)
    return found


def _visit(node: nodes.Node, loops: int, found: list[Breach]) -> None:
    fault = _fault(node, loops)
    if fault:
        found.append(Breach(node.lineno, fault))
        return
    if isinstance(node, nodes.For):
        _visit(node.iter, loops, found)
        for child in node.body:
            _visit(child, loops + 1, found)
        for child in node.else_:
            _visit(child, loops, found)
        return
    if _is_span(node):
        return
    if is_loop_field(node):
        return
    for child in node.iter_child_nodes():
        _visit(child, loops, found)


def _fault(node: nodes.Node, loops: int) -> str:
    """Why a node may not stand; empty where it may."""
    if isinstance(node, nodes.For):
        return _fault_of_loop(node, loops)
    if isinstance(node, nodes.Filter):
        return _fault_of_filter(node)
    if isinstance(node, nodes.Getattr):
        return _fault_of_attribute(node, loops)
    if isinstance(node, nodes.Const):
        is_long = isinstance(node.value, int) and node.value > _LONGEST_NUMBER
        return "数が大きすぎます" if is_long or isinstance(node.value, float) else ""
    if isinstance(node, (nodes.Compare, nodes.Operand)):
        names = [o.op for o in node.ops] if isinstance(node, nodes.Compare) else [node.op]
        return "" if set(names) <= {"eq", "ne"} else "比べ方は == と != だけが使えます"
    if isinstance(node, _FREE) or _is_span(node):
        return ""
    if isinstance(node, nodes.Name):
        bare = node.name in (LOOP, "self") or node.ctx != "load"
        return f"「{node.name}」は、ここでは使えません" if bare else ""
    name = next((name for kind, name in _REFUSED.items() if isinstance(node, kind)), "")
    return f"テンプレートでは使えない書き方です（{name or type(node).__name__}）"


def _fault_of_loop(node: nodes.For, loops: int) -> str:
    if not isinstance(node.target, nodes.Name) or node.target.name == LOOP:
        return "くり返しは {% for 名前 in … %} の形で書いてください"
    if node.test is not None or node.recursive:
        return "for の行には、if や recursive を書けません"
    if not isinstance(node.iter, (nodes.Name, nodes.Getattr)):
        return "くり返せるのは、タグの並び（報告書.章 など）だけです"
    return f"くり返しの重なりが深すぎます（{DEEPEST} 段まで）" if loops >= DEEPEST else ""


def _fault_of_filter(node: nodes.Filter) -> str:
    if node.name not in FILTERS:
        return f"「|{node.name}」は使えません。使えるもの：{'、'.join(FILTERS)}"
    arguments = [*node.args, *node.kwargs]
    most = 1 if node.name == "join" else 0
    is_plain = all(isinstance(argument, nodes.Const) for argument in arguments)
    if len(arguments) > most or not is_plain or node.dyn_args or node.dyn_kwargs:
        return f"「|{node.name}」の（ ）の中の書き方が正しくありません"
    return ""


def _fault_of_attribute(node: nodes.Getattr, loops: int) -> str:
    if node.attr.startswith("_"):
        return f"「{node.attr}」という名前はありません"
    if not isinstance(node.node, nodes.Name):
        return "" if isinstance(node.node, nodes.Getattr) else "「.」の前には名前を書いてください"
    if node.node.name == LOOP and (not loops or node.attr not in LOOP_FIELDS):
        return f"「{LOOP}.{node.attr}」は使えません"
    return ""


def is_loop_field(node: nodes.Node) -> bool:
    """Whether a node is ``loop.first`` and the like."""
    return (
        isinstance(node, nodes.Getattr)
        and isinstance(node.node, nodes.Name)
        and node.node.name == LOOP
    )


def _is_span(node: nodes.Node) -> bool:
    """``2 * loop.length``: what docxtpl makes of its own command ``{% hm %}``."""
    return (
        isinstance(node, nodes.Mul)
        and isinstance(node.left, nodes.Const)
        and isinstance(node.left.value, int)
        and node.left.value <= _LONGEST_NUMBER
        and is_loop_field(node.right)
    )
