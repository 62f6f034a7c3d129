"""One name, one thing: no public class name stands in two modules of the package."""

import ast
from collections import defaultdict
from pathlib import Path

from kumareport.model.form import STANDARD

PACKAGE = Path(__file__).resolve().parent.parent / "kumareport"


def test_no_public_class_name_stands_twice() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(PACKAGE)))
    assert len(places) > 100
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_nobody_but_the_form_names_a_kind_of_text() -> None:
    """23 modules did before the form was data; a new kind of text costs no code since."""
    naming = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if any(kind.name in path.read_text(encoding="utf-8") for kind in STANDARD.boxes)
    }
    assert naming == {"model/form.py"}
