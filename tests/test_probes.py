"""A fault that changes what a call gives is felt by that call (``tools/probes.py``)."""

import ast
from collections.abc import Callable

import pytest

from tools import probes
from tools.mutants import mutants, mutated

SOURCE = '''
import re

def told(text, least=2):
    """Many shapes of code."""
    found = []
    if not text or (text[0] == "x" and len(text) > least):
        return None
    for place, letter in enumerate(text):
        if letter in "0123456789":
            found.append(int(letter) + 1)
            continue
        elif letter == "!":
            break
        place -= 1
        if (match := re.match("[a-c]", letter)) is not None and match.start() < 3:
            found += [place]
    while found and found[-1] > 7:
        found.pop()
    behind = text[1:] if any(one.isupper() for one in text if one != "Z") else text[:-1]
    first = next((n for n in found if n % 2), -1)
    match behind:
        case "a1":
            first *= 2
        case _ if len(behind) > 4 and first >= 0:
            first -= max(found, default=1)
        case _:
            pass
    return first, behind, min(len(found), 3), [n * 2 for n in found if n > 1], not found
'''
TEXTS = ("", "x12", "a1", "a1b", "9a", "!!", "Za1", "xA", "abc123", "b!7", "zzzz", "A135!2", "a1x")
Told = Callable[[str], object]


def loaded(tree: ast.Module) -> Told:
    names: dict[str, Told] = {}
    exec(compile(tree, "toy.py", "exec"), names)
    return names["told"]


def result(told: Told, text: str) -> object:
    try:
        return told(text)
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("text", TEXTS)
def test_a_fault_that_changes_the_result_is_felt_and_the_result_stays(text: str) -> None:
    live = [mutant.number for mutant in mutants("toy.py", SOURCE) if mutant.is_live]
    right = result(loaded(ast.parse(SOURCE)), text)
    probes.FELT.clear()
    assert result(loaded(probes.probed(SOURCE, {n: n for n in live})), text) == right
    felt = set(probes.FELT)
    assert felt < set(live)
    loops = {m.number for m in mutants("toy.py", SOURCE) if "found.pop()" in m.change}
    for number in set(live) - felt - loops:
        assert result(loaded(mutated(SOURCE, number)), text) == right


def test_a_condition_that_comes_out_alike_is_not_felt() -> None:
    source = "def told(text):\n    return 1 if len(text) > 2 and text[0] == 'a' else 0\n"
    boundary = next(
        m for m in mutants("", source) if m.change.startswith("len(text) > 2 → len(text) >= 2")
    )
    told = loaded(probes.probed(source, {boundary.number: 0}))
    probes.FELT.clear()
    told("abc")
    told("bc")
    assert not probes.FELT
    told("ac")
    assert list(probes.FELT) == [0]


def test_nothing_instead_of_false_is_no_fault_where_truth_is_asked() -> None:
    source = "def told(n: int) -> {}:\n    if n:\n        return False\n    return n > 2\n"
    kinds = ("bool", "bool | None")
    asked, other = ([m.change for m in mutants("", source.format(kind))] for kind in kinds)
    assert set(other) - set(asked) == {"return False → return None"}
    assert "return n > 2 → return None" in asked
