"""How a tag is declared."""

from dataclasses import field


def tag(meaning: str):
    """A field with its meaning for the list of tags."""
    return field(metadata={"meaning": meaning})
