"""The names of WordprocessingML, as lxml writes them."""

WORD_SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return f"{WORD_SPACE}{name}"
