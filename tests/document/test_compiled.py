"""A template of the small language prints what Jinja itself would print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from msgspec import Struct

from kumareport.templating.environment import SmallEnvironment

HINT = "直してください。"


class Leaf(Struct, frozen=True):
    """A row."""

    名: str
    数: int


class Branch(Struct, frozen=True):
    """A list of rows."""

    題: str
    葉: tuple[Leaf, ...]
    語: tuple[str, ...]


class Root(Struct, frozen=True):
    """A list of lists."""

    題: str
    枝: tuple[Branch, ...]


WORDS = st.text("あ<&\"'{}x \n", max_size=4)
LEAVES = st.builds(Leaf, WORDS, st.integers(-2, 2))
BRANCHES = st.builds(
    Branch, WORDS, st.lists(LEAVES, max_size=3).map(tuple), st.lists(WORDS, max_size=3).map(tuple)
)
ROOTS = st.builds(Root, WORDS, st.lists(BRANCHES, max_size=3).map(tuple))
TEXTS = st.sampled_from(("甲", "<w:p>乙</w:p>\n", " ", "{# 注 #}", "%"))


def expressions(names: tuple[str, ...], loops: int) -> st.SearchStrategy[str]:
    """Values that a template may ask for where these names are known."""
    known = ["根.題", "根.枝|length", "'定'", "7"]
    known += [f"{name}.題" for name in names if name.startswith("枝")]
    known += [f"{name}.語|join('、')" for name in names if name.startswith("枝")]
    known += [f"{name}.葉|length" for name in names if name.startswith("枝")]
    known += [f"{name}.{field}" for name in names if name.startswith("葉") for field in "名数"]
    known += [f"loop.{field}" for field in ("index", "first", "last", "length") if loops]
    return st.sampled_from(known)


def conditions(names: tuple[str, ...], loops: int) -> st.SearchStrategy[str]:
    """What may stand behind an ``if``."""
    one = expressions(names, loops)
    return st.one_of(
        one,
        one.map("not {}".format),
        st.tuples(one, st.sampled_from(("==", "!=", "and", "or")), one).map(" ".join),
    )


@st.composite
def bodies(draw: st.DrawFn, names: tuple[str, ...] = (), loops: int = 0, depth: int = 0) -> str:
    """A piece of a template."""
    pieces: list[str] = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.integers(0, 3 if depth < 3 else 1))
        if kind == 0:
            pieces.append(draw(TEXTS))
        elif kind == 1:
            pieces.append("{{ " + draw(expressions(names, loops)) + " }}")
        elif kind == 2:
            inner = bodies(names, loops, depth + 1)
            pieces.append("{% if " + draw(conditions(names, loops)) + " %}" + draw(inner))
            if draw(st.booleans()):
                pieces.append("{%- elif " + draw(conditions(names, loops)) + " -%}" + draw(inner))
            pieces.append("{% else %}" + draw(inner) if draw(st.booleans()) else "")
            pieces.append("{% endif %}")
        else:
            branch = next((name for name in names if name.startswith("枝")), "")
            over, name = (f"{branch}.葉", f"葉{depth}") if branch else ("根.枝", f"枝{depth}")
            pieces.append("{% for " + f"{name} in {over}" + " %}")
            pieces.append(draw(bodies((*names, name), loops + 1, depth + 1)))
            if draw(st.booleans()):
                pieces.append("{% else %}" + draw(bodies(names, loops, depth + 1)))
            pieces.append("{% endfor %}")
    return "".join(pieces)


@given(bodies(), ROOTS)
def test_the_same_as_jinja(source: str, root: Root) -> None:
    jinja = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    expected = jinja.from_string(source).render({"根": root})
    assert SmallEnvironment(HINT).from_string(source).render({"根": root}) == expected


@pytest.mark.parametrize(
    "source",
    [
        "{{ 無 }}",
        "{{ 根.無 }}",
        "{% if 無 %}{% endif %}",
        "{% for a in 根.無 %}{% endfor %}",
        "{{ 根.枝|first }}",
        "{{ 無|join }}",
        "{% for a in 根.枝 %}{% endfor %}{{ a }}",
    ],
)
def test_a_name_that_there_is_not_ends_the_work(source: str) -> None:
    template = SmallEnvironment(HINT).from_string(source)
    with pytest.raises(UndefinedError):
        template.render({"根": Root("題", ())})
