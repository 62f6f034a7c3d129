"""The pages from their templates: escaped, strict about names, without script in them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kumareport.desk.words import in_words

FOLDER = Path(__file__).resolve().parent
STATIC = {
    path.name: path.read_bytes() for path in sorted((FOLDER / "static").iterdir()) if path.is_file()
}
"""What lies beside the pages, by name."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["in_words"] = in_words
    return environment


def render(page: str, values: Mapping[str, object]) -> str:
    """A page.

    Args:
        page: the template's name without ``.html``.
        values: what it shows.
    """
    return _environment().get_template(f"{page}.html").render(values)
