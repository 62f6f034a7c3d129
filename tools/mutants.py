"""Small faults put into a module, one at a time, for ``tools/mutation.py``.

Operators: comparisons at their boundary and negated, and ↔ or, an operand or a ``not`` left out, a
condition always or never true, a filter left out, numbers ± 1, True ↔ False, + ↔ −, × ↔ ÷,
min ↔ max, any ↔ all, ``return None``, a statement left out. Strings, annotations, decorators and
assertions (which only tell the type checker something) stay.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
_LEFT_ALONE = (ast.Assert, ast.JoinedStr, ast.Import, ast.ImportFrom)
_TYPES = {"annotation", "returns", "decorator_list"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault.

    Attributes:
        file: the module's path below the root.
        place: the function or class that it stands in; empty for the module itself.
        change: what becomes what.
        line: where.
        number: which of the module's mutants it is.
        is_live: whether it stands in the body of a function, which can be exchanged in a running
            program.
    """

    file: str
    place: str
    change: str
    line: int
    number: int
    is_live: bool

    @property
    def key(self) -> str:
        """Its name, the same after other lines were added."""
        return f"{self.file} {self.place} {self.change}"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a node hangs in its tree."""

    parent: ast.AST
    field: str
    index: int | None
    place: str
    is_live: bool
    returns: str = ""
    """What the function around it says that it returns."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A node of a tree and what comes into its place."""

    spot: Spot
    node: ast.AST
    new: ast.AST


def mutants(file: str, source: str) -> list[Mutant]:
    """All mutants of a module, in a fixed order."""
    found: list[Mutant] = []
    seen: dict[tuple[str, str], int] = {}
    for number, fault in enumerate(faults(source)[1]):
        spot, node, new = fault.spot, fault.node, fault.new
        change = f"{_words(node)} → {_words(new)}"
        again = seen[spot.place, change] = seen.get((spot.place, change), 0) + 1
        told = change if again == 1 else f"{change} ({again})"
        line = getattr(node, "lineno", getattr(spot.parent, "lineno", 0))
        found.append(Mutant(file, spot.place, told, line, number, spot.is_live))
    return found


def mutated(source: str, number: int) -> ast.Module:
    """The module's tree with one of its faults."""
    tree, found = faults(source)
    put(found[number].spot, found[number].new)
    return ast.fix_missing_locations(tree)


def put(spot: Spot, node: ast.AST) -> None:
    """Hang a node where another one hung."""
    if spot.index is None:
        setattr(spot.parent, spot.field, node)
    else:
        getattr(spot.parent, spot.field)[spot.index] = node


def faults(source: str) -> tuple[ast.Module, list[Fault]]:
    """A module's tree and all its faults, by their numbers."""
    tree = ast.parse(source)
    found = [
        Fault(spot, node, _at(node, new))
        for spot, node in _spots(tree, "", False)
        for new in _new(node)
        if not _is_alike(spot, node, new)
    ]
    return tree, found


def _at(old: ast.AST, new: ast.AST) -> ast.AST:
    return ast.copy_location(new, old)


def _is_alike(spot: Spot, node: ast.AST, new: ast.AST) -> bool:
    """Whether only the type would differ: 「return None」 for 「return False」, where truth is asked."""
    is_false = isinstance(node, ast.Return) and ast.unparse(node) == "return False"
    return is_false and isinstance(new, ast.Return) and spot.returns == "bool"


def _spots(
    node: ast.AST, place: str, is_live: bool, returns: str = ""
) -> Iterator[tuple[Spot, ast.AST]]:
    """Every node that may be exchanged."""
    if isinstance(node, _LEFT_ALONE):
        return
    for field, value in ast.iter_fields(node):
        if field in _TYPES:
            continue
        inside, live, told = place, is_live, returns
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and field == "body":
            inside = f"{place}.{node.name}" if place else node.name
            if isinstance(node, ast.FunctionDef):
                live, told = True, ast.unparse(node.returns) if node.returns else ""
        children: list[tuple[int | None, object]] = (
            list(enumerate(value)) if isinstance(value, list) else [(None, value)]  # pyright: ignore[reportUnknownArgumentType]
        )
        for index, child in children:
            if isinstance(child, ast.AST):
                yield Spot(node, field, index, inside, live, told), child
                yield from _spots(child, inside, live, told)


def _new(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in a node's place."""
    if isinstance(node, ast.expr):
        yield from _expressions(node)
    elif isinstance(node, ast.stmt):
        yield from _statements(node)
    elif isinstance(node, ast.comprehension):
        for number in range(len(node.ifs)):
            new = copy.deepcopy(node)
            del new.ifs[number]
            yield new


def _expressions(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare():
            for number, operator in enumerate(node.ops):
                for other in _COMPARISONS[type(operator)]:
                    new = copy.deepcopy(node)
                    new.ops[number] = other()
                    yield new
        case ast.BoolOp():
            other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield ast.BoolOp(other_op, copy.deepcopy(node.values))
            for number in range(len(node.values)):
                rest = copy.deepcopy(node.values[:number] + node.values[number + 1 :])
                yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
        case ast.UnaryOp(op=ast.Not()):
            yield copy.deepcopy(node.operand)
        case ast.IfExp():
            yield copy.deepcopy(node.body)
            yield copy.deepcopy(node.orelse)
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.BinOp() if type(node.op) in _ARITHMETIC and not _is_text(node):
            new = copy.deepcopy(node)
            new.op = _ARITHMETIC[type(node.op)]()
            yield new
        case ast.Name(id=name, ctx=ast.Load()) if name in _NAMES:
            yield ast.Name(_NAMES[name], ast.Load())
        case _:
            pass


def _statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.If():
            for value in (True, False):
                new = copy.deepcopy(node)
                new.test = ast.copy_location(ast.Constant(value), node.test)
                yield new
        case ast.While():
            new = copy.deepcopy(node)
            new.test = ast.copy_location(ast.Constant(False), node.test)
            yield new
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Constant()):
            pass
        case ast.Expr() | ast.AugAssign() | ast.Continue() | ast.Break() | ast.Raise():
            yield ast.Pass()
        case _:
            pass


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_text(node.left) or _is_text(node.right)
    return isinstance(node, ast.JoinedStr | ast.List | ast.Tuple | ast.ListComp) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _words(node: ast.AST) -> str:
    """A node on one line; of an ``if`` its head."""
    match node:
        case ast.If() | ast.While():
            word = "if" if isinstance(node, ast.If) else "while"
            return f"{word} {ast.unparse(node.test)}"
        case ast.comprehension():
            return f"for{ast.unparse(node).partition(' for')[2]}"
        case _:
            return " ".join(ast.unparse(node).split())
