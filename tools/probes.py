"""Where would a fault be felt? A module's code with many faults tried beside what it does.

A fault in an expression is felt where the expression it stands in comes to another value, so one run
of an example tells of hundreds of faults whether it can notice them at all. Both values are computed
in the unchanged program, whose results stay as they are; a fault that cannot be tried so (a statement
left out, a name that the expression itself binds) counts as felt wherever it is run.
"""

import ast
import builtins
import copy
from collections.abc import Callable, Iterable, Mapping, Sequence

from tools.mutants import Fault, Spot, faults, put

FELT: set[int] = set()
"""The faults felt since somebody emptied it."""

_PURE = {
    "abs", "all", "any", "bool", "dict", "enumerate", "float", "frozenset", "int", "isinstance", "len", "list", "max", "min", "range", "reversed", "set", "sorted", "str", "sum", "tuple", "zip",
    "count", "endswith", "find", "get", "index", "join", "replace", "startswith", "strip",
}  # fmt: skip
"""What may be called twice: its arguments are not used up, nothing is changed."""
_BINDS = (ast.NamedExpr, ast.Yield, ast.YieldFrom, ast.Await)


def probed(source: str, tried: Mapping[int, int]) -> ast.Module:
    """A module's tree with probes.

    Args:
        tried: the numbers of the faults to try, and the name of each.
    """
    tree, found = faults(source)
    hung = {
        child: Spot(parent, field, index, "", True)
        for parent in ast.walk(tree)
        for field, index, child in _children(parent)
    }
    asked: list[tuple[ast.expr, ast.Call]] = []
    before: list[tuple[ast.stmt, ast.stmt]] = []
    for number, name in tried.items():
        host, other, is_truth = _told(found[number], hung)
        if isinstance(host, ast.expr) and other is not None:
            lambda_ = ast.Lambda(_no_arguments(), other)
            asked.append((host, _call("probe", name, lambda_, ast.Constant(is_truth))))
        else:
            before.append((_statement(host, hung), ast.Expr(_call("felt", name))))
    for host, call in asked:
        spot = hung[host]
        there = getattr(spot.parent, spot.field)
        call.args.append(there if spot.index is None else there[spot.index])
        put(spot, ast.copy_location(call, host))
    for statement, call in before:
        block: list[ast.stmt] = getattr(hung[statement].parent, hung[statement].field)
        block.insert(block.index(statement), ast.copy_location(call, statement))
    return ast.fix_missing_locations(tree)


Hung = Mapping[ast.AST, Spot]


def _told(fault: Fault, hung: Hung) -> tuple[ast.AST, ast.expr | None, bool]:
    """The expression that feels a fault, what it is with the fault, and whether only truth counts.

    Without such an expression the node, and None.
    """
    node, new = fault.node, fault.new
    match node:
        case ast.If() | ast.While():
            assert isinstance(new, ast.If | ast.While)
            return (node.test, None if _binds(new.test) else copy.deepcopy(new.test), True)
        case ast.Return(value=ast.expr() as value):
            assert isinstance(new, ast.Return)
            return value, copy.deepcopy(new.value), False
        case ast.comprehension():
            assert isinstance(new, ast.comprehension)
            gone = next(f for n, f in enumerate(node.ifs) if _is_gone(n, f, new.ifs))
            return gone, ast.Constant(True), True
        case ast.expr() if not _is_of_a_pattern(node, hung) and not _binds(node):
            host = _host(node, hung)
            if host is node:
                other = copy.deepcopy(new)
            else:
                put(hung[node], new)
                other = copy.deepcopy(host)
                put(hung[node], node)
            assert isinstance(other, ast.expr)
            return host, other, _is_truth(host, hung)
        case _:
            return node, None, False


def _is_gone(number: int, one: ast.expr, left: Sequence[ast.expr]) -> bool:
    return number == len(left) or ast.dump(one) != ast.dump(left[number])


def _host(node: ast.expr, hung: Hung) -> ast.expr:
    """The largest expression around a node that may be computed twice."""
    best = node
    while True:
        spot = hung[node]
        if isinstance(spot.parent, ast.comprehension):
            spot = hung[spot.parent]
        if isinstance(spot.parent, ast.GeneratorExp):
            # Nothing equals a generator: it is what uses it up that counts.
            spot = hung[spot.parent]
            if not isinstance(spot.parent, ast.Call):
                return best
        parent = spot.parent
        if not isinstance(parent, ast.expr) or _binds(parent):
            return best
        if isinstance(parent, ast.Lambda | ast.JoinedStr | ast.FormattedValue):
            return best
        if isinstance(parent, ast.Call) and (spot.field == "func" or not _is_pure(parent.func)):
            return best
        if not isinstance(getattr(parent, "ctx", ast.Load()), ast.Load):
            return best
        node = parent
        if not isinstance(node, ast.Slice | ast.Starred):
            best = node


def _is_pure(function: ast.expr) -> bool:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in _PURE
        case _:
            return False


def _binds(node: ast.AST) -> bool:
    return any(isinstance(one, _BINDS) for one in ast.walk(node))


def _is_of_a_pattern(node: ast.AST, hung: Hung) -> bool:
    parent = hung[node].parent
    while isinstance(parent, ast.expr):
        parent = hung[parent].parent
    return isinstance(parent, ast.pattern)


def _is_truth(node: ast.expr, hung: Hung) -> bool:
    spot = hung[node]
    is_denied = isinstance(spot.parent, ast.UnaryOp) and isinstance(spot.parent.op, ast.Not)
    return is_denied or spot.field in ("test", "ifs", "guard")


def _statement(node: ast.AST, hung: Hung) -> ast.stmt:
    """The statement that a node stands in."""
    while not isinstance(node, ast.stmt):
        node = hung[node].parent
    return node


def _children(node: ast.AST) -> Iterable[tuple[str, int | None, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            yield field, None, value
        elif isinstance(value, list):
            for index, one in enumerate(value):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
                if isinstance(one, ast.AST):
                    yield field, index, one


def _no_arguments() -> ast.arguments:
    return ast.arguments([], [], None, [], [], None, [])


def _call(function: str, name: int, *rest: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(f"__{function}__", ast.Load()), [ast.Constant(name), *rest], [])


class _Probe:
    """What the probes call; one at a time, so that a fault is tried in an unchanged program."""

    is_busy = False

    def probe(
        self, name: int, other: Callable[[], object], is_truth: bool, value: object
    ) -> object:
        """The value; whether it is another one with the fault is remembered."""
        if name in FELT or self.is_busy:
            return value
        self.is_busy = True
        try:
            new = other()
            if is_truth:
                differs = bool(new) is not bool(value)
            else:
                differs = new is not value and (type(new) is not type(value) or new != value)
            if differs:
                FELT.add(name)
        except Exception:
            FELT.add(name)
        finally:
            self.is_busy = False
        return value

    def felt(self, name: int) -> None:
        """What cannot be tried is felt where it is run."""
        if not self.is_busy:
            FELT.add(name)


_probe = _Probe()
setattr(builtins, "__probe__", _probe.probe)  # noqa: B010
setattr(builtins, "__felt__", _probe.felt)  # noqa: B010
